import { describe, expect, it } from 'vitest';
import type { LineEvent, LineState } from '$lib/api/frames';
import { apply } from './apply';

const me = 'staff-anna';
const stream = 'line:0193b7a0-0000-7000-8000-000000000009';
const at = (number: number) => `2026-11-21T17:00:0${number}.000Z`;
const base = (number: number) => ({ type: 'event' as const, stream, number, at: at(number) });
const sam = { conversation: 'c-sam', nickname: 'Sam', since: at(1) };
const lot = { conversation: 'c-lot', nickname: 'Lot', since: at(2) };

const events: LineEvent[] = [
  { ...base(1), event: 'conversation.waiting', data: sam },
  { ...base(2), event: 'conversation.waiting', data: lot },
  { ...base(3), event: 'conversation.taken', data: { conversation: 'c-sam', operator: me, alias: 'Noor' } },
  { ...base(4), event: 'conversation.taken', data: { conversation: 'c-lot', operator: 'staff-bram', alias: 'Bas' } },
  { ...base(5), event: 'conversation.gone', data: { conversation: 'c-sam' } },
];
const empty: LineState = { line: 'l', slug: 'clbchat', name: 'CLBch@t', waiting: [], mine: [] };
const mine = [sam];
const snapshots: LineState[] = [
  { ...empty, waiting: [sam] },
  { ...empty, waiting: [sam, lot] },
  { ...empty, waiting: [lot], mine },
  { ...empty, mine },
  empty,
];

describe('the queue of a line', () => {
  it('gives the new snapshot from any old snapshot and the events since', () => {
    for (let from = 0; from < snapshots.length; from += 1) {
      let state: LineState | null = snapshots[from]!;
      for (let number = from + 1; number < events.length; number += 1) {
        state = state && apply(state, events[number]!, me);
        expect(state).toEqual(snapshots[number]);
      }
    }
  });

  it('forgets who leaves while waiting', () => {
    const gone: LineEvent = { ...base(3), event: 'conversation.gone', data: { conversation: 'c-lot' } };
    expect(apply(snapshots[1]!, gone, me)?.waiting).toEqual([sam]);
  });

  it('asks for a snapshot where the words were destroyed', () => {
    expect(apply(empty, { ...base(1), event: 'conversation.waiting', data: null }, me)).toBeNull();
  });
});
