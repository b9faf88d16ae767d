// Each test that docs/security.md names is there: a promise that nothing shows is none.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { is_there, named_in } from "./named.ts";

const root = join(import.meta.dirname, "../..");

test("every test that the security page names is there", () => {
  const named = named_in(readFileSync(join(root, "docs/security.md"), "utf8"));
  assert.ok(named.length > 30, `${named.length} found`);
  assert.deepEqual(named.filter((each) => !is_there(each)), []);
});

test("one that is not there is found missing", () => {
  for (const line of ['`tests/lint/threats.test.ts` "a test of that name"', '`tests/lint/nowhere.test.ts` "every test"', '`server/platform/seal_test.cpp` "Sealed.nothing"'])
    assert.deepEqual(named_in(line).map(is_there), [false], line);
});

test("every section of the threats says what is not promised, and the nine norms are there", () => {
  const page = readFileSync(join(root, "docs/security.md"), "utf8");
  const threats = page.slice(page.indexOf("## Threats"), page.indexOf("## Rights")).split("\n### ").slice(1);
  assert.ok(threats.length >= 7);
  for (const section of threats) assert.match(section, /Not promised: /, section.split("\n")[0]);
  const norms = page.slice(page.indexOf("## OHUP norms"));
  for (let norm = 1; norm <= 9; ++norm) assert.match(norms, new RegExp(`^\\| ${norm}\\. .*\`(tests|web)/`, "m"));
});
