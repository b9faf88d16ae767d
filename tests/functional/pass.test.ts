// A talk goes to a colleague, or waits for somebody medical: who may, what each of them is told, and what nobody else is.
import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import { after, before, test } from "node:test";
import { Coordinator, Operator, Visitor, type Page } from "../support/actors.ts";
import { on_both } from "../support/engines.ts";
import type { Frame } from "../support/live.ts";
import { Server, type Options } from "../support/server.ts";

on_both("pass", (database: () => Options) => {
  let server: Server;
  let noor: Operator;
  let jef: Operator;
  let jefs_uuid: string;
  const uuid_of = async (who: Operator): Promise<string> => (await server.get("/api/session", who.headers)).json.staff;
  before(async () => {
    server = await Server.start(database());
    noor = await Operator.logs_in(server, 0);
    jef = await Operator.logs_in(server, 1);
    await noor.lets_each_have(2).catch(() => undefined);
    jefs_uuid = await uuid_of(jef);
    await jef.watches_the_line();
  });
  after(async () => {
    noor.live.drop();
    jef.live.drop();
    await server.end();
  });

  const asks = async (page: Page, command: string, data: object): Promise<Frame> => {
    const id = randomUUID();
    page.live.send({ type: "command", command, id, data });
    return page.live.next((frame) => frame["id"] === id);
  };
  const passes = (page: Page, conversation: string, more: object = {}) =>
    asks(page, "conversation.pass", { conversation, to: jefs_uuid, reason: "expertise", note: "", ...more });
  const in_a_talk = async (): Promise<Visitor> => {
    const robin = await Visitor.comes(server);
    await noor.takes({ conversation: robin.talk.conversation, reason: "urgent" });
    return robin;
  };
  const is_over = async (who: Operator, robin: Visitor) => {
    const { conversation } = robin.talk;
    await robin.ends();
    await who.registers(conversation);
    robin.live.drop();
  };

  test("goes to the colleague with a note that the visitor never sees", async () => {
    const robin = await in_a_talk();
    const { conversation } = robin.talk;
    await robin.says("ik moet je iets vragen");
    const word = await passes(noor, conversation, { note: "Wil over de pil praten, ZEG-DIT-NIET." });
    assert.equal(word["event"], "conversation.given_back");
    assert.deepEqual(word["data"], { why: "passed", to: "Jef" });
    await noor.live.next({ type: "ended", stream: `conversation:${conversation}` });
    const waits = await jef.live.next((frame) => frame["event"] === "conversation.waiting" && frame["data"].for === jefs_uuid);
    assert.equal(waits["data"].reason, "expertise");
    assert.equal(waits["data"].last_operator, await uuid_of(noor));
    const note = (who: Record<string, string>) => server.get(`/api/conversations/${conversation}/pass`, who);
    assert.deepEqual((await note(jef.headers)).json, { note: "Wil over de pil praten, ZEG-DIT-NIET." });
    for (const other of [noor.headers, robin.headers, {}]) assert.equal((await note(other)).json.code, "not_found");
    jef.live.send({ type: "subscribe", stream: `case:${conversation}` });
    const shut = await jef.live.next((frame) => frame.type === "error" && frame["stream"] === `case:${conversation}`);
    assert.equal(shut["code"], "not_found", "what else is known of it comes with the talk");
    await robin.sees("who comes", () => robin.talk.state?.["state"] === "waiting");
    await robin.says("ik schrijf al verder");
    await assert.rejects(noor.take({ conversation, reason: "mine" }), /conflict/);
    assert.equal((await jef.takes()).conversation, conversation, "who waits for me is first");
    await jef.receives("ik schrijf al verder");
    const beside = await jef.follows_the_case(conversation);
    assert.deepEqual(beside["notes"].map((each: Frame) => [each["kind"], each["text"]]), [["note", "Wil over de pil praten, ZEG-DIT-NIET."]]);
    assert.equal((await note(jef.headers)).json.code, "not_found");
    await robin.comes_back();
    assert.equal(robin.live.all.some((frame) => JSON.stringify(frame).includes("ZEG-DIT-NIET")), false);
    await is_over(jef, robin);
  });

  test("is declined, or taken back: the talk goes on with who gave it", async () => {
    const robin = await in_a_talk();
    const { conversation } = robin.talk;
    await passes(noor, conversation);
    assert.equal((await asks(jef, "pass.decline", { conversation })).type, "ack");
    await robin.sees("Noor again", () => robin.talk.state?.["state"] === "active");
    assert.equal((await passes(noor, conversation)).type, "ack");
    assert.equal((await asks(noor, "pass.decline", { conversation })).type, "ack");
    assert.equal((await asks(noor, "pass.decline", { conversation })).type, "ack", "again changes nothing");
    await is_over(noor, robin);
  });

  test("is for who has the talk, to a colleague who is there", async () => {
    const robin = await in_a_talk();
    const { conversation } = robin.talk;
    const greet = await Coordinator.comes_in(server);
    for (const other of [jef, greet, robin, await Visitor.comes(server, { nickname: "Sam" })]) {
      assert.equal((await passes(other, conversation))["code"], "not_found");
      assert.equal((await asks(other, "pass.decline", { conversation }))["code"], "not_found");
    }
    const wrong = await passes(noor, conversation, { reason: "bored", note: "x".repeat(2001) });
    assert.deepEqual(wrong["fields"], [
      { field: "data.reason", problem: "not_allowed" },
      { field: "data.note", problem: "too_long" },
    ]);
    assert.equal((await passes(noor, conversation, { to: await uuid_of(noor) }))["code"], "invalid");
    assert.equal((await passes(noor, conversation, { to: await uuid_of(greet) }))["code"], "conflict");
    await jef.goes("off");
    assert.equal((await passes(noor, conversation))["code"], "conflict");
    await jef.goes("online");
    await is_over(noor, robin);
    greet.live.drop();
  });

  test("a medical question waits for a doctor or a nurse, and keeps its place", async () => {
    const robin = await Visitor.comes(server, { nickname: "Medisch" });
    const { conversation } = robin.talk;
    const wanted = await asks(robin, "conversation.want", { conversation, wants: "medical" });
    assert.deepEqual([wanted["event"], wanted["data"]], ["conversation.wanted", { wants: "medical" }]);
    await jef.live.next((frame) => frame["event"] === "conversation.waiting" && frame["data"].wants === "medical");
    assert.equal((await asks(jef, "conversation.want", { conversation, wants: "medical" }))["code"], "not_found");
    assert.equal((await asks(robin, "conversation.want", { conversation, wants: "wings" }))["code"], "invalid");
    const medical = (await jef.watches_the_line())["state"].team.filter(({ discipline }: Frame) => ["arts", "verpleegkundige"].includes(discipline));
    assert.deepEqual(medical, [], "nobody medical is there yet");
    const wout = await Operator.logs_in(server, 3);
    await jef.live.next((frame) => frame["event"] === "duty.changed" && frame["data"].discipline === "arts");
    await assert.rejects(noor.take({ conversation, reason: "urgent" }), /conflict/);
    assert.equal((await wout.takes({ conversation, reason: "medical" })).conversation, conversation);
    assert.equal((await asks(robin, "conversation.want", { conversation, wants: null }))["code"], "conflict");
    await is_over(wout, robin);
    wout.live.drop();
  });
});
