// The synthetic years of `onthaal demo year`, counted by the real server: every figure that the annual reports print.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { add_staff, Caller } from "../support/callers.ts";
import { on_both } from "../support/engines.ts";
import { by_name, golden, holds, percent, printed, tables_of, themes_of, type Counted, type Figure, type Golden } from "../support/golden.ts";
import { onthaal, Server, type Options } from "../support/server.ts";

const years = ["2021-2022", "2022-2023"];
const of_year = (year: string) => ({ from: `${year.slice(0, 4)}-09-01`, until: `${year.slice(5)}-08-31` });

on_both("golden years", (database: () => Options) => {
  let server: Server;
  let coordinator: Caller;
  const made: any[] = [];
  const make = (year: string, ...more: string[]) => onthaal("demo", "year", year, "--data", server.data, "--json", ...more);
  const count = async (tables: string[], where: Record<string, string | string[]>): Promise<Map<string, Counted>> => {
    const asked = new URLSearchParams({ tables: tables.join(",") });
    for (const [name, value] of Object.entries(where)) for (const each of [value].flat()) asked.append(name, each);
    return by_name((await coordinator.gets(`/api/lines/clbchat/figures?${asked}`)).tables);
  };

  const annual = (year: string) => {
    const file = join(server.data, `${year}.json`);
    const written = onthaal("report", "annual", "--line", "clbchat", "--year", year, "--data", server.data, "--out", join(server.data, year), "--json", file);
    assert.equal(written.status, 0, written.said);
    return JSON.parse(readFileSync(file, "utf8"));
  };

  // The first year makes the line in an empty house; the second goes through the running server.
  before(async () => {
    server = Server.prepare({ ...database(), demo: false });
    const first = make("2021-2022");
    assert.equal(first.status, 0, first.said);
    await server.start();
    const second = make("2022-2023", "--line", "clbchat");
    assert.equal(second.status, 0, second.said);
    made.push(...[first, second].map((run) => JSON.parse(run.out)));
    coordinator = await add_staff(server, "greet", ["--coordinator", "clbchat"]);
  });
  after(() => server.end());

  for (const year of years) {
    const report: Golden = golden(year);

    test(`${year}: every figure is as it was printed`, async () => {
      const counted = await count(tables_of(report.figures), of_year(year));
      const theme = themes_of(report.figures);
      for (const [name, row] of await count(["theme_by_year"], { ...of_year(year), theme })) counted.set(name, row);
      for (const figure of report.figures) holds(figure, counted);
    });

    test(`${year}: themes have their places`, async () => {
      const counted = await count(["themes"], of_year(year));
      const ranked = (who: string) =>
        [...counted]
          .filter(([name, row]) => name.endsWith(`.${who}`) && row.n! > 0)
          .map(([name, row]) => [name.split(".")[1]!, row.n!] as const)
          .sort((a, b) => b[1] - a[1]);
      // Two that were named as often may stand in either order.
      const sorted = (list: readonly (readonly [string, number])[]) => [...list].sort((a, b) => b[1] - a[1] || a[0].localeCompare(b[0]));
      for (const [who, top] of Object.entries(report.themes ?? {}))
        assert.deepEqual(sorted(ranked(who).slice(0, 10)), sorted(top), who);
      if (!report.themes) assert.deepEqual([...counted], [], "a picture tells no number");
    });

    test(`${year}: the annual report has every figure under its name`, () => {
      const { figures, origin } = annual(year);
      assert.match(origin, new RegExp(`^Alle gesprekken komen uit ‘Synthetisch schooljaar ${year}`), "it says that they are synthetic");
      const counted = new Map<string, Counted>(figures.map((each: Counted & { name: string }) => [each.name, each]));
      for (const figure of report.figures) holds(figure, counted);
      for (const [who, top] of Object.entries(report.themes ?? {}))
        for (const [theme, n] of top) assert.equal(counted.get(`themes.${theme}.${who}`)?.n, n, theme);
    });
  }

  test("2021-2022: how the chat was found is as the sentences say", async () => {
    const counted = await count(["sources"], of_year("2021-2022"));
    for (const { says, source, from, to } of golden("2021-2022").sources!) {
      const n = ["pupil", "parent"].reduce((sum, who) => sum + counted.get(`sources.${source}.${who}`)!.n!, 0);
      assert.ok(n >= from && n <= to, `${says}: ${n}`);
    }
  });

  test("2021-2022: the window of the fourth wave", async () => {
    const { from, until, themes, figures } = golden("2021-2022").window!;
    const counted = await count(["theme_window"], { from, until, theme: themes });
    for (const figure of figures) holds(figure, counted);
  });

  test("bullying: in number and share more than the year before; suicidal thoughts: unknown", async () => {
    const counted = await count(["theme_by_year"], { ...of_year("2022-2023"), theme: ["pesten", "zelfmoordgedachten"] });
    const [before, then] = years.map((year) => counted.get(`theme_by_year.${year}.pesten.pupil`)!);
    assert.ok(then!.n! > before!.n! && then!.value! > before!.value!);
    assert.equal(counted.get("theme_by_year.2021-2022.zelfmoordgedachten.pupil")!.n, 351);
    assert.equal(counted.get("theme_by_year.2022-2023.zelfmoordgedachten.pupil")?.n ?? null, null);
  });

  test("a figure of an earlier year has the days and the definition of that year", () => {
    const of = new Map<string, any>(annual("2022-2023").figures.map((each: any) => [each.name, each]));
    for (const name of ["talks_by_year.2021-2022", "talks_by_month.2021-2022.09", "fake_by_year.2021-2022", "theme_by_year.2021-2022.pesten.pupil"]) {
      const { filter, definition } = of.get(name);
      assert.deepEqual([filter.from, filter.until, definition.version], ["2021-09-01", "2022-08-31", 1], name);
    }
    assert.equal(of.get("talks_by_year.2017-2018").definition.version, 1);
    assert.equal(of.get("talks_by_year.2022-2023").definition.version, 2);
  });

  test("a year of which nothing is known is not told as zero", () => {
    const { figures, origin } = annual("2019-2020");
    assert.equal(origin, "Hoeveel gesprekken er in 2019-2020 waren, is niet bekend.");
    const zeros = figures.filter((each: Counted & { name: string }) => !/^lifetime/.test(each.name) && (each.n === 0 || each.value === 0));
    assert.deepEqual(zeros.map((each: { name: string }) => each.name), []);
    const html = readFileSync(join(server.data, "2019-2020", "annual.html"), "utf8");
    assert.doesNotMatch(html, /waren er 0|100\s% minder|<strong>0/);
    assert.match(html, /In 2019-2020 was 5,8\s%/);
  });

  test("since the beginning is up to the end of the year that is asked for", async () => {
    const all = async (year: string) => (await count(["lifetime"], of_year(year))).get("lifetime.all")!.n;
    assert.deepEqual([await all("2021-2022"), await all("2022-2023")], [18_655, 26_936]);
  });

  test("the new definition counts no talk of which nobody knows whether both sides wrote", async () => {
    const counted = await count(["talks_definitions"], of_year("2022-2023"));
    const n = (year: string, definition: number) => counted.get(`talks_definitions.${year}.${definition}`)!.n;
    assert.deepEqual([n("2021-2022", 1), n("2022-2023", 1), n("2022-2023", 2)], [8813, 8281, 8281]);
  });

  test("twice changes nothing, and a line is only taken when it is named", async () => {
    const rows = ["talk_import", "sheet", "yearly_total"].map((table) => server.count(table));
    const again = make("2021-2022", "--line", "clbchat");
    assert.equal(again.status, 0, again.said);
    const told = JSON.parse(again.out);
    assert.deepEqual([told.talks.is_new, told.talks.import, told.before.is_new], [false, made[0].talks.import, false]);
    assert.deepEqual(["talk_import", "sheet", "yearly_total"].map((table) => server.count(table)), rows);
    const unnamed = make("2021-2022");
    assert.equal(unnamed.status, 1);
    assert.match(unnamed.said, /--line: required/);
    const unknown = make("2019-2020", "--line", "clbchat");
    assert.equal(unknown.status, 2);
    assert.match(unknown.said, /not of 2019-2020/);
    assert.equal(server.doctor().status, 0);
  });

  test("it is an import, named for what it is, and can be withdrawn", async () => {
    const list = JSON.parse(onthaal("import", "list", "--line", "clbchat", "--data", server.data, "--json").out).imports;
    const year = list.find((each: any) => each.import === made[1].talks.import);
    assert.match(year.name, /^Synthetisch schooljaar 2022-2023/);
    const gone = onthaal("import", "withdraw", year.import, "--data", server.data);
    assert.equal(gone.status, 0, gone.said);
    const counted = await count(["talks_by_year"], of_year("2022-2023"));
    assert.equal(counted.get("talks_by_year.2022-2023")?.n ?? 0, 0);
    assert.equal(counted.get("talks_by_year.2021-2022")!.n, 8813);
  });
});

