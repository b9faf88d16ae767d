// Coming in: puzzles against robots, refusals.
import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { new_token, Operator, Visitor } from "../support/actors.ts";
import { add_line, Caller, refused, solve, solves } from "../support/callers.ts";
import { on_both } from "../support/engines.ts";
import { Server, type Options, type Settings } from "../support/server.ts";

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
    assert.equal(proof.solutions.length, 14);
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
