// The office: what a coordinator sees and sets of a line.
import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import { after, before, test } from "node:test";
import { Operator, Visitor } from "../support/actors.ts";
import { Caller, refused } from "../support/callers.ts";
import { on_both } from "../support/engines.ts";
import { phrase, place, theme, words } from "../support/samples.ts";
import { Server, type Options } from "../support/server.ts";

on_both("the office", (database: () => Options) => {
  let server: Server;
  let greet: Caller;
  let noor: Caller;
  const line = (path: string) => `/api/lines/${server.line}/${path}`;
  const page = () => new Caller(server).gets(`/api/lines/${server.line}`);
  before(async () => {
    server = await Server.start(database());
    greet = await Caller.staff(server, "greet");
    noor = await Caller.staff(server, "noor");
  });
  after(() => server.end());

  test("opens and closes the line, and the desk is told", async () => {
    const desk = await Operator.logs_in(server);
    assert.equal((await desk.watches_the_line())["state"].open, true);
    assert.equal((await greet.puts(line("open"), { open: false })).open, false);
    const told = async () => (await desk.live.next({ type: "event", event: "line.changed" }))["data"];
    const closed = await told();
    assert.deepEqual([closed.open, closed.opening.state, closed.opening.why], [false, "closed", "switched_off"]);
    assert.equal((await page()).open, false);
    await greet.puts(line("open"), { open: false });
    await greet.puts(line("open"), { open: true });
    const open = await told();
    assert.deepEqual([open.open, open.opening.state], [true, "open"], "what changes nothing is not told");
    refused(await greet.put(line("open"), {}), "invalid", { open: "required" });
    refused(await greet.put(line("open"), { open: 1 }), "invalid", { open: "not_true_or_false" });
    desk.live.drop();
  });

  test("sets what the line asks and says", async () => {
    const before = await greet.gets(line("settings"));
    const wanted = {
      ...before,
      name: "De chat",
      rules: { talk_minutes: 60, notice_minutes: 15, grace_minutes: 20, kept_days: 90 },
      texts: { welcome: words("Welkom"), boundary: words("Hier stop ik.") },
      intake: { who: ["pupil", "parent"], age: false, gender: true, question: false, source: false },
      trusted_hosts: ["clbchat.be", "www.awel.be"],
    };
    const after = await greet.puts(line("settings"), wanted);
    assert.deepEqual(after, { ...wanted, revision: before.revision + 1 });
    assert.deepEqual(await greet.gets(line("settings")), after);
    const shown = await page();
    assert.equal(shown.name, "De chat");
    assert.deepEqual(shown.rules, wanted.rules);
    assert.deepEqual(shown.texts, wanted.texts);
    assert.deepEqual(shown.trusted_hosts, wanted.trusted_hosts);
    assert.deepEqual(shown.intake.who, ["pupil", "parent"]);
    assert.deepEqual([shown.intake.age, shown.intake.gender, shown.intake.question, shown.intake.sources], [false, true, false, []]);
    refused(await greet.put(line("settings"), wanted), "conflict");
    assert.deepEqual(await greet.gets(line("settings")), after, "who was late changed nothing");
    await greet.puts(line("settings"), { ...before, revision: after.revision });
  });

  test("sets nothing that is wrong, and names it", async () => {
    const good = await greet.gets(line("settings"));
    const cases: [object, Record<string, string>][] = [
      [{ name: "\u200b" }, { name: "too_short" }],
      [{ name: "Chat\u202ex" }, { name: "not_allowed" }],
      [{ rules: { ...good.rules, talk_minutes: 4 } }, { "rules.talk_minutes": "too_small" }],
      [{ rules: { ...good.rules, notice_minutes: 61 } }, { "rules.notice_minutes": "too_large" }],
      [{ capacity: 0 }, { capacity: "too_small" }],
      [{ capacity: 1000 }, { capacity: "too_large" }],
      [{ max_waiting: 0 }, { max_waiting: "too_small" }],
      [{ long_wait_minutes: 241 }, { long_wait_minutes: "too_large" }],
      [{ texts: { hello: words("x") } }, { "texts.hello": "unknown_field" }],
      [{ texts: { welcome: { nl: "x", en: "x" } } }, { "texts.welcome.nl-u": "required" }],
      [{ intake: { ...good.intake, age: 1 } }, { "intake.age": "not_true_or_false" }],
      [{ trusted_hosts: ["https://clbchat.be"] }, { "trusted_hosts.0": "not_allowed" }],
      [{ colour: "blue" }, { colour: "unknown_field" }],
    ];
    for (const [wrong, fields] of cases) refused(await greet.put(line("settings"), { ...good, ...wrong }), "invalid", fields);
    const { intake: _, ...without } = good;
    refused(await greet.put(line("settings"), without), "invalid");
    assert.deepEqual(await greet.gets(line("settings")), good);
  });

  test("keeps terms with their dates, and takes none away", async () => {
    const added = await greet.posts(line("terms"), theme());
    const { kind: _, ...told } = theme();
    assert.deepEqual(added, { term: added.term, ...told });
    const has = async (path: string) => (await noor.gets(line(path))).themes.some((each: { code: string }) => each.code === "vlinders");
    assert.ok(await has("terms"));
    refused(await greet.post(line("terms"), theme({ label: words("Nog eens") })), "conflict");
    assert.equal((await greet.post(line("terms"), theme({ kind: "outcome" }))).status, 201, "a code is one of its kind");
    const path = line(`terms/${added.term}`);
    assert.equal((await greet.puts(path, theme({ until: "2020-12-31", heavy: true }))).until, "2020-12-31");
    assert.ok(!(await has("terms")), "its time is over");
    const all = (await greet.gets(line("terms/all"))).themes;
    assert.equal(all.find((each: { code: string }) => each.code === "vlinders").heavy, true);
    refused(await greet.put(path, theme({ code: "rupsen" })), "invalid", { code: "not_allowed" });
    refused(await greet.put(path, theme({ kind: "topic" })), "invalid", { kind: "not_allowed" });
    await greet.puts(path, theme({ from: "2990-01-01" }));
    assert.ok(!(await has("terms")), "its time has not come");
  });

  test("keeps no term that is wrong", async () => {
    const cases: [object, Record<string, string>][] = [
      [{ kind: "colour" }, { kind: "not_allowed" }],
      [{ code: "Met Spatie" }, { code: "not_allowed" }],
      [{ label: { nl: "x", "nl-u": "x" } }, { "label.en": "required" }],
      [{ domains: ["XYZ"] }, { domains: "not_allowed" }],
      [{ from: "2020-02-30" }, { from: "not_allowed" }],
      [{ until: "gisteren" }, { until: "not_allowed" }],
      [{ until: "2019-12-31" }, { until: "too_small" }],
      [{ heavy: "ja" }, { heavy: "not_true_or_false" }],
      [{ more: 1 }, { more: "unknown_field" }],
    ];
    for (const [wrong, fields] of cases) refused(await greet.post(line("terms"), theme({ code: "motten", ...wrong })), "invalid", fields);
    assert.ok(!(await greet.gets(line("terms/all"))).themes.some((each: { code: string }) => each.code === "motten"));
  });

  test("keeps phrases, by theme and register", async () => {
    const { themes } = await greet.gets(line("terms"));
    const added = await greet.posts(line("phrases"), phrase({ theme: themes[0].code, register: null }));
    assert.deepEqual(added, { phrase: added.phrase, ...phrase({ theme: themes[0].code, register: null }) });
    const listed = async () => (await noor.gets(line("phrases"))).phrases.filter((each: { phrase: string }) => each.phrase === added.phrase);
    assert.deepEqual(await listed(), [added]);
    const changed = await greet.puts(line(`phrases/${added.phrase}`), phrase({ title: "Anders", text: "Twee\nregels" }));
    assert.deepEqual(await listed(), [changed]);
    const cases: [object, Record<string, string>][] = [
      [{ title: "" }, { title: "too_short" }],
      [{ text: "x".repeat(4001) }, { text: "too_long" }],
      [{ theme: "nothing_like_it" }, { theme: "not_allowed" }],
      [{ register: "fr" }, { register: "not_allowed" }],
    ];
    for (const [wrong, fields] of cases) {
      refused(await greet.post(line("phrases"), phrase(wrong)), "invalid", fields);
      refused(await greet.put(line(`phrases/${added.phrase}`), phrase(wrong)), "invalid", fields);
    }
    assert.equal((await greet.drop(line(`phrases/${added.phrase}`))).status, 204);
    assert.deepEqual(await listed(), []);
    refused(await greet.drop(line(`phrases/${added.phrase}`)), "not_found");
    refused(await greet.put(line(`phrases/${added.phrase}`), phrase()), "not_found");
  });

  test("keeps places, and shows visitors only those for them", async () => {
    const added = await greet.posts(line("places"), place());
    assert.deepEqual(added, { place: added.place, ...place() });
    const shown = async (list: "help" | "self_help") => (await page())[list].some((each: { name: string }) => each.name === "Praatlijn");
    assert.ok(await shown("help"));
    await greet.puts(line(`places/${added.place}`), place({ kind: "self_help" }));
    assert.deepEqual([await shown("help"), await shown("self_help")], [false, true]);
    await greet.puts(line(`places/${added.place}`), place({ public: false }));
    assert.deepEqual([await shown("help"), await shown("self_help")], [false, false]);
    assert.ok((await noor.gets(line("places"))).places.some((each: { place: string }) => each.place === added.place), "operators see it");
    const cases: [object, Record<string, string>][] = [
      [{ kind: "pub" }, { kind: "not_allowed" }],
      [{ name: "" }, { name: "too_short" }],
      [{ url: "javascript:alert(1)" }, { url: "not_allowed" }],
      [{ url: "/local" }, { url: "not_allowed" }],
      [{ phone: "bel mij" }, { phone: "not_allowed" }],
      [{ public: null }, { public: "required" }],
    ];
    for (const [wrong, fields] of cases) refused(await greet.post(line("places"), place(wrong)), "invalid", fields);
    assert.equal((await greet.drop(line(`places/${added.place}`))).status, 204);
    refused(await greet.drop(line(`places/${added.place}`)), "not_found");
  });

  test("sends a place as a card, as it was at that moment", async () => {
    const { place: uuid } = await greet.posts(line("places"), place({ name: "CLB Kaart", public: false }));
    const robin = await Visitor.comes(server);
    const desk = await Operator.logs_in(server);
    await desk.takes();
    const { conversation } = robin.talk;
    await desk.settled(desk.command("message.post", { conversation, text: "", card: uuid }));
    await robin.sees("the card", () => robin.talk.said.length === 1);
    const { kind: _, town: __, public: ___, week: ____, ...card } = place({ name: "CLB Kaart" });
    const posted = robin.talk.events.find((event) => event["event"] === "message.posted")!;
    assert.deepEqual(posted["data"].card, card);
    await greet.drop(line(`places/${uuid}`));
    await robin.reloads();
    assert.deepEqual(robin.talk.state!["messages"][0].card, card);
    await assert.rejects(desk.settled(desk.command("message.post", { conversation, text: "", card: uuid })), /invalid|not_found/);
    await assert.rejects(robin.settled(robin.command("message.post", { conversation, text: "x", card: randomUUID() })), /invalid|not_found/);
    await robin.ends();
    await desk.registers();
    for (const each of [robin, desk]) each.live.drop();
  });

  test("counts today", async () => {
    const before = await greet.gets(line("overview"));
    const robin = await Visitor.comes(server);
    const kim = await Visitor.comes(server);
    const desk = await Operator.logs_in(server);
    await desk.takes();
    await kim.ends();
    await robin.ends();
    const after = await greet.gets(line("overview"));
    for (const [name, more] of Object.entries({ requested: 2, accepted: 1, ended: 1, left: 1, refused_closed: 0, refused_full: 0 })) {
      assert.equal(after.today[name], before.today[name] + more, name);
    }
    assert.equal(after.open_registrations, before.open_registrations + 1);
    await desk.registers();
    assert.equal((await greet.gets(line("overview"))).open_registrations, before.open_registrations);
    for (const each of [robin, kim, desk]) each.live.drop();
  });
});
