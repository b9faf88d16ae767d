// Who may come in where: every door of the office, for everybody.
import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import { after, before, describe, test } from "node:test";
import { Visitor } from "../support/actors.ts";
import { add_line, Caller, refused } from "../support/callers.ts";
import { exception, guide, override, partner, person, phrase, place, regime, slot, theme } from "../support/samples.ts";
import { Server } from "../support/server.ts";

describe("the doors of the office", () => {
  let server: Server;
  let greet: Caller;
  let ids: Record<string, string>;
  // What only a talk can make: a test of its own comes in there.
  const elsewhere = ["rating", "notice", "flag", "refusal", "conversation", "plan"];
  const line = (path: string) => `/api/lines/${server.line}/${path}`;
  before(async () => {
    server = await Server.start();
    greet = await Caller.staff(server, "greet");
    ids = {
      term: (await greet.posts(line("terms"), theme())).term,
      phrase: (await greet.posts(line("phrases"), phrase())).phrase,
      place: (await greet.posts(line("places"), place())).place,
      guide: (await greet.posts(line("guides"), guide())).guide,
      display: (await greet.posts(line("displays"), { name: "Onthaal" })).display,
      staff: (await greet.posts(line("staff"), person())).staff,
      partner: (await greet.posts(line("partners"), partner())).partner,
      regime: (await greet.posts(line("hours/regimes"), regime())).regime,
      exception: (await greet.posts(line("hours/exceptions"), exception())).exception,
      override: (await greet.posts(line("hours/overrides"), override())).override,
      slot: (await greet.posts(line("slots"), slot())).slots[0].slot,
      from: "2026-09-01",
      to: "2026-09-30",
      ...Object.fromEntries(elsewhere.map((name) => [name, randomUUID()])),
    };
  });
  after(() => server.end());

  const for_operators = ["terms", "phrases", "guides", "places", "partners", "briefing", "calendar/{from}/{to}", "slots", "slots/elsewhere", "appointments"].map((path) => `GET ${path}`);
  const is_elsewhere = (door: string) => elsewhere.some((name) => door.includes(`{${name}}`)) || door === "POST refusals";
  const doors = async (): Promise<Record<string, unknown>> => ({
    "GET terms": undefined,
    "GET terms/all": undefined,
    "POST terms": theme({ code: "rupsen" }),
    "PUT terms/{term}": theme({ until: "2020-12-31" }),
    "GET phrases": undefined,
    "POST phrases": phrase(),
    "PUT phrases/{phrase}": phrase({ title: "Anders" }),
    "DELETE phrases/{phrase}": undefined,
    "GET guides": undefined,
    "POST guides": guide({ code: `tekst_${randomUUID().slice(0, 8)}` }),
    "PUT guides/{guide}": guide({ title: "Anders" }),
    "DELETE guides/{guide}": undefined,
    "POST guides/shipped": undefined,
    "GET displays": undefined,
    "POST displays": { name: "Gang" },
    "DELETE displays/{display}": undefined,
    "GET notices": undefined,
    "POST notices/{notice}/seen": undefined,
    "GET places": undefined,
    "POST places": place(),
    "PUT places/{place}": place({ name: "Anders" }),
    "DELETE places/{place}": undefined,
    "GET partners": undefined,
    "POST partners": partner(),
    "PUT partners/{partner}": partner({ name: "Anders" }),
    "DELETE partners/{partner}": undefined,
    "GET handovers/{from}/{to}": undefined,
    "GET hours": undefined,
    "PUT hours": { closes_public_holidays: false, closes_decree: true, run_out_minutes: 20, warn_minutes: 5 },
    "POST hours/regimes": regime({ days: "holiday" }),
    "PUT hours/regimes/{regime}": regime({ from: "2030-02-01" }),
    "DELETE hours/regimes/{regime}": undefined,
    "POST hours/exceptions": exception(),
    "DELETE hours/exceptions/{exception}": undefined,
    "POST hours/overrides": override(),
    "DELETE hours/overrides/{override}": undefined,
    "GET calendar/{from}/{to}": undefined,
    "GET briefing": undefined,
    "GET briefings": undefined,
    "PUT briefing": { day: new Date().toLocaleDateString("sv-SE", { timeZone: "Europe/Brussels" }), note: "Dag", reachable: null, phone: null },
    "GET flags": undefined,
    "GET flags/{flag}/talk": undefined,
    "POST flags/{flag}/decision": { decision: "rejected" },
    "GET refusals": undefined,
    "POST refusals": { conversation: randomUUID(), reason: "Dreigde" },
    "DELETE refusals/{refusal}": undefined,
    "GET frequent": undefined,
    "PUT frequent": { talks: 6, days: 20 },
    "GET frequent/{conversation}/talk": undefined,
    "GET slots": undefined,
    "GET slots/elsewhere": undefined,
    "PUT slots": { second_talks: true },
    "POST slots": slot({ at: "17:00" }),
    "DELETE slots/{slot}": undefined,
    "GET appointments": undefined,
    "GET plans": undefined,
    "PUT plans/{plan}": { text: "Anders", moments: null, worker: null },
    "DELETE plans/{plan}": undefined,
    "PUT open": { open: true },
    "GET settings": undefined,
    "PUT settings": await greet.gets(line("settings")),
    "GET staff": undefined,
    "POST staff": person({ login: "nog-iemand" }),
    "PUT staff/{staff}": { name: "Anders", alias: "Anders", discipline: null, roles: ["operator"], capacity: 2, active: true },
    "POST staff/{staff}/password": undefined,
    "GET ratings": undefined,
    "POST ratings/{rating}/read": undefined,
    "GET overview": undefined,
  });
  const everything = async () => Promise.all(["terms/all", "phrases", "guides", "places", "partners", "hours", "slots", "plans", "frequent", "briefing", "settings", "staff", "ratings", "overview", "displays"].map((path) => greet.gets(line(path))));
  const at = (door: string) => {
    const [method = "", path = ""] = door.split(" ");
    return [method, line(path.replace(/\{(\w+)\}/g, (_, name) => ids[name]!))] as const;
  };

  test("open to nobody, no visitor, no operator, and no coordinator of another line", async () => {
    const robin = await Visitor.comes(server);
    const [noor, other] = [await Caller.staff(server, "noor"), await add_line(server, "elders")];
    const before = await everything();
    for (const [door, body] of Object.entries(await doors())) {
      const [method, path] = at(door);
      for (const stranger of [new Caller(server), Caller.visitor(server, robin.token), other]) {
        refused(await stranger.ask(method, path, body), "not_found");
        refused(await stranger.ask(method, path.replace(server.line, "nergens"), body), "not_found");
      }
      const reply = await noor.ask(method, path, body);
      if (for_operators.includes(door)) assert.equal(reply.status, 200, door);
      else refused(reply, "not_found");
      // A coordinator's own line does not open what belongs to another.
      if (/\{(?!from|to)/.test(door)) refused(await other.ask(method, path.replace(server.line, "elders"), body), "not_found");
    }
    assert.deepEqual(await everything(), before);
    await robin.ends();
    robin.live.drop();
  });

  test("open to a coordinator", async () => {
    for (const [door, body] of Object.entries(await doors())) {
      const [method, path] = at(door);
      const reply = await greet.ask(method, path, body);
      if (is_elsewhere(door)) refused(reply, "not_found");
      else assert.ok(reply.status < 300, `${door}: ${reply.text}`);
    }
  });

  test("lead nowhere for what is not there", async () => {
    for (const [door, body] of Object.entries(await doors()).filter(([door]) => /\{(?!from|to)/.test(door))) {
      for (const nowhere of [randomUUID(), "12"]) {
        const [method, path] = door.split(" ") as [string, string];
        refused(await greet.ask(method, line(path.replace(/\{\w+\}/, nowhere)), body), "not_found");
      }
    }
  });

  test("ask for an Origin of ours, and for JSON", async () => {
    const headers = { ...greet.headers, Origin: "https://evil.example" };
    for (const [door, body] of Object.entries(await doors())) {
      const [method, path] = at(door);
      if (method === "GET") continue;
      refused(await server.request(method, path, { body, headers }), "bad_origin");
      if (body !== undefined) refused(await greet.ask(method, path, "{"), "malformed");
    }
  });
});
