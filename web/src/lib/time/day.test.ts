import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { speak } from '$lib/i18n/lang.svelte';
import { clockAt, dateOf, dayAndClock, dayAndTime, dayOf, monthOf, shortDayAndTime, today, weekday } from './day';

describe('a day', () => {
  it('is written out', () => expect(dayOf('2016-09-01')).toBe('1 september 2016'));
  it('has its name', () => expect(weekday('2026-11-22')).toBe('zondag 22 november'));
  it('is told with a time, unless it is this one', () => {
    expect(clockAt(new Date('2026-07-01T22:01:00Z'))).toBe('00:01');
    expect(dayAndClock('2026-11-24T16:00:00Z', '2026-11-24')).toBe('17:00');
    expect(dayAndClock('2026-11-24T16:00:00Z', '2026-11-22')).toBe('dinsdag 24 november 17:00');
  });
  it('is the one in Brussels', () => {
    expect(dateOf('2026-11-22T23:01:00Z')).toBe('23 november 2026');
    expect(dayAndTime('2026-11-22T23:01:00Z')).toBe('maandag 23 november om 00:01');
    expect(shortDayAndTime('2026-11-22T23:01:00Z')).toBe('ma 23 nov, 00:01');
    expect(today(new Date('2026-11-22T22:59:00Z'))).toBe('2026-11-22');
    expect(today(new Date('2026-11-22T23:01:00Z'))).toBe('2026-11-23');
    expect(today(new Date('2026-07-01T22:01:00Z'))).toBe('2026-07-02');
  });
});

describe('a day, in English', () => {
  beforeAll(() => {
    vi.stubGlobal('document', { documentElement: {} });
    speak('en');
  });
  afterAll(() => {
    speak('nl');
    vi.unstubAllGlobals();
  });

  it('has English names', () => {
    expect(dayOf('2016-09-01')).toBe('1 September 2016');
    expect(weekday('2026-11-22')).toBe('Sunday 22 November');
    expect(monthOf('2026-11')).toBe('November 2026');
    expect(dayAndClock('2026-11-24T16:00:00Z', '2026-11-22')).toBe('Tuesday 24 November 17:00');
    expect(dayAndTime('2026-11-22T16:00:00Z')).toBe('Sunday 22 November at 17:00');
  });
});
