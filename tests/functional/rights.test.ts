// Who gets in where: every cell of the table in docs/security.md, asked of the real server.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { after, before, describe, test } from "node:test";
import { new_token, Operator, Visitor } from "../support/actors.ts";
import { add_line, add_staff, Caller } from "../support/callers.ts";
import { doors, roles, World, type Asked, type Role, type Who } from "../support/doors.ts";
import { Poll, Socket } from "../support/live.ts";
import { MailServer } from "../support/mail_server.ts";
import { proxied } from "../support/networks.ts";
import { public_http } from "../support/ports.ts";
import { onthaal, Server } from "../support/server.ts";
import { place } from "../support/samples.ts";

type Right = "yes" | "own" | "no";
type Row = { door: string; of: Record<Who | "other line", Right> };

// The rows under "## Rights", by the names in their header.
function table(): Row[] {
  const text = readFileSync(join(import.meta.dirname, "../../docs/security.md"), "utf8");
  const section = text.split(/^## /m).find((each) => each.startsWith("Rights\n"))!;
  const cells = (line: string) => line.split("|").slice(1, -1).map((cell) => cell.trim());
  const lines = section.split("\n").filter((line) => line.startsWith("|"));
  const [, ...columns] = cells(lines[0]!);
  assert.deepEqual(columns, ["nobody", "visitor", "display", ...roles, "other line"]);
  return lines.slice(2).map((line) => {
    const [door, ...rights] = cells(line);
    for (const right of rights) assert.match(right, /^(yes|own|no)$/, line);
    return { door: door!.replaceAll("`", ""), of: Object.fromEntries(columns.map((column, i) => [column, rights[i]])) as Row["of"] };
  });
}

// What waits until the other side was away for minutes: past the access it says so.
const after_minutes = ["command conversation.set_aside", "command conversation.give_back"];
// Whose secret comes by a provider: sign_on.test.ts shows it. And what is right, and too early.
const elsewhere_shown = ["POST /api/sign-on", "POST /api/sign-on/session"];
const too_early = ["POST /api/appointments/open"];
const is_uuid = (part: unknown) => typeof part === "string" && /^[0-9a-f]{8}-[0-9a-f-]{27}$/.test(part);
const of_the_house = (role: Role) => role === "administrator" || role === "auditor";
const is_open = (row: Row) => Object.values(row.of).every((right) => right === "yes");

describe("rights", () => {
  let server: Server;
  let mail: MailServer;
  let world: World;
  let display = "";
  let stranger: Visitor;
  let crossed = 0;
  const rows = table();

  before(async () => {
    mail = await MailServer.start();
    server = await Server.start(proxied({ settings: { mail: mail.settings, http: { ...(await public_http()), burst: 10_000 }, live: { frames_per_second: 1000, burst: 1000 }, visits: { unproven_per_minute: 100000 } } }));
    const boss = await add_staff(server, "beheer", ["--administrator"]);
    world = await World.open(server, mail);
    world.boss = boss;
    const other = await add_line(server, "elders");
    world.other_line = (await other.gets("/api/session")).lines.find((each: any) => each.slug === "elders").line;
    display = (await world.greet.posts(world.at("displays"), { name: "Muur" })).token;
    const centre = (await world.greet.posts(world.at("places"), place({ kind: "centre" }))).place;
    const centre_elsewhere = (await other.posts("/api/lines/elders/places", place({ kind: "centre" }))).place;
    for (const role of roles) {
      await world.adds(role, role, server.line, boss, centre);
      if (of_the_house(role)) continue;
      await world.adds(`${role} elsewhere`, role, "elders", boss, centre_elsewhere);
      await world.adds(`${role} beside`, role, server.line, boss, centre);
    }
    world.noor = world.people.get("operator")!;
    await world.noor.goes("online");
    const beside = world.people.get("operator beside")!;
    await beside.goes("online");
    world.colleague = (await server.get("/api/session", beside.headers)).json.staff;
    stranger = await Visitor.comes(server);
    world.robin = await world.talk();
  });
  after(async () => {
    await server.end();
    await mail.stop();
  });

  test("have a row for every door, a door for every row, and a request for each", () => {
    const run = onthaal("routes", "--json");
    assert.equal(run.status, 0, run.said);
    const real: string[] = JSON.parse(run.out);
    const written = rows.map(({ door }) => door);
    assert.deepEqual(written.toSorted(), real.toSorted());
    assert.deepEqual(Object.keys(doors).toSorted(), written.filter((door) => !door.startsWith("control ")).toSorted());
  });

  // What came of it: "in", or the code of the refusal.
  async function over_http(door: string, asked: Asked, caller: Caller): Promise<{ status: number; code: string }> {
    const [method = "", template = ""] = door.split(" ");
    const parts = [...(asked.parts ?? [])];
    const path = template.replace(/\{\w+\}/g, () => parts.shift()!) + (asked.query ?? "");
    const reply = await caller.ask(method, path, method === "GET" ? undefined : asked.body);
    return { status: reply.status, code: reply.status < 300 ? "in" : reply.json.code };
  }
  async function over_live(door: string, asked: Asked, page: Visitor | Operator): Promise<{ status: number; code: string }> {
    const [kind, name = ""] = door.split(" ");
    if (kind === "stream") {
      const stream = `${name}:${asked.parts![0]}`;
      page.live.send({ type: "subscribe", stream });
      const word = await page.live.next((frame) => frame["stream"] === stream && (frame.type === "snapshot" || frame.type === "error"));
      if (word.type === "snapshot") page.live.send({ type: "unsubscribe", stream });
      return { status: 0, code: word.type === "snapshot" ? "in" : word["code"] };
    }
    const id = page.command(name, asked.body as object);
    const word = await page.live.next((frame) => frame["id"] === id && (frame.type === "ack" || frame.type === "error" || frame.type === "event") && frame["code"] !== "busy");
    return { status: 0, code: word.type === "error" ? word["code"] : "in" };
  }
  // The very same frames, from who has no session: nobody, or a display with its token.
  async function over_live_without(door: string, asked: Asked, key: string): Promise<{ status: number; code: string }> {
    const [kind, name = ""] = door.split(" ");
    const socket = await Socket.open(server.url, { Origin: server.url });
    socket.send({ type: "hello", version: 1, ...(key === "display" ? { token: display } : {}) });
    if (kind === "stream") socket.send({ type: "subscribe", stream: `${name}:${asked.parts![0]}` });
    else socket.send({ type: "command", command: name, id: crypto.randomUUID(), data: asked.body });
    const word = await socket.next({});
    const closed = await Promise.race([socket.closed, socket.next({}).then(() => 0, () => socket.closed)]);
    socket.drop();
    // Refused at the hello, or the frame came while the server still looked who it is: nothing else is ever said.
    const is_out = (word["code"] === "unauthenticated" && closed === 4401) || (word["code"] === "malformed" && closed === 4400);
    return { status: closed, code: is_out && socket.all.length === 1 ? "unauthenticated" : `in: ${JSON.stringify(socket.all)}` };
  }
  // `key`: who of the people; a visitor with a talk of their own, or another one.
  async function ask(door: string, asked: Asked, key: string): Promise<{ status: number; code: string }> {
    const visitor = key === "visitor" ? (asked.visitor ?? world.robin) : stranger;
    const is_live = door.startsWith("command ") || door.startsWith("stream ");
    if (is_live && (key === "nobody" || key === "display")) return over_live_without(door, asked, key);
    if (is_live) return over_live(door, asked, key.startsWith("visitor") ? visitor : world.people.get(key)!);
    if (asked.as !== undefined) return over_http(door, asked, asked.as);
    if (key === "nobody") return over_http(door, asked, new Caller(server));
    if (key === "display") return over_http(door, asked, Caller.visitor(server, display));
    return over_http(door, asked, key.startsWith("visitor") ? Caller.visitor(server, visitor.token) : world.caller(key));
  }
  const is_refused = (code: string) => code === "not_found" || code === "unauthenticated";

  const failed = (error: Error) => ({ status: 0, code: error.message });
  // Everybody else first, and then `who` it was made for: so what the others were refused was there, and rightly asked for.
  async function one_is_let_in(row: Row, who: Who, others: string[]): Promise<string[]> {
    const asked = await Promise.resolve(doors[row.door]!(world, who)).catch((error: Error) => error);
    if (asked instanceof Error) return [`${row.door}: nothing to ask for, for ${who}: ${asked.message}`];
    const { as, stranger, others_body, ...plain } = asked;
    const wrong: string[] = [];
    for (const other of others) {
      const theirs = others_body === undefined ? plain : { ...plain, body: others_body };
      const { code } = await ask(row.door, theirs, other.endsWith("beside") ? (stranger ?? other) : other).catch(failed);
      if (!is_refused(code)) wrong.push(`${row.door}: ${other} should be refused what is for ${who}, and got ${code}`);
    }
    if (others.includes(`${who} elsewhere`)) wrong.push(...(await holds_back_what_is_of(row, plain, `${who} elsewhere`)));
    const { code } = await ask(row.door, as === undefined ? plain : { ...plain, as }, who).catch(failed);
    const is_in = code === "in" || (code === "conflict" && after_minutes.includes(row.door));
    return is_in ? wrong : [...wrong, `${row.door}: ${who} should be let in after the others, and got ${code}`];
  }
  // Somebody of another line names their own line, where they are let in, and with it what is of this one.
  async function holds_back_what_is_of(row: Row, asked: Asked, key: string): Promise<string[]> {
    const [slug, ...ids] = asked.parts ?? [];
    const body = asked.body as { conversation?: string; line?: string } | undefined;
    const is_path = slug === server.line && (ids.some(is_uuid) || is_uuid(body?.conversation));
    if (!is_path && !(is_uuid(body?.line) && is_uuid(body?.conversation))) return [];
    crossed += 1;
    const across = is_path ? { ...asked, parts: ["elders", ...ids] } : { ...asked, body: { ...body, line: world.other_line } };
    const { code } = await ask(row.door, across, key);
    return code === "not_found" ? [] : [`${row.door}: ${key}, by the own line, should be refused, and got ${code}`];
  }
  // What it is about is whoever asks: there is nothing of a colleague's to ask for.
  const is_of_oneself = (door: string) => door.includes(" /api/visit");

  test("are as the table says, cell by cell", async () => {
    const actors = ["nobody", "visitor", "display", ...roles] as Who[];
    const wrong: string[] = [];
    for (const row of rows.filter(({ door }) => !door.startsWith("control "))) {
      const make = doors[row.door];
      if (make === undefined) continue; // said above
      if (is_open(row)) {
        // Everybody: what decides is a secret in the body, or nothing.
        const expected = elsewhere_shown.includes(row.door) ? (await ask(row.door, await make(world, "nobody"), "nobody")).code : too_early.includes(row.door) ? "closed" : "in";
        for (const who of actors) {
          const { code } = await ask(row.door, await make(world, "nobody"), who);
          if (code !== expected) wrong.push(`${row.door}: ${who} got ${code}, not ${expected}`);
        }
        continue;
      }
      const let_in = actors.filter((who) => row.of[who] !== "no");
      assert.notEqual(let_in.length, 0, `${row.door}: nobody shows that there is something to refuse`);
      for (const who of let_in) {
        const has_line = who !== "visitor" && who !== "display" && !of_the_house(who as Role);
        const others: string[] = who === let_in[0] ? actors.filter((each) => row.of[each] === "no") : [];
        if (row.of[who] === "own" && !of_the_house(who as Role) && !is_of_oneself(row.door)) others.push(`${who} beside`);
        if (has_line && row.of["other line"] === "no") others.push(`${who} elsewhere`);
        wrong.push(...(await one_is_let_in(row, who, others)));
        if (has_line && row.of["other line"] !== "no") wrong.push(...(await one_is_let_in(row, `${who} elsewhere` as Who, [])));
      }
    }
    assert.deepEqual(wrong, []);
    assert.ok(crossed > 20, `${crossed} by their own line`);
  });

  test("let nobody in at the live door, and no command of the machine through it", async () => {
    const machine = rows.filter(({ door }) => door.startsWith("control ")).map(({ door }) => door.split(" ")[1]!);
    for (const name of machine) {
      for (const role of roles) {
        const page = world.people.get(role)!;
        const id = crypto.randomUUID();
        page.live.send({ type: "command", command: name, id, data: {} });
        const word = await page.live.next((frame) => frame["id"] === id);
        assert.deepEqual([word["code"], word["fields"]?.[0]?.field], ["invalid", "command"], `${name} by ${role}`);
      }
    }
    // Without a cookie, with one of nobody's, with a token of nobody's: at both doors.
    const nobodies: { cookie?: string; token?: string }[] = [{}, { cookie: `__Host-onthaal=${new_token()}` }, { token: new_token() }, { token: display }];
    for (const { cookie, token } of nobodies) {
      const headers = { Origin: server.url, ...(cookie === undefined ? {} : { Cookie: cookie }) };
      const hello = { type: "hello", version: 1, ...(token === undefined ? {} : { token }) };
      const socket = await Socket.open(server.url, headers);
      socket.send(hello);
      assert.equal(await socket.closed, 4401);
      assert.deepEqual(socket.all.map(({ type, code }) => [type, code]), [["error", "unauthenticated"]]);
      const poll = await Poll.open(server.url, headers, hello).then(
        async (opened) => [await opened.closed, opened.all.map(({ type, code }) => [type, code])],
        (error: Error) => error.message,
      );
      assert.match(JSON.stringify(poll), /unauthenticated/);
      assert.doesNotMatch(JSON.stringify(poll), /"hello"/);
    }
  });
});
