import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { ConversationState, ServerFrame } from '$lib/api/frames';
import type { Event, Live, Signal, Snapshot } from '$lib/live/live.svelte';
import { Conversation } from './conversation.svelte';

const id = '0193b7a0-0000-7000-8000-000000000001';
const stream = `conversation:${id}`;
const at = '2026-11-21T17:00:00.000Z';

const make = (me: 'visitor' | 'operator') => {
  const live = {
    outbox: { entries: [], drop: vi.fn() },
    follow: vi.fn(),
    unfollow: vi.fn(),
    settle: vi.fn(),
    signal: vi.fn(),
    command: vi.fn(() => Promise.resolve({})),
  };
  const talk = new Conversation(live as unknown as Live, id);
  const state = { me, state: 'active', operator: 'Noor', accepted_at: at, intake: {}, taken: [], messages: [] };
  talk.snapshot({ type: 'snapshot', stream, number: 3, state: state as unknown as ConversationState } as Snapshot);
  const hears = (frame: Partial<ServerFrame>) => talk.signal({ type: 'signal', stream, ...frame } as Signal);
  return { live, talk, hears };
};

describe('what the visitor has seen', () => {
  beforeEach(() => vi.useFakeTimers());
  afterEach(() => vi.useRealTimers());

  it('is said at once, then at most once a second, and never twice', () => {
    const { live, talk } = make('visitor');
    for (const number of [4, 5, 5, 7]) talk.saw(number);
    expect(live.signal.mock.calls).toEqual([[stream, 'seen', { number: 4 }]]);
    vi.advanceTimersByTime(1_000);
    expect(live.signal).toHaveBeenLastCalledWith(stream, 'seen', { number: 7 });
    vi.advanceTimersByTime(5_000);
    talk.saw(6);
    expect(live.signal).toHaveBeenCalledTimes(2);
  });

  it('is said again when the operator comes', () => {
    const { live, talk, hears } = make('visitor');
    const comes = () => hears({ signal: 'presence', data: { who: 'operator', connected: true, at } });
    comes();
    expect(live.signal).not.toHaveBeenCalled();
    talk.saw(4);
    vi.advanceTimersByTime(2_000);
    comes();
    expect(live.signal).toHaveBeenCalledTimes(2);
  });

  it('reaches the operator, who says nothing of the kind', () => {
    const { live, talk, hears } = make('operator');
    hears({ signal: 'seen', data: { number: 6, who: 'visitor' } });
    hears({ signal: 'seen', data: { number: 5, who: 'visitor' } });
    hears({ signal: 'presence', data: { who: 'visitor', connected: true, at } });
    expect(talk.seenByVisitor).toBe(6);
    expect(live.signal).not.toHaveBeenCalled();
  });
});

describe('a talk', () => {
  it('posts what is answered and which card goes along', () => {
    const { live, talk } = make('operator');
    talk.post('hey', { replyTo: 4 });
    talk.post('', { card: 'place' });
    expect(live.command.mock.calls).toEqual([
      [stream, 'message.post', { conversation: id, text: 'hey', reply_to: 4 }],
      [stream, 'message.post', { conversation: id, text: '', card: 'place' }],
    ]);
  });

  it('that was given back waits, with nobody known to be there', () => {
    const { talk, hears } = make('visitor');
    hears({ signal: 'presence', data: { who: 'operator', connected: false, at } });
    expect(talk.other?.connected).toBe(false);
    talk.event({ type: 'event', stream, number: 4, at, event: 'conversation.given_back', data: { why: 'asked' } } as Event);
    expect(talk.isGivenBack).toBe(true);
    expect(talk.other).toBeNull();
    hears({ signal: 'place', data: { place: 1, wait: null } });
    expect(talk.state?.place).toBe(1);
  });
});

it('says where somebody else went on with the talk, and not where the same person came back', () => {
  const { talk } = make('visitor');
  const said = (number: number) => ({ number, at, from: 'operator', alias: null, id: `m${number}`, text: '.', reply_to: null, card: null });
  const taken = [[1, 'Noor'], [4, 'Noor'], [7, 'Jef'], [9, 'Lies']].map(([number, operator]) => ({ number, at, operator }));
  talk.state = { ...talk.state!, taken, messages: [said(3), said(8)] } as ConversationState;
  expect(talk.tookOver.map(({ operator, before }) => [operator, before?.number])).toEqual([['Jef', 8], ['Lies', undefined]]);
});
