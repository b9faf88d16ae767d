// Opening hours: the rules, what coordinators set, the calendar that says why, and the command.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { Visitor } from "../support/actors.ts";
import { add_line, Caller, refused } from "../support/callers.ts";
import { on_both } from "../support/engines.ts";
import { onthaal, Server, type Options } from "../support/server.ts";

const digits = new Intl.DateTimeFormat("sv-SE", { timeZone: "Europe/Brussels" });
const day = (ahead: number) => {
  const at = new Date(`${digits.format(new Date())}T12:00:00Z`);
  at.setUTCDate(at.getUTCDate() + ahead);
  return at.toISOString().slice(0, 10);
};
const evenings = { mon: ["17:00-21:00"], tue: ["17:00-21:00"], wed: ["14:00-21:00"], thu: ["17:00-21:00"], fri: [], sat: [], sun: [] };
const always = Object.fromEntries(Object.keys(evenings).map((weekday) => [weekday, ["00:00-24:00"]]));
const regime = (more: object = {}) => ({ days: "school", week: evenings, from: "2016-09-01", until: null, ...more });
const exception = (more: object = {}) => ({ kind: "closed", starts_at: null, ends_at: `${day(1)}T12:00`, reason: "Storing", ...more });
const override = (more: object = {}) => ({ days: "holiday", first_day: "2030-01-14", last_day: "2030-01-18", reason: "De minister wijkt af", ...more });
const settings = (more: object = {}) => ({ closes_public_holidays: false, closes_decree: false, run_out_minutes: 45, warn_minutes: 15, ...more });

