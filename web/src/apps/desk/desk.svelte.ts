import { SvelteMap } from 'svelte/reactivity';
import { Refused, type Session } from '$lib/api/api';
import { Live } from '$lib/live/live.svelte';
import { storeOf } from '$lib/store';
import { Ticker } from '$lib/time/ticker.svelte';
import { Conversation } from '$features/conversation/conversation.svelte';
import { Queue } from '$features/queue/queue.svelte';
import { Sound } from './sound.svelte';

export type Line = Session['lines'][number];
const kRemindEvery = 30_000;
const kSaidFor = 8_000;
const kChosen = 'onthaal.talk';

// One operator at work on one line.
export class Desk {
  readonly live = new Live();
  readonly sound = new Sound();
  readonly queue: Queue;
  readonly ticker: Ticker;
  readonly talks = new SvelteMap<string, Conversation>();
  readonly unread = new SvelteMap<string, number>();
  readonly drafts = new SvelteMap<string, string>();
  chosen = $state<string | null>(null);
  isTaking = $state(false);
  taking = $state<'conflict' | 'failed' | null>(null);
  private readonly store = storeOf('sessionStorage');

  constructor(
    readonly session: Session,
    readonly line: Line,
  ) {
    this.queue = new Queue(this.live, line.line, session.staff);
    this.queue.somebodyCame = () => this.sound.came();
    this.ticker = new Ticker(() => this.live.ahead);
    this.live.start();
    $effect(() => this.followMine());
    $effect(() => {
      const timer = setInterval(() => this.remind(), kRemindEvery);
      return () => clearInterval(timer);
    });
    $effect(() => () => this.live.stop());
  }

  get waiting() {
    return this.queue.state?.waiting ?? [];
  }

  get talk(): Conversation | null {
    return this.chosen === null ? null : (this.talks.get(this.chosen) ?? null);
  }

  get openTalks(): number {
    return [...this.talks.values()].filter(({ state, gone }) => !gone && (!state || state.state === 'active')).length;
  }

  async takeNext(): Promise<void> {
    if (this.isTaking || this.waiting.length === 0) return;
    this.isTaking = true;
    this.taking = null;
    try {
      this.choose(await this.queue.takeNext());
    } catch (error) {
      this.taking = error instanceof Refused && error.code === 'conflict' ? 'conflict' : 'failed';
      setTimeout(() => (this.taking = null), kSaidFor);
    }
    this.isTaking = false;
  }

  choose(id: string): void {
    this.open(id);
    this.chosen = id;
    this.store?.setItem(kChosen, id);
    this.unread.delete(id);
  }

  // Puts away a talk that has ended.
  putAway(id: string): void {
    this.talks.get(id)?.close();
    this.talks.delete(id);
    this.unread.delete(id);
    this.drafts.delete(id);
    if (this.chosen === id) this.chosen = this.talks.keys().next().value ?? null;
  }

  seen(): void {
    if (this.chosen && !document.hidden) this.unread.delete(this.chosen);
  }

  private followMine(): void {
    const mine = this.queue.state?.mine ?? [];
    for (const { conversation } of mine) this.open(conversation);
    if (this.chosen !== null || !mine.length) return;
    // After a reload the same talk: what is typed next must not go to somebody else.
    const last = this.store?.getItem(kChosen);
    this.choose((mine.find(({ conversation }) => conversation === last) ?? mine[0]!).conversation);
  }

  private open(id: string): void {
    if (!id || this.talks.has(id)) return;
    const talk = new Conversation(this.live, id);
    talk.heard = () => {
      if (id === this.chosen && !document.hidden) return;
      this.unread.set(id, (this.unread.get(id) ?? 0) + 1);
      this.sound.message();
    };
    this.talks.set(id, talk);
  }

  // Somebody still waits and nobody here is busy: said again.
  private remind(): void {
    if (this.waiting.length > 0 && this.openTalks === 0) this.sound.came();
  }
}
