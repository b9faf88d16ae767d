// What the operator records after a talk: made by its end, kept as a draft, done; and meanwhile one is not free.
import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import { after, afterEach, before, beforeEach, test } from "node:test";
import { Operator, Visitor } from "../support/actors.ts";
import { Caller, refused } from "../support/callers.ts";
import { on_both } from "../support/engines.ts";
import { Server, type Options } from "../support/server.ts";

on_both("a registration", (database: () => Options) => {
  let server: Server;
  let robin: Visitor;
  let noor: Operator;
  let desk: Caller;
  let path: string;
  let form: Record<string, any>;
  let terms: Record<string, { code: string }[]>;
  before(async () => {
    server = await Server.start(database());
    desk = await Caller.staff(server, "noor");
    terms = await desk.gets(`/api/lines/${server.line}/terms`);
  });
  after(() => server.end());

  beforeEach(async () => {
    robin = await Visitor.comes(server);
    noor = await Operator.logs_in(server);
    await noor.watches_the_line();
    await noor.takes();
    path = `/api/registrations/${robin.talk.conversation}`;
    form = {
      state: "done",
      who: "pupil",
      age: 15,
      gender: "f",
      source: terms["sources"]![1]!.code,
      themes: [terms["themes"]![4]!.code, terms["themes"]![0]!.code],
      outcomes: [terms["outcomes"]![0]!.code],
      broken_off: false,
      boundary: false,
      fake: false,
      note: "Komt morgen terug.",
    };
  });
  afterEach(async () => {
    await noor.ends().catch(() => {});
    await desk.put(path, { ...form, state: "done" });
    for (const page of [robin, noor]) page.live.drop();
  });

  const changed = (conversation: string) =>
    noor.live.all.filter((frame) => frame["event"] === "registration.changed" && frame["data"].conversation === conversation).map((frame) => frame["data"].state);

  test("is made when the talk ends, from what the visitor told", async () => {
    refused(await desk.get(path), "not_found");
    await robin.settled(robin.command("intake.give", { conversation: robin.talk.conversation, age: 13, gender: "unsaid" }));
    await robin.ends();
    assert.deepEqual(await desk.gets(path), {
      conversation: robin.talk.conversation,
      nickname: "Robin",
      state: "open",
      who: null,
      age: 13,
      gender: "unsaid",
      source: null,
      themes: [],
      outcomes: [],
      broken_off: false,
      boundary: false,
      fake: false,
      note: null,
    });
  });

  test("is listed until it is done, and told to the desk", async () => {
    const { conversation } = robin.talk;
    await robin.ends();
    const gone = await noor.live.next((frame) => frame["event"] === "conversation.gone" && frame["data"].conversation === conversation);
    const me = (await desk.gets("/api/session")).staff;
    assert.equal(gone["data"].operator, me);
    const listed = async () => (await noor.watches_the_line())["state"].registrations.map((each: { conversation: string; state: string }) => [each.conversation, each.state]);
    assert.deepEqual(await listed(), [[conversation, "open"]]);
    await desk.puts(path, { ...form, state: "later", themes: [] });
    assert.deepEqual(await listed(), [[conversation, "later"]]);
    const { conversation: _, nickname, ...saved } = await desk.puts(path, form);
    assert.deepEqual(saved, form);
    assert.equal(nickname, "Robin");
    assert.deepEqual(await listed(), []);
    await noor.sees("both changes", () => changed(conversation).length === 2);
    assert.deepEqual(changed(conversation), ["later", "done"]);
    assert.deepEqual(await desk.gets(path), { conversation, nickname, ...form });
  });

  test("while it is open one is not free; as a draft for later it is no longer in the way", async () => {
    await robin.ends();
    const kim = await Visitor.comes(server, { nickname: "Kim" });
    await assert.rejects(noor.take(), /conflict/);
    await desk.puts(path, { ...form, state: "later" });
    assert.equal(await noor.take(), kim.talk.conversation);
    await kim.ends();
    await desk.puts(`/api/registrations/${kim.talk.conversation}`, form);
    kim.live.drop();
  });

  test("needs a theme and an outcome to be done, unless there was no real talk", async () => {
    await robin.ends();
    const nothing = { ...form, themes: [], outcomes: [] };
    refused(await desk.put(path, nothing), "invalid", { themes: "required", outcomes: "required" });
    await desk.puts(path, { ...nothing, broken_off: true });
    await desk.puts(path, { ...nothing, fake: true });
    refused(await desk.put(path, nothing), "invalid", { themes: "required", outcomes: "required" });
  });

  test("can be corrected once done, and does not go back", async () => {
    await robin.ends();
    await desk.puts(path, form);
    assert.equal((await desk.puts(path, { ...form, age: 16 })).age, 16);
    for (const state of ["open", "later"]) refused(await desk.put(path, { ...form, state }), "conflict");
    assert.equal((await desk.gets(path)).state, "done");
  });

  test("refuses what is wrong, names it, and keeps what there was", async () => {
    await robin.ends();
    const before = await desk.gets(path);
    const theme = form["themes"][0];
    const cases: [object, Record<string, string>][] = [
      [{ state: "closed" }, { state: "not_allowed" }],
      [{ age: 0 }, { age: "too_small" }],
      [{ age: 100 }, { age: "too_large" }],
      [{ gender: "v" }, { gender: "not_allowed" }],
      [{ who: "dog" }, { who: "not_allowed" }],
      [{ source: theme }, { source: "not_allowed" }],
      [{ themes: [theme, theme] }, { themes: "not_allowed" }],
      [{ themes: [form["outcomes"][0]] }, { themes: "not_allowed" }],
      [{ outcomes: "x" }, { outcomes: "not_a_list" }],
      [{ note: "x".repeat(2001) }, { note: "too_long" }],
      [{ fake: "no" }, { fake: "not_true_or_false" }],
      [{ nickname: "Robin" }, { nickname: "unknown_field" }],
    ];
    for (const [wrong, fields] of cases) refused(await desk.put(path, { ...form, ...wrong }), "invalid", fields);
    const { note: _, ...without } = form;
    refused(await desk.put(path, without), "invalid", { note: "required" });
    assert.deepEqual(await desk.gets(path), before);
  });

  test("is of who had the talk, and of nobody else", async () => {
    await robin.ends();
    const others = [new Caller(server), Caller.visitor(server, robin.token), await Caller.staff(server, "jef"), await Caller.staff(server, "greet")];
    for (const other of others) {
      refused(await other.get(path), "not_found");
      refused(await other.put(path, form), "not_found");
    }
    for (const nowhere of [randomUUID(), "12"]) refused(await desk.get(`/api/registrations/${nowhere}`), "not_found");
    assert.equal((await desk.gets(path)).state, "open");
  });

  test("is not made for who left while waiting", async () => {
    const kim = await Visitor.comes(server, { nickname: "Kim" });
    await kim.ends();
    refused(await desk.get(`/api/registrations/${kim.talk.conversation}`), "not_found");
    kim.live.drop();
  });

  test("says broken off after the exit button", async () => {
    assert.equal((await Caller.visitor(server, robin.token).post("/api/visit/exit")).status, 204);
    robin.live.drop();
    await noor.live.next((frame) => frame["signal"] === "presence" && frame["data"].who === "visitor" && !frame["data"].connected);
    await noor.ends();
    assert.equal((await desk.gets(path)).broken_off, true);
  });

  test("keeps its note where nobody can read it", async () => {
    await robin.ends();
    const note = `Notitie${randomUUID()}`;
    assert.equal((await desk.puts(path, { ...form, note: ` ${note}\n` })).note, note);
    assert.ok(!server.on_disk().includes(note));
    assert.ok(!server.log.includes(note));
  });
});

test("a talk that was given back, and then left, is still registered by who had it", async () => {
  const server = await Server.start({ settings: { clock: { speed: 600 } } });
  try {
    const robin = await Visitor.comes(server);
    const noor = await Operator.logs_in(server);
    await noor.takes();
    noor.live.drop();
    await robin.sees("that it waits again", () => robin.talk.events.some((event) => event["event"] === "conversation.given_back"));
    await robin.ends();
    assert.equal(robin.talk.state?.["state"], "left");
    const registration = (await server.get(`/api/registrations/${robin.talk.conversation}`, noor.headers)).json;
    assert.deepEqual([registration.state, registration.broken_off], ["open", true]);
    robin.live.drop();
  } finally {
    await server.end();
  }
});
