// The office: what a coordinator sees and sets of a line, and who may not.
import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import { after, before, describe, test } from "node:test";
import { new_token, Operator, Visitor } from "../support/actors.ts";
import { add_line, add_staff, Caller, refused } from "../support/callers.ts";
import { on_both } from "../support/engines.ts";
import { operations } from "../support/schema.ts";
import { Server, type Options } from "../support/server.ts";
import { in_time } from "../support/until.ts";

const words = (text: string) => ({ nl: `${text} (je)`, "nl-u": `${text} (u)`, en: `${text} (en)` });
const theme = (more = {}) => ({ kind: "theme", code: "vlinders", label: words("Vlinders"), domains: ["PSF", "PGZ"], heavy: false, from: "2020-01-01", until: null, ...more });
const phrase = (more = {}) => ({ title: "Welkom", text: "Dag, ik ben er voor jou.", theme: null, register: "nl", ...more });
const place = (more = {}) => ({ kind: "helpline", name: "Praatlijn", about: "Voor wie wil praten", phone: "106", url: "https://praatlijn.example", hours: "dag en nacht", town: null, public: true, ...more });
const person = (more = {}) => ({ login: "nieuw", name: "Nieuw Nieuws", alias: "Nieuwe", discipline: "arts", roles: ["operator"], ...more });

