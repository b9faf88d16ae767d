// What the annual report tells of the school year before: each figure with its base, in every form.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { isDeepStrictEqual } from "node:util";
import { on_both } from "../support/engines.ts";
import { onthaal, Server, type Options } from "../support/server.ts";

// As the page writes a figure.
function printed({ unit, n, value }: { unit: string; n: number | null; value: number | null }): string {
  const digits = ({ years: 1, stars: 2 } as Record<string, number>)[unit] ?? 0;
  const number = (each: number, decimals = 0) => each.toFixed(decimals).replace(".", ",").replace(/\B(?=(\d{3})+$)/g, ".");
  if (value === null) return n === null ? "" : number(n);
  return unit === "share" ? `${number(n!)} (${number(100 * value, 2)} %)` : number(value, digits) + (unit === "years" ? " jaar" : "");
}

// Every figure of the year before that stands in the tables and notes of a page, and of how many it is.
function comparisons(page: string, year: string): [string, number | null][] {
  const read = (words: string | undefined) => (words && /^[0-9.]+$/.test(words) ? Number(words.replaceAll(".", "")) : null);
  const found: [string, number | null][] = [];
  for (const [, table, note] of page.replaceAll("\u00a0", " ").matchAll(/<table[^>]*>(.*?)<\/table>(?:<p class="note">(.*?)<\/p>)?/gs)) {
    const at = [...table!.matchAll(/<th scope="col">(.*?)<\/th>/g)].findIndex(([, head], column) => column > 0 && head === `${year} *`);
    if (at < 0) continue;
    const of_all = read(note?.match(new RegExp(`Van hoeveel: .*${year}: ([0-9]+(?:\\.[0-9]{3})*)\\.`))?.[1]);
    for (const [, cells] of table!.matchAll(/<tr><th scope="row">.*?<\/th>(.*?)<\/tr>/gs)) {
      const words = [...cells!.matchAll(/<td[^>]*>(.*?)<\/td>/gs)].map(([, cell]) => cell!);
      found.push([words[at - 1]!, read(words[at]) ?? of_all]);
    }
  }
  for (const [, words, base] of page.replaceAll("\u00a0", " ").matchAll(new RegExp(`${year}(?: \\*)?: ([^<:]*?) \\(van ([0-9.]+)\\)`, "g"))) found.push([words!, read(base)]);
  return found;
}

on_both("an annual report of two years", (database: () => Options) => {
  let server: Server;
  const folder = mkdtempSync(join(tmpdir(), "onthaal-compared-"));
  before(async () => {
    server = await Server.start(database());
    for (const year of ["2021-2022", "2022-2023"]) {
      const made = onthaal("demo", "year", year, "--line", server.line, "--data", server.data, "--json");
      assert.equal(made.status, 0, made.said);
    }
  });
  after(async () => {
    rmSync(folder, { recursive: true, force: true });
    await server.end();
  });

  test("compares with the year before by figures that are in the file, with their base", async () => {
    const [out, figures] = [join(folder, "out"), join(folder, "figures.json")];
    const run = onthaal("report", "annual", "--line", server.line, "--year", "2022-2023", "--data", server.data, "--out", out, "--json", figures);
    assert.equal(run.status, 0, run.said);
    const { before: earlier } = JSON.parse(readFileSync(figures, "utf8"));
    assert.equal(earlier.year, "2021-2022");
    for (const { name, filter, definition } of earlier.figures) assert.deepEqual([filter.from, filter.until, definition.version], ["2021-09-01", "2022-08-31", 1], name);
    const kept = new Set(earlier.figures.map((each: any) => `${printed(each)} of ${each.base}`));
    const compared = comparisons(readFileSync(join(out, "annual.html"), "utf8"), "2021-2022");
    for (const [words, base] of compared) assert.ok(kept.has(`${words} of ${base}`) || (/^[0-9.]+$/.test(words!) && kept.has(`${words} of null`)), `${words} of ${base}`);
    for (const each of [["7.240 (83,48 %)", 8673], ["14,5 jaar", 6557], ["4,24", 2000], ["400 (27,91 %)", 1433]]) assert.ok(compared.some((one) => isDeepStrictEqual(one, each)), `${each}: ${compared}`);
    const inside = (name: string) => execFileSync("unzip", ["-p", join(out, "annual.xlsx"), name], { encoding: "utf8" });
    const names = [...inside("xl/workbook.xml").matchAll(/<sheet name="([^"]+)"/g)].map(([, name]) => name!);
    const cells = inside(`xl/worksheets/sheet${names.indexOf("talks_by_who") + 1}.xml`);
    for (const number of ["7026", "8147", "7240", "8673"]) assert.ok(cells.includes(`<v>${number}</v>`), number);
  });
});
