// Looking along: who may, what is kept, and that nothing of it ever reaches the visitor.
import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import { after, before, test } from "node:test";
import { Coordinator, Operator, Visitor, type Page } from "../support/actors.ts";
import { add_line, Caller, refused } from "../support/callers.ts";
import { on_both } from "../support/engines.ts";
import type { Frame } from "../support/live.ts";
import { Server, type Options } from "../support/server.ts";

on_both("looking along", (database: () => Options) => {
  let server: Server;
  before(async () => {
    server = await Server.start(database());
  });
  after(() => server.end());

  type Cast = { robin: Visitor; noor: Operator; greet: Coordinator; conversation: string };
  const in_a_talk = (tells: (cast: Cast) => Promise<void>) => async () => {
    const robin = await Visitor.comes(server);
    const noor = await Operator.logs_in(server);
    await noor.takes();
    const greet = await Coordinator.comes_in(server);
    const { conversation } = robin.talk;
    await tells({ robin, noor, greet, conversation });
    await robin.ends();
    await noor.registers(conversation);
    for (const page of [robin, noor, greet]) page.live.drop();
  };
  const answer = async (page: Page, command: string, data: object): Promise<Frame> => {
    const id = randomUUID();
    page.live.send({ type: "command", command, id, data });
    return page.live.next((frame) => frame["id"] === id);
  };
  const subscribed = async (page: Page, stream: string): Promise<Frame> => {
    page.live.send({ type: "subscribe", stream });
    return page.live.next((frame) => frame["stream"] === stream && (frame.type === "snapshot" || frame.type === "error"));
  };
  const commands = (conversation: string): [string, object][] => [
    ["whisper.post", { conversation, text: "x" }],
    ["note.add", { conversation, text: "x" }],
    ["help.ask", { conversation }],
    ["coach.join", { conversation, reason: "worry" }],
    ["coach.leave", { conversation }],
    ["step.set", { conversation, step: "zelfmoord_plan", done: true }],
    ["escalation.record", { conversation, to: "centre", consent: "yes", why: "x", second_person: null }],
  ];

  test("is closed to the visitor, to a colleague and to another line", in_a_talk(async ({ robin, conversation, noor }) => {
    const jef = await Operator.logs_in(server, 1);
    await add_line(server, `elders-${randomUUID().slice(0, 8)}`);
    for (const page of [robin, jef]) {
      assert.equal((await subscribed(page, `case:${conversation}`))["code"], "not_found");
      for (const [command, data] of commands(conversation)) assert.equal((await answer(page, command, data))["code"], "not_found", command);
    }
    assert.deepEqual((await noor.follows_the_case())["notes"], []);
    jef.live.drop();
  }));

  test("leaves the stream of the talk byte for byte as it was", in_a_talk(async ({ robin, noor, greet, conversation }) => {
    await robin.says("Ik weet het niet meer.");
    const frames = robin.live.all.length;
    const read = async () => {
      const tab = new Visitor(server, "socket", robin.token);
      await tab.connect();
      const snapshot = await subscribed(tab, robin.talk.stream);
      tab.live.drop();
      return JSON.stringify(snapshot);
    };
    const before = await read();
    await noor.settled(noor.command("help.ask", { conversation, question: "Hoe verder?" }));
    await greet.looks_along(conversation);
    for (const page of [noor, greet]) for (const text of ["gefluisterd", "nog iets"]) await page.settled(page.command("whisper.post", { conversation, text }));
    await noor.settled(noor.command("note.add", { conversation, text: "genoteerd" }));
    await noor.settled(noor.command("step.set", { conversation, step: "zelfmoord_plan", done: true }));
    await noor.settled(noor.command("escalation.record", { conversation, to: "suicide_line", consent: "yes", why: "nodig", second_person: "Greet" }));
    await greet.settled(greet.command("coach.leave", { conversation }));
    assert.equal(await read(), before);
    assert.doesNotMatch(JSON.stringify(robin.live.all.slice(frames)), /gefluisterd|genoteerd|Greet|nodig|zelfmoord|coach|help/);
  }));

  test("lets a coach read and not write, and never shows who reads", in_a_talk(async ({ robin, noor, greet, conversation }) => {
    assert.equal((await subscribed(greet, robin.talk.stream))["code"], "not_found");
    const talk = await greet.looks_along(conversation, "training");
    assert.equal(talk.state?.["me"], "coach");
    await robin.says("Ben je er nog?");
    await greet.receives("Ben je er nog?");
    for (const [command, data] of [
      ["message.post", { conversation, text: "x" }],
      ["conversation.end", { conversation }],
      ["conversation.extend", { conversation }],
      ["intake.give", { conversation, age: 12 }],
    ] as const) assert.equal((await answer(greet, command, data))["code"], "not_found", command);
    greet.live.send({ type: "signal", stream: talk.stream, signal: "typing", data: { on: true } });
    await noor.says("Ja hoor.");
    await robin.receives("Ja hoor.");
    assert.doesNotMatch(JSON.stringify(robin.live.all), /coach|"typing"/);
  }));

  test("is seen by the operator with its reason, also after a reload", in_a_talk(async ({ noor, greet, conversation }) => {
    await noor.watches_the_line();
    await noor.follows_the_case();
    await greet.looks_along(conversation, "complaint");
    const joined = await noor.live.next({ event: "coach.joined" });
    assert.deepEqual([joined["data"].alias, joined["data"].reason], ["Greet", "complaint"]);
    assert.deepEqual((await noor.live.next({ event: "conversation.coached" }))["data"], { conversation, coaches: ["Greet"], help: false });
    await noor.comes_back();
    assert.equal((await noor.follows_the_case())["coaches"][0].reason, "complaint");
    assert.deepEqual((await noor.watches_the_line())["state"].coached, [{ conversation, coaches: ["Greet"], help: false }]);
    await greet.settled(greet.command("coach.leave", { conversation }));
    await noor.live.next({ event: "coach.left" });
    await greet.live.next({ type: "ended", stream: `conversation:${conversation}` });
  }));

  test("raises a notice for the coordinators, until somebody comes or sees it", in_a_talk(async ({ noor, greet, conversation }) => {
    const [chris, path] = [new Caller(server, greet.headers), `/api/lines/${server.line}/notices`];
    const unseen = async () => (await chris.gets(path)).notices.filter((each: { seen: boolean }) => !each.seen);
    await greet.watches_the_line();
    await noor.settled(noor.command("help.ask", { conversation }));
    await greet.live.next({ event: "notices.changed" });
    const [notice] = await unseen();
    assert.deepEqual([notice.kind, notice.conversation, notice.alias], ["help", conversation, "Noor"]);
    assert.equal((await chris.post(`${path}/${notice.notice}/seen`)).status, 204);
    assert.deepEqual(await unseen(), []);
    await noor.settled(noor.command("help.ask", { conversation }));
    await greet.looks_along(conversation);
    assert.deepEqual(await unseen(), []);
    refused(await new Caller(server, noor.headers).get(path), "not_found");
  }));

  test("names what is wrong", in_a_talk(async ({ noor, greet, conversation }) => {
    const fields = async (page: Page, command: string, data: object) =>
      ((await answer(page, command, data))["fields"] ?? []).map((each: { field: string }) => each.field);
    assert.deepEqual(await fields(greet, "coach.join", { conversation, reason: "curious" }), ["data.reason"]);
    assert.deepEqual(await fields(noor, "step.set", { conversation, step: "nep_omgaan", done: true }), ["data.step"]);
    assert.deepEqual(await fields(noor, "help.ask", { conversation, message: 1 }), ["data.message"]);
    assert.deepEqual(await fields(noor, "whisper.post", { conversation, text: " " }), ["data.text"]);
    assert.deepEqual(await fields(noor, "escalation.record", { conversation, to: "x", consent: "y", why: "", second_person: null }), ["data.to", "data.consent", "data.why"]);
  }));

  test("is over when the talk is", in_a_talk(async ({ robin, noor, greet, conversation }) => {
    await greet.looks_along(conversation);
    await robin.ends();
    await greet.live.next({ type: "ended", stream: `conversation:${conversation}` });
    assert.equal((await answer(greet, "coach.join", { conversation, reason: "worry" }))["code"], "closed");
    assert.equal((await answer(noor, "whisper.post", { conversation, text: "x" }))["code"], "closed");
    assert.deepEqual((await noor.follows_the_case())["coaches"], []);
  }));

  test("goes on after a reload, where one was, with what was asked", in_a_talk(async ({ robin, noor, greet, conversation }) => {
    await robin.says("Ik zie het niet meer zitten.");
    const said = await noor.receives("Ik zie het niet meer zitten.");
    await noor.settled(noor.command("help.ask", { conversation, message: said.number, question: "Hoe verder?" }));
    await greet.looks_along(conversation);
    await greet.comes_back();
    const beside = await greet.follows_the_case(conversation);
    assert.equal(beside["help"], null, "she came");
    assert.deepEqual([beside["asked"].message, beside["asked"].question], [said.number, "Hoe verder?"]);
    assert.deepEqual(beside["coaches"].map((each: { alias: string }) => each.alias), ["Greet"]);
    await noor.says("Ik lees mee met jou.");
    await greet.receives("Ik lees mee met jou.");
  }));

  test("a whisper races the end of the talk: kept before it, refused after it, never anywhere else", in_a_talk(async ({ robin, noor, greet, conversation }) => {
    await greet.looks_along(conversation);
    const whispers = Array.from({ length: 20 }, (_, i) => [randomUUID(), `gefluister ${i}`] as const);
    const all = Promise.all(whispers.map(([id]) => greet.live.next((frame) => frame["id"] === id)));
    for (const [i, [id, text]] of whispers.entries()) {
      greet.live.send({ type: "command", command: "whisper.post", id, data: { conversation, text } });
      if (i === 10) noor.live.send({ type: "command", command: "conversation.end", id: randomUUID(), data: { conversation } });
    }
    const kept = (await all).filter((frame) => frame.type !== "error").length;
    await greet.live.next({ type: "ended", stream: `conversation:${conversation}` });
    const beside = await noor.follows_the_case(conversation);
    assert.equal(beside["notes"].length, kept);
    assert.deepEqual(beside["coaches"], []);
    assert.doesNotMatch(JSON.stringify(robin.live.all), /gefluister/);
  }));

  test("joining races the end of the talk: one looks along or is refused, and in the end nobody does", in_a_talk(async ({ noor, greet, conversation }) => {
    const ended = noor.settled(noor.command("conversation.end", { conversation }));
    const joined = await answer(greet, "coach.join", { conversation, reason: "worry" });
    await ended;
    assert.ok(joined.type === "error" ? joined["code"] === "closed" : true, JSON.stringify(joined));
    assert.deepEqual((await noor.follows_the_case(conversation))["coaches"], []);
    assert.equal((await subscribed(greet, `conversation:${conversation}`))["code"], "not_found");
  }));
});
