import { describe, expect, it } from 'vitest';
import type { LineState } from '$lib/api/frames';
import { nextOf, whyFull } from './room';

const me = 'staff-anna';
const at = '2026-11-21T17:00:00.000Z';
const noor = { staff: me, alias: 'Noor', discipline: null, state: 'online' as const, since: at, connected: true, until: null };
const robin = { conversation: 'c-robin', operator: me, alias: 'Noor', since: at, guide_ends_at: at, aside: false };
const jade = { conversation: 'c-jade', nickname: 'Jade', ended_at: at, state: 'open' as const };
const line: LineState = {
  line: 'l',
  slug: 'clbchat',
  name: 'CLBch@t',
  open: true,
  opening: { state: 'open', until: null, next: null, why: null, full: false, medical: false },
  briefing: { day: '2026-11-21', note: null, reachable: null, phone: null },
  waiting: [],
  running: [],
  mine: [],
  registrations: [],
  team: [noor],
  capacity: 1,
  coached: [],
};
const none = new Set<string>();
const asks = { who: null, topic: null, since: at, front: false, last_operator: null };
const noWish = { wants: null, for: null, reason: null, kept_for: null, handed_from: null };
const sam = { conversation: 'c-sam', nickname: 'Sam', away: true, ...asks, ...noWish };
const lot = { ...sam, conversation: 'c-lot', away: false };

describe('room for another talk', () => {
  it('is there for who is online and has fewer than the capacity', () => {
    expect(whyFull(line, me, none)).toBeNull();
    expect(whyFull({ ...line, running: [robin], capacity: 2 }, me, none)).toBeNull();
    expect(whyFull({ ...line, running: [{ ...robin, operator: 'staff-bram' }] }, me, none)).toBeNull();
  });
  it('is not there off duty, in a pause, in a talk or with an open registration', () => {
    expect(whyFull({ ...line, team: [] }, me, none)).toBe('off');
    expect(whyFull({ ...line, team: [{ ...noor, state: 'paused' }] }, me, none)).toBe('paused');
    expect(whyFull({ ...line, running: [robin] }, me, none)).toBe('talk');
    expect(whyFull({ ...line, registrations: [jade] }, me, none)).toBe('registration');
  });
  it('does not count what is set aside, lost or for later', () => {
    expect(whyFull({ ...line, running: [{ ...robin, aside: true }] }, me, none)).toBeNull();
    expect(whyFull({ ...line, running: [robin] }, me, new Set(['c-robin']))).toBeNull();
    expect(whyFull({ ...line, registrations: [{ ...jade, state: 'later' }] }, me, none)).toBeNull();
  });
});

describe('who is next', () => {
  it('is the first who is not away', () => {
    expect(nextOf({ ...line, waiting: [sam, lot] }, me)).toBe(lot);
    expect(nextOf({ ...line, waiting: [sam] }, me)).toBeUndefined();
  });
  it('is who waits for me, and never who waits for a colleague', () => {
    const passed = { ...sam, conversation: 'c-passed', for: me, front: true };
    expect(nextOf({ ...line, waiting: [lot, passed] }, me)).toBe(passed);
    expect(nextOf({ ...line, waiting: [{ ...lot, for: 'staff-bram' }] }, me)).toBeUndefined();
  });
  it('passes over who is kept for a colleague, and takes in turn who is kept for me', () => {
    const kept = { ...lot, conversation: 'c-kept', kept_for: 'staff-bram' };
    expect(nextOf({ ...line, waiting: [kept, lot] }, me)).toBe(lot);
    expect(nextOf({ ...line, waiting: [kept] }, me)).toBeUndefined();
    expect(nextOf({ ...line, waiting: [lot, kept] }, 'staff-bram')).toBe(lot);
    expect(nextOf({ ...line, waiting: [kept, lot] }, 'staff-bram')).toBe(kept);
  });
  it('leaves who wants somebody medical to them, while one is there', () => {
    const wants = { ...lot, conversation: 'c-wants', wants: 'medical' as const };
    const arts = { ...noor, staff: 'staff-bram', discipline: 'arts' };
    expect(nextOf({ ...line, team: [noor, arts], waiting: [wants, lot] }, me)).toBe(lot);
    expect(nextOf({ ...line, team: [noor, arts], waiting: [wants, lot] }, 'staff-bram')).toBe(wants);
    expect(nextOf({ ...line, team: [noor, { ...arts, connected: false }], waiting: [wants, lot] }, me)).toBe(wants);
  });
});
