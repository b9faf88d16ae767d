import { describe, expect, it } from 'vitest';
import { counts, minutesOver } from './now';

const at = (clock: string) => `2026-11-22T${clock}:00.000Z`;
const now = Date.parse(at('18:00'));
const waits = (since: string, front = false) => ({
  conversation: since,
  nickname: 'Sam',
  who: null,
  topic: null,
  since: at(since),
  front,
  away: false,
  last_operator: null,
  wants: null,
  for: null,
  reason: null,
  kept_for: null,
  handed_from: null,
});
const runs = (guide_ends_at: string) => ({
  conversation: 'c',
  operator: 'o',
  alias: 'Noor',
  since: at('17:00'),
  guide_ends_at: at(guide_ends_at),
  aside: false,
});

describe('the office, now', () => {
  it('tells how long a talk is past its guide time', () => {
    expect(minutesOver(runs('18:05'), now)).toBe(0);
    expect(minutesOver(runs('17:51'), now)).toBe(9);
  });

  it('counts, and finds who waits longest wherever they stand', () => {
    const person = { staff: 's', alias: 'Noor', discipline: null, since: at('17:00'), connected: true, until: null };
    const team = [
      { ...person, state: 'online' as const },
      { ...person, state: 'online' as const, connected: false },
      { ...person, state: 'paused' as const },
    ];
    expect(counts({ waiting: [waits('17:58', true), waits('17:50')], running: [runs('17:51'), runs('18:05')], team }, now)).toEqual({
      waiting: 2,
      longest: 600_000,
      running: 2,
      over: 1,
      online: 1,
      paused: 1,
    });
  });
});
