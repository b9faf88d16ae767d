import { Refused } from '$lib/api/api';
import type { Ack, ClientFrame, Code, Command, Hello, ServerFrame } from '$lib/api/frames';
import { kUnknown, kVersion, type Link, type OpenLink } from './link';
import { Outbox } from './outbox.svelte';
import { openPoll } from './poll';
import { openSocket } from './socket';

export type LiveState = 'connecting' | 'online' | 'offline' | 'over';
export type Snapshot = Extract<ServerFrame, { type: 'snapshot' }>;
export type Event = Extract<ServerFrame, { type: 'event' }>;
export type Signal = Extract<ServerFrame, { type: 'signal' }>;
type SignalOut = Extract<ClientFrame, { type: 'signal' }>;
type SignalData<S extends SignalOut['signal']> = Extract<SignalOut, { signal: S }>['data'];
type DataOf<C extends Command['command']> = Extract<Command, { command: C }>['data'];

// Somebody who follows a stream. `event` answers false when it needs a new snapshot instead.
export interface Follower {
  snapshot(frame: Snapshot): void;
  event(frame: Event): boolean;
  signal(frame: Signal): void;
  ended(code: Code): void;
}

interface Following {
  follower: Follower;
  number: number | null;
  // A new start was asked for; until it comes there is no use in asking again.
  asked: boolean;
}

interface Promised {
  resolve(ack: Pick<Ack, 'number' | 'data'>): void;
  reject(error: Refused): void;
}

interface Settings {
  token?: string;
  store?: Storage | null;
  socket?: OpenLink;
  poll?: OpenLink;
  random?: () => number;
}

const kHelloWithin = 8_000;
const kPongWithin = 4_000;
const kAckWithin = 5_000;
const kSettled = 5_000;
const kLifeEvery = 20_000;
const kFirstWait = 500;
const kLongestWait = 10_000;
const kRetried: Code[] = ['busy', 'too_many', 'timeout', 'restart'];
// What was meant for that moment is not done when the network comes back much later: what is on the screen tells then.
const kOfTheMoment: Command['command'][] = [
  'queue.take',
  'duty.set',
  'conversation.extend',
  'conversation.set_aside',
  'conversation.give_back',
];
const kMoment = 15_000;

// The one connection of a page: keeps it alive, numbers checked, commands sent until acknowledged.
export class Live {
  state = $state<LiveState>('connecting');
  // Milliseconds that the server's clock is ahead of ours.
  ahead = $state(0);
  overBy = $state<Code | null>(null);
  readonly outbox: Outbox;

  private readonly following = new Map<string, Following>();
  private readonly promised = new Map<string, Promised>();
  // One command at a time in each stream: what is refused for a moment is not overtaken by what was written after it.
  private readonly underway = new Map<string, string>();
  private readonly settings: Required<Omit<Settings, 'token'>> & { token?: string };
  private link: Link | null = null;
  private refusals = 0; // of the WebSocket, in a row
  private tries = 0; // since we were last online
  private restarting = false;
  private hasHeard = false; // since we last asked
  private onlineAt = 0;
  private helloTimer: Timer;
  private pongTimer: Timer;
  private againTimer: Timer;
  private resendTimer: Timer;
  private lifeTimer: Timer;
  private ackTimer: Timer;
  private readonly leave = new AbortController();

  constructor(settings: Settings = {}) {
    this.settings = { store: null, socket: openSocket, poll: openPoll, random: Math.random, ...settings };
    this.outbox = new Outbox(this.settings.store, 'onthaal.outbox');
  }

  start(): void {
    const signal = this.leave.signal;
    addEventListener('online', () => this.doubt(), { signal });
    addEventListener('offline', () => this.lost(), { signal });
    addEventListener('pageshow', () => this.doubt(), { signal });
    document.addEventListener('visibilitychange', () => document.visibilityState === 'visible' && this.doubt(), {
      signal,
    });
    this.lifeTimer = setInterval(() => this.state === 'online' && this.doubt(), kLifeEvery);
    this.open();
  }

  stop(): void {
    this.leave.abort();
    this.clear();
    clearInterval(this.lifeTimer);
    this.link?.close();
    this.link = null;
    this.state = 'over';
  }

  follow(stream: string, follower: Follower): void {
    this.following.set(stream, { follower, number: null, asked: false });
    if (this.state === 'online') this.send({ type: 'subscribe', stream });
  }

  unfollow(stream: string): void {
    if (this.following.delete(stream) && this.state === 'online') this.send({ type: 'unsubscribe', stream });
  }

