// Backups by command and by the running server, and the way back with its refusals.
import assert from "node:assert/strict";
import { spawn, spawnSync } from "node:child_process";
import { cpSync, existsSync, readdirSync, readFileSync, renameSync, rmSync, statSync, utimesSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { DatabaseSync } from "node:sqlite";
import { Operator, Talk, Visitor } from "../support/actors.ts";
import { add_staff } from "../support/callers.ts";
import { on_both } from "../support/engines.ts";
import { binary, onthaal, onthaal_told, Server, type Options } from "../support/server.ts";
import { until } from "../support/until.ts";
import { json, Vault, type Told } from "../support/vault.ts";

on_both("a backup", (database: () => Options) => {
  test("is made beside the running server, told of, and opens only with the key", async () => {
    const vault = new Vault();
    const server = await Server.start({ ...database(), settings: vault.settings() });
    try {
      const made = json(onthaal("backup", "--data", server.data, "--json"));
      assert.deepEqual(vault.files(), [made.name, `${made.name}.json`]);
      assert.equal(statSync(vault.newest()).mode & 0o777, 0o600);
      assert.deepEqual(json(onthaal("backup", "list", "--data", server.data, "--json")).backups, [made]);
      assert.deepEqual(json(onthaal("backup", "verify", vault.newest(), "--json")), made);
      const held = json(onthaal("backup", "verify", vault.newest(), "--key", vault.secret, "--json"));
      const rows = (name: string) => held.tables.find((table: { name: string }) => table.name === name).rows;
      assert.equal(rows("staff"), server.count("staff"));
      assert.equal(rows("line"), server.count("line"));

      const label = readFileSync(`${vault.newest()}.json`, "utf8");
      for (const word of ["noor", "clbchat", "CLBch@t"]) assert.ok(!label.includes(word), "nobody's name stands beside it");
      const sealed = readFileSync(vault.newest(), "latin1");
      for (const word of ["create table", "SQLite format", "clbchat"]) assert.ok(!sealed.includes(word), "nor in it");
      const key = readFileSync(join(server.data, "master.key"), "utf8").match(/[0-9a-f]{64}/)![0];
      assert.ok(!sealed.includes(key));
      assert.ok(!readdirSync(server.data).some((name) => name.startsWith("backup.copy")));
      assert.ok(!readFileSync(vault.deletions, "latin1").includes("onthaal-deleted 1"), "what was deleted is sealed, too");
      assert.equal(server.doctor().status, 0);
    } finally {
      await server.end();
      vault.end();
    }
  });

  test("by several commands beside the server's own, none spoils another", async () => {
    const vault = new Vault();
    const server = await Server.start({ ...database(), settings: vault.settings({ every_hours: 1 }) });
    const there = Server.prepare({ ...database(), demo: false, keeper: false });
    try {
      const ended = await Promise.all(
        Array.from({ length: 4 }, () => {
          const child = spawn(binary, ["backup", "--data", server.data], { stdio: "ignore" });
          return new Promise((resolve) => child.once("exit", resolve));
        }),
      );
      assert.deepEqual(ended, [0, 0, 0, 0]);
      await until("the server's own", () => /"event":"?backup\.made|backup\.made/.test(server.log));
      for (const name of vault.files().filter((name) => name.endsWith(".backup")))
        json(onthaal("backup", "verify", join(vault.dir, name), "--key", vault.secret, "--json"));
      assert.doesNotMatch(server.log, /backup\.failed/);
      assert.ok(![...readdirSync(server.data), ...vault.files()].some((name) => /backup\.copy|partial/.test(name)));
      const doctor = server.doctor();
      assert.equal(doctor.status, 0, doctor.out);
      await server.stop();
      cpSync(join(server.data, "master.key"), join(there.data, "master.key"));
      const back = json(onthaal("restore", vault.newest(), "--key", vault.secret, "--data", there.data, "--json"));
      assert.ok(back.ok, "the newest goes back with the list beside it, whoever wrote that last");
    } finally {
      await server.end();
      await there.end();
      vault.end();
    }
  });

  test("does not bring back what was deleted after it", async () => {
    const vault = new Vault();
    const server = await Server.start({ ...database(), settings: vault.settings() });
    const there = Server.prepare({ ...database(), demo: false });
    try {
      const noor = await Operator.logs_in(server, 0);
      const [sam, robin, kim] = [await Visitor.comes(server, { nickname: "Sam" }), await Visitor.comes(server, { nickname: "Robin" }), await Visitor.comes(server, { nickname: "Kim" })];
      await noor.takes();
      await sam.says("Mijn geheim");
      await sam.ends();
      await add_staff(server, "away", ["--operator", server.line]);
      const bytes = server.postgres ? "'\\x01'" : "x'01'";
      const later = Date.now() + 86_400_000;
      server.alter(`insert into password_link (staff, token_hash, made_at, expires_at, counted_from, sent) values (1, ${bytes}, 1, ${later}, 1, 1)`);
      server.alter(`insert into invitation (uuid, line, token_hash, email, name, alias, roles, invited_by, made_at, expires_at, state) values (${bytes}, 1, ${bytes}, 'an@example.be', 'An', 'An', '["operator"]', 1, 1, ${later}, 'open')`);
      json(onthaal("backup", "--data", server.data, "--json"));
      // As on another machine: here it is thrown away for the next one.
      const first = join(vault.folder, "first.backup"), list = join(vault.folder, "onthaal-deleted.sealed");
      cpSync(vault.newest(), first);
      const early = readFileSync(vault.deletions);
      // Sam's talk had ended then, Robin's still waited.
      for (const visitor of [sam, robin]) {
        const deleted = await server.request("POST", "/api/visit/deletion", { body: { end: true }, headers: { Authorization: `Bearer ${visitor.token}` } });
        assert.equal(deleted.status, 200, deleted.text);
      }
      const left = onthaal("staff", "disable", "--login", "away", "--data", server.data);
      assert.equal(left.status, 0, left.said);
      const { login } = server.team[3]!;
      const reset = onthaal_told("een heel ander wachtwoord\n", "staff", "reset", "--login", login, "--password-stdin", "--data", server.data);
      assert.equal(reset.status, 0, reset.said);
      json(onthaal("backup", "--data", server.data, "--json"));
      const second = vault.newest(), late = readFileSync(vault.deletions);
      await server.stop();

      cpSync(join(server.data, "master.key"), join(there.data, "master.key"));
      const restore = (file: string, ...more: string[]) => onthaal("restore", file, "--key", vault.secret, "--data", there.data, "--json", ...more);
      const refused = (told: Told, why: RegExp) => {
        assert.equal(told.status, 1, told.out);
        assert.match(told.said, why);
        assert.ok(!existsSync(join(there.data, "restore.unfinished")));
      };
      refused(restore(first), /without the newest list, talks that were deleted after the backup come back/);
      writeFileSync(list, early);
      refused(restore(second, "--deletions", list), /is older than the backup/);
      writeFileSync(list, "nonsense");
      refused(restore(first), /onthaal-deleted.sealed/);
      writeFileSync(list, late);
      const restored = json(restore(first));
      assert.deepEqual([restored.ok, restored.deleted_again, restored.shut_out_again], [true, 2, 1]);
      assert.ok(restored.deleted_until);
      assert.deepEqual(restored.changed, [login], "whose way in is another since");
      const ways_in = ["staff_session", "ticket", "password_link", "invitation where state = 'open'"];
      assert.deepEqual(ways_in.map((table) => there.count(table)), [0, 0, 0, 0]);

      writeFileSync(join(there.data, "restore.unfinished"), "");
      assert.match(onthaal("serve", "--data", there.data).said, /did not come to its end/);
      rmSync(join(there.data, "restore.unfinished"));
      there.line = server.line;
      there.team = server.team;
      there.has_keeper = true;
      await there.start();
      for (const [visitor, is_there] of [[sam, false], [robin, false], [kim, true]] as const) {
        const again = new Visitor(there, "socket", visitor.token);
        again.talks = [new Talk(visitor.talk.conversation)];
        await again.connect();
        assert.equal(again.talk.state!["deleted"] ?? null, is_there ? null : "visitor");
        assert.deepEqual(again.talk.said.map(({ text }) => text).filter((text) => text !== null), []);
        again.live.drop();
      }
      const again = await there.post("/api/session", { login: "away", password: "een-heel-lang-wachtwoord" });
      assert.equal(again.status, 401, again.text);
      assert.equal(there.doctor().status, 0);
    } finally {
      await server.end();
      await there.end();
      vault.end();
    }
  });

  test("is refused where it cannot be, and nothing is left", async () => {
    const vault = new Vault();
    const server = Server.prepare({ ...database(), settings: vault.settings(), keeper: false });
    const tried = (...flags: string[]) => onthaal("backup", "--data", server.data, ...flags);
    assert.match(tried("--backup.dir", join(vault.folder, "gone")).said, /is not there/);
    assert.match(tried("--backup.dir", "").said, /backup.dir and backup.to must be set/);
    assert.match(onthaal("backup", "list", "--data", server.data, "--backup.dir", "").said, /backup.dir is not set/);
    assert.match(tried("--backup.to", vault.secret).said, /is not a public key/);
    if (server.postgres) {
      const missing = /no_such_pg_dump cannot be started.*install the package postgresql-client of version \d+ or later/;
      assert.match(tried("--backup.pg_dump", "no_such_pg_dump").said, missing);
      const old = join(vault.folder, "pg_dump");
      writeFileSync(old, "#!/bin/sh\necho 'pg_dump (PostgreSQL) 9.6.24'\n", { mode: 0o755 });
      const too_old = /is of version 9 and cannot copy a database of a server of version/;
      assert.match(tried("--backup.pg_dump", old).said, too_old);
      const told = (...flags: string[]) => onthaal("doctor", "--data", server.data, ...flags).out;
      assert.match(told("--backup.pg_dump", "no_such_pg_dump"), missing);
      assert.match(told("--backup.pg_dump", old), too_old);
      assert.match(told("--backup.pg_restore", "no_such_pg_restore"), /wrong +backups.*\n.*no_such_pg_restore cannot be started/);
      assert.doesNotMatch(told(), /pg_dump|pg_restore/);
    }
    assert.deepEqual(vault.files(), []);
    assert.equal(onthaal("backup", "key", "--secret", vault.secret, "--public", vault.open).status, 1, "keys are never replaced");
    await server.end();
    vault.end();
  });

  test("goes back to an empty house, and nowhere else", async () => {
    const vault = new Vault();
    const server = await Server.start({ ...database(), settings: vault.settings() });
    const there = Server.prepare({ ...database(), demo: false });
    try {
      const robin = await Visitor.comes(server, { nickname: "Robin" });
      const noor = await Operator.logs_in(server, 0);
      await noor.takes();
      robin.posts("Ik slaap slecht");
      await noor.receives("Ik slaap slecht");
      json(onthaal("backup", "--data", server.data, "--json"));
      const restore = (key = vault.secret, ...more: string[]) => onthaal("restore", vault.newest(), "--key", key, "--data", there.data, ...more);
      const refused = (told: Told, why: RegExp) => {
        assert.equal(told.status, 1, told.out);
        assert.match(told.said, why);
        assert.deepEqual(readdirSync(there.data).filter((name) => name !== "onthaal.db.lock").sort(), before);
        if (there.postgres) assert.throws(() => there.count("line"), "nothing is in the database");
      };
      let before = ["onthaal.toml"];
      refused(restore(), /does not exist\. A backup never holds the master keys/);
      const key_file = join(there.data, "master.key");
      const other = Server.prepare({ keeper: false });
      cpSync(join(other.data, "master.key"), key_file);
      before = ["master.key", "onthaal.toml"];
      refused(restore(), /which the master keys here do not have/);
      cpSync(join(server.data, "master.key"), key_file);

      const stranger = new Vault();
      refused(restore(stranger.secret), /it was sealed to another key/);
      stranger.end();
      const whole = readFileSync(vault.newest());
      writeFileSync(vault.newest(), whole.subarray(0, whole.length / 2));
      refused(restore(), /it was cut, or changed/);
      const flipped = Buffer.from(whole);
      flipped[whole.length - 100]! ^= 1;
      writeFileSync(vault.newest(), flipped);
      refused(restore(), /it was cut, or changed/);
      writeFileSync(vault.newest(), whole);
      refused(restore(vault.secret, "--database.url", server.postgres ? `sqlite://${there.data}/onthaal.db` : "postgresql:///nowhere?host=/nonexistent"), /kind|cannot connect/);
      assert.match(onthaal("restore", vault.newest(), "--key", vault.secret, "--data", server.data).said, /is using that database/);

      assert.match(json_line(restore()), /All is well/);
      refused_as_full(restore());
      await there.start();
      const rows = ["conversation", "conversation_event", "staff"].map((table) => there.count(table));
      assert.deepEqual(rows, ["conversation", "conversation_event", "staff"].map((table) => server.count(table)));
      assert.equal(there.count("staff_session"), 0, "everybody logs in again");
      assert.equal(there.doctor().status, 0);
      await other.end();
    } finally {
      await server.end();
      await there.end();
      vault.end();
    }
  });
});

const json_line = (told: Told) => {
  assert.equal(told.status, 0, told.out + told.said);
  return told.out;
};
const refused_as_full = (told: Told) => {
  assert.equal(told.status, 1);
  assert.match(told.said, /is not empty/);
};

test("a backup of a newer version is refused", async () => {
  const vault = new Vault();
  const server = Server.prepare({ keeper: false, settings: vault.settings() });
  const there = Server.prepare({ demo: false });
  const database = new DatabaseSync(join(server.data, "onthaal.db"));
  database.exec("insert into migration (number, name) values (9999, '9999_of_tomorrow')");
  database.close();
  const made = onthaal("backup", "--data", server.data);
  assert.match(made.said, /newer version/, "only its line in the log could not be written");
  cpSync(join(server.data, "master.key"), join(there.data, "master.key"));
  const told = onthaal("restore", vault.newest(), "--key", vault.secret, "--data", there.data);
  assert.equal(told.status, 1);
  assert.match(told.said, /9999_of_tomorrow, which this version .* does not know/);
  assert.ok(!existsSync(join(there.data, "onthaal.db")));
  await server.end();
  await there.end();
  vault.end();
});

test("a backup is made by the server itself, and a folder that is gone is told to who runs the line", async () => {
  const vault = new Vault();
  const server = await Server.start({ settings: { ...vault.settings({ every_hours: 1 }), clock: { speed: 1000 }, http: { burst: 100_000 } } });
  try {
    const greet = await Operator.logs_in(server, 4);
    const told = async () => (await server.get(`/api/lines/${server.line}/backups`, greet.headers)).json;
    await until("a backup", async () => (await told()).made !== null);
    assert.ok(existsSync(join(vault.dir, (await told()).made.data.name)));
    renameSync(vault.dir, `${vault.dir}.away`);
    await until("a failure", async () => (await told()).failed?.data.reason === "not_there");
    await until("late", async () => (await told()).late);
    const doctor = server.doctor();
    assert.equal(doctor.status, 1);
    assert.match(doctor.out, /wrong +backups/);
    renameSync(`${vault.dir}.away`, vault.dir);
    await until("well again", async () => !(await told()).late && (await told()).failed === null);

    const noor = await Operator.logs_in(server, 0);
    assert.equal((await server.get(`/api/lines/${server.line}/backups`, noor.headers)).status, 404);
    assert.equal((await server.get("/api/house/backups", greet.headers)).status, 404);
    assert.equal((await server.get("/api/house/backups")).status, 404);
  } finally {
    await server.end();
    vault.end();
  }
});

test("what a crash left goes at the next start, also where backups were switched off", async () => {
  const vault = new Vault();
  const server = Server.prepare({ settings: vault.settings() });
  const left = [...["backup.copy.42", "restore.copy", "restore.copy.partial"].map((name) => join(server.data, name)), join(vault.dir, "onthaal-20260901T080000Z.backup.partial")];
  for (const file of left) {
    writeFileSync(file, "words");
    utimesSync(file, 0, Date.now() / 1000 - 7200); // what is younger, another house may be writing
  }
  try {
    await server.start();
    await until("they are gone", () => !left.some((file) => existsSync(file)));
  } finally {
    await server.end();
    vault.end();
  }
});

test("the doctor names a backup that is too old, copies of the keys beside it, and a restore that broke off", async () => {
  const vault = new Vault();
  const server = await Server.start({ settings: { ...vault.settings(), keys: { escrow_to: vault.open, escrow_dir: join(vault.dir, "keys") } } });
  try {
    assert.match(server.doctor().out, /wrong +keys.*\n.*lie with the backups.*\n.*there is no copy/);
    assert.match(server.doctor().out, /wrong +backups.*\n.*none was ever made/);
    json(onthaal("backup", "--data", server.data, "--json"));
    assert.doesNotMatch(server.doctor().out, /wrong +backups/);
    const label = `${vault.newest()}.json`, told = JSON.parse(readFileSync(label, "utf8"));
    writeFileSync(label, JSON.stringify({ ...told, made_at: new Date(Date.now() - 61 * 86_400_000).toISOString() }));
    writeFileSync(join(server.data, "restore.unfinished"), "");
    const { out, status } = server.doctor();
    assert.equal(status, 1);
    assert.match(out, /wrong +backups.*\n.*is more than 60 days old/);
    writeFileSync(label, "{");
    const ago = (days: number) => Date.now() / 1000 - days * 86_400;
    utimesSync(vault.newest(), ago(2), ago(2));
    const unreadable = server.doctor().out;
    assert.match(unreadable, /wrong +backups.*\n.*has no label that the server can read/);
    assert.doesNotMatch(unreadable, /more than 60 days/);
    utimesSync(vault.newest(), ago(61), ago(61));
    assert.match(server.doctor().out, /is more than 60 days old/);
    assert.match(out, /wrong +restore.*\n.*did not come to its end/);
  } finally {
    await server.end();
    vault.end();
  }
});

test("a backup that finds no room says so, and nothing of it is left", async () => {
  const vault = new Vault();
  const server = Server.prepare({ settings: vault.settings(), keeper: false });
  const small = `mount -t tmpfs -o size=64k tmpfs "${vault.dir}" && "$0" "$@"; code=$?; ls -A "${vault.dir}"; exit $code`;
  const args = ["--user", "--map-root-user", "--mount", "sh", "-c", small, binary, "backup", "--data", server.data];
  const told = spawnSync("unshare", args, { encoding: "utf8", timeout: 60_000 });
  assert.equal(told.status, 1, told.stdout);
  assert.match(told.stderr, /No space left/);
  assert.equal(told.stdout, "");
  assert.ok(!readdirSync(server.data).some((name) => name.startsWith("backup.copy")));
  await server.end();
  vault.end();
});
