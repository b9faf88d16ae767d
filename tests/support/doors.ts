// For every row of the table in docs/security.md a request that is right for whoever is let in: what is asked for is there,
// and the body is as it should be. So a "no" is a refusal by rights. Each call makes what it asks for anew where asking
// uses it up.
import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import { new_token, Operator, Visitor } from "./actors.ts";
import { Authenticator, code_of } from "./authenticator.ts";
import { Caller } from "./callers.ts";
import { token_in, type MailServer } from "./mail_server.ts";
import { exception, guide, override, partner, person, phrase, place, regime, slot, theme } from "./samples.ts";
import { comes_from } from "./networks.ts";
import { school_year } from "./school_year.ts";
import type { Server } from "./server.ts";
import { until } from "./until.ts";

export const roles = ["operator", "coordinator", "reviewer", "planner", "centre worker", "centre contact", "administrator", "auditor"] as const;
export type Role = (typeof roles)[number];
export type Who = "nobody" | "visitor" | "display" | Role;

const password = "een-heel-lang-wachtwoord";
const today = () => new Intl.DateTimeFormat("sv-SE", { timeZone: "Europe/Brussels" }).format(new Date());
const name_of = (role: Role) => role.replace(" ", "_");

// One line with everybody on it, a colleague of each, and the same people on another line.
export class World {
  readonly server: Server;
  readonly mail: MailServer;
  greet!: Caller; // coordinates the line, and makes what the requests ask for
  boss!: Caller; // administers the house
  noor!: Operator; // whose talks they are
  robin!: Visitor; // whose talk it is
  people = new Map<string, Operator>(); // "operator", "operator elsewhere", "operator beside"
  private readonly rights = new Map<string, object>(); // of each of them
  line = "";
  other_line = "";
  colleague = "";
  private open: Visitor[] = [];
  private networks = 0;
  private count = 0;

  constructor(server: Server, mail: MailServer) {
    this.server = server;
    this.mail = mail;
  }

  static async open(server: Server, mail: MailServer): Promise<World> {
    const world = new World(server, mail);
    world.greet = await Caller.staff(server, "greet");
    world.line = (await world.greet.gets("/api/session")).lines.find((each: any) => each.slug === server.line).line;
    await world.greet.puts(world.at("settings"), { ...(await world.greet.gets(world.at("settings"))), capacity: 50, max_waiting: 200 });
    await world.greet.puts(world.at("slots"), { second_talks: true });
    await world.greet.puts(world.at("frequent"), { talks: 2, days: 30 });
    return world;
  }

  at(path: string): string {
    return `/api/lines/${this.server.line}/${path}`;
  }
  caller(who: string): Caller {
    return new Caller(this.server, this.people.get(who)!.headers);
  }
  name(what: string): string {
    return `${what}-${(this.count += 1)}`;
  }

  // Somebody new with one role, and a page of theirs.
  async adds(key: string, role: Role, line: string, boss: Caller, centre: string): Promise<Operator> {
    const scope = role === "administrator" || role === "auditor" ? {} : { line };
    const right = { role: name_of(role), ...scope, ...(role.startsWith("centre") ? { centre } : {}) };
    this.rights.set(key, right);
    const { caller, login } = await this.another(key, boss);
    const { headers } = caller;
    const page = new Operator(this.server, "socket");
    Object.assign(page, { cookie: headers["Cookie"], slug: line, lines: (await this.server.get("/api/session", headers)).json.lines });
    await page.connect();
    this.people.set(key, page);
    return page;
  }

  // Somebody else with the same role in the same place, logged in.
  async another(key: string, boss = this.boss): Promise<{ caller: Caller; login: string; password: string }> {
    const login = this.name("iemand");
    const made = await boss.posts("/api/house/staff", { login, name: key, alias: login, roles: [this.rights.get(key)!] });
    return { caller: await Caller.staff(this.server, login, made.password), login, password: made.password };
  }

