// A day of traffic from people who could be recognised. At the end nobody can be: not in the database, not in the log,
// not in what the program still holds in memory.
import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import { readdirSync, readFileSync, statSync } from "node:fs";
import { createConnection } from "node:net";
import { join } from "node:path";
import { test } from "node:test";
import { new_token } from "../support/actors.ts";
import { Caller } from "../support/callers.ts";
import { on_both } from "../support/engines.ts";
import { phrase } from "../support/samples.ts";
import { Server, type Options } from "../support/server.ts";
import { marks_in, memory_of, Somebody } from "../support/traces.ts";
import { until } from "../support/until.ts";

const proxied = { http: { trusted_proxies: ["127.0.0.1"] }, log: { level: "debug" } };
const words = (what: string) => `WOORDEN-${what}-${randomUUID()}`;

// What somebody says on a live connection, and the word of it that comes back.
class Line {
  readonly frames: any[] = [];
  private readonly socket;
  private constructor(socket: Awaited<ReturnType<Somebody["live"]>>) {
    this.socket = socket;
    socket.on("message", (data) => this.frames.push(JSON.parse(String(data))));
  }
  static async open(socket: Awaited<ReturnType<Somebody["live"]>>): Promise<Line> {
    const line = new Line(socket);
    await until("the server says hello", () => line.frames.length > 0);
    return line;
  }
  async says(command: string, data: object): Promise<any> {
    const id = randomUUID();
    const word = () => this.frames.find((frame) => frame.id === id && frame.code !== "busy");
    this.socket.send(JSON.stringify({ type: "command", command, id, data }));
    await until(`word of ${command}`, () => word() !== undefined);
    assert.notEqual(word().type, "error", JSON.stringify(word()));
    return word();
  }
  send(frame: object): void {
    this.socket.send(JSON.stringify(frame));
  }
  drop(): void {
    this.socket.terminate();
  }
}

// Bytes as they are, from an address that can be recognised; hangs up in the middle.
function raw(server: Server, n: number, text: string): Promise<void> {
  return new Promise((resolve) => {
    const socket = createConnection({ port: server.port, host: "127.0.0.1", localAddress: `127.7.${n}.9` });
    socket.on("error", () => {});
    socket.on("close", () => resolve());
    socket.on("data", () => socket.destroy());
    socket.write(text, () => socket.destroy());
  });
}

// In the middle of a request.
async function asks_half(server: Server, n: number): Promise<{ leave(): Promise<void> }> {
  const socket = createConnection({ port: server.port, host: "127.0.0.1", localAddress: `127.7.${n}.9` });
  await new Promise<void>((resolve) => socket.write(`GET / HTTP/1.1\r\nUser-Agent: Vlinderbrowser/${n}\r\n`, () => resolve()));
  const closed = new Promise<void>((resolve) => socket.once("close", () => resolve()));
  return { leave: () => (socket.destroy(), closed) };
}

