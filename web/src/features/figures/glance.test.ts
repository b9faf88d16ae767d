import { beforeAll, describe, expect, it, vi } from 'vitest';
import { words } from '$lib/i18n/figures';
import { glanceOf } from './glance';
import { row, table } from './tables.fixture';

vi.stubGlobal('document', { documentElement: { lang: '' } });
beforeAll(() => words.load('nl'));

const tiles = (...tables: ReturnType<typeof table>[]) => glanceOf(new Map(tables.map((each) => [each.name, each])));

describe('what a year is in a few numbers', () => {
  it('says each with what it is of', () => {
    const [fake, ...others] = tiles(table('fake_by_year', 'share', ['year'], [row(['2021-2022'], 436, 8_361)]));
    expect(others).toEqual([]);
    expect(fake).toMatchObject({ name: 'fake', large: '5,2\u00a0%', small: '436 van 8.361' });
  });
  it('is of the whole period, or says nothing', () => {
    const fake = table('fake_by_year', 'share', ['year'], [row(['2021-2022'], 436, 8_361), row(['2022-2023'], 356, 8_281)]);
    const of = (from: string, until: string) => tiles({ ...fake, filter: { ...fake.filter, from, until } }).map(({ small }) => small);
    expect(of('2021-09-01', '2023-08-31')).toEqual([]);
    expect(of('2022-09-01', '2022-12-31')).toEqual([]);
    expect(of('2022-09-01', '2023-08-31')).toEqual(['356 van 8.281']);
  });
  it('knows of a year what was published', () => {
    const volume = table('volume', 'count', ['what'], [row(['talks'], null)]);
    expect(tiles(volume, table('talks_by_year', 'count', ['year'], [row(['2021-2022'], 5_465)]))).toMatchObject([{ name: 'talks', large: '5.465' }]);
  });
  it('counts one rating as one', () => {
    const smallOf = (n: number) => tiles(table('stars', 'stars', ['who'], [row(['pupil'], n, n, 5)]))[0]?.small;
    expect([smallOf(1), smallOf(4)]).toEqual(['1 beoordeling', '4 beoordelingen']);
  });
  it('says nothing of nobody, nor a share of what is not told', () => {
    for (const none of [row(['2021-2022'], 0, 0), row(['2021-2022'], 0, null, 0), row(['2021-2022'], null)])
      expect(tiles(table('fake_by_year', 'share', ['year'], [none]))).toEqual([]);
    expect(tiles(table('fake_by_year', 'share', ['year'], [row(['2021-2022'], 0, 40)]))).toHaveLength(1);
    expect(tiles(table('volume', 'count', ['figure'], [row(['talks'], 0)]))).toHaveLength(1);
  });
});
