// Invitations and new passwords by mail, to a real SMTP server: what it gets, what it refuses, who may.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { add_line, add_staff, Caller, refused } from "../support/callers.ts";
import { on_both } from "../support/engines.ts";
import { MailServer, token_in } from "../support/mail_server.ts";
import { public_http } from "../support/ports.ts";
import { person } from "../support/samples.ts";
import { onthaal_told, Server, type Options, type Reply, type Settings } from "../support/server.ts";
import { until } from "../support/until.ts";

const mia = (more = {}) => ({ email: "Mia.Maes@clb.example", name: "Mia Maës", alias: "Mia", discipline: null, roles: ["operator"], ...more });
const password = "vier-koele-kikkers";

on_both("invitations", (database: () => Options) => {
  let mail: MailServer;
  let server: Server;
  let greet: Caller;
  let path: string;
  const begin = async (more: Settings = {}) => {
    const given = database();
    server = await Server.start({ ...given, settings: { http: await public_http(), mail: mail.settings, ...more } });
    greet = await Caller.staff(server, "greet");
    path = `/api/lines/${server.line}/invitations`;
  };
  before(async () => {
    mail = await MailServer.start();
    await begin();
  });
  after(async () => {
    await server.end();
    await mail.stop();
  });
  const nobody = () => new Caller(server);
  const gets_mail = async (count: number) => {
    await until(`mail number ${count}`, () => mail.mails.length >= count);
    return mail.mails[count - 1]!;
  };

  test("go by mail over TLS, and make an account with the password that only the invited knows", async () => {
    const made = await greet.posts(path, mia());
    assert.equal(made.path, null);
    const first = await gets_mail(1);
    assert.deepEqual([first.from, first.to, first.secure], ["chat@clb.example", ["mia.maes@clb.example"], true]);
    assert.match(first.subject, /^Uitnodiging voor CLBch@t$/);
    assert.match(first.text, /^Dag Mia Maës\n/);
    assert.ok(first.text.includes(`${server.url}/welcome#invitation=`));
    assert.equal(first.head.get("auto-submitted"), "auto-generated");

    const token = token_in(first.text);
    const opened = await nobody().posts("/api/invitation", { token });
    assert.deepEqual([opened.name, opened.alias, opened.roles], ["Mia Maës", "Mia", ["operator"]]);
    refused(await nobody().post("/api/invitation/account", { token, login: "mia", password: "wachtwoord" }), "invalid");
    refused(await nobody().post("/api/invitation/account", { token, login: "mia", password: "wachtwoord12" }), "invalid", { password: "too_common" });
    refused(await nobody().post("/api/invitation/account", { token, login: "noor", password }), "conflict");
    refused(await nobody().post("/api/invitation/account", { token, login: "noor@clb.example", password }), "invalid", { login: "not_allowed" });
    assert.equal((await nobody().post("/api/invitation/account", { token, login: "mia", password })).status, 204);
    refused(await nobody().post("/api/invitation/account", { token, login: "mia2", password }), "not_found");
    refused(await nobody().post("/api/invitation", { token }), "not_found");

    const known = await Caller.staff(server, "mia", password);
    assert.equal((await known.gets("/api/session")).lines[0].slug, server.line);
    assert.deepEqual(await known.gets("/api/session/email"), { email: "mia.maes@clb.example" });
    await until("the mail is forgotten", () => server.count("mail") === 0);
    const listed = (await greet.gets(path)).invitations[0];
    assert.deepEqual([listed.state, listed.mail], ["accepted", "sent"]);
    assert.ok(!server.log.includes(token) && !server.on_disk().includes(token), "the secret is kept nowhere");
  });

  test("are sent again with another link, and revoked", async () => {
    const { invitation } = await greet.posts(path, mia({ email: "jan@clb.example" }));
    refused(await greet.post(path, mia({ email: "JAN@clb.example" })), "conflict", { email: "taken" });
    refused(await greet.post(path, mia()), "conflict", { email: "taken" });
    const first = token_in((await gets_mail(2)).text);
    await greet.posts(`${path}/${invitation}/renewal`);
    const second = token_in((await gets_mail(3)).text);
    refused(await nobody().post("/api/invitation", { token: first }), "not_found");
    await nobody().posts("/api/invitation", { token: second });
    assert.equal((await greet.drop(`${path}/${invitation}`)).status, 204);
    refused(await nobody().post("/api/invitation", { token: second }), "not_found");
    refused(await greet.post(`${path}/${invitation}/renewal`), "conflict");
    refused(await greet.drop(`${path}/${invitation}`), "conflict");
  });

  test("are for the coordinators of the line only, and take no wrong form", async () => {
    const { invitation } = await greet.posts(path, mia({ email: "els@clb.example" }));
    await gets_mail(4);
    const elsewhere = await add_line(server, "elders");
    for (const caller of [await Caller.staff(server, "noor"), elsewhere, nobody()]) {
      refused(await caller.get(path), "not_found");
      refused(await caller.post(path, mia({ email: "x@clb.example" })), "not_found");
      refused(await caller.post(`${path}/${invitation}/renewal`), "not_found");
      refused(await caller.drop(`${path}/${invitation}`), "not_found");
    }
    refused(await elsewhere.drop(`/api/lines/elders/invitations/${invitation}`), "not_found");
    for (const email of ["mia", "mia@clb", "mia@clb.example\r\nBcc: x@y.z", "a@b.c, d@e.f", "<mia@clb.example>"]) {
      refused(await greet.post(path, mia({ email })), "invalid", { email: "not_allowed" });
    }
    refused(await greet.post(path, mia({ email: "x@y.be", roles: ["administrator"] })), "invalid", { "roles.0": "not_allowed" });
    refused(await greet.post(path, mia({ email: "x@y.be", name: "\u00a0", alias: "M\u2066ia" })), "invalid", { name: "too_short", alias: "not_allowed" });
    refused(await greet.post(path, mia({ email: "x@y.be", roles: [] })), "invalid", { roles: "too_short" });
    refused(await greet.post(path, mia({ email: "x@y.be", name: "Mia\r\nBcc: x@y.z" })), "invalid", { name: "not_allowed" });
  });

  test("a forgotten password is chosen anew by mail; who is unknown hears the same", async () => {
    const before = mail.mails.length;
    const known = await Caller.staff(server, "mia", password);
    for (const login of ["niemand", "niemand@clb.example", "noor", "MIA", "mia.maes@clb.example"]) {
      const reply = await nobody().post("/api/password/forgotten", { login });
      assert.deepEqual([reply.status, reply.text], [204, ""], login);
    }
    const { text, to } = await gets_mail(before + 1);
    assert.deepEqual(to, ["mia.maes@clb.example"]);
    const token = token_in(text);
    refused(await nobody().post("/api/password", { token, password: "kort" }), "invalid");
    assert.deepEqual(await nobody().posts("/api/password", { token, password: "vijf-natte-egels" }), { login: "mia" });
    refused(await nobody().post("/api/password", { token, password: "zes-natte-egels-op" }), "not_found");
    assert.equal((await known.get("/api/session")).status, 401, "the old session is closed");
    await Caller.staff(server, "mia", "vijf-natte-egels");
    assert.equal(mail.mails.length, before + 1, "one mail only");
  });

  test("a new password is nobody's name, by whatever way it comes", async () => {
    const before = mail.mails.length;
    const guessed = ["Vermeulen-1234", "vermeulen!2026", "Zilver-Zilver1", "zilver-thuis12", "CLBch@t-2026!", `${server.line}-kikker`, "onthaal-abc12"];
    const refuses = async (ask: (password: string) => Promise<Reply>, more: string[] = []) => {
      for (const each of [...guessed, ...more]) refused(await ask(each), "invalid", { password: "too_common" });
    };
    await greet.posts(path, mia({ email: "bo.v@clb.example", name: "Bo Vermeulen", alias: "Zilver" }));
    const invited = { token: token_in((await gets_mail(before + 1)).text), login: "bo" };
    await refuses((each) => nobody().post("/api/invitation/account", { ...invited, password: each }), ["bo.v@clb.example"]);
    assert.equal((await nobody().post("/api/invitation/account", { ...invited, password })).status, 204);

    await nobody().post("/api/password/forgotten", { login: "bo" });
    const token = token_in((await gets_mail(before + 2)).text);
    await refuses((each) => nobody().post("/api/password", { token, password: each }), ["bo.v@clb.example"]);
    await nobody().posts("/api/password", { token, password: "bo heeft vier koele kikkers" });

    const bo = await Caller.staff(server, "bo", "bo heeft vier koele kikkers");
    await refuses((each) => bo.put("/api/account/password", { old: "bo heeft vier koele kikkers", password: each }));
    for (const each of guessed) {
      const run = onthaal_told(`${each}\n`, "staff", "reset", "--login", "bo", "--password-stdin", "--data", server.data);
      assert.notEqual(run.status, 0, each);
    }
    await Caller.staff(server, "bo", "bo heeft vier koele kikkers");
  });

  test("an own address asks for the password again, and is of one person", async () => {
    const known = await Caller.staff(server, "mia", "vijf-natte-egels");
    const jef = await Caller.staff(server, "jef");
    refused(await jef.put("/api/session/email", { email: "mia.maes@clb.example" }), "conflict", { email: "taken" });
    refused(await greet.post(`/api/lines/${server.line}/staff`, person({ login: "mia.maes@clb.example" })), "invalid", { login: "not_allowed" });
    assert.equal((await jef.put("/api/session/email", { email: "Jef@clb.example" })).status, 204);
    assert.deepEqual(await jef.gets("/api/session/email"), { email: "jef@clb.example" });
    assert.equal((await known.put("/api/session/email", { email: null })).status, 204);
    assert.deepEqual(await known.gets("/api/session/email"), { email: null });
    refused(await nobody().get("/api/session/email"), "unauthenticated");
    refused(await nobody().put("/api/session/email", { email: null }), "unauthenticated");
  });

  test("the link for a new password dies with any other new one", async () => {
    const before = mail.mails.length;
    const { login, password: old } = server.team.find((each) => each.login === "jef")!;
    const jef = await Caller.staff(server, login);
    await nobody().post("/api/password/forgotten", { login });
    const token = token_in((await gets_mail(before + 1)).text);
    assert.equal((await jef.put("/api/account/password", { old, password })).status, 204);
    refused(await nobody().post("/api/password", { token, password: "zes-natte-egels-op" }), "not_found");
    await Caller.staff(server, login, password);
  });

  test("wait for a mail server that is busy or hangs, and are given up when it refuses", async () => {
    mail.answer = "later";
    await greet.posts(path, mia({ email: "traag@clb.example" }));
    const state = async (email: string) => (await greet.gets(path)).invitations.find((each: { email: string }) => each.email === email).mail;
    const tried = mail.tries.length;
    await until("the mail is tried", () => mail.tries.length > tried);
    assert.equal(await state("traag@clb.example"), "waiting");
    mail.answer = "never";
    await greet.posts(path, mia({ email: "nooit@clb.example" }));
    await until("the mail is given up", async () => (await state("nooit@clb.example")) === "given_up");
    const raised = async () => (await greet.gets(`/api/lines/${server.line}/notices`)).notices.filter(({ kind }: { kind: string }) => kind === "mail");
    assert.deepEqual((await raised()).map(({ alias, seen }: { alias: string | null; seen: boolean }) => [alias, seen]), [[null, false]], "coordinators hear of it, and not of whom");
    for (const [login, ...role] of [["plant", "--planner", server.line], ["baas", "--administrator"]] as const) {
      const caller = await add_staff(server, login, role);
      assert.equal((await caller.put("/api/session/email", { email: `${login}@clb.example` })).status, 204);
      await nobody().post("/api/password/forgotten", { login });
      await until(`the coordinators hear of ${login}`, async () => (await raised()).some(({ alias }: { alias: string | null }) => alias === login));
    }
    assert.ok(!server.on_disk().includes("nooit@clb.example\\n"), "its words are gone");
    mail.answer = "hang";
    const refused_for_good = mail.tries.length;
    await greet.posts(path, mia({ email: "hangt@clb.example" }));
    await until("the mail hangs", () => mail.tries.length > refused_for_good);
    await Caller.staff(server, "noor");
    assert.equal(await server.stop(), 0, "a hanging mail server holds up no stop");
    mail.answer = "take";
    server.configure({ clock: { speed: 600 } });
    await server.start();
    await until("what waited is sent", () => mail.mails.some(({ to }) => to[0] === "traag@clb.example") && mail.mails.some(({ to }) => to[0] === "hangt@clb.example"));
    const ids = mail.mails.filter(({ to }) => to[0] === "hangt@clb.example").map(({ head }) => head.get("message-id"));
    assert.ok(mail.tries.indexOf(ids[0]!) < mail.tries.lastIndexOf(ids[0]!), "the same mail, under the same name");
    server.configure({ clock: { speed: 1 } });
  });
});

