import { describe, expect, it } from 'vitest';
import type { CalendarDay, Regime, Week } from '$lib/api/office';
import {
  draftOfWeek,
  emptyWeek,
  hoursOf,
  monthsOf,
  partsOf,
  plusDays,
  plusMonths,
  schoolYearOf,
  stretchAt,
  toneOf,
  weekOf,
  weekdayOf,
  whyOf,
} from './hours';

const day = (date: string, more: Partial<CalendarDay> = {}): CalendarDay => ({
  date,
  stretches: [],
  minutes: 0,
  kind: 'school',
  holiday: null,
  because: 'regime',
  regime: 'school',
  reasons: [],
  set_as: null,
  ...more,
});
const week: Week = { mon: ['17:00-21:00'], tue: ['17:00-21:00'], wed: ['14:00-24:00'], thu: [], fri: [], sat: [], sun: [] };
const regimes: Regime[] = [{ regime: 'school', days: 'school', week, from: '2021-09-01', until: null }];

describe('days', () => {
  it('are counted over months and clocks', () => {
    expect(plusDays('2026-10-24', 2)).toBe('2026-10-26');
    expect(plusDays('2027-01-01', -1)).toBe('2026-12-31');
    expect(plusMonths('2027-01-31', 1)).toBe('2027-02-28');
    expect(plusMonths('2027-01-31', -2)).toBe('2026-11-30');
    expect(weekdayOf('2026-11-22')).toBe('sun');
  });
  it('belong to a school year', () => {
    expect(schoolYearOf('2026-08-31')).toBe(2025);
    expect(schoolYearOf('2026-09-01')).toBe(2026);
  });
});

describe('a year', () => {
  it('is months of weeks from Monday', () => {
    const [september, october] = monthsOf(
      Array.from({ length: 40 }, (_, i) => day(plusDays('2026-09-01', i), { minutes: 60 })),
    );
    expect(september?.month).toBe('2026-09');
    expect(september?.minutes).toBe(30 * 60);
    expect(september?.weeks).toHaveLength(5);
    expect(september?.weeks[0]?.map((one) => one?.date ?? null)).toEqual([
      null,
      '2026-09-01',
      '2026-09-02',
      '2026-09-03',
      '2026-09-04',
      '2026-09-05',
      '2026-09-06',
    ]);
    expect(october?.weeks[0]?.[3]?.date).toBe('2026-10-01');
  });
  it('shows how a day is', () => {
    expect(toneOf(day('2026-09-01', { minutes: 240 }))).toBe('school');
    expect(toneOf(day('2026-09-01', { minutes: 240, kind: 'holiday' }))).toBe('holiday');
    expect(toneOf(day('2026-09-01', { because: 'decree', kind: 'holiday' }))).toBe('decree');
    expect(toneOf(day('2026-09-01', { because: 'public_holiday', kind: 'public_holiday' }))).toBe('feast');
    expect(toneOf(day('2026-09-05'))).toBe('closed');
    expect(toneOf(day('2026-09-05', { because: 'always', minutes: 1440, regime: null }))).toBe('always');
  });
});

describe('why', () => {
  const words = (one: CalendarDay) => whyOf(one, regimes).map(({ word }) => word);
  it('is told one thing after the other', () => {
    expect(words(day('2026-09-01', { minutes: 240 }))).toEqual(['school', 'week']);
    expect(words(day('2026-09-05'))).toEqual(['school', 'week_closed']);
    expect(
      words(day('2026-12-28', { kind: 'holiday', holiday: 'christmas_holiday', because: 'decree', regime: null })),
    ).toEqual(['holiday', 'closed_decree']);
    expect(
      words(day('2026-11-11', { kind: 'public_holiday', holiday: 'armistice_day', because: 'public_holiday', regime: null })),
    ).toEqual(['feast', 'closed_feast']);
    expect(words(day('2020-11-10', { kind: 'holiday', set_as: 'Verlengd', because: 'no_regime', regime: null }))).toEqual([
      'set_holiday',
      'no_week_holiday',
    ]);
    expect(words(day('2026-09-05', { because: 'exception', minutes: 120, reasons: ['Infoavond', 'Langer'] }))).toEqual([
      'school',
      'hand_open',
      'hand_open',
    ]);
    expect(words(day('2026-09-05', { because: 'always', minutes: 1440, regime: null }))).toEqual(['school', 'always']);
  });
});

describe('hours', () => {
  it('say until when it is open', () => {
    const one = day('2026-09-02', { stretches: ['12:00-13:00', '14:00-24:00'] });
    expect(stretchAt(one, '11:59')).toBeUndefined();
    expect(stretchAt(one, '12:00')).toBe('12:00-13:00');
    expect(stretchAt(one, '13:00')).toBeUndefined();
    expect(stretchAt(one, '23:59')).toBe('14:00-24:00');
  });
  it('are a week in short', () =>
    expect(partsOf(week)).toEqual([
      { first: 'mon', last: 'tue', stretches: ['17:00-21:00'] },
      { first: 'wed', last: 'wed', stretches: ['14:00-24:00'] },
    ]));
  it('are changed in fields and come back', () => {
    expect(draftOfWeek(week).wed).toEqual([{ from: '14:00', until: '00:00' }]);
    expect(weekOf(draftOfWeek(week))).toEqual(week);
    expect(weekOf({ ...emptyWeek(), fri: [{ from: '17:00', until: '18:00' }, { from: '09:00', until: '12:00' }] }).fri).toEqual([
      '09:00-12:00',
      '17:00-18:00',
    ]);
  });
  it('are summed', () => {
    expect(hoursOf(940 * 60)).toBe('940');
    expect(hoursOf(210)).toBe('3:30');
  });
});
