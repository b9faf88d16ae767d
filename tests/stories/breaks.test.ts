// What breaks on an evening: phones that lock, networks that go, browsers that die, disks that fill, clocks that jump. Graces run
// 60 times faster here (`clock.speed`): a minute is a second.
import assert from "node:assert/strict";
import { test } from "node:test";
import { setTimeout as pause } from "node:timers/promises";
import { WebSocket } from "ws";
import { new_token, Operator, Talk, Visitor } from "../support/actors.ts";
import { add_line } from "../support/callers.ts";
import { on_both } from "../support/engines.ts";
import type { Options, Server, Settings } from "../support/server.ts";
import { run_story, type Tell } from "../support/story.ts";
import { until } from "../support/until.ts";

const fast: Settings = { clock: { speed: 60 } };
const minute = 1_000;
const minutes = (count: number) => pause(count * minute + 400);

type Database = () => Options;

const story_of = (database: Database, settings: Settings) => (tell: Tell) => run_story(() => ({ ...database(), settings }), tell);

async function in_a_talk(server: Server, who = 0): Promise<{ robin: Visitor; noor: Operator }> {
  const robin = await Visitor.comes(server);
  const noor = await Operator.logs_in(server, who);
  await noor.takes();
  await robin.sees("the operator", () => robin.talk.state?.["state"] === "active");
  return { robin, noor };
}
const is_waiting = (visitor: Visitor) => visitor.talk.state?.["state"] === "waiting";