  // A talk that runs, of the operator. The oldest makes place.
  async talk(): Promise<Visitor> {
    const oldest = this.open.length < 20 ? undefined : this.open.shift();
    if (oldest !== undefined && oldest !== this.robin) await this.closes(oldest);
    const visitor = await Visitor.comes(this.server);
    await this.noor.take({ conversation: visitor.talk.conversation, reason: "urgent" });
    this.open.push(visitor);
    return visitor;
  }
  private async closes(visitor: Visitor): Promise<void> {
    visitor.live.drop();
    const path = `/api/registrations/${visitor.talk.conversation}`;
    await this.noor.settled(this.noor.command("conversation.end", { conversation: visitor.talk.conversation })).catch(() => {});
    if ((await this.caller("operator").get(path)).status === 200) await this.caller("operator").put(path, draft);
  }
  async ended(): Promise<Visitor> {
    const visitor = await this.talk();
    await visitor.ends();
    await this.noor.registers(visitor.talk.conversation);
    return visitor;
  }
  async flagged(): Promise<{ visitor: Visitor; flag: string }> {
    const visitor = await this.ended();
    await this.caller("operator").puts(`/api/flags/${visitor.talk.conversation}`, { why: "gegiechel" });
    const { flags } = await this.greet.gets(this.at("flags"));
    return { visitor, flag: flags.find((each: any) => each.conversation === visitor.talk.conversation).flag };
  }
  async told(visitor: Visitor, event: string): Promise<any> {
    await visitor.sees(event, () => visitor.talk.events.some((each) => each["event"] === event));
    return visitor.talk.events.findLast((each) => each["event"] === event)!["data"];
  }
  // The secret in the mail that came to this address.
  async mailed(email: string): Promise<string> {
    const got = () => this.mail.mails.find(({ to }) => to[0] === email);
    await until(`a mail to ${email}`, () => got() !== undefined);
    return token_in(got()!.text);
  }
  async slot(): Promise<string> {
    const at = new Date(Date.now() + (2 + this.count) * 86_400_000).toISOString().slice(0, 10);
    this.count += 1;
    return (await this.greet.posts(this.at("slots"), slot({ day: at, at: "12:00" }))).slots.at(-1).slot;
  }
  // A talk of somebody who comes often, from a network of their own.
  async frequent(): Promise<string> {
    const from = `203.0.${(this.networks += 1)}.7`;
    let conversation = "";
    for (let talk = 0; talk < 3; talk += 1) {
      const visitor = await comes_from(this.server, from);
      conversation = visitor.talk.conversation;
      await this.noor.take({ conversation, reason: "urgent" });
      await visitor.ends();
      await this.caller("operator").puts(`/api/registrations/${conversation}`, draft);
      visitor.live.drop();
    }
    return conversation;
  }
  async sealed(): Promise<string> {
    const visitor = await this.ended();
    const asked = await this.greet.posts(`/api/conversations/${visitor.talk.conversation}/seals`, { emergency: false, why: "De rechter vraagt het." });
    return asked.seal;
  }
}

// What is asked: the path's parts, the body or the data, the visitor whose it is, who else than usual is let in or not, and
// the body of those who have not the secret that lets in.
export type Asked = { parts?: string[]; query?: string; body?: unknown; visitor?: Visitor; as?: Caller; stranger?: string; others_body?: unknown };
export type Make = (world: World, who: Who) => Asked | Promise<Asked>;

const of_line = (body?: (world: World) => unknown): Make => (world) => ({ parts: [world.server.line], body: body?.(world) });
const of_period: Make = (world) => ({ parts: [world.server.line], query: "?from=2021-09-01&until=2022-08-31" });
const made = (path: string, sample: () => object, id: string, body?: () => unknown): Make => async (world) => {
  const reply = await world.greet.posts(world.at(path), sample());
  return { parts: [world.server.line, id === "slot" ? reply.slots[0].slot : reply[id]], body: body?.() };
};
const paper = (body?: (world: World) => Promise<unknown>, more: string[] = []): Make => async (world) => ({ parts: [world.server.line, "privacy-visitors", "nl", ...more], body: await body?.(world) });
const newest_paper = async (world: World): Promise<number> => (await world.greet.gets(world.at("papers/privacy-visitors/nl/versions"))).versions[0]?.number ?? 0;
const of_talk = (data: (world: World) => object = () => ({})): Make => (world) => ({ parts: [world.robin.talk.conversation], visitor: world.robin, body: { conversation: world.robin.talk.conversation, ...data(world) } });
const of_new_talk = (data: (world: World) => object = () => ({})): Make => async (world) => {
  const visitor = await world.talk();
  return { parts: [visitor.talk.conversation], visitor, body: { conversation: visitor.talk.conversation, ...data(world) } };
};
const of_ended = (body?: (world: World) => unknown): Make => async (world) => {
  const visitor = await world.ended();
  return { parts: [visitor.talk.conversation], visitor, body: body?.(world) };
};
const as_visitor = (body?: unknown): Make => async (world) => ({ visitor: await world.talk(), body });
const anybody = (body?: unknown): Make => () => ({ body });
// A coordinator looks along first.
const along = (data: object): Make => async (world, who) => {
  const visitor = await world.talk();
  const page = world.people.get("coordinator")!;
  if (who === "coordinator") await page.settled(page.command("coach.join", { conversation: visitor.talk.conversation, reason: "worry" }));
  return { visitor, parts: [visitor.talk.conversation], body: { conversation: visitor.talk.conversation, ...data } };
};
// Each in a year, or on days, of its own.
let year = 2031;
const new_regime = () => regime({ from: `${(year += 1)}-01-01`, until: `${year}-12-31` });
const new_override = () => override({ first_day: `${(year += 1)}-01-03`, last_day: `${year}-01-04` });
const new_exception = () => exception({ starts_at: `${(year += 1)}-01-07T17:00`, ends_at: `${year}-01-07T18:00` });
const unique = (sample: (more: object) => object, key: string, prefix: string) => () => sample({ [key]: `${prefix}${randomUUID().slice(0, 8)}` });
const new_theme = unique(theme, "code", "v");
const new_guide = unique(guide, "code", "t");
const draft = { state: "done", who: null, age: null, gender: null, source: null, themes: [], outcomes: [], broken_off: false, boundary: false, fake: true, note: null };
const invitation = () => ({ email: `${randomUUID().slice(0, 8)}@voorbeeld.be`, name: "Nieuw", alias: "Nieuw", discipline: null, roles: ["operator"] });

