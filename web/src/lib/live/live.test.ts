import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { ClientFrame, Hello, ServerFrame } from '$lib/api/frames';
import type { Listener, OpenLink } from './link';
import { Live, type Event, type Follower, type Snapshot } from './live.svelte';

// The other end of a link, in memory.
class Server {
  hellos: Hello[] = [];
  sent: ClientFrame[] = [];
  listener: Listener | null = null;
  closedByPage = false;

  readonly open: OpenLink = (hello, listener) => {
    this.hellos.push(hello);
    this.listener = listener;
    this.closedByPage = false;
    return { send: (frame) => this.sent.push(frame), close: () => (this.closedByPage = true) };
  };
  says(frame: ServerFrame): void {
    this.listener!.frame(frame);
  }
  welcomes(): void {
    this.says({ type: 'hello', version: 1, server: '0.1.0', time: new Date().toISOString() });
  }
  commands() {
    return this.sent.filter((frame) => frame.type === 'command');
  }
}

class Store {
  items = new Map<string, string>();
  getItem = (key: string) => this.items.get(key) ?? null;
  setItem = (key: string, value: string) => void this.items.set(key, value);
  removeItem = (key: string) => void this.items.delete(key);
}

class Follows implements Follower {
  numbers: string[] = [];
  isAble = true;
  snapshot = (frame: Snapshot) => void this.numbers.push(`snapshot ${frame.number}`);
  event = (frame: Event) => {
    if (this.isAble) this.numbers.push(`event ${frame.number}`);
    return this.isAble;
  };
  signal = () => undefined;
  ended = (code: string) => void this.numbers.push(`ended ${code}`);
}

const stream = 'conversation:0193b7a0-0000-7000-8000-000000000001';
const data = { conversation: '0193b7a0-0000-7000-8000-000000000001', text: 'hey' };
const event = (number: number, id?: string): ServerFrame => ({
  type: 'event',
  stream,
  number,
  at: '2026-11-21T17:00:00.000Z',
  event: 'message.posted',
  ...(id ? { id } : {}),
  data: { from: 'visitor', alias: null, text: 'hey', reply_to: null, card: null },
});
const snapshot = (number: number) => ({ type: 'snapshot', stream, number, state: {} }) as unknown as ServerFrame;

