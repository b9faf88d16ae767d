import { call, Refused } from '$lib/api/api';
import type { components } from '$lib/api/http';
import type { LiveState } from '$lib/live/live.svelte';

export type Board = components['schemas']['Board'];

const kEvery = 4_000;
const kEveryWhenVoid = 60_000;
const kLookForPages = 10 * 60_000;
// Longer than this it does not wait for a quiet moment.
const kOutdatedAtMost = 60 * 60_000;

// A screen that hangs there for months: it asks again and again, whatever happens in between. A broken network, a
// restart, a laptop that slept are all the same: the next answer is the whole board.
export class Wall {
  board = $state.raw<Board | null>(null);
  live = $state<LiveState>('connecting');
  // The link was revoked, or a year has passed.
  isVoid = $state(false);
  ahead = 0;
  private lookedAt = Date.now();
  private outdatedSince: number | null = null;

  constructor(private readonly token: string) {
    $effect(() => {
      let timer: ReturnType<typeof setTimeout>;
      let isOver = false;
      const again = async (): Promise<void> => {
        await this.look();
        if (!isOver) timer = setTimeout(() => void again(), this.isVoid ? kEveryWhenVoid : kEvery);
      };
      void again();
      return () => {
        isOver = true;
        clearTimeout(timer);
      };
    });
  }

  private async look(): Promise<void> {
    try {
      const board = await call<Board>('/api/board', { method: 'POST', body: { token: this.token } });
      const wasAway = this.live === 'offline';
      this.ahead = Date.parse(board.time) - Date.now();
      this.board = board;
      this.isVoid = false;
      this.live = 'online';
      await this.lookForPages(wasAway);
    } catch (error) {
      const code = error instanceof Refused ? error.code : 'internal';
      this.isVoid = code === 'not_found' || code === 'invalid';
      if (this.isVoid) this.board = null;
      this.live = 'offline';
    }
  }

  // Pages of a newer server are taken over once nobody waits. Where this page itself cannot be had, it stays as it is.
  private async lookForPages(isAnother: boolean): Promise<void> {
    const now = Date.now();
    if (isAnother || now - this.lookedAt >= kLookForPages) {
      this.lookedAt = now;
      if (!(await isOurs())) this.outdatedSince ??= now;
    }
    if (this.outdatedSince === null) return;
    const isQuiet = this.board?.waiting.length === 0;
    if (isQuiet || now - this.outdatedSince >= kOutdatedAtMost) location.reload();
  }
}

// Whether the server still gives the script that runs here.
async function isOurs(): Promise<boolean> {
  const script = document.querySelector<HTMLScriptElement>('script[type="module"]');
  if (!script) return true;
  try {
    const page = await fetch(location.pathname, { cache: 'no-store' });
    return !page.ok || (await page.text()).includes(new URL(script.src).pathname);
  } catch {
    return true;
  }
}
