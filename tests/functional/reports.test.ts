// The annual report through the public doors: its texts and quotes, and the files that it becomes.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { Operator, Visitor } from "../support/actors.ts";
import { add_line, Caller, refused } from "../support/callers.ts";
import { on_both } from "../support/engines.ts";
import { school_year } from "../support/school_year.ts";
import { onthaal, Server, type Options } from "../support/server.ts";

const documented = readFileSync(join(import.meta.dirname, "../../docs/measures.md"), "utf8");
const tables = new Set([...documented.matchAll(/^\| `([a-z_]+)` \|/gm)].map(([, name]) => name!));
const this_year = school_year();

on_both("an annual report", (database: () => Options) => {
  let server: Server;
  let greet: Caller;
  let carla: Caller;
  let jef: Caller;
  let elsewhere: Caller;
  let folder: string;
  before(async () => {
    server = await Server.start(database());
    greet = await Caller.staff(server, "greet");
    carla = await Caller.staff(server, "greet");
    jef = await Caller.staff(server, "jef");
    elsewhere = await add_line(server, "elders");
    folder = mkdtempSync(join(tmpdir(), "onthaal-reports-"));
    const made = onthaal("demo", "year", "2021-2022", "--line", server.line, "--data", server.data, "--json");
    assert.equal(made.status, 0, made.said);
  });
  after(async () => {
    rmSync(folder, { recursive: true, force: true });
    await server.end();
  });

  const at = (year: string, more = "") => `/api/lines/${server.line}/reports/annual/${year}${more}`;
  const chapter = async (code: string, year = "2021-2022") => (await greet.gets(at(year))).chapters.find((each: any) => each.code === code);
  const writes = (who: Caller, number: number, text: string, code = "themes") => who.put(at("2021-2022", `/texts/${code}`), { number, text });
  const rated = async (text: string, may_quote: boolean): Promise<Visitor> => {
    const robin = await Visitor.comes(server);
    const desk = await Operator.logs_in(server, 1);
    await desk.takes();
    await robin.ends();
    const path = `/api/registrations/${robin.talk.conversation}`;
    const { conversation: _, nickname: __, ...draft } = await jef.gets(path);
    await jef.puts(path, { ...draft, state: "done", fake: true });
    for (const page of [robin, desk]) page.live.drop();
    await Caller.visitor(server, robin.token).puts("/api/visit/rating", { stars: 5, text, may_quote });
    return robin;
  };
  const candidates = async (): Promise<any[]> => (await greet.gets(at(this_year, "/quotes"))).candidates;
  const quotes = (rating: string, chapter = "quality") => greet.post(at(this_year, "/quotes"), { rating, chapter, text: "Fijn gesprek.", about: "leerling" });
  const file = async (name: string): Promise<Buffer> => {
    const reply = await fetch(server.url + at("2021-2022", `/files/${name}`), { headers: greet.headers });
    assert.equal(reply.status, 200);
    assert.equal(reply.headers.get("content-disposition"), `attachment; filename="${server.line}-2021-2022-${name}"`);
    assert.equal(reply.headers.get("cache-control"), "no-store");
    return Buffer.from(await reply.arrayBuffer());
  };
  const unpacked = (bytes: Buffer, name: string): string => {
    const place = join(folder, name);
    writeFileSync(place, bytes);
    mkdirSync(`${place}.d`, { recursive: true });
    execFileSync("unzip", ["-qo", place, "-d", `${place}.d`]);
    return `${place}.d`;
  };

  test("has its chapters in their order, and what is said first", async () => {
    const report = await greet.gets(at("2021-2022"));
    const codes = report.chapters.map(({ code }: any) => code);
    assert.deepEqual([codes[0], codes.at(-1), codes.length], ["cover", "appendix", 17]);
    assert.deepEqual(report.chapters.filter(({ is_shown }: any) => !is_shown).map(({ code }: any) => code), ["blended", "centres"]);
    const told = Object.fromEntries(report.glance.map(({ figure, n }: any) => [figure, n]));
    assert.deepEqual([told["talks_by_year.2021-2022"], told["talks_by_who.pupil"], told["talks_by_who.parent"], told["fake_by_year.2021-2022"]], [8813, 7240, 1433, 436]);
    for (const each of report.chapters) for (const { table } of each.tables) assert.ok(tables.has(table.name), table.name);
    const [pupils, parents] = report.chapters.find(({ code }: any) => code === "themes").tables;
    assert.deepEqual(new Set(pupils.table.rows.map(({ keys }: any) => keys[1].code)), new Set(["pupil"]));
    assert.deepEqual(new Set(parents.table.rows.map(({ keys }: any) => keys[1].code)), new Set(["parent"]));
    for (const { table } of report.chapters.find(({ code }: any) => code === "parents").tables) assert.doesNotMatch(table.says, /leerling/i);
    assert.doesNotMatch(parents.table.says, /leerling/i);
    assert.match(pupils.table.says, /leerling/i);
  });

  test("of two who write at once one is told, and a text survives what is counted anew", async () => {
    const both = await Promise.all([writes(greet, 0, "Van Greet."), writes(carla, 0, "Van Carla.")]);
    const late = both.findIndex(({ status }) => status !== 200);
    assert.equal(both[1 - late]!.status, 200);
    refused(both[late]!, "conflict");
    assert.equal((await writes(greet, 1, "Samen **geschreven**.")).status, 200);
    await server.stop();
    await server.start();
    const { text } = await chapter("themes");
    assert.deepEqual([text.number, text.text, text.by], [2, "Samen **geschreven**.", "Greet"]);
    assert.equal(text.blocks[0].in[1].kind, "strong");
    const { versions } = await greet.gets(at("2021-2022", "/texts/themes"));
    assert.deepEqual(versions.map(({ number }: any) => number), [2, 1]);
    assert.equal((await chapter("themes", "2022-2023")).text, null);
  });

  test("refuses what is wrong, and names it", async () => {
    refused(await writes(greet, 0, "x".repeat(20_001)), "invalid", { text: "too_long" });
    refused(await writes(greet, 0, "|a".repeat(2000)), "invalid", { text: "too_large" });
    refused(await greet.put(at("2021-2022", "/texts/themes"), { number: -1, html: true }), "invalid", { number: "too_small", text: "required", html: "unknown_field" });
    refused(await greet.post(at(this_year, "/quotes"), { rating: "x", chapter: "nergens", text: " " }), "invalid", { rating: "not_a_uuid", chapter: "not_allowed", text: "too_short", about: "required" });
    for (const year of ["2021", "2021-2023", "morgen"]) refused(await greet.get(at(year)), "not_found");
    refused(await writes(greet, 0, "x", "nergens"), "not_found");
    refused(await greet.get(at("2021-2022", "/files/annual.exe")), "not_found");
  });

  test("quotes only whoever allowed it, as the coordinator made it fit to print", async () => {
    await rated("Dat mag iedereen weten", true);
    await rated("Dat mag niemand weten", false);
    const [candidate, ...others] = await candidates();
    assert.deepEqual([candidate.text, candidate.stars, others.length], ["Dat mag iedereen weten", 5, 0]);
    const { unread } = await greet.gets(`/api/lines/${server.line}/ratings`);
    refused(await quotes(unread.find((each: any) => !each.may_quote).rating), "not_found");
    for (const frame of ["cover", "glance", "appendix"]) refused(await quotes(candidate.rating, frame), "invalid", { chapter: "not_allowed" });
    const { rating } = candidate;
    refused(await greet.post(at("2021-2022", "/quotes"), { rating, chapter: "quality", text: "Fijn gesprek.", about: "" }), "invalid", { rating: "not_allowed" });
    const quoted = await quotes(rating);
    assert.equal(quoted.status, 201, quoted.text);
    const again = await quotes(rating);
    assert.deepEqual([again.status, again.json], [200, quoted.json], "pressed twice");
    refused(await quotes(rating, "themes"), "conflict");
    assert.deepEqual(await candidates(), []);
    assert.deepEqual((await chapter("quality", this_year)).quotes.map(({ text, about }: any) => [text, about]), [["Fijn gesprek.", "leerling"]]);
    const gone = at(this_year, `/quotes/${quoted.json.quote}`);
    assert.equal((await greet.drop(gone)).status, 204);
    refused(await greet.drop(gone), "not_found");
    assert.deepEqual((await chapter("quality", this_year)).quotes, []);
    assert.equal((await candidates()).length, 1, "it may be quoted again");
  });

  test("a visitor who takes it back is quoted no more, in no file", async () => {
    const robin = await rated("Bij nader inzien liever niet", true);
    const { rating } = (await candidates()).find(({ text }) => text === "Bij nader inzien liever niet")!;
    assert.equal((await quotes(rating)).status, 201);
    const printed = async () => (await fetch(server.url + at(this_year, "/files/annual.html"), { headers: greet.headers })).text();
    assert.match(await printed(), /Fijn gesprek\./);
    await Caller.visitor(server, robin.token).puts("/api/visit/rating", { may_quote: false });
    assert.deepEqual((await chapter("quality", this_year)).quotes, []);
    assert.doesNotMatch(await printed(), /Fijn gesprek\./);
    refused(await quotes(rating), "not_found");
    assert.ok(!(await candidates()).some((each) => each.rating === rating));
  });

  test("a visitor who deletes the talk is quoted no more", async () => {
    const robin = await rated("Toch liever niet", true);
    const { rating } = (await candidates()).find(({ text }) => text === "Toch liever niet")!;
    assert.equal((await quotes(rating)).status, 201);
    await Caller.visitor(server, robin.token).posts("/api/visit/deletion", {});
    assert.deepEqual((await chapter("quality", this_year)).quotes, []);
    refused(await quotes(rating), "not_found");
  });

  test("is for coordinators of the line", async () => {
    for (const who of [new Caller(server), jef, elsewhere]) {
      for (const path of ["", "/files/annual.xlsx", "/texts/themes", "/quotes"]) refused(await who.get(at("2021-2022", path)), "not_found");
      refused(await writes(who, 0, "x"), "not_found");
    }
  });

  test("the workbook holds numbers as numbers, a sheet for each table, and charts", async () => {
    const inside = unpacked(await file("annual.xlsx"), "annual.xlsx");
    const names = [...readFileSync(join(inside, "xl/workbook.xml"), "utf8").matchAll(/<sheet name="([^"]+)"/g)].map(([, name]) => name!);
    for (const name of ["Overzicht", "talks_by_year", "themes", "outcomes", "pesten by_year", "zelfmoordgedachten by_year"]) assert.ok(names.includes(name), `${name}: ${names}`);
    const cells = readFileSync(join(inside, `xl/worksheets/sheet${names.indexOf("themes") + 1}.xml`), "utf8");
    for (const number of ["1014", "708", "373"]) assert.match(cells, new RegExp(`<c r="[A-Z]+[0-9]+" s="[0-9]+"><v>${number}</v></c>`));
    assert.match(cells, /<pane ySplit="8" .*state="frozen"/);
    assert.ok(readdirSync(join(inside, "xl/charts")).length > 5);
    assert.doesNotMatch(cells, /<f>/);
  });

  test("files for text processors open, with the text and the figures in them", async () => {
    await writes(greet, 0, "Een woord <b>vooraf</b>.", "glance");
    writeFileSync(join(folder, "annual.docx"), await file("annual.docx"));
    const plain = execFileSync("pandoc", ["--to=plain", "--wrap=none", join(folder, "annual.docx")], { encoding: "utf8" });
    for (const part of ["Een woord <b>vooraf</b>.", "Samen geschreven.", "8.813", "Pesten, cyberpesten", "Definities en aantallen"]) assert.ok(plain.includes(part), part);
    const odt = readFileSync(join(unpacked(await file("annual.odt"), "annual.odt"), "content.xml"), "utf8");
    for (const part of ["Samen", "8.813", "Pesten, cyberpesten"]) assert.ok(odt.includes(part), part);
  });

  test("the page stands by itself, and the command writes the same files", async () => {
    const page = (await file("annual.html")).toString();
    assert.match(page, /<title>Jaarverslag .* 2021-2022<\/title>/);
    assert.doesNotMatch(page, /<script|src="|href="http|url\(/);
    const out = join(folder, "out");
    const figures = join(folder, "figures.json");
    const run = onthaal("report", "annual", "--line", server.line, "--year", "2021-2022", "--data", server.data, "--out", out, "--json", figures);
    assert.equal(run.status, 0, run.said);
    for (const name of readdirSync(out)) assert.equal(statSync(join(out, name)).mode & 0o777, 0o600, name);
    assert.deepEqual(readdirSync(out).sort(), ["annual.docx", "annual.html", "annual.odt", "annual.xlsx"]);
    const told = JSON.parse(readFileSync(figures, "utf8")).figures;
    assert.equal(new Set(told.map(({ name }: any) => name)).size, told.length);
    for (const { name, definition, filter, computed_at } of told) {
      assert.ok(tables.has(name.split(".")[0]), name);
      assert.ok(definition.version >= 1 && filter.from && computed_at, name);
    }
    const pesten = told.find(({ name }: any) => name === "themes.pesten.pupil");
    assert.deepEqual([pesten.n, pesten.value], [373, 373 / pesten.base]);
    assert.equal(JSON.parse(readFileSync(figures, "utf8")).before, null);
    const nowhere = join(folder, "nowhere");
    const writing = (line: string, year: string) => onthaal("report", "annual", "--line", line, "--year", year, "--data", server.data, "--out", nowhere);
    assert.match(writing(server.line, "2021").said, /year/);
    assert.match(writing("nergens", "2021-2022").said, /no such line/);
    assert.ok(!existsSync(nowhere), "what is refused leaves nothing");
    assert.equal(onthaal("report", "annual", "--line", server.line, "--year", "2021-2022", "--data", server.data).status, 2);
  });
});