async function a_talk(server: Server, visitor: Somebody, operator: Somebody, said: string[]): Promise<void> {
  const say = (what: string) => said[said.push(words(what)) - 1]!;
  const token = new_token();
  const bearer = { Authorization: `Bearer ${token}` };
  await visitor.ask("GET", `/${server.line}`);
  await visitor.ask("GET", `/api/lines/${server.line}`);
  const visit = { token, nickname: say("bijnaam").slice(0, 40), register: "nl", who: "pupil", device: "phone" };
  said.push(visit.nickname);
  const started = await visitor.ask("POST", `/api/lines/${server.line}/visits`, visit);
  assert.equal(started.status, 201, JSON.stringify(started.json));
  const { conversation } = started.json;
  const theirs = await Line.open(await visitor.live({ type: "hello", version: 1, token, subscribe: [{ stream: `conversation:${conversation}` }] }));
  await theirs.says("intake.give", { conversation, question: say("vraag") });
  await visitor.ask("POST", "/api/visit/code", undefined, bearer);

  const { login, password } = server.team[0]!;
  const session = await operator.ask("POST", "/api/session", { login, password });
  const cookie = { Cookie: session.cookie };
  const line = session.json.lines.find((each: { slug: string }) => each.slug === server.line).line;
  const ours = await Line.open(await operator.live({ type: "hello", version: 1, subscribe: [{ stream: `line:${line}` }] }, cookie));
  await ours.says("duty.set", { line, state: "online" });
  await ours.says("queue.take", { line });
  ours.send({ type: "subscribe", stream: `conversation:${conversation}` });
  ours.send({ type: "subscribe", stream: `case:${conversation}` });
  await theirs.says("message.post", { conversation, text: say("bezoeker") });
  await ours.says("message.post", { conversation, text: say("medewerker") });
  await ours.says("note.add", { conversation, text: say("nota") });
  await ours.says("whisper.post", { conversation, text: say("fluister") });
  await ours.says("help.ask", { conversation, question: say("hulp") });
  await ours.says("conversation.end", { conversation, closing: "normal" });
  const path = `/api/registrations/${conversation}`;
  const { conversation: _, nickname: __, ...draft } = (await operator.ask("GET", path, undefined, cookie)).json;
  const registered = await operator.ask("PUT", path, { ...draft, state: "done", fake: true, note: say("registratie") }, cookie);
  assert.equal(registered.status, 200, JSON.stringify(registered.json));
  const flagged = await operator.ask("PUT", `/api/flags/${conversation}`, { why: say("waarom") }, cookie);
  assert.equal(flagged.status, 200, JSON.stringify(flagged.json));
  const rated = await visitor.ask("PUT", "/api/visit/rating", { stars: 4, text: say("beoordeling"), may_quote: false }, bearer);
  assert.equal(rated.status, 204);
  await visitor.ask("POST", "/api/visit/exit", undefined, bearer);
  await operator.ask("DELETE", "/api/session", undefined, cookie);
  theirs.drop();
  ours.drop();
}

// A network that lets no WebSockets through.
async function by_long_poll(server: Server, visitor: Somebody, said: string[]): Promise<void> {
  const token = new_token();
  const nickname = words("lang").slice(0, 40);
  said.push(nickname);
  const started = await visitor.ask("POST", `/api/lines/${server.line}/visits`, { token, nickname, register: "en" });
  const { conversation } = started.json;
  const opened = await visitor.ask("POST", "/api/live", { type: "hello", version: 1, token, subscribe: [{ stream: `conversation:${conversation}` }] });
  const session = { "Onthaal-Session": opened.json.session };
  const send = async (frame: object) => assert.equal((await visitor.ask("POST", "/api/live/frames", { frames: [frame] }, session)).status, 204);
  // With each question what came before is told as received.
  let after = 0;
  const comes = async (wanted: string) => {
    for (let has_come = false; !has_come; ) {
      const { frames, next } = (await visitor.ask("GET", "/api/live/frames", undefined, { ...session, "Onthaal-After": String(after) })).json;
      after = next;
      has_come = frames.some((frame: { type: string; event?: string }) => wanted === (frame.event ?? frame.type));
    }
  };
  await comes("snapshot");
  await send({ type: "command", command: "conversation.end", id: randomUUID(), data: { conversation } });
  await comes("conversation.ended");
  await send({ type: "ping" });
  await comes("pong");
}

// Who is refused, mistaken, or gone in the middle leaves as little.
async function trouble(server: Server, who: Somebody, n: number, said: string[]): Promise<void> {
  const visits = `/api/lines/${server.line}/visits`;
  await who.ask("POST", visits, "{ geen json");
  await who.ask("POST", visits, { token: "x" });
  await who.ask("POST", visits, {}, { Origin: "https://kenmerk.example" });
  const login = words("login");
  await who.ask("POST", "/api/session", { login, password: "x" });
  if (!server.postgres) said.push(login); // PostgreSQL logs what it is asked for here
  await who.ask("POST", "/api/returns", { code: "1234567812345678", token: new_token() });
  await who.ask("POST", "/api/appointments", { code: "8234567812345678" });
  await who.ask("POST", "/api/plans", { code: "9234567812345678" });
  await who.ask("GET", `/bestaat-niet-kenmerk.example?q=203.0.113.${n}`);
  await who.ask("GET", "/api/visit", undefined, { Authorization: `Bearer ${new_token()}` });
  const wrong = await who.live({ type: "hello", version: 1, token: new_token() });
  await until("who is unknown is shown out", () => wrong.readyState === wrong.CLOSED);
  const headers = `Host: localhost\r\nUser-Agent: Vlinderbrowser/${n}\r\nX-Forwarded-For: 203.0.113.${n}\r\n`;
  await raw(server, n, `GET /api/lines HTTP/1.1\r\n${headers}`);
  await raw(server, n, `POST ${visits} HTTP/1.1\r\n${headers}Content-Length: 500\r\n\r\n{"token":`);
  await raw(server, n, `NONSENSE ${headers}\r\n\r\n`);
  await raw(server, n, `GET / HTTP/1.1\r\n${headers}X-Long: ${"kenmerk.example".repeat(4_000)}\r\n\r\n`);
}

