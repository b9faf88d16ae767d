// What the line did in the terms of Child Helpline International, and how its own themes lead there.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { on_both } from "../support/engines.ts";
import { Caller, refused } from "../support/callers.ts";
import { recorded_talk } from "../support/recorded.ts";
import { Server, type Options } from "../support/server.ts";

on_both("a crosswalk", (database: () => Options) => {
  let server: Server;
  let greet: Caller;
  let noor: Caller;
  const at = (rest: string) => `/api/lines/${server.line}/crosswalks/chi${rest}`;
  const period = "?from=2020-01-01&until=2199-12-31";

  before(async () => {
    server = await Server.start(database());
    [greet, noor] = [await Caller.staff(server, "greet"), await Caller.staff(server, "noor")];
  });
  after(() => server.end());

  test("is there from the beginning, and every change is a version", async () => {
    const first = await greet.gets(at(""));
    assert.equal(first.version, 1);
    assert.equal(first.versions[0].made_by, null);
    const of = (shown: any, code: string) => shown.terms.find((each: any) => each.kind === "theme" && each.code === code);
    assert.deepEqual([of(first, "pesten").domain, of(first, "pesten").category], ["Violence", "Bullying"]);
    assert.equal(of(first, "ander_thema").category, null);

    const mappings = first.terms.filter((each: any) => each.category !== null).map(({ kind, code, domain, category }: any) => ({ kind, code, domain, category }));
    const changed = mappings.map((each: any) => (each.code === "pesten" ? { ...each, category: "Cyberbullying" } : each));
    const second = await greet.puts(at(""), { version: 1, mappings: changed });
    assert.equal(second.version, 2);
    assert.equal(of(second, "pesten").category, "Cyberbullying");
    assert.equal(of(await greet.gets(at("?version=1")), "pesten").category, "Bullying", "the old one stays");
    assert.deepEqual(await greet.puts(at(""), { version: 1, mappings: changed }), second, "again, after a lost reply");
    refused(await greet.put(at(""), { version: 1, mappings }), "conflict");
    refused(await greet.put(at(""), { version: 2, mappings: [{ kind: "theme", code: "geen", domain: "Violence", category: "Bullying" }] }), "invalid", { "mappings.0.code": "not_allowed" });
    refused(await greet.put(at(""), { version: 2, mappings: [{ kind: "theme", code: "pesten", domain: "Violence", category: "Pesten" }] }), "invalid", { "mappings.0.category": "not_allowed" });
    refused(await noor.get(at("")), "not_found");
    refused(await noor.put(at(""), { version: 2, mappings: [] }), "not_found");
    assert.equal(server.count("audit where what = 'crosswalk.changed'"), 1);
  });

  test("counts a talk under the category of its theme", async () => {
    await recorded_talk(server, { themes: ["pesten", "ander_thema"], outcomes: ["doorverwezen_clb"] });
    const rows = async (name: string) => {
      const { tables } = await greet.gets(at(`/figures${period}`));
      const { rows } = tables.find((each: any) => each.name === name);
      return rows.map((row: any) => [row.keys.map((key: any) => key.code).join("."), row.n, row.base]);
    };
    assert.deepEqual(await rows("chi_contacts"), [["counselling", 1, 1]]);
    assert.deepEqual(await rows("chi_reasons"), [["Violence.Cyberbullying", 1, 1], ["unmapped.ander_thema", 1, 1]]);
    assert.deepEqual(await rows("chi_actions"), [["Action taken.Referral to school counsellors", 1, 1]]);
  });

  test("gives its figures as JSON, CSV and Excel, with their versions", async () => {
    const { crosswalk, tables } = await greet.gets(at(`/figures${period}`));
    assert.deepEqual([crosswalk.target, crosswalk.version, crosswalk.made_by], ["chi", 2, "Greet"]);
    assert.deepEqual(tables.map((each: any) => each.name), ["chi_contacts", "chi_domains", "chi_reasons", "chi_about", "chi_genders", "chi_ages", "chi_methods", "chi_actions"]);
    const traits = tables.find((each: any) => each.name === "chi_genders");
    assert.deepEqual(traits.rows.map((row: any) => [row.keys[0].code, row.n, row.base, row.withheld]), [["all", null, null, true]], "of one pupil");
    assert.equal(server.count("audit where what = 'crosswalk.extracted'"), 0);
    const csv = await greet.get(at(`/figures${period}&format=csv&language=en`));
    assert.equal(server.count("audit where what = 'crosswalk.extracted'"), 1);
    assert.doesNotMatch(csv.text, /^chi_(genders|ages),(?!all,)/m);
    assert.match(csv.headers.get("content-type")!, /^text\/csv/);
    assert.match(csv.text, /^table,key_1,label_1,key_2,label_2,n,base,share,/);
    const book = await fetch(server.url + at(`/figures${period}&format=xlsx`), { headers: greet.headers });
    assert.equal(book.headers.get("content-type"), "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet");
    assert.equal(Buffer.from(await book.arrayBuffer()).subarray(0, 2).toString(), "PK");
    refused(await greet.get(at("/figures?from=2020-01-01")), "invalid", { until: "required" });
    refused(await noor.get(at(`/figures${period}`)), "not_found");
  });
});
