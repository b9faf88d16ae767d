import { describe, expect, it } from 'vitest';
import type { Row, Table } from '$lib/api/figures';
import { breakAt, gridOf, groupsOf, isEmpty, isHidden, keysOf, leastOf, monthsOf, only, placeOf, publishedIn, rowOf, sorted } from './shape';
import { row, table } from './tables.fixture';

const outcomes = table('outcomes', 'share', ['outcome', 'who'], [
  row(['unknown', 'pupil'], 90, 100),
  row(['support', 'pupil'], 30, 100),
  row(['support', 'parent'], 5, 50),
  row(['info', 'pupil'], 40, 100),
  row(['info', 'parent'], 20, 50),
]);

describe('a table', () => {
  it('is grouped by its first dimension, with the series beside each other', () => {
    const groups = groupsOf(outcomes, 'who');
    expect(groups.map(({ key, parts }) => [key.code, parts.map(({ of, row }) => [of?.code, row.n])])).toEqual([
      ['unknown', [['pupil', 90]]],
      ['support', [['pupil', 30], ['parent', 5]]],
      ['info', [['pupil', 40], ['parent', 20]]],
    ]);
  });
  it('is sorted with the most first, and what is unknown last', () => {
    expect(sorted(groupsOf(outcomes, 'who')).map(({ key }) => key.code)).toEqual(['info', 'support', 'unknown']);
  });
  it('is cut to one series', () => {
    const parents = only(outcomes, placeOf(outcomes, 'who'), 'parent');
    expect(parents.dimensions.map(({ code }) => code)).toEqual(['outcome']);
    expect(parents.rows.map(({ keys, n }) => [keys.map(({ code }) => code), n])).toEqual([[['support'], 5], [['info'], 20]]);
  });
  it('gives a row by its keys, in any order', () => {
    expect(rowOf(outcomes, 'parent', 'info')?.n).toBe(20);
    expect(rowOf(outcomes, 'info')).toBeUndefined();
    expect(rowOf(undefined, 'info')).toBeUndefined();
  });
  it('is empty where nothing was counted, not where it is withheld', () => {
    const of = (...rows: Row[]): Table => table('ages', 'share', ['age'], rows);
    expect(isEmpty(of())).toBe(true);
    expect(isEmpty(of(row(['14'], 0, 0, null)))).toBe(true);
    expect(isEmpty(of(row(['unknown'], 8_281)))).toBe(true);
    expect(isEmpty(of(row(['unknown'], 8_281), row(['14'], 3)))).toBe(false);
    expect(isEmpty(of({ ...row(['14'], null, null, null), withheld: true }))).toBe(false);
  });
});

describe('what is withheld', () => {
  it('is below ten of a centre, and below five of a line', () => {
    const ages = table('ages', 'share', ['age'], []);
    expect(leastOf(ages)).toBe(5);
    expect(leastOf({ ...ages, filter: { ...ages.filter, centre: '0192f3a0-1111-7000-8000-000000000001' } })).toBe(10);
    expect(leastOf(table('centres', 'share', ['centre'], []))).toBe(10);
  });
});

describe('months', () => {
  it('begin in September, and leave out the sum of all', () => {
    const [before, now] = monthsOf(
      table('talks_by_month', 'count', ['year', 'month'], [
        row(['2021-2022', '01'], 5),
        row(['2021-2022', '09'], 3),
        row(['2021-2022', 'all'], 8),
        row(['2020-2021', '08'], 1),
      ]),
    );
    expect([before?.key.code, before?.points.map(({ at }) => at)]).toEqual(['2020-2021', [11]]);
    expect(now?.points.map(({ at, row }) => [at, row.n])).toEqual([[0, 3], [4, 5]]);
  });
  it('are not drawn where all but nothings is withheld', () => {
    const withheld = { ...row(['2021-2022', '10'], null), withheld: true };
    const of = (...rows: Row[]) => monthsOf(table('talks_by_month', 'count', ['year', 'month'], rows)).length;
    expect(of(row(['2021-2022', '07'], 0), withheld)).toBe(0);
    expect(of(row(['2021-2022', '07'], 6), withheld)).toBe(1);
    expect(of(row(['2021-2022', '07'], 0))).toBe(1);
  });
});

describe('a grid', () => {
  it('is as large as what is in it', () => {
    const rows = ['mon', 'tue', 'wed'].flatMap((day) => ['16:30', '17:00', '17:30', '18:00'].map((at) => row([day, at], (day === 'mon' && at === '17:00') || (day === 'tue' && at === '17:30') ? 2 : 0)));
    const { xs, ys, cells } = gridOf(table('busy', 'count', ['weekday', 'half_hour'], rows));
    expect([xs.map(({ code }) => code), ys.map(({ code }) => code)]).toEqual([['17:00', '17:30'], ['mon', 'tue']]);
    expect(cells.map(({ row }) => row?.n)).toEqual([2, 0, 0, 2]);
  });
  it('is nothing where there is nothing', () => {
    expect(gridOf(table('busy', 'count', ['weekday', 'half_hour'], [row(['mon', '17:00'], 0)]))).toEqual({ xs: [], ys: [], cells: [] });
  });
});

describe('a break', () => {
  const years = ['2020-2021', '2021-2022', '2022-2023'];
  it('stands before the first year that it is in', () => expect(breakAt(years, '2022-09-01')).toBe(2));
  it('is not drawn where nothing stands before it, or after', () => {
    expect(breakAt(years.slice(2), '2022-09-01')).toBeNull();
    expect(breakAt(years.slice(0, 2), '2022-09-01')).toBeNull();
  });
  it('has its years from the table', () => expect(keysOf(outcomes, 1).map(({ code }) => code)).toEqual(['pupil', 'parent']));
});

describe('a table of which nothing is left', () => {
  const withheld = { ...row(['09'], null), withheld: true };
  const hidden = (...rows: Parameters<typeof table>[3]) => isHidden(table('talks_by_month', 'count', ['month'], rows));
  it('is hidden where something of it is withheld, and the others are zero', () => {
    expect(hidden(withheld, row(['10'], 0), row(['11'], 0))).toBe(true);
    expect(hidden(withheld, row(['10'], 12))).toBe(false);
    expect(hidden(row(['10'], 0))).toBe(false);
  });
});

describe('years of which totals were published', () => {
  const talks = table('talks_by_year', 'count', ['year'], [
    { ...row(['2017-2018'], 4_377), source: 'A' },
    { ...row(['2018-2019'], 5_465), source: 'A' },
    row(['2021-2022'], 8_813),
  ]);
  const fake = table('fake_by_year', 'share', ['year'], [{ ...row(['2018-2019'], null, null, 0.0652), source: 'B' }]);
  const among = (from: string, until: string) => publishedIn([talks, fake], { from, until });
  it('are those that a period touches', () => {
    expect(among('2018-09-01', '2022-08-31')).toEqual(['2018-2019']);
    expect(among('2018-08-31', '2018-09-01')).toEqual(['2017-2018', '2018-2019']);
    expect(among('2021-09-01', '2022-08-31')).toEqual([]);
  });
});
