// The published figures of the annual reports (tests/fixtures/golden_*.json), and whether what is counted is what was printed.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";

export type Figure = {
  says: string;
  figure: string;
  n?: number;
  base?: number;
  percent?: string;
  minutes?: string;
  mean?: string;
  bases?: [number, number];
  why?: string;
};
export type Golden = {
  year: string;
  figures: Figure[];
  themes?: Record<"pupil" | "parent", [string, number][]>;
  sources?: { says: string; source: string; from: number; to: number }[];
  window?: { from: string; until: string; themes: string[]; figures: Figure[] };
};
// As the server gives it, under its stable name.
export type Counted = { n: number | null; base: number | null; value: number | null; withheld: boolean };

export function golden(year: string): Golden {
  return JSON.parse(readFileSync(join(import.meta.dirname, `../fixtures/golden_${year.replace("-", "_")}.json`), "utf8"));
}

// The rows of tables by name: "themes.pesten.pupil".
export function by_name(tables: any[]): Map<string, Counted> {
  const names = (table: any, row: any) => [table.name, ...row.keys.map((key: any) => key.code)].join(".");
  return new Map(tables.flatMap((table) => table.rows.map((row: any) => [names(table, row), row] as const)));
}
export function tables_of(figures: Figure[]): string[] {
  return [...new Set(figures.map((each) => each.figure.split(".")[0]!))];
}
// A theme by year is only asked for by its name: the figures that name one, and the others.
export function themes_of(figures: Figure[]): string[] {
  return figures.flatMap((each) => each.figure.match(/^theme_by_year\.[^.]+\.([^.]+)/)?.[1] ?? []);
}

// Rounded to as many digits as were printed.
export function printed(value: number, as: string): string {
  return value.toFixed(as.split(".")[1]?.length ?? 0);
}
export function percent(n: number, base: number, as: string): string {
  return printed((100 * n) / base, as);
}

export function holds(published: Figure, counted: Map<string, Counted>): void {
  const row = counted.get(published.figure);
  assert.ok(row, `${published.figure} is there: ${published.says}`);
  assert.equal(row.withheld, false, published.figure);
  if (published.n !== undefined) assert.equal(row.n, published.n, published.says);
  if (published.base !== undefined) assert.equal(row.base, published.base, published.says);
  const { percent: share, minutes, mean } = published;
  for (const [as, times] of [[share, 100], [minutes, 1 / 60], [mean, 1]] as const)
    if (as !== undefined) assert.equal(printed(row.value! * times, as), as, published.says);
}
