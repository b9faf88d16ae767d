// Going and coming back: the return code, the exit button.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { new_token, Operator, Talk, Visitor } from "../support/actors.ts";
import { Caller, refused } from "../support/callers.ts";
import { on_both } from "../support/engines.ts";
import { Server, type Options } from "../support/server.ts";
import { in_time } from "../support/until.ts";

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
