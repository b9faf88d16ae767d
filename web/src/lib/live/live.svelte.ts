import { Refused } from '$lib/api/api';
import type { ClientFrame, Code, Command, Hello, ServerFrame } from '$lib/api/frames';
import { Commands, kRetried, type Answer, type DataOf } from './commands.svelte';
import { kUnknown, kVersion, type Link, type OpenLink } from './link';
import type { Outbox } from './outbox.svelte';
import { openPoll } from './poll';
import { openSocket } from './socket';

export type LiveState = 'connecting' | 'online' | 'offline' | 'over';
export type Snapshot = Extract<ServerFrame, { type: 'snapshot' }>;
export type Event = Extract<ServerFrame, { type: 'event' }>;
export type Signal = Extract<ServerFrame, { type: 'signal' }>;
type SignalOut = Extract<ClientFrame, { type: 'signal' }>;
type SignalData<S extends SignalOut['signal']> = Extract<SignalOut, { signal: S }>['data'];

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

interface Settings {
  token?: string;
  store?: Storage | null;
  socket?: OpenLink;
  poll?: OpenLink;
  random?: () => number;
}

const kHelloWithin = 8_000;
const kPongWithin = 4_000;
const kSettled = 5_000;
const kLifeEvery = 20_000;
const kFirstWait = 500;
const kLongestWait = 10_000;
// The one connection of a page: keeps it alive, numbers checked, commands sent until acknowledged.
export class Live {
  state = $state<LiveState>('connecting');
  // Milliseconds that the server's clock is ahead of ours.
  ahead = $state(0);
  overBy = $state<Code | null>(null);

  private readonly following = new Map<string, Following>();
  private readonly commands: Commands;
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
  private lifeTimer: Timer;
  private readonly leave = new AbortController();

  constructor(settings: Settings = {}) {
    this.settings = { store: null, socket: openSocket, poll: openPoll, random: Math.random, ...settings };
    this.commands = new Commands(
      {
        isOnline: () => this.state === 'online',
        send: (command) => this.send(command),
        known: (stream) => this.known(stream),
        doubt: () => this.doubt(),
        random: this.settings.random,
      },
      this.settings.store,
    );
  }

  get outbox(): Outbox {
    return this.commands.outbox;
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
  command<C extends Command['command']>(stream: string, command: C, data: DataOf<C>): Promise<Answer> {
    // Nothing leaves this page any more, and nothing more is kept.
    if (this.state === 'over') return Promise.reject(new Refused(this.overBy ?? 'unauthenticated'));
    return this.commands.give(stream, command, data);
  }

  retry(id: string): void {
    this.outbox.change(id, { failed: null });
    if (this.state === 'online') this.commands.sendAll();
    else this.doubt();
  }

  // Dropped when there is no connection.
  signal<S extends SignalOut['signal']>(stream: string, signal: S, data: SignalData<S>): void {
    if (this.state === 'online') this.send({ type: 'signal', stream, signal, data } as SignalOut);
  }

  // The command with this id is seen in the state of its stream.
  settle(id: string, answer: Answer = {}): void {
    this.commands.settle(id, answer);
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
    this.commands.begin();
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
    this.commands.rejectAll(code);
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
        return this.commands.acknowledged(frame);
      case 'error':
        if (frame.id) return this.commands.refused(frame.id, frame.code);
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
    this.commands.sendAll();
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
    const isTold = following.follower.event(frame);
    if (isTold) {
      following.number = frame.number;
      following.asked = false;
    }
    // It is on disk, also where a snapshot has to tell what it changed.
    if (frame.id) this.settle(frame.id, answerOf(frame));
    if (!isTold) return this.ask(frame.stream, following);
    this.outbox.reached(frame.stream, frame.number);
  }

  private ask(stream: string, following: Following, after?: number): void {
    if (following.asked) return;
    following.asked = true;
    this.send(after === undefined ? { type: 'subscribe', stream } : { type: 'subscribe', stream, after });
  }

  private ended(stream: string, code: Code): void {
    const following = this.following.get(stream);
    this.following.delete(stream);
    following?.follower.ended(code);
  }

  private known(stream: string): number | undefined {
    const following = this.following.get(stream);
    return following && (following.number ?? 0);
  }

  private send(frame: ClientFrame): void {
    this.link?.send(frame);
  }

  private clear(): void {
    for (const timer of [this.helloTimer, this.pongTimer, this.againTimer]) clearTimeout(timer);
    this.commands.clear();
    this.pongTimer = undefined;
  }
}

type Timer = ReturnType<typeof setTimeout> | undefined;

// An event may come before the acknowledgement that carries the same answer, or instead of it.
function answerOf(frame: Event): Answer {
  const taken = frame.event === 'conversation.taken' && frame.data;
  return taken ? { number: frame.number, data: { conversation: taken.conversation } } : { number: frame.number };
}
