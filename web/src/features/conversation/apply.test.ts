import { describe, expect, it } from 'vitest';
import type { ConversationEvent, ConversationState } from '$lib/api/frames';
import { apply } from './apply';

const stream = 'conversation:0193b7a0-0000-7000-8000-000000000001';
const at = (second: number) => `2026-11-21T17:00:${String(second).padStart(2, '0')}.000Z`;
const base = (number: number) => ({ type: 'event' as const, stream, number, at: at(number) });

const events: ConversationEvent[] = [
  { ...base(1), event: 'conversation.requested', data: { nickname: 'Robin' } },
  { ...base(2), event: 'conversation.accepted', data: { operator: 'Noor' } },
  { ...base(3), event: 'message.posted', id: 'a', data: { from: 'operator', alias: 'Noor', text: 'Hallo Robin' } },
  { ...base(4), event: 'message.posted', id: 'b', data: { from: 'visitor', alias: null, text: 'hey 👋 שלום' } },
  { ...base(5), event: 'conversation.ended', data: { by: 'visitor', state: 'ended' } },
];

// What the server's snapshot says after each event: written out, as docs/protocol.md describes the state.
const asked: ConversationState = {
  conversation: '0193b7a0-0000-7000-8000-000000000001',
  line: { slug: 'clbchat', name: 'CLBch@t' },
  state: 'waiting',
  nickname: 'Robin',
  register: 'nl',
  me: 'visitor',
  operator: null,
  requested_at: at(1),
  accepted_at: null,
  ended_at: null,
  ended_by: null,
  place: 1,
  messages: [],
};
const accepted: ConversationState = { ...asked, state: 'active', operator: 'Noor', accepted_at: at(2), place: null };
const first = { number: 3, at: at(3), from: 'operator' as const, alias: 'Noor', id: 'a', text: 'Hallo Robin' };
const second = { number: 4, at: at(4), from: 'visitor' as const, alias: null, id: 'b', text: 'hey 👋 שלום' };
const snapshots: ConversationState[] = [
  asked,
  accepted,
  { ...accepted, messages: [first] },
  { ...accepted, messages: [first, second] },
  { ...accepted, messages: [first, second], state: 'ended', ended_at: at(5), ended_by: 'visitor' },
];

describe('a conversation', () => {
  it('gives the new snapshot from any old snapshot and the events since', () => {
    for (let from = 0; from < snapshots.length; from += 1) {
      let state: ConversationState | null = snapshots[from]!;
      for (let number = from + 1; number < events.length; number += 1) {
        state = state && apply(state, events[number]!);
        expect(state).toEqual(snapshots[number]);
      }
    }
  });

  it('leaves the old state as it was', () => {
    const before = structuredClone(accepted);
    apply(accepted, events[2]!);
    expect(accepted).toEqual(before);
  });

  it('a visitor who leaves the queue', () => {
    const left = apply(asked, { ...base(2), event: 'conversation.ended', data: { by: 'visitor', state: 'left' } });
    expect(left).toEqual({ ...asked, state: 'left', ended_at: at(2), ended_by: 'visitor', place: null });
  });

  it('asks for a snapshot where the words were destroyed', () => {
    expect(apply(accepted, { ...base(3), event: 'message.posted', data: null })).toBeNull();
  });

  it('ignores an event that it does not know', () => {
    const later = { ...base(3), event: 'conversation.later', data: {} } as unknown as ConversationEvent;
    expect(apply(accepted, later)).toEqual(accepted);
  });
});