const offered = async (world: World, command: string, data: object, event: string): Promise<{ visitor: Visitor; what: any }> => {
  const visitor = await world.talk();
  await world.noor.settled(world.noor.command(command, { conversation: visitor.talk.conversation, ...data }));
  return { visitor, what: await world.told(visitor, event) };
};
const appointment = (data: object): Make => async (world) => {
  const { visitor, what } = await offered(world, "appointment.offer", { slot: await world.slot(), note: null }, "appointment.offered");
  return { visitor, body: { appointment: what.appointment, ...data } };
};
const plan = (data: object): Make => async (world) => {
  const { visitor, what } = await offered(world, "plan.offer", { text: "Wandelen", moments: null, same_worker: false }, "plan.offered");
  return { visitor, body: { plan: what.plan, ...data } };
};
const made_plan = (body?: unknown): Make => async (world) => {
  const { visitor, what } = await offered(world, "plan.offer", { text: "Wandelen", moments: "maandag", same_worker: false }, "plan.offered");
  await visitor.settled(visitor.command("plan.answer", { plan: what.plan, yes: true }));
  return { parts: [world.server.line, what.plan], body };
};
// The codes that open something to whoever has them.
const code_of_visit = async (world: World): Promise<string> => (await Caller.visitor(world.server, (await world.talk()).token).posts("/api/visit/code")).code;
const answered = async (visitor: Visitor, command: string, data: object): Promise<string> => {
  const id = visitor.command(command, { ...data, yes: true });
  return (await visitor.live.next((frame) => frame["id"] === id && frame.type === "ack"))["data"].code;
};
const code_of_plan = async (world: World): Promise<string> => {
  const { visitor, what } = await offered(world, "plan.offer", { text: "Wandelen", moments: null, same_worker: false }, "plan.offered");
  return answered(visitor, "plan.answer", { plan: what.plan });
};
const code_of_appointment = async (world: World): Promise<string> => {
  const { visitor, what } = await offered(world, "appointment.offer", { slot: await world.slot(), note: null }, "appointment.offered");
  return answered(visitor, "appointment.answer", { appointment: what.appointment });
};
const handover = (data: object): Make => async (world) => {
  const { partner: id } = await world.greet.posts(world.at("partners"), partner());
  const { visitor, what } = await offered(world, "handover.ask", { partner: id, theme: null, summary: null }, "handover.asked");
  return { visitor, body: { handover: what.handover, ...data } };
};
const member = (body?: (login: string) => unknown): Make => async (world) => {
  const login = world.name("lid");
  return { parts: [world.server.line, (await world.greet.posts(world.at("staff"), person({ login }))).staff], body: body?.(login) };
};
const house_member = (body?: unknown): Make => async (world) => {
  const login = world.name("huis");
  const reply = await world.boss.posts("/api/house/staff", { login, name: login, alias: login, roles: [{ role: "auditor" }] });
  return { parts: [reply.staff], body };
};
const flagged = (body?: unknown, read = false): Make => async (world, who) => {
  const { visitor, flag } = await world.flagged();
  if (read && who === "coordinator") await world.caller("coordinator").gets(`${world.at("flags")}/${flag}/talk`);
  return { visitor, parts: [world.server.line, flag], body };
};
const abusive = async (world: World): Promise<string> => {
  const { conversation } = (await world.talk()).talk;
  await world.noor.settled(world.noor.command("conversation.end", { conversation, closing: "boundary" }));
  return conversation;
};
const rated = async (world: World): Promise<string> => {
  const visitor = await world.ended();
  await Caller.visitor(world.server, visitor.token).puts("/api/visit/rating", { stars: 5, text: "Goed", may_quote: false });
  return (await world.greet.gets(world.at("ratings"))).unread.at(-1).rating;
};

const this_year = school_year();
const of_report = (more: string[] = [], body?: unknown): Make => (world) => ({ parts: [world.server.line, this_year, ...more], body });
// A text that its visitor lets be quoted.
const quotable = async (world: World): Promise<string> => {
  const visitor = await world.ended();
  await Caller.visitor(world.server, visitor.token).puts("/api/visit/rating", { stars: 5, text: "Goed", may_quote: true });
  return (await world.greet.gets(world.at("ratings"))).unread.at(-1).rating;
};
const a_quote = (rating: string) => ({ rating, chapter: "quality", text: "Goed", about: "leerling" });

