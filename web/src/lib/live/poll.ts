import { api, Refused } from '$lib/api/api';
import type { ClientFrame } from '$lib/api/frames';
import { kLost, kUnknown, kVersion, type OpenLink } from './link';

const kWait = 40_000; // the server answers a poll within 25 seconds
const kTogether = 3; // a body holds at most 64 kB, a frame 16 kB

const codeOf = (error: unknown) => {
  const code = error instanceof Refused ? error.code : null;
  return code === 'unauthenticated' ? kUnknown : code === 'unsupported_version' ? kVersion : kLost;
};

// The same frames by POST and long poll, for networks that block WebSockets.
export const openPoll: OpenLink = (hello, listener) => {
  const cut = new AbortController();
  const within = (ms: number) => AbortSignal.any([cut.signal, AbortSignal.timeout(ms)]);
  const streams = new Set(hello.subscribe?.map(({ stream }) => stream));
  let session = '';
  let queue: ClientFrame[] = [];
  let sending = false;

  const end = (code: number) => {
    if (cut.signal.aborted) return;
    cut.abort();
    listener.closed(code);
  };

  const flush = async () => {
    if (sending || !session) return;
    sending = true;
    while (queue.length && !cut.signal.aborted) {
      const frames = queue.slice(0, kTogether);
      queue = queue.slice(kTogether);
      await api.sendFrames(session, frames, within(15_000));
    }
    sending = false;
  };

  const run = async () => {
    session = (await api.openLive(hello, within(15_000))).session;
    flush().catch((error: unknown) => end(codeOf(error)));
    let after = 0;
    while (!cut.signal.aborted) {
      const answer = await api.waitForFrames(session, after, within(kWait));
      after = answer.next;
      for (const frame of answer.frames) if (!cut.signal.aborted) listener.frame(frame);
      if (answer.closed) end(answer.closed);
    }
  };
  run().catch((error: unknown) => end(codeOf(error)));

  return {
    send: (frame) => {
      if (frame.type === 'subscribe') streams.add(frame.stream);
      queue.push(frame);
      flush().catch((error: unknown) => end(codeOf(error)));
    },
    close: () => {
      cut.abort();
      // Who leaves is gone at once, not when the session times out.
      const frames = [...streams].map((stream) => ({ type: 'unsubscribe', stream }));
      if (session && frames.length) api.sendFrames(session, frames, AbortSignal.timeout(15_000), true).catch(() => undefined);
    },
  };
};
