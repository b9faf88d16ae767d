import { describe, expect, it } from 'vitest';
import type { Card, ConversationEvent, ConversationState } from '$lib/api/frames';
import { apply } from './apply';

const stream = 'conversation:0193b7a0-0000-7000-8000-000000000001';
const at = (second: number) => `2026-11-21T17:00:${String(second).padStart(2, '0')}.000Z`;
const base = (number: number) => ({ type: 'event' as const, stream, number, at: at(number) });
const awel: Card = { name: 'Awel', about: null, phone: '102', url: 'https://awel.be', hours: 'elke dag' };
const ends = at(50);
const later = at(55);

const events: ConversationEvent[] = [
  { ...base(1), event: 'conversation.requested', data: { nickname: 'Robin', who: 'pupil', topic: 'home' } },
  {
    ...base(2),
    event: 'intake.given',
    data: { age: 14, gender: 'unsaid', question: 'mag ik iets vragen?', source: null },
  },
  { ...base(3), event: 'conversation.accepted', data: { operator: 'Noor', guide_ends_at: ends } },
  {
    ...base(4),
    event: 'message.posted',
    id: 'a',
    data: { from: 'operator', alias: 'Noor', text: 'Hallo Robin', reply_to: null, card: null },
  },
  {
    ...base(5),
    event: 'message.posted',
    id: 'b',
    data: { from: 'visitor', alias: null, text: 'hey 👋 שלום', reply_to: 4, card: null },
  },
  { ...base(6), event: 'conversation.given_back', data: { why: 'operator_lost', to: null } },
  { ...base(7), event: 'conversation.accepted', data: { operator: 'Bas', guide_ends_at: ends } },
  { ...base(8), event: 'conversation.extended', data: { guide_ends_at: later } },
  {
    ...base(9),
    event: 'message.posted',
    id: 'c',
    data: { from: 'operator', alias: 'Bas', text: '', reply_to: null, card: awel },
  },
  { ...base(10), event: 'conversation.exited', data: {} },
  { ...base(11), event: 'conversation.ended', data: { by: 'operator', state: 'ended', closing: 'care' } },
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
  closing: null,
  guide_ends_at: null,
  exited_at: null,
  intake: { who: 'pupil', topic: 'home', age: null, gender: null, question: null, source: null },
  device: null,
  place: 1,
  wait: { minutes: 5, or_more: false },
  wants: null,
  passed_to: null,
  warned: false,
  unattended: false,
  deleted: null,
  handover: null,
  handed_from: null,
  appointment: null,
  plan: null,
  taken: [],
  messages: [],
};
const given = { ...asked, intake: { ...asked.intake, age: 14, gender: 'unsaid' as const, question: 'mag ik iets vragen?' } };
const accepted: ConversationState = {
  ...given,
  state: 'active',
  operator: 'Noor',
  accepted_at: at(3),
  guide_ends_at: ends,
  place: null,
  wait: null,
  taken: [{ number: 3, at: at(3), operator: 'Noor' }],
};
const first = {
  number: 4,
  at: at(4),
  from: 'operator' as const,
  alias: 'Noor',
  id: 'a',
  text: 'Hallo Robin',
  reply_to: null,
  card: null,
};
const second = {
  number: 5,
  at: at(5),
  from: 'visitor' as const,
  alias: null,
  id: 'b',
  text: 'hey 👋 שלום',
  reply_to: 4,
  card: null,
};
const third = { number: 9, at: at(9), from: 'operator' as const, alias: 'Bas', id: 'c', text: '', reply_to: null, card: awel };
const talked: ConversationState = { ...accepted, messages: [first, second] };
const again: ConversationState = {
  ...talked,
  operator: 'Bas',
  taken: [...talked.taken, { number: 7, at: at(7), operator: 'Bas' }],
};
const carded: ConversationState = { ...again, guide_ends_at: later, messages: [first, second, third] };
const exited: ConversationState = { ...carded, exited_at: at(10) };
const snapshots: ConversationState[] = [
  asked,
  given,
  accepted,
  { ...accepted, messages: [first] },
  talked,
  { ...talked, state: 'waiting', operator: null, guide_ends_at: null },
  again,
  { ...again, guide_ends_at: later },
  carded,
  exited,
  { ...exited, state: 'ended', ended_at: at(11), ended_by: 'operator', closing: 'care' },
];