describe("the doors of the office", () => {
  let server: Server;
  let greet: Caller;
  let ids: Record<string, string>;
  const line = (path: string) => `/api/lines/${server.line}/${path}`;
  before(async () => {
    server = await Server.start();
    greet = await Caller.staff(server, "greet");
    ids = {
      term: (await greet.posts(line("terms"), theme())).term,
      phrase: (await greet.posts(line("phrases"), phrase())).phrase,
      place: (await greet.posts(line("places"), place())).place,
      staff: (await greet.posts(line("staff"), person())).staff,
      rating: randomUUID(),
    };
  });
  after(() => server.end());

  const for_operators = ["GET terms", "GET phrases", "GET places"];
  const doors = async (): Promise<Record<string, unknown>> => ({
    "GET terms": undefined,
    "GET terms/all": undefined,
    "POST terms": theme({ code: "rupsen" }),
    "PUT terms/{term}": theme({ until: "2020-12-31" }),
    "GET phrases": undefined,
    "POST phrases": phrase(),
    "PUT phrases/{phrase}": phrase({ title: "Anders" }),
    "DELETE phrases/{phrase}": undefined,
    "GET places": undefined,
    "POST places": place(),
    "PUT places/{place}": place({ name: "Anders" }),
    "DELETE places/{place}": undefined,
    "PUT open": { open: true },
    "GET settings": undefined,
    "PUT settings": await greet.gets(line("settings")),
    "GET staff": undefined,
    "POST staff": person({ login: "nog-iemand" }),
    "PUT staff/{staff}": { name: "Anders", alias: "Anders", discipline: null, roles: ["operator"], capacity: 2, active: true },
    "POST staff/{staff}/password": undefined,
    "GET ratings": undefined,
    "POST ratings/{rating}/read": undefined,
    "GET overview": undefined,
  });
  const everything = async () => Promise.all(["terms/all", "phrases", "places", "settings", "staff", "ratings", "overview"].map((path) => greet.gets(line(path))));
  const at = (door: string) => {
    const [method = "", path = ""] = door.split(" ");
    return [method, line(path.replace(/\{(\w+)\}/, (_, name) => ids[name]!))] as const;
  };

  test("are all of the contract", async () => {
    const prefix = "/api/lines/{slug}/";
    const written = operations.filter(({ path }) => path.startsWith(prefix)).map(({ method, path }) => `${method} ${path.slice(prefix.length)}`);
    const by_visitors = ["POST visits", "POST challenges"];
    assert.deepEqual(written.filter((each) => !by_visitors.includes(each)).sort(), Object.keys(await doors()).sort());
  });

  test("open to nobody, no visitor, no operator, and no coordinator of another line", async () => {
    const robin = await Visitor.comes(server);
    const [noor, other] = [await Caller.staff(server, "noor"), await add_line(server, "elders")];
    const before = await everything();
    for (const [door, body] of Object.entries(await doors())) {
      const [method, path] = at(door);
      for (const stranger of [new Caller(server), Caller.visitor(server, robin.token), other]) {
        refused(await stranger.ask(method, path, body), "not_found");
        refused(await stranger.ask(method, path.replace(server.line, "nergens"), body), "not_found");
      }
      const reply = await noor.ask(method, path, body);
      if (for_operators.includes(door)) assert.equal(reply.status, 200, door);
      else refused(reply, "not_found");
      // A coordinator's own line does not open what belongs to another.
      if (door.includes("{")) refused(await other.ask(method, path.replace(server.line, "elders"), body), "not_found");
    }
    assert.deepEqual(await everything(), before);
    await robin.ends();
    robin.live.drop();
  });

  test("open to a coordinator", async () => {
    for (const [door, body] of Object.entries(await doors())) {
      const [method, path] = at(door);
      const reply = await greet.ask(method, path, body);
      if (door.startsWith("POST ratings")) refused(reply, "not_found");
      else assert.ok(reply.status < 300, `${door}: ${reply.text}`);
    }
  });

  test("lead nowhere for what is not there", async () => {
    for (const [door, body] of Object.entries(await doors()).filter(([door]) => door.includes("{"))) {
      for (const nowhere of [randomUUID(), "12"]) {
        const [method, path] = door.split(" ") as [string, string];
        refused(await greet.ask(method, line(path.replace(/\{\w+\}/, nowhere)), body), "not_found");
      }
    }
  });

  test("ask for an Origin of ours, and for JSON", async () => {
    const headers = { ...greet.headers, Origin: "https://evil.example" };
    for (const [door, body] of Object.entries(await doors())) {
      const [method, path] = at(door);
      if (method === "GET") continue;
      refused(await server.request(method, path, { body, headers }), "bad_origin");
      if (body !== undefined) refused(await greet.ask(method, path, "{"), "malformed");
    }
  });
});

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
    assert.deepEqual((await desk.live.next({ type: "event", event: "line.changed" }))["data"], { open: false });
    assert.equal((await page()).open, false);
    await greet.puts(line("open"), { open: false });
    await greet.puts(line("open"), { open: true });
    assert.deepEqual((await desk.live.next({ type: "event", event: "line.changed" }))["data"], { open: true }, "what changes nothing is not told");
    refused(await greet.put(line("open"), {}), "invalid", { open: "required" });
    refused(await greet.put(line("open"), { open: 1 }), "invalid", { open: "not_true_or_false" });
    desk.live.drop();
  });

  test("sets what the line asks and says", async () => {
    const before = await greet.gets(line("settings"));
    const wanted = {
      ...before,
      name: "De chat",
      rules: { talk_minutes: 60, notice_minutes: 15, grace_minutes: 20, kept_days: 30 },
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
      [{ name: "" }, { name: "too_short" }],
      [{ rules: { ...good.rules, talk_minutes: 4 } }, { "rules.talk_minutes": "too_small" }],
      [{ rules: { ...good.rules, notice_minutes: 61 } }, { "rules.notice_minutes": "too_large" }],
      [{ capacity: 0 }, { capacity: "too_small" }],
      [{ capacity: 1000 }, { capacity: "too_large" }],
      [{ max_waiting: 0 }, { max_waiting: "too_small" }],
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
    const { kind: _, town: __, public: ___, ...card } = place({ name: "CLB Kaart" });
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

on_both("the staff of a line", (database: () => Options) => {
  let server: Server;
  let greet: Caller;
  let team: string;
  before(async () => {
    server = await Server.start(database());
    greet = await Caller.staff(server, "greet");
    team = `/api/lines/${server.line}/staff`;
  });
  after(() => server.end());

  const member = async (login: string) => (await greet.gets(team)).staff.find((each: { login: string }) => each.login === login);
  const change = async (login: string, more: object) => {
    const { staff, login: _, ...rest } = await member(login);
    return greet.put(`${team}/${staff}`, { ...rest, ...more });
  };

  test("grows: who is added logs in with the password that is shown once", async () => {
    const { staff, password } = await greet.posts(team, person({ login: "mia" }));
    assert.ok(password.length >= 12);
    assert.deepEqual(await member("mia"), { staff, login: "mia", name: "Nieuw Nieuws", alias: "Nieuwe", discipline: "arts", active: true, roles: ["operator"], capacity: null });
    const mia = await Caller.staff(server, "mia", password);
    assert.equal((await mia.gets("/api/session")).lines[0].slug, server.line);
    refused(await greet.post(team, person({ login: "mia" })), "conflict");
    refused(await greet.post(team, person({ login: "noor" })), "conflict");
  });

  test("takes nobody with a wrong form", async () => {
    const cases: [object, Record<string, string>][] = [
      [{ login: "Met Spatie" }, { login: "not_allowed" }],
      [{ name: "" }, { name: "too_short" }],
      [{ alias: "" }, { alias: "too_short" }],
      [{ roles: ["boss"] }, { roles: "not_allowed" }],
      [{ roles: [] }, { roles: "too_short" }],
      [{ password: "x" }, { password: "unknown_field" }],
    ];
    for (const [wrong, fields] of cases) {
      const reply = await greet.post(team, person({ login: "fout", ...wrong }));
      refused(reply, "invalid");
      assert.deepEqual(reply.json.fields.map((each: { field: string; problem: string }) => [each.field.replace(/\.\d+$/, ""), each.problem]), Object.entries(fields));
    }
    assert.equal(await member("fout"), undefined);
  });

  test("changes: a name, an alias, roles, how many talks", async () => {
    const reply = await change("lies", { name: "Lies H.", alias: "Liesje", discipline: null, capacity: 2, roles: ["coordinator", "operator"] });
    assert.equal(reply.status, 200, reply.text);
    const { staff: _, ...shown } = await member("lies");
    assert.deepEqual({ ...shown, roles: shown.roles.toSorted() }, { login: "lies", name: "Lies H.", alias: "Liesje", discipline: null, active: true, roles: ["coordinator", "operator"], capacity: 2 });
    const lies = await Caller.staff(server, "lies");
    assert.equal((await lies.get(team)).status, 200);
    assert.equal((await change("lies", { roles: ["operator"] })).status, 200);
    refused(await (await Caller.staff(server, "lies")).get(team), "not_found");
    refused(await change("lies", { capacity: 0 }), "invalid", { capacity: "too_small" });
    refused(await change("lies", { active: "no" }), "invalid", { active: "not_true_or_false" });
  });

  test("who is no longer active is out at once", async () => {
    const jef = await Operator.logs_in(server, 1);
    assert.equal((await change("jef", { active: false })).status, 200);
    assert.equal(await in_time("the socket to close", jef.live.closed), 4401);
    assert.equal((await server.get("/api/session", jef.headers)).status, 401);
    assert.equal((await server.post("/api/session", server.team[1])).status, 401);
    assert.equal((await change("jef", { active: true })).status, 200);
    assert.equal((await server.post("/api/session", server.team[1])).status, 200);
  });

  test("a new password closes what was open, and is shown once", async () => {
    const wout = await Operator.logs_in(server, 3);
    const { staff } = await member("wout");
    const { password } = await greet.posts(`${team}/${staff}/password`);
    assert.equal(await in_time("the socket to close", wout.live.closed), 4401);
    assert.equal((await server.post("/api/session", server.team[3])).status, 401);
    await Caller.staff(server, "wout", password);
    assert.ok(!server.log.includes(password));
    assert.ok(!JSON.stringify(await greet.gets(team)).includes(password));
  });

  test("keeps its last coordinator", async () => {
    refused(await change("greet", { roles: ["operator"] }), "conflict");
    refused(await change("greet", { active: false }), "conflict");
    assert.deepEqual((await member("greet")).roles.toSorted(), ["coordinator", "operator"]);
  });

  test("of another line as well: only the roles here are ours to change", async () => {
    const other = await add_line(server, "elders");
    const shared = await add_staff(server, "samen", ["--operator", server.line, "elders"]);
    const { staff } = await member("samen");
    refused(await change("samen", { name: "Anders" }), "conflict");
    refused(await change("samen", { active: false }), "conflict");
    refused(await greet.post(`${team}/${staff}/password`), "conflict");
    assert.equal((await change("samen", { capacity: 2 })).status, 200);
    assert.equal((await change("samen", { roles: [] })).status, 200);
    assert.equal(await member("samen"), undefined);
    const back = await Caller.staff(server, "samen", "een-heel-lang-wachtwoord");
    assert.deepEqual((await back.gets("/api/session")).lines.map((each: { slug: string }) => each.slug), ["elders"]);
    assert.equal((await other.gets("/api/lines/elders/staff")).staff.length, 2);
    refused(await other.get(team), "not_found");
    assert.notEqual(shared.headers["Cookie"], back.headers["Cookie"]);
  });

  test("is told of no visit's words: none of it names a visitor", async () => {
    const nickname = `Nick${randomUUID()}`;
    const token = new_token();
    await new Caller(server).posts(`/api/lines/${server.line}/visits`, { token, nickname, register: "nl" });
    for (const path of ["staff", "overview", "settings", "ratings"]) {
      assert.ok(!(await greet.get(`/api/lines/${server.line}/${path}`)).text.includes(nickname), path);
    }
  });
});
