// The people of a line: added, changed, put out, never the last coordinator.
import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import { after, before, test } from "node:test";
import { new_token, Operator } from "../support/actors.ts";
import { add_line, add_staff, Caller, refused } from "../support/callers.ts";
import { on_both } from "../support/engines.ts";
import { person, place } from "../support/samples.ts";
import { onthaal, onthaal_told, Server, type Options } from "../support/server.ts";
import { in_time } from "../support/until.ts";

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
    assert.deepEqual(await member("mia"), { staff, login: "mia", name: "Nieuw Nieuws", alias: "Nieuwe", discipline: "arts", active: true, roles: ["operator"], centre_roles: [], capacity: null });
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
      [{ name: " ", alias: "\u200b" }, { name: "too_short", alias: "too_short" }],
      [{ name: "Noor\u202eteerG", alias: "No\tor" }, { name: "not_allowed", alias: "not_allowed" }],
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
    assert.deepEqual({ ...shown, roles: shown.roles.toSorted() }, { login: "lies", name: "Lies H.", alias: "Liesje", discipline: null, active: true, roles: ["coordinator", "operator"], centre_roles: [], capacity: 2 });
    const lies = await Caller.staff(server, "lies");
    assert.equal((await lies.get(team)).status, 200);
    assert.equal((await change("lies", { roles: ["operator"] })).status, 200);
    refused(await (await Caller.staff(server, "lies")).get(team), "not_found");
    refused(await change("lies", { capacity: 0 }), "invalid", { capacity: "too_small" });
    refused(await change("lies", { active: "no" }), "invalid", { active: "not_true_or_false" });
  });

  test("has roles in the centres of the line: given, kept, taken, by name at the command line", async () => {
    const centre = async (name: string) => (await greet.posts(`/api/lines/${server.line}/places`, place({ kind: "centre", name }))).place;
    const [gent, brugge] = [await centre("CLB Gent"), await centre("CLB Brugge")];
    const works = { role: "centre_worker", centre: gent };
    const is_contact = { role: "centre_contact", centre: brugge };
    await greet.posts(team, person({ login: "cas", roles: [], centre_roles: [works] }));
    const roles = async (login: string) => (await member(login)).centre_roles.toSorted((a: any, b: any) => a.role.localeCompare(b.role));
    assert.deepEqual(await roles("cas"), [works]);
    assert.equal((await change("cas", { centre_roles: [works, is_contact] })).status, 200);
    assert.deepEqual(await roles("cas"), [is_contact, works]);
    // A page that says nothing of them leaves them.
    const { staff, login: _, centre_roles: __, ...rest } = await member("cas");
    assert.equal((await greet.put(`${team}/${staff}`, { ...rest, roles: ["operator"] })).status, 200);
    assert.deepEqual(await roles("cas"), [is_contact, works]);
    assert.equal((await change("cas", { centre_roles: [is_contact] })).status, 200);
    assert.deepEqual(await roles("cas"), [is_contact]);

    const helpline = (await greet.posts(`/api/lines/${server.line}/places`, place({ name: "Tele-Onthaal" }))).place;
    const other = await add_line(server, "kust");
    const elsewhere = (await other.posts("/api/lines/kust/places", place({ kind: "centre", name: "CLB Kust" }))).place;
    for (const wrong of [helpline, elsewhere, randomUUID()]) refused(await change("cas", { centre_roles: [{ role: "centre_worker", centre: wrong }] }), "invalid");
    refused(await change("cas", { centre_roles: [{ role: "coordinator", centre: gent }] }), "invalid");
    refused(await other.put(`${team}/${staff}`, { ...rest, centre_roles: [] }), "not_found");
    assert.deepEqual(await roles("cas"), [is_contact]);

    await add_staff(server, "cato", ["--centre-worker", `${server.line}:CLB Brugge`, "--centre-contact", `${server.line}:CLB Gent`]);
    assert.deepEqual(await roles("cato"), [{ role: "centre_contact", centre: gent }, { role: "centre_worker", centre: brugge }]);
    const listed = onthaal("line", "places", "--line", server.line, "--data", server.data).out;
    assert.deepEqual(listed.trim().split("\n").filter((each) => each.includes("CLB Brugge")), [`${brugge}  CLB Brugge`]);
    assert.ok(!listed.includes("Tele-Onthaal"), "no centre");
    for (const wrong of [`${server.line}:CLB Kust`, `${server.line}:Tele-Onthaal`, server.line, "nergens:CLB Gent"]) {
      await assert.rejects(add_staff(server, "fout", ["--centre-worker", wrong]), /centre/);
    }
  });

  test("is told, by who adds it at the command line, where it can log in", () => {
    const told = (login: string, ...roles: string[]) =>
      onthaal_told("vier koele kikkers\n", "staff", "add", "--login", login, "--name", login, "--alias", login, "--password-stdin", ...roles, "--data", server.data).out;
    assert.match(told("opa", "--operator", server.line), /^opa can log in at \/desk\.$/m);
    assert.match(told("rea", "--reviewer", server.line), /^rea can log in at \/office\.$/m);
    assert.match(told("cee", "--centre-worker", `${server.line}:CLB Gent`), /^cee can log in at \/account: there is no other page for this role yet\.$/m);
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
