import { describe, expect, it } from 'vitest';
import { askedOf, lastOver, searchOf, wantedOf, windowOf, yearIn, yearNameOf, yearsUpTo } from './asked';

const kToday = '2026-11-24'; // a Tuesday

describe('what is asked', () => {
  it('goes into an address and comes out of it the same', () => {
    for (const search of [
      '?line=clbchat',
      '?line=clbchat&period=week',
      '?line=clbchat&period=2021-2022&who=pupil&theme=pesten&theme=covid_medisch&definition=2',
      '?line=clbchat&from=2021-11-22&until=2021-12-08&who=parent&centre=0192f3a0-1111-7000-8000-000000000001',
      '?line=clbchat&about=pesten&about_who=parent&about_year=2022-2023',
    ])
      expect(searchOf(askedOf(search), 'clbchat')).toBe(search);
  });
  it('is nothing where the address says nothing that can be', () => {
    const nothing = askedOf('');
    for (const search of ['?period=2021-2023', '?period=never', '?from=2021-11-22', '?from=2021-12-08&until=2021-11-22', '?from=2021-13-41&until=2021-14-01', '?who=king', '?theme=a%20b', '?definition=3'])
      expect(askedOf(search)).toEqual(nothing);
  });
  it('reaches the server whole', () => {
    const asked = askedOf('?from=2021-11-22&until=2021-12-08&who=pupil&theme=pesten&definition=1');
    expect(wantedOf(asked, kToday)).toEqual({ from: '2021-11-22', until: '2021-12-08', who: 'pupil', themes: ['pesten'], centre: null, definition: 1 });
  });
});

describe('a period', () => {
  const windowIn = (search: string) => windowOf(askedOf(search), kToday);
  it('is this school year where nothing is said', () => expect(windowIn('')).toEqual({ from: '2026-09-01', until: '2027-08-31' }));
  it('is one day', () => expect(windowIn('?period=today')).toEqual({ from: kToday, until: kToday }));
  it('is a week from Monday to Sunday', () => expect(windowIn('?period=week')).toEqual({ from: '2026-11-23', until: '2026-11-29' }));
  it('is a school year', () => expect(windowIn('?period=2021-2022')).toEqual({ from: '2021-09-01', until: '2022-08-31' }));
});

describe('a school year', () => {
  it('begins on 1 September', () => {
    expect(yearNameOf('2022-08-31')).toBe('2021-2022');
    expect(yearNameOf('2022-09-01')).toBe('2022-2023');
    expect(yearIn('2021-2022')).toBe(2021);
    expect(yearIn('2021-2020')).toBeNull();
  });
  it('is last the one that is over, of which there is something', () => {
    expect(lastOver(['2021-2022', '2022-2023', '2026-2027'], kToday)).toBe('2022-2023');
    expect(lastOver(['2026-2027'], kToday)).toBe('2026-2027');
    expect(lastOver([], kToday)).toBe('2026-2027');
  });
  it('is offered with those before it', () => {
    expect(yearsUpTo(kToday, 2024)).toEqual(['2026-2027', '2025-2026', '2024-2025']);
    expect(yearsUpTo(kToday, null)).toEqual(['2026-2027', '2025-2026']);
    expect(yearsUpTo(kToday, 2026)).toEqual(['2026-2027', '2025-2026']);
  });
});
