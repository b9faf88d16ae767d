import type { Code, LineEvent, LineState, QueueTakeData, Waiting } from '$lib/api/frames';
import type { Event, Follower, Live, Signal, Snapshot } from '$lib/live/live.svelte';
import { apply } from './apply';
import { dutyOf } from './room';

export type Reason = NonNullable<QueueTakeData['reason']>;
export type Duty = 'online' | 'paused' | 'off';

// A line as one staff member sees it: who waits, what runs, who is there.
export class Queue implements Follower {
  state = $state.raw<LineState | null>(null);
  gone = $state<Code | null>(null);
  // Grows when there may be other notices.
  noticed = $state(0);
  // The same for marks of suspected fake calls.
  flagged = $state(1);
  // And for who is refused for a day, and for plans.
  refused = $state(1);
  planned = $state(1);
  // Grows when there may be other appointments, or slots for them.
  appointed = $state(1);
  // The talk that its visitor deleted last: who reads it again reads it no more.
  deleted = $state<string | null>(null);
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

  get duty(): Duty {
    return this.state ? dutyOf(this.state, this.me) : 'off';
  }

  // Takes who is next, or a chosen one and says why; gives the conversation.
  async take(chosen: { conversation: string; reason: Reason } | null = null): Promise<string> {
    const { data } = await this.live.command(this.stream, 'queue.take', { line: this.line, ...chosen });
    return data?.conversation ?? '';
  }

  // Me, as long as I am on duty.
  get mine(): LineState['team'][number] | undefined {
    return this.state?.team.find(({ staff }) => staff === this.me);
  }

  // `until`: the end of my block; null: as long as the line is open. Left out it stays as it is.
  async setDuty(state: Duty, until?: string | null): Promise<void> {
    await this.live.command(this.stream, 'duty.set', { line: this.line, state, ...(until === undefined ? {} : { until }) });
  }

  async alive(): Promise<void> {
    await this.live.command(this.stream, 'duty.alive', {});
  }

  close(): void {
    this.live.unfollow(this.stream);
  }

  snapshot(frame: Snapshot): void {
    const before = new Set(this.state?.waiting.map(({ conversation }) => conversation));
    const isFirst = this.state === null;
    this.state = frame.state as LineState;
    this.noticed += 1;
    this.flagged += 1;
    this.refused += 1;
    this.planned += 1;
    this.appointed += 1;
    if (!isFirst && this.state.waiting.some(({ conversation }) => !before.has(conversation))) this.somebodyCame?.();
  }

  event(frame: Event): boolean {
    const before = this.state?.waiting;
    const next = this.state && apply(this.state, frame as LineEvent, this.me);
    if (!next) return false;
    this.state = next;
    if (frame.event === 'notices.changed') this.noticed += 1;
    if (frame.event === 'flag.changed') this.flagged += 1;
    // A talk that ended as abusive may be refused from then on.
    if (frame.event === 'refusals.changed' || frame.event === 'conversation.gone') this.refused += 1;
    if (frame.event === 'plans.changed') this.planned += 1;
    if (frame.event === 'appointments.changed') this.appointed += 1;
    if (frame.event === 'conversation.deleted') this.deleted = (frame.data as { conversation: string } | null)?.conversation ?? null;
    if (frame.event === 'conversation.waiting' && this.isNews(before, frame.data as Waiting | null)) this.somebodyCame?.();
    return true;
  }

  // Somebody came, or waits for me or for anybody now; not who waits for a colleague, or rather for somebody medical.
  private isNews(before: Waiting[] | undefined, one: Waiting | null): boolean {
    if (one?.for && one.for !== this.me) return false;
    const known = before?.find(({ conversation }) => conversation === one?.conversation);
    return !known || known.for !== one?.for;
  }

  signal(_: Signal): void {}

  ended(code: Code): void {
    this.gone = code;
  }
}
