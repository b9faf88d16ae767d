// What a client gets when it comes back: what follows, or a snapshot; and a resend is recognised.
import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import { test } from "node:test";
import { Operator, Visitor } from "../support/actors.ts";
import { on_both } from "../support/engines.ts";
import { Server, type Options } from "../support/server.ts";

on_both("coming back", (database: () => Options) => {
  const with_talk = (tests: (server: Server, robin: Visitor, noor: Operator) => Promise<void>) => async () => {
    const server = await Server.start({ ...database(), settings: { http: { burst: 100_000 }, live: { frames_per_second: 10_000, burst: 100_000 } } });
    try {
      const robin = await Visitor.comes(server);
      const noor = await Operator.logs_in(server);
      await noor.takes();
      await robin.sees("the operator", () => robin.talk.state?.["state"] === "active");
      await tests(server, robin, noor);
    } finally {
      await server.end();
    }
  };

  test("with the last number gives exactly what follows", with_talk(async (_, robin, noor) => {
    await robin.says("one");
    await noor.receives("one");
    noor.live.drop();
    const before = noor.talk.number;
    for (const text of ["two", "three", "four"]) await robin.says(text);
    await noor.comes_back();
    await noor.receives("four");
    const frames = noor.live.all.filter((frame) => frame["stream"] === noor.talk.stream && frame.type !== "signal");
    assert.deepEqual(frames.map((frame) => [frame.type, frame["number"]]), [1, 2, 3].map((step) => ["event", before + step]));
    assert.deepEqual(noor.talk.said, robin.talk.said);
  }));

  test("a snapshot and the events after it give the same as all events", with_talk(async (_, robin, noor) => {
    for (let i = 0; i < 20; ++i) await (i % 2 ? robin : noor).says(`line ${i}`);
    await robin.receives("line 19");
    const followed = robin.talk;
    await robin.reloads();
    assert.deepEqual(robin.talk.said, followed.said);
    assert.equal(robin.talk.number, followed.number);
    await noor.says("after the reload");
    await robin.receives("after the reload");
    assert.equal(robin.talk.events.length, 1);
  }));

  test("too far behind, or with a number that never was, gives a snapshot", with_talk(async (_, robin, noor) => {
    for (let i = 0; i < 520; ++i) robin.posts(`line ${i}`);
    await robin.everything_is_acknowledged();
    for (const after of [0, 1_000_000]) {
      noor.live.send({ type: "subscribe", stream: noor.talk.stream, after });
      const snapshot = await noor.live.next((frame) => frame.type === "snapshot" && frame["number"] >= 522);
      assert.equal(snapshot["state"].messages.length, 520);
    }
  }));

  test("with a resend changes nothing twice", with_talk(async (_, robin, noor) => {
    const conversation = robin.talk.conversation;
    const frame = { type: "command", command: "message.post", id: randomUUID(), data: { conversation, text: "only once" } };
    const after = robin.talk.number;
    robin.live.send(frame);
    const event = await robin.live.next({ type: "event", id: frame.id });
    for (const door of ["the same socket", "another"]) {
      if (door === "another") await robin.comes_back();
      robin.live.send({ ...frame, again: true, after });
      const ack = await robin.live.next({ type: "ack", id: frame.id });
      assert.equal(ack["number"], event["number"], door);
    }
    await noor.says("I read you");
    await robin.receives("I read you");
    assert.equal(robin.talk.said.filter((each) => each.text === "only once").length, 1);
    assert.deepEqual(noor.talk.said.map((each) => each.text), ["only once", "I read you"]);
  }));

  test("with a resend of what never arrived does it", with_talk(async (_, robin, noor) => {
    robin.live.drop();
    robin.posts("written in the tunnel");
    robin.posts("and another");
    await robin.comes_back();
    await robin.everything_is_acknowledged();
    await noor.receives("and another");
    assert.deepEqual(noor.talk.said.map((each) => each.text), ["written in the tunnel", "and another"]);
  }));

  test("finds a resend of its own author only", with_talk(async (_, robin, noor) => {
    const id = randomUUID();
    const data = { conversation: robin.talk.conversation, text: "mine" };
    robin.live.send({ type: "command", command: "message.post", id, data });
    await robin.live.next({ type: "event", id });
    noor.live.send({ type: "command", command: "message.post", id, again: true, after: 0, data: { ...data, text: "mine as well" } });
    await noor.receives("mine as well");
    assert.equal(noor.talk.said.length, 2);
  }));

  test("ending twice is acknowledged twice and happens once", with_talk(async (_, robin, noor) => {
    await robin.ends();
    const id = randomUUID();
    robin.live.send({ type: "command", command: "conversation.end", id, data: { conversation: robin.talk.conversation } });
    await robin.live.next({ type: "ack", id });
    await noor.sees("the end", () => noor.talk.state?.["state"] === "ended");
    assert.equal(noor.talk.events.filter((event) => event["event"] === "conversation.ended").length, 1);
  }));

  test("a resend of queue.take gives the same conversation, not the next", with_talk(async (server, _, noor) => {
    await Operator.logs_in(server, 4).then((greet) => greet.lets_each_have(2));
    const [kim, lou] = [await Visitor.comes(server, { nickname: "Kim" }), await Visitor.comes(server, { nickname: "Lou" })];
    const id = noor.command("queue.take", { line: noor.line });
    const first = await noor.live.next({ type: "ack", id });
    noor.live.send({ type: "command", command: "queue.take", id, again: true, after: 0, data: { line: noor.line } });
    const second = await noor.live.next({ type: "ack", id });
    assert.equal(first["data"].conversation, kim.talk.conversation);
    assert.deepEqual(second["data"], first["data"]);
    assert.equal(lou.talk.state?.["state"], "waiting");
  }));

  test("the line's stream tells the desk what happens, in order", with_talk(async (server, _, noor) => {
    await Operator.logs_in(server, 4).then((greet) => greet.lets_each_have(2));
    const sam = await Operator.logs_in(server, 1);
    const snapshot = await sam.watches_the_line();
    assert.deepEqual(snapshot["state"].waiting, []);
    assert.deepEqual(snapshot["state"].mine, []);
    const kim = await Visitor.comes(server, { nickname: "Kim" });
    const waiting = await sam.live.next({ type: "event", event: "conversation.waiting" });
    assert.equal(waiting["data"].nickname, "Kim");
    assert.equal(waiting["number"], snapshot["number"] + 1);
    await noor.takes();
    const taken = await sam.live.next({ type: "event", event: "conversation.taken" });
    assert.equal(taken["data"].conversation, kim.talk.conversation);
    await kim.ends();
    const gone = await sam.live.next({ type: "event", event: "conversation.gone" });
    assert.equal(gone["number"], snapshot["number"] + 3);
    const mine = await noor.watches_the_line();
    assert.equal(mine["state"].mine.length, 1, "the first talk is still Noor's");
  }));
});