describe('the live connection', () => {
  let socket: Server;
  let poll: Server;
  let store: Store;
  let live: Live;
  let page: EventTarget;
  let follows: Follows;

  const make = () => {
    const made = new Live({
      token: 't',
      store: store as unknown as Storage,
      socket: socket.open,
      poll: poll.open,
      random: () => 1,
    });
    follows = new Follows();
    made.follow(stream, follows);
    return made;
  };

  beforeEach(() => {
    vi.useFakeTimers();
    page = new EventTarget();
    vi.stubGlobal('addEventListener', page.addEventListener.bind(page));
    vi.stubGlobal('document', Object.assign(new EventTarget(), { visibilityState: 'visible' }));
    [socket, poll, store] = [new Server(), new Server(), new Store()];
    live = make();
  });
  afterEach(() => {
    live.stop();
    vi.useRealTimers();
    vi.unstubAllGlobals();
  });

  const startOnline = () => {
    live.start();
    socket.welcomes();
    socket.says(snapshot(3));
  };

  it('says hello with who and what, and is online after the answer', () => {
    live.start();
    expect(socket.hellos).toEqual([{ type: 'hello', version: 1, token: 't', subscribe: [{ stream }] }]);
    expect(live.state).toBe('connecting');
    socket.welcomes();
    expect(live.state).toBe('online');
  });

  it('comes back by itself with the last number it knows', () => {
    startOnline();
    socket.says(event(4));
    socket.listener!.closed(1006);
    expect(live.state).toBe('offline');
    vi.advanceTimersByTime(500);
    expect(socket.hellos.at(-1)?.subscribe).toEqual([{ stream, after: 4 }]);
  });

  it('waits longer and longer, at most ten seconds', () => {
    // Both roads lead to the same server, which is away.
    live = new Live({ socket: socket.open, poll: socket.open, random: () => 1 });
    live.start();
    const waits = Array.from({ length: 8 }, () => {
      const before = socket.hellos.length;
      socket.listener!.closed(1006);
      let waited = 0;
      for (; socket.hellos.length === before && waited < 60_000; waited += 100) vi.advanceTimersByTime(100);
      return waited;
    });
    expect(waits).toEqual([500, 1_000, 2_000, 4_000, 8_000, 10_000, 10_000, 10_000]);
  });

  it('takes the other road when the WebSocket fails twice', () => {
    live.start();
    socket.listener!.closed(1006);
    vi.advanceTimersByTime(500);
    socket.listener!.closed(1006);
    vi.advanceTimersByTime(1_000);
    expect(poll.hellos).toHaveLength(1);
    poll.welcomes();
    expect(live.state).toBe('online');
  });

  it('tries at once when the network is back', () => {
    startOnline();
    page.dispatchEvent(new globalThis.Event('offline'));
    expect(live.state).toBe('offline');
    page.dispatchEvent(new globalThis.Event('online'));
    expect(socket.hellos).toHaveLength(2);
  });

  it('asks once for what is missing when a number is skipped', () => {
    startOnline();
    socket.says(event(6));
    socket.says(event(7));
    expect(socket.sent).toEqual([{ type: 'subscribe', stream, after: 3 }]);
    for (const number of [4, 5, 6, 7]) socket.says(event(number));
    expect(follows.numbers).toEqual(['snapshot 3', 'event 4', 'event 5', 'event 6', 'event 7']);
  });

  it('never shows an event twice', () => {
    startOnline();
    socket.says(event(4));
    socket.says(event(4));
    expect(follows.numbers).toEqual(['snapshot 3', 'event 4']);
  });

  it('asks for a snapshot when an event says too little', () => {
    startOnline();
    follows.isAble = false;
    socket.says(event(4));
    expect(socket.sent).toEqual([{ type: 'subscribe', stream }]);
  });

  it('takes an event of its own for the answer, also where it says too little', async () => {
    startOnline();
    const done = live.command(stream, 'message.post', data);
    follows.isAble = false;
    socket.says(event(4, live.outbox.entries[0]!.id));
    await expect(done).resolves.toEqual({ number: 4 });
    expect(socket.sent.at(-1)).toEqual({ type: 'subscribe', stream });
  });

  it('keeps a command until its event comes', async () => {
    startOnline();
    const done = live.command(stream, 'message.post', data);
    const { id } = live.outbox.entries[0]!;
    expect(socket.commands()).toEqual([{ type: 'command', command: 'message.post', id, data }]);
    socket.says(event(4, id));
    expect(live.outbox.entries).toEqual([]);
    await expect(done).resolves.toEqual({ number: 4 });
  });

  it('shows an acknowledged message until its event comes by', () => {
    startOnline();
    void live.command(stream, 'message.post', data);
    const { id } = live.outbox.entries[0]!;
    socket.says({ type: 'ack', id, number: 4 });
    expect(live.outbox.entries).toHaveLength(1);
    socket.says(event(4));
    expect(live.outbox.entries).toEqual([]);
  });

  it('sends again what was not acknowledged, with the number known when it was first sent', () => {
    startOnline();
    void live.command(stream, 'message.post', data);
    const { id } = live.outbox.entries[0]!;
    socket.says(event(4));
    socket.listener!.closed(1006);
    vi.advanceTimersByTime(500);
    socket.welcomes();
    expect(socket.commands().at(-1)).toEqual({
      type: 'command',
      command: 'message.post',
      id,
      data,
      again: true,
      after: 3,
    });
  });

  it('sends what was written without a connection in order, and as again: a copied tab may have been first', () => {
    startOnline();
    socket.listener!.closed(1006);
    void live.command(stream, 'message.post', { ...data, text: 'een' });
    void live.command(stream, 'message.post', { ...data, text: 'twee' });
    vi.advanceTimersByTime(500);
    socket.welcomes();
    const een = { data: { text: 'een' }, again: true, after: 3 };
    expect(socket.commands()).toMatchObject([een]);
    socket.says(event(4, live.outbox.entries[0]!.id));
    expect(socket.commands()).toMatchObject([een, { data: { text: 'twee' }, again: true, after: 3 }]);
  });

  it('finds its outbox again after a reload', () => {
    startOnline();
    void live.command(stream, 'message.post', data);
    const { id } = live.outbox.entries[0]!;
    live.stop();
    socket = new Server();
    live = make();
    startOnline();
    expect(socket.commands()).toEqual([
      { type: 'command', command: 'message.post', id, data, again: true, after: 3 },
    ]);
    socket.says(event(4, id));
    expect(store.items.size).toBe(0);
  });

  it('shows why a message was refused, and can try it again', () => {
    startOnline();
    live.command(stream, 'message.post', data).catch(() => undefined);
    const { id } = live.outbox.entries[0]!;
    socket.says({ type: 'error', id, code: 'internal', detail: '' });
    expect(live.outbox.entries[0]?.failed).toBe('internal');
    live.retry(id);
    expect(socket.commands()).toHaveLength(2);
    expect(live.outbox.entries[0]?.failed).toBeNull();
  });

  it('tries a busy server again without asking', () => {
    startOnline();
    void live.command(stream, 'message.post', data);
    const { id } = live.outbox.entries[0]!;
    socket.says({ type: 'error', id, code: 'busy', detail: '' });
    vi.advanceTimersByTime(2_000);
    expect(socket.commands()).toHaveLength(2);
  });

  it('lets nothing overtake what a busy server refused for a moment', () => {
    startOnline();
    void live.command(stream, 'message.post', { ...data, text: 'een' });
    void live.command(stream, 'message.post', { ...data, text: 'twee' });
    const { id } = live.outbox.entries[0]!;
    socket.says({ type: 'error', id, code: 'busy', detail: '' });
    vi.advanceTimersByTime(2_000);
    socket.says(event(4, id));
    expect(socket.commands().map((frame) => 'text' in frame.data && frame.data.text)).toEqual(['een', 'een', 'twee']);
  });

  it('goes on after a message that was refused for good', () => {
    startOnline();
    live.command(stream, 'message.post', { ...data, text: 'een' }).catch(() => undefined);
    void live.command(stream, 'message.post', { ...data, text: 'twee' });
    socket.says({ type: 'error', id: live.outbox.entries[0]!.id, code: 'internal', detail: '' });
    expect(socket.commands().map((frame) => 'text' in frame.data && frame.data.text)).toEqual(['een', 'twee']);
  });

  it('a refused take is told to who asked and is not kept', async () => {
    startOnline();
    const taken = live.command('line:x', 'queue.take', { line: 'x' });
    socket.says({ type: 'error', id: live.outbox.entries[0]!.id, code: 'conflict', detail: '' });
    await expect(taken).rejects.toMatchObject({ code: 'conflict' });
    expect(live.outbox.entries).toEqual([]);
  });

  it('does not do much later what was meant for that moment, and says so', async () => {
    live.start();
    socket.welcomes();
    page.dispatchEvent(new Event('offline'));
    const refused = (what: Promise<unknown>) => what.catch((error: { code: string }) => error.code);
    const duty = { line: 'l', state: 'online' as const };
    const taken = refused(live.command('line:l', 'queue.take', { line: 'l' }));
    void refused(live.command(stream, 'message.post', data));
    vi.setSystemTime(Date.now() + 20_000);
    void refused(live.command('line:l', 'duty.set', duty));
    vi.advanceTimersByTime(1_000);
    socket.welcomes();
    expect(await taken).toBe('timeout');
    expect(socket.commands().map(({ command }) => command)).toEqual(['message.post', 'duty.set']);
  });

  it('keeps nothing more once it is over', async () => {
    live.start();
    socket.welcomes();
    live.stop();
    await expect(live.command(stream, 'message.post', data)).rejects.toBeTruthy();
    expect(store.items.size).toBe(0);
    expect(socket.commands()).toEqual([]);
  });

  it('takes silence after a question for a lost connection', () => {
    startOnline();
    live.doubt();
    expect(socket.sent).toEqual([{ type: 'ping' }]);
    vi.advanceTimersByTime(4_000);
    expect(live.state).toBe('offline');
    expect(socket.closedByPage).toBe(true);
  });

  it('believes an answer', () => {
    startOnline();
    vi.advanceTimersByTime(10);
    live.doubt();
    vi.advanceTimersByTime(10);
    socket.says({ type: 'pong' });
    vi.advanceTimersByTime(4_000);
    expect(live.state).toBe('online');
  });

  it('doubts when an acknowledgement stays away', () => {
    startOnline();
    void live.command(stream, 'message.post', data);
    vi.advanceTimersByTime(5_000);
    expect(socket.sent.at(-1)).toEqual({ type: 'ping' });
  });

  it('is over when the token is not known, and stays over', () => {
    startOnline();
    socket.listener!.closed(4401);
    expect(live.state).toBe('over');
    expect(live.overBy).toBe('unauthenticated');
    vi.advanceTimersByTime(60_000);
    expect(socket.hellos).toHaveLength(1);
  });

  it('asks again for a stream that was refused for now', () => {
    startOnline();
    socket.says({ type: 'error', stream, code: 'restart', detail: '' });
    expect(follows.numbers).toEqual(['snapshot 3']);
    vi.advanceTimersByTime(1_000);
    expect(socket.hellos.at(-1)?.subscribe).toEqual([{ stream, after: 3 }]);
  });

  it('keeps nothing on the device once the talk is over', () => {
    startOnline();
    live.command(stream, 'message.post', data).catch(() => undefined);
    expect(store.items.size).toBe(1);
    live.outbox.forget();
    socket.says({ type: 'error', id: live.outbox.entries[0]!.id, code: 'closed', detail: '' });
    expect(live.outbox.entries[0]?.failed).toBe('closed');
    expect(store.items.size).toBe(0);
  });

  it('tells a follower that access was lost', () => {
    startOnline();
    socket.says({ type: 'ended', stream, code: 'not_found' });
    expect(follows.numbers.at(-1)).toBe('ended not_found');
  });
});
