// The frames of RFC 6455 byte by byte: what a browser never sends, and what it sends in pieces.
import assert from "node:assert/strict";
import { createConnection, type Socket } from "node:net";
import { after, before, describe, test } from "node:test";
import { new_token } from "../support/actors.ts";
import { Server } from "../support/server.ts";
import { in_time, until } from "../support/until.ts";

type Piece = { opcode: number; last?: boolean; reserved?: number; masked?: boolean; length?: number; long?: boolean };

function frame(payload: string | Buffer, { opcode, last = true, reserved = 0, masked = true, length, long = false }: Piece): Buffer {
  const bytes = Buffer.from(payload);
  const size = length ?? bytes.length;
  const head = [(last ? 0x80 : 0) | (reserved << 4) | opcode];
  const flag = masked ? 0x80 : 0;
  if (size > 65_535) head.push(flag | 127, 0, 0, 0, 0, (size >>> 24) & 255, (size >>> 16) & 255, (size >>> 8) & 255, size & 255);
  else if (size > 125 || long) head.push(flag | 126, size >> 8, size & 255);
  else head.push(flag | size);
  const mask = [0x11, 0x22, 0x33, 0x44];
  return Buffer.concat([Buffer.from(head), ...(masked ? [Buffer.from(mask), Buffer.from(bytes.map((byte, i) => byte ^ mask[i % 4]!))] : [bytes])]);
}

// What came back after the upgrade: whole frames, unmasked as a server's are.
class Wire {
  readonly socket: Socket;
  received = Buffer.alloc(0);
  readonly closed: Promise<void>;

  constructor(port: number) {
    this.socket = createConnection(port, "127.0.0.1");
    this.socket.on("data", (bytes) => (this.received = Buffer.concat([this.received, bytes])));
    this.socket.on("error", () => {});
    this.closed = new Promise((resolve) => this.socket.once("close", () => resolve()));
  }

  get answer(): string {
    return this.received.toString("latin1").split("\r\n\r\n")[0]!;
  }
  get frames(): { opcode: number; payload: Buffer }[] {
    const found = [];
    let at = this.received.indexOf("\r\n\r\n") + 4;
    while (at >= 4 && at + 2 <= this.received.length) {
      let size = this.received[at + 1]!;
      let head = 2;
      if (size === 126) [size, head] = [this.received.readUInt16BE(at + 2), 4];
      if (at + head + size > this.received.length) break;
      found.push({ opcode: this.received[at]! & 15, payload: this.received.subarray(at + head, at + head + size) });
      at += head + size;
    }
    return found;
  }
  get close_code(): number | undefined {
    return this.frames.find((each) => each.opcode === 8)?.payload.readUInt16BE(0);
  }
  texts(): { type: string }[] {
    return this.frames.filter((each) => each.opcode === 1).map((each) => JSON.parse(each.payload.toString()));
  }
}

