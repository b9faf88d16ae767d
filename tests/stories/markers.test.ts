// An evening in which everything that a person can type is a word that stands nowhere else. Afterwards none of what visitors
// and operators wrote, and no secret, is found in anything that the server wrote: not on the disk, not in its log, not in a mail,
// not in an answer that refuses. A new text field of the wire fails here until it is said what it is and where it is typed.
import assert from "node:assert/strict";
import { randomBytes, randomInt, randomUUID } from "node:crypto";
import { readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { new_token, Operator, Talk, Visitor } from "../support/actors.ts";
import { Authenticator } from "../support/authenticator.ts";
import { add_line, add_staff, Caller } from "../support/callers.ts";
import { on_both } from "../support/engines.ts";
import { MailServer, token_in } from "../support/mail_server.ts";
import { public_http } from "../support/ports.ts";
import * as samples from "../support/samples.ts";
import { school_year } from "../support/school_year.ts";
import { onthaal, Server, type Options, type Reply } from "../support/server.ts";
import { until } from "../support/until.ts";
import { word_fields } from "../support/words.ts";

// Codes, names of the program's own, numbers as text: not what somebody says.
const not_words = [
  / proof\.challenge$/, / roles\[\]\.line$/, / (topic|theme|themes\[\]|outcomes\[\]|source|step|discipline)$/, /\/(terms|guides)(\/\{\w+\})? code$/,
  /\/slots at$/, /\/places(\/\{\w+\})? week$/, /\/partners(\/\{\w+\})? target$/, /trusted_hosts\[\]$/,
  /\/crosswalks\/chi mappings\[\]/, /\/quotes chapter$/,
];
// What opens a door. Found nowhere, not even on the disk.
const secrets = [/ (code|token|password|old|ticket|invitation)$/, / (credential|client_data|authenticator_data|signature|browser|state)$/];
// Written by the office for everybody who comes: stored as it is, and in no log.
const office = [
  /\/(terms|phrases|guides|places|partners|displays|settings|staff|briefing|invitations|hours\/\w+)(\/\{\w+\})? /,
  /\/papers\/\{paper\}\/\{language\}(\/preview)? text$/, /\/reports\/annual\/\{year\}\/(texts\/\{chapter\}|quotes) /,
  /^POST \/api\/(session|invitation\/account|password\/forgotten) login$/, /^PUT \/api\/session\/email email$/, /^POST \/api\/account\/passkeys name$/,
];
const is_one = (field: string, rules: RegExp[]) => rules.some((rule) => rule.test(field));

const kMinute = 60_000;

// A word for each field, and all that was typed.
class Words {
  readonly typed = new Map<string, string[]>();
  of(field: string): string {
    assert.ok(word_fields.includes(field), `${field} is in the schema`);
    // A password long enough to be nobody's name by chance.
    const word = `wm${randomBytes(field.endsWith(" password") ? 16 : 6).toString("hex")}`;
    this.typed.set(field, [...(this.typed.get(field) ?? []), word]);
    return word;
  }
  // What the server made itself, and told once.
  was(field: string, secret: string): string {
    assert.ok(word_fields.includes(field), `${field} is in the schema`);
    this.typed.set(field, [...(this.typed.get(field) ?? []), secret]);
    return secret;
  }
  all(rules: (field: string) => boolean): string[] {
    return [...this.typed].filter(([field]) => rules(field)).flatMap(([, words]) => words);
  }
}

// A telephone number that nobody has.
const digits = () => `0${randomInt(10 ** 11, 10 ** 12)}`;

// All of what coordinators fill in, filled in.
async function office_writes(server: Server, greet: Caller, words: Words): Promise<void> {
  const line = `/api/lines/${server.line}`;
  const wire = "/api/lines/{slug}";
  const label = (field: string) => ({ nl: words.of(`${field}.nl`), "nl-u": words.of(`${field}.nl-u`), en: words.of(`${field}.en`) });
  const today = new Intl.DateTimeFormat("sv-SE", { timeZone: "Europe/Brussels" }).format(new Date());
  // Made, and changed: the same fields twice.
  const twice = async (what: string, id: string, made: (verb: string) => object) => {
    const reply = await greet.posts(`${line}/${what}`, made(`POST ${wire}/${what}`));
    await greet.puts(`${line}/${what}/${reply[id]}`, made(`PUT ${wire}/${what}/{${id}}`));
  };
  await twice("terms", "term", (at) => samples.theme({ code: "wm_thema", label: label(`${at} label`) }));
  await twice("phrases", "phrase", (at) => samples.phrase({ title: words.of(`${at} title`), text: words.of(`${at} text`) }));
  await twice("guides", "guide", (at) => samples.guide({ code: "wm_gids", title: words.of(`${at} title`), text: words.of(`${at} text`) }));
  await twice("places", "place", (at) =>
    samples.place({ name: words.of(`${at} name`), about: words.of(`${at} about`), phone: words.was(`${at} phone`, digits()), hours: words.of(`${at} hours`), town: words.of(`${at} town`), url: `https://${words.of(`${at} url`)}.example` }));
  await twice("partners", "partner", (at) =>
    samples.partner({ name: words.of(`${at} name`), about: words.of(`${at} about`), privacy: label(`${at} privacy`), url: `https://${words.of(`${at} url`)}.example` }));
  const paper = `${line}/papers/accessibility/nl`;
  await greet.puts(paper, { number: 0, shipped: 1, text: words.of(`PUT ${wire}/papers/{paper}/{language} text`) });
  await greet.posts(`${paper}/preview`, { text: words.of(`POST ${wire}/papers/{paper}/{language}/preview text`) });
  const report = `reports/annual/${school_year()}`;
  const reports = `${wire}/reports/annual/{year}`;
  await greet.puts(`${line}/${report}/texts/figures`, { number: 0, text: words.of(`PUT ${reports}/texts/{chapter} text`) });
  // Robin's last talk was on the other line.
  const dora = await add_staff(server, "dora", ["--coordinator", "praat"]);
  const { candidates } = await dora.gets(`/api/lines/praat/${report}/quotes`);
  const quote = { text: words.of(`POST ${reports}/quotes text`), about: words.of(`POST ${reports}/quotes about`) };
  await dora.posts(`/api/lines/praat/${report}/quotes`, { rating: candidates[0].rating, chapter: "quality", ...quote });
  for (const [what, sample] of [["exceptions", samples.exception], ["overrides", samples.override]] as const)
    await greet.posts(`${line}/hours/${what}`, sample({ reason: words.of(`POST ${wire}/hours/${what} reason`) }));
  const { token } = await greet.posts(`${line}/displays`, { name: words.of(`POST ${wire}/displays name`) });
  await greet.posts("/api/board", { token: words.was("POST /api/board token", token) });
  const day = { note: words.of(`PUT ${wire}/briefing note`), reachable: words.of(`PUT ${wire}/briefing reachable`), phone: words.was(`PUT ${wire}/briefing phone`, digits()) };
  await greet.puts(`${line}/briefing`, { day: today, ...day });
  const settings = await greet.gets(`${line}/settings`);
  const names = word_fields.flatMap((field) => field.match(/settings texts\.(\w+)\.nl$/)?.[1] ?? []);
  const texts = Object.fromEntries(names.map((name) => [name, label(`PUT ${wire}/settings texts.${name}`)]));
  await greet.puts(`${line}/settings`, { ...settings, name: words.of(`PUT ${wire}/settings name`), texts });
  const staff = (at: string) => ({ name: words.of(`${at} name`), alias: words.of(`${at} alias`) });
  const login = words.of(`POST ${wire}/staff login`);
  const hired = await greet.posts(`${line}/staff`, samples.person({ login, ...staff(`POST ${wire}/staff`) }));
  const logs_in = { login: words.was("POST /api/session login", login), password: words.was("POST /api/session password", hired.password) };
  await new Caller(server).posts("/api/session", logs_in);
  const { login: _, ...person } = samples.person(staff(`PUT ${wire}/staff/{staff}`));
  await greet.puts(`${line}/staff/${hired.staff}`, { ...person, active: true, capacity: null });
}

// Somebody is invited, comes, makes a passkey, forgets the password; and the house takes somebody on.
async function the_team_grows(server: Server, greet: Caller, words: Words, mail: MailServer): Promise<void> {
  const link_to = async (email: string) => {
    const sent = () => mail.mails.find(({ to }) => to.includes(email));
    await until(`the mail to ${email}`, () => sent() !== undefined);
    return token_in(sent()!.text);
  };
  const nobody = new Caller(server);
  const invites = "POST /api/lines/{slug}/invitations";
  const email = `${words.of(`${invites} email`)}@clb.example`;
  const person = { name: words.of(`${invites} name`), alias: words.of(`${invites} alias`), discipline: null, roles: ["operator"] };
  await greet.posts(`/api/lines/${server.line}/invitations`, { email, ...person });
  const comes = "POST /api/invitation/account";
  const login = words.of(`${comes} login`);
  const password = words.of(`${comes} password`);
  await nobody.posts("/api/invitation/account", { token: words.was(`${comes} token`, await link_to(email)), login, password });
  const mia = await Caller.staff(server, login, password);
  const own = `${words.of("PUT /api/session/email email")}@clb.example`;
  await mia.puts("/api/session/email", { email: own });
  const { challenge, site } = await mia.posts("/api/account/challenge", {});
  const made = new Authenticator(server.url, site).makes(challenge);
  await mia.posts("/api/account/passkeys", { name: words.of("POST /api/account/passkeys name"), ...made });
  await nobody.posts("/api/password/forgotten", { login: words.was("POST /api/password/forgotten login", login) });
  const again = { token: words.was("POST /api/password token", await link_to(own)), password: words.of("POST /api/password password") };
  await nobody.posts("/api/password", again);
  const boss = await add_staff(server, "boss", ["--administrator"]);
  const hires = "POST /api/house/staff";
  const auditor = { login: words.of(`${hires} login`), name: words.of(`${hires} name`), alias: words.of(`${hires} alias`) };
  await boss.posts("/api/house/staff", { ...auditor, roles: [{ role: "auditor" }] });
}

async function slot_of(server: Server, greet: Caller): Promise<string> {
  await greet.puts(`/api/lines/${server.line}/slots`, { second_talks: true });
  const starts_at = Math.floor(Date.now() / kMinute + 5) * kMinute;
  const [day, at] = new Intl.DateTimeFormat("sv-SE", { timeZone: "Europe/Brussels", dateStyle: "short", timeStyle: "short" }).format(starts_at).split(" ");
  return (await greet.posts(`/api/lines/${server.line}/slots`, { day, at, minutes: 15, worker: null, weeks: 1 })).slots[0].slot;
}

// The code that an answer with yes brings.
async function says_yes(visitor: Visitor, what: "appointment" | "plan"): Promise<string> {
  await visitor.sees(`the ${what}`, () => visitor.talk.events.some((event) => event["event"] === `${what}.offered`));
  const offer = visitor.talk.events.findLast((event) => event["event"] === `${what}.offered`)!["data"];
  const id = visitor.command(`${what}.answer`, { [what]: offer[what], yes: true });
  return (await visitor.live.next((frame) => frame["id"] === id && frame.type === "ack"))["data"].code;
}

// Robin talks with Noor, who asks for help, offers what there is, and passes on to Jef, who hands over to another line.
async function an_evening(server: Server, greet: Caller, words: Words): Promise<void> {
  const line = `/api/lines/${server.line}`;
  const there = await add_line(server, "praat");
  const { partner } = await greet.posts(`${line}/partners`, samples.partner({ target: "praat", url: null }));
  const slot = await slot_of(server, greet);
  const vera = await Operator.of(server, there.headers, "praat");
  const [noor, jef] = [await Operator.logs_in(server, 0), await Operator.logs_in(server, 1)];
  for (const { password } of server.team) words.was("POST /api/session password", password);

  const robin = await Visitor.comes(server, { nickname: words.of("POST /api/lines/{slug}/visits nickname") });
  const { conversation } = robin.talk;
  const of_robin = Caller.visitor(server, robin.token);
  const does = async (who: Visitor | Operator, command: string, data: object) => who.settled(who.command(command, { conversation, ...data }));
  await does(robin, "intake.give", { question: words.of("intake.give question") });
  await noor.takes();
  await noor.follows_the_case();
  await robin.says(words.of("message.post text"));
  await noor.says(words.of("message.post text"));
  await does(noor, "whisper.post", { text: words.of("whisper.post text") });
  await does(noor, "note.add", { text: words.of("note.add text") });
  await does(noor, "help.ask", { question: words.of("help.ask question") });
  const escalated = { why: words.of("escalation.record why"), second_person: words.of("escalation.record second_person") };
  await does(noor, "escalation.record", { to: "emergency", consent: "yes", ...escalated });
  await does(noor, "appointment.offer", { slot, note: words.of("appointment.offer note") });
  const appointment = await says_yes(robin, "appointment");
  await does(noor, "plan.offer", { text: words.of("plan.offer text"), moments: words.of("plan.offer moments"), same_worker: true });
  const plan = await says_yes(robin, "plan");
  await of_robin.puts("/api/visit/plan", { code: words.was("PUT /api/visit/plan code", plan) });
  const { code } = await of_robin.posts("/api/visit/code");
  const phone = { code: words.was("POST /api/returns code", code), token: new_token() };
  await new Caller(server).posts("/api/returns", phone);
  await new Caller(server).posts("/api/plans", { code: words.was("POST /api/plans code", plan) });
  await new Caller(server).posts("/api/appointments", { code: words.was("POST /api/appointments code", appointment) });

  const to = (await new Caller(server, jef.headers).gets("/api/session")).staff;
  await does(noor, "conversation.pass", { to, reason: "expertise", note: words.of("conversation.pass note") });
  await jef.takes();
  await does(jef, "handover.ask", { partner, theme: null, summary: words.of("handover.ask summary") });
  await robin.sees("the card", () => robin.talk.state?.["handover"]?.state === "asked");
  const { handover } = robin.talk.state!["handover"];
  await robin.settled(robin.command("handover.answer", { handover, yes: true, with_summary: true }));
  const second = await robin.follows_the_second();
  await vera.takes();
  await vera.says(words.of("message.post text"));
  await robin.sees("the end of the first", () => robin.talks[0]!.state!["ended_by"] === "handed_over");
  robin.posts(words.of("message.post text"), second);
  await robin.everything_is_acknowledged();
  await vera.ends();

  const of_jef = new Caller(server, jef.headers);
  const { conversation: _, nickname: __, ...draft } = await of_jef.gets(`/api/registrations/${conversation}`);
  const note = words.of("PUT /api/registrations/{conversation} note");
  await of_jef.puts(`/api/registrations/${conversation}`, { ...draft, state: "done", fake: true, note });
  await of_jef.puts(`/api/flags/${conversation}`, { why: words.of("PUT /api/flags/{conversation} why") });
  const carla = await add_staff(server, "carla", ["--coordinator", server.line]);
  const { flag } = (await carla.gets(`${line}/flags`)).flags[0];
  await carla.gets(`${line}/flags/${flag}/talk`);
  await carla.posts(`${line}/flags/${flag}/decision`, { decision: "asked_back", question: words.of("POST /api/lines/{slug}/flags/{flag}/decision question") });
  await of_jef.puts(`/api/flags/${conversation}/answer`, { answer: words.of("PUT /api/flags/{conversation}/answer answer") });
  const { plans } = await greet.gets(`${line}/plans`);
  const changed = { text: words.of("PUT /api/lines/{slug}/plans/{plan} text"), moments: words.of("PUT /api/lines/{slug}/plans/{plan} moments") };
  await greet.puts(`${line}/plans/${plans[0].plan}`, { ...changed, worker: null });
  const rated = await of_robin.put("/api/visit/rating", { stars: 4, text: words.of("PUT /api/visit/rating text"), may_quote: true });
  assert.equal(rated.status, 204, rated.text);
  const broken = await carla.post(`/api/conversations/${conversation}/seals`, { emergency: true, why: words.of("POST /api/conversations/{conversation}/seals why") });
  assert.ok(broken.status < 300, broken.text);
  await is_let_in_no_more(server, jef, carla, words);
  for (const page of [robin, noor, jef, vera]) page.live.drop();
}

async function is_let_in_no_more(server: Server, jef: Operator, carla: Caller, words: Words): Promise<void> {
  const sam = await Visitor.comes(server, { nickname: words.of("POST /api/lines/{slug}/visits nickname") });
  const { conversation } = sam.talk;
  await jef.takes();
  await jef.settled(jef.command("conversation.end", { conversation, closing: "boundary" }));
  await jef.registers();
  await carla.posts(`/api/lines/${server.line}/refusals`, { conversation, reason: words.of("POST /api/lines/{slug}/refusals reason") });
  sam.live.drop();
}

// Words in what cannot be taken: the answer says what is wrong, and not what was said.
async function answers_that_refuse(server: Server, greet: Caller): Promise<{ word: string; replies: Reply[] }> {
  const word = `wm${randomBytes(6).toString("hex")}`;
  const visits = `/api/lines/${server.line}/visits`;
  const ask = (body: unknown) => server.post(visits, body);
  const replies = [
    await ask(`{"nickname":"${word}`),
    await ask({ token: new_token(), nickname: `${word}\u0000`, register: "nl" }),
    await ask({ token: new_token(), nickname: word.repeat(10), register: word }),
    await ask({ token: new_token(), nickname: "Robin", register: "nl", colour: word }),
    await ask({ token: word, nickname: word, register: "nl", topic: word }),
    await server.get(`/${word}/${word}?q=${word}`),
    await server.get(`/api/${word}`),
    await server.get("/api/visit", { Authorization: `Bearer ${word}` }),
    await server.post("/api/session", { login: word, password: word }),
    await server.post("/api/returns", { code: word, token: word }),
    await greet.put(`/api/registrations/${word}`, { note: word }),
    await greet.post(`/api/lines/${server.line}/phrases`, { title: word.repeat(100), text: "", theme: word, register: "nl" }),
  ];
  const robin = await Visitor.comes(server);
  const too_long = { conversation: robin.talk.conversation, text: word.repeat(400) };
  robin.live.send({ type: "command", command: "message.post", id: randomUUID(), data: too_long });
  await robin.live.next({ type: "error" });
  replies.push({ text: JSON.stringify(robin.live.all) } as Reply);
  robin.live.drop();
  return { word, replies };
}

function written(server: Server): { name: string; bytes: Buffer }[] {
  const names = readdirSync(server.data, { recursive: true, encoding: "utf8" }).map((name) => join(server.data, name));
  const files = [...names.filter((name) => statSync(name).isFile()), ...(server.postgres?.files() ?? [])];
  return [...files.map((name) => ({ name, bytes: readFileSync(name) })), { name: "the dump", bytes: Buffer.from(server.on_disk(), "latin1") }];
}
// As it is, and as a dump or a log of a database writes bytes.
const holds = (bytes: Buffer, word: string) => bytes.includes(word) || bytes.includes(Buffer.from(word).toString("hex"));
const found_in = (places: { name: string; bytes: Buffer }[], words: string[]) =>
  places.flatMap(({ name, bytes }) => words.filter((word) => holds(bytes, word)).map((word) => `${word} in ${name}`));

on_both("an evening of words that stand nowhere else", (database: () => Options) => {
  test("leaves none of them, and no secret, in anything that the server wrote", { timeout: 120_000 }, async () => {
    const mail = await MailServer.start();
    const server = await Server.start({ ...database(), settings: { http: await public_http(), mail: mail.settings, log: { level: "debug" } } });
    server.postgres?.log_everything();
    try {
      const greet = await Caller.staff(server, "greet");
      const words = new Words();
      await an_evening(server, greet, words);
      const of_the_evening = words.all(() => true);
      await office_writes(server, greet, words);
      await the_team_grows(server, greet, words, mail);
      const forgotten = word_fields.filter((field) => !words.typed.has(field) && !is_one(field, [...not_words, ...secrets]));
      assert.deepEqual(forgotten, [], "fields of the wire that this evening does not fill in");

      const { word, replies } = await answers_that_refuse(server, greet);
      for (const reply of replies) assert.ok(!reply.text.includes(word), `an answer repeats what was asked: ${reply.text.slice(0, 300)}`);

      const mailed = mail.mails.flatMap(({ raw, subject, text }) => [raw, subject, text]).map((text, n) => ({ name: `part ${n} of the mails`, bytes: Buffer.from(text) }));
      assert.deepEqual(found_in(mailed, of_the_evening), [], "a mail tells of a visitor, or opens a door that is no link");
      assert.ok(found_in(mailed, words.all((field) => field.endsWith("/invitations name"))).length > 0, "were it there, it would be seen");

      const doctor = server.doctor();
      const listed = onthaal("display", "list", "--data", server.data, "--line", server.line);
      const health = await server.get("/api/health");
      const said = [
        { name: "the log", bytes: Buffer.from(server.log) },
        { name: "health", bytes: Buffer.from(health.text) },
      ];
      const to_the_administrator = [
        { name: "the doctor", bytes: Buffer.from(doctor.out + doctor.said) },
        { name: "the list of screens", bytes: Buffer.from(listed.out) },
      ];
      const is_office = (field: string) => is_one(field, office);
      const sealed = words.all((field) => !is_office(field));
      assert.ok(sealed.length > 30);
      assert.deepEqual(found_in(said, [...words.all(() => true), word]), [], "somebody's words are told");
      assert.deepEqual(found_in(to_the_administrator, sealed), []);
      assert.deepEqual(found_in(written(server), sealed), [], "what somebody wrote, or a secret, lies open on the disk");
      // Were it there, it would be seen: what the office writes for everybody lies open.
      assert.ok(found_in(written(server), words.all((field) => field.endsWith("/phrases/{phrase} text"))).length > 0);

      await server.stop();
      assert.deepEqual(found_in(written(server), sealed), [], "nor when it has ended");
      assert.deepEqual(found_in([{ name: "the log", bytes: Buffer.from(server.log) }], words.all(() => true)), []);
    } finally {
      await server.end();
      await mail.stop();
    }
  });
});