// What the fixtures say of bases follows from the printed figures alone.
const allows = (base: number, printed_shares: readonly string[]) =>
  printed_shares.every((as) => {
    const n = Math.round((Number(as) * base) / 100);
    return [n - 1, n, n + 1].some((each) => percent(each, base, as) === as);
  });
const shares = (who: string) => golden("2021-2022").figures.filter((each) => each.figure.match(`^outcomes\\..*\\.${who}$`)).map((each) => each.percent!);

test("the bases in which the reports contradict themselves are the only ones", () => {
  const with_bases = years.flatMap((year) => golden(year).figures).filter((each): each is Required<Figure> => each.bases !== undefined);
  assert.equal(with_bases.length, 2);
  for (const { n, base, percent: as, bases } of with_bases) {
    const fitting = Array.from({ length: 9000 }, (_, i) => i + 1).filter((each) => percent(n, each, as) === as);
    assert.deepEqual([fitting[0], fitting.at(-1)], bases);
    assert.ok(base >= bases[0] && base <= bases[1]);
  }
  const parents = Array.from({ length: 701 }, (_, i) => 900 + i).filter((base) => allows(base, shares("parent")));
  assert.deepEqual(parents, [1372]);
});

// Registered are those with an outcome and the fake calls: then only one base of pupils fits all that is printed.
test("the base of the pupils' outcomes is the only one that goes with the fake calls", () => {
  const [least, most] = golden("2021-2022").figures.find((each) => each.figure.startsWith("fake_by_year.2021"))!.bases!;
  const pupils = Array.from({ length: most - least + 1 }, (_, i) => least + i - 436 - 1372);
  assert.deepEqual(pupils.filter((base) => allows(base, shares("pupil"))), [6557]);
  assert.equal(printed((100 * 441) / 7026, "6.28"), "6.28");
  const girls = Array.from({ length: 7027 }, (_, n) => percent(n, 7026, "75.98"));
  assert.ok(!girls.includes("75.98"), "of all 7026 pupils no number is 75.98 %");
});
