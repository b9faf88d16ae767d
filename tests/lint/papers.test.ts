// docs/papers says what the program does: the same in both languages, with its periods and with tests that are there.
import assert from "node:assert/strict";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";

const root = join(import.meta.dirname, "../..");
const read = (path: string) => readFileSync(join(root, path), "utf8");
const names = readdirSync(join(root, "docs/papers/nl")).sort();

const blanks_of = (text: string) => [...new Set([...text.matchAll(/\{\{(\w+)\}\}/g)].map(([, name = ""]) => name))].sort();
const headings_of = (text: string) => [...text.matchAll(/^(#+) /gm)].map(([, level = ""]) => level.length);
const rows_of = (text: string) => text.split("\n").filter((line) => line.startsWith("|")).map((line) => line.split("|").map((cell) => cell.trim()).slice(1, -1));
const tests_of = (text: string) => [...text.matchAll(/`((?:tests|web|server)\/[^`]+)`\s+"([^"]+)"/g)].map(([, file, name]) => `${file} ${name}`).sort();

test("both languages have the same papers, with the same parts, rows and blanks", () => {
  assert.ok(names.length >= 7);
  assert.deepEqual(readdirSync(join(root, "docs/papers/en")).sort(), names);
  for (const name of names) {
    const [nl, en] = [read(`docs/papers/nl/${name}`), read(`docs/papers/en/${name}`)];
    assert.deepEqual(headings_of(en), headings_of(nl), name);
    assert.deepEqual(rows_of(en).map((row) => row.length), rows_of(nl).map((row) => row.length), name);
    assert.deepEqual(blanks_of(en), blanks_of(nl), name);
    assert.doesNotMatch(nl.replaceAll(/\{\{\w+\}\}/g, ""), /[{}]/, name);
  }
});

test("each blank is explained, and none is explained that is not there", () => {
  const used = new Set(names.flatMap((name) => blanks_of(read(`docs/papers/nl/${name}`))));
  const explained = blanks_of(read("docs/papers/README.md").replace("`{{double braces}}`", ""));
  assert.deepEqual(explained, [...used].sort());
});

test("a visitor reads no article of law and no other days than those of the program", () => {
  for (const language of ["nl", "en"]) {
    const text = read(`docs/papers/${language}/privacy-visitors.md`);
    assert.doesNotMatch(text, /artikel|article|\bart\.|AVG|GDPR/i);
    assert.deepEqual([...new Set([...text.matchAll(/(\d+) (?:dagen|days)/g)].map(([, days]) => days))], ["60"]);
  }
});

test("the record tells the periods with which a line begins, and the limits", () => {
  const source = read("server/features/retention/retention_store_kept.cpp");
  const kinds = [...source.matchAll(/\bKind\{"(\w+)", (\d+), (\d+), (\d+)\}/g)].map(([, kind, days, least, most]) => [kind, days, least === most ? least : `${least}-${most}`]);
  assert.ok(kinds.length >= 13);
  for (const language of ["nl", "en"]) {
    const told = rows_of(read(`docs/papers/${language}/record-of-processing.md`))
      .filter(([kind = ""]) => /^`\w+`$/.test(kind))
      .map(([kind = "", , days, limits]) => [kind.replaceAll("`", ""), days, limits]);
    assert.deepEqual(told, kinds, language);
  }
});

test("each norm names the tests of the security page, and those are there", () => {
  const norms = (page: string) =>
    rows_of(page)
      .filter(([norm = ""]) => /^[1-9]\. /.test(norm))
      .map((row) => tests_of(row.join(" ")));
  const security = read("docs/security.md");
  const expected = norms(security.slice(security.indexOf("## OHUP norms")));
  assert.equal(expected.length, 9);
  for (const language of ["nl", "en"]) {
    assert.deepEqual(norms(read(`docs/papers/${language}/ohup-norms.md`)), expected, language);
  }
  for (const each of expected.flat()) {
    const file = each.slice(0, each.indexOf(" "));
    assert.ok(existsSync(join(root, file)), file);
  }
});
