// A line must never look open because somebody forgot to log out; and an evening ends well. Graces run faster here
// (`clock.speed`): at 600, ten minutes are a second.
import assert from "node:assert/strict";
import { test } from "node:test";
import { Operator, Visitor } from "../support/actors.ts";
import { Caller } from "../support/callers.ts";
import { on_both } from "../support/engines.ts";
import type { Options, Server } from "../support/server.ts";
import { run_story, type Tell } from "../support/story.ts";
import { until } from "../support/until.ts";

const kGreet = 4; // of the demo team: its coordinator, who answers too

on_both("people on duty", (database: () => Options) => {
  const story = (speed: number, tell: Tell) => run_story(() => ({ ...database(), settings: { clock: { speed } }, keeper: false }), tell);
  const why = async (server: Server) => (await server.get(`/api/lines/${server.line}`)).json.opening.why;
  const is_closed = (server: Server) => until("the line is closed", async () => (await why(server)) === "nobody");
  const state = (visitor: Visitor) => visitor.talk.state?.["state"];

  test("Noor's browser stays open and Noor is gone: after 20 minutes without a sign the line is closed", story(600, async (server) => {
    const noor = await Operator.logs_in(server);
    assert.equal(await why(server), null);
    await is_closed(server);
    assert.equal(noor.live.is_closed, false);
    noor.live.drop();
  }));

  test("Noor's laptop shuts: after 10 minutes without a page the line is closed", story(600, async (server) => {
    const noor = await Operator.logs_in(server);
    const signs = setInterval(() => !noor.live.is_closed && noor.command("duty.alive", {}, undefined), 200);
    noor.live.drop();
    await is_closed(server);
    clearInterval(signs);
  }));

  test("Noor gives signs and stays, logs out and is gone", story(600, async (server) => {
    const noor = await Operator.logs_in(server);
    for (let sign = 0; sign < 12; sign += 1) {
      await noor.settled(noor.command("duty.alive", {}, undefined));
      const from = performance.now();
      await until("a while later", () => performance.now() - from > 300); // three minutes of the line
    }
    assert.equal(await why(server), null, "36 minutes later");
    await server.request("DELETE", "/api/session", { headers: noor.headers });
    assert.equal(await why(server), "nobody");
  }));

  test("Noor's laptop dies after closing: Robin and the coordinators hear that nobody is left, and Lies comes back for Robin", story(60, async (server) => {
    const greet = await Caller.staff(server, "greet");
    const [lies, noor] = [await Operator.logs_in(server, 2), await Operator.logs_in(server)];
    await lies.goes("off");
    const robin = await Visitor.comes(server);
    await noor.takes();
    await robin.sees("Noor", () => state(robin) === "active");
    const hours = `/api/lines/${server.line}/hours`;
    await greet.puts(hours, { closes_public_holidays: false, closes_decree: false, run_out_minutes: 0, warn_minutes: 0 });
    await greet.posts(`${hours}/exceptions`, { kind: "closed", starts_at: null, ends_at: "2099-01-01T00:00", reason: "einde" });
    await assert.rejects(lies.goes("online"), /closed/);
    noor.live.drop();
    const told = () => robin.talk.events.filter(({ event }) => event === "conversation.unattended").map(({ data }) => data.unattended);
    await robin.sees("that nobody is left", () => told().join() === "true");
    assert.equal(state(robin), "waiting", "no clock ends a talk");
    const about = async () => (await greet.gets(`/api/lines/${server.line}/notices`)).notices.filter((one: any) => one.kind === "nobody" && one.conversation === robin.talk.conversation);
    assert.deepEqual((await about()).map(({ seen }: any) => seen), [false]);
    await lies.goes("online");
    await robin.sees("that somebody is there", () => told().join() === "true,false");
    assert.equal(await why(server), "hours", "and nobody else comes in");
    await lies.takes();
    assert.deepEqual((await about()).map(({ seen }: any) => seen), [true]);
    await robin.says("fijn dat je er bent");
    await lies.receives("fijn dat je er bent");
    await lies.ends();
    await until("Lies is off duty", async () => (await lies.watches_the_line()).state.team.length === 0);
    await lies.registers();
    for (const page of [lies, robin]) page.live.drop();
  }));

  test("the last block is over while Robin waits: the coordinators hear it", story(600, async (server) => {
    const greet = await Caller.staff(server, "greet");
    const noor = await Operator.logs_in(server);
    const robin = await Visitor.comes(server);
    await robin.sees("the queue", () => !!robin.talk.state?.["requested_at"]);
    const until_then = new Date(Date.parse(robin.talk.state!["requested_at"]) + 60 * 60_000).toISOString();
    await noor.settled(noor.command("duty.set", { line: noor.line, state: "online", until: until_then }, undefined));
    const signs = setInterval(() => !noor.live.is_closed && noor.command("duty.alive", {}, undefined), 200);
    const kinds = async () => (await greet.gets(`/api/lines/${server.line}/notices`)).notices.map(({ kind }: any) => kind);
    await until("the coordinators hear it", async () => (await kinds()).includes("nobody"));
    clearInterval(signs);
    assert.equal(state(robin), "waiting");
    for (const page of [noor, robin]) page.live.drop();
  }));

  test("an evening closes with three who wait: one is taken, one leaves, one is warned and refused", story(60, async (server) => {
    const greet = await Caller.staff(server, "greet");
    const noor = await Operator.logs_in(server);
    const [robin, lot, sam] = [await Visitor.comes(server), await Visitor.comes(server), await Visitor.comes(server)];
    const hours = `/api/lines/${server.line}/hours`;
    await greet.puts(hours, { closes_public_holidays: false, closes_decree: false, run_out_minutes: 10, warn_minutes: 5 });
    await greet.posts(`${hours}/exceptions`, { kind: "closed", starts_at: null, ends_at: "2099-01-01T00:00", reason: "einde" });
    await noor.takes();
    await robin!.sees("the operator", () => state(robin!) === "active");
    await lot!.ends();
    const is_warned = () => sam!.talk.events.some(({ event }) => event === "conversation.warned");
    await sam!.sees("the warning", is_warned);
    await sam!.sees("that it is closed", () => state(sam!) === "refused");
    assert.equal(sam!.talk.state?.["ended_by"], "line_closed");
    assert.equal(state(lot!), "left");
    await robin!.says("ben je er nog?");
    await noor.receives("ben je er nog?");
    const team = async () => (await noor.watches_the_line()).state.team.length;
    assert.equal(await team(), 1, "who has a talk stays");
    await noor.ends();
    await until("Noor is off duty", async () => (await team()) === 0);
    await noor.registers();
    assert.equal(await why(server), "hours");
    for (const page of [noor, robin!, lot!, sam!]) page.live.drop();
  }));

  test("Greet takes the last who wait at the very end: one of the two is first, and nothing is lost", story(60, async (server) => {
    const greet = await Caller.staff(server, "greet");
    const taker = await Operator.logs_in(server, kGreet);
    await taker.lets_each_have(10);
    const hours = `/api/lines/${server.line}/hours`;
    await greet.puts(hours, { closes_public_holidays: false, closes_decree: false, run_out_minutes: 0, warn_minutes: 0 });
    const waiting = await Promise.all(Array.from({ length: 6 }, () => Visitor.comes(server)));
    const closing = greet.posts(`${hours}/exceptions`, { kind: "closed", starts_at: null, ends_at: "2099-01-01T00:00", reason: "einde" });
    const leaving = waiting[5]!.ends().catch(() => undefined);
    for (let i = 0; i < 6; i += 1) await taker.take().catch(() => undefined);
    await Promise.all([closing, leaving]);
    for (const visitor of waiting) await visitor.sees("how it went", () => ["active", "refused", "left"].includes(state(visitor)));
    for (const page of [taker, ...waiting]) page.live.drop();
  }));
});
