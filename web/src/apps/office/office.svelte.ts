import type { Session } from '$lib/api/api';
import { Live } from '$lib/live/live.svelte';
import { Ticker } from '$lib/time/ticker.svelte';
import { Unsaved } from '$features/office/unsaved.svelte';
import { Queue } from '$features/queue/queue.svelte';
import type { Line } from '$features/session/Gate.svelte';

export const kGroups = {
  today: ['now', 'board', 'along', 'briefing'],
  numbers: ['figures', 'figures/themes', 'reports/annual', 'figures/crosswalk'],
  visitors: ['talks', 'flags', 'frequent', 'refusals', 'second', 'plans', 'ratings'],
  texts: ['phrases', 'guides', 'places', 'partners', 'terms', 'papers'],
  line: ['hours', 'team', 'displays', 'read', 'retention', 'settings'],
} as const;
export const kPages = Object.values(kGroups).flat();
export type PageName = (typeof kPages)[number];

// "/office/team"; what happens now is "/office" itself.
export const addressOf = (page: PageName): string => (page === 'now' ? '/office' : `/office/${page}`);
export const pageAt = (path: string): PageName =>
  kPages.find((page) => addressOf(page) === path.replace(/\/$/, '')) ?? 'now';

// One coordinator at one line.
export class Office {
  readonly live = new Live();
  readonly queue: Queue;
  readonly ticker: Ticker;
  readonly unsaved = new Unsaved();
  page = $state<PageName>(pageAt(location.pathname));

  constructor(session: Session, line: Line) {
    this.queue = new Queue(this.live, line.line, session.staff);
    this.ticker = new Ticker(() => this.live.ahead);
    this.live.start();
    $effect(() => () => this.live.stop());
  }

  // `search`: what the page asks for, where it has such a thing.
  go(page: PageName, search = ''): void {
    if (page === this.page) return;
    this.unsaved.before(() => this.show(page, search));
  }

  // The browser went back or forward.
  moved(): void {
    const page = pageAt(location.pathname);
    if (page === this.page) return;
    if (!this.unsaved.any) {
      this.page = page;
      return;
    }
    history.pushState(null, '', addressOf(this.page));
    this.unsaved.before(() => this.show(page));
  }

  private show(page: PageName, search = ''): void {
    history.pushState(null, '', addressOf(page) + search);
    this.page = page;
  }
}
