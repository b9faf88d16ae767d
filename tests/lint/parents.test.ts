// What is deleted on the writer is deleted by its index: a row that others point to is looked for in each of them, and
// a column without an index is read from end to end, in an act that has 50 milliseconds.
import assert from "node:assert/strict";
import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { test } from "node:test";

const root = join(import.meta.dirname, "../..");
const types: Record<string, string> = { id: "integer primary key", int: "integer", bytes: "blob", strict: "strict" };

function tables(migrations: string[]): DatabaseSync {
  const database = new DatabaseSync(":memory:");
  for (const migration of migrations) database.exec(migration.replace(/\{(id|int|bytes|strict)\}/g, (_, name: string) => types[name]!));
  return database;
}

// "child.column" of each that points to `parent` and is not the beginning of an index of all rows.
function found_by_reading(database: DatabaseSync, parent: string): string[] {
  const all = (sql: string, ...values: string[]) => database.prepare(sql).all(...values) as Record<string, string>[];
  return all("select t.name as child, f.\"from\" as field from sqlite_schema t, pragma_foreign_key_list(t.name) f where t.type = 'table' and f.\"table\" = ?", parent)
    .filter(({ child, field }) => all('select 1 from pragma_index_list(?) l, pragma_index_info(l.name) i where l.partial = 0 and i.seqno = 0 and i.name = ?', child!, field!).length === 0)
    .map(({ child, field }) => `${child}.${field}`);
}

const deleted_in = (source: string) => [...source.replaceAll(/"\s*\n\s*"/g, "").matchAll(/"delete from (\w+)/g)].map(([, table = ""]) => table);

test("nothing is deleted that every row of another table must be asked about", () => {
  const database = tables(globSync("migrations/*.sql", { cwd: root }).sort().map((file) => readFileSync(join(root, file), "utf8")));
  const sources = globSync("server/**/*.cpp", { cwd: root }).filter((file) => !file.endsWith("_test.cpp"));
  const deleted = new Set(sources.flatMap((file) => deleted_in(readFileSync(join(root, file), "utf8"))));
  assert.ok(deleted.size > 20, `${deleted.size} found`);
  for (const table of deleted) assert.deepEqual(found_by_reading(database, table), [], table);
  assert.ok(found_by_reading(database, "seal_key").length > 2, "it finds those of keys");
});

test("an index of some rows is none, nor one that begins with another column", () => {
  const database = tables([
    "create table parent (id {id}) {strict}; create table child (id {id}, a {int} references parent, b {int} references parent, c {int} references parent);",
    "create index child_a on child (a); create index child_b on child (b) where b > 1; create index child_c on child (a, c);",
  ]);
  assert.deepEqual(found_by_reading(database, "parent").sort(), ["child.b", "child.c"]);
  assert.deepEqual(deleted_in('{"x.y",\n "delete from"\n " parent where id = :id"}'), ["parent"]);
});
