// What a visitor tells about oneself: before, while waiting, at the end. The operator sees it; nobody else.
import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import { after, before, test } from "node:test";
import { Operator, Visitor, type Page } from "../support/actors.ts";
import { Caller } from "../support/callers.ts";
import { on_both } from "../support/engines.ts";
import type { Frame } from "../support/live.ts";
import { Server, type Options } from "../support/server.ts";

on_both("the intake", (database: () => Options) => {
  let server: Server;
  let sources: { code: string }[];
  before(async () => {
    server = await Server.start(database());
    ({ sources } = (await new Caller(server).gets(`/api/lines/${server.line}`)).intake);
  });
  after(() => server.end());

  const gives = (visitor: Visitor, data: object) => visitor.settled(visitor.command("intake.give", { conversation: visitor.talk.conversation, ...data }));
  const given = (page: Page) => page.talk.events.filter((event) => event["event"] === "intake.given").map((event) => event["data"]);
  const refusal = async (page: Page, data: object): Promise<Frame> => {
    const id = randomUUID();
    page.live.send({ type: "command", command: "intake.give", id, data });
    return page.live.next({ type: "error", id });
  };

  test("asks what the line asks: sources and topics with their words", async () => {
    const { intake } = await new Caller(server).gets(`/api/lines/${server.line}`);
    assert.deepEqual(intake.who, ["pupil", "parent", "teacher", "other"]);
    assert.equal(intake.sources.length, 8);
    assert.ok(intake.topics.length >= 5);
    for (const { label } of [...intake.sources, ...intake.topics]) for (const register of ["nl", "nl-u", "en"]) assert.ok(label[register].length > 0);
  });

  test("is given bit by bit; what is left out stays, null takes away", async () => {
    const robin = await Visitor.comes(server);
    assert.equal(robin.talk.state!["device"], null);
    await gives(robin, { age: 14 });
    await gives(robin, { gender: "x", question: "  Mag ik anoniem blijven?\n" });
    await gives(robin, { age: null, source: sources[2]!.code });
    await robin.sees("what was given", () => given(robin).length === 3);
    assert.deepEqual(given(robin), [
      { age: 14, gender: null, question: null, source: null },
      { age: 14, gender: "x", question: "Mag ik anoniem blijven?", source: null },
      { age: null, gender: "x", question: "Mag ik anoniem blijven?", source: sources[2]!.code },
    ]);
    const noor = await Operator.logs_in(server);
    const talk = await noor.takes();
    const { who, topic, ...rest } = talk.state!["intake"];
    assert.deepEqual([who, topic], [null, null]);
    assert.deepEqual(rest, given(robin)[2]);
    await gives(robin, { question: null });
    await noor.sees("that the question is taken away", () => given(noor).length === 1);
    assert.equal(given(noor)[0].question, null);
    await robin.reloads();
    assert.equal(robin.talk.state!["intake"].question, null);
    await robin.ends();
    await gives(robin, { source: sources[0]!.code });
    await noor.sees("how it was found, at the end", () => given(noor).at(-1)?.source === sources[0]!.code);
    for (const page of [robin, noor]) page.live.drop();
  });

  test("is told once, however often it is sent", async () => {
    const robin = await Visitor.comes(server);
    const frame = { type: "command", command: "intake.give", id: randomUUID(), data: { conversation: robin.talk.conversation, age: 12 } };
    const after = robin.talk.number;
    robin.live.send(frame);
    const event = await robin.live.next({ type: "event", id: frame.id });
    robin.live.send({ ...frame, again: true, after });
    assert.equal((await robin.live.next({ type: "ack", id: frame.id }))["number"], event["number"]);
    await robin.ends();
    robin.live.drop();
  });

  test("refuses what is wrong, and names it", async () => {
    const robin = await Visitor.comes(server);
    const conversation = robin.talk.conversation;
    const cases: [object, string, string][] = [
      [{ age: 0 }, "age", "too_small"],
      [{ age: 100 }, "age", "too_large"],
      [{ age: "14" }, "age", "not_a_number"],
      [{ gender: "v" }, "gender", "not_allowed"],
      [{ question: "x".repeat(1001) }, "question", "too_long"],
      [{ source: "nothing-like-it" }, "source", "not_allowed"],
      [{ who: "pupil" }, "who", "unknown_field"],
    ];
    for (const [data, field, problem] of cases) {
      const error = await refusal(robin, { conversation, ...data });
      assert.equal(error["code"], "invalid", JSON.stringify(error));
      assert.deepEqual(error["fields"].map((each: { field: string; problem: string }) => [each.field.replace(/^data\./, ""), each.problem]), [[field, problem]]);
    }
    assert.deepEqual(given(robin), []);
    await robin.ends();
    robin.live.drop();
  });

  test("is the visitor's own", async () => {
    const robin = await Visitor.comes(server);
    const stranger = await Visitor.comes(server);
    const noor = await Operator.logs_in(server, 1);
    const { conversation } = await noor.takes();
    assert.equal(conversation, robin.talk.conversation);
    for (const page of [stranger, noor]) assert.equal((await refusal(page, { conversation, age: 14 }))["code"], "not_found");
    assert.equal((await refusal(robin, { conversation: randomUUID(), age: 14 }))["code"], "not_found");
    for (const page of [robin, stranger]) await page.ends();
    for (const page of [robin, stranger, noor]) page.live.drop();
  });

  test("is on disk without a readable question", async () => {
    const robin = await Visitor.comes(server);
    const question = `Vraag${randomUUID()}`;
    await gives(robin, { question });
    await robin.ends();
    robin.live.drop();
    assert.ok(!server.on_disk().includes(question));
    assert.ok(!server.log.includes(question));
  });
});
