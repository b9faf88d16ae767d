import type { CaseEvent, CaseState, Code, CoachReason, EscalationRecordData } from '$lib/api/frames';
import type { Event, Follower, Live, Signal, Snapshot } from '$lib/live/live.svelte';
import { apply } from './apply';

// What staff know beside a talk: whispers, notes, steps, who looks along.
export class Case implements Follower {
  state = $state.raw<CaseState | null>(null);
  gone = $state<Code | null>(null);
  // Notes and whispers of others that were not looked at yet.
  unread = $state(0);
  heard: (() => void) | null = null;
  readonly stream: string;

  constructor(
    private readonly live: Live,
    readonly id: string,
    private readonly alias: string,
  ) {
    this.stream = `case:${id}`;
    live.follow(this.stream, this);
  }

  async whisper(text: string): Promise<void> {
    await this.live.command(this.stream, 'whisper.post', { conversation: this.id, text });
  }

  async note(text: string): Promise<void> {
    await this.live.command(this.stream, 'note.add', { conversation: this.id, text });
  }

  async askHelp(question: string, message: number | null): Promise<void> {
    const data = { conversation: this.id, ...(message ? { message } : {}), ...(question ? { question } : {}) };
    await this.live.command(this.stream, 'help.ask', data);
  }

  async setStep(step: string, done: boolean): Promise<void> {
    await this.live.command(this.stream, 'step.set', { conversation: this.id, step, done });
  }

  async record(escalation: Omit<EscalationRecordData, 'conversation'>): Promise<void> {
    await this.live.command(this.stream, 'escalation.record', { conversation: this.id, ...escalation });
  }

  async join(reason: CoachReason): Promise<void> {
    await this.live.command(this.stream, 'coach.join', { conversation: this.id, reason });
  }

  async leave(): Promise<void> {
    await this.live.command(this.stream, 'coach.leave', { conversation: this.id });
  }

  // Whether this person looks along.
  isCoach(staff: string): boolean {
    return this.state?.coaches.some((one) => one.staff === staff) ?? false;
  }

  close(): void {
    this.live.unfollow(this.stream);
  }

  snapshot(frame: Snapshot): void {
    const state = frame.state as CaseState;
    // What a colleague noted before this one came is new to them.
    if (!this.state) this.unread = state.notes.filter(({ alias }) => alias !== this.alias).length;
    this.state = state;
  }

  event(frame: Event): boolean {
    const next = this.state && apply(this.state, frame as CaseEvent);
    if (!next) return false;
    this.state = next;
    if (frame.event === 'note.added' && frame.data?.alias !== this.alias) {
      this.unread += 1;
      this.heard?.();
    }
    return true;
  }

  signal(_: Signal): void {}

  ended(code: Code): void {
    this.gone = code;
  }
}
