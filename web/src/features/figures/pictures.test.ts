import { beforeAll, describe, expect, it, vi } from 'vitest';
import { words } from '$lib/i18n/figures';
import { absentOf, arranged } from './arranged';
import { barsOf, blocksOf, leavesOut, piecesOf, rowsOf } from './pictures';
import { row, table } from './tables.fixture';
import { said, time, unitOf, written } from './write';

vi.stubGlobal('document', { documentElement: { lang: '' } });
beforeAll(() => words.load('nl'));

describe('bars', () => {
  it('show pupils beside parents, and leave the others to the table', () => {
    const { look, isPart } = barsOf(
      table('outcomes', 'share', ['outcome', 'who'], [
        row(['info', 'pupil'], 40, 100),
        row(['info', 'parent'], 20, 50),
        row(['info', 'all'], 61, 152),
        row(['info', 'unknown'], 1, 2),
      ]),
      { kind: 'bars', series: 'who', sorts: true },
    );
    expect(look.groups.map(({ label, bars }) => [label, bars.map(({ name, text, tone }) => [name, text, tone])])).toEqual([
      ['info', [['pupil', '40,0\u00a0%', 0], ['parent', '40,0\u00a0%', 1]]],
    ]);
    expect(isPart).toBe(true);
  });
  it('leave out who had nothing, and keep the colour of who is left', () => {
    const rows = [row(['mean', 'pupil'], 0, null, null), row(['mean', 'parent'], 9, null, 600)];
    const { look } = barsOf(table('duration', 'seconds', ['statistic', 'who'], rows), { kind: 'bars', series: 'who' });
    expect(look.groups.map(({ bars }) => bars.map(({ text, tone }) => [text, tone]))).toEqual([[['10,0\u00a0min', 1]]]);
    const withheld = rows.map((one) => (one.n === 0 ? { ...one, n: null, withheld: true } : one));
    expect(barsOf(table('duration', 'seconds', ['statistic', 'who'], withheld), { kind: 'bars', series: 'who' }).look.groups[0]?.bars).toHaveLength(2);
  });
  it('say that a figure is withheld, and never draw it', () => {
    const { look } = barsOf(
      table('sources', 'share', ['source'], [row(['smartschool'], 40, 100), { ...row(['affiche'], null, null, null), withheld: true }]),
      { kind: 'bars', sorts: true },
    );
    expect(look.groups.flatMap(({ bars }) => bars).map(({ value, text }) => [value, text])).toEqual([
      [0.4, '40,0\u00a0%  ·  40'],
      [null, 'verborgen'],
    ]);
  });
  it('keep the newest year apart, draw the break, and mark what was taken over', () => {
    const { look } = barsOf(
      table('fake_by_year', 'share', ['year'], [{ ...row(['2020-2021'], null, null, 0.0489), source: 'Jaarverslag' }, row(['2021-2022'], 436, 8_370), row(['2022-2023'], 300, 8_000)], ['2022-09-01']),
      { kind: 'columns', tone: 'last' },
    );
    expect(look.groups.map(({ label, bars: [bar] }) => [label, bar?.tone, bar?.hollow, bar?.text])).toEqual([
      ['20-21', null, true, '4,9\u00a0%'],
      ['21-22', null, false, '5,2\u00a0%'],
      ['22-23', 0, false, '3,8\u00a0%'],
    ]);
    expect(look.breaks).toEqual([{ before: 2, label: 'andere telling' }]);
  });
  it('leave out those unknown where there are none, and keep the place of an age that nobody had', () => {
    const { look } = barsOf(table('ages', 'share', ['age'], [row(['13'], 4, 9), row(['14'], 0, 9), row(['15'], 5, 9), row(['unknown'], 0)]), { kind: 'columns' });
    expect(look.groups.map(({ label }) => label)).toEqual(['13', '14', '15']);
  });
  it('are at most fifteen', () => {
    const rows = Array.from({ length: 61 }, (_, i) => row([`centre ${i}`], 100 - i, 1_000));
    const { look, isPart } = barsOf(table('centres', 'share', ['centre'], rows), { kind: 'bars', sorts: true });
    expect([look.groups.length, isPart]).toEqual([15, true]);
  });
});

describe('what a picture leaves to the table', () => {
  const of = (who: string, n: number) => table('outcomes', 'share', ['outcome', 'who'], [row(['info', 'pupil'], 40, 100), row(['info', 'parent'], 20, 50), row(['info', who], n, 150)]);
  const bars = { kind: 'bars', series: 'who' } as const;
  it('is who else chatted', () => expect(leavesOut(of('teacher', 3), bars)).toBe(true));
  it('is nothing where nobody else did, and the total is no rest', () => {
    expect(leavesOut(of('teacher', 0), bars)).toBe(false);
    expect(leavesOut(of('all', 60), bars)).toBe(false);
  });
  it('is what comes after the fifteenth', () => {
    const rows = Array.from({ length: 16 }, (_, i) => row([`theme ${i}`, 'pupil'], 100 - i, 1_000));
    expect(leavesOut(table('themes', 'share', ['theme', 'who'], rows), { kind: 'split', by: 'who' })).toBe(true);
    expect(leavesOut(table('themes', 'share', ['theme', 'who'], rows.slice(1)), { kind: 'split', by: 'who' })).toBe(false);
  });
});

