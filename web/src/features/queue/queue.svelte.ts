import type { Code, LineEvent, LineState } from '$lib/api/frames';
import type { Event, Follower, Live, Signal, Snapshot } from '$lib/live/live.svelte';
import { apply } from './apply';

// Who waits on a line, and the talks of one staff member.
export class Queue implements Follower {
  state = $state.raw<LineState | null>(null);
  gone = $state<Code | null>(null);
  somebodyCame: (() => void) | null = null;

  readonly stream: string;

  constructor(
    private readonly live: Live,
    readonly line: string,
    private readonly me: string,
  ) {
    this.stream = `line:${line}`;
    live.follow(this.stream, this);
  }

  // Takes who waits longest; gives the conversation.
  async takeNext(): Promise<string> {
    const { data } = await this.live.command(this.stream, 'queue.take', { line: this.line });
    return data?.conversation ?? '';
  }

  close(): void {
    this.live.unfollow(this.stream);
  }

  snapshot(frame: Snapshot): void {
    const before = new Set(this.state?.waiting.map(({ conversation }) => conversation));
    const isFirst = this.state === null;
    this.state = frame.state as LineState;
    if (!isFirst && this.state.waiting.some(({ conversation }) => !before.has(conversation))) this.somebodyCame?.();
  }

  event(frame: Event): boolean {
    const next = this.state && apply(this.state, frame as LineEvent, this.me);
    if (!next) return false;
    this.state = next;
    if (frame.event === 'conversation.waiting') this.somebodyCame?.();
    return true;
  }

  signal(_: Signal): void {}

  ended(code: Code): void {
    this.gone = code;
  }
}
