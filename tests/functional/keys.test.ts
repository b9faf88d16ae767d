// The master keys by command and by the running server: replaced, copied, lost and put back, from a file and from a vault.
import assert from "node:assert/strict";
import { chmodSync, existsSync, mkdtempSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { Operator, Visitor } from "../support/actors.ts";
import { on_both } from "../support/engines.ts";
import { onthaal, Server, type Options } from "../support/server.ts";
import { until } from "../support/until.ts";
import { json, Vault } from "../support/vault.ts";

type Key = { number: number; destroyed_at: string | null; replaced_at: string | null; living: number };
type Listed = { keys: Key[]; escrows: { opens: string; newest: number }[]; warnings: string[] };

const coordinator = 4; // of the demo team
const keys = (server: Server, command: string, ...args: string[]) => onthaal("keys", command, "--data", server.data, ...args);
const listed = (server: Server): Listed => json(keys(server, "list", "--json"));
const key_file = (server: Server) => join(server.data, "master.key");

async function has_a_talk(server: Server): Promise<string> {
  const robin = await Visitor.comes(server, { nickname: "Robin" });
  const noor = await Operator.logs_in(server, 0);
  await noor.takes();
  robin.posts("Ik durf het aan niemand te vertellen.");
  await noor.receives("Ik durf het aan niemand te vertellen.");
  return server.doctor().out.match(/sealed +(\d+ open, \d+ destroyed)/)![1]!;
}

on_both("the master key", (database: () => Options) => {
  test("is replaced beside a talk, and the old one destroyed", async () => {
    const server = await Server.start({ ...database(), settings: { keys: { destroy_days: 0 }, clock: { speed: 500 } } });
    try {
      await has_a_talk(server);
      const before = readFileSync(key_file(server), "utf8");
      const replaced = keys(server, "replace");
      assert.equal(replaced.status, 0, replaced.said);
      assert.match(replaced.out, /Master key 2 is in use\. Copies of the keys are old now/);
      assert.doesNotMatch(keys(server, "list").out, / 1 keys /);
      assert.equal(statSync(key_file(server)).mode & 0o777, 0o600);
      await until("the old one is gone", () => listed(server).keys.some((key) => key.number === 1 && key.destroyed_at !== null));
      const [newest, old] = listed(server).keys;
      assert.deepEqual([newest!.number, newest!.replaced_at, old!.living], [2, null, 0]);
      assert.ok(newest!.living > 0);
      const secret = before.match(/^1 \d+ ([0-9a-f]{64})$/m)![1]!;
      assert.ok(!readFileSync(key_file(server), "utf8").includes(secret));
      assert.ok(!existsSync(`${key_file(server)}.new`));
      const doctor = server.doctor();
      assert.equal(doctor.status, 0, doctor.out);
      assert.match(doctor.out, /sealed +\d+ open, 0 destroyed/);
      for (const word of [secret, readFileSync(key_file(server), "utf8").match(/[0-9a-f]{64}/)![0]]) assert.ok(!server.log.includes(word));
      await server.stop();
      await server.start();
      assert.equal(server.doctor().status, 0);
      const person = await Operator.logs_in(server, coordinator);
      const shown = await server.get(`/api/lines/${server.line}/keys`, person.headers);
      assert.deepEqual(shown.json.keys.map((key: Key) => key.number), [2, 1]);
      const noor = await Operator.logs_in(server, 0);
      for (const path of [`/api/lines/${server.line}/keys`, "/api/house/keys"]) {
        assert.equal((await server.get(path)).status, 404);
        assert.equal((await server.get(path, noor.headers)).status, 404);
      }
      const again = keys(server, "replace", "--keys.escrow_to", "escrow.pub", "--keys.escrow_dir", "copies");
      assert.match(again.out, /Master key 3 is in use\. The server makes a copy of it by itself/);
    } finally {
      await server.end();
    }
  });

  test("is copied to a public key, and put back from there alone", async () => {
    const vault = new Vault(), stranger = new Vault();
    const server = await Server.start(database());
    try {
      const told = await has_a_talk(server);
      assert.ok(listed(server).warnings.includes("no_escrow"));
      const copy = join(vault.folder, "keys.sealed");
      const made = keys(server, "escrow", "--to", vault.open, "--out", copy);
      assert.equal(made.status, 0, made.said);
      assert.match(made.out, /until the next replacement/);
      assert.equal(keys(server, "escrow", "--to", vault.open, "--out", copy).status, 1, "no copy is written over");
      assert.deepEqual(listed(server).escrows.map(({ opens, newest }) => ({ opens, newest })), [{ opens: "all", newest: 1 }]);
      assert.deepEqual(listed(server).warnings, []);
      for (const key of readFileSync(key_file(server), "utf8").match(/[0-9a-f]{64}/g)!) assert.ok(!readFileSync(copy, "latin1").includes(key));
      assert.equal(keys(server, "restore", "--from", copy, "--secret", vault.secret).status, 1, "a server runs");
      await server.stop();

      assert.match(keys(server, "restore", "--from", copy, "--secret", vault.secret).said, /holds keys already/);
      renameSync(key_file(server), `${key_file(server)}.lost`);
      const refused = onthaal("serve", "--data", server.data);
      assert.equal(refused.status, 1);
      assert.match(refused.said, /does not exist.*onthaal keys restore/s);
      assert.match(keys(server, "restore", "--from", copy, "--secret", stranger.secret).said, /sealed to another key/);
      const other = await Server.start(database());
      const foreign = join(stranger.folder, "keys.sealed");
      assert.equal(keys(other, "escrow", "--to", vault.open, "--out", foreign).status, 0);
      await other.end();
      assert.match(keys(server, "restore", "--from", foreign, "--secret", vault.secret).said, /not this database's/);
      assert.ok(!existsSync(key_file(server)), "keys of another house are not stored");
      const store = join(vault.folder, "store"), stored = join(vault.folder, "stored");
      writeFileSync(store, `#!/bin/sh\nif [ "$1" = store ]; then cat > ${stored}; else cat ${stored} 2>/dev/null || true; fi\n`, { mode: 0o700 });
      assert.match(keys(server, "restore", "--from", foreign, "--secret", vault.secret, "--keys.command", store).said, /not this database's/);
      assert.ok(!existsSync(stored), "nor in a vault");
      const restored = keys(server, "restore", "--from", copy, "--secret", vault.secret);
      assert.equal(restored.status, 0, restored.said);
      await server.start();
      assert.match(server.doctor().out, new RegExp(`sealed +${told}`));
      assert.equal(server.doctor().status, 0);
    } finally {
      await server.end();
      vault.end();
      stranger.end();
    }
  });

  test("is copied only where the house knows of the copy", async () => {
    const vault = new Vault();
    const server = Server.prepare(database());
    try {
      server.alter(server.postgres
        ? "alter table key_escrow add constraint no_room check (false)"
        : "create trigger no_room before insert on key_escrow begin select raise(abort, 'no room'); end");
      const copy = join(vault.folder, "keys.sealed");
      assert.match(keys(server, "escrow", "--to", vault.open, "--out", copy).said, /no.room/);
      assert.ok(!existsSync(copy), "without a server");
      await server.start();
      assert.equal(keys(server, "escrow", "--to", vault.open, "--out", copy).status, 1);
      assert.ok(!existsSync(copy), "beside one");
      server.alter(server.postgres ? "alter table key_escrow drop constraint no_room" : "drop trigger no_room");
      assert.equal(keys(server, "escrow", "--to", vault.open, "--out", copy).status, 0, "the name is free again");
      assert.equal(listed(server).escrows.length, 1);
    } finally {
      await server.end();
      vault.end();
    }
  });

  test("that is gone is told while the server runs, and put back by it", async () => {
    const server = await Server.start({ ...database(), settings: { clock: { speed: 500 } } });
    try {
      const person = await Operator.logs_in(server, coordinator);
      const warnings = async () => (await server.get(`/api/lines/${server.line}/keys`, person.headers)).json.warnings;
      rmSync(key_file(server));
      await until("it is noticed", async () => (await warnings()).includes("gone"));
      const notices = (await server.get(`/api/lines/${server.line}/notices`, person.headers)).json.notices;
      assert.equal(notices.filter(({ kind }: { kind: string }) => kind === "keys").length, 1);
      assert.equal(server.doctor().status, 1);
      assert.match(server.log, /keys\.trouble.*gone/);
      const put = keys(server, "put-back");
      assert.equal(put.status, 0, put.said);
      await until("all is well", async () => !(await warnings()).includes("gone"));
      assert.equal(server.doctor().status, 0);
    } finally {
      await server.end();
    }
  });

  test("comes from a command, and a command that fails is told", async () => {
    const folder = mkdtempSync(join(tmpdir(), "onthaal-test-keys-"));
    const program = join(folder, "vault"), kept = join(folder, "kept"), mood = join(folder, "mood");
    writeFileSync(program, `#!/bin/sh\n. ${mood}\nif [ "$1" = store ]; then cat > ${kept}; else cat ${kept} 2>/dev/null || true; fi\n`);
    chmodSync(program, 0o700);
    writeFileSync(mood, "");
    // The demo has made a file: the vault gets its keys.
    const server = Server.prepare(database());
    try {
      renameSync(key_file(server), kept);
      server.configure({ keys: { command: [program], command_timeout: 1 } });
      for (const [how, said] of [["exit 7", /ended with 7/], ["echo nonsense; exit 0", /damaged in line 1/], ["sleep 60", /longer than 1 seconds/], ["exit 0", /gives no keys/]] as const) {
        writeFileSync(mood, how);
        const refused = onthaal("serve", "--data", server.data);
        assert.equal(refused.status, 1, how);
        assert.match(refused.said, said);
      }
      writeFileSync(mood, "");
      await server.start();
      await has_a_talk(server);
      const older = readFileSync(kept, "utf8");
      assert.equal(keys(server, "replace").status, 0);
      await until("what lives is wrapped anew", () => listed(server).keys[1]!.living === 0);
      writeFileSync(mood, "exit 7");
      assert.match(keys(server, "replace").said, /ended with 7/);
      assert.equal(server.doctor().status, 1);
      writeFileSync(mood, "");
      assert.equal(server.doctor().status, 0);
      await server.stop();
      const newer = readFileSync(kept, "utf8");
      writeFileSync(kept, older);
      assert.match(onthaal("serve", "--data", server.data).said, /older copy/);
      writeFileSync(kept, newer);
      await server.start();
      assert.ok(!existsSync(key_file(server)));
    } finally {
      await server.end();
      rmSync(folder, { recursive: true, force: true });
    }
  });
});
