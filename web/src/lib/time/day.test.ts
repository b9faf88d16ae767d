import { describe, expect, it } from 'vitest';
import { clockAt, dayAndClock, dayOf, today, weekday } from './day';

describe('a day', () => {
  it('is written out', () => expect(dayOf('2016-09-01')).toBe('1 september 2016'));
  it('has its name', () => expect(weekday('2026-11-22')).toBe('zondag 22 november'));
  it('is told with a time, unless it is this one', () => {
    expect(clockAt(new Date('2026-07-01T22:01:00Z'))).toBe('00:01');
    expect(dayAndClock('2026-11-24T16:00:00Z', '2026-11-24')).toBe('17:00');
    expect(dayAndClock('2026-11-24T16:00:00Z', '2026-11-22')).toBe('dinsdag 24 november 17:00');
  });
  it('is the one in Brussels', () => {
    expect(today(new Date('2026-11-22T22:59:00Z'))).toBe('2026-11-22');
    expect(today(new Date('2026-11-22T23:01:00Z'))).toBe('2026-11-23');
    expect(today(new Date('2026-07-01T22:01:00Z'))).toBe('2026-07-02');
  });
});
