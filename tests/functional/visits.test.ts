// Coming in: puzzles against robots, refusals, the return code, the exit button.
import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { new_token, Operator, Talk, Visitor } from "../support/actors.ts";
import { add_line, Caller, refused, solve, solves } from "../support/callers.ts";
import { on_both } from "../support/engines.ts";
import { Server, type Options, type Settings } from "../support/server.ts";
import { in_time } from "../support/until.ts";

const asked = (more = {}) => ({ token: new_token(), nickname: "Robin", register: "nl", ...more });
const puzzles: Settings = { visits: { puzzle_bits: 4, unproven_per_minute: 0 } };

on_both("puzzles before a visit", (database: () => Options) => {
  let server: Server;
  let visits: string;
  before(async () => {
    server = await Server.start({ ...database(), settings: puzzles });
    visits = `/api/lines/${server.line}/visits`;
  });
  after(() => server.end());

  const challenge = async (slug = server.line) => {
    const reply = await server.post(`/api/lines/${slug}/challenges`, undefined);
    assert.equal(reply.status, 201, reply.text);
    return reply.json;
  };
  // Somebody else's proof, or a wrong one.
  const is_refused = async (proof: unknown) => {
    const body = asked({ proof });
    const reply = await server.post(visits, body);
    assert.equal(reply.json.code, "invalid", reply.text);
    assert.ok(reply.json.fields.every((each: { field: string }) => each.field.startsWith("proof")), reply.text);
    assert.equal((await Caller.visitor(server, body.token).get("/api/visit")).status, 401, "nothing was started");
  };

  test("let in who solved them, once", async () => {
    const proof = solve(await challenge());
    assert.equal(proof.solutions.length, 16);
    const body = asked({ proof });
    assert.equal((await server.post(visits, body)).status, 201);
    assert.equal((await server.post(visits, body)).status, 200, "a lost answer asks for no other proof");
    await is_refused(proof);
  });

  test("let nobody in with a wrong solution", async () => {
    const asked_for = await challenge();
    const right = solve(asked_for);
    let wrong = 0;
    while (solves(right.challenge, 3, wrong, asked_for.bits)) ++wrong;
    for (const solutions of [right.solutions.with(3, wrong), right.solutions.slice(1), [...right.solutions, 0]]) await is_refused({ ...right, solutions });
    for (const odd of [{ ...right, solutions: right.solutions.with(0, -1) }, { ...right, solutions: right.solutions.with(0, 0.5) }, { challenge: right.challenge }]) await is_refused(odd);
  });

  test("let nobody in with a challenge that is not ours, or of another line", async () => {
    await add_line(server, "elders");
    const elsewhere = solve(await challenge("elders"));
    await is_refused(elsewhere);
    const ours = await challenge();
    await is_refused(solve({ ...ours, challenge: `${ours.challenge.slice(0, -1)}${ours.challenge.endsWith("A") ? "B" : "A"}` }));
    await is_refused(solve({ ...ours, challenge: "made-up" }));
    await is_refused({ ...solve(ours), more: 1 });
  });

  test("ask for patience of who has none, while too many come without", async () => {
    refused(await server.post(visits, asked()), "too_many");
  });

  test("are of a line that exists", async () => {
    assert.equal((await server.post("/api/lines/nowhere/challenges", undefined)).status, 404);
  });
});

describe("coming without a proof", () => {
  test("is for some a minute, so that an old phone bars no child", async () => {
    const server = await Server.start({ settings: { visits: { puzzle_bits: 4, unproven_per_minute: 3 } } });
    try {
      const replies = [];
      for (let i = 0; i < 5; ++i) replies.push((await server.post(`/api/lines/${server.line}/visits`, asked())).status);
      assert.deepEqual(replies, [201, 201, 201, 429, 429]);
      const proof = solve((await server.post(`/api/lines/${server.line}/challenges`, undefined)).json);
      assert.equal((await server.post(`/api/lines/${server.line}/visits`, asked({ proof }))).status, 201, "with one it goes");
    } finally {
      await server.end();
    }
  });

  test("is for everybody where none is asked", async () => {
    const server = await Server.start({ settings: { visits: { puzzle_bits: 0, unproven_per_minute: 0 } } });
    try {
      assert.equal((await server.post(`/api/lines/${server.line}/challenges`, undefined)).json.bits, 0);
      for (let i = 0; i < 5; ++i) assert.equal((await server.post(`/api/lines/${server.line}/visits`, asked())).status, 201);
    } finally {
      await server.end();
    }
  });
});

