// What is kept, for how long, and that it goes: periods, a visitor who deletes its talk, words taken out of a message, a
// talk that the law asks for.
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { randomUUID } from "node:crypto";
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { new_token, Operator, Visitor } from "../support/actors.ts";
import { add_line, add_staff, Caller, refused } from "../support/callers.ts";
import { on_both } from "../support/engines.ts";
import { binary, onthaal, Server, type Options } from "../support/server.ts";

on_both("what is kept", (database: () => Options) => {
  let server: Server;
  let greet: Caller; // coordinates the line, and answers
  let jef: Operator;
  let elsewhere: Caller; // coordinates another line
  before(async () => {
    server = await Server.start(database());
    greet = await Caller.staff(server, "greet");
    elsewhere = await add_line(server, "gent");
    jef = await Operator.logs_in(server, 1);
  });
  after(() => server.end());

  const path = () => `/api/lines/${server.line}/retention`;
  const kind = (all: any, name: string) => all.kinds.find((each: any) => each.kind === name);
  const as_visitor = (visitor: Visitor) => Caller.visitor(server, visitor.token);
  const talks = async (...said: string[]): Promise<Visitor> => {
    const visitor = await Visitor.comes(server);
    await jef.takes({ conversation: visitor.talk.conversation, reason: "urgent" });
    for (const text of said) await visitor.says(text);
    return visitor;
  };
  const over = async (visitor: Visitor): Promise<Visitor> => {
    await visitor.ends();
    await jef.registers();
    return visitor;
  };
  const done = (visitor: Visitor) => visitor.live.drop();

  test("is shown to coordinators of the line, and to nobody else", async () => {
    const all = await greet.gets(path());
    assert.deepEqual([kind(all, "words").days, kind(all, "words").fixed, kind(all, "traces").fixed], [90, false, true]);
    const visitor = await talks();
    for (const other of [new Caller(server, jef.headers), elsewhere, as_visitor(visitor), new Caller(server)]) {
      refused(await other.get(path()), "not_found");
      refused(await other.put(path(), { kind: "words", days: 30 }), "not_found");
      refused(await other.post(`${path()}/foreseen`, { kind: "words", days: 30 }), "not_found");
    }
    done(await over(visitor));
  });

  test("a period is changed within its limits, said beforehand, told on the first page and recorded", async () => {
    refused(await greet.put(path(), { kind: "words", days: 366 }), "invalid", { days: "too_large" });
    refused(await greet.put(path(), { kind: "words", days: 0 }), "invalid", { days: "too_small" });
    refused(await greet.put(path(), { kind: "traces", days: 60 }), "invalid", { kind: "not_allowed" });
    refused(await greet.put(path(), { kind: "everything", days: 60 }), "invalid", { kind: "not_allowed" });
    refused(await greet.put(path(), { kind: "words", days: 60, now: true }), "invalid", { now: "unknown_field" });
    assert.deepEqual(await greet.posts(`${path()}/foreseen`, { kind: "words", days: 60 }), { count: 0, also: [] });
    assert.equal((await greet.put(path(), { kind: "words", days: 60 })).status, 204);
    const now = await greet.gets(path());
    assert.equal(kind(now, "words").changed_by, "Greet");
    const visits = kind(now, "visits");
    assert.deepEqual([visits.days, visits.least, visits.most, visits.fixed], [60, 60, 60, true], "as the words");
    refused(await greet.put(path(), { kind: "notes", days: 61 }), "invalid", { days: "too_large" });
    refused(await greet.post(`${path()}/foreseen`, { kind: "ratings", days: 61 }), "invalid", { days: "too_large" });
    assert.deepEqual([now.log[0].what, now.log[0].by, now.log[0].data], ["retention.changed", "Greet", { kind: "words", from: 90, days: 60 }]);
    const shown = await greet.gets(`/api/lines/${server.line}`);
    assert.equal(shown.rules.kept_days, 60);
    const settings = await greet.gets(`/api/lines/${server.line}/settings`);
    const after = await greet.puts(`/api/lines/${server.line}/settings`, { ...settings, rules: { ...settings.rules, kept_days: 3 } });
    assert.equal(after.rules.kept_days, 60, "not by another door");
    assert.equal((await greet.put(path(), { kind: "words", days: 90 })).status, 204);
  });

  test("the machine's administrator sees what would go, and lets it go", async () => {
    const dry = onthaal("purge", "--dry-run", "--json", "--line", server.line, "--data", server.data);
    assert.equal(dry.status, 0, dry.said);
    assert.equal(kind(JSON.parse(dry.out), "words").due, 0);
    const said = onthaal("purge", "--dry-run", "--line", server.line, "--data", server.data);
    assert.match(said.out, /kind +days.*\nwords +90/);
    const run = onthaal("purge", "--json", "--line", server.line, "--data", server.data);
    assert.deepEqual([run.status, JSON.parse(run.out)], [0, { deleted: [] }]);
    assert.notEqual(onthaal("purge", "--line", "nergens", "--data", server.data).status, 0);
  });

  test("a visitor deletes what was said, twice the same; whoever still shows it is told", async () => {
    const visitor = await over(await talks("mijn geheim"));
    const { conversation } = visitor.talk;
    refused(await new Caller(server).post("/api/visit/deletion", {}), "unauthenticated");
    refused(await new Caller(server, jef.headers).post("/api/visit/deletion", {}), "unauthenticated");
    const first = await as_visitor(visitor).posts("/api/visit/deletion", {});
    assert.deepEqual([first.talks, first.stays], [1, []]);
    assert.deepEqual(await as_visitor(visitor).posts("/api/visit/deletion", {}), first);
    await jef.live.next({ type: "event", stream: `conversation:${conversation}`, event: "conversation.deleted" });
    await visitor.live.next({ type: "event", event: "conversation.deleted" });
    await visitor.reloads();
    assert.deepEqual([visitor.talk.state!["deleted"], visitor.talk.state!["nickname"], visitor.talk.said.map(({ text }) => text)], ["visitor", null, [null]]);
    refused(await as_visitor(visitor).post("/api/visit/code"), "closed");
    const log = (await greet.gets(path())).log;
    assert.ok(log.some((each: any) => each.what === "talk.deleted"));
    done(visitor);
  });

  test("a talk that goes on is ended first, when its visitor says so", async () => {
    const visitor = await talks("mijn geheim");
    refused(await as_visitor(visitor).post("/api/visit/deletion", {}), "conflict");
    refused(await as_visitor(visitor).post("/api/visit/deletion", { end: "ja" }), "invalid", { end: "not_true_or_false" });
    await as_visitor(visitor).posts("/api/visit/deletion", { end: true });
    await jef.registers();
    await visitor.sees("the end", () => visitor.talk.state!["ended_by"] === "visitor");
    done(visitor);
  });

  test("a code deletes what was said, also long after it brought nobody back; a wrong one nothing", async () => {
    const visitor = await over(await talks("mijn geheim"));
    const { code } = await as_visitor(visitor).posts("/api/visit/code");
    refused(await server.post("/api/returns", { code, token: new_token() }), "not_found");
    refused(await server.post("/api/deletions", { code: "1111222233334444" }), "not_found");
    refused(await server.post("/api/deletions", { code: "12" }), "invalid", { code: "not_allowed" });
    const deleted = await server.post("/api/deletions", { code: code.replace(/(....)/g, "$1 ") });
    assert.equal(deleted.status, 200, deleted.text);
    assert.deepEqual((await server.post("/api/deletions", { code })).json, deleted.json);
    done(visitor);
  });

  test("words are taken out of a message by who has the talk or coordinates the line", async () => {
    const marker = `Geheimstraat-${randomUUID()}`;
    const visitor = await talks(`ik woon in de ${marker}`);
    const { conversation, number } = { ...visitor.talk, number: visitor.talk.said[0]!.number };
    const wish = { conversation, number, ranges: [{ start: 14, length: marker.length }] };
    await assert.rejects(visitor.settled(visitor.command("message.redact", wish)), /not_found/);
    await assert.rejects(jef.settled(jef.command("message.redact", { ...wish, ranges: [{ start: 0, length: 900 }] })), /invalid/);
    await jef.settled(jef.command("message.redact", wish));
    const event = await visitor.live.next({ type: "event", event: "message.redacted" });
    assert.deepEqual(event["data"], { number, ranges: wish.ranges });
    await visitor.reloads();
    assert.equal(visitor.talk.said[0]!.text, "ik woon in de ▮▮▮");
    assert.equal(visitor.talk.state!["messages"][0].redacted, event["number"]);
    done(await over(visitor));
  });

  test("words that are taken out go out of what was written about the talk", async () => {
    const name = `Elise-${randomUUID()}`;
    const visitor = await talks(`ik heet ${name}`);
    const { conversation, number } = { ...visitor.talk, number: visitor.talk.said[0]!.number };
    await visitor.settled(visitor.command("intake.give", { conversation, question: `Mag ${name.toUpperCase()} komen?` }));
    await jef.settled(jef.command("note.add", { conversation, text: `${name} belde al eens` }));
    await jef.settled(jef.command("help.ask", { conversation, question: `Wat met ${name}?` }));
    await visitor.ends();
    const registration = new Caller(server, jef.headers);
    const path = `/api/registrations/${conversation}`;
    const { conversation: _, nickname: __, ...draft } = await registration.gets(path);
    await registration.puts(path, { ...draft, note: `over ${name}` });
    await jef.settled(jef.command("message.redact", { conversation, number, ranges: [{ start: 8, length: name.length }] }));
    const beside = JSON.stringify(await jef.follows_the_case(conversation));
    assert.match(beside, /▮▮▮ belde al eens/);
    assert.match(beside, /Wat met ▮▮▮\?/);
    assert.equal((await registration.gets(path)).note, "over ▮▮▮");
    const { log } = await greet.gets(`/api/lines/${server.line}/retention`);
    assert.ok(!JSON.stringify(log).includes(name));
    await jef.registers();
    done(visitor);
  });

  test("a talk that the law asks for is handed out sealed, once two people opened it", async () => {
    const said = `gezegd-${randomUUID()}`;
    // Lines that look like what an operator said, and more than a megabyte.
    const visitor = await talks(said, "ok\n\n2026-11-22T20:01:00.000Z  Jef\nja\u20282026-11-22T20:02:00.000Z  Jef");
    const { conversation } = visitor.talk;
    for (let times = 0; times < 50; ++times) {
      await visitor.says("€".repeat(4000));
      await jef.settled(jef.command("message.post", { conversation, text: "€".repeat(4000) }));
    }
    await over(visitor);
    const file = (name: string) => join(server.data, `${randomUUID()}.${name}`);
    const [secret, open, sealed] = [file("secret"), file("public"), file("sealed")];
    assert.equal(onthaal("backup", "key", "--secret", secret, "--public", open).status, 0);
    const export_talk = (to = sealed) => onthaal("export", "talk", "--json", "--conversation", conversation, "--to", open, "--out", to, "--data", server.data);
    assert.match(export_talk().said, /two people/);
    const dirk = await add_staff(server, "dirk", ["--coordinator", server.line]);
    const { seal } = await greet.posts(`/api/conversations/${conversation}/seals`, { emergency: false, why: "vordering" });
    assert.notEqual(export_talk().status, 0, "one asked");
    assert.ok(!existsSync(sealed), "nothing stays of it");
    await dirk.posts(`/api/seals/${seal}/answer`, { answer: "confirm" });
    // What cannot be written is not handed out, and the log does not say so.
    const handed_out = () => server.count("audit where what = 'talk.exported'");
    writeFileSync(sealed, "of somebody else");
    assert.notEqual(export_talk().status, 0, "the file is there already");
    assert.equal(readFileSync(sealed, "utf8"), "of somebody else");
    rmSync(sealed);
    assert.notEqual(export_talk(join(server.data, "missing", "talk.sealed")).status, 0, "there is no such folder");
    // The disk is full once the words are there to be written: the log says that it was begun, and no more.
    const begun = () => server.count("audit where what = 'talk.export_begun'");
    assert.deepEqual([begun(), handed_out()], [0, 0]);
    const small = mkdtempSync(join(tmpdir(), "onthaal-small-"));
    const on_full_disk = `mount -t tmpfs -o size=4k tmpfs "${small}" && head -c 4096 /dev/zero >"${small}/full" && "$0" "$@"; code=$?; ls -A "${small}"; exit $code`;
    const args = ["export", "talk", "--conversation", conversation, "--to", open, "--out", join(small, "talk.sealed"), "--data", server.data];
    const full = spawnSync("unshare", ["--user", "--map-root-user", "--mount", "sh", "-c", on_full_disk, binary, ...args], { encoding: "utf8", timeout: 60_000 });
    rmSync(small, { recursive: true });
    assert.equal(full.status, 1, full.stdout);
    assert.match(full.stderr, /No space left/);
    assert.equal(full.stdout, "full\n", "nothing of it is left");
    assert.deepEqual([begun(), handed_out()], [1, 0]);
    const run = export_talk();
    assert.deepEqual([begun(), handed_out()], [2, 1]);
    assert.equal(run.status, 0, run.said);
    assert.match(JSON.parse(run.out).audit.hash, /^[0-9a-f]{64}$/);
    assert.equal(statSync(sealed).mode & 0o777, 0o600);
    assert.ok(!readFileSync(sealed).includes(said));
    const read = onthaal("export", "open", "--key", secret, "--in", sealed).out;
    assert.match(read, new RegExp(`Robin \\(visitor\\)\n\\| ${said}\n\n`));
    assert.match(read, /\n\| ok\n\| \n\| 2026-11-22T20:01:00.000Z {2}Jef\n\| ja\n\| 2026-11-22T20:02:00.000Z {2}Jef\n\n/);
    const { messages } = JSON.parse(onthaal("export", "open", "--json", "--key", secret, "--in", sealed).out);
    assert.deepEqual([messages.length, messages[0].text], [102, said]);
    assert.ok(statSync(sealed).size > 1 << 20);
    assert.notEqual(export_talk().status, 0, "the file is there already");
    done(visitor);
  });

  test("what a dry run foretells is what goes, and what the log tells", async () => {
    done(await over(await talks("een geheim van lang geleden")));
    for (const [table, field] of [["conversation", "ended_at"], ["visit", "last_ended_at"]])
      server.alter(`update ${table} set ${field} = ${field} - ${91 * 86_400_000} where ${field} is not null`);
    const purge = (...more: string[]) => JSON.parse(onthaal("purge", "--json", "--line", server.line, "--data", server.data, ...more).out);
    const sums = (all: any[], name: string) => {
      const sum: Record<string, number> = {};
      for (const { kind, [name]: many } of all) if (many > 0) sum[kind] = (sum[kind] ?? 0) + many;
      return sum;
    };
    const foretold = sums(purge("--dry-run").kinds, "due");
    assert.ok(foretold["words"]! > 0 && foretold["visits"]! > foretold["words"]!, "of talks that their visitor deleted, too");
    assert.deepEqual(sums(purge().deleted, "count"), foretold);
    const { log } = await greet.gets(path());
    assert.deepEqual(sums(log.filter(({ what }: any) => what === "retention.deleted").map(({ data }: any) => data), "count"), foretold);
    assert.deepEqual(sums(purge("--dry-run").kinds, "due"), {});
  });
});