export const doors: Record<string, Make> = {
  "GET /api/health": anybody(),
  "GET /api/lines": anybody(),
  "GET /api/lines/{slug}": of_line(),
  "POST /api/lines/{slug}/visits": of_line(() => ({ token: new_token(), nickname: "Sam", register: "nl" })),
  "POST /api/lines/{slug}/challenges": of_line(),
  "GET /api/visit": as_visitor(),
  "POST /api/visit/code": as_visitor(),
  "POST /api/visit/exit": as_visitor(),
  "POST /api/visit/deletion": async (world) => ({ visitor: await world.ended(), body: { end: false } }),
  "PUT /api/visit/plan": async (world) => {
    const code = await code_of_plan(world);
    return { visitor: await world.talk(), body: { code } };
  },
  "PUT /api/visit/rating": async (world) => ({ visitor: await world.ended(), body: { stars: 4, may_quote: false } }),
  "POST /api/returns": async (world) => ({ body: { code: await code_of_visit(world), token: new_token() } }),
  "POST /api/plans": async (world) => ({ body: { code: await code_of_plan(world) } }),
  "POST /api/deletions": async (world) => ({ body: { code: await code_of_visit(world), end: true } }),
  "POST /api/appointments": async (world) => ({ body: { code: await code_of_appointment(world) } }),
  "POST /api/appointments/move": async (world) => ({ body: { code: await code_of_appointment(world), slot: await world.slot() } }),
  "POST /api/appointments/cancel": async (world) => ({ body: { code: await code_of_appointment(world) } }),
  "POST /api/appointments/open": async (world) => ({ body: { code: await code_of_appointment(world), token: new_token() } }),
  "POST /api/board": async (world) => ({ body: { token: (await world.greet.posts(world.at("displays"), { name: "Gang" })).token }, others_body: { token: new_token() } }),

  "GET /api/lines/{slug}/terms": of_line(),
  "GET /api/lines/{slug}/terms/all": of_line(),
  "POST /api/lines/{slug}/terms": of_line(new_theme),
  "PUT /api/lines/{slug}/terms/{term}": async (world) => {
    const sample = new_theme();
    const { term } = await world.greet.posts(world.at("terms"), sample);
    return { parts: [world.server.line, term], body: { ...sample, until: "2020-12-31" } };
  },
  "GET /api/lines/{slug}/phrases": of_line(),
  "POST /api/lines/{slug}/phrases": of_line(() => phrase()),
  "PUT /api/lines/{slug}/phrases/{phrase}": made("phrases", phrase, "phrase", phrase),
  "DELETE /api/lines/{slug}/phrases/{phrase}": made("phrases", phrase, "phrase"),
  "GET /api/lines/{slug}/guides": of_line(),
  "POST /api/lines/{slug}/guides": of_line(new_guide),
  "POST /api/lines/{slug}/guides/shipped": of_line(),
  "PUT /api/lines/{slug}/guides/{guide}": made("guides", new_guide, "guide", () => guide({ title: "Anders" })),
  "DELETE /api/lines/{slug}/guides/{guide}": made("guides", new_guide, "guide"),
  "GET /api/lines/{slug}/papers": of_line(),
  "GET /api/lines/{slug}/papers/{paper}/{language}": paper(),
  "PUT /api/lines/{slug}/papers/{paper}/{language}": paper(async (world) => ({ number: await newest_paper(world), shipped: 1, text: "Onze tekst: {{days_words}} dagen." })),
  "POST /api/lines/{slug}/papers/{paper}/{language}/preview": paper(async () => ({ text: "Onze tekst." })),
  "GET /api/lines/{slug}/papers/{paper}/{language}/inside": paper(),
  "GET /api/lines/{slug}/papers/{paper}/{language}/versions": paper(),
  "GET /api/lines/{slug}/papers/{paper}/{language}/versions/{version}": paper(undefined, ["shipped-1"]),
  "GET /api/lines/{slug}/displays": of_line(),
  "POST /api/lines/{slug}/displays": of_line(() => ({ name: "Gang" })),
  "DELETE /api/lines/{slug}/displays/{display}": made("displays", () => ({ name: "Gang" }), "display"),
  "GET /api/lines/{slug}/notices": of_line(),
  "POST /api/lines/{slug}/notices/{notice}/seen": async (world) => {
    const visitor = await world.talk();
    await world.noor.settled(world.noor.command("help.ask", { conversation: visitor.talk.conversation }));
    const { notices } = await world.greet.gets(world.at("notices"));
    return { parts: [world.server.line, notices.find((each: any) => each.conversation === visitor.talk.conversation).notice] };
  },
  "GET /api/lines/{slug}/places": of_line(),
  "POST /api/lines/{slug}/places": of_line(() => place()),
  "PUT /api/lines/{slug}/places/{place}": made("places", place, "place", place),
  "DELETE /api/lines/{slug}/places/{place}": made("places", place, "place"),
  "GET /api/lines/{slug}/partners": of_line(),
  "POST /api/lines/{slug}/partners": of_line(() => partner()),
  "PUT /api/lines/{slug}/partners/{partner}": made("partners", partner, "partner", partner),
  "DELETE /api/lines/{slug}/partners/{partner}": made("partners", partner, "partner"),
  "GET /api/lines/{slug}/handovers/{from}/{to}": (world) => ({ parts: [world.server.line, "2026-09-01", "2026-09-30"] }),
  "GET /api/lines/{slug}/slots": of_line(),
  "PUT /api/lines/{slug}/slots": of_line(() => ({ second_talks: true })),
  "POST /api/lines/{slug}/slots": of_line((world) => slot({ day: new Date(Date.now() + 86_400_000 * (100 + world.name("").length)).toISOString().slice(0, 10) })),
  "GET /api/lines/{slug}/slots/elsewhere": of_line(),
  "DELETE /api/lines/{slug}/slots/{slot}": async (world) => ({ parts: [world.server.line, await world.slot()] }),
  "GET /api/lines/{slug}/appointments": of_line(),
  "GET /api/lines/{slug}/plans": of_line(),
  "PUT /api/lines/{slug}/plans/{plan}": made_plan({ text: "Fietsen", moments: null, worker: null }),
  "DELETE /api/lines/{slug}/plans/{plan}": made_plan(),
  "GET /api/lines/{slug}/hours": of_line(),
  "PUT /api/lines/{slug}/hours": of_line(() => ({ closes_public_holidays: false, closes_decree: true, run_out_minutes: 20, warn_minutes: 5 })),
  "POST /api/lines/{slug}/hours/regimes": of_line(new_regime),
  "PUT /api/lines/{slug}/hours/regimes/{regime}": made("hours/regimes", new_regime, "regime", new_regime),
  "DELETE /api/lines/{slug}/hours/regimes/{regime}": made("hours/regimes", new_regime, "regime"),
  "POST /api/lines/{slug}/hours/exceptions": of_line(new_exception),
  "DELETE /api/lines/{slug}/hours/exceptions/{exception}": made("hours/exceptions", new_exception, "exception"),
  "POST /api/lines/{slug}/hours/overrides": of_line(new_override),
  "DELETE /api/lines/{slug}/hours/overrides/{override}": made("hours/overrides", new_override, "override"),
  "GET /api/lines/{slug}/calendar/{from}/{to}": (world) => ({ parts: [world.server.line, "2026-09-01", "2026-09-30"] }),
  "GET /api/lines/{slug}/briefing": of_line(),
  "PUT /api/lines/{slug}/briefing": of_line(() => ({ day: today(), note: "Dag", reachable: null, phone: null })),
  "GET /api/lines/{slug}/briefings": of_line(),
  "PUT /api/lines/{slug}/open": of_line(() => ({ open: true })),
  "GET /api/lines/{slug}/settings": of_line(),
  "PUT /api/lines/{slug}/settings": async (world) => ({ parts: [world.server.line], body: await world.greet.gets(world.at("settings")) }),
  "GET /api/lines/{slug}/overview": of_line(),
  "GET /api/lines/{slug}/ratings": of_line(),
  "POST /api/lines/{slug}/ratings/{rating}/read": async (world) => ({ parts: [world.server.line, await rated(world)] }),
  "GET /api/lines/{slug}/reports/annual/{year}": of_report(),
  "GET /api/lines/{slug}/reports/annual/{year}/files/{file}": of_report(["annual.xlsx"]),
  "GET /api/lines/{slug}/reports/annual/{year}/texts/{chapter}": of_report(["themes"]),
  "PUT /api/lines/{slug}/reports/annual/{year}/texts/{chapter}": async (world) => {
    const { versions } = await world.greet.gets(world.at(`reports/annual/${this_year}/texts/themes`));
    return { parts: [world.server.line, this_year, "themes"], body: { number: versions[0]?.number ?? 0, text: world.name("Onze tekst") } };
  },
  "GET /api/lines/{slug}/reports/annual/{year}/quotes": of_report(),
  "POST /api/lines/{slug}/reports/annual/{year}/quotes": async (world) => ({ parts: [world.server.line, this_year], body: a_quote(await quotable(world)) }),
  "DELETE /api/lines/{slug}/reports/annual/{year}/quotes/{quote}": async (world) => {
    const { quote } = await world.greet.posts(world.at(`reports/annual/${this_year}/quotes`), a_quote(await quotable(world)));
    return { parts: [world.server.line, this_year, quote] };
  },
  "GET /api/lines/{slug}/staff": of_line(),
  "POST /api/lines/{slug}/staff": of_line((world) => person({ login: world.name("nieuw") })),
  "PUT /api/lines/{slug}/staff/{staff}": member(() => ({ name: "Anders", alias: "Anders", discipline: null, roles: ["operator"], capacity: null, active: true })),
  "POST /api/lines/{slug}/staff/{staff}/password": member(),
  "POST /api/lines/{slug}/staff/{staff}/departure": member(),
  "DELETE /api/lines/{slug}/staff/{staff}/factors": async (world) => ({ parts: [world.server.line, await careful(world)] }),
  "GET /api/lines/{slug}/second-factor": of_line(),
  "PUT /api/lines/{slug}/second-factor": of_line(() => ({ operators: false })),
  "GET /api/lines/{slug}/backups": of_line(),
  "GET /api/lines/{slug}/keys": of_line(),
  "GET /api/lines/{slug}/figures": (world) => ({ parts: [world.server.line], query: "?tables=talks_by_year&from=2021-09-01&until=2022-08-31" }),
  "GET /api/lines/{slug}/rows": of_period,
  "GET /api/lines/{slug}/crosswalks/chi": of_line(),
  "PUT /api/lines/{slug}/crosswalks/chi": async (world) => {
    const { version } = await world.greet.gets(world.at("crosswalks/chi"));
    return { parts: [world.server.line], body: { version, mappings: [{ kind: "theme", code: "pesten", domain: "Violence", category: "Bullying" }] } };
  },
  "GET /api/lines/{slug}/crosswalks/chi/figures": of_period,
  "GET /api/lines/{slug}/retention": of_line(),
  "PUT /api/lines/{slug}/retention": of_line(() => ({ kind: "words", days: 80 })),
  "POST /api/lines/{slug}/retention/foreseen": of_line(() => ({ kind: "words", days: 80 })),
  "GET /api/lines/{slug}/invitations": of_line(),
  "POST /api/lines/{slug}/invitations": of_line(invitation),
  "DELETE /api/lines/{slug}/invitations/{invitation}": made("invitations", invitation, "invitation"),
  "POST /api/lines/{slug}/invitations/{invitation}/renewal": made("invitations", invitation, "invitation"),

  "GET /api/lines/{slug}/talks/{from}/{to}": (world) => ({ parts: [world.server.line, today(), today()] }),
  "GET /api/lines/{slug}/seals": of_line(),
  "GET /api/lines/{slug}/readings/{month}": (world) => ({ parts: [world.server.line, today().slice(0, 7)] }),
  "POST /api/conversations/{conversation}/readings": async (world, who) => {
    const visitor = await world.ended();
    return { visitor, parts: [visitor.talk.conversation], body: { purpose: who.startsWith("operator") ? "own" : "review" } };
  },
  "POST /api/conversations/{conversation}/seals": of_ended(() => ({ emergency: false, why: "De rechter vraagt het." })),
  "POST /api/seals/{seal}/answer": async (world) => ({ parts: [await world.sealed()], body: { answer: "refuse" } }),

  "GET /api/conversations/{conversation}/handovers": of_talk(),
  "GET /api/conversations/{conversation}/agreed": of_talk(),
  "GET /api/conversations/{conversation}/pass": async (world, who) => {
    const visitor = await world.talk();
    const { conversation } = visitor.talk;
    await world.noor.settled(world.noor.command("conversation.pass", { conversation, to: world.colleague, reason: "expertise", note: "Voor jou" }));
    // It is the colleague who reads it.
    return { visitor, parts: [conversation], stranger: "operator", ...(who === "operator" ? { as: world.caller("operator beside") } : {}) };
  },
  "GET /api/registrations/{conversation}": of_ended(),
  "PUT /api/registrations/{conversation}": of_ended(() => draft),
  "GET /api/flags": anybody(),
  "GET /api/flags/{conversation}": of_ended(),
  "PUT /api/flags/{conversation}": of_ended(() => ({ why: "gegiechel" })),
  "DELETE /api/flags/{conversation}": async (world) => ({ parts: [(await world.flagged()).visitor.talk.conversation] }),
  "PUT /api/flags/{conversation}/answer": async (world) => {
    const { visitor, flag } = await world.flagged();
    await world.greet.gets(`${world.at("flags")}/${flag}/talk`);
    await world.greet.posts(`${world.at("flags")}/${flag}/decision`, { decision: "asked_back", question: "Waarom denk je dat?" });
    return { parts: [visitor.talk.conversation], body: { answer: "Echt wel" } };
  },
  "GET /api/lines/{slug}/flags": of_line(),
  "GET /api/lines/{slug}/flags/{flag}/talk": flagged(),
  "POST /api/lines/{slug}/flags/{flag}/decision": flagged({ decision: "rejected" }, true),
  "GET /api/lines/{slug}/frequent": of_line(),
  "PUT /api/lines/{slug}/frequent": of_line(() => ({ talks: 2, days: 30 })),
  "GET /api/lines/{slug}/frequent/{conversation}/talk": async (world) => ({ parts: [world.server.line, await world.frequent()] }),
  "GET /api/lines/{slug}/refusals": of_line(),
  "POST /api/lines/{slug}/refusals": async (world) => ({ parts: [world.server.line], body: { conversation: await abusive(world), reason: "Dreigde" } }),

  "DELETE /api/lines/{slug}/refusals/{refusal}": async (world) => {
    const { refusal } = await world.greet.posts(world.at("refusals"), { conversation: await abusive(world), reason: "Dreigde" });
    return { parts: [world.server.line, refusal] };
  },

  "GET /api/session": anybody(),
  "POST /api/session": async (world) => {
    const { login, password } = await world.another("operator");
    return { body: { login, password } };
  },
  "DELETE /api/session": async (world, who) => ({ as: (await world.another(who)).caller }),
  "POST /api/session/code": async (world) => {
    const { caller, login, password } = await world.another("operator");
    const { secret } = await caller.posts("/api/account/totp", {});
    await caller.puts("/api/account/totp", { code: code_of(secret) });
    const { ticket } = (await world.server.post("/api/session", { login, password })).json;
    return { body: { ticket, code: code_of(secret, 1) } };
  },
  "POST /api/session/challenge": anybody({}),
  "POST /api/session/passkey": async (world) => {
    const { caller } = await world.another("operator");
    const { challenge, site } = await caller.posts("/api/account/challenge", {});
    const key = new Authenticator(world.server.url, site);
    await caller.posts("/api/account/passkeys", { name: "Sleutel", ...key.makes(challenge) });
    return { body: key.shows((await world.server.post("/api/session/challenge", {})).json.challenge) };
  },
  "GET /api/session/email": anybody(),
  "PUT /api/session/email": anybody({ email: null }),
  "GET /api/sign-on": anybody(),
  "GET /api/sign-on/end": anybody(),
  "POST /api/sign-on": anybody({ browser: new_token() }),
  "POST /api/sign-on/session": anybody({ state: new_token(), code: "x", browser: new_token() }),
  "POST /api/invitation": async (world) => ({ body: { token: await invited(world) } }),
  "POST /api/invitation/account": async (world) => ({ body: { token: await invited(world), login: world.name("genodigd"), password } }),
  "GET /api/password/forgotten": anybody(),
  "POST /api/password/forgotten": anybody({ login: "niemand" }),
  "POST /api/password": async (world) => ({ body: { token: await forgot(world), password } }),
  "POST /api/account/proof": as_somebody((old) => ({ password: old })),
  "PUT /api/account/password": as_somebody((old) => ({ old, password: "nog-een-lang-wachtwoord" })),
  "GET /api/account/sessions": anybody(),
  "DELETE /api/account/sessions": as_somebody(),
  "DELETE /api/account/sessions/{session}": async (world, who) => {
    const { caller } = await world.another(who);
    return { as: caller, parts: [(await caller.gets("/api/account/sessions")).sessions[0].session] };
  },
  "GET /api/account/factors": anybody(),
  "POST /api/account/recovery-codes": anybody(),
  "POST /api/account/totp": anybody({}),
  "PUT /api/account/totp": async (world, who) => {
    const { caller } = await world.another(who);
    return { as: caller, body: { code: code_of((await caller.posts("/api/account/totp", {})).secret) } };
  },
  "DELETE /api/account/totp": async (world, who) => (await make_totp(world, who), {}),
  "POST /api/account/challenge": anybody({}),
  "POST /api/account/passkeys": async (world, who) => ({ body: await passkey_of(world, who) }),
  "DELETE /api/account/passkeys/{passkey}": async (world, who) => ({ parts: [await kept_passkey(world, who)] }),

  "GET /api/house/keys": anybody(),
  "GET /api/house/backups": anybody(),
  "GET /api/house/staff": anybody(),
  "POST /api/house/staff": (world) => ({ body: { login: world.name("nieuw"), name: "Nieuw", alias: "Nieuw", roles: [{ role: "auditor" }] } }),
  "PUT /api/house/staff/{staff}": house_member({ roles: [{ role: "administrator" }], active: true }),
  "POST /api/house/staff/{staff}/password": house_member(),
  "DELETE /api/house/staff/{staff}/factors": async (world) => ({ parts: [await careful(world)] }),
  "GET /api/house/seals": anybody(),
  "GET /api/house/log": anybody(),
  "GET /api/house/log/{from}/{to}/{what}/{before}": () => ({ parts: ["2026-01-01", "2199-12-31", "all", "0"] }),

  "command message.post": of_talk(() => ({ text: "Dag" })),
  "command message.redact": async (world) => {
    const visitor = await world.talk();
    await visitor.says("Ik woon in de Dorpsstraat 1");
    const { number } = visitor.talk.said.at(-1)!;
    return { visitor, body: { conversation: visitor.talk.conversation, number, ranges: [{ start: 0, length: 2 }] } };
  },
  "command conversation.end": of_new_talk(),
  "command conversation.extend": of_talk(),
  "command conversation.set_aside": of_talk(),
  "command conversation.give_back": of_new_talk(),
  "command conversation.pass": of_new_talk((world) => ({ to: world.colleague, reason: "expertise", note: "Voor jou" })),
  "command pass.decline": async (world) => {
    const visitor = await world.talk();
    const { conversation } = visitor.talk;
    await world.noor.settled(world.noor.command("conversation.pass", { conversation, to: world.colleague, reason: "expertise", note: "Voor jou" }));
    return { visitor, body: { conversation }, stranger: "operator elsewhere" }; // who gave it, and for whom it is
  },
  "command conversation.want": async (world) => {
    const visitor = await Visitor.comes(world.server);
    return { visitor, body: { conversation: visitor.talk.conversation, wants: "medical" } };
  },
  "command intake.give": of_talk(() => ({ age: 15 })),
  "command queue.take": async (world) => ({ body: { line: world.line, conversation: (await Visitor.comes(world.server)).talk.conversation, reason: "urgent" } }),
  "command duty.set": (world) => ({ body: { line: world.line, state: "online" } }),
  "command duty.alive": anybody({}),
  "command handover.ask": async (world) => {
    const { partner: id } = await world.greet.posts(world.at("partners"), partner());
    const visitor = await world.talk();
    return { visitor, body: { conversation: visitor.talk.conversation, partner: id, theme: null, summary: null } };
  },
  "command handover.answer": handover({ yes: false, with_summary: false }),
  "command handover.withdraw": handover({}),
  "command appointment.offer": async (world) => {
    const visitor = await world.talk();
    return { visitor, body: { conversation: visitor.talk.conversation, slot: await world.slot(), note: null } };
  },
  "command appointment.answer": appointment({ yes: false }),
  "command appointment.withdraw": appointment({}),
  "command plan.offer": of_new_talk(() => ({ text: "Wandelen", moments: null, same_worker: false })),
  "command plan.answer": plan({ yes: false }),
  "command plan.withdraw": plan({}),
  "command whisper.post": along({ text: "Vraag eens door" }),
  "command note.add": of_talk(() => ({ text: "Genoteerd" })),
  "command help.ask": of_new_talk(),
  "command coach.join": of_new_talk(() => ({ reason: "worry" })),
  "command coach.leave": along({}),
  "command step.set": along({ step: "zelfmoord_plan", done: true }),
  "command escalation.record": along({ to: "centre", consent: "yes", why: "Afgesproken", second_person: null }),
  "stream conversation": of_talk(),
  "stream case": of_talk(),
  "stream line": (world) => ({ parts: [world.line] }),
};

