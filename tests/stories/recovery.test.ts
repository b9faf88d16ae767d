// The drill: a backup while people talk, the machine is lost, and somewhere else everything is back that was acknowledged
// before. What was destroyed stays so.
import assert from "node:assert/strict";
import { cpSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { setTimeout as pause } from "node:timers/promises";
import { Operator, Talk, Visitor, type Page } from "../support/actors.ts";
import { code_of } from "../support/authenticator.ts";
import { on_both } from "../support/engines.ts";
import { onthaal, onthaal_beside, Server, type Options } from "../support/server.ts";
import { json, Vault } from "../support/vault.ts";

const coordinator = 4; // of the demo team
const pairs = 6;
// Who comes back sends all that it wrote at once: more than a share of the queue of one visitor otherwise.
const generous = { engine: { write_queue: 100_000 }, http: { burst: 100_000 }, live: { frames_per_second: 10_000, burst: 100_000 } };

async function writes(page: Page, who: string, burst: { stopped: boolean }): Promise<void> {
  for (let number = 0; !burst.stopped; ++number) {
    page.posts(`${who}, line ${number}`);
    await pause(20);
  }
}

on_both("the drill", (database: () => Options) => {
  test("a backup under load, the machine lost, and everything back elsewhere", async () => {
    const vault = new Vault();
    const server = await Server.start({ ...database(), settings: { ...generous, ...vault.settings() } });
    const elsewhere = Server.prepare({ ...database(), settings: generous, demo: false });
    try {
      await (await Operator.logs_in(server, coordinator)).lets_each_have(20);
      const talks: { robin: Visitor; noor: Operator }[] = [];
      for (let pair = 0; pair < pairs; ++pair) {
        const robin = await Visitor.comes(server, { nickname: `Robin ${pair}` });
        const noor = await Operator.logs_in(server, pair % 4);
        await noor.takes();
        await robin.sees("the operator", () => robin.talk.state?.["state"] === "active");
        talks.push({ robin, noor });
      }
      const pages = talks.flatMap(({ robin, noor }) => [robin, noor] as Page[]);
      const burst = { stopped: false };
      const writing = pages.map((page, index) => writes(page, `${index}`, burst));
      await pages[0]!.sees("the burst", () => pages[0]!.acknowledged.length > 20);
      const acknowledged = pages.map((page) => page.acknowledged.slice());
      json(await onthaal_beside("backup", "--data", server.data, "--json"));
      await pages[0]!.sees("that talks go on", () => pages[0]!.acknowledged.length > acknowledged[0]!.length + 10);

      const keys = join(vault.folder, "master.key"); // as it is kept elsewhere
      cpSync(join(server.data, "master.key"), keys);
      await server.kill();
      burst.stopped = true;
      await Promise.all(writing);
      rmSync(server.data, { recursive: true });

      cpSync(keys, join(elsewhere.data, "master.key"));
      const restored = onthaal("restore", vault.newest(), "--key", vault.secret, "--data", elsewhere.data);
      assert.equal(restored.status, 0, restored.out + restored.said);
      elsewhere.line = server.line;
      elsewhere.team = server.team;
      await elsewhere.start();
      const doctor = elsewhere.doctor();
      assert.equal(doctor.status, 0, doctor.out + doctor.said);
      const { login, password } = server.team[0]!;
      const probed = onthaal("probe", "--url", elsewhere.url, "--line", server.line, "--login", login, "--password", password);
      assert.equal(probed.status, 0, probed.out + probed.said);

      // A page that still holds its token finds its talk at the new place.
      for (const [index, { robin }] of talks.entries()) {
        const again = new Visitor(elsewhere, "socket", robin.token);
        again.talks = [new Talk(robin.talk.conversation)];
        await again.connect();
        const held = new Map(again.talk.said.map((each) => [each.id, each.text]));
        const before = [...acknowledged[2 * index]!, ...acknowledged[2 * index + 1]!];
        for (const { id, text } of before) assert.equal(held.get(id), text, "what was acknowledged before the backup is there");
        assert.ok(before.length > 0);
      }
    } finally {
      await server.end().catch(() => {});
      await elsewhere.end();
      vault.end();
    }
  });
});

test("a backup from before its master key was destroyed: the pages come, the words do not", async () => {
  const vault = new Vault();
  const server = await Server.start({ settings: vault.settings() });
  const elsewhere = Server.prepare({ demo: false });
  try {
    const noor = await Operator.logs_in(server);
    const ended = await Visitor.comes(server, { nickname: "Sam" });
    await noor.takes();
    await ended.says("Dit blijft onder ons");
    await noor.receives("Dit blijft onder ons");
    const rating = { stars: 4, text: "Fijn gesprek", may_quote: false };
    await ended.ends();
    const rated = await server.request("PUT", "/api/visit/rating", { body: rating, headers: { Authorization: `Bearer ${ended.token}` } });
    assert.equal(rated.status, 204, rated.text);
    const open = await Visitor.comes(server, { nickname: "Robin" });
    await (await Operator.logs_in(server, 1)).takes();
    await open.sees("the operator", () => open.talk.state?.["state"] === "active");
    await open.says("Ik wacht nog");
    // Somebody who logs in with an app, whose secret is sealed as words are.
    const post = (method: string, path: string, body: object) => server.request(method, path, { body, headers: noor.headers });
    const { secret } = (await post("POST", "/api/account/totp", {})).json;
    const made = await post("PUT", "/api/account/totp", { code: code_of(secret) });
    assert.equal(made.status, 200, made.text);
    const [recovery_code] = made.json.recovery_codes;
    json(onthaal("backup", "--data", server.data, "--json"));
    await server.stop();

    // As `onthaal keys` leaves the ring once a newer key is in use and the one of then is gone.
    const [held] = json(onthaal("backup", "verify", vault.newest(), "--key", vault.secret, "--json")).master_keys;
    const kept = readFileSync(join(server.data, "master.key"), "utf8").split("\n");
    const [number, created] = kept[0]!.split(" ");
    const ring = [`destroyed ${number} ${created} ${held.fingerprint}`, `${Number(number) + 1} ${created} ${"5a".repeat(32)}`, ...kept.slice(1)];
    writeFileSync(join(elsewhere.data, "master.key"), ring.join("\n"), { mode: 0o600 });
    const restored = onthaal("restore", vault.newest(), "--key", vault.secret, "--data", elsewhere.data);
    assert.equal(restored.status, 0, restored.out + restored.said);
    assert.match(restored.out, /was destroyed: words under it show as destroyed/);
    assert.match(restored.out, /sealed +0 open, [1-9]\d* destroyed/);
    const { login, password } = server.team[0]!;

    Object.assign(elsewhere, { line: server.line, team: server.team, has_keeper: true });
    await elsewhere.start();
    const robin = new Visitor(elsewhere, "socket", open.token);
    robin.talks = [new Talk(open.talk.conversation)];
    await robin.connect();
    assert.deepEqual(robin.talk.said.map(({ text }) => text), [null], "it stands there as destroyed");
    await assert.rejects(robin.says("Ben je er nog?"), /refused: closed/);
    const sam = await elsewhere.get("/api/visit", { Authorization: `Bearer ${ended.token}` });
    assert.equal(sam.status, 200, sam.text);

    // No code of the app is right any more; those on paper are, and the machine takes the app away.
    const by_code = async (code: string) => {
      const asked = await elsewhere.post("/api/session", { login, password });
      return elsewhere.post("/api/session/code", { ticket: asked.json.ticket, code });
    };
    assert.equal((await by_code(code_of(secret, 1))).status, 422);
    assert.equal((await by_code(recovery_code)).status, 200);
    const reset = onthaal("staff", "reset", "--login", login, "--factors", "--data", elsewhere.data);
    assert.equal(reset.status, 0, reset.said);

    // Whatever somebody opens: nothing breaks, and no word comes.
    const doors = json(onthaal("routes", "--json", "--data", elsewhere.data)) as string[];
    const paths = doors.filter((door) => door.startsWith("GET /api/")).map((door) => door.slice(4));
    assert.ok(paths.length > 20);
    for (const who of [0, coordinator]) {
      const somebody = await Operator.logs_in(elsewhere, who);
      for (const path of paths)
        for (const talk of [ended.talk.conversation, open.talk.conversation]) {
          const asked = path.replace("{slug}", elsewhere.line).replace("{conversation}", talk).replace(/\{\w+\}/, talk);
          const reply = await elsewhere.get(asked, somebody.headers);
          assert.ok(reply.status < 500, `${asked}: ${reply.text}`);
          assert.doesNotMatch(reply.text, /Dit blijft onder ons|Ik wacht nog|Fijn gesprek|Robin|"Sam"/);
        }
    }
    const shown = await elsewhere.get(`/api/lines/${elsewhere.line}/ratings`, (await Operator.logs_in(elsewhere, coordinator)).headers);
    assert.equal(shown.json.texts?.[0]?.text ?? null, null);
    assert.doesNotMatch(elsewhere.log, /key_not_opened|view\.failed|read\.failed|act\.failed/);
    const doctor = elsewhere.doctor();
    assert.equal(doctor.status, 0, doctor.out + doctor.said);
  } finally {
    await server.end();
    await elsewhere.end();
    vault.end();
  }
});
