import type { Key, Row, Table } from '$lib/api/figures';
import { t } from '$lib/i18n/figures';
import { locale } from '$lib/i18n/lang.svelte';
import type { Bar, BarsLook } from '$ui/chart/bars';
import { basis, raters, said, saidCount, share, unitOf } from './write';
import { nameOfYear, yearIn } from './asked';
import { breakAt, groupsOf, isEmpty, kAll, kUnknown, keysOf, lastly, only, placeOf, sorted, type Group, type Part } from './shape';

// How each table is drawn. What stands not here is shown as a table.
export type Picture =
  // `tone`: the year before us, the others behind it; `last`: the newest.
  | { kind: 'columns'; series?: string; tone?: string }
  | { kind: 'bars'; series?: string; sorts?: boolean; most?: number }
  | { kind: 'split'; by: string }
  | { kind: 'stack' }
  | { kind: 'months' }
  | { kind: 'heat' };

const kPictures: Record<string, Picture> = {
  volume: { kind: 'bars' },
  talks_by_year: { kind: 'columns', tone: 'last' },
  talks_so_far: { kind: 'columns', tone: 'last' },
  talks_by_month: { kind: 'months' },
  talks_definitions: { kind: 'columns', series: 'definition' },
  talks_by_who: { kind: 'stack' },
  ages: { kind: 'columns' },
  mean_age: { kind: 'bars' },
  genders: { kind: 'stack' },
  devices: { kind: 'stack' },
  mobile: { kind: 'bars', most: 1 },
  themes: { kind: 'split', by: 'who' },
  themes_by_domain: { kind: 'bars', series: 'who', sorts: true },
  outcomes: { kind: 'bars', series: 'who', sorts: true },
  sources: { kind: 'bars', series: 'who', sorts: true },
  wait: { kind: 'bars' },
  duration: { kind: 'bars', series: 'who' },
  abandoned_by_wait: { kind: 'columns' },
  busy: { kind: 'heat' },
  on_duty: { kind: 'heat' },
  missed: { kind: 'bars' },
  fake_by_year: { kind: 'columns', tone: 'last' },
  stars: { kind: 'bars', most: 5 },
  stars_given: { kind: 'bars', most: 1 },
  stars_spread: { kind: 'columns' },
  handovers: { kind: 'bars', series: 'kind', sorts: true },
  broken_off: { kind: 'bars' },
  open_hours: { kind: 'columns', tone: 'last' },
  occupancy: { kind: 'columns' },
  centres: { kind: 'bars', sorts: true },
};
export const pictureOf = ({ name }: Table): Picture | null => kPictures[name] ?? null;

// As many as a chart takes before it becomes a list: the others stand in the table.
const kMost = 15;
const kTones: Record<string, number | null> = { pupil: 0, parent: 1, teacher: 2, other: 3, [kUnknown]: null, [kAll]: null };

// Beside each other in one chart: pupils and parents. Who else chatted stands in the table; what is of all is no rest.
function seriesOf(table: Table, dimension: string): { table: Table; series: Key[]; isPart: boolean } {
  const place = placeOf(table, dimension);
  const all = keysOf(table, place);
  const shown = dimension === 'who' ? all.filter(({ code }) => code === 'pupil' || code === 'parent') : all;
  const hasSome = ({ code }: Key) => table.rows.some(({ keys, n, withheld }) => keys[place]?.code === code && (withheld || n !== 0));
  const series = (shown.length ? shown : all.filter(({ code }) => code !== kAll).slice(0, 2)).filter(hasSome);
  const rows = table.rows.filter(({ keys }) => series.some(({ code }) => code === keys[place]?.code));
  const rest = table.rows.filter((row) => !rows.includes(row) && row.keys[place]?.code !== kAll);
  return { table: { ...table, rows }, series, isPart: !isEmpty({ ...table, rows: rest }) };
}

// "2021-2022" as "21-22": many stand beside each other.
export function briefly({ code, label }: Key, dimension: string): string {
  if (dimension === 'year') return code.replace(/^20(\d\d)-20(\d\d)$/, '$1-$2');
  return dimension === 'month' && /^\d\d$/.test(code) ? monthName(Number(code)) : label;
}
export const monthName = (month: number): string =>
  new Date(Date.UTC(2021, month - 1, 1)).toLocaleDateString(locale(), { month: 'short', timeZone: 'UTC' }).replace('.', '');

export const titleOf = (table: Table, row: Row): string => {
  const of = row.keys.map(({ label }) => label).join(', ');
  const counted = row.base === null ? '' : basis(row);
  return `${of}: ${said(unitOf(table, row), row)}${counted ? ` (${counted})` : ''}`;
};
// A share says of how many, where it stands alone.
function textOf(table: Table, row: Row, isAlone: boolean): string {
  if (row.value === null && !row.withheld && row.n !== null) return saidCount(row.n, false);
  const value = said(unitOf(table, row), row);
  if (table.unit === 'stars' && row.n !== null && !row.withheld) return `${value}  ·  ${raters(row.n)}`;
  return isAlone && table.unit === 'share' && row.n !== null && !row.withheld ? `${value}  ·  ${saidCount(row.n, false)}` : value;
}

export interface Drawing {
  look: BarsLook;
  isPart: boolean; // more stands in the table
}

