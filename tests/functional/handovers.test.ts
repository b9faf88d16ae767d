// To another line: partners, what may be asked, who may answer, what is counted. The stories are in tests/stories/handed.test.ts.
import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import { after, before, test } from "node:test";
import { Operator, Visitor, type Page } from "../support/actors.ts";
import { add_line, add_staff, Caller, refused } from "../support/callers.ts";
import { on_both } from "../support/engines.ts";
import type { Frame } from "../support/live.ts";
import { partner as sample } from "../support/samples.ts";
import { onthaal, Server, type Options } from "../support/server.ts";

on_both("handing to another line", (database: () => Options) => {
  let server: Server;
  let noor: Operator;
  let coordinator: Caller;
  let stranger: Caller;
  let colleague: Caller;
  let path: string;
  before(async () => {
    server = await Server.start(database());
    path = `/api/lines/${server.line}/partners`;
    stranger = await add_line(server, "praat");
    coordinator = await add_staff(server, "handt", ["--coordinator", server.line]);
    colleague = await add_staff(server, "helpt", ["--operator", server.line]);
    noor = await Operator.logs_in(server);
  });
  after(() => server.end());

  const refusal = async (page: Page, command: string, data: object): Promise<Frame> => {
    const id = randomUUID();
    page.live.send({ type: "command", command, id, data });
    return page.live.next((frame) => frame["id"] === id);
  };
  const in_a_talk = (tests: (robin: Visitor) => Promise<void>) => async () => {
    const robin = await Visitor.comes(server);
    await noor.takes();
    await robin.sees("the operator", () => robin.talk.state?.["state"] === "active");
    await tests(robin);
    await robin.ends();
    await noor.registers(robin.talk.conversation);
    robin.live.drop();
  };
  const add = async (more = {}): Promise<string> => (await coordinator.posts(path, sample(more))).partner;

  test("a line begins with the partners that are known, as links; a demo has them as lines of its own too", async () => {
    const { partners } = await coordinator.gets(path);
    const known = ["Nu praat ik erover", "Autisme Chat", "Awel"];
    assert.deepEqual(partners.map(({ name }: { name: string }) => name), [...known, ...known.map((name) => `${name} (voorbeeld)`)]);
    for (const { target, url, free } of partners.slice(0, 3)) assert.ok(target === null && url.startsWith("https://") && free === null);
    for (const { target, url, free, privacy } of partners.slice(3)) {
      assert.deepEqual([url, free], [null, { state: "closed", operators: 0, room: false }]);
      const line = (await server.get(`/api/lines/${target}`)).json;
      assert.match(line.texts.welcome.nl, /^Dit is een voorbeeld/);
      assert.match(privacy.nl, new RegExp(`^Dit is een voorbeeld.* ${line.rules.kept_days} dagen`));
    }
  });

  test("one command makes the example lines, once, and says where they are", async () => {
    const ship = (...more: string[]) => onthaal("line", "partners", "--line", "praat", "--shipped", "--data", server.data, ...more);
    assert.match(ship().out, /Awel \(voorbeeld\), at \/awel/);
    const slugs = JSON.parse(ship("--json").out).lines.map(({ slug }: { slug: string }) => slug);
    assert.deepEqual(slugs, ["nu-praat-ik-erover", "autisme-chat", "awel"]);
    assert.equal((await stranger.gets("/api/lines/praat/partners")).partners.length, 6);
    const nowhere = onthaal("line", "partners", "--line", "nergens", "--shipped", "--data", server.data);
    assert.equal(nowhere.status, 1);
    assert.match(nowhere.said, /no such line/);
    assert.equal(onthaal("line", "partners", "--line", "praat", "--data", server.data).status, 2);
  });

  test("partners are kept by coordinators and read by staff", async () => {
    const id = await add();
    const { partner, free, ...kept } = (await colleague.gets(path)).partners.at(-1);
    assert.deepEqual([partner, free, kept], [id, null, sample()]);
    assert.equal((await coordinator.puts(`${path}/${id}`, sample({ target: "praat", url: null }))).target, "praat");
    const shown = (await colleague.gets(path)).partners.at(-1).free;
    assert.deepEqual(shown, { state: "closed", operators: 0, room: false });
    for (const caller of [colleague, stranger, new Caller(server)]) {
      refused(await caller.post(path, sample()), "not_found");
      refused(await caller.put(`${path}/${id}`, sample()), "not_found");
      refused(await caller.drop(`${path}/${id}`), "not_found");
    }
    for (const caller of [stranger, new Caller(server)]) refused(await caller.get(path), "not_found");
    assert.equal((await coordinator.drop(`${path}/${id}`)).status, 204);
    refused(await coordinator.drop(`${path}/${id}`), "not_found");
    refused(await coordinator.put(`${path}/${id}`, sample()), "not_found");
    refused(await coordinator.put(`${path}/geen`, sample()), "not_found");
  });

  test("a partner is another line of this server, or an address", async () => {
    refused(await coordinator.post(path, sample({ url: null })), "invalid", { url: "required" });
    refused(await coordinator.post(path, sample({ target: "praat" })), "invalid", { url: "not_allowed" });
    refused(await coordinator.post(path, sample({ url: "javascript:alert(1)" })), "invalid", { url: "not_allowed" });
    for (const target of ["nergens", server.line]) refused(await coordinator.post(path, sample({ target, url: null })), "invalid", { target: "not_allowed" });
    refused(await coordinator.post(path, sample({ take_minutes: 0, name: "" })), "invalid", { take_minutes: "too_small", name: "too_short" });
    refused(await coordinator.post(path, { ...sample(), privacy: { nl: "a", en: "b" } }), "invalid", { "privacy.nl-u": "required" });
  });

  test("only its operator asks, only its visitor answers", in_a_talk(async (robin) => {
    const { conversation } = robin.talk;
    const partner = await add();
    const wish = { conversation, partner, theme: null, summary: null };
    const jef = await Operator.logs_in(server, 1);
    for (const page of [robin, jef]) assert.equal((await refusal(page, "handover.ask", wish))["code"], "not_found");
    assert.equal((await refusal(noor, "handover.ask", { ...wish, partner: randomUUID() }))["code"], "invalid");
    assert.equal((await refusal(noor, "handover.ask", { ...wish, summary: "woorden" }))["code"], "invalid");
    await noor.settled(noor.command("handover.ask", wish));
    assert.equal((await refusal(noor, "handover.ask", wish))["code"], "conflict");
    await robin.sees("the card", () => robin.talk.state?.["handover"]?.state === "asked");
    const { handover } = robin.talk.state!["handover"];
    for (const page of [noor, jef]) assert.equal((await refusal(page, "handover.answer", { handover, yes: true, with_summary: false }))["code"], "not_found");
    assert.equal((await refusal(jef, "handover.withdraw", { handover }))["code"], "not_found");
    refused(await colleague.get(`/api/conversations/${conversation}/handovers`), "not_found");
    const mine = new Caller(server, noor.headers);
    assert.equal((await mine.gets(`/api/conversations/${conversation}/handovers`)).handovers[0].handover, handover);
    await robin.settled(robin.command("handover.answer", { handover, yes: true, with_summary: false }));
    await noor.sees("that it was opened", () => noor.talk.state?.["handover"]?.state === "linked");
    assert.equal(robin.talk.state!["state"], "active");
    jef.live.drop();
  }));

  test("a closed line is not asked", in_a_talk(async (robin) => {
    const partner = await add({ target: "praat", url: null });
    const wish = { conversation: robin.talk.conversation, partner, theme: null, summary: null };
    assert.equal((await refusal(noor, "handover.ask", wish))["code"], "conflict");
  }));

  test("all of it is counted, for coordinators", async () => {
    const day = new Date().toLocaleDateString("sv-SE", { timeZone: "Europe/Brussels" });
    const counts = `/api/lines/${server.line}/handovers/${day}/${day}`;
    const { partners, passed } = await coordinator.gets(counts);
    assert.equal(passed, 0);
    assert.equal(partners.reduce((sum: number, one: { linked: number }) => sum + one.linked, 0), 1);
    for (const caller of [colleague, stranger, new Caller(server)]) refused(await caller.get(counts), "not_found");
    refused(await coordinator.get(`/api/lines/${server.line}/handovers/vandaag/${day}`), "not_found");
  });
});
