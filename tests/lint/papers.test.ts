// docs/papers says what the program does: the same in both languages, with its periods and with tests that are there.
import assert from "node:assert/strict";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { is_there, named_in } from "./named.ts";

const root = join(import.meta.dirname, "../..");
const read = (path: string) => readFileSync(join(root, path), "utf8");
const names = readdirSync(join(root, "docs/papers/nl")).sort();

const blanks_of = (text: string) => [...new Set([...text.matchAll(/\{\{(\w+)\}\}/g)].map(([, name = ""]) => name))].sort();
const headings_of = (text: string) => [...text.matchAll(/^(#+) /gm)].map(([, level = ""]) => level.length);
const rows_of = (text: string) => text.split("\n").filter((line) => line.startsWith("|")).map((line) => line.split("|").map((cell) => cell.trim()).slice(1, -1));
const tests_of = (text: string) => [...text.matchAll(/`((?:tests|web|server)\/[^`]+)`\s+"([^"]+)"/g)].map(([, file, name]) => `${file} ${name}`).sort();

const kinds = () => {
  const source = read("server/features/retention/retention_store_kept.cpp");
  return [...source.matchAll(/\bKind\{"(\w+)", (\d+), (\d+), (\d+)\}/g)].map(([, kind, days, least, most]) => [kind, days, least === most ? least : `${least}-${most}`]);
};

test("both languages have the same papers, with the same parts, rows and blanks", () => {
  assert.ok(names.length >= 7);
  assert.deepEqual(readdirSync(join(root, "docs/papers/en")).sort(), names);
  for (const name of names) {
    const [nl, en] = [read(`docs/papers/nl/${name}`), read(`docs/papers/en/${name}`)];
    assert.deepEqual(headings_of(en), headings_of(nl), name);
    assert.deepEqual(rows_of(en).map((row) => row.length), rows_of(nl).map((row) => row.length), name);
    assert.deepEqual(blanks_of(en), blanks_of(nl), name);
    for (const text of [nl, en]) assert.doesNotMatch(text.replaceAll(/\{\{\w+\}\}/g, ""), /[{}]/, name);
  }
});

test("each blank is explained, and none is explained that is not there", () => {
  const used = new Set(names.flatMap((name) => blanks_of(read(`docs/papers/nl/${name}`))));
  const explained = blanks_of(read("docs/papers/README.md").replace("`{{double braces}}`", ""));
  assert.deepEqual(explained, [...used].sort());
});

test("each blank is filled in by the program or is a fact that a line can write, and has a name in both languages", () => {
  const own = [...(read("server/features/papers/papers.cpp").match(/kFactNames\{([^}]+)\}/)?.[1] ?? "").matchAll(/"(\w+)"/g)].map(([, name = ""]) => name);
  const page = [...(read("web/src/features/papers/facts.ts").match(/kFactNames = \[([^\]]+)\]/)?.[1] ?? "").matchAll(/'(\w+)'/g)].map(([, name = ""]) => name);
  assert.ok(own.length >= 9);
  assert.deepEqual(page, own);
  const days = kinds().map(([kind]) => `days_${kind}`);
  const used = [...new Set(names.flatMap((name) => blanks_of(read(`docs/papers/nl/${name}`))))];
  assert.deepEqual(used.filter((name) => ![...own, ...days, "helpline", "date"].includes(name)), []);
  assert.deepEqual(own.filter((name) => !used.includes(name)), []);
  for (const language of ["nl", "en"]) {
    const words = read(`web/src/lib/i18n/papers/${language}.ts`);
    const told = [...used.map((name) => `fact.${name}`), ...names.flatMap((name) => ["name", "for"].map((group) => `${group}.${name.replace(".md", "")}`))];
    assert.deepEqual(told.filter((key) => !words.includes(`'${key}':`)), []);
  }
});

test("a paper names only files and tests that are there, and links to pages that anybody can open", () => {
  for (const language of ["nl", "en"])
    for (const name of names) {
      const text = read(`docs/papers/${language}/${name}`);
      for (const [, path = ""] of text.matchAll(/`([\w-]+(?:\/[\w.-]+)+)`/g)) assert.ok(existsSync(join(root, path)), `${name}: ${path}`);
      assert.deepEqual(named_in(text).filter((each) => !is_there(each)), [], name);
      for (const [, url = ""] of text.matchAll(/\]\(([^)]*)\)/g)) assert.match(url, /^(https?:\/\/|mailto:|tel:)/, name);
    }
});

test("the page takes as many characters as the server", () => {
  const longest = (path: string) => read(path).match(/kLongest = ([\d_']+)/)?.[1]?.replaceAll(/\D/g, "");
  assert.ok(longest("web/src/features/papers/text.ts"));
  assert.equal(longest("web/src/features/papers/text.ts"), longest("server/features/papers/papers_wire.cpp"));
});

test("a visitor reads no article of law and no other days than those of the program", () => {
  for (const language of ["nl", "en"]) {
    const text = read(`docs/papers/${language}/privacy-visitors.md`);
    assert.doesNotMatch(text, /artikel|article|\bart\.|AVG|GDPR/i);
    assert.deepEqual([...new Set([...text.matchAll(/(\d+) (?:dagen|days)/g)].map(([, days]) => days))], ["60"]);
  }
});

test("the record tells the periods with which a line begins, and the limits", () => {
  assert.ok(kinds().length >= 13);
  for (const language of ["nl", "en"]) {
    const told = rows_of(read(`docs/papers/${language}/record-of-processing.md`))
      .filter(([kind = ""]) => /^`\w+`$/.test(kind))
      .map(([kind = "", , days, limits]) => [kind.replaceAll("`", ""), days, limits]);
    // Those of a visit have no period of their own.
    const as_words = language === "nl" ? "als de woorden" : "as the words";
    assert.deepEqual(told, kinds().map(([kind, days, limits]) => [kind, days, kind === "visits" ? as_words : limits]), language);
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
});
