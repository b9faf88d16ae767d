import { beforeAll, describe, expect, it, vi } from 'vitest';
import { words } from '$lib/i18n/figures';
import { answerOf } from './answer';
import { row, table } from './tables.fixture';

vi.stubGlobal('document', { documentElement: { lang: '' } });
beforeAll(() => words.load('nl'));

const asked = { theme: 'pesten', label: 'Pesten', who: 'pupil', year: '2022-2023' };
const ask = (before: [number, number] | null, now: [number, number] | null, breaks: string[] = []) =>
  answerOf(
    table('theme_by_year', 'share', ['year', 'theme', 'who'], [
      ...(before ? [row(['2021-2022', 'pesten', 'pupil'], ...before)] : []),
      ...(now ? [row(['2022-2023', 'pesten', 'pupil'], ...now)] : []),
      row(['2022-2023', 'pesten', 'parent'], 1, 2),
    ], breaks),
    asked,
  );

describe('a question about a theme', () => {
  it('is answered with both years and both bases', () => {
    const { now, before, verdict, warning } = ask([373, 6_826], [441, 6_826]);
    expect(now).toBe('In 2022-2023 gingen 441 gesprekken met leerlingen over ‘Pesten’: 6,5\u00a0% van de 6.826 gesprekken met leerlingen met een thema.');
    expect(before).toBe('Het jaar ervoor (2021-2022) waren dat er 373: 5,5\u00a0% van 6.826.');
    expect(verdict).toBe('Ja, dat is meer: 68 gesprekken meer, en ook een groter deel van de gesprekken met leerlingen met een thema (+1,0\u00a0procentpunt).');
    expect(warning).toBe('');
  });
  it('says when number and share do not agree', () => {
    expect(ask([100, 1_000], [90, 750]).verdict).toMatch(/^In aantal niet \(10 gesprekken minder\).*\+2,0/);
    expect(ask([90, 750], [100, 1_000]).verdict).toMatch(/^In aantal wel \(10 gesprekken meer\).*−2,0/);
    expect(ask([100, 1_000], [80, 1_000]).verdict).toMatch(/^Nee/);
    expect(ask([100, 1_000], [99, 1_100]).verdict).toMatch(/^Nee, dat is minder: 1 gesprek minder/);
  });
  it('says when only one of both changed', () => {
    expect(ask([320, 6_400], [350, 7_010]).verdict).toBe('In aantal wel (30 gesprekken meer), maar het is een even groot deel van de gesprekken met leerlingen met een thema.');
    expect(ask([350, 7_010], [320, 6_400]).verdict).toMatch(/^Nee: in aantal is het minder \(30 gesprekken minder\), en het is een even groot deel/);
    expect(ask([100, 1_000], [100, 800]).verdict).toMatch(/^In aantal is het evenveel, maar wel een groter deel .*\+2,5/);
    expect(ask([100, 800], [100, 1_000]).verdict).toMatch(/^Nee: in aantal is het evenveel, en het is een kleiner deel .*−2,5/);
  });
  it('is about as many where neither changed much', () => {
    expect(ask([1_000, 10_000], [1_001, 10_010]).verdict).toBe('Dat is ongeveer evenveel.');
    expect(ask([100, 1_000], [100, 1_000]).verdict).toBe('Dat is ongeveer evenveel.');
  });
  it('warns where the definition changed in between', () => {
    expect(ask([373, 6_826], [441, 6_826], ['2022-09-01']).warning).toContain('1 september 2022');
    expect(ask([373, 6_826], [441, 6_826], ['2020-09-01']).warning).toBe('');
  });
  it('compares with nothing where nothing is known', () => {
    const first = ask(null, [441, 6_826]);
    expect([first.verdict, first.before]).toEqual(['', 'Van het jaar ervoor (2021-2022) zijn er geen cijfers om mee te vergelijken.']);
    expect(ask([0, 0], [441, 6_826]).verdict).toBe('');
    expect(ask([373, 6_826], null).now).toBe('Van 2022-2023 zijn er geen cijfers over dit thema.');
  });
  it('knows nothing of a theme that nobody ever recorded', () => {
    const years = ['2021-2022', '2022-2023'].map((year) => row([year, 'pesten', 'pupil'], 0, 6_826));
    const { now, before, verdict } = answerOf(table('theme_by_year', 'share', ['year', 'theme', 'who'], years), asked);
    expect([now, before, verdict]).toEqual([
      'Van 2022-2023 zijn er geen cijfers over dit thema.',
      'Van het jaar ervoor (2021-2022) zijn er geen cijfers om mee te vergelijken.',
      '',
    ]);
    expect(ask([0, 6_826], [3, 6_826]).before).toMatch(/waren dat er 0/);
  });
  it('keeps a small number to itself', () => {
    const small = table('theme_by_year', 'share', ['year', 'theme', 'who'], [
      { ...row(['2022-2023', 'pesten', 'pupil'], null, null, null), withheld: true },
      row(['2021-2022', 'pesten', 'pupil'], 373, 6_826),
    ]);
    const { now, verdict } = answerOf(small, asked);
    expect([now, verdict]).toEqual(['Het getal van 2022-2023 is te klein om te tonen.', '']);
  });
});
