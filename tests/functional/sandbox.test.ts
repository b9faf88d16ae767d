// The running program and the machine: an ordinary user is enough, it does nothing that the sandbox of its unit forbids, and
// nobody looks into its memory.
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { copyFileSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { Operator, Visitor } from "../support/actors.ts";
import { Caller } from "../support/callers.ts";
import { on_both } from "../support/engines.ts";
import { MailServer } from "../support/mail_server.ts";
import { as_ordinary, give_away } from "../support/ordinary.ts";
import { public_http } from "../support/ports.ts";
import { binary, onthaal, Server, type Options } from "../support/server.ts";
import { until } from "../support/until.ts";

async function a_talk(server: Server): Promise<void> {
  const robin = await Visitor.comes(server);
  const noor = await Operator.logs_in(server);
  await noor.takes();
  await robin.says("hallo");
  await noor.receives("hallo");
  await noor.ends();
  await noor.registers();
  for (const each of [robin, noor]) each.live.drop();
}

// By name, as an administrator gives a mail server.
async function sends_a_mail(server: Server, mail: MailServer): Promise<void> {
  const greet = await Caller.staff(server, "greet");
  await greet.posts(`/api/lines/${server.line}/invitations`, { email: "mia@clb.example", name: "Mia", alias: "Mia", discipline: null, roles: ["operator"] });
  await until("the mail", () => mail.mails.length === 1);
}

// By two other programs: one for the document, one for its charts.
async function makes_a_document(server: Server): Promise<void> {
  const greet = await Caller.staff(server, "greet");
  const { text } = await greet.get(`/api/lines/${server.line}/reports/annual/2026-2027/files/annual.docx`);
  assert.match(text, /^PK/);
}

// `systemd-analyze syscall-filter` lists what each group holds: calls, and other groups.
function calls_in(group: string): Set<string> {
  const listed = spawnSync("systemd-analyze", ["syscall-filter", "--no-pager", group], { encoding: "utf8" });
  assert.equal(listed.status, 0, listed.stderr);
  const names = listed.stdout.split("\n").slice(1).map((line) => line.trim()).filter((name) => name !== "" && !name.startsWith("#"));
  return new Set(names.flatMap((name) => (name.startsWith("@") ? [...calls_in(name)] : [name])));
}

// What comes before the command line of a server that an ordinary user runs: the program where that user can reach it.
function runs_as_ordinary(server: Server, ...folders: string[]): string[] {
  const program = join(server.data, "onthaal");
  copyFileSync(binary, program);
  for (const folder of [server.data, ...folders]) give_away(folder);
  return [...as_ordinary, "sh", "-c", `for each; do [ "$each" = "${binary}" ] && each="${program}"; set -- "$@" "$each"; shift; done; exec "$@"`, "sh"];
}

const without = (all: Set<string>, some: Set<string>) => [...all].filter((each) => !some.has(each));

// As systemd reads the lines: the first says which calls are allowed, each further one adds, or with ~ takes away.
function allowed_by(unit: string): Set<string> {
  let allowed = new Set<string>();
  for (const [, is_without, names] of unit.matchAll(/^SystemCallFilter=(~?)(.*)$/gm)) {
    const named = new Set(names!.split(" ").flatMap((name) => (name.startsWith("@") ? [...calls_in(name)] : [name])));
    allowed = new Set(is_without ? without(allowed, named) : [...allowed, ...named]);
  }
  return allowed;
}

const unit = () => readFileSync(join(import.meta.dirname, "../../packaging/systemd/onthaal.service"), "utf8");

// Where the unit of the package keeps its house; everything that is said about it names only that.
test("the unit's house is the one that its --data finds, with its settings, and the papers give that to every command", () => {
  const started = unit().match(/^ExecStart=(.*)$/m)![1]!;
  assert.equal(started, "/usr/bin/onthaal serve --data /var/lib/onthaal");
  const papers = readFileSync(join(import.meta.dirname, "../../docs/operate.md"), "utf8");
  for (const [told] of papers.matchAll(/^.*onthaal\.toml.*$/gm)) assert.doesNotMatch(told, /\/etc\/onthaal\/onthaal\.toml(?!`? of before)/);
  const service = papers.split("## As a service")[1]!.split("\n## ")[0]!;
  const lines = service.split("```")[1]!.trim().split("\n");
  const settings = lines.find((line) => line.includes("onthaal config doc"))!;
  assert.match(settings, / \/var\/lib\/onthaal\/onthaal\.toml$/);
  const commands = [...papers.matchAll(/runuser -u onthaal -- onthaal ([^`\n]*)/g)].map((found) => found[1]!);
  assert.ok(commands.length > 0);
  for (const command of commands) assert.match(command, /--data \/var\/lib\/onthaal/, command);
});

test("the unit is never given up for a database that is away, and not tried again with wrong settings", () => {
  const [, head, service] = unit().split(/^\[(?:Unit|Service)\]$/m);
  assert.match(head!, /^StartLimitIntervalSec=0$/m);
  assert.match(service!, /^Restart=on-failure$/m);
  const never = Number(service!.match(/^RestartPreventExitStatus=(\d+)$/m)![1]);
  const folder = mkdtempSync(join(tmpdir(), "onthaal-away-"));
  const away = onthaal("serve", "--database.url", "postgresql://nobody@/none?host=/nowhere", "--data", folder);
  rmSync(folder, { recursive: true });
  assert.notEqual(away.status, 0);
  assert.notEqual(away.status, never);
  assert.equal(onthaal("serve", "--http.port", "many").status, never);
});

on_both("the sandbox", (database: () => Options) => {
  test("forbids nothing that the program does", { timeout: 90_000 }, async () => {
    const folder = mkdtempSync(join(tmpdir(), "onthaal-sandbox-"));
    const trace = join(folder, "trace");
    const mail = await MailServer.start();
    const server = Server.prepare({ ...database(), settings: { http: await public_http() } });
    try {
      const ca_file = join(server.data, "mail.pem");
      copyFileSync(mail.settings["ca_file"]!, ca_file);
      server.configure({ mail: { ...mail.settings, ca_file, url: `smtp://localhost:${mail.port}` } });
      // Where it may be an ordinary user: as root, SQLite gives its files away.
      const inside = server.postgres ? [] : runs_as_ordinary(server, folder);
      await server.start([...inside, "strace", "-D", "-f", "-qq", "-o", trace]);
      await a_talk(server);
      await sends_a_mail(server, mail);
      await makes_a_document(server);
      await server.stop();
      const lines = readFileSync(trace, "utf8").split("\n").slice(1); // the first is how it was started
      const called = new Set(lines.map((line) => line.match(/^\d+\s+(\w+)\(/)?.[1]).filter((name) => name !== undefined));
      assert.ok(called.has("openat") && called.has("listen"), [...called].join());
      assert.ok(lines.some((line) => /\bexecve\b.*= 0$/.test(line)), "other programs are looked at, too");
      const allowed = allowed_by(unit());
      assert.ok(allowed.size > 100 && !allowed.has("mount") && !allowed.has("ptrace"));
      assert.deepEqual(without(called, allowed), [], "SystemCallFilter");
      const both = lines.filter((line) => /\b(mmap|mprotect|pkey_mprotect)\(/.test(line) && /PROT_WRITE\|PROT_EXEC|mprotect\(.*PROT_EXEC/.test(line));
      assert.deepEqual(both, [], "MemoryDenyWriteExecute");
      const families = new Set(lines.map((line) => line.match(/\bsocket\((AF_\w+)/)?.[1]).filter((name) => name !== undefined));
      assert.deepEqual(without(families, new Set(["AF_INET", "AF_INET6", "AF_UNIX"])), [], "RestrictAddressFamilies");
    } finally {
      await server.end();
      await mail.stop();
      rmSync(folder, { recursive: true, force: true });
    }
  });
});

test("an ordinary user runs it, a crash leaves no core, and that user cannot read its memory", async () => {
  const server = Server.prepare();
  try {
    await server.start(runs_as_ordinary(server));
    await a_talk(server);
    const pid = server.child!.pid!;
    const limits = readFileSync(`/proc/${pid}/limits`, "utf8");
    assert.match(limits, /^Max core file size\s+0\s+0\s/m);
    const status = readFileSync(`/proc/${pid}/status`, "utf8");
    assert.doesNotMatch(status, /^Uid:\s+0\s/m);
    const [look = "", ...at] = [...as_ordinary, "head", "-c", "1", `/proc/${pid}/environ`];
    const looked = spawnSync(look, at, { encoding: "utf8" });
    assert.notEqual(looked.status, 0, "it can be read");
    assert.match(looked.stderr, /Permission denied/);
  } finally {
    await server.end();
  }
});