  // Resolves when the change is on disk. A message lives in the outbox meanwhile, where the page shows it.
  command<C extends Command['command']>(
    stream: string,
    command: C,
    data: DataOf<C>,
  ): Promise<Pick<Ack, 'number' | 'data'>> {
    // Nothing leaves this page any more, and nothing more is kept.
    if (this.state === 'over') return Promise.reject(new Refused(this.overBy ?? 'unauthenticated'));
    const id = crypto.randomUUID();
    // What waits may be sent by another tab first: one that the browser copied, outbox and all.
    const after = this.state === 'online' ? null : this.known(stream);
    this.outbox.add({ id, stream, command, data, at: Date.now(), after, number: null, failed: null });
    const done = new Promise<Pick<Ack, 'number' | 'data'>>((resolve, reject) =>
      this.promised.set(id, { resolve, reject }),
    );
    if (this.state === 'online') this.sendNext(stream);
    return done;
  }

  retry(id: string): void {
    this.outbox.change(id, { failed: null });
    if (this.state === 'online') this.sendOutbox();
    else this.doubt();
  }

  // Dropped when there is no connection.
  signal<S extends SignalOut['signal']>(stream: string, signal: S, data: SignalData<S>): void {
    if (this.state === 'online') this.send({ type: 'signal', stream, signal, data } as SignalOut);
  }

  // The command with this id is seen in the state of its stream.
  settle(id: string, ack: Pick<Ack, 'number' | 'data'> = {}): void {
    this.outbox.drop(id);
    this.promised.get(id)?.resolve(ack);
    this.promised.delete(id);
    this.answered(id);
  }

  // Is the connection still there? Asks, and takes silence for no.
  doubt(): void {
    if (this.state === 'over') return;
    if (!this.link) return this.open();
    if (this.state !== 'online' || this.pongTimer) return;
    this.hasHeard = false;
    this.send({ type: 'ping' });
    this.pongTimer = setTimeout(() => {
      this.pongTimer = undefined;
      if (!this.hasHeard) this.lost();
    }, kPongWithin);
  }

  private open(): void {
    this.clear();
    this.underway.clear();
    this.link?.close();
    const subscribe = [...this.following].map(([stream, following]) => {
      following.asked = false;
      return following.number === null ? { stream } : { stream, after: following.number };
    });
    const hello: Hello = { type: 'hello', version: 1, subscribe };
    if (this.settings.token) hello.token = this.settings.token;
    const byPoll = this.refusals >= 2;
    // One link's last words must not reach the next.
    let link: Link | null = null;
    const mine = () => link !== null && this.link === link;
    link = (byPoll ? this.settings.poll : this.settings.socket)(hello, {
      frame: (frame) => mine() && this.frame(frame),
      closed: (code) => mine() && this.lost(code),
    });
    this.link = link;
    this.helloTimer = setTimeout(() => this.lost(), kHelloWithin);
  }

  private lost(code = 0): void {
    if (this.state === 'over') return;
    const wasOnline = this.state === 'online';
    this.clear();
    this.link?.close();
    this.link = null;
    if (code === kUnknown || code === kVersion) return this.over(code === kUnknown ? 'unauthenticated' : 'unsupported_version');
    // A server that lets us in and drops us at once must not be hammered.
    if (wasOnline && Date.now() - this.onlineAt > kSettled) this.tries = 0;
    // After a poll that failed the WebSocket gets its turn again.
    if (!wasOnline) this.refusals = this.refusals >= 2 ? 1 : this.refusals + 1;
    if (wasOnline || this.tries > 0) this.state = 'offline';
    const wait = this.restarting ? 1_000 : Math.min(kLongestWait, kFirstWait * 2 ** this.tries);
    this.restarting = false;
    this.tries += 1;
    this.againTimer = setTimeout(() => this.open(), wait * (0.5 + this.settings.random() / 2));
  }

  private over(code: Code): void {
    this.stop();
    this.overBy = code;
    for (const { reject } of this.promised.values()) reject(new Refused(code));
    this.promised.clear();
  }

  private frame(frame: ServerFrame): void {
    this.hasHeard = true;
    switch (frame.type) {
      case 'hello':
        return this.welcomed(Date.parse(frame.time));
      case 'snapshot':
        return this.snapshot(frame);
      case 'event':
        return this.event(frame);
      case 'signal':
        return this.following.get(frame.stream)?.follower.signal(frame);
      case 'ack':
        return this.acknowledged(frame);
      case 'error':
        if (frame.id) return this.refused(frame.id, frame.code);
        if (!frame.stream) return;
        // Refused for now only: coming back asks for the stream again.
        return kRetried.includes(frame.code) ? this.lost() : this.ended(frame.stream, frame.code);
      case 'ended':
        return this.ended(frame.stream, frame.code);
      case 'bye':
        this.restarting = true;
        return;
      case 'pong':
        return;
    }
  }

  private welcomed(time: number): void {
    clearTimeout(this.helloTimer);
    this.ahead = time - Date.now();
    this.state = 'online';
    this.onlineAt = Date.now();
    this.refusals = this.refusals >= 2 ? 1 : 0;
    this.sendOutbox();
  }