function files_in(folder: string): string[] {
  const names = readdirSync(folder, { recursive: true, encoding: "utf8" }).map((name) => join(folder, name));
  return names.filter((name) => statSync(name, { throwIfNoEntry: false })?.isFile());
}

type Found = { what: string; name: string };
const found_in = (places: { name: string; bytes: Buffer }[], texts: string[]): Found[] =>
  places.flatMap(({ name, bytes }) => [...marks_in(bytes), ...texts.filter((text) => bytes.includes(text))].map((what) => ({ what, name })));

// The data folder with what SQLite writes ahead, or all files of PostgreSQL, its log of statements among them; freed
// pages are in there as they are.
function on_disk(server: Server): { name: string; bytes: Buffer }[] {
  const files = [...files_in(server.data), ...(server.postgres?.files() ?? [])].map((name) => ({ name, bytes: readFileSync(name) }));
  return [...files, { name: "the dump", bytes: Buffer.from(server.on_disk(), "latin1") }];
}
const of_postgres = ({ postgres }: Server) => (postgres?.pids() ?? []).flatMap((pid, index) => memory_of(pid, { shared: index === 0 }));

on_both("a day of traffic from people who could be recognised", (database: () => Options) => {
  test("leaves no address and no browser in the database, in the log or in memory", { timeout: 120_000 }, async () => {
    const server = await Server.start({ ...database(), settings: proxied });
    server.postgres?.log_everything();
    const said: string[] = [];
    try {
      const ways = [undefined, "203.0.113.77", "2001:db8:5eed:77::1", "198.51.100.7, 203.0.113.99"];
      for (const [n, through] of ways.entries()) {
        const [visitor, operator] = [new Somebody(server, n, through), new Somebody(server, 100 + n, through)];
        await a_talk(server, visitor, operator, said);
        await by_long_poll(server, visitor, said);
        await trouble(server, visitor, n, said);
        for (const each of [visitor, operator]) each.leave();
      }
      assert.ok(server.count("visit_trace") > 0, "they were recognised by what came with them");

      assert.deepEqual(found_in(on_disk(server), said), [], "the disk tells who came, or what was said");
      assert.deepEqual(found_in([{ name: "the log", bytes: Buffer.from(server.log) }], said), []);
      assert.deepEqual(found_in(of_postgres(server), said), [], "the database's memory tells it");

      const pid = server.child!.pid!;
      const remembered = (texts: string[]) => found_in(memory_of(pid), texts);
      const still_here = new Somebody(server, 200, "203.0.113.200");
      await still_here.ask("GET", "/api/lines");
      const half = await asks_half(server, 201);
      await until("it knows who is asking: we look in the right place", () => remembered([]).length > 0);
      await half.leave();
      still_here.leave();
      // What is free is used again.
      for (let i = 0; i < 20; ++i) await server.get("/api/lines");
      assert.deepEqual(remembered(said), [], "its memory tells who came, or what was said");

      // Were one of these marks stored, it would be seen: a coordinator writes it in a sentence for everybody.
      const greet = await Caller.staff(server, "greet");
      await greet.posts(`/api/lines/${server.line}/phrases`, phrase({ text: "https://kenmerk.example" }));
      const places = new Set(found_in(on_disk(server), []).map(({ name }) => name.replace(/^.*\//, "")));
      const where = server.postgres ? [/^the dump$/, /^\d+$/, /^0000\w+$/, /\.log$/] : [/^the dump$/, /^onthaal\.db-wal$/];
      for (const place of where) assert.ok([...places].some((name) => place.test(name)), `${place} in ${[...places].join()}`);
      if (server.postgres) assert.ok(found_in(of_postgres(server), []).length > 0);
    } finally {
      await server.end();
    }
  });
});