on_both("coming in", (database: () => Options) => {
  let server: Server;
  let greet: Caller;
  let visits: string;
  let line: string;
  before(async () => {
    server = await Server.start(database());
    greet = await Caller.staff(server, "greet");
    line = `/api/lines/${server.line}`;
    visits = `${line}/visits`;
  });
  after(() => server.end());

  test("takes what the page told, and shows it to the operator", async () => {
    const { intake } = await new Caller(server).gets(line);
    const topic = intake.topics[0].code;
    const body = asked({ device: "phone", who: "parent", topic });
    const { conversation } = await new Caller(server).posts(visits, body);
    const noor = await Operator.logs_in(server);
    const snapshot = await noor.watches_the_line();
    const waiting = snapshot["state"].waiting.find((each: { conversation: string }) => each.conversation === conversation);
    assert.deepEqual([waiting.nickname, waiting.who, waiting.topic], ["Robin", "parent", topic]);
    const talk = await noor.takes();
    assert.equal(talk.conversation, conversation);
    assert.equal(talk.state!["device"], "phone");
    assert.equal(talk.state!["intake"].topic, topic);
    await noor.ends();
    noor.live.drop();
  });

  test("refuses what the form has not", async () => {
    const problems = async (more: object, fields: Record<string, string>) => refused(await server.post(visits, asked(more)), "invalid", fields);
    await problems({ who: "dog" }, { who: "not_allowed" });
    await problems({ device: "fridge" }, { device: "not_allowed" });
    await problems({ topic: "nothing-like-it" }, { topic: "not_allowed" });
    await problems({ topic: 3 }, { topic: "not_text" });
  });

  test("is not possible while the line is closed, and that is counted", async () => {
    const before = (await greet.gets(`${line}/overview`)).today;
    const there = await Visitor.comes(server);
    await greet.puts(`${line}/open`, { open: false });
    refused(await server.post(visits, asked()), "closed");
    assert.equal((await server.post(visits, { ...asked(), token: there.token })).status, 200, "who is there stays");
    await greet.puts(`${line}/open`, { open: true });
    assert.equal((await greet.gets(`${line}/overview`)).today.refused_closed, before.refused_closed + 1);
    await there.ends();
    there.live.drop();
  });

  test("is not possible while too many wait, and that is counted", async () => {
    const settings = await greet.gets(`${line}/settings`);
    await greet.puts(`${line}/settings`, { ...settings, max_waiting: 1 });
    const robin = await Visitor.comes(server);
    assert.equal((await new Caller(server).gets(line)).full, true);
    refused(await server.post(visits, asked()), "full");
    assert.equal((await greet.gets(`${line}/overview`)).today.refused_full, 1);
    await robin.ends();
    assert.equal((await new Caller(server).gets(line)).full, false);
    const kim = await Visitor.comes(server);
    await kim.ends();
    await greet.puts(`${line}/settings`, { ...settings, revision: settings.revision + 1 });
    for (const page of [robin, kim]) page.live.drop();
  });
});

