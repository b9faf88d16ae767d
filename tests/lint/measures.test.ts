// docs/measures.md says what measures.csv says: every table with its unit, keys and words, every version of a definition, and which filter it heeds.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";

const root = join(import.meta.dirname, "../..");
const read = (path: string) => readFileSync(join(root, path), "utf8");
const paper = read("docs/measures.md");

// Cells with `;` between them, in quotes where they hold one.
function cells_of(line: string): string[] {
  return [...line.matchAll(/(?:^|;)(?:"((?:[^"]|"")*)"|([^;]*))/g)].map(([, quoted, plain]) => quoted?.replaceAll('""', '"') ?? plain ?? "");
}
function table_of(path: string): Record<string, string>[] {
  const [head = "", ...lines] = read(path).trimEnd().split("\n");
  const columns = cells_of(head);
  return lines.map((line) => {
    const cells = cells_of(line);
    assert.equal(cells.length, columns.length, `${path}: ${line}`);
    return Object.fromEntries(columns.map((column, i) => [column, cells[i] ?? ""]));
  });
}
const all = table_of("server/features/measures/measures.csv");
const tables = all.filter((row) => row.kind === "table");
const words = table_of("server/features/measures/measures_words.txt");

const part = (heading: string) => paper.split(`\n## ${heading}\n`)[1]?.split("\n## ")[0] ?? "";
const rows_of = (heading: string) =>
  part(heading)
    .split("\n")
    .filter((line) => line.startsWith("|"))
    .slice(2)
    .map((line) => line.split("|").map((cell) => cell.trim()).slice(1, -1));

test("every table stands in the paper as it is counted, in the same order", () => {
  assert.ok(tables.length > 30);
  const said = tables.map((row) => [
    `\`${row.name}\``,
    row.unit,
    row.dimensions?.split(",").filter(Boolean).join(" . "),
    [row.text_en, row.base_en && `**Of:** ${row.base_en}`, row.filter_en].filter(Boolean).join(" "),
  ]);
  assert.deepEqual(rows_of("Tables"), said);
});

test("every version of what a talk is stands there with its dates", () => {
  const versions = all.filter((row) => row.kind === "count" && row.name === "talk");
  assert.ok(versions.length >= 2);
  assert.deepEqual(rows_of("What a talk is"), versions.map((row) => [row.version, row.from || "the beginning", row.until, row.text_en]));
  for (const [i, row] of versions.entries()) {
    assert.equal(row.version, String(i + 1));
    const before = versions[i - 1];
    if (before) assert.equal(new Date(`${row.from}T00:00:00Z`).getTime() - new Date(`${before.until}T00:00:00Z`).getTime(), 86_400_000, "the day after the one before");
  }
});

test("every key is explained", () => {
  const explained = rows_of("Keys").map(([key]) => key).sort();
  assert.deepEqual(explained, [...new Set(tables.flatMap((row) => row.dimensions?.split(",").filter(Boolean) ?? []))].sort());
  for (const key of explained) assert.ok(words.some((word) => word.code === `dimension.${key}`), key);
});

test("what a table does not heed is said", () => {
  const named = Object.fromEntries(rows_of("What heeds which filter").map(([filter = "", list = ""]) => [filter, list]));
  const names = (rows: Record<string, string>[]) => rows.map((row) => `\`${row.name}\``).join(" ");
  for (const filter of ["who", "theme", "centre"]) assert.equal(named[filter], names(tables.filter((row) => !row.filters?.split(",").includes(filter))), filter);
  assert.equal(named.definition, names(tables.filter((row) => row.counts !== "talk")));
});

test("every sentence has the same places in both languages, and every word both", () => {
  // But for what goes by one or several: languages differ in which words do.
  const places = (text = "") => [...text.matchAll(/\{[^}?]*\}|\||~[a-z]+/g)].map(([place]) => place).sort();
  for (const row of tables) assert.deepEqual(places(row.says_en), places(row.says_nl), row.name);
  for (const word of words) assert.ok(word.nl && word.en, word.code);
  assert.equal(new Set(words.map((word) => word.code)).size, words.length);
});
