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
  it('says nothing of nobody, nor a share of what is not told', () => {
    for (const none of [row(['2021-2022'], 0, 0), row(['2021-2022'], 0, null, 0), row(['2021-2022'], null)])
      expect(tiles(table('fake_by_year', 'share', ['year'], [none]))).toEqual([]);
    expect(tiles(table('fake_by_year', 'share', ['year'], [row(['2021-2022'], 0, 40)]))).toHaveLength(1);
    expect(tiles(table('volume', 'count', ['figure'], [row(['talks'], 0)]))).toHaveLength(1);
  });
});