describe('a talk that waits for somebody', () => {
  const happens = (event: object) => ({ ...base(20), ...event }) as ConversationEvent;
  it('is given to a colleague, who takes it or not', () => {
    const passed = apply(talked, happens({ event: 'conversation.given_back', data: { why: 'passed', to: 'Bas' } }))!;
    expect(passed).toMatchObject({ state: 'waiting', operator: null, passed_to: 'Bas' });
    expect(apply(passed, happens({ event: 'conversation.released', data: {} }))).toMatchObject({ state: 'waiting', passed_to: null });
    const taken = happens({ event: 'conversation.accepted', data: { operator: 'Bas', guide_ends_at: ends } });
    expect(apply(passed, taken)).toMatchObject({ state: 'active', operator: 'Bas', passed_to: null });
  });
  it('hears that nobody is on duty any more, until somebody is there', () => {
    const back = apply(talked, happens({ event: 'conversation.given_back', data: { why: 'operator_lost', to: null } }))!;
    const left = apply(back, happens({ event: 'conversation.unattended', data: { unattended: true } }))!;
    expect(left).toEqual({ ...back, unattended: true });
    expect(apply(left, happens({ event: 'conversation.unattended', data: { unattended: false } }))).toEqual(back);
    const taken = happens({ event: 'conversation.accepted', data: { operator: 'Bas', guide_ends_at: ends } });
    expect(apply(left, taken)?.unattended).toBe(false);
  });
  it('wants somebody medical until it is taken, and hears that the line closes', () => {
    const wants = apply(asked, happens({ event: 'conversation.wanted', data: { wants: 'medical' } }))!;
    expect(wants).toEqual({ ...asked, wants: 'medical' });
    const taken = happens({ event: 'conversation.accepted', data: { operator: 'Bas', guide_ends_at: ends } });
    expect(apply(wants, taken)?.wants).toBeNull();
    expect(apply(asked, happens({ event: 'conversation.warned', data: {} }))).toEqual({ ...asked, warned: true });
    const closes = happens({ event: 'conversation.ended', data: { by: 'line_closed', state: 'refused', closing: 'normal' } });
    expect(apply(asked, closes)).toMatchObject({ state: 'refused', ended_by: 'line_closed' });
  });
});

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
    for (const event of events.slice(3)) apply(accepted, event);
    expect(accepted).toEqual(before);
  });

  it('a visitor who leaves the queue', () => {
    const data = { by: 'visitor' as const, state: 'left' as const, closing: 'normal' as const };
    expect(apply(asked, { ...base(2), event: 'conversation.ended', data })).toEqual({
      ...asked,
      state: 'left',
      ended_at: at(2),
      ended_by: 'visitor',
      closing: 'normal',
      place: null,
      wait: null,
    });
  });

  it('asks for a snapshot where the words were destroyed', () => {
    expect(apply(accepted, { ...base(4), event: 'message.posted', data: null })).toBeNull();
    expect(apply(asked, { ...base(2), event: 'intake.given', data: null })).toBeNull();
  });

  it('asks what is left where words were taken out: they may stand in the nickname and the question too', () => {
    const data = { number: 5, ranges: [{ start: 0, length: 3 }] };
    expect(apply(exited, { ...base(12), event: 'message.redacted', data })).toBeNull();
  });

  it('keeps no word that its visitor deleted', () => {
    const deleted = apply(carded, { ...base(12), event: 'conversation.deleted', data: { by: 'visitor' } })!;
    expect(deleted.deleted).toBe('visitor');
    expect(JSON.stringify(deleted)).not.toMatch(/Robin|hey|Hallo|iets vragen|Awel/);
    expect(deleted.messages.map(({ number }) => number)).toEqual([4, 5, 9]);
  });

  it('ignores an event that it does not know', () => {
    const later = { ...base(3), event: 'conversation.later', data: {} } as unknown as ConversationEvent;
    expect(apply(accepted, later)).toEqual(accepted);
  });
});
