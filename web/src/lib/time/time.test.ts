import { describe, expect, it } from 'vitest';
import { duration, hourMinute } from './time';

describe('hour and minute', () => {
  it('are those in Brussels', () => expect(hourMinute('2026-07-01T22:01:00Z', 'nl')).toBe('00:01'));
});

describe('duration', () => {
  it('is written as a clock', () => {
    expect(duration(21_000)).toBe('0:21');
    expect(duration(12 * 60_000 + 8_999)).toBe('12:08');
    expect(duration(3_600_000 + 2 * 60_000 + 8_000)).toBe('1:02:08');
  });
  it('is never negative, as two clocks never agree', () => expect(duration(-1)).toBe('0:00'));
});
