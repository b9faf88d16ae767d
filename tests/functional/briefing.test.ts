// The note of the day and who can be reached: written by coordinators, read by the team.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { new_token, Operator, Visitor } from "../support/actors.ts";
import { add_line, Caller, refused } from "../support/callers.ts";
import { on_both } from "../support/engines.ts";
import { Server, type Options } from "../support/server.ts";

const digits = new Intl.DateTimeFormat("sv-SE", { timeZone: "Europe/Brussels" });
const day = (ahead: number) => {
  const at = new Date(`${digits.format(new Date())}T12:00:00Z`);
  at.setUTCDate(at.getUTCDate() + ahead);
  return at.toISOString().slice(0, 10);
};
const briefing = (more: object = {}) => ({ day: day(0), note: "Vandaag examens: veel stress.\nDank jullie wel.", reachable: "Greet", phone: "0470 12 34 56", ...more });

on_both("the briefing", (database: () => Options) => {
  let server: Server;
  let greet: Caller;
  let noor: Caller;
  const line = (path: string) => `/api/lines/${server.line}/${path}`;
  before(async () => {
    server = await Server.start(database());
    greet = await Caller.staff(server, "greet");
    noor = await Caller.staff(server, "noor");
  });
  after(() => server.end());

  test("stands on the desk, and changes there at once", async () => {
    const desk = await Operator.logs_in(server);
    const none = { day: day(0), note: null, reachable: null, phone: null };
    assert.deepEqual((await desk.watches_the_line())["state"].briefing, none);
    assert.deepEqual(await noor.gets(line("briefing")), none);
    assert.deepEqual(await greet.puts(line("briefing"), briefing()), briefing());
    assert.deepEqual((await desk.live.next({ type: "event", event: "briefing.changed" }))["data"], briefing());
    assert.deepEqual(await noor.gets(line("briefing")), briefing());
    assert.deepEqual((await desk.watches_the_line())["state"].briefing, briefing());
    desk.live.drop();
  });

  test("is written ahead, and who is reachable stays until somebody else is", async () => {
    await greet.puts(line("briefing"), briefing({ note: null }));
    await greet.puts(line("briefing"), briefing({ day: day(3), note: "Open tot 22 uur.", reachable: "An", phone: "+32 16 11 22 33" }));
    const { briefings } = await greet.gets(line("briefings"));
    assert.equal(briefings.length, 14);
    const told = (ahead: number) => [briefings[ahead].day, briefings[ahead].note, briefings[ahead].reachable];
    assert.deepEqual(told(0), [day(0), null, "Greet"]);
    assert.deepEqual(told(2), [day(2), null, "Greet"]);
    assert.deepEqual(told(3), [day(3), "Open tot 22 uur.", "An"]);
    assert.deepEqual(told(13), [day(13), null, "An"]);
    assert.equal((await noor.gets(line("briefing"))).reachable, "Greet");
  });

  test("is refused where it is wrong, and names it", async () => {
    const cases: [object, Record<string, string>][] = [
      [{ day: day(-1) }, { day: "too_small" }],
      [{ day: day(14) }, { day: "too_large" }],
      [{ day: "vandaag" }, { day: "not_allowed" }],
      [{ day: "2026-02-30" }, { day: "not_allowed" }],
      [{ note: "x".repeat(2001) }, { note: "too_long" }],
      [{ phone: null }, { phone: "required" }],
      [{ phone: "bel mij" }, { phone: "not_allowed" }],
      [{ reachable: null }, { reachable: "required" }],
      [{ colour: "blue" }, { colour: "unknown_field" }],
    ];
    const before = await noor.gets(line("briefing"));
    for (const [wrong, fields] of cases) refused(await greet.put(line("briefing"), briefing(wrong)), "invalid", fields);
    assert.deepEqual(await noor.gets(line("briefing")), before);
  });

  test("is read by the team and written by coordinators; to others there is no such line", async () => {
    const visitor = await Visitor.comes(server);
    const elsewhere = await add_line(server, "gent");
    const nobody = [new Caller(server), Caller.visitor(server, visitor.token), Caller.visitor(server, new_token()), elsewhere];
    for (const each of nobody) {
      refused(await each.get(line("briefing")), "not_found");
      refused(await each.get(line("briefings")), "not_found");
    }
    for (const each of [...nobody, noor]) refused(await each.put(line("briefing"), briefing()), "not_found");
    refused(await noor.get(line("briefings")), "not_found");
    await visitor.ends();
    visitor.live.drop();
  });
});