test("without a mail server the link is shown once, to be given by hand", async (t) => {
  const server = await Server.start();
  t.after(() => server.end());
  const greet = await Caller.staff(server, "greet");
  const path = `/api/lines/${server.line}/invitations`;
  const made = await greet.posts(path, mia());
  const token = token_in(made.path);
  assert.deepEqual([(await greet.gets(path)).mail, (await greet.gets(path)).invitations[0].mail], [false, null]);
  assert.equal((await new Caller(server).post("/api/invitation/account", { token, login: "mia", password })).status, 204);
  assert.deepEqual(await new Caller(server).gets("/api/password/forgotten"), { mail: false });
  assert.equal((await new Caller(server).post("/api/password/forgotten", { login: "mia" })).status, 204);
  assert.equal(server.count("mail"), 0);
  await Caller.staff(server, "mia", password);
});

// Where the clock is fast, half an hour without a request is over in two seconds: nobody is logged out for that here.
test("a mail server that takes its time gets each mail once", async (t) => {
  const mail = await MailServer.start();
  t.after(() => mail.stop());
  const server = await Server.start({ settings: { http: await public_http(), mail: mail.settings, clock: { speed: 1000 }, staff: { idle_minutes: 44_640 } } });
  t.after(() => server.end());
  const greet = await Caller.staff(server, "greet");
  mail.answer = "slow";
  await greet.posts(`/api/lines/${server.line}/invitations`, mia());
  await until("it is there", () => mail.tries.length === 1);
  await until("it was given to the thread of mail again", () => server.count("mail where tries > 2") === 1);
  mail.answer = "take";
  mail.release();
  await until("the mail is forgotten", () => server.count("mail") === 0);
  await greet.posts(`/api/lines/${server.line}/invitations`, mia({ email: "jan@clb.example" }));
  await until("the next one is sent", () => mail.mails.length > 1);
  assert.deepEqual([mail.tries.length, mail.mails.map(({ to }) => to[0])], [2, ["mia.maes@clb.example", "jan@clb.example"]]);
});

