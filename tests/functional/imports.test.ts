// History from another system: what docs/import.md shows, read from that page; dry, twice, replaced, withdrawn, killed
// on the way, beside the figures that come of it.
import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { Caller } from "../support/callers.ts";
import { on_both } from "../support/engines.ts";
import { binary, onthaal, onthaal_beside, Server, type Options } from "../support/server.ts";
import { until } from "../support/until.ts";

const page = readFileSync(join(import.meta.dirname, "../../docs/import.md"), "utf8");
const shown = (kind: string, index = 0): string => [...page.matchAll(new RegExp(`^\`\`\`${kind}\n([^]*?)^\`\`\``, "gm"))][index]![1]!;

// Each row ten times, under another number: small cells are withheld.
function tenfold(csv: string): string {
  const [heading, ...each] = csv.trimEnd().split("\n");
  const copies = Array.from({ length: 10 }, (_, copy) => each.map((row) => `${copy}${row}`));
  return [heading, ...copies.flat()].join("\n");
}

const days_of = 7_500; // more than go in one slice, by far
const one_a_day = Array.from({ length: days_of }, (_, day) => new Date(Date.UTC(2001, 0, 1 + day)).toISOString().slice(0, 10));

on_both("an import", (database: () => Options) => {
  let server: Server;
  let greet: Caller;
  before(async () => {
    server = await Server.start({ ...database(), keeper: false });
    greet = await Caller.staff(server, "greet");
  });
  after(() => server.end());

  const write = (name: string, text: string | Buffer): string => {
    const file = join(server.data, name);
    writeFileSync(file, text);
    return file;
  };
  const run = (...args: string[]) => onthaal("import", ...args, "--data", server.data);
  const talks = (csv: string, map: string, ...more: string[]) => run("talks", csv, "--map", map, "--line", server.line, "--json", ...more);
  const told = (result: { status: number | null; out: string; said: string }): any => {
    assert.equal(result.status, 0, result.said);
    return JSON.parse(result.out);
  };
  const listed = (): any[] => told(run("list", "--json")).imports;
  const withdraw = (id: string) => told(run("withdraw", id, "--json"));
  const rows = async (table: string, from = "2021-09-01", until = "2022-08-31"): Promise<Record<string, number>> => {
    const { tables } = await greet.gets(`/api/lines/${server.line}/figures?tables=${table}&from=${from}&until=${until}&years=all`);
    return Object.fromEntries(tables[0].rows.map(({ keys, n }: any) => [keys.map(({ code }: any) => code).join("."), n]));
  };
  const talks_of_year = async (): Promise<number> => (await rows("talks_by_year"))["2021-2022"] ?? 0;

  test("of the example in the manual: dry, for real, twice the same, and withdrawn", async () => {
    const csv = write("talks.csv", tenfold(shown("csv")));
    const map = write("map.toml", shown("toml"));
    const dry = told(talks(csv, map, "--dry-run"));
    assert.deepEqual([dry.taken, dry.refused, dry.import, dry.is_dry], [30, 0, null, true], JSON.stringify(dry));
    assert.deepEqual([dry.tally.talks, dry.tally.left, dry.tally.pupil, dry.tally.parent, dry.tally.with_theme, dry.tally.operators], [20, 10, 10, 10, 10, 2]);
    assert.deepEqual([await talks_of_year(), listed()], [0, []]);

    const done = told(talks(csv, map));
    assert.deepEqual([done.taken, done.is_new], [30, true]);
    assert.equal(await talks_of_year(), 20);
    assert.equal((await rows("themes"))["pesten.pupil"], 10);
    assert.equal(server.count("sheet where import > 0"), 2);
    const again = told(talks(csv, map));
    assert.deepEqual([again.import, again.is_new], [done.import, false]);
    assert.match(run("talks", csv, "--map", map, "--line", server.line).out, /nothing changed/);
    assert.equal(await talks_of_year(), 20);
    assert.deepEqual(listed().map(({ state, name, talks: count, first_day, last_day }) => [state, name, count, first_day, last_day]), [
      ["shown", "Chat export 2016-2023", 30, "2021-09-01", "2021-09-02"],
    ]);

    assert.equal(withdraw(done.import).state, "withdrawn");
    assert.equal(await talks_of_year(), 0);
    assert.equal(server.count("sheet where import > 0"), 0);
    assert.notEqual(run("withdraw", done.import).status, 0, "once");
    assert.equal(server.count("audit where what = 'import.shown'"), 1);
    assert.equal(server.count("audit where what = 'import.withdrawn'"), 1);
  });

  test("keeps no name of an operator, and nothing of a column that the map does not name", async () => {
    const csv = write("names.csv", "when,operator,words\n2021-09-01 17:00,Noor Geheimhouder,mijn allerdiepste geheim\n");
    const done = told(talks(csv, write("names.toml", '[moment]\ncolumn = "when"\n[operator]\ncolumn = "operator"\n')));
    const kept = server.on_disk().replaceAll(readFileSync(csv, "latin1"), "");
    assert.ok(!kept.includes("Geheimhouder") && !kept.includes("allerdiepste"));
    withdraw(done.import);
  });

  test("leaves out the rows that cannot be, and tells each", async () => {
    const map = write("refusing.toml", '[moment]\ncolumn = "when"\n[age]\ncolumn = "age"\n[themes]\ncolumn = "theme"\nvalues = { Weer = "ignore" }\n');
    const csv = write("refusing.csv", 'when;age;theme\r\n2021-09-01 17:00;14;pesten\r\n2021-09-01 17:00;300;Weer\r\n2199-01-01 17:00;;\r\n2021-09-01 17:00;;"=pes\r\nten"\r\n2021-09-01 17:00;\r\n');
    const refused = join(server.data, "refused.csv");
    const done = told(talks(csv, map, "--refused", refused));
    assert.deepEqual([done.taken, done.refused], [1, 4]);
    assert.equal(readFileSync(refused, "utf8"), "row,column,reason,value\n3,age,too_large,300\n4,when,future,2199-01-01 17:00\n5,theme,unknown_name,\"'=pes\r\nten\"\n6,,too_short,\n");
    assert.deepEqual(done.refusals.find(({ column }: any) => column === "age"), { column: "age", reason: "too_large", value: "", rows: 1, first: [3] });
    assert.equal(listed().find(({ state }) => state === "shown")!.refused, 4);
    withdraw(done.import);
    assert.equal(talks(write("none.csv", "when;age;theme\nooit;;\n"), map).status, 1, "not one row can be taken");
  });

  test("names what is wrong with the map or the file, and sends nothing", () => {
    const csv = write("wrong.csv", "when\n2021-09-01 17:00\n");
    const wrong = (toml: string, file = csv) => {
      const said = talks(file, write("wrong.toml", toml));
      assert.equal(said.status, 1);
      return said.said;
    };
    assert.match(wrong("[moment]\ncolumn = 'When'\n"), /moment: column "When": unknown_field/);
    assert.match(wrong("[moment]\ncolumn = 'when'\n[themes]\nalways = 'pestn'\n"), /themes\.always = "pestn": unknown_name/);
    assert.match(wrong("[moment]\ncolumn = 'when'\nformat = '%d'\n"), /moment\.format: not_allowed/);
    assert.match(wrong("[moment\n"), /not TOML, line 1/);
    assert.match(wrong("[moment]\ncolumn = 'when'\n", write("latin.csv", Buffer.from("when\nzo\xebven\n", "latin1"))), /not UTF-8 \(line 2\)/);
    assert.match(wrong("[moment]\ncolumn = 'when'\n", join(server.data, "nowhere.csv")), /nowhere\.csv/);
    assert.notEqual(run("talks", csv, "--map", join(server.data, "map.toml"), "--line", "nergens").status, 0);
    assert.equal(listed().filter(({ state }) => state !== "withdrawn").length, 0);
  });

  test("of the same time replaces the other by one step, or stands beside it when that is said", async () => {
    const map = write("plain.toml", '[moment]\ncolumn = "when"\n');
    const first = told(talks(write("first.csv", "when\n2021-09-01 17:00\n"), map));
    const better = write("better.csv", "when\n2021-09-01 17:00\n2021-09-01 18:00\n");
    assert.match(talks(better, map).said, new RegExp(`${first.import} has talks from 2021-09-01`));
    assert.equal(await talks_of_year(), 1);
    const second = told(talks(better, map, "--replaces", first.import));
    assert.equal(await talks_of_year(), 2);
    const third = told(talks(write("third.csv", "when\n2021-09-01 19:00\n"), map, "--beside"));
    assert.equal(await talks_of_year(), 3);
    assert.equal(server.count("talk_import where state = 'staged'"), 0, "what was refused is swept");
    withdraw(second.import);
    withdraw(third.import);
  });

  test("tells how many rows are no talks because nothing says that both sides wrote", () => {
    const bare = '[moment]\ncolumn = "when"\n[course]\ncolumn = "course"\n';
    const map = write("bare.toml", bare);
    const csv = write("dialogue.csv", "when,course\n2022-08-31 17:00,talk\n2022-09-01 17:00,talk\n2022-09-02 17:00,talk\n2022-09-02 18:00,left\n");
    assert.equal(told(talks(csv, map, "--dry-run")).tally.without_dialogue_since_2022, 2);
    const dry = run("talks", csv, "--map", map, "--line", server.line, "--dry-run");
    assert.match(dry.out, /From 1 September 2022 on, only what both sides wrote in is counted as a talk\. In 2 rows of that time/);
    const always = write("always.toml", `${bare}[dialogue]\nalways = "yes"\n`);
    assert.doesNotMatch(run("talks", csv, "--map", always, "--line", server.line, "--dry-run").out, /both sides/);
  });

  test("has the name of its file, cut between two characters", () => {
    const map = write("plain.toml", '[moment]\ncolumn = "when"\n');
    const name = (file: string) => {
      const done = told(talks(write(file, "when\n2021-09-01 17:00\n"), map));
      const { name: kept } = listed().find(({ import: id }) => id === done.import);
      withdraw(done.import);
      return kept;
    };
    const accents = `a${"é".repeat(115)}.csv`; // more than 200 bytes
    assert.equal(name(accents), accents);
    assert.equal(name(`${"b".repeat(220)}.csv`), "b".repeat(200));
  });

  test("of yearly totals names what no table shows, and what is more than all", () => {
    const csv = write("wrong-totals.csv", "year,figure,n,base,value,source\n2017-2018,theme_by_year.pestn.pupil,1,,,A\n2017-2018,fake_by_year,,,5.21,A\n2017-2018,talks_by_year,5,4,,A\n");
    const { status, out } = run("totals", csv, "--line", server.line, "--json", "--dry-run");
    assert.equal(status, 1);
    assert.deepEqual(JSON.parse(out).refusals.map(({ column, reason }: any) => `${column} ${reason}`).sort(), ["figure unknown_name", "n too_large", "value too_large"]);
  });

  test("of yearly totals stands where no rows are", async () => {
    const csv = write("totals.csv", shown("csv", 1));
    const done = told(run("totals", csv, "--line", server.line, "--json"));
    assert.deepEqual([done.taken, done.refused], [2, 0]);
    assert.equal((await rows("talks_by_year"))["2017-2018"], 5123);
    assert.equal(told(run("totals", csv, "--line", server.line, "--json")).is_new, false);
    withdraw(done.import);
    assert.equal((await rows("talks_by_year"))["2017-2018"] ?? 0, 0);
  });

  // What the server says of each slice is read meanwhile: more than fits between two processes.
  const beside = async (...args: string[]) => told(await onthaal_beside("import", ...args, "--json", "--data", server.data));
  const killed = async (kill: (child: ReturnType<typeof spawn>) => Promise<void>) => {
    const map = write("plain.toml", '[moment]\ncolumn = "when"\n');
    const csv = write("many.csv", `when\n${one_a_day.map((day) => `${day} 17:00\n`).join("")}`);
    const child = spawn(binary, ["import", "talks", csv, "--map", map, "--line", server.line, "--data", server.data], { stdio: "ignore" });
    const ended = new Promise((resolve) => child.once("exit", resolve));
    await until("some of it is staged", () => server.count("sheet where import > 0") > 0);
    await kill(child);
    await ended;
    assert.ok(server.count("sheet where import > 0") < days_of, "it was killed on the way");
    return () => beside("talks", csv, "--map", map, "--line", server.line);
  };
  const talks_before = async () => Object.values(await rows("talks_by_year", "2020-09-01", "2021-08-31")).reduce((sum, n) => sum + (n ?? 0), 0);

  test("that is killed on the way counts nothing, and the next one sweeps and brings all", async () => {
    const again = await killed(async (child) => void child.kill("SIGKILL"));
    assert.equal(await talks_before(), 0);
    assert.deepEqual(listed().filter(({ state }) => state !== "withdrawn").map(({ state }) => state), ["staged"]);
    const done = await again();
    assert.equal(done.taken, days_of);
    assert.equal(server.count("sheet where import > 0"), days_of);
    assert.equal(server.count("talk_import where state = 'staged'"), 0);
    assert.equal(await talks_before(), days_of);
    await beside("withdraw", done.import);
    assert.equal(server.count("sheet where import > 0"), 0);
  });

  test("whose server is killed on the way counts nothing either", async () => {
    const again = await killed(async (child) => {
      child.kill("SIGSTOP");
      await server.kill();
      child.kill("SIGKILL");
    });
    assert.equal(server.doctor().status, 0);
    const alone = await again(); // no server runs: the command writes itself
    assert.equal(alone.taken, days_of);
    await server.start();
    greet = await Caller.staff(server, "greet");
    assert.equal(await talks_before(), days_of);
    assert.equal(server.doctor().status, 0);
    await beside("withdraw", alone.import);
  });
});
