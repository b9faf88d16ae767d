// The second step of a log-in: codes by time, recovery codes, passkeys, tickets; and what is refused.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { Authenticator, code_of, type Algorithm } from "../support/authenticator.ts";
import { add_staff, Caller, refused } from "../support/callers.ts";
import { on_both } from "../support/engines.ts";
import { Socket } from "../support/live.ts";
import { onthaal, onthaal_told, Server, type Options, type Reply } from "../support/server.ts";

const long = "een-heel-lang-wachtwoord";

on_both("a second factor", (database: () => Options) => {
  let server: Server;
  let next = 0;
  before(async () => {
    server = await Server.start({ ...database(), settings: { staff: { second_factor: "coordinators" } } });
  });
  after(() => server.end());

  // Somebody new, who is asked nothing yet.
  async function somebody(): Promise<{ login: string; caller: Caller }> {
    const login = `iemand-${++next}`;
    return { login, caller: await add_staff(server, login, ["--operator", server.line]) };
  }
  const enters = (login: string, password = long) => server.post("/api/session", { login, password });
  async function ticket_of(login: string): Promise<string> {
    const reply = await enters(login);
    assert.equal(reply.status, 202, reply.text);
    assert.equal(reply.headers.get("set-cookie"), null, "a ticket is no session");
    return reply.json.ticket;
  }
  const as = (reply: Reply) => new Caller(server, { Cookie: reply.headers.get("set-cookie")!.split(";")[0]! });
  // With an app for codes. The code of now was used by it: the next one that counts is the one after.
  async function with_app(): Promise<{ login: string; caller: Caller; secret: string; used: string; recovery: string[] }> {
    const { login, caller } = await somebody();
    const { secret, qr, url } = await caller.posts("/api/account/totp", {});
    assert.match(qr.path, /^(M\d+ \d+h\d+v1h-\d+z)+$/);
    assert.ok(url.startsWith(`otpauth://totp/Onthaal:${login}?secret=${secret}`));
    const used = code_of(secret);
    const made = await caller.puts("/api/account/totp", { code: used });
    return { login, caller, secret, used, recovery: made.recovery_codes };
  }
  async function with_passkey(algorithm: Algorithm = "ES256"): Promise<{ login: string; caller: Caller; key: Authenticator }> {
    const { login, caller } = await somebody();
    const { challenge, site } = await caller.posts("/api/account/challenge", {});
    const key = new Authenticator(server.url, site, algorithm);
    await caller.posts("/api/account/passkeys", { name: "Sleutel", ...key.makes(challenge) });
    return { login, caller, key };
  }
  const challenge = async (ticket?: string) => (await new Caller(server).posts("/api/session/challenge", ticket ? { ticket } : {})).challenge;

  test("by time: a ticket, a code, a session; the same code never again", async () => {
    const { login, secret, used } = await with_app();
    const ticket = await ticket_of(login);
    const code = code_of(secret, 1);
    refused(await server.post("/api/session/code", { ticket, code: used }), "invalid", { code: "wrong" });
    refused(await server.post("/api/session/code", { ticket, code: "000000" === code ? "111111" : "000000" }), "invalid", { code: "wrong" });
    const entered = await server.post("/api/session/code", { ticket, code });
    assert.equal(entered.status, 200, entered.text);
    assert.equal((await as(entered).gets("/api/session")).alias, login);
    refused(await server.post("/api/session/code", { ticket, code }), "unauthenticated");
    refused(await server.post("/api/session/code", { ticket: await ticket_of(login), code }), "invalid", { code: "wrong" });
  });

  test("a ticket opens nothing by itself, is made for one person, and dies after five wrong codes", async () => {
    const { login, secret } = await with_app();
    const other = await with_app();
    const ticket = await ticket_of(login);
    assert.equal((await server.get("/api/session", { Cookie: `__Host-onthaal=${ticket}` })).status, 401);
    refused(await server.post("/api/session/code", { ticket: `${ticket}x`, code: code_of(secret, 1) }), "unauthenticated");
    refused(await server.post("/api/session/code", { ticket, code: code_of(other.secret, 1) }), "invalid", { code: "wrong" });
    refused(await server.post("/api/account/totp", { ticket }), "unauthenticated"); // it makes no second factor
    for (let wrong = 2; wrong <= 5; ++wrong) refused(await server.post("/api/session/code", { ticket, code: "0" }), "invalid");
    refused(await server.post("/api/session/code", { ticket, code: code_of(secret, 1) }), "unauthenticated");
    refused(await server.post("/api/session/code", { ticket: await ticket_of(login), code: code_of(secret, 1) }), "too_many");
  });

  test("a ticket of a password that changed is of no use", async () => {
    const { login, caller, secret } = await with_app();
    const ticket = await ticket_of(login);
    assert.equal((await caller.put("/api/account/password", { old: long, password: "een heel ander ding" })).status, 204);
    refused(await server.post("/api/session/code", { ticket, code: code_of(secret, 1) }), "unauthenticated");
  });

  test("a recovery code is good once, however it is typed; two at the same moment get in once", async () => {
    const { login, caller, recovery } = await with_app();
    assert.equal(recovery.length, 10);
    const [first, second] = recovery as [string, string];
    const tickets = await Promise.all(Array.from({ length: 4 }, () => ticket_of(login)));
    const typed = first.toUpperCase().replace("-", " ");
    const replies = await Promise.all(tickets.slice(0, 2).map((ticket) => server.post("/api/session/code", { ticket, code: typed })));
    assert.deepEqual(replies.map((reply) => reply.status).toSorted(), [200, 422]);
    refused(await server.post("/api/session/code", { ticket: tickets[2], code: first }), "invalid", { code: "wrong" });
    assert.equal((await caller.gets("/api/account/factors")).recovery_codes, 9);
    const { recovery_codes } = await caller.posts("/api/account/recovery-codes");
    assert.equal(recovery_codes.length, 10);
    refused(await server.post("/api/session/code", { ticket: tickets[3], code: second }), "invalid", { code: "wrong" });
    assert.equal((await server.post("/api/session/code", { ticket: tickets[3], code: recovery_codes[0] })).status, 200);
    for (const code of [...recovery, ...recovery_codes]) assert.ok(!server.log.includes(code));
  });

  for (const algorithm of ["ES256", "EdDSA", "RS256"] as const) {
    test(`a passkey of ${algorithm}, after the password and alone`, async () => {
      const { login, key } = await with_passkey(algorithm);
      const ticket = await ticket_of(login);
      const after_password = await server.post("/api/session/passkey", { ticket, ...key.shows(await challenge(ticket), false) });
      assert.equal(after_password.status, 200, after_password.text);
      const alone = await server.post("/api/session/passkey", key.shows(await challenge()));
      assert.equal(alone.status, 200, alone.text);
      assert.equal((await as(alone).gets("/api/session")).alias, login);
    });
  }

  test("a passkey is refused: answered before, unknown, of somebody else, of elsewhere, not verified, copied", async () => {
    const { login, key } = await with_passkey();
    const other = await with_passkey();
    const show = async (more: object, ticket?: string) => server.post("/api/session/passkey", { ...(ticket ? { ticket } : {}), ...more });

    const answer = key.shows(await challenge());
    assert.equal((await show(answer)).status, 200);
    refused(await show(answer), "unauthenticated");
    refused(await show(key.shows(await challenge(), false)), "unauthenticated"); // alone, and nobody looked who it is
    refused(await show(new Authenticator(server.url, "127.0.0.1").shows(await challenge())), "unauthenticated");
    const stolen = other.key.shows(await challenge());
    refused(await show({ ...stolen, credential: key.shows(await challenge()).credential }), "unauthenticated");
    refused(await show({ ...key.shows(await challenge()), signature: stolen.signature }), "unauthenticated");
    const ticket = await ticket_of(login);
    refused(await show(other.key.shows(await challenge(ticket)), ticket), "unauthenticated");
    refused(await show(key.shows(await challenge()), ticket), "unauthenticated"); // a challenge for another purpose
    refused(await show(key.shows("AAAA")), "unauthenticated");

    const lies = (wrong: Partial<Authenticator>) => Object.assign(Object.create(Object.getPrototypeOf(key)), key, wrong) as Authenticator;
    refused(await show(lies({ origin: "https://elders.example" }).shows(await challenge())), "unauthenticated");
    refused(await show(lies({ site: "elders.example" }).shows(await challenge())), "unauthenticated");
    refused(await show(lies({ signs: 0 }).shows(await challenge())), "unauthenticated"); // its counter goes back
    assert.equal((await show(lies({ signs: 100 }).shows(await challenge()))).status, 200);
  });

  test("a new passkey is refused: to another challenge, twice, of elsewhere", async () => {
    const { caller } = await somebody();
    const begin = async () => (await caller.posts("/api/account/challenge", {})) as { challenge: string; site: string };
    const { challenge: first, site } = await begin();
    const key = new Authenticator(server.url, site);
    const add = (made: object) => caller.post("/api/account/passkeys", { name: "Sleutel", ...made });
    refused(await add(key.makes(await challenge())), "invalid", { client_data: "wrong" });
    refused(await add(new Authenticator("https://elders.example", site).makes(first)), "invalid", { authenticator_data: "wrong" });
    refused(await add(new Authenticator(server.url, "elders.example").makes(first)), "invalid", { authenticator_data: "wrong" });
    refused(await add({ ...key.makes(first), authenticator_data: "AAAA" }), "invalid", { authenticator_data: "wrong" });
    const made = key.makes(first);
    assert.equal((await add(made)).status, 200);
    refused(await add(made), "conflict");
    refused(await add(key.makes((await begin()).challenge)), "conflict");
    const another = await somebody();
    const theirs = await another.caller.posts("/api/account/challenge", {});
    refused(await another.caller.post("/api/account/passkeys", { name: "x", ...key.makes(theirs.challenge) }), "conflict");
  });

  test("who must have one and has none makes it right after the password, and keeps it", async () => {
    const reply = await server.post("/api/session", server.team.find(({ login }) => login === "greet"));
    assert.equal(reply.status, 202, reply.text);
    assert.deepEqual(reply.json.factors, []);
    const { ticket } = reply.json;
    refused(await server.post("/api/session/code", { ticket, code: "123456" }), "invalid");
    const { secret } = (await server.post("/api/account/totp", { ticket })).json;
    refused(await server.request("PUT", "/api/account/totp", { body: { ticket, code: "12345" } }), "invalid", { code: "wrong" });
    const made = await server.request("PUT", "/api/account/totp", { body: { ticket, code: code_of(secret) } });
    assert.equal(made.status, 200, made.text);
    assert.equal(made.json.recovery_codes.length, 10);
    const greet = as(made);
    assert.deepEqual(await greet.gets("/api/session"), made.json.session);
    refused(await greet.drop("/api/account/totp"), "conflict");
    refused(await server.request("PUT", "/api/account/totp", { body: { ticket, code: code_of(secret, 1) } }), "unauthenticated");

    // A line asks it of its operators as well; a lost one is taken away, and made anew.
    const team = `/api/lines/${server.line}/staff`;
    const line = `/api/lines/${server.line}/second-factor`;
    const { login, caller } = await somebody();
    refused(await caller.get(line), "not_found");
    refused(await caller.put(line, { operators: false }), "not_found");
    const { staff } = (await greet.gets(team)).staff.find((each: { login: string }) => each.login === login);
    assert.deepEqual((await greet.gets(line)).operators, false);
    assert.equal((await greet.puts(line, { operators: true })).operators, true);
    refused(await caller.get("/api/session"), "unauthenticated"); // a password alone opened it
    refused(await greet.drop(`${team}/${staff}/factors`), "conflict");
    const first = await enters(login);
    assert.deepEqual([first.status, first.json.factors], [202, []]);
    const asked = (await server.post("/api/account/challenge", { ticket: first.json.ticket })).json;
    const key = new Authenticator(server.url, asked.site);
    const entered = await server.post("/api/account/passkeys", { ticket: first.json.ticket, name: "Laptop", ...key.makes(asked.challenge) });
    assert.equal(entered.status, 200, entered.text);
    assert.ok((await greet.gets(line)).with_factor.includes(staff));
    refused(await as(entered).drop(`${team}/${staff}/factors`), "not_found");
    refused(await greet.drop(`/api/house/staff/${staff}/factors`), "not_found"); // for administrators
    assert.equal((await greet.drop(`${team}/${staff}/factors`)).status, 204);
    assert.equal((await as(entered).get("/api/session")).status, 401, "who took it is out");
    refused(await server.post("/api/session/passkey", key.shows(await challenge())), "unauthenticated");
    assert.deepEqual((await enters(login)).json.factors, []);
    await greet.puts(line, { operators: false });
  });

  test("who gets a role that asks for one is out, unless one was shown", async () => {
    const enters_anew = async (login: string): Promise<Caller> => {
      const { ticket } = (await enters(login)).json;
      const { secret } = (await server.post("/api/account/totp", { ticket })).json;
      return as(await server.request("PUT", "/api/account/totp", { body: { ticket, code: code_of(secret) } }));
    };
    const adds = (login: string, ...role: string[]) =>
      onthaal_told(`${long}\n`, "staff", "add", "--login", login, "--name", login, "--alias", login, "--password-stdin", ...role, "--data", server.data);
    assert.equal(adds("carla", "--coordinator", server.line).status, 0);
    assert.equal(adds("beheer", "--administrator").status, 0);
    const carla = await enters_anew("carla");
    const beheer = await enters_anew("beheer");
    const house = async (login: string) => (await beheer.gets("/api/house/staff")).staff.find((each: any) => each.login === login).staff;

    const leaps = await somebody();
    const made = { name: "x", alias: "x", discipline: null, capacity: null, active: true };
    const socket = await Socket.open(server.url, { Origin: server.url, ...leaps.caller.headers });
    socket.send({ type: "hello", version: 1 });
    await socket.next({ type: "hello" });
    await carla.puts(`/api/lines/${server.line}/staff/${await house(leaps.login)}`, { ...made, roles: ["operator", "coordinator"] });
    assert.equal(await socket.closed, 4401, "and so is the page that was open");
    refused(await leaps.caller.get("/api/session"), "unauthenticated");
    const inside = await enters_anew(leaps.login);
    await inside.gets(`/api/lines/${server.line}/readings/2026-11`);

    const rises = await somebody();
    const roles = [{ role: "operator", line: server.line }, { role: "administrator" }];
    await beheer.puts(`/api/house/staff/${await house(rises.login)}`, { roles, active: true });
    refused(await rises.caller.get("/api/session"), "unauthenticated");
    await beheer.puts(`/api/house/staff/${await house(leaps.login)}`, { roles: [...roles, { role: "coordinator", line: server.line }], active: true });
    await inside.gets("/api/house/staff"); // it was opened with one
  });

  test("ways in change only just after the password, and nobody else sees them", async () => {
    const { login, caller, secret } = await with_app();
    const factors = await caller.gets("/api/account/factors");
    assert.deepEqual({ ...factors, totp_since: typeof factors.totp_since }, { login, asked: false, proven: true, totp_since: "string", passkeys: [], recovery_codes: 10 });
    refused(await caller.post("/api/account/proof", { password: "not this one" }), "unauthenticated");
    assert.equal((await caller.post("/api/account/proof", { password: long })).status, 204);
    assert.equal((await caller.drop("/api/account/totp")).status, 204);
    refused(await caller.drop("/api/account/totp"), "not_found");
    refused(await caller.post("/api/account/recovery-codes"), "conflict");
    assert.equal((await enters(login)).status, 200);
    const nobody = new Caller(server);
    for (const [method, path, body] of [
      ["GET", "/api/account/factors"],
      ["POST", "/api/account/totp", {}],
      ["PUT", "/api/account/totp", { code: code_of(secret) }],
      ["DELETE", "/api/account/totp"],
      ["POST", "/api/account/challenge", {}],
      ["POST", "/api/account/recovery-codes"],
      ["POST", "/api/account/proof", { password: long }],
      ["PUT", "/api/account/password", { old: long, password: "een heel ander ding" }],
      ["GET", "/api/account/sessions"],
      ["DELETE", "/api/account/sessions"],
    ] as [string, string, unknown?][]) {
      assert.equal((await nobody.ask(method, path, body)).status, 401, `${method} ${path}`);
    }
  });

  test("is taken away from the machine's command line, and the sessions with it", async () => {
    const { login, caller } = await with_app();
    const run = onthaal("staff", "reset", "--login", login, "--factors", "--data", server.data);
    assert.equal(run.status, 0, run.said);
    assert.equal((await caller.get("/api/session")).status, 401);
    assert.equal((await enters(login)).status, 200);
    assert.notEqual(onthaal("staff", "reset", "--login", "nergens", "--factors", "--data", server.data).status, 0);
  });

  test("stands nowhere in the clear", async () => {
    const { secret, recovery, login } = await with_app();
    const ticket = await ticket_of(login);
    const disk = server.on_disk();
    for (const mark of [secret, ...recovery, ...recovery.map((code) => code.replace("-", "")), ticket]) assert.ok(!disk.includes(mark));
  });
});

