// Who is on duty: online, paused, off; what the team sees of it; and how many talks one may have at once.
import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import { after, before, test } from "node:test";
import { Operator, Visitor, type Page } from "../support/actors.ts";
import { add_line, Caller } from "../support/callers.ts";
import { on_both } from "../support/engines.ts";
import type { Frame } from "../support/live.ts";
import { Server, type Options } from "../support/server.ts";
import { in_time } from "../support/until.ts";

on_both("duty", (database: () => Options) => {
  let server: Server;
  let watcher: Operator;
  let greet: Caller;
  before(async () => {
    server = await Server.start(database());
    greet = await Caller.staff(server, "greet");
    watcher = await Operator.logs_in(server, 3);
    await watcher.watches_the_line();
  });
  after(async () => {
    watcher.live.drop();
    await server.end();
  });

  const sets = async (page: Page, state: string, line = watcher.line): Promise<Frame> => {
    const id = randomUUID();
    page.live.send({ type: "command", command: "duty.set", id, data: { line, state } });
    return page.live.next((frame) => frame["id"] === id && frame.type !== "event");
  };
  const is_told = (alias: string, state: string, connected: boolean) =>
    watcher.live.next((frame) => frame["event"] === "duty.changed" && frame["data"].alias === alias && frame["data"].state === state && frame["data"].connected === connected);
  const team = async (): Promise<Record<string, string>> => {
    const { state } = await watcher.watches_the_line();
    return Object.fromEntries(state.team.map((each: { alias: string; state: string }) => [each.alias, each.state]));
  };
  const registers = async (who: Caller, visitor: Visitor) => {
    const path = `/api/registrations/${visitor.talk.conversation}`;
    const { conversation: _, nickname: __, ...draft } = await who.gets(path);
    await who.puts(path, { ...draft, state: "done", fake: true });
  };

  test("is told to the team, once per change", async () => {
    const jef = await Operator.logs_in(server, 1);
    assert.equal((await sets(jef, "off")).type, "ack");
    assert.equal((await team())["Jef"], undefined);
    await sets(jef, "online");
    const event = await is_told("Jef", "online", true);
    assert.equal(event["data"].discipline, "psycholoog_pedagoog");
    const from = watcher.live.all.length;
    await sets(jef, "online");
    await sets(jef, "paused");
    await is_told("Jef", "paused", true);
    assert.equal(watcher.live.all.slice(from).filter((frame) => frame["event"] === "duty.changed").length, 1);
    assert.equal((await team())["Jef"], "paused");
    await sets(jef, "off");
    await is_told("Jef", "off", true);
    assert.equal((await team())["Jef"], undefined);
    jef.live.drop();
  });

  test("may end with a block: until then, and nobody new after it", async () => {
    const jef = await Operator.logs_in(server, 1);
    const until = new Date(Date.now() + 3_600_000).toISOString();
    const asks = async (more: object) => {
      const id = randomUUID();
      jef.live.send({ type: "command", command: "duty.set", id, data: { line: jef.line, state: "online", ...more } });
      return jef.live.next((frame) => frame["id"] === id && frame.type !== "event");
    };
    assert.equal((await asks({ until })).type, "ack");
    const told = await watcher.live.next((frame) => frame["event"] === "duty.changed" && frame["data"].until !== null);
    assert.equal(told["data"].until, until);
    const team = async () => (await watcher.watches_the_line()).state.team.find((each: { alias: string }) => each.alias === "Jef");
    assert.equal((await team()).until, until);
    await jef.goes("online");
    assert.equal((await team()).until, until, "left out, it stays as it is");
    assert.equal((await asks({ until: null })).type, "ack");
    assert.equal((await team()).until, null);
    for (const wrong of [new Date(Date.now() - 1000).toISOString(), new Date(Date.now() + 25 * 3_600_000).toISOString(), "straks", 5])
      assert.deepEqual((await asks({ until: wrong }))["fields"].map(({ field }: { field: string }) => field), ["data.until"]);
    await jef.goes("off");
    jef.live.drop();
  });

  test("hears that somebody is there from staff, and from nobody else", async () => {
    const jef = await Operator.logs_in(server, 1);
    await jef.settled(jef.command("duty.alive", {}, undefined));
    const robin = await Visitor.comes(server);
    await assert.rejects(robin.settled(robin.command("duty.alive", {}, undefined)), /not_found/);
    await robin.ends();
    await jef.goes("off");
    for (const page of [jef, robin]) page.live.drop();
  });

  test("says who lost the connection, and who is back", async () => {
    const jef = await Operator.logs_in(server, 1);
    await sets(jef, "paused");
    await sets(jef, "online");
    await is_told("Jef", "online", true);
    const tab = await Operator.logs_in(server, 1);
    jef.live.drop();
    await in_time("the socket to close", jef.live.closed);
    tab.live.send({ type: "ping" });
    await tab.live.next({ type: "pong" });
    assert.equal((await team())["Jef"], "online");
    tab.live.drop();
    await is_told("Jef", "online", false);
    await jef.comes_back();
    await is_told("Jef", "online", true);
    await sets(jef, "off");
    jef.live.drop();
  });

  test("ends everywhere with logging out", async () => {
    const jef = await Operator.logs_in(server, 1);
    await sets(jef, "paused");
    await is_told("Jef", "paused", true);
    assert.equal((await new Caller(server, { Cookie: jef.cookie }).drop("/api/session")).status, 204);
    await is_told("Jef", "off", false);
    await in_time("the socket to close", jef.live.closed);
  });

  test("is for operators of the line", async () => {
    const robin = await Visitor.comes(server);
    const boss = await add_line(server, "elders");
    const { lines } = await boss.gets("/api/session");
    assert.equal((await sets(robin, "online"))["code"], "not_found");
    assert.equal((await sets(watcher, "online", lines[0].line))["code"], "not_found");
    assert.equal((await sets(watcher, "online", randomUUID()))["code"], "not_found");
    for (const [data, field, problem] of [
      [{ line: watcher.line, state: "away" }, "state", "not_allowed"],
      [{ line: watcher.line }, "state", "required"],
      [{ line: "12", state: "online" }, "line", "not_a_uuid"],
      [{ line: watcher.line, state: "online", since: 1 }, "since", "unknown_field"],
    ] as const) {
      const id = randomUUID();
      watcher.live.send({ type: "command", command: "duty.set", id, data });
      const error = await watcher.live.next({ type: "error", id });
      assert.equal(error["code"], "invalid");
      assert.deepEqual(error["fields"].map((each: { field: string; problem: string }) => [each.field.replace(/^data\./, ""), each.problem]), [[field, problem]]);
    }
    await robin.ends();
    robin.live.drop();
  });

  test("is asked before one takes: who pauses or is off takes nobody", async () => {
    const [robin, jef] = [await Visitor.comes(server), await Operator.logs_in(server, 1)];
    for (const state of ["paused", "off"]) {
      await sets(jef, state);
      await assert.rejects(jef.take(), /conflict/, state);
    }
    await sets(jef, "online");
    assert.equal(await jef.take(), robin.talk.conversation);
    await sets(jef, "paused");
    await robin.ends();
    await registers(await Caller.staff(server, "jef"), robin);
    for (const page of [robin, jef]) page.live.drop();
  });

  test("has room for as many talks as the line says, and a person more or fewer", async () => {
    const [robin, kim] = [await Visitor.comes(server), await Visitor.comes(server, { nickname: "Kim" })];
    const jef = await Operator.logs_in(server, 1);
    const desk = await Caller.staff(server, "jef");
    assert.equal((await jef.watches_the_line())["state"].capacity, 1);
    assert.equal(await jef.take(), robin.talk.conversation);
    await assert.rejects(jef.take(), /conflict/);
    const path = `/api/lines/${server.line}/settings`;
    const settings = await greet.gets(path);
    await greet.puts(path, { ...settings, capacity: 2 });
    assert.equal((await jef.watches_the_line())["state"].capacity, 2);
    assert.equal(await jef.take(), kim.talk.conversation);
    const { staff } = await greet.gets(`/api/lines/${server.line}/staff`);
    const { staff: uuid, login: _, ...person } = staff.find((each: { login: string }) => each.login === "jef");
    await greet.puts(`/api/lines/${server.line}/staff/${uuid}`, { ...person, capacity: 1 });
    assert.equal((await jef.watches_the_line())["state"].capacity, 1);
    const lou = await Visitor.comes(server, { nickname: "Lou" });
    await kim.ends();
    await registers(desk, kim);
    await assert.rejects(jef.take(), /conflict/, "one talk is as many as this person has");
    await greet.puts(`/api/lines/${server.line}/staff/${uuid}`, { ...person, capacity: null });
    assert.equal(await jef.take(), lou.talk.conversation);
    for (const visitor of [robin, lou]) {
      await visitor.ends();
      await registers(desk, visitor);
    }
    await greet.puts(path, { ...settings, revision: settings.revision + 1 });
    for (const page of [robin, kim, lou, jef]) page.live.drop();
  });

  test("has two who take the same visitor: one gets it, the other is told", async () => {
    const robin = await Visitor.comes(server);
    const [jef, lies] = [await Operator.logs_in(server, 1), await Operator.logs_in(server, 2)];
    for (const page of [jef, lies]) await sets(page, "online");
    const taken = await Promise.allSettled([jef.take(), lies.take()]);
    assert.deepEqual(taken.map((each) => each.status).sort(), ["fulfilled", "rejected"]);
    const told = await watcher.live.next((frame) => frame["event"] === "conversation.taken" && frame["data"].conversation === robin.talk.conversation);
    assert.equal(told["data"].alias, taken[0]!.status === "fulfilled" ? "Jef" : "Lies");
    await robin.ends();
    for (const page of [robin, jef, lies]) page.live.drop();
  });

  test("asks a reason of who takes somebody out of turn", async () => {
    const own = await Server.start(database());
    try {
      const [robin, kim] = [await Visitor.comes(own), await Visitor.comes(own, { nickname: "Kim" })];
      const noor = await Operator.logs_in(own);
      const asks = async (data: object) => {
        const id = randomUUID();
        noor.live.send({ type: "command", command: "queue.take", id, data: { line: noor.line, ...data } });
        return noor.live.next((frame) => frame["id"] === id && frame.type !== "event");
      };
      const { conversation } = kim.talk;
      assert.equal((await asks({ conversation }))["code"], "invalid");
      assert.equal((await asks({ conversation, reason: "nice" }))["code"], "invalid");
      assert.equal((await asks({ conversation, reason: "mine" }))["code"], "conflict", "nobody had Kim before");
      assert.equal((await asks({ conversation: randomUUID(), reason: "urgent" })).type, "error");
      assert.equal((await asks({ conversation, reason: "urgent" }))["data"].conversation, conversation);
      assert.equal(robin.talk.state?.["state"], "waiting");
      for (const page of [robin, kim, noor]) page.live.drop();
    } finally {
      await own.end();
    }
  });
});