on_both("what breaks on an evening", (database: Database) => {
  const story = story_of(database, fast);

  test("a locked phone keeps its place, and is skipped meanwhile", story(async (server) => {
    const robin = await Visitor.comes(server, { nickname: "Robin" });
    const sam = await Visitor.comes(server, { nickname: "Sam" });
    const noor = await Operator.logs_in(server, 0);
    const jef = await Operator.logs_in(server, 1);
    robin.live.drop();
    await minutes(2);
    assert.equal((await noor.takes()).conversation, sam.talk.conversation, "who is there goes first");
    await robin.comes_back();
    await robin.live.next((frame) => frame["signal"] === "place");
    assert.ok(is_waiting(robin), "the place is kept");
    assert.equal((await jef.takes()).conversation, robin.talk.conversation);
  }));

  test("after ten minutes away the place is given up, and who comes back is told", story(async (server) => {
    const robin = await Visitor.comes(server);
    robin.live.drop();
    await minutes(10);
    await robin.comes_back();
    await robin.sees("that the place is gone", () => robin.talk.state?.["state"] === "left");
    assert.equal(robin.talk.state?.["ended_by"], "lost");
  }));

  test("gone for three minutes in the middle of sending: nothing lost, and Noor can help somebody else meanwhile", story(async (server) => {
    const { robin, noor } = await in_a_talk(server);
    for (let i = 0; i < 20; ++i) {
      robin.posts(`line ${i}`);
      if (i === 10) robin.live.drop();
    }
    const sam = await Visitor.comes(server, { nickname: "Sam" });
    await assert.rejects(noor.take(), /conflict/, "one talk at a time");
    await minutes(3);
    const first = noor.talks[0]!;
    assert.equal((await noor.takes()).conversation, sam.talk.conversation);
    await robin.comes_back();
    await robin.everything_is_acknowledged();
    await noor.receives("line 19", first);
    assert.deepEqual(first.said.map((each) => each.text), Array.from({ length: 20 }, (_, i) => `line ${i}`));
  }));

  test("Noor's browser is killed: Robin may ask a colleague after two minutes, who sees the whole talk", story(async (server) => {
    const { robin, noor } = await in_a_talk(server);
    await robin.says("before");
    noor.live.drop();
    await assert.rejects(robin.gives_back(), /conflict/, "too early");
    await minutes(2);
    await robin.gives_back();
    assert.ok(is_waiting(robin));
    await robin.says("while I wait");
    const jef = await Operator.logs_in(server, 1);
    const talk = await jef.takes();
    assert.deepEqual(talk.said.map((each) => each.text), ["before", "while I wait"]);
    await noor.comes_back().catch(() => undefined);
    await assert.rejects(noor.says("is it still mine?"), /not_found/);
  }));

  test("after four minutes it waits in front by itself, and Noor gets it back if nobody took it", story(async (server) => {
    const { robin, noor } = await in_a_talk(server);
    const sam = await Visitor.comes(server, { nickname: "Sam" });
    noor.live.drop();
    await minutes(4);
    await robin.sees("that it waits", () => is_waiting(robin));
    noor.talks = [];
    await noor.connect();
    const line = await noor.watches_the_line();
    assert.deepEqual(line["state"].waiting.map((each: { conversation: string }) => each.conversation), [robin.talk.conversation, sam.talk.conversation]);
    await noor.takes({ conversation: robin.talk.conversation, reason: "mine" });
    await robin.says("good that you are back");
    await noor.receives("good that you are back");
  }));

  test("set aside after five minutes; who comes back goes on with Noor", story(async (server) => {
    const { robin, noor } = await in_a_talk(server);
    robin.live.drop();
    await assert.rejects(noor.sets_aside(), /conflict/, "too early");
    await minutes(5);
    await noor.sets_aside();
    await robin.comes_back();
    await robin.says("here I am");
    await noor.receives("here I am");
    assert.equal(robin.talk.state?.["state"], "active");
  }));

  test("set aside, and Noor is busy when Robin comes back: in front of the queue, with the whole talk", story(async (server) => {
    const { robin, noor } = await in_a_talk(server);
    await robin.says("before");
    robin.live.drop();
    await minutes(5);
    await noor.sets_aside();
    const sam = await Visitor.comes(server, { nickname: "Sam" });
    assert.equal((await noor.takes()).conversation, sam.talk.conversation);
    const lou = await Visitor.comes(server, { nickname: "Lou" });
    await robin.comes_back();
    await robin.sees("that it waits", () => is_waiting(robin));
    const jef = await Operator.logs_in(server, 1);
    const talk = await jef.takes();
    assert.equal(talk.conversation, robin.talk.conversation, "before Lou, who came later");
    assert.deepEqual(talk.said.map((each) => each.text), ["before"]);
    await lou.ends();
  }));

  test("on a second device with the return code, while the first comes back: both are in the talk", story(async (server) => {
    const { robin, noor } = await in_a_talk(server);
    const code: string = (await server.post("/api/visit/code", undefined, { Authorization: `Bearer ${robin.token}` })).json.code;
    assert.match(code, /^\d{16}$/);
    robin.live.drop();
    const tablet = new Visitor(server, "socket", new_token());
    const [reply] = await Promise.all([server.post("/api/returns", { code, token: tablet.token }), robin.comes_back()]);
    assert.equal(reply.status, 200, reply.text);
    tablet.talks = [new Talk(reply.json.conversation)];
    await tablet.connect();
    await tablet.says("from the tablet");
    await robin.says("from the phone");
    await noor.receives("from the phone");
    await tablet.receives("from the phone");
    assert.deepEqual(tablet.talk.said, robin.talk.said);
    assert.deepEqual(noor.talk.said, robin.talk.said);
  }));

  test("Robin leaves while being taken: one of the two happens, and both know which", story(async (server) => {
    const noor = await Operator.logs_in(server);
    for (let round = 0; round < 10; ++round) {
      const robin = await Visitor.comes(server, { nickname: `Robin ${round}` });
      const [left, taken] = await Promise.allSettled([robin.ends(), noor.take()]);
      await robin.sees("what happened", () => ["left", "ended"].includes(robin.talk.state?.["state"]));
      assert.equal(left.status, "fulfilled");
      assert.equal(robin.talk.state?.["state"], taken.status === "fulfilled" ? "ended" : "left");
      if (taken.status === "fulfilled") await noor.registers(robin.talk.conversation);
    }
  }));

  test("ten tabs of Noor: all see it, nine may close, and she is still there", story(async (server) => {
    const { robin, noor } = await in_a_talk(server);
    const tabs: Operator[] = [];
    for (let i = 0; i < 9; ++i) tabs.push(await noor.opens_a_tab());
    await robin.says("hello to all of you");
    for (const tab of tabs) await tab.receives("hello to all of you");
    await tabs[4]!.says("from the fifth");
    await robin.receives("from the fifth");
    noor.live.drop();
    for (const tab of tabs.slice(1)) tab.live.drop();
    await minutes(5);
    await tabs[0]!.says("still here");
    assert.equal(robin.talk.state?.["state"], "active");
  }));

  test("an operator of another line finds nothing of this one", story(async (server) => {
    const { robin } = await in_a_talk(server);
    const stranger = new Operator(server, "socket");
    stranger.cookie = (await add_line(server, "elders")).headers["Cookie"]!;
    await stranger.connect();
    for (const [command, data] of [
      ["message.post", { conversation: robin.talk.conversation, text: "hello?" }],
      ["conversation.end", { conversation: robin.talk.conversation }],
      ["conversation.extend", { conversation: robin.talk.conversation }],
      ["conversation.set_aside", { conversation: robin.talk.conversation }],
      ["queue.take", { line: (await Operator.logs_in(server, 1)).line }],
    ] as const)
      await assert.rejects(stranger.settled(stranger.command(command, data)), /not_found/, command);
    const reply = await server.get(`/api/registrations/${robin.talk.conversation}`, { Cookie: stranger.cookie });
    assert.equal(reply.status, 404);
  }));
}, { concurrency: 3 });

on_both("a return code", (database: Database) => {
  test("serves for 30 minutes after the visitor was last there, and no longer", story_of(database, { clock: { speed: 600 } })(async (server) => {
    const { robin } = await in_a_talk(server);
    const code: string = (await server.post("/api/visit/code", undefined, { Authorization: `Bearer ${robin.token}` })).json.code;
    robin.live.drop();
    await pause(2_000);
    assert.equal((await server.post("/api/returns", { code, token: new_token() })).status, 200);
    await pause(1_500);
    assert.equal((await server.post("/api/returns", { code, token: new_token() })).status, 404);
  }));
});

on_both("sockets that say nothing", (database: Database) => {
  test("200 of them bar nobody, and are closed", story_of(database, { live: { hello_timeout: 2 } })(async (server) => {
    const silent = Array.from({ length: 200 }, () => new WebSocket(`${server.url.replace("http", "ws")}/live`, { origin: server.url }));
    let closed = 0;
    for (const socket of silent) socket.on("close", () => ++closed).on("error", () => undefined);
    const { robin, noor } = await in_a_talk(server);
    await robin.says("can you hear me?");
    await noor.receives("can you hear me?");
    await until("all of them to be closed", () => closed === 200);
  }));
});
