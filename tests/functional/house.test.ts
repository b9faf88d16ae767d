// Starting and stopping, keys, settings, the second server, and what must never be written down.
import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import { chmodSync, existsSync, readdirSync, renameSync, statSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { new_token, Operator, Visitor } from "../support/actors.ts";
import { on_both } from "../support/engines.ts";
import { Socket } from "../support/live.ts";
import { onthaal, Server, type Options } from "../support/server.ts";
import { in_time, until } from "../support/until.ts";
import { Vault } from "../support/vault.ts";

on_both("the house", (database: () => Options) => {
  const with_server = (tests: (server: Server) => Promise<void>) => async () => {
    const server = await Server.start(database());
    try {
      await tests(server);
    } finally {
      await server.end();
    }
  };

  test("stops politely: finishes, says bye, closes with 1012, exits with 0", with_server(async (server) => {
    const robin = await Visitor.comes(server);
    const noor = await Operator.logs_in(server);
    await noor.takes();
    for (let i = 0; i < 20; ++i) robin.posts(`last words ${i}`);
    await robin.live.next({ type: "event", event: "message.posted" });
    const exit = server.stop();
    const bye = await noor.live.next({ type: "bye" });
    assert.equal(bye["code"], "restart");
    assert.equal(await in_time("the socket to close", noor.live.closed), 1012);
    assert.equal(await exit, 0);
    await server.start();
    await robin.comes_back();
    await robin.everything_is_acknowledged();
    await noor.comes_back();
    await noor.receives("last words 19");
    assert.deepEqual(noor.talk.said.map((each) => each.text), Array.from({ length: 20 }, (_, i) => `last words ${i}`));
    assert.deepEqual(noor.talk.said, robin.talk.said);
  }));

  test("stops in time though a page neither reads nor says goodbye", with_server(async (server) => {
    const robin = await Visitor.comes(server);
    (robin.live as Socket).ws.pause();
    assert.equal(await in_time("the server to end", server.stop()), 0, server.log);
    robin.live.drop();
  }));

  test("serves on when nobody takes its log any more", with_server(async (server) => {
    server.child!.stderr!.destroy();
    assert.equal(onthaal("staff", "list", "--data", server.data).status, 0); // which the server logs
    assert.equal((await server.get("/api/health")).status, 200);
  }));

  test("writes no words, no nickname, no token, no address, no browser: not in the log, not on disk", with_server(async (server) => {
    const [nickname, asked, answered] = [`Nick${randomUUID()}`, `Ask${randomUUID()}`, `Answer${randomUUID()}`];
    const robin = await Visitor.comes(server, { nickname });
    const noor = await Operator.logs_in(server);
    await noor.takes();
    await robin.says(asked);
    await noor.says(answered);
    await noor.receives(asked);
    const browser = `Browser${randomUUID()}`;
    const hidden = { "User-Agent": browser, "X-Forwarded-For": "203.0.113.77" };
    await server.get(`/api/lines/${nickname}?q=${asked}`, hidden);
    await server.post(`/api/lines/${server.line}/visits`, { token: new_token(), nickname: asked.repeat(4), register: "nl" }, hidden);
    await server.post("/api/session", { login: nickname, password: asked }, hidden);
    await robin.ends();
    await server.stop();
    const { password } = server.team[0]!;
    const [disk, log] = [server.on_disk(), server.log];
    for (const mark of [nickname, asked, answered, robin.token, noor.cookie.split("=")[1]!, browser, "203.0.113.77", password]) {
      assert.ok(!log.includes(mark), `the log holds ${mark}`);
      for (const form of [mark, Buffer.from(mark).toString("hex"), Buffer.from(mark).toString("base64").replace(/=+$/, "")]) {
        assert.ok(!disk.includes(form), `the disk holds ${mark}`);
      }
    }
    assert.doesNotMatch(log.replaceAll(`127.0.0.1:${server.port}`, ""), /127\.0\.0\.1:\d/, "the log holds an address");
    assert.ok(server.count("conversation_event") >= 4, "and yet it was all stored");
  }));

  test("does not start without its master key, nor with one that others can read", with_server(async (server) => {
    const key = join(server.data, "master.key");
    assert.equal(statSync(key).mode & 0o777, 0o600);
    await server.stop();
    renameSync(key, `${key}.away`);
    const without = onthaal("serve", "--data", server.data);
    assert.notEqual(without.status, 0);
    assert.match(without.said, /master\.key/);
    assert.ok(!existsSync(key), "it did not quietly make another");
    renameSync(`${key}.away`, key);
    chmodSync(key, 0o644);
    const open = onthaal("serve", "--data", server.data);
    assert.notEqual(open.status, 0);
    assert.match(open.said, /master\.key/);
    chmodSync(key, 0o600);
    await server.start();
  }));

  test("does not start with another house's master key", with_server(async (server) => {
    const other = Server.prepare();
    await server.stop();
    renameSync(join(server.data, "master.key"), join(server.data, "own.key"));
    renameSync(join(other.data, "master.key"), join(server.data, "master.key"));
    const run = onthaal("serve", "--data", server.data);
    assert.notEqual(run.status, 0);
    assert.match(run.said, /master\.key/);
    await other.end();
  }));

  test("is probed by somebody who is on duty already", with_server(async (server) => {
    const noor = await Operator.logs_in(server);
    const { login, password } = server.team[0]!;
    const probed = onthaal("probe", "--url", server.url, "--line", server.line, "--login", login, "--password", password);
    assert.equal(probed.status, 0, probed.out + probed.said);
    assert.equal(server.count("duty where state = 'online'"), 1, "who was on duty stays so");
    noor.live.drop();
  }));

  test("a second server on the same database waits, and takes over", with_server(async (server) => {
    const robin = await Visitor.comes(server);
    const noor = await Operator.logs_in(server);
    await noor.takes();
    await robin.says("before");
    const first = server.child!;
    server.configure({ http: { port: server.port } });
    const from = server.log.length;
    server.launch();
    await until("the second says that it waits", () => /standby|waits/i.test(server.log.slice(from)));
    await robin.says("while it waits");
    assert.ok(!/server\.started/.test(server.log.slice(from)), "the second serves nothing");
    if (server.postgres) {
      server.postgres.let_in(server.database, false);
      await until("the second misses the database", () => /db\.unreachable/.test(server.log.slice(from)));
      server.postgres.let_in(server.database, true);
      await until("the second finds it", () => /db\.connected/.test(server.log.slice(from)));
    }
    const ended = new Promise((resolve) => first.once("exit", resolve));
    first.kill("SIGKILL");
    await ended;
    await until("the second serves", () => /server\.started/.test(server.log.slice(from)));
    await robin.comes_back();
    await robin.says("after");
    await noor.comes_back();
    await noor.receives("after");
    assert.deepEqual(noor.talk.said.map((each) => each.text), ["before", "while it waits", "after"]);
  }));
});

test("a command that finds no database asks for the right one, and makes none", async () => {
  const vault = new Vault();
  const server = await Server.start({ settings: vault.settings() });
  try {
    await server.stop();
    const list = (...args: string[]) => onthaal("staff", "list", "--data", server.data, ...args);
    assert.equal(list().status, 0);
    const elsewhere = `sqlite://${join(server.data, "elsewhere.db")}`;
    for (const command of [["staff", "list"], ["line", "add", "--slug", "tweede", "--name", "Tweede"], ["keys", "list"], ["purge", "--line", server.line], ["doctor"], ["backup"]]) {
      const refused = onthaal(...command, "--data", server.data, "--database.url", elsewhere);
      assert.equal(refused.status, 1, command.join(" "));
      assert.ok(!readdirSync(server.data).some((name) => name.startsWith("elsewhere")), command.join(" "));
    }
    assert.match(list("--database.url", elsewhere).said, /there is nothing in sqlite:.*elsewhere\.db yet, but there are keys/);
    const nothing = join(server.data, "nothing");
    assert.match(onthaal("staff", "list", "--data", nothing).said, /is it the right --data/);
    assert.ok(!existsSync(nothing));
    assert.deepEqual(vault.files(), []);
  } finally {
    await server.end();
    vault.end();
  }
});

test("settings that cannot be read are told, and not passed over", async () => {
  const server = Server.prepare();
  const file = join(server.data, "onthaal.toml");
  renameSync(file, `${file}.away`);
  symlinkSync(`${file}.gone`, file);
  for (const command of [["serve"], ["doctor"], ["staff", "list"]]) {
    const run = onthaal(...command, "--data", server.data);
    assert.equal(run.status, 2, command.join(" "));
    assert.match(run.said, /onthaal\.toml: /);
  }
  await server.end();
});

test("all mistakes in the settings are listed, each with its place", async () => {
  const server = Server.prepare();
  const file = join(server.data, "onthaal.toml");
  writeFileSync(file, '[http]\nport = 99999\nprot = 1\npublic_url = "ftp://x"\n\n[engine]\nreaders = "two"\n');
  for (const run of [onthaal("config", "check", "--data", server.data), onthaal("serve", "--data", server.data)]) {
    assert.notEqual(run.status, 0);
    const said = run.out + run.said;
    for (const [line, name] of [[2, "port"], [3, "prot"], [4, "public_url"], [7, "readers"]] as const) {
      assert.match(said, new RegExp(`onthaal\\.toml:${line}.*${name}|onthaal\\.toml:${line}`), said);
    }
  }
  await server.end();
});

test("settings that break a promise are told, although they can be meant", async () => {
  const server = Server.prepare();
  const check = (...flags: string[]) => onthaal("config", "check", "--data", server.data, ...flags);
  assert.match(check().out, /All settings are good/);
  for (const [flags, why] of [
    [["--keys.replace_days", "90", "--keys.destroy_days", "90"], /! keys\.replace_days.*60 days/],
    [["--keys.replace_days", "0"], /! keys\.replace_days.*stays readable/],
    [["--http.public_url", "https://chat.example.org"], /! backup\.dir.*no backups are made/],
    [["--backup.dir", server.data], /! backup\.to.*not set/],
    [["--backup.dir", server.data], /! backup\.every_hours.*only `onthaal backup` does/],
    [["--backup.dir", join(server.data, "gone"), "--backup.to", join(server.data, "gone.public")], /! backup\.dir.*is not there(.|\n)*! backup\.to/],
  ] as const) {
    const run = check(...flags);
    assert.equal(run.status, 0, run.said);
    assert.match(run.out, why);
    assert.doesNotMatch(run.out, /All settings are good/);
  }
  const told = JSON.parse(check("--keys.replace_days", "0", "--json").out);
  assert.deepEqual([told.ok, told.mistakes, told.warnings.length], [true, [], 1]);
  await server.end();
});

test("every command shows its help with an example", () => {
  for (const command of [["serve"], ["config", "check"], ["config", "show"], ["config", "doc"], ["migrate"], ["staff", "add"], ["demo"], ["probe"], ["doctor"]]) {
    const run = onthaal(...command, "--help");
    assert.equal(run.status, 0, `${command}: ${run.said}`);
    assert.match(run.out, /onthaal /, `${command}: ${run.out}`);
    assert.match(run.out, /example/i, `${command}: ${run.out}`);
  }
});

test("config doc tells every setting", () => {
  const run = onthaal("config", "doc");
  assert.equal(run.status, 0, run.said);
  for (const setting of ["port", "public_url", "trusted_proxies", "max_frame", "send_limit", "idle_limit"]) assert.ok(run.out.includes(setting), setting);
});
