// The twin of the WebSocket: frames by POST, answers by long poll.
import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { new_token, Operator, Visitor } from "../support/actors.ts";
import { Server } from "../support/server.ts";
import { in_time, until } from "../support/until.ts";

describe("the long-poll twin", () => {
  let server: Server;
  before(async () => {
    server = await Server.start();
  });
  after(() => server.end());

  test("carries a whole conversation, on both sides", async () => {
    const robin = await Visitor.comes(server, { door: "poll" });
    const noor = await Operator.logs_in(server, 0, "poll");
    await noor.takes();
    for (let round = 1; round <= 5; ++round) {
      await robin.says(`question ${round}`);
      await noor.receives(`question ${round}`);
      await noor.says(`answer ${round}`);
      await robin.receives(`answer ${round}`);
    }
    await robin.ends();
    await noor.sees("the end", () => noor.talk.state?.["state"] === "ended");
    assert.deepEqual(robin.talk.said, noor.talk.said);
    await noor.registers();
    robin.live.drop();
    noor.live.drop();
  });

  test("talks to somebody at a WebSocket, and resumes there", async () => {
    const robin = await Visitor.comes(server, { door: "poll" });
    const noor = await Operator.logs_in(server);
    await noor.takes();
    await noor.says("Hello");
    await robin.receives("Hello");
    robin.live.drop();
    await noor.says("Still there?");
    await robin.comes_back();
    await robin.receives("Still there?");
    await noor.ends();
    await noor.registers();
    noor.live.drop();
    robin.live.drop();
  });

  const open = async (): Promise<{ session: string; conversation: string }> => {
    const token = new_token();
    const { conversation } = (await server.post(`/api/lines/${server.line}/visits`, { token, nickname: "Robin", register: "nl" })).json;
    const reply = await server.post("/api/live", { type: "hello", version: 1, token, subscribe: [{ stream: `conversation:${conversation}` }] });
    assert.equal(reply.status, 200, reply.text);
    return { session: reply.json.session, conversation };
  };
  const poll = (session: string, received: number | string) => server.get("/api/live/frames", { "Onthaal-Session": session, "Onthaal-After": String(received) });
  const push = (session: string, ...frames: object[]) => server.post("/api/live/frames", { frames }, { "Onthaal-Session": session });

  // The last frame and the close may come in one answer or in two.
  const poll_to_the_end = async (session: string): Promise<{ types: string[]; received: number; closed: number }> => {
    const types: string[] = [];
    for (let received = 0; ; ) {
      const { json } = await poll(session, received);
      received = json.next;
      types.push(...json.frames.map((frame: { type: string }) => frame.type));
      if (json.closed !== undefined) return { types, received, closed: json.closed };
    }
  };

  test("sends again what did not arrive, and forgets what did", async () => {
    const { session } = await open();
    const first = await poll(session, 0);
    assert.equal(first.status, 200);
    assert.equal(first.json.frames[0].type, "hello");
    const again = await poll(session, 0);
    assert.deepEqual(again.json.frames.slice(0, first.json.frames.length), first.json.frames);
    assert.equal((await push(session, { type: "ping" }, { type: "ping" })).status, 204);
    let received = first.json.next;
    const pongs = [];
    while (pongs.length < 2) {
      const { json } = await poll(session, received);
      assert.equal(json.next, received + json.frames.length);
      received = json.next;
      pongs.push(...json.frames.filter((frame: { type: string }) => frame.type === "pong"));
    }
  });

  test("waits for the first frame, and brings it at once", async () => {
    const { session } = await open();
    let { next } = (await poll(session, 0)).json;
    for (let quiet = false; !quiet; ) {
      const waiting = poll(session, next);
      await push(session, { type: "ping" });
      const { json } = await in_time("the poll that waited", waiting);
      next = json.next;
      quiet = json.frames.some((frame: { type: string }) => frame.type === "pong");
    }
  });

  test("knows nobody else's session, and no nonsense", async () => {
    const { session } = await open();
    for (const [name, after] of [["made-up", "0"], ["", "0"]] as const) assert.equal((await poll(name, after)).json.code, "not_found");
    for (const after of ["-1", "x", "", "1x"]) {
      const reply = await poll(session, after);
      assert.deepEqual([reply.status, reply.json.fields], [422, [{ field: "Onthaal-After", problem: "not_a_number" }]], `after ${after}`);
    }
    assert.equal((await push("made-up", { type: "ping" })).json.code, "not_found");
    assert.equal((await server.post("/api/live/frames", "{", { "Onthaal-Session": session })).json.code, "malformed");
    assert.equal((await server.post("/api/live/frames", { frames: "ping" }, { "Onthaal-Session": session })).json.code, "invalid");
  });

  test("ends with its code on a wrong frame, and takes nothing more", async () => {
    const { session } = await open();
    await push(session, { type: "dance" });
    const { closed, received } = await poll_to_the_end(session);
    assert.equal(closed, 4400);
    assert.equal((await poll(session, received)).json.closed, 4400);
    await until("it takes nothing more", async () => (await push(session, { type: "ping" })).json?.code === "not_found");
  });

  test("closes with its code on an unknown token, and on what is no hello", async () => {
    for (const [frame, code] of [[{ type: "hello", version: 1, token: new_token() }, 4401], [{ type: "ping" }, 4400], [{}, 4400]] as const) {
      const { session } = (await server.post("/api/live", frame)).json;
      const { closed, types } = await poll_to_the_end(session);
      assert.deepEqual([types, closed], [["error"], code]);
    }
  });

  test("lets go of those who wait when the server stops", async () => {
    const own = await Server.start();
    const robin = await Visitor.comes(own, { door: "poll" });
    const [code, exit] = [robin.live.closed, await own.stop()];
    assert.equal(exit, 0);
    assert.ok([1012, 1006, 4404].includes(await in_time("the end of the session", code)));
    await own.end();
  });
});