on_both("opening hours", (database: () => Options) => {
  let server: Server;
  let greet: Caller;
  let noor: Caller;
  const line = (path: string) => `/api/lines/${server.line}/${path}`;
  const calendar = async (from: string, to: string) => noor.gets(line(`calendar/${from}/${to}`));
  before(async () => {
    server = await Server.start(database());
    greet = await Caller.staff(server, "greet");
    noor = await Caller.staff(server, "noor");
  });
  after(() => server.end());

  test("a line begins with none: open day and night", async () => {
    const hours = await greet.gets(line("hours"));
    assert.deepEqual(hours, {
      regimes: [], exceptions: [], overrides: [],
      closes_public_holidays: true, closes_decree: true, run_out_minutes: 30, warn_minutes: 10,
    });
    const { days, open_days, minutes } = await calendar("2026-12-25", "2026-12-26");
    assert.deepEqual([open_days, minutes, days[0].because], [2, 2880, "always"]);
  });

  test("with those of CLBch@t the figures of its reports come out, by the command too", async () => {
    const runs = await add_line(server, "uren");
    const at = ["--line", "uren", "--data", server.data];
    assert.equal(onthaal("line", "hours", "--shipped", ...at).status, 0);
    const again = onthaal("line", "hours", "--shipped", ...at);
    assert.equal(again.status, 1);
    assert.match(again.said, /hours already/);
    const told = onthaal("hours", "--from", "2022-09-01", "--to", "2023-08-31", ...at);
    assert.equal(told.status, 0, told.said);
    assert.match(told.out, /^2022-09-05  17:00-21:00 .*school week$/m);
    assert.match(told.out, /^2022-12-27  - .*closed by decree \(christmas holiday\)$/m);
    assert.match(told.out, /^2023-05-18  - .*closed on a public holiday \(ascension day\)$/m);
    assert.match(told.out, /^181 days open, 940 hours$/m);
    const json = onthaal("hours", "--from", "2021-09-01", "--to", "2022-08-31", "--json", ...at);
    assert.deepEqual(JSON.parse(json.out), await runs.gets("/api/lines/uren/calendar/2021-09-01/2022-08-31"));
    assert.equal(JSON.parse(json.out).open_days, 182);
    assert.equal(JSON.parse(json.out).minutes, 950 * 60);
    const wrong = onthaal("hours", "--from", "2021-09-01", "--to", "2021-08-31", ...at);
    assert.equal(wrong.status, 1);
    assert.match(wrong.said, /to: too_small/);
    const nowhere = onthaal("hours", "--from", "2021-09-01", "--to", "2021-09-01", "--line", "nergens", "--data", server.data);
    assert.match(nowhere.said, /line: not_allowed/);
    const { regimes, overrides } = await runs.gets("/api/lines/uren/hours");
    assert.deepEqual([regimes.length, overrides.length], [4, 1]);
  });

  test("a coordinator sets weeks, days and what is closed besides", async () => {
    const added = await greet.posts(line("hours/regimes"), regime({ from: "2029-09-01" }));
    assert.deepEqual(added, { regime: added.regime, ...regime({ from: "2029-09-01" }) });
    refused(await greet.post(line("hours/regimes"), regime({ from: "2030-01-01" })), "conflict");
    const changed = await greet.puts(line(`hours/regimes/${added.regime}`), regime({ from: "2029-09-01", until: "2029-12-31" }));
    assert.equal(changed.until, "2029-12-31");
    const later = await greet.posts(line("hours/regimes"), regime({ from: "2030-01-01", week: { ...evenings, fri: ["17:00-18:00", "19:00-24:00"] } }));
    const set = await greet.posts(line("hours/overrides"), override());
    const { days } = await calendar("2030-01-11", "2030-01-14");
    assert.deepEqual(days[0], {
      date: "2030-01-11", stretches: ["17:00-18:00", "19:00-24:00"], minutes: 360, kind: "school", holiday: null,
      because: "regime", regime: later.regime, reasons: [], set_as: null,
    });
    assert.deepEqual([days[3].kind, days[3].because, days[3].set_as], ["holiday", "no_regime", "De minister wijkt af"]);
    assert.equal((await greet.drop(line(`hours/overrides/${set.override}`))).status, 204);
    const hours = await greet.puts(line("hours"), settings());
    assert.deepEqual([hours.run_out_minutes, hours.warn_minutes, hours.overrides], [45, 15, []]);
    for (const { regime: uuid } of hours.regimes) await greet.drop(line(`hours/regimes/${uuid}`));
    refused(await greet.drop(line(`hours/regimes/${later.regime}`)), "not_found");
  });

  test("the door closes at once and opens again, whatever the visitor's page showed", async () => {
    for (const days of ["school", "holiday"]) await greet.posts(line("hours/regimes"), regime({ days, week: always }));
    const shown = async () => (await new Caller(server).gets(`/api/lines/${server.line}`)).open;
    assert.equal(await shown(), true);
    const closed = await greet.posts(line("hours/exceptions"), exception());
    assert.equal(closed.made_by, "Greet");
    assert.equal(await shown(), false);
    await assert.rejects(Visitor.comes(server));
    assert.equal((await greet.drop(line(`hours/exceptions/${closed.exception}`))).status, 204);
    assert.equal(await shown(), true);
    await greet.puts(line("hours"), settings());
    for (const { regime: uuid } of (await greet.gets(line("hours"))).regimes) await greet.drop(line(`hours/regimes/${uuid}`));
  });

  test("is refused where it is wrong, and names it", async () => {
    const cases: [string, object, Record<string, string>][] = [
      ["hours/regimes", regime({ days: "soms" }), { days: "not_allowed" }],
      ["hours/regimes", regime({ week: { mon: ["21:00-17:00"] } }), { "week.mon": "not_allowed" }],
      ["hours/regimes", regime({ week: { mon: ["17:00-21:00", "20:00-22:00"] } }), { "week.mon": "not_allowed" }],
      ["hours/regimes", regime({ week: { zon: [] } }), { "week.zon": "unknown_field" }],
      ["hours/regimes", regime({ from: "2026-02-30" }), { from: "not_allowed" }],
      ["hours/regimes", regime({ until: "2016-08-31" }), { until: "too_small" }],
      ["hours/exceptions", exception({ kind: "dicht" }), { kind: "not_allowed" }],
      ["hours/exceptions", exception({ ends_at: `${day(-1)}T12:00` }), { ends_at: "too_small" }],
      ["hours/exceptions", exception({ starts_at: `${day(2)}T12:00` }), { ends_at: "too_small" }],
      ["hours/exceptions", exception({ ends_at: "morgen" }), { ends_at: "not_allowed" }],
      ["hours/exceptions", exception({ reason: "" }), { reason: "too_short" }],
      ["hours/overrides", override({ last_day: "2030-01-13" }), { last_day: "too_small" }],
      ["hours/overrides", override({ reason: "x".repeat(201) }), { reason: "too_long" }],
    ];
    const before = await greet.gets(line("hours"));
    for (const [path, wrong, fields] of cases) refused(await greet.post(line(path), wrong), "invalid", fields);
    refused(await greet.put(line("hours"), settings({ warn_minutes: 46 })), "invalid", { warn_minutes: "too_large" });
    refused(await greet.put(line("hours"), settings({ run_out_minutes: 241, warn_minutes: 0 })), "invalid", { run_out_minutes: "too_large" });
    refused(await noor.get(line("calendar/2026-01-01/2028-06-01")), "invalid", { to: "too_large" });
    refused(await noor.get(line("calendar/nu/straks")), "invalid", { from: "not_allowed", to: "not_allowed" });
    assert.deepEqual(await greet.gets(line("hours")), before);
  });

  test("the team reads the calendar and coordinators the rest; to others there is no such line", async () => {
    const visitor = await Visitor.comes(server);
    const { regime: uuid } = await greet.posts(line("hours/regimes"), regime({ from: "2029-09-01" }));
    const elsewhere = await add_line(server, "gent");
    const nobody = [new Caller(server), Caller.visitor(server, visitor.token), elsewhere];
    const changes: [string, string, object?][] = [
      ["PUT", "hours", settings()],
      ["POST", "hours/regimes", regime({ days: "holiday" })],
      ["PUT", `hours/regimes/${uuid}`, regime()],
      ["DELETE", `hours/regimes/${uuid}`],
      ["POST", "hours/exceptions", exception()],
      ["DELETE", `hours/exceptions/${uuid}`],
      ["POST", "hours/overrides", override()],
      ["DELETE", `hours/overrides/${uuid}`],
    ];
    for (const each of nobody) refused(await each.get(line("calendar/2026-01-01/2026-01-01")), "not_found");
    for (const each of [...nobody, noor]) {
      refused(await each.get(line("hours")), "not_found");
      for (const [method, path, body] of changes) refused(await each.ask(method, line(path), body), "not_found");
    }
    assert.equal((await greet.gets(line("hours"))).regimes.length, 1);
    await greet.drop(line(`hours/regimes/${uuid}`));
    await visitor.ends();
    visitor.live.drop();
  });

  test("the cards of other lines tell whether they are open now", async () => {
    const { help } = await new Caller(server).gets(`/api/lines/${server.line}`);
    const of = (name: string) => help.find((card: { name: string }) => card.name === name).open;
    assert.equal(of("112"), true);
    assert.equal(of("Awel"), null);
    const place = { kind: "helpline", name: "Teleblok", about: null, phone: null, url: null, hours: null, town: null, public: true };
    refused(await greet.post(line("places"), { ...place, week: "ma-vr 9-17" }), "invalid", { week: "not_allowed" });
    const { place: uuid, week } = await greet.posts(line("places"), { ...place, week: "daily 00:00-24:00" });
    assert.equal(week, "daily 00:00-24:00");
    const cards = (await new Caller(server).gets(`/api/lines/${server.line}`)).help;
    assert.equal(cards.find((card: { name: string }) => card.name === "Teleblok").open, true);
    await greet.drop(line(`places/${uuid}`));
  });
});
