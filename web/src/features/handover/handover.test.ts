import { describe, expect, it } from 'vitest';
import type { ConversationState, Handover } from '$lib/api/frames';
import { apply } from '$features/conversation/apply';
import { secondOf } from './handover';
import { takesTalks, type Partner } from './partners';

const handover: Handover = {
  handover: 'h',
  kind: 'live',
  state: 'asked',
  partner: 'Praatlijn',
  privacy: 'regels',
  passes: { nickname: 'Robin', theme: null, summary: null },
  with_summary: false,
  url: null,
  second: null,
  take_until: null,
};
const stream = 'conversation:0193b7a0-0000-7000-8000-000000000001';

describe('a hand-over', () => {
  it('leads to a second talk from the yes until the greeting', () => {
    expect(secondOf(null)).toBeNull();
    expect(secondOf(handover)).toBeNull();
    for (const state of ['agreed', 'taken', 'greeted'] as const) expect(secondOf({ ...handover, state, second: 's' })).toBe('s');
    for (const state of ['refused', 'not_taken', 'withdrawn'] as const)
      expect(secondOf({ ...handover, state, second: 's' })).toBeNull();
  });

  it('stands in the state of the first talk', () => {
    const before = { handover: null } as ConversationState;
    const asked = apply(before, { type: 'event', stream, number: 4, at: '2026-11-22T17:00:00.000Z', event: 'handover.asked', data: handover });
    expect(asked?.handover).toEqual(handover);
    expect(apply(before, { type: 'event', stream, number: 4, at: '2026-11-22T17:00:00.000Z', event: 'handover.changed', data: null })).toBeNull();
  });
});

describe('a partner', () => {
  const partner = (free: Partner['free']) => ({ free }) as Partner;
  it('takes talks while its line is open, a link always', () => {
    expect(takesTalks(partner(null))).toBe(true);
    expect(takesTalks(partner({ state: 'open', operators: 0, room: false }))).toBe(true);
    for (const state of ['run_out', 'closed'] as const) expect(takesTalks(partner({ state, operators: 1, room: true }))).toBe(false);
  });
});