test("what was taken goes no second time, although that could not be written down", async (t) => {
  const mail = await MailServer.start();
  t.after(() => mail.stop());
  const server = await Server.start({ settings: { http: await public_http(), mail: mail.settings, clock: { speed: 1000 }, staff: { idle_minutes: 44_640 } } });
  t.after(() => server.end());
  const greet = await Caller.staff(server, "greet");
  server.alter("create trigger trap before delete on mail begin select raise(abort, 'not now'); end");
  for (const email of ["jan@clb.example", "els@clb.example"]) await greet.posts(`/api/lines/${server.line}/invitations`, mia({ email }));
  await until("both were given to the thread of mail again", () => server.count("mail where tries > 2") === 2);
  server.alter("drop trigger trap");
  await until("they are forgotten", () => server.count("mail") === 0);
  assert.deepEqual(mail.mails.map(({ to }) => to[0]).sort(), ["els@clb.example", "jan@clb.example"]);
  assert.equal(mail.tries.length, 2);
});

test("a mail server without TLS gets nothing, unless it is on this machine", async (t) => {
  const mail = await MailServer.start({ tls: false });
  t.after(() => mail.stop());
  // Every name under localhost leads to this machine, but only localhost itself is said to.
  const elsewhere = { ...mail.settings, url: `smtp://mail.localhost:${mail.port}` };
  const server = await Server.start({ settings: { http: await public_http(), mail: elsewhere, clock: { speed: 600 } } });
  t.after(() => server.end());
  const greet = await Caller.staff(server, "greet");
  await greet.posts(`/api/lines/${server.line}/invitations`, mia());
  await until("TLS is missed", () => /mail\.postponed.*problem\W+64\b/.test(server.log));
  assert.deepEqual([mail.tries, mail.logins], [[], 0], "no word, and no password");
  await server.stop();
  server.configure({ mail: mail.settings });
  await server.start();
  await until("the mail is sent", () => mail.mails.length === 1);
  assert.equal(mail.mails[0]!.secure, false);
});

test("a certificate that nobody vouches for, or a wrong password, keeps a mail here until that is mended", async (t) => {
  const mail = await MailServer.start();
  t.after(() => mail.stop());
  const server = await Server.start({ settings: { http: await public_http(), mail: { ...mail.settings, ca_file: "" }, clock: { speed: 600 } } });
  t.after(() => server.end());
  const greet = await Caller.staff(server, "greet");
  await greet.posts(`/api/lines/${server.line}/invitations`, mia());
  const postponed = () => server.log.split("mail.postponed").length - 1;
  await until("the certificate is refused", () => postponed() > 0);
  await server.stop();
  server.configure({ mail: { ...mail.settings, password: "fout" } });
  const before = postponed();
  await server.start();
  await until("the password is refused", () => postponed() > before);
  assert.equal(mail.tries.length, 0, "no word of it went out");
  await server.stop();
  server.configure({ mail: mail.settings });
  await server.start();
  await until("the mail is sent", () => mail.mails.length === 1);
  assert.ok(!server.log.includes("geheim") && !server.log.includes("mia.maes"));
});