export function barsOf(table: Table, picture: Picture): Drawing {
  const by = 'series' in picture ? picture.series : undefined;
  const { table: shown, series, isPart } = by ? seriesOf(table, by) : { table, series: [], isPart: false };
  const dimension = table.dimensions.find(({ code }) => code !== by)?.code ?? '';
  const all = groupsOf(shown, by ?? null);
  const inOrder = picture.kind === 'bars' && picture.sorts ? sorted(all) : lastly(all);
  const hasSome = ({ parts }: Group) => parts.some(({ row }) => row.withheld || row.n !== 0);
  // What follows each other keeps the places of nothing.
  const some = inOrder.filter((group) => hasSome(group) || (picture.kind === 'columns' && group.key.code !== kUnknown));
  const filled = dimension === 'year' && picture.kind === 'columns' ? withGaps(some) : some;
  const groups = filled.slice(0, picture.kind === 'columns' ? undefined : kMost);
  const tone = picture.kind === 'columns' ? picture.tone : undefined;
  const codes = groups.map(({ key }) => key.code);
  const toneOf = (code: string | undefined, group: string, place: number): number | null => {
    if (tone) return (tone === 'last' ? place === groups.length - 1 : group === tone) ? 0 : null;
    if (code !== undefined && (series.length > 1 || code in kTones)) return kTones[code] ?? Math.max(0, series.findIndex((one) => one.code === code));
    return group === kUnknown || group === kAll ? null : dimension === 'who' ? (kTones[group] ?? 0) : 0;
  };
  const isAlone = series.length < 2 && picture.kind === 'bars';
  return {
    isPart: isPart || groups.length < filled.length,
    look: {
      most: picture.kind === 'bars' ? picture.most : undefined,
      groups: groups.map(({ key, parts }, place) => ({
        label: briefly(key, dimension),
        bars: (parts.length ? parts : [kGap]).map(({ of, row }): Bar => ({
          tone: toneOf(of?.code, key.code, place),
          name: series.length > 1 ? (of?.label ?? '') : '',
          value: row.value ?? (table.unit === 'count' ? row.n : null),
          text: parts.length ? textOf(table, row, isAlone) : '–',
          title: parts.length ? titleOf(table, row) : '',
          hollow: row.source !== null,
        })),
      })),
      breaks: breaksOf(table, dimension, codes),
    },
  };
}

// A year of which nothing is known keeps its place: what stands beside each other follows each other.
const kGap: Part = { of: null, row: { keys: [], n: null, base: null, value: null, withheld: false, source: null } };
function withGaps(groups: Group[]): Group[] {
  return groups.flatMap((group, place) => {
    const [year, before] = [yearIn(group.key.code), yearIn(groups[place - 1]?.key.code ?? null)];
    if (year === null || before === null) return [group];
    const missing = Array.from({ length: Math.max(0, year - before - 1) }, (_, i) => nameOfYear(before + 1 + i));
    return [...missing.map((code) => ({ key: { code, label: code }, parts: [] })), group];
  });
}

// As a table: the years of nothing, too.
export const rowsOf = (table: Table): Row[] =>
  table.dimensions.map(({ code }) => code).join() === 'year'
    ? withGaps(groupsOf(table)).flatMap(({ key, parts }) => (parts.length ? parts.map(({ row }) => row) : [{ ...kGap.row, keys: [key] }]))
    : table.rows;

function breaksOf(table: Table, dimension: string, codes: string[]): { before: number; label: string }[] {
  if (dimension !== 'year') return [];
  return table.breaks.flatMap((day) => {
    const before = breakAt(codes, day);
    return before === null ? [] : [{ before, label: t('chart.break_short') }];
  });
}

// The blocks of a table that is shown once for each of a few: the top ten of pupils, that of parents.
export function blocksOf(table: Table, by: string): { blocks: { key: Key; table: Table }[]; isPart: boolean } {
  const { series, isPart } = seriesOf(table, by);
  const place = placeOf(table, by);
  return { blocks: series.map((key) => ({ key, table: only(table, place, key.code) })), isPart };
}

// Whether a picture leaves something to the table.
export function leavesOut(table: Table, picture: Picture): boolean {
  if (picture.kind === 'split') {
    const { blocks, isPart } = blocksOf(table, picture.by);
    return isPart || blocks.some((block) => barsOf(block.table, { kind: 'bars', sorts: true }).isPart);
  }
  return (picture.kind === 'bars' || picture.kind === 'columns') && barsOf(table, picture).isPart;
}

export interface Piece {
  key: Key;
  tone: number | null;
  row: Row;
  share: string; // "" of what stands beside the whole
}
// What a whole is made of; what has no share stands beside it, and is not drawn.
export function piecesOf(table: Table): Piece[] {
  const known = table.rows.filter(({ keys }) => keys[0]?.code !== kUnknown && keys[0]?.code !== kAll);
  return table.rows
    .filter(({ keys, n, withheld }) => keys[0]?.code !== kAll && (withheld || n !== 0))
    .map((row) => {
      const key = row.keys[0] ?? { code: '', label: '' };
      const tone = key.code === kUnknown ? null : (kTones[key.code] ?? known.indexOf(row) % 4);
      return { key, tone, row, share: row.value === null ? '' : share(row.value) };
    });
}
