import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import type { LineState } from '$lib/api/frames';
import type { Notice } from '$lib/api/office';
import { words } from '$lib/i18n/office';
import { alertsOf, percent, scaleOf, slotsOf, timeLeft } from './board';

const now = Date.parse('2026-11-24T18:00:00.000Z');
const ago = (minutes: number) => new Date(now - minutes * 60_000).toISOString();
const opening = { state: 'open', until: null, next: null, why: null, full: false, medical: false };
const waits = (minutes: number, away = false) => ({ since: ago(minutes), away });
const on = (state: 'online' | 'paused', connected = true) => ({ staff: 'noor', alias: 'Noor', state, connected });
const line = (change: object) => ({ opening, waiting: [], running: [], team: [on('online')], coached: [], ...change }) as unknown as LineState;
const notice = (kind: Notice['kind'], change: Partial<Notice> = {}): Notice => ({
  notice: kind,
  kind,
  conversation: null,
  alias: 'Noor',
  number: null,
  at: ago(1),
  seen: false,
  ...change,
});
const kinds = (state: LineState, notices: Notice[] = []) => alertsOf(state, notices, now, 15 * 60_000).map(({ kind }) => kind);

describe('alerts', () => {
  it('are none when all is well', () => expect(kinds(line({ waiting: [waits(14)] }))).toEqual([]));
  it('tell of who waits too long, not of who is away', () => {
    expect(alertsOf(line({ waiting: [waits(15), waits(40), waits(60, true), waits(1)] }), [], now, 15 * 60_000)).toEqual([
      { kind: 'too_long', id: 'too_long', urgent: true, n: 2 },
    ]);
  });
  it('tell once that nobody is there', () => {
    const empty = line({ team: [], opening: { ...opening, state: 'closed', why: 'nobody' } });
    expect(kinds(empty, [notice('nobody'), notice('last_paused')])).toEqual(['nobody', 'last_paused']);
    expect(kinds(line({}), [notice('nobody'), notice('last_paused')])).toEqual([]);
    expect(kinds(line({ team: [on('paused')] }), [notice('last_paused')])).toEqual(['last_paused']);
  });
  it('tell it in the run-out too, and not all night', () => {
    const left = [notice('nobody'), notice('last_paused')];
    const after = (state: string) => line({ team: [], opening: { ...opening, state, why: 'hours' } });
    expect(kinds(after('run_out'), left)).toEqual(['nobody', 'last_paused']);
    expect(kinds(after('closed'), left)).toEqual([]);
  });
  it('put a question for help before a notice that can wait, and leave out what was seen', () => {
    const asking = line({ coached: [{ conversation: 'a', coaches: [], help: true }] });
    const help = notice('help', { conversation: 'a' });
    expect(kinds(asking, [notice('frequent'), help, { ...help, seen: true }])).toEqual(['help', 'frequent']);
  });
  it('tell of a talk that nobody takes as long as it waits, and of an appointment that finds nobody', () => {
    const left = [notice('nobody', { conversation: 'a' }), notice('overdue', { conversation: 'b' })];
    expect(kinds(line({ waiting: [{ ...waits(1), conversation: 'a' }] }), left)).toEqual(['nobody_talk']);
    expect(kinds(line({ waiting: [{ ...waits(1), conversation: 'b' }] }), left)).toEqual(['overdue_talk']);
    expect(kinds(line({}), left)).toEqual([]);
    expect(kinds(line({ team: [] }), [notice('overdue')])).toEqual(['overdue']);
    expect(kinds(line({}), [notice('overdue')])).toEqual([]);
  });
  it('tell who lost the connection, with a talk that goes on', () => {
    const team = [on('online', false)];
    expect(kinds(line({ team, running: [{ operator: 'noor', aside: false }] }))).toEqual(['lost']);
    expect(kinds(line({ team, running: [{ operator: 'noor', aside: true }, { operator: 'jef', aside: false }] }))).toEqual([]);
    expect(kinds(line({ running: [{ operator: 'noor', aside: false }] }))).toEqual([]);
  });
  it('leave out what is not for a screen on the wall', () => {
    expect(kinds(line({}), [notice('keys'), notice('reader'), notice('readings')])).toEqual(['readings']);
  });
  it('ask no help for a talk that is over', () => {
    expect(kinds(line({}), [notice('help', { conversation: 'a' })])).toEqual([]);
  });
});

describe('the time that is left', () => {
  beforeAll(() => {
    vi.stubGlobal('document', { documentElement: {} });
    return words.load('nl');
  });
  afterAll(() => void vi.unstubAllGlobals());

  it('is in hours and minutes', () => {
    expect(timeLeft(72 * 60_000 + 59_000)).toBe('1 u. 12 min.');
    expect(timeLeft(60 * 60_000)).toBe('1 u.');
    expect(timeLeft(59_000)).toBe('minder dan 1 min.');
  });
});

describe('figures', () => {
  it('are no percentage of nothing', () => {
    expect(percent(0, 0)).toBeNull();
    expect(percent(1, 8)).toBe(13);
  });
  const half = (at: string, mean_wait_seconds: number | null) => ({ at, requested: 1, mean_wait_seconds });
  const today = { half_hours: [half('17:00', 90), half('18:00', null)] } as never;
  const usual = { half_hours: [half('18:30', 600)] } as never;
  it('stand side by side, without a gap', () => {
    expect(slotsOf({ today, usual })).toEqual([
      { at: '17:00', today: 1.5, usual: null },
      { at: '17:30', today: null, usual: null },
      { at: '18:00', today: null, usual: null },
      { at: '18:30', today: null, usual: 10 },
    ]);
    expect(slotsOf({ today: { half_hours: [] } as never, usual: null })).toEqual([]);
  });
  it('have a scale of round numbers that holds them all', () => {
    const slot = (minutes: number) => [{ at: '17:00', today: minutes, usual: null }];
    expect(scaleOf(slot(0))).toEqual([0, 2, 4, 6]);
    expect(scaleOf(slot(8))).toEqual([0, 2, 4, 6, 8]);
    expect(scaleOf(slot(17))).toEqual([0, 5, 10, 15, 20]);
    expect(scaleOf(slot(100))).toEqual([0, 30, 60, 90, 120]);
    expect(scaleOf(slot(1000)).at(-1)).toBeGreaterThanOrEqual(1000);
  });
});
