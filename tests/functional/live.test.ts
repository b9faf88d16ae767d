// The WebSocket at /live: hello, frames, limits. A wrong frame closes that socket with its code, and nothing else.
import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import { after, before, describe, test } from "node:test";
import { new_token, Operator, Visitor } from "../support/actors.ts";
import { Socket, type Frame } from "../support/live.ts";
import { Server, type Settings } from "../support/server.ts";
import { in_time, until } from "../support/until.ts";

const generous: Settings = { http: { burst: 100_000 }, live: { frames_per_second: 10_000, burst: 100_000 } };
const closed = (live: { closed: Promise<number> }) => in_time("the socket to close", live.closed);

describe("the live connection", () => {
  let server: Server;
  before(async () => {
    server = await Server.start({ settings: { live: { hello_timeout: 1 } } });
  });
  after(() => server.end());

  const open = (headers: Record<string, string> = {}) => Socket.open(server.url, { Origin: server.url, ...headers });
  // Somebody else is on the line all the while, and notices nothing.
  const with_witness = (tests: (witness: Visitor) => Promise<void>) => async () => {
    const witness = await Visitor.comes(server);
    await tests(witness);
    witness.live.send({ type: "ping" });
    await witness.live.next({ type: "pong" });
    await witness.ends();
    witness.live.drop();
  };

  test("opens for our own pages only", async () => {
    await assert.rejects(open({ Origin: "https://evil.example" }), /upgrade refused: 403/);
    await assert.rejects(Socket.open(server.url, {}), /upgrade refused: 403/);
    const ours = await open({ Origin: `http://localhost:${server.port}` });
    ours.drop();
  });

  test("answers a hello with version and time", async () => {
    const visitor = await Visitor.comes(server);
    const hello = visitor.live.all[0]!;
    assert.equal(hello.type, "hello");
    assert.ok(Math.abs(Date.parse(hello["time"]) - Date.now()) < 60_000);
    await visitor.ends();
    visitor.live.drop();
  });

  test("closes without a hello in time", async () => {
    const socket = await open();
    const error = await socket.next({ type: "error" });
    assert.equal(error["code"], "timeout");
    assert.equal(await closed(socket), 4408);
  });

  test("closes on a version that it does not speak", async () => {
    const socket = await open();
    socket.send({ type: "hello", version: 2, token: new_token() });
    assert.equal((await socket.next({ type: "error" }))["code"], "unsupported_version");
    assert.equal(await closed(socket), 4426);
  });

  test("closes on a token or a cookie that nobody has", async () => {
    for (const [headers, hello] of [
      [{}, { token: new_token() }],
      [{}, {}],
      [{ Cookie: "__Host-onthaal=made-up" }, {}],
    ] as [Record<string, string>, object][]) {
      const socket = await open(headers);
      socket.send({ type: "hello", version: 1, ...hello });
      assert.equal((await socket.next({ type: "error" }))["code"], "unauthenticated");
      assert.equal(await closed(socket), 4401);
    }
  });

  const wrong: [string, string | Buffer, number][] = [
    ["no JSON", "{", 4400],
    ["no object", "[]", 4400],
    ["no type", "{}", 4400],
    ["an unknown type", '{"type":"dance"}', 4400],
    ["a second hello", '{"type":"hello","version":1}', 4400],
    ["a field too many", '{"type":"ping","loud":true}', 4400],
    ["a key twice", '{"type":"ping","type":"ping"}', 4400],
    ["a stream that is none", '{"type":"subscribe","stream":"nonsense"}', 4400],
    ["a stream without UUID", '{"type":"subscribe","stream":"conversation:12"}', 4400],
    ["a negative number", `{"type":"subscribe","stream":"conversation:${randomUUID()}","after":-1}`, 4400],
    ["a number that is none", `{"type":"subscribe","stream":"conversation:${randomUUID()}","after":1.5}`, 4400],
    ["a command without id", '{"type":"command","command":"message.post","data":{}}', 4400],
    ["a command id that is none", '{"type":"command","command":"message.post","id":"1","data":{}}', 4400],
    ["data that is no object", `{"type":"command","command":"message.post","id":"${randomUUID()}","data":[]}`, 4400],
    ["deep nesting", `{"type":"ping","a":${"[".repeat(5000)}${"]".repeat(5000)}}`, 4400],
    ["no UTF-8 text", Buffer.from([0x00, 0x01, 0xff]), 4400],
    ["a frame too large", JSON.stringify({ type: "ping", padding: "x".repeat(20_000) }), 1009],
  ];
  for (const [what, bytes, code] of wrong) {
    test(`closes that socket, and no other, on ${what}`, with_witness(async () => {
      const visitor = await Visitor.comes(server);
      (visitor.live as Socket).send_raw(bytes);
      assert.equal(await closed(visitor.live), code);
      await visitor.comes_back();
      await visitor.ends();
      visitor.live.drop();
    }));
  }

  test("closes on text that is no UTF-8 at all", with_witness(async () => {
    const visitor = await Visitor.comes(server);
    (visitor.live as Socket).ws.send(Buffer.from([0x7b, 0xff, 0xfe, 0x7d]), { binary: false });
    assert.ok([1007, 4400, 1006].includes(await closed(visitor.live)));
    await visitor.comes_back();
    await visitor.ends();
  }));

  test("refuses a command and stays open, naming the field", async () => {
    const visitor = await Visitor.comes(server);
    const noor = await Operator.logs_in(server);
    await noor.takes();
    const conversation = visitor.talk.conversation;
    const command = async (name: string, data: object): Promise<Frame> => {
      const id = randomUUID();
      visitor.live.send({ type: "command", command: name, id, data });
      return visitor.live.next({ type: "error", id });
    };
    const cases: [string, object, string, object[] | undefined][] = [
      ["message.post", { conversation, text: "" }, "invalid", [{ field: "text", problem: "too_short" }]],
      ["message.post", { conversation, text: " \n\t " }, "invalid", [{ field: "text", problem: "too_short" }]],
      ["message.post", { conversation, text: "x".repeat(4001) }, "invalid", [{ field: "text", problem: "too_long" }]],
      ["message.post", { conversation, text: "a\u0007b" }, "invalid", [{ field: "text", problem: "not_allowed" }]],
      ["message.post", { conversation }, "invalid", [{ field: "text", problem: "required" }]],
      ["message.post", { conversation: "12", text: "a" }, "invalid", [{ field: "conversation", problem: "not_a_uuid" }]],
      ["message.post", { conversation, text: "a", colour: 1 }, "invalid", [{ field: "colour", problem: "unknown_field" }]],
      ["message.post", { conversation: randomUUID(), text: "a" }, "not_found", undefined],
      ["queue.take", { line: noor.line }, "not_found", undefined],
      ["house.burn", {}, "invalid", [{ field: "command", problem: "not_allowed" }]],
    ];
    for (const [name, data, code, fields] of cases) {
      const error = await command(name, data);
      assert.equal(error["code"], code, `${name} ${JSON.stringify(data).slice(0, 80)}: ${JSON.stringify(error)}`);
      const bare = error["fields"]?.map((each: { field: string; problem: string }) => ({ ...each, field: each.field.replace(/^data\./, "") }));
      assert.deepEqual(bare, fields, JSON.stringify(error));
    }
    await visitor.says("é".repeat(4000));
    await visitor.ends();
    assert.equal((await command("message.post", { conversation, text: "late" }))["code"], "closed");
    assert.equal(noor.talk.said.length + visitor.talk.said.length, 2, "nothing else was posted");
    await noor.registers();
    visitor.live.drop();
    noor.live.drop();
  });

  test("shows a conversation to nobody else", async () => {
    const robin = await Visitor.comes(server);
    const stranger = await Visitor.comes(server);
    const noor = await Operator.logs_in(server, 0);
    const sam = await Operator.logs_in(server, 1);
    const taken = await noor.takes();
    assert.equal(taken.conversation, robin.talk.conversation);
    for (const page of [stranger, sam]) {
      page.live.send({ type: "subscribe", stream: taken.stream });
      assert.equal((await page.live.next({ type: "error", stream: taken.stream }))["code"], "not_found");
      page.live.send({ type: "signal", stream: taken.stream, signal: "typing", data: { on: true } });
      const id = randomUUID();
      page.live.send({ type: "command", command: "message.post", id, data: { conversation: taken.conversation, text: "let me in" } });
      assert.equal((await page.live.next({ type: "error", id }))["code"], "not_found");
    }
    robin.live.send({ type: "subscribe", stream: `line:${noor.line}` });
    assert.equal((await robin.live.next({ type: "error", stream: `line:${noor.line}` }))["code"], "not_found");
    robin.live.send({ type: "subscribe", stream: `conversation:${randomUUID()}` });
    assert.equal((await robin.live.next({ type: "error" }))["code"], "not_found", "what is not there looks the same");
    assert.ok(!robin.live.all.some((frame) => frame["signal"] === "typing"));
    await noor.ends();
    await noor.registers();
    await stranger.ends();
    for (const page of [robin, stranger, noor, sam]) page.live.drop();
  });

  test("tells who types, who is there, and the place in the queue", async () => {
    const robin = await Visitor.comes(server);
    const next = await Visitor.comes(server);
    await next.live.next((frame) => frame["signal"] === "place" || frame["state"]?.place === 2);
    const noor = await Operator.logs_in(server);
    await noor.takes();
    await next.live.next({ type: "signal", signal: "place" });
    await robin.live.next((frame) => frame["signal"] === "presence" && frame["data"].who === "operator" && frame["data"].connected);
    robin.live.send({ type: "signal", stream: robin.talk.stream, signal: "typing", data: { on: true } });
    const typing = await noor.live.next({ type: "signal", signal: "typing" });
    assert.deepEqual(typing["data"], { who: "visitor", on: true });
    robin.live.drop();
    await noor.live.next((frame) => frame["signal"] === "presence" && frame["data"].who === "visitor" && !frame["data"].connected);
    await noor.ends();
    await noor.registers();
    await next.ends();
    noor.live.drop();
    next.live.drop();
  });

  test("tells the operator up to where the visitor has seen, and the visitor nothing of it", async () => {
    const robin = await Visitor.comes(server);
    const noor = await Operator.logs_in(server);
    await noor.takes();
    await noor.says("Dag Robin");
    await robin.receives("Dag Robin");
    const { stream, number } = robin.talk;
    robin.live.send({ type: "signal", stream, signal: "seen", data: { number } });
    assert.deepEqual((await noor.live.next({ type: "signal", signal: "seen" }))["data"], { who: "visitor", number });
    noor.live.send({ type: "signal", stream, signal: "seen", data: { number } });
    noor.live.send({ type: "signal", stream, signal: "typing", data: { on: true } });
    await robin.live.next({ type: "signal", signal: "typing" });
    assert.ok(!robin.live.all.some((frame) => frame["signal"] === "seen"));
    await robin.ends();
    await noor.registers();
    for (const page of [robin, noor]) page.live.drop();
  });

  test("answers an earlier message of the same talk, and no other", async () => {
    const robin = await Visitor.comes(server);
    const noor = await Operator.logs_in(server);
    await noor.takes();
    await robin.says("Mag ik iets vragen?");
    const { conversation } = robin.talk;
    const asked = robin.talk.said[0]!.number;
    await noor.settled(noor.command("message.post", { conversation, text: "Zeker", reply_to: asked }));
    await robin.receives("Zeker");
    assert.equal(robin.talk.events.at(-1)!["data"].reply_to, asked);
    await robin.reloads();
    assert.deepEqual(robin.talk.state!["messages"].map((each: Frame) => each["reply_to"]), [null, asked]);
    for (const reply_to of [1, 0, 1000]) await assert.rejects(robin.settled(robin.command("message.post", { conversation, text: "x", reply_to })), /invalid/);
    assert.equal(robin.talk.said.length, 2);
    await robin.ends();
    await noor.registers();
    for (const page of [robin, noor]) page.live.drop();
  });

  test("stops following when asked", async () => {
    const robin = await Visitor.comes(server);
    const noor = await Operator.logs_in(server);
    await noor.takes();
    noor.live.send({ type: "unsubscribe", stream: noor.talk.stream });
    noor.live.send({ type: "ping" });
    await noor.live.next({ type: "pong" });
    await robin.says("Is there anybody?");
    const id = randomUUID();
    noor.live.send({ type: "command", command: "message.post", id, data: { conversation: noor.talk.conversation, text: "Yes" } });
    const ack = await noor.live.next({ type: "ack", id });
    await robin.receives("Yes");
    assert.equal(ack["number"], robin.talk.number);
    assert.equal(noor.talk.said.length, 0, "no event came");
    await robin.ends();
    await noor.registers();
    robin.live.drop();
    noor.live.drop();
  });
});