// The secrets that only a mail has.
async function invited(world: World): Promise<string> {
  const wanted = invitation();
  await world.greet.posts(world.at("invitations"), wanted);
  return world.mailed(wanted.email);
}
async function forgot(world: World): Promise<string> {
  const { caller, login } = await world.another("operator");
  const email = `${login}@clb.example`;
  assert.equal((await caller.put("/api/session/email", { email })).status, 204);
  await world.server.post("/api/password/forgotten", { login });
  return world.mailed(email);
}

// Somebody on the line who shows more than a password.
async function careful(world: World): Promise<string> {
  const { caller } = await world.another("operator");
  const { secret } = await caller.posts("/api/account/totp", {});
  await caller.puts("/api/account/totp", { code: code_of(secret) });
  return (await caller.gets("/api/session")).staff;
}
// What would end or change the session of whoever asks: one that nobody else needs.
function as_somebody(body?: (password: string) => object): Make {
  return async (world, who) => {
    const made = await world.another(who);
    return { as: made.caller, body: body?.(made.password) };
  };
}

// What somebody shows beside the password, to be taken away again.
async function make_totp(world: World, who: Who): Promise<void> {
  const { secret } = await world.caller(who).posts("/api/account/totp", {});
  await world.caller(who).puts("/api/account/totp", { code: code_of(secret) });
}
// A passkey made for whoever asks; whose account it is, the challenge knows.
async function passkey_of(world: World, who: Who): Promise<object> {
  const { challenge, site } = await world.caller(who).posts("/api/account/challenge", {});
  return { name: "Sleutel", ...new Authenticator(world.server.url, site).makes(challenge) };
}
async function kept_passkey(world: World, who: Who): Promise<string> {
  await world.caller(who).posts("/api/account/passkeys", await passkey_of(world, who));
  return (await world.caller(who).gets("/api/account/factors")).passkeys[0].passkey;
}
