import { Refused } from '$lib/api/api';
import type { Ack, Code, Command } from '$lib/api/frames';
import { Outbox } from './outbox.svelte';

export type Answer = Pick<Ack, 'number' | 'data'>;
export type DataOf<C extends Command['command']> = Extract<Command, { command: C }>['data'];

// What commands need of the connection.
export interface Connection {
  isOnline(): boolean;
  send(command: Command): void;
  // The last number known of a stream; nothing when it is not followed.
  known(stream: string): number | undefined;
  // An answer stays away.
  doubt(): void;
  random(): number;
}

interface Promised {
  resolve(answer: Answer): void;
  reject(error: Refused): void;
}

// Refused for now only.
export const kRetried: Code[] = ['busy', 'too_many', 'timeout', 'restart'];
// What was meant for that moment is not done when the network comes back much later: what is on the screen tells then.
const kOfTheMoment: Command['command'][] = [
  'queue.take',
  'duty.set',
  'conversation.extend',
  'conversation.set_aside',
  'conversation.give_back',
  'conversation.pass',
  'conversation.want',
  'pass.decline',
  'coach.join',
  'handover.ask',
  'handover.answer',
];
// The event of these does not say all: what answers comes with the ack.
const kAnswered: Command['command'][] = ['appointment.answer', 'plan.answer'];
const kMoment = 15_000;
const kAckWithin = 5_000;

// What a page asks to be changed: sent until it is acknowledged, in order, each stream by itself.
export class Commands {
  readonly outbox: Outbox;
  private readonly promised = new Map<string, Promised>();
  // One command at a time in each stream: what is refused for a moment is not overtaken by what was written after it.
  private readonly underway = new Map<string, string>();
  private resendTimer: ReturnType<typeof setTimeout> | undefined;
  private ackTimer: ReturnType<typeof setTimeout> | undefined;

  constructor(
    private readonly connection: Connection,
    store: Storage | null,
  ) {
    this.outbox = new Outbox(store, 'onthaal.outbox');
  }

  // Resolves when the change is on disk. A message lives in the outbox meanwhile, where the page shows it.
  give<C extends Command['command']>(stream: string, command: C, data: DataOf<C>): Promise<Answer> {
    const id = crypto.randomUUID();
    const isOnline = this.connection.isOnline();
    // What waits may be sent by another tab first: one that the browser copied, outbox and all.
    const after = isOnline ? null : (this.connection.known(stream) ?? 0);
    this.outbox.add({ id, stream, command, data, at: Date.now(), after, number: null, failed: null });
    const done = new Promise<Answer>((resolve, reject) => this.promised.set(id, { resolve, reject }));
    if (isOnline) this.sendNext(stream);
    return done;
  }

  // A new connection: nothing is underway on it yet.
  begin(): void {
    this.clear();
    this.underway.clear();
  }

  clear(): void {
    clearTimeout(this.resendTimer);
    clearTimeout(this.ackTimer);
  }

  sendAll(): void {
    this.dropPassed();
    for (const stream of new Set(this.outbox.entries.map((entry) => entry.stream))) this.sendNext(stream);
  }

  // The command with this id is seen in the state of its stream.
  settle(id: string, answer: Answer = {}): void {
    const entry = this.outbox.find(id);
    if (entry && kAnswered.includes(entry.command)) return;
    this.outbox.drop(id);
    this.promised.get(id)?.resolve(answer);
    this.promised.delete(id);
    this.answered(id);
  }

  acknowledged({ id, number, data }: Ack): void {
    const entry = this.outbox.find(id);
    if (!entry) return;
    this.promised.get(id)?.resolve({ number, data });
    this.promised.delete(id);
    const known = this.connection.known(entry.stream);
    if (number !== undefined && known !== undefined && number > known) this.outbox.change(id, { number });
    else this.outbox.drop(id);
    this.answered(id);
  }

  refused(id: string, code: Code): void {
    const entry = this.outbox.find(id);
    if (!entry) return;
    if (kRetried.includes(code)) {
      if (this.underway.get(entry.stream) === id) this.underway.delete(entry.stream);
      clearTimeout(this.resendTimer);
      this.resendTimer = setTimeout(() => this.sendAll(), 1_000 + 1_000 * this.connection.random());
      return;
    }
    this.reject(id, code);
    if (entry.command === 'message.post') this.outbox.change(id, { failed: code });
    else this.outbox.drop(id);
    this.answered(id);
  }

  // The connection is over: nobody will answer.
  rejectAll(code: Code): void {
    for (const id of [...this.promised.keys()]) this.reject(id, code);
  }

  // Whether it was done is not known: it may have been sent before the connection was lost.
  private dropPassed(): void {
    const passed = Date.now() - kMoment;
    for (const { id, command, at, number } of this.outbox.entries) {
      if (number !== null || at > passed || !kOfTheMoment.includes(command)) continue;
      this.outbox.drop(id);
      this.reject(id, 'timeout');
      this.answered(id);
    }
  }

  private reject(id: string, code: Code): void {
    this.promised.get(id)?.reject(new Refused(code));
    this.promised.delete(id);
  }

  private sendNext(stream: string): void {
    if (this.underway.has(stream) || !this.connection.isOnline()) return;
    const next = this.outbox.entries.find((e) => e.stream === stream && e.failed === null && e.number === null);
    if (!next) return;
    this.underway.set(stream, next.id);
    const { id, command, data, after } = next;
    if (after === null) this.outbox.change(id, { after: this.connection.known(stream) ?? 0 });
    const frame = { type: 'command', command, id, data };
    this.connection.send((after === null ? frame : { ...frame, again: true, after }) as Command);
    clearTimeout(this.ackTimer);
    this.ackTimer = setTimeout(() => this.missing(), kAckWithin);
  }

  private answered(id: string): void {
    for (const [stream, sent] of this.underway) {
      if (sent !== id) continue;
      this.underway.delete(stream);
      this.sendNext(stream);
    }
  }

  private missing(): void {
    if (!this.outbox.entries.some((entry) => entry.failed === null && entry.number === null)) return;
    this.connection.doubt();
    this.ackTimer = setTimeout(() => this.missing(), kAckWithin);
  }
}
