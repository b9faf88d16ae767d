// What is done with a talk: more time, how it ends, who may; and the same asked twice at once.
import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import { after, before, test } from "node:test";
import { new_token, Operator, Visitor, type Page } from "../support/actors.ts";
import { Caller } from "../support/callers.ts";
import { on_both } from "../support/engines.ts";
import type { Frame } from "../support/live.ts";
import { Server, type Options } from "../support/server.ts";

on_both("a talk", (database: () => Options) => {
  let server: Server;
  before(async () => {
    server = await Server.start(database());
  });
  after(() => server.end());

  const in_a_talk = (tests: (robin: Visitor, noor: Operator) => Promise<void>) => async () => {
    const robin = await Visitor.comes(server);
    const noor = await Operator.logs_in(server);
    await noor.takes();
    await robin.sees("the operator", () => robin.talk.state?.["state"] === "active");
    await tests(robin, noor);
    await robin.ends();
    await noor.registers(robin.talk.conversation);
    for (const page of [robin, noor]) page.live.drop();
  };
  const refusal = async (page: Page, command: string, data: object): Promise<Frame> => {
    const id = randomUUID();
    page.live.send({ type: "command", command, id, data });
    return page.live.next((frame) => frame["id"] === id);
  };

  test("gets a quarter of an hour more from its operator, and from nobody else", in_a_talk(async (robin, noor) => {
    const { conversation } = robin.talk;
    const until = Date.parse(noor.talk.state!["guide_ends_at"]);
    await noor.settled(noor.command("conversation.extend", { conversation }));
    await robin.sees("the new guide", () => robin.talk.events.some((event) => event["event"] === "conversation.extended"));
    const told = robin.talk.events.find((event) => event["event"] === "conversation.extended")!;
    assert.equal(Date.parse(told["data"].guide_ends_at), until + 15 * 60_000);
    const jef = await Operator.logs_in(server, 1);
    for (const page of [robin, jef]) assert.equal((await refusal(page, "conversation.extend", { conversation }))["code"], "not_found");
    jef.live.drop();
  }));

  test("is neither set aside nor given back while both are there", in_a_talk(async (robin, noor) => {
    const { conversation } = robin.talk;
    assert.equal((await refusal(noor, "conversation.set_aside", { conversation }))["code"], "conflict");
    assert.equal((await refusal(robin, "conversation.give_back", { conversation }))["code"], "conflict");
    assert.equal((await refusal(robin, "conversation.set_aside", { conversation }))["code"], "not_found");
    assert.equal((await refusal(noor, "conversation.give_back", { conversation }))["code"], "not_found");
  }));

  test("ends as its operator says, and the visitor has no say in that", in_a_talk(async (robin, noor) => {
    const { conversation } = robin.talk;
    for (const [page, closing] of [[robin, "care"], [noor, "bye"]] as const) {
      assert.equal((await refusal(page, "conversation.end", { conversation, closing }))["code"], "invalid");
    }
    await noor.settled(noor.command("conversation.end", { conversation, closing: "boundary" }));
    await robin.reloads();
    assert.deepEqual([robin.talk.state!["state"], robin.talk.state!["closing"], robin.talk.state!["ended_by"]], ["ended", "boundary", "operator"]);
    for (const command of ["conversation.extend", "conversation.set_aside"]) assert.match((await refusal(noor, command, { conversation }))["code"], /closed|conflict/);
    assert.match((await refusal(robin, "conversation.give_back", { conversation }))["code"], /closed|conflict/);
  }));

  test("keeps every kind of text as it was written", in_a_talk(async (robin, noor) => {
    const texts = ["👩‍👩‍👧‍👦 🏳️‍🌈 \u{1f469}\u{1f3fd}", "مرحبا، هل يمكنني التحدث معك؟", "\u202eabc\u202c שלום", "<script>alert(1)</script>&amp;<b>", "regel 1\nregel 2\n\n\tregel 4", "'; drop table visit; --", "é".repeat(4000), "\u{1f33b}".repeat(3900)];
    for (const text of texts) {
      await robin.says(text);
      await noor.receives(text);
    }
    await robin.reloads();
    assert.deepEqual(robin.talk.said.map((each) => each.text), texts);
    for (const text of ["x".repeat(4001), "\u{1f33b}".repeat(4001), "a\u0000b", "a\u009fb", "\u200b \u3000"]) {
      assert.notEqual((await refusal(robin, "message.post", { conversation: robin.talk.conversation, text }))["code"], undefined);
    }
  }));

  test("is one, however often a button is pressed", async () => {
    const token = new_token();
    const body = { token, nickname: "Robin", register: "nl" };
    const starts = await Promise.all([1, 2, 3, 4].map(() => server.post(`/api/lines/${server.line}/visits`, body)));
    assert.deepEqual(starts.map((reply) => reply.status).sort(), [200, 200, 200, 201]);
    assert.equal(new Set(starts.map((reply) => reply.json.conversation)).size, 1);
    const conversation = starts[0]!.json.conversation;
    const noor = await Operator.logs_in(server);
    const taken = await Promise.allSettled([noor.take(), noor.take(), noor.take()]);
    assert.equal(taken.filter((each) => each.status === "fulfilled").length, 1);
    const ends = [1, 2, 3].map(() => randomUUID());
    for (const id of ends) noor.live.send({ type: "command", command: "conversation.end", id, data: { conversation } });
    for (const id of ends) assert.notEqual((await noor.live.next((frame) => frame["id"] === id)).type, "error");
    const me = Caller.visitor(server, token);
    const rated = await Promise.all([1, 2, 3].map((stars) => me.put("/api/visit/rating", { stars, may_quote: false })));
    assert.deepEqual(rated.map((reply) => reply.status), [204, 204, 204]);
    const codes = await Promise.all([1, 2].map(() => me.post("/api/visit/code")));
    assert.ok(codes.every((reply) => reply.status < 500));
    const desk = new Caller(server, noor.headers);
    const path = `/api/registrations/${conversation}`;
    const { conversation: _, nickname: __, ...draft } = await desk.gets(path);
    const saved = await Promise.all([1, 2, 3].map(() => desk.put(path, { ...draft, state: "done", fake: true })));
    assert.deepEqual(saved.map((reply) => reply.status), [200, 200, 200]);
    assert.equal(server.count("rating"), 1);
    assert.equal(server.count(`registration where state = 'done' and conversation = (select max(conversation) from registration)`), 1);
    noor.live.drop();
  });
});
