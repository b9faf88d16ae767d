import { api, Refused, type Line, type Trouble } from '$lib/api/api';
import { words, t } from '$lib/i18n/visitor';
import type { Register } from '$lib/i18n/words.svelte';
import { Live } from '$lib/live/live.svelte';
import { Conversation } from '$features/conversation/conversation.svelte';
import { kept, resume, start, store, wipe, type Kept } from '$features/visit/visit';

export type Stage = 'loading' | 'unknown' | 'unreachable' | 'closed' | 'welcome' | 'inside' | 'over' | 'version';
const kRetryAfter = 4_000;

// The visitor's page: where it stands, and what brings it further.
export class Visitor {
  line = $state.raw<Line | null>(null);
  live = $state.raw<Live | null>(null);
  conversation = $state.raw<Conversation | null>(null);
  nickname = $state('');
  private reached = $state<Stage>('loading');
  private isBooting = false;
  private retryTimer: ReturnType<typeof setTimeout> | undefined;

  constructor(private readonly slug: string) {}

  get stage(): Stage {
    if (this.reached !== 'inside') return this.reached;
    const over = this.live?.overBy;
    if (over) return over === 'unsupported_version' ? 'version' : 'over';
    if (this.conversation?.gone) return 'over';
    return this.conversation?.state ? 'inside' : 'loading';
  }

  async boot(): Promise<void> {
    if (this.isBooting) return;
    this.isBooting = true;
    clearTimeout(this.retryTimer);
    const before = kept(this.slug);
    this.nickname = before?.nickname ?? '';
    try {
      await words.load(before?.register ?? 'nl');
      const [line, visit] = await Promise.all([api.line(this.slug), resume(this.slug)]);
      this.line = line;
      if (visit) await this.enter(visit);
      else this.reached = line.open ? 'welcome' : 'closed';
    } catch (error) {
      this.failed(error);
    }
    this.isBooting = false;
  }

  // Gives what went wrong, if anything did.
  async begin(nickname: string, register: Register): Promise<Trouble | null> {
    try {
      await this.enter(await start(this.slug, nickname, register));
      return null;
    } catch (error) {
      return error instanceof Refused ? error.code : 'internal';
    }
  }

  // The talk is over: it stays on the screen, and nothing of it on the device. A closed tab that is opened again shows none of it.
  forget(): void {
    this.live?.outbox.forget();
    wipe();
  }

  // Back to the start, with nothing left of the talk.
  restart(): void {
    this.live?.stop();
    wipe();
    this.live = null;
    this.conversation = null;
    this.nickname = '';
    this.reached = this.line ? 'welcome' : 'loading';
    if (!this.line) void this.boot();
  }

  private async enter(visit: Kept): Promise<void> {
    if (visit.register !== words.register) await words.load(visit.register);
    this.live = new Live({ token: visit.token, store });
    this.conversation = new Conversation(this.live, visit.conversation ?? '');
    this.conversation.heard = () => {
      if (document.hidden) document.title = `● ${t('page.title')}`;
    };
    this.live.start();
    this.reached = 'inside';
  }

  private failed(error: unknown): void {
    if (error instanceof Refused && error.code === 'not_found') {
      this.reached = 'unknown';
      return;
    }
    this.reached = 'unreachable';
    this.retryTimer = setTimeout(() => void this.boot(), kRetryAfter * (1 + Math.random() / 2));
  }
}
