import { beforeAll, describe, expect, test, vi } from 'vitest';
import type { Opening } from '$lib/api/frames';
import { words } from '$lib/i18n/visitor';
import { hourOf, lateOf, whenOf } from './when';

vi.stubGlobal('document', { documentElement: {} });

const closed: Opening = { state: 'closed', until: null, next: null, why: 'hours', full: false, medical: false };
const saturday = Date.parse('2026-10-24T20:00:00Z'); // 22 uur; the clock goes back that night

describe('when a line is open, in Dutch', () => {
  beforeAll(() => words.load('nl'));

  test('until when', () => {
    expect(whenOf({ ...closed, state: 'open', why: null, until: '2026-10-24T20:30:00Z' }, saturday)).toBe('Open tot 22.30 uur.');
    expect(whenOf({ ...closed, state: 'open', why: null }, saturday)).toBe('');
  });
  test('today, tomorrow, on a day', () => {
    expect(whenOf({ ...closed, next: '2026-10-24T21:00:00Z' }, saturday)).toBe('We openen vandaag om 23 uur.');
    expect(whenOf({ ...closed, next: '2026-10-25T08:00:00Z' }, saturday)).toBe('We openen morgen om 9 uur.');
    expect(whenOf({ ...closed, next: '2026-10-28T12:05:00Z' }, saturday)).toBe('We openen op woensdag 28 oktober om 13.05 uur.');
  });
  test('nobody is there yet; nobody promises an hour of a line that was switched off', () => {
    expect(whenOf({ ...closed, why: 'nobody' }, saturday)).toMatch(/^Er is nog niemand/);
    expect(whenOf({ ...closed, why: 'switched_off', next: '2026-10-25T08:00:00Z' }, saturday)).toBe('');
    expect(whenOf(closed, saturday)).toBe('');
  });
  test('full: nobody is told to try again when the line closes before that', () => {
    const full: Opening = { ...closed, state: 'open', why: null, full: true, next: '2026-10-25T08:00:00Z' };
    expect(lateOf({ ...full, until: '2026-10-24T20:08:00Z' }, saturday)).toMatch(/^We sluiten om 22\.08 uur\..*We openen morgen om 9 uur\.$/);
    expect(lateOf({ ...full, until: '2026-10-24T21:00:00Z' }, saturday)).toBe('');
    expect(lateOf({ ...full, until: null }, saturday)).toBe('');
  });
  test('hours as people write them', () => {
    expect(hourOf('2026-10-24T15:00:00Z')).toBe('17 uur');
    expect(hourOf('2026-10-24T22:15:00Z')).toMatch(/^0?0?\.15 uur$/);
  });
});

test('in English', async () => {
  await words.load('en');
  expect(whenOf({ ...closed, next: '2026-10-28T12:05:00Z' }, saturday)).toBe('We open on Wednesday 28 October at 13:05.');
  expect(whenOf({ ...closed, next: '2026-10-24T21:00:00Z' }, saturday)).toBe('We open today at 23:00.');
});