on_both("the return code", (database: () => Options) => {
  let server: Server;
  before(async () => {
    server = await Server.start(database());
  });
  after(() => server.end());

  const code_of = async (visitor: Visitor) => {
    const reply = await Caller.visitor(server, visitor.token).post("/api/visit/code");
    assert.equal(reply.status, 201, reply.text);
    return reply.json.code as string;
  };
  const returns = (code: string, token = new_token()) => server.post("/api/returns", { code, token });

  test("brings another device to the same talk, and both stay", async () => {
    const robin = await Visitor.comes(server);
    const noor = await Operator.logs_in(server);
    await noor.takes();
    await noor.says("Dag Robin");
    assert.equal((await Caller.visitor(server, robin.token).gets("/api/visit")).has_code, false);
    const code = await code_of(robin);
    assert.equal((await Caller.visitor(server, robin.token).gets("/api/visit")).has_code, true);
    const spaced = `${code.slice(0, 4)} ${code.slice(4, 8)}-${code.slice(8, 12)} ${code.slice(12)}`;
    const phone = new Visitor(server, "poll");
    const reply = await returns(spaced, phone.token);
    assert.equal(reply.status, 200, reply.text);
    assert.deepEqual(reply.json, { conversation: robin.talk.conversation, line: { slug: server.line, name: "CLBch@t" }, register: "nl" });
    phone.talks = [new Talk(reply.json.conversation)];
    await phone.connect();
    await phone.receives("Dag Robin");
    await phone.says("Nu op mijn gsm");
    await robin.receives("Nu op mijn gsm");
    await robin.says("En hier ook nog");
    await noor.receives("En hier ook nog");
    await phone.receives("En hier ook nog");
    assert.deepEqual(phone.talk.said, robin.talk.said);
    await noor.ends();
    for (const page of [robin, phone, noor]) page.live.drop();
  });

  test("is void once there is a new one, and when it was never given", async () => {
    const robin = await Visitor.comes(server);
    const [first, second] = [await code_of(robin), await code_of(robin)];
    assert.notEqual(first, second);
    refused(await returns(first), "not_found");
    refused(await returns("0000 0000 0000 0000"), "not_found");
    for (const code of ["", "12", "x".repeat(16), `${second}1`]) assert.ok((await returns(code)).status >= 400, code);
    assert.equal((await returns(second)).status, 200);
    await robin.ends();
    robin.live.drop();
  });

  test("serves no more once the talk has ended", async () => {
    const robin = await Visitor.comes(server);
    const code = await code_of(robin);
    await robin.ends();
    refused(await returns(code), "not_found");
    robin.live.drop();
  });

  test("leads nobody who is somebody already elsewhere", async () => {
    const [robin, kim] = [await Visitor.comes(server), await Visitor.comes(server)];
    const reply = await returns(await code_of(robin), kim.token);
    assert.ok(reply.status >= 400, reply.text);
    const shown = await Caller.visitor(server, kim.token).gets("/api/visit");
    assert.equal(shown.conversation, kim.talk.conversation);
    for (const page of [robin, kim]) {
      await page.ends();
      page.live.drop();
    }
  });

  test("is a visitor's own", async () => {
    refused(await server.post("/api/visit/code", undefined), "unauthenticated");
    const noor = await Caller.staff(server, "noor");
    refused(await noor.post("/api/visit/code"), "unauthenticated");
  });

  test("cannot be guessed: many wrong ones close the door for a while", async () => {
    const own = await Server.start(database());
    try {
      let tries = 0;
      for (; tries < 2000; ++tries) {
        const guess = String(tries).padStart(16, "7");
        const reply = await own.post("/api/returns", { code: guess, token: new_token() });
        if (reply.json.code === "too_many") break;
        refused(reply, "not_found");
      }
      assert.ok(tries > 0 && tries < 2000, `${tries} guesses`);
    } finally {
      await own.end();
    }
  });
});

on_both("the exit button", (database: () => Options) => {
  let server: Server;
  before(async () => {
    server = await Server.start(database());
  });
  after(() => server.end());

  test("is told to the operator; the talk stays open and can be resumed by code", async () => {
    const robin = await Visitor.comes(server);
    const noor = await Operator.logs_in(server);
    await noor.takes();
    const me = Caller.visitor(server, robin.token);
    const { code } = await me.posts("/api/visit/code");
    assert.equal((await me.post("/api/visit/exit")).status, 204);
    robin.live.drop();
    await noor.sees("that the exit was used", () => noor.talk.events.some((event) => event["event"] === "conversation.exited"));
    assert.equal((await me.gets("/api/visit")).state, "active");
    assert.equal((await me.post("/api/visit/exit")).status, 204, "twice is no mistake");
    const back = new Visitor(server, "socket");
    assert.equal((await server.post("/api/returns", { code, token: back.token })).status, 200);
    back.talks = [new Talk(robin.talk.conversation)];
    await back.connect();
    await back.says("Ik ben er weer");
    await noor.receives("Ik ben er weer");
    assert.equal(noor.talk.events.filter((event) => event["event"] === "conversation.ended").length, 0);
    await back.ends();
    await noor.sees("the end", () => noor.talk.state?.["state"] === "ended");
    assert.equal(noor.talk.state?.["ended_by"], "visitor");
    for (const page of [back, noor]) page.live.drop();
  });

  test("without coming back makes it the reason of the end", async () => {
    const robin = await Visitor.comes(server);
    const noor = await Operator.logs_in(server, 1);
    await noor.takes();
    assert.equal((await Caller.visitor(server, robin.token).post("/api/visit/exit")).status, 204);
    robin.live.drop();
    await noor.live.next((frame) => frame["signal"] === "presence" && frame["data"].who === "visitor" && !frame["data"].connected);
    await noor.ends();
    assert.equal(noor.talk.state?.["ended_by"], "exit");
    noor.live.drop();
  });

  test("works while waiting, and for nobody else", async () => {
    const robin = await Visitor.comes(server);
    assert.equal((await Caller.visitor(server, robin.token).post("/api/visit/exit")).status, 204);
    await robin.ends();
    refused(await server.post("/api/visit/exit", undefined), "unauthenticated");
    refused(await (await Caller.staff(server, "noor")).post("/api/visit/exit"), "unauthenticated");
    robin.live.drop();
    await in_time("the socket to close", robin.live.closed);
  });
});
