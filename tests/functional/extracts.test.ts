// One coarse row a talk, as a file: for coordinators, without words, and in the log.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { Caller, refused } from "../support/callers.ts";
import { on_both } from "../support/engines.ts";
import { recorded_talk } from "../support/recorded.ts";
import { keeps_what_it_frees, onthaal, Server, type Options } from "../support/server.ts";

on_both("an extract of rows", (database: () => Options) => {
  let server: Server;
  let greet: Caller;
  const at = (rest: string) => `/api/lines/${server.line}/rows${rest}`;
  const period = "?from=2000-01-01&until=2199-12-31";

  before(async () => {
    server = await Server.start(database());
    greet = await Caller.staff(server, "greet");
    await recorded_talk(server, { themes: ["zelfverwonding", "pesten"], outcomes: ["info_en_advies"] });
  });
  after(() => server.end());

  const bytes_of = async (query: string): Promise<{ headers: Headers; bytes: Buffer }> => {
    const reply = await fetch(server.url + at(query), { headers: greet.headers });
    assert.equal(reply.status, 200);
    return { headers: reply.headers, bytes: Buffer.from(await reply.arrayBuffer()) };
  };

  test("has the talk that was just recorded, coarse, and no word of it", async () => {
    const { headers, bytes } = await bytes_of(period);
    assert.equal(headers.get("content-type"), "text/csv; charset=utf-8; header=present");
    assert.match(headers.get("content-disposition")!, /^attachment; filename="onthaal-.+-2000-01-01-2199-12-31\.csv"$/);
    assert.equal(headers.get("cache-control"), "no-store");
    assert.equal(Number(headers.get("content-length")), bytes.length);
    const told = JSON.parse(headers.get("onthaal-extract")!);
    assert.deepEqual([told.line, told.rows], [server.line, 1]);
    const text = bytes.toString();
    assert.doesNotMatch(text, /Dag|Robin|noor/i);
    const [names, cells] = text.trim().split("\r\n").map((line) => line.split(","));
    const row = Object.fromEntries(names!.map((name, i) => [name, cells![i]]));
    assert.deepEqual([row["kind"], row["who"], row["age_band"], row["themes"], row["domains"], row["outcomes"], row["source"], row["origin"]], ["talk", "pupil", "14_to_15", "zelfverwonding|pesten", "PSF|PGZ", "info_en_advies", "smartschool", "own"]);
    assert.match(row["half_hour"]!, /^\d\d:[03]0$/);
    assert.match(row["month"]!, /^\d{4}-\d\d$/);
  });

  test("comes as JSON lines, what it is first", async () => {
    const { bytes } = await bytes_of(`${period}&format=jsonl&who=pupil`);
    const [first, row] = bytes.toString().trim().split("\n").map((line) => JSON.parse(line));
    assert.equal(first.extract.filter.who, "pupil");
    assert.equal(first.extract.definitions.at(-1).version, 2);
    assert.deepEqual(Object.keys(row), first.extract.columns);
    assert.deepEqual(row.themes, ["zelfverwonding", "pesten"]);
  });

  test("comes as a workbook with three sheets and charts", async () => {
    const { bytes } = await bytes_of(`${period}&format=xlsx`);
    const folder = mkdtempSync(join(tmpdir(), "onthaal-rows-"));
    try {
      const file = join(folder, "rows.xlsx");
      writeFileSync(file, bytes);
      const parts = execFileSync("unzip", ["-Z1", file], { encoding: "utf8" }).split("\n");
      assert.equal(parts.filter((part) => part.startsWith("xl/worksheets/sheet")).length, 3);
      assert.ok(parts.filter((part) => part.startsWith("xl/charts/chart")).length >= 5);
      const part = (name: string) => execFileSync("unzip", ["-p", file, name], { encoding: "utf8" });
      const rows = part("xl/worksheets/sheet1.xml");
      assert.match(rows, /<pane ySplit="1"[^>]*state="frozen"/, "the header stays in sight");
      assert.match(rows, /<c r="C2"[^>]*><v>[1-7]<\/v>/, "the weekday is a number");
      assert.doesNotMatch(rows, /<f>/, "and nothing is a formula");
    } finally {
      rmSync(folder, { recursive: true });
    }
  });

  test("is for coordinators, and in the log each time", async () => {
    const noor = await Caller.staff(server, "noor");
    const before_all = server.count("audit where what = 'rows.extracted'");
    refused(await noor.get(at(period)), "not_found");
    refused(await new Caller(server).get(at(period)), "not_found");
    refused(await greet.get(at("?from=2020-01-01")), "invalid", { until: "required" });
    refused(await greet.get(at(`${period}&theme=geen`)), "invalid", { theme: "not_allowed" });
    refused(await greet.get(at(`${period}&operator=noor`)), "invalid", { operator: "unknown_field" });
    const head = await fetch(server.url + at(period), { method: "HEAD", headers: greet.headers });
    assert.equal(head.status, 405, "for headers alone nothing is made");
    assert.equal(server.count("audit where what = 'rows.extracted'"), before_all);
    assert.equal((await greet.get(at(period))).status, 200);
    assert.equal(server.count("audit where what = 'rows.extracted'"), before_all + 1);
  });

  test("of a hundred thousand talks takes no memory for all of them, and holds nobody up", async () => {
    many_talks(server, 100_000);
    const memory = () => Number(execFileSync("ps", ["-o", "rss=", "-p", String(server.child!.pid)], { encoding: "utf8" })) * 1024;
    const at_rest = memory();
    let most = at_rest;
    let answered = 0;
    let is_done = false;
    const watching = (async () => {
      while (!is_done) {
        most = Math.max(most, memory());
        assert.equal((await server.get("/api/health")).status, 200);
        ++answered;
      }
    })();
    const { headers, bytes } = await bytes_of(`${period}&format=csv`);
    is_done = true;
    await watching;
    assert.equal(JSON.parse(headers.get("onthaal-extract")!).rows, 100_001);
    assert.ok(bytes.length > 10_000_000, `${bytes.length}`);
    if (!keeps_what_it_frees()) assert.ok(most - at_rest < bytes.length, `${most - at_rest} bytes more, for a file of ${bytes.length}`);
    assert.ok(answered > 0);
  });
});

// As an import of ten years leaves them.
function many_talks(server: Server, count: number): void {
  const folder = mkdtempSync(join(tmpdir(), "onthaal-many-"));
  try {
    const day = (index: number) => new Date(Date.UTC(2010, 0, 1 + (index % 3650))).toISOString().slice(0, 10);
    const rows = Array.from({ length: count }, (_, index) => `${index},${day(index)}T17:${String(index % 60).padStart(2, "0")}:00Z,${9 + (index % 9)},pesten`);
    const [csv, map] = [join(folder, "talks.csv"), join(folder, "map.toml")];
    writeFileSync(csv, ["id,at,age,theme", ...rows].join("\n"));
    const one = (name: string, more = "") => `[${name}]\ncolumn = "${name}"\n${more}`;
    writeFileSync(map, [`[moment]\ncolumn = "at"\nformat = "iso"\n`, one("id"), one("age"), `[themes]\ncolumns = ["theme"]\n`].join("\n"));
    const run = onthaal("import", "talks", csv, "--map", map, "--line", server.line, "--data", server.data);
    assert.equal(run.status, 0, run.said);
  } finally {
    rmSync(folder, { recursive: true });
  }
}
