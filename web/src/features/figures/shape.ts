import type { Key, Row, Table } from '$lib/api/figures';
import { yearNameOf } from './asked';

// A table set out for drawing. Nothing here knows how it looks.

export const kUnknown = 'unknown';
export const kAll = 'all';

// Where a dimension stands among the keys of a row; -1 where the table has it not.
export const placeOf = (table: Pick<Table, 'dimensions'>, code: string): number =>
  table.dimensions.findIndex((dimension) => dimension.code === code);

// What a dimension takes in this table, in the order of its rows.
export function keysOf(table: Table, place: number): Key[] {
  const keys = new Map<string, Key>();
  for (const { keys: all } of table.rows) {
    const key = all[place];
    if (key && !keys.has(key.code)) keys.set(key.code, key);
  }
  return [...keys.values()];
}

// Those rows alone, without that dimension.
export function only(table: Table, place: number, code: string): Table {
  return {
    ...table,
    dimensions: table.dimensions.filter((_, i) => i !== place),
    rows: table.rows
      .filter(({ keys }) => keys[place]?.code === code)
      .map((row) => ({ ...row, keys: row.keys.filter((_, i) => i !== place) })),
  };
}

export interface Part {
  of: Key | null; // which series
  row: Row;
}
export interface Group {
  key: Key;
  parts: Part[];
}

// The rows under what they are of, and beside each other by the series, in the order of the table.
export function groupsOf(table: Table, series: string | null = null): Group[] {
  const second = series === null ? -1 : placeOf(table, series);
  const first = table.dimensions.findIndex((_, i) => i !== second);
  const groups = new Map<string, Group>();
  for (const row of table.rows) {
    const key = row.keys[first] ?? { code: '', label: '' };
    const group = groups.get(key.code) ?? { key, parts: [] };
    group.parts.push({ of: row.keys[second] ?? null, row });
    groups.set(key.code, group);
  }
  return [...groups.values()];
}

// The most first by their first series, what is unknown or other last.
export function sorted(groups: Group[]): Group[] {
  const weight = ({ parts }: Group) => parts.find(({ row }) => row.value !== null)?.row.value ?? -1;
  return lastly([...groups].sort((a, b) => weight(b) - weight(a)));
}
// What is unknown, and what is all of them, after the others.
export function lastly(groups: Group[]): Group[] {
  const place = ({ key }: Group) => [kUnknown, kAll].indexOf(key.code);
  return [...groups].sort((a, b) => place(a) - place(b));
}

export interface Line {
  key: Key;
  points: { at: number; row: Row }[];
}
// The school year's months, September first, of each year: the newest last.
export function monthsOf(table: Table): Line[] {
  const [year, month] = [placeOf(table, 'year'), placeOf(table, 'month')];
  const lines = keysOf(table, year).map((key) => ({
    key,
    points: table.rows
      .filter(({ keys }) => keys[year]?.code === key.code && keys[month]?.code !== kAll)
      .map((row) => ({ at: (Number(row.keys[month]?.code.slice(-2)) + 3) % 12, row }))
      .sort((a, b) => a.at - b.at),
  }));
  // What is withheld is not drawn: nothings beside it would look like all there was.
  const shown = lines.filter(({ points }) => points.some(({ row }) => row.n) || !points.some(({ row }) => row.withheld));
  return shown.sort((a, b) => a.key.code.localeCompare(b.key.code));
}

export interface Cell {
  x: Key;
  y: Key;
  row: Row | null;
}
// Every half hour of every weekday between the first and the last that have something.
export function gridOf(table: Table): { xs: Key[]; ys: Key[]; cells: Cell[] } {
  const [y, x] = [placeOf(table, 'weekday'), placeOf(table, 'half_hour')];
  const filled = table.rows.filter(({ value, withheld }) => withheld || (value ?? 0) > 0);
  const within = (place: number) => {
    const all = keysOf(table, place);
    const places = filled.map(({ keys }) => all.findIndex(({ code }) => code === keys[place]?.code));
    return places.length ? all.slice(Math.min(...places), Math.max(...places) + 1) : [];
  };
  const [xs, ys] = [within(x), within(y)];
  const found = new Map(table.rows.map((row) => [`${row.keys[x]?.code} ${row.keys[y]?.code}`, row]));
  const cells = ys.flatMap((day) => xs.map((half) => ({ x: half, y: day, row: found.get(`${half.code} ${day.code}`) ?? null })));
  return { xs, ys, cells };
}

// Before which group the definition changed: the first that begins on or after the day. `codes`: school years.
export function breakAt(codes: string[], day: string): number | null {
  const year = Number(day.slice(0, 4)) - (day.slice(5) < '09-01' ? 1 : 0);
  const at = codes.findIndex((code) => Number(code.slice(0, 4)) >= year);
  return at > 0 ? at : null;
}

// Nothing was counted, or of nothing that was counted it is known.
export const isEmpty = ({ dimensions, rows }: Table): boolean =>
  !rows.some(({ keys, value, n, withheld }) => (withheld || (n ?? 0) > 0 || (value ?? 0) > 0) && (dimensions.length > 1 || keys[0]?.code !== kUnknown));
// Nothing is left of it but that something is withheld.
export const isHidden = ({ rows }: Table): boolean =>
  hasWithheld({ rows }) && !rows.some(({ value, n, withheld }) => !withheld && ((n ?? 0) > 0 || (value ?? 0) > 0));
export const sourcesOf = (table: Table): string[] => [...new Set(table.rows.flatMap(({ source }) => source ?? []))];
// The school years in these days of which totals are taken over: they were published, not counted here.
export function publishedIn(tables: Iterable<Table>, { from, until }: { from: string; until: string }): string[] {
  const years = [...tables].flatMap((table) => table.rows.flatMap(({ keys, source }) => (source === null ? [] : (keys[placeOf(table, 'year')]?.code ?? []))));
  return [...new Set(years)].filter((year) => yearNameOf(from) <= year && year <= yearNameOf(until)).sort();
}
// Below which a number is withheld: a centre is small, and its people know each other.
export const leastOf = (table: Table): number => (placeOf(table, 'centre') >= 0 || table.filter.centre !== null ? 10 : 5);
export const hasWithheld = ({ rows }: Pick<Table, 'rows'>): boolean => rows.some(({ withheld }) => withheld);

// The one row with these keys, in any order.
export const rowOf = (table: Table | undefined, ...codes: string[]): Row | undefined =>
  table?.rows.find(({ keys }) => keys.length === codes.length && codes.every((code) => keys.some((key) => key.code === code)));