describe('a table', () => {
  it('has a row for each year, also for those of which nothing is known', () => {
    const years = table('talks_by_year', 'count', ['year'], [row(['2018-2019'], 9), row(['2021-2022'], 8)]);
    expect(rowsOf(years).map(({ keys, n }) => [keys[0]?.label, n])).toEqual([['2018-2019', 9], ['2019-2020', null], ['2020-2021', null], ['2021-2022', 8]]);
  });
});

describe('a top ten', () => {
  it('stands once for each group', () => {
    const { blocks } = blocksOf(table('themes', 'share', ['theme', 'who'], [row(['keuze', 'pupil'], 4, 10), row(['covid', 'parent'], 3, 10), row(['covid', 'all'], 3, 20)]), 'who');
    expect(blocks.map(({ key, table }) => [key.code, table.rows.map(({ keys }) => keys[0]?.code)])).toEqual([
      ['pupil', ['keuze']],
      ['parent', ['covid']],
    ]);
  });
});

describe('a whole', () => {
  it('has what is unknown beside it, without a share', () => {
    const pieces = piecesOf(table('talks_by_who', 'share', ['who'], [row(['pupil'], 7_240, 8_673), row(['parent'], 1_433, 8_673), row(['teacher'], 0, null, null), row(['unknown'], 81, null, null)]));
    expect(pieces.map(({ key, tone, share }) => [key.code, tone, share])).toEqual([
      ['pupil', 0, '83,5\u00a0%'],
      ['parent', 1, '16,5\u00a0%'],
      ['unknown', null, ''],
    ]);
  });
});

describe('a figure', () => {
  it('is written in its unit', () => {
    expect(written('count', 8_813)).toBe('8.813');
    expect(written('share', 436 / 8_370, true)).toBe('5,21\u00a0%');
    expect(written('stars', 4.236)).toBe('4,24');
    expect(written('years', 14.5)).toBe('14,5\u00a0jaar');
    expect([time(45), time(1_110), time(9_000)]).toEqual(['45\u00a0s', '18,5\u00a0min', '2,5\u00a0uur']);
  });
  it('is said to be withheld, or unknown', () => {
    expect(said('share', { value: null, withheld: true })).toBe('verborgen');
    expect(said('share', { value: null, withheld: false })).toBe('onbekend');
  });
  it('has a unit of its own, or that of its table', () => {
    const window = table('theme_window', 'share', ['statistic', 'who'], []);
    expect([unitOf(window, { unit: 'years' }), unitOf(window, {})]).toEqual(['years', 'share']);
  });
});

describe('charts', () => {
  const of = (...names: string[]) => new Map(names.map((name) => [name, table(name, 'count', ['year'], [row(['2021-2022'], 1)])]));
  it('stand two by two, and none alone in half a row', () => {
    const wide = (names: string[], tables = of('a', 'b', 'c', 'd')) => arranged(names, tables).map(({ table, isWide }) => (isWide ? `*${table.name}` : table.name));
    expect(wide(['a', 'b', 'c', 'd'])).toEqual(['a', 'b', 'c', 'd']);
    expect(wide(['a', 'b', 'c'])).toEqual(['a', 'b', '*c']);
    expect(wide(['a', '*b', 'c', 'd'])).toEqual(['*a', '*b', 'c', 'd']);
    expect(wide(['a', 'b', 'c'], of('a', 'c'))).toEqual(['a', 'c']);
  });
  it('have no place for what has nothing, or is too small: a line says which, and why', () => {
    const made = (name: string, says: string, n: number | null) =>
      ({ ...table(name, 'count', ['who'], [{ ...row(['pupil'], n), withheld: n === null }]), says });
    const tables = new Map([made('a', 'Niets.', 0), made('b', '', 5), made('c', 'Een deel.', null), made('d', 'Niets.', 0)].map((one) => [one.name, one]));
    const names = ['a', '*b', 'c', 'd', 'e'];
    expect(arranged(names, tables).map(({ table }) => table.name)).toEqual(['b']);
    expect(absentOf(names, tables)).toEqual(['Niets: a · d', 'De aantallen zijn te klein om te tonen: c']);
  });
  it('keep the place of a year of which nothing is known', () => {
    const { look } = barsOf(table('talks_by_year', 'count', ['year'], [row(['2018-2019'], 5), row(['2021-2022'], 8)]), { kind: 'columns', tone: 'last' });
    expect(look.groups.map(({ label, bars }) => [label, bars[0]?.text])).toEqual([['18-19', '5'], ['19-20', '–'], ['20-21', '–'], ['21-22', '8']]);
  });
});

it('a month of a year has its own name', () => {
  const months = table('occupancy', 'share', ['month'], [row(['2026-11'], 1, 2), row(['all'], 1, 2)]);
  const { look } = barsOf(months, { kind: 'columns', tone: 'last' });
  expect(look.groups.map(({ label }) => label)).toEqual(['2026-11', 'all']);
});