describe("the framing of WebSockets", () => {
  let server: Server;
  let token: string;
  before(async () => {
    server = await Server.start();
    token = new_token();
    await server.post(`/api/lines/${server.line}/visits`, { token, nickname: "Robin", register: "nl" });
  });
  after(() => server.end());

  const upgrade = (headers: Record<string, string>) =>
    `GET /live HTTP/1.1\r\nHost: localhost\r\n${Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`).join("")}\r\n`;
  const good = () => ({ Origin: server.url, Connection: "Upgrade", Upgrade: "websocket", "Sec-WebSocket-Version": "13", "Sec-WebSocket-Key": "dGhlIHNhbXBsZSBub25jZQ==" });
  const open = async (): Promise<Wire> => {
    const wire = new Wire(server.port);
    wire.socket.write(upgrade(good()));
    await until("the upgrade is answered", () => wire.received.includes("\r\n\r\n"));
    assert.match(wire.answer, /^HTTP\/1.1 101 /);
    assert.match(wire.answer, /Sec-WebSocket-Accept: s3pPLMBiTxaQ9kYGzzhZRbK\+xOo=/i);
    return wire;
  };
  const hello = () => JSON.stringify({ type: "hello", version: 1, token });

  const refused: [string, Buffer, number][] = [
    ["a frame without a mask", frame('{"type":"ping"}', { opcode: 1, masked: false }), 1002],
    ["a reserved bit", frame('{"type":"ping"}', { opcode: 1, reserved: 4 }), 1002],
    ["an unknown opcode", frame("", { opcode: 3 }), 1002],
    ["an unknown control opcode", frame("", { opcode: 11 }), 1002],
    ["a length in more bytes than it needs", frame("{}", { opcode: 1, long: true }), 1002],
    ["a ping in fragments", frame("", { opcode: 9, last: false }), 1002],
    ["a ping that is too long", frame("x".repeat(126), { opcode: 9 }), 1002],
    ["a continuation of nothing", frame("{}", { opcode: 0 }), 1002],
    ["a new message inside another", Buffer.concat([frame("{", { opcode: 1, last: false }), frame("}", { opcode: 1 })]), 1002],
    ["a length over the limit, before its bytes come", frame("", { opcode: 1, length: 4_000_000 }), 1009],
    ["fragments over the limit", Buffer.concat([frame("x".repeat(16_000), { opcode: 1, last: false }), frame("x".repeat(1_000), { opcode: 0 })]), 1009],
    ["a binary message", frame("{}", { opcode: 2 }), 4400],
    ["a close code that nobody may send", frame(Buffer.from([0x03, 0xed]), { opcode: 8 }), 1002],
    ["half a close code", frame(Buffer.from([0x03]), { opcode: 8 }), 1002],
  ];
  for (const [what, bytes, code] of refused) {
    test(`${what} closes with ${code}`, async () => {
      const wire = await open();
      wire.socket.write(bytes);
      await until("it is told", () => wire.close_code !== undefined);
      assert.equal(wire.close_code, code);
      wire.socket.write(frame(Buffer.from([code >> 8, code & 255]), { opcode: 8 }));
      await in_time("the end", wire.closed);
    });
  }

  test("a message in fragments, with a ping between them, byte by byte", async () => {
    const wire = await open();
    const text = hello();
    const bytes = Buffer.concat([
      frame(text.slice(0, 10), { opcode: 1, last: false }),
      frame("still there?", { opcode: 9 }),
      frame("", { opcode: 0, last: false }),
      frame(text.slice(10), { opcode: 0 }),
    ]);
    wire.socket.setNoDelay(true);
    for (const byte of bytes) await new Promise((sent) => wire.socket.write(Buffer.from([byte]), sent));
    await until("it says hello", () => wire.texts().some((each) => each.type === "hello"));
    assert.equal(wire.frames[0]!.opcode, 10);
    assert.equal(wire.frames[0]!.payload.toString(), "still there?");
    wire.socket.destroy();
  });

  test("many messages at once, in order", async () => {
    const wire = await open();
    wire.socket.write(frame(hello(), { opcode: 1 }));
    await until("it says hello", () => wire.texts().length === 1);
    wire.socket.write(Buffer.concat(Array.from({ length: 30 }, () => frame('{"type":"ping"}', { opcode: 1 }))));
    await until("all are answered", () => wire.texts().filter((each) => each.type === "pong").length === 30);
    wire.socket.destroy();
  });

  test("a goodbye is answered with the same code, and the socket ends", async () => {
    for (const [payload, code] of [[Buffer.from([0x03, 0xe9]), 1001], [Buffer.alloc(0), 1000]] as const) {
      const wire = await open();
      wire.socket.write(frame(payload, { opcode: 8 }));
      await until("it is answered", () => wire.close_code !== undefined);
      assert.equal(wire.close_code, code);
      wire.socket.end();
      await in_time("the end", wire.closed);
    }
  });

  test("what is no upgrade is no upgrade", async () => {
    const { "Sec-WebSocket-Key": _, ...without_key } = good();
    const { Upgrade: __, ...without_upgrade } = good();
    for (const headers of [without_key, without_upgrade, { ...good(), "Sec-WebSocket-Version": "8" }]) {
      const wire = new Wire(server.port);
      wire.socket.write(upgrade(headers));
      await until("it is answered", () => wire.received.includes("\r\n\r\n"));
      assert.doesNotMatch(wire.answer, /^HTTP\/1.1 101 /);
      wire.socket.destroy();
    }
  });
});