  private snapshot(frame: Snapshot): void {
    const following = this.following.get(frame.stream);
    if (!following) return;
    following.number = frame.number;
    following.asked = false;
    following.follower.snapshot(frame);
    this.outbox.reached(frame.stream, frame.number);
  }

  private event(frame: Event): void {
    const following = this.following.get(frame.stream);
    if (!following || following.number === null || frame.number <= following.number) return;
    if (frame.number > following.number + 1) return this.ask(frame.stream, following, following.number);
    if (!following.follower.event(frame)) return this.ask(frame.stream, following);
    following.number = frame.number;
    following.asked = false;
    if (frame.id) this.settle(frame.id, dataOf(frame));
    this.outbox.reached(frame.stream, frame.number);
  }

  private ask(stream: string, following: Following, after?: number): void {
    if (following.asked) return;
    following.asked = true;
    this.send(after === undefined ? { type: 'subscribe', stream } : { type: 'subscribe', stream, after });
  }

  private acknowledged({ id, number, data }: Ack): void {
    const entry = this.outbox.find(id);
    if (!entry) return;
    this.promised.get(id)?.resolve({ number, data });
    this.promised.delete(id);
    if (number !== undefined && number > this.known(entry.stream) && this.following.has(entry.stream)) this.outbox.change(id, { number });
    else this.outbox.drop(id);
    this.answered(id);
  }

  private refused(id: string, code: Code): void {
    const entry = this.outbox.find(id);
    if (!entry) return;
    if (kRetried.includes(code)) {
      if (this.underway.get(entry.stream) === id) this.underway.delete(entry.stream);
      clearTimeout(this.resendTimer);
      this.resendTimer = setTimeout(() => this.sendOutbox(), 1_000 + 1_000 * this.settings.random());
      return;
    }
    this.promised.get(id)?.reject(new Refused(code));
    this.promised.delete(id);
    if (entry.command === 'message.post') this.outbox.change(id, { failed: code });
    else this.outbox.drop(id);
    this.answered(id);
  }

  private ended(stream: string, code: Code): void {
    const following = this.following.get(stream);
    this.following.delete(stream);
    following?.follower.ended(code);
  }

  private sendOutbox(): void {
    this.dropPassed();
    for (const stream of new Set(this.outbox.entries.map((entry) => entry.stream))) this.sendNext(stream);
  }

  // Whether it was done is not known: it may have been sent before the connection was lost.
  private dropPassed(): void {
    const passed = Date.now() - kMoment;
    for (const { id, command, at, number } of this.outbox.entries) {
      if (number !== null || at > passed || !kOfTheMoment.includes(command)) continue;
      this.outbox.drop(id);
      this.promised.get(id)?.reject(new Refused('timeout'));
      this.promised.delete(id);
      this.answered(id);
    }
  }

  private sendNext(stream: string): void {
    if (this.underway.has(stream)) return;
    const next = this.outbox.entries.find((e) => e.stream === stream && e.failed === null && e.number === null);
    if (!next) return;
    this.underway.set(stream, next.id);
    this.sendEntry(next.id);
  }

  private answered(id: string): void {
    for (const [stream, sent] of this.underway) {
      if (sent !== id) continue;
      this.underway.delete(stream);
      if (this.state === 'online') this.sendNext(stream);
    }
  }

  private sendEntry(id: string): void {
    const entry = this.outbox.find(id);
    if (!entry || this.state !== 'online') return;
    const again = entry.after !== null;
    if (!again) this.outbox.change(id, { after: this.known(entry.stream) });
    const frame = { type: 'command', command: entry.command, id, data: entry.data };
    this.send((again ? { ...frame, again, after: entry.after } : frame) as Command);
    clearTimeout(this.ackTimer);
    this.ackTimer = setTimeout(() => this.missing(), kAckWithin);
  }

  private missing(): void {
    if (!this.outbox.entries.some((entry) => entry.failed === null && entry.number === null)) return;
    this.doubt();
    this.ackTimer = setTimeout(() => this.missing(), kAckWithin);
  }

  private known(stream: string): number {
    return this.following.get(stream)?.number ?? 0;
  }

  private send(frame: ClientFrame): void {
    this.link?.send(frame);
  }

  private clear(): void {
    for (const timer of [this.helloTimer, this.pongTimer, this.againTimer, this.resendTimer, this.ackTimer]) {
      clearTimeout(timer);
    }
    this.pongTimer = undefined;
  }
}

type Timer = ReturnType<typeof setTimeout> | undefined;

// An event may come before the acknowledgement that carries the same answer, or instead of it.
function dataOf(frame: Event): Pick<Ack, 'number' | 'data'> {
  const taken = frame.event === 'conversation.taken' && frame.data;
  return taken ? { number: frame.number, data: { conversation: taken.conversation } } : { number: frame.number };
}