describe("limits of the live connection", () => {
  const with_server = (settings: Settings, tests: (server: Server) => Promise<void>) => async () => {
    const server = await Server.start({ settings });
    try {
      await tests(server);
    } finally {
      await server.end();
    }
  };

  test("too many frames a second close that socket", with_server({ live: { frames_per_second: 5, burst: 10 } }, async (server) => {
    const [loud, calm] = [await Visitor.comes(server), await Visitor.comes(server)];
    for (let i = 0; i < 12; ++i) loud.live.send({ type: "ping" });
    assert.equal(await closed(loud.live), 4429);
    calm.live.send({ type: "ping" });
    await calm.live.next({ type: "pong" });
    calm.live.drop();
  }));

  test("a socket that shows no life is closed; one that pongs is not", with_server({ live: { ping_interval: 1, idle_limit: 2 } }, async (server) => {
    const alive = await Visitor.comes(server);
    const token = new_token();
    const started = await server.post(`/api/lines/${server.line}/visits`, { token, nickname: "Stil", register: "nl" });
    const dead = await Socket.open(server.url, { Origin: server.url }, { autoPong: false });
    dead.send({ type: "hello", version: 1, token, subscribe: [{ stream: `conversation:${started.json.conversation}` }] });
    await dead.next({ type: "snapshot" });
    assert.equal(await closed(dead), 4408);
    alive.live.send({ type: "ping" });
    await alive.live.next({ type: "pong" });
    alive.live.drop();
  }));

  const slow = { live: { ...generous["live"]!, max_frame: 65_536 } };
  test("a receiver that does not read loses its socket, no message, and nobody else waits", with_server(slow, async (server) => {
    const robin = await Visitor.comes(server);
    const noor = await Operator.logs_in(server);
    await noor.takes();
    await robin.live.next((frame) => frame["signal"] === "presence" && frame["data"].who === "operator" && frame["data"].connected);
    (noor.live as Socket).ws.pause();
    const from = robin.live.all.length;
    const gone = () => robin.live.all.slice(from).some((frame) => frame["signal"] === "presence" && frame["data"].who === "operator" && !frame["data"].connected);
    const text = "\u{1f33b}".repeat(3900);
    let posted = 0;
    while (!gone() && posted < 3000) {
      robin.posts(`${posted++} ${text}`);
      if (posted % 20 === 0) await robin.everything_is_acknowledged();
    }
    await robin.everything_is_acknowledged();
    await until("the visitor sees that the operator is gone", gone);
    (noor.live as Socket).ws.resume();
    assert.ok([4430, 1006].includes(await closed(noor.live)));
    await noor.comes_back();
    await noor.receives(`${posted - 1} ${text}`);
    assert.deepEqual(noor.talk.said, robin.talk.said);
    assert.equal(noor.talk.said.length, posted);
    for (const page of [robin, noor]) page.live.drop();
  }));
});