on_both("the own account", (database: () => Options) => {
  let server: Server;
  before(async () => {
    server = await Server.start({ ...database(), settings: { staff: { idle_minutes: 5 } } });
  });
  after(() => server.end());

  test("another password closes the other sessions; a bad one is refused", async () => {
    const here = await add_staff(server, "pia", ["--operator", server.line]);
    const there = await Caller.staff(server, "pia", long);
    const put = (old: string, password: string) => here.put("/api/account/password", { old, password });
    refused(await put(long, "kort"), "invalid", { password: "too_short" });
    refused(await put(long, "Wachtwoord2026!"), "invalid", { password: "too_common" });
    refused(await put(long, "Pia-1234567890"), "invalid", { password: "too_common" });
    refused(await put(long, "abcabcabcabcabc"), "invalid", { password: "too_common" });
    refused(await put(long, "x".repeat(257)), "invalid", { password: "too_long" });
    refused(await put("niet het oude", "paarse olifant danst"), "unauthenticated");
    assert.equal((await put(long, "paarse olifant danst")).status, 204);
    assert.equal((await here.get("/api/session")).status, 200);
    assert.equal((await there.get("/api/session")).status, 401);
    assert.equal((await server.post("/api/session", { login: "pia", password: long })).status, 401);
    await Caller.staff(server, "pia", "paarse olifant danst");
  });

  test("sessions are listed without an address, and end one by one or all but this", async () => {
    const browsers = ["Mozilla/5.0 (X11) Firefox/130.0", "Mozilla/5.0 (iPhone) Mobile Safari/605"];
    const callers = [];
    for (const browser of [...browsers, "curl"]) {
      const reply = await server.request("POST", "/api/session", { body: server.team[0], headers: { "User-Agent": browser } });
      callers.push(new Caller(server, { Cookie: reply.headers.get("set-cookie")!.split(";")[0]! }));
    }
    const [here, phone, other] = callers as [Caller, Caller, Caller];
    const { sessions } = await here.gets("/api/account/sessions");
    assert.deepEqual(sessions.map((each: { browser: string }) => each.browser).toSorted(), ["firefox computer", "other computer", "safari phone"]);
    assert.equal(sessions.find((each: { own: boolean }) => each.own).browser, "firefox computer");
    const on_phone = sessions.find((each: { browser: string }) => each.browser === "safari phone").session;
    const stranger = await Caller.staff(server, server.team[1]!.login);
    refused(await stranger.drop(`/api/account/sessions/${on_phone}`), "not_found");
    assert.equal((await here.drop(`/api/account/sessions/${on_phone}`)).status, 204);
    refused(await here.drop(`/api/account/sessions/${on_phone}`), "not_found");
    assert.equal((await phone.get("/api/session")).status, 401);
    assert.equal((await here.drop("/api/account/sessions")).status, 204);
    assert.equal((await other.get("/api/session")).status, 401);
    assert.equal((await here.get("/api/session")).status, 200);
  });

  test("staff reset on the command line holds the same rule", async () => {
    await add_staff(server, "rik", ["--operator", server.line]);
    const { onthaal_told } = await import("../support/server.ts");
    const reset = (password: string) => onthaal_told(`${password}\n`, "staff", "reset", "--login", "rik", "--password-stdin", "--data", server.data);
    for (const bad of ["kort", "rik123456789", "welkom123456"]) assert.notEqual(reset(bad).status, 0, bad);
    assert.equal(reset("paarse olifant danst").status, 0);
  });
});
