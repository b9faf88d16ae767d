// The papers of a line: read by who may, published by its coordinators, each version kept, filled in with what holds today.
import assert from "node:assert/strict";
import { readdirSync } from "node:fs";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { add_line, add_staff, Caller, refused } from "../support/callers.ts";
import { on_both } from "../support/engines.ts";
import { Server, type Options } from "../support/server.ts";

const names = readdirSync(join(import.meta.dirname, "../../docs/papers/nl")).map((file) => file.replace(".md", ""));

on_both("papers", (database: () => Options) => {
  let server: Server;
  let greet: Caller; // coordinates the line
  let carla: Caller; // too
  let noor: Caller; // answers
  let ada: Caller; // audits the house
  let elsewhere: Caller; // coordinates another line
  const nobody = () => new Caller(server);
  before(async () => {
    server = await Server.start(database());
    [greet, noor] = [await Caller.staff(server, "greet"), await Caller.staff(server, "noor")];
    [carla, ada] = [await add_staff(server, "carla", ["--coordinator", server.line]), await add_staff(server, "ada", ["--auditor"])];
    elsewhere = await add_line(server, "gent");
  });
  after(() => server.end());

  const all = () => `/api/lines/${server.line}/papers`;
  const at = (paper: string, language = "nl") => `${all()}/${paper}/${language}`;
  const listed = async (paper: string) => (await greet.gets(all())).papers.find((each: any) => each.paper === paper && each.language === "nl");
  // What a reader reads, blanks in brackets.
  const words_of = (blocks: any[]): string => blocks.map(({ kind, text = "", in: inner = [] }) => (kind === "blank" ? `[${text}]` : text) + words_of(inner)).join("");
  const read = async (paper: string, language?: string) => words_of((await nobody().gets(at(paper, language))).blocks);

  test("each is read in Dutch and English: two by anybody, all by staff of the line and of the house", async () => {
    for (const paper of names) {
      const is_public = paper === "privacy-visitors" || paper === "accessibility";
      for (const language of ["nl", "en"]) {
        if (is_public) assert.doesNotMatch(await read(paper, language), /\{\{|\[days_|\[date|\[helpline/);
        else for (const who of [nobody(), noor, greet]) refused(await who.get(at(paper, language)), "not_found");
        for (const who of [noor, greet, ada]) assert.ok((await who.gets(`${at(paper, language)}/inside`)).blocks.length > 2, paper);
        for (const who of [nobody(), elsewhere]) refused(await who.get(`${at(paper, language)}/inside`), "not_found");
      }
    }
    for (const path of [at("facts"), at("nothing"), at("accessibility", "fr"), "/api/lines/none/papers/accessibility/nl"]) refused(await nobody().get(path), "not_found");
  });

  test("a statement tells the period that is in force, and cannot tell another", async () => {
    const text = "# Privé\n\nWe wissen het na {{days_words}} dagen.";
    await greet.puts(at("privacy-visitors"), { number: 0, shipped: 1, text });
    assert.equal(await read("privacy-visitors"), "PrivéWe wissen het na 90 dagen.");
    await greet.puts(`/api/lines/${server.line}/retention`, { kind: "words", days: 30 });
    assert.equal(await read("privacy-visitors"), "PrivéWe wissen het na 30 dagen.");
    refused(await greet.put(at("privacy-visitors"), { number: 1, shipped: 1, text: "Na 90 dagen." }), "invalid", { text: "not_allowed" });
  });

  test("of two who publish at once one is told, and both texts are kept", async () => {
    const by = (who: Caller, number: number, text: string) => who.put(at("accessibility"), { number, shipped: 1, text });
    const both = await Promise.all([by(greet, 0, "Van Greet."), by(carla, 0, "Van Carla.")]);
    const late = both.findIndex(({ status }) => status !== 200);
    assert.equal(both[1 - late]!.status, 200);
    refused(both[late]!, "conflict");
    const [who, text] = late === 0 ? [greet, "Van Greet."] as const : [carla, "Van Carla."] as const;
    assert.equal((await by(who, 1, text)).status, 200);
    const { versions, shipped } = await greet.gets(`${at("accessibility")}/versions`);
    assert.deepEqual([versions.map(({ number }: any) => number), shipped.map(({ number }: any) => number)], [[2, 1], [1]]);
    const texts = await Promise.all([1, 2].map(async (number) => (await greet.gets(`${at("accessibility")}/versions/${number}`)).text));
    assert.deepEqual(texts.sort(), ["Van Carla.", "Van Greet."]);
    assert.match((await greet.gets(`${at("accessibility")}/versions/shipped-1`)).text, /\{\{controller\}\}/);
    refused(await by(greet, 7, "Te vroeg."), "conflict");
  });

  test("what is published again without a change is no version", async () => {
    const { number, text } = { number: 2, text: (await greet.gets(`${at("accessibility")}/versions/2`)).text };
    const before_it = await greet.gets(`${at("accessibility")}/versions`);
    assert.equal((await carla.puts(at("accessibility"), { number, shipped: 1, text })).number, 2);
    assert.deepEqual(await greet.gets(`${at("accessibility")}/versions`), before_it);
  });

  test("a long text, emoji and right-to-left come back as they were written", async () => {
    const paragraphs = ["🙂".repeat(4000), "👩‍👧‍👦".repeat(500), "سلام عليكم، هذه الكلمات لك. ".repeat(100).trim(), "שלום \u200f(אבג)\u200e — ’é", "a".repeat(2000)];
    const text = paragraphs.join("\n\n");
    assert.ok([...text].length > 10_000);
    await greet.puts(at("ohup-norms"), { number: 0, shipped: 1, text });
    assert.equal((await carla.gets(`${at("ohup-norms")}/versions/1`)).text, text);
    const { blocks } = await noor.gets(`${at("ohup-norms")}/inside`);
    assert.deepEqual(blocks.map((block: any) => words_of([block])), paragraphs);
  });

  test("only coordinators of the line edit, and what they do is in the log", async () => {
    for (const who of [nobody(), noor, ada, elsewhere]) {
      refused(await who.get(all()), "not_found");
      refused(await who.put(at("dpia-input"), { number: 0, shipped: 1, text: "x" }), "not_found");
      refused(await who.post(`${at("dpia-input")}/preview`, { text: "x" }), "not_found");
      refused(await who.get(`${at("dpia-input")}/versions`), "not_found");
      refused(await who.get(`${at("dpia-input")}/versions/shipped-1`), "not_found");
    }
    const heavy = { number: 0, shipped: 1, text: `${"|a".repeat(1000)}\n${"|-".repeat(1000)}\n${"a\n".repeat(12_000)}` };
    refused(await greet.put(at("dpia-input"), heavy), "invalid", { text: "too_large" });
    // 4 kB that would be some 40,000 cells.
    refused(await greet.put(at("dpia-input"), { ...heavy, text: `${"|a".repeat(20)}|\n${"|-".repeat(20)}|\n${"a\n".repeat(1990)}` }), "invalid", { text: "too_large" });
    assert.equal((await listed("dpia-input")).number, 0);
    assert.equal((await greet.posts(`${at("dpia-input")}/preview`, { text: heavy.text })).blocks.length, 1);
    // Who may not publish does not even have it read.
    refused(await nobody().put(at("privacy-visitors"), { number: 0, shipped: 1, text: "Na 90 dagen." }), "not_found");
    refused(await greet.put(at("nothing"), { number: 0, shipped: 0, text: "x" }), "not_found");
    refused(await greet.put(at("dpia-input"), { number: 0, shipped: 1, text: "" }), "invalid", { text: "too_short" });
    refused(await greet.put(at("dpia-input"), { number: 0, shipped: 1, text: "x".repeat(30_001) }), "invalid", { text: "too_long" });
    refused(await greet.put(at("dpia-input"), { number: -1, text: "x", html: true }), "invalid", { number: "too_small", shipped: "required", html: "unknown_field" });
    const { entries } = await ada.gets("/api/house/log/2026-01-01/2199-12-31/paper.published/0");
    assert.deepEqual(new Set(entries.map(({ data }: any) => data.paper)), new Set(["accessibility", "ohup-norms", "privacy-visitors"]));
  });

  test("the facts of the line are filled in everywhere, and markup is text", async () => {
    assert.ok((await listed("accessibility")).blanks.length === 0 && (await listed("privacy-staff")).blanks.includes("dpo"));
    await greet.puts(at("facts"), { number: 0, shipped: 0, text: "dpo: <b>An</b>\ncontact: chat@clb.example" });
    assert.ok(!(await listed("privacy-staff")).blanks.includes("dpo"));
    const inside = async (language: string) => words_of((await noor.gets(`${at("privacy-staff", language)}/inside`)).blocks);
    assert.match(await inside("nl"), /<b>An<\/b>/);
    assert.match(await inside("en"), /chat@clb\.example/);
    refused(await greet.put(at("facts"), { number: 1, shipped: 0, text: "geheim: x" }), "invalid", { text: "not_allowed" });
    const shown = await greet.posts(`${at("privacy-staff")}/preview`, { text: "<script>1</script>\n\n{{dpo}} {{hosting}} [x](javascript:1)" });
    assert.deepEqual(shown.blanks, ["hosting"]);
    assert.match(words_of(shown.blocks), /<script>1<\/script>/);
    assert.doesNotMatch(JSON.stringify(shown.blocks), /javascript/);
  });

  test("with every fact written, nothing is left to write in any paper, as it was shipped", async () => {
    const facts = ["controller", "controller_address", "contact", "dpo", "dpo_contact", "authority", "hosting", "legal_basis", "confirmed_by"];
    await greet.puts(at("facts"), { number: 1, shipped: 0, text: facts.map((name) => `${name}: van ${name}`).join("\n") });
    for (const paper of names)
      for (const language of ["nl", "en"]) {
        const { text } = await greet.gets(`${at(paper, language)}/versions/shipped-1`);
        const { blanks, blocks } = await greet.posts(`${at(paper, language)}/preview`, { text });
        assert.deepEqual(blanks, [], paper);
        assert.doesNotMatch(words_of(blocks), /[{}]/, paper);
      }
  });

  test("all of it is there after a restart", async () => {
    const before_it = await greet.gets(all());
    await server.stop();
    await server.start();
    assert.deepEqual(await greet.gets(all()), before_it);
  });
});
