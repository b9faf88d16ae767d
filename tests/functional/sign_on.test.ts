// Single sign-on: the good way with a real provider, and everything that a bad one may try.
import assert from "node:assert/strict";
import { randomBytes } from "node:crypto";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { base64url, exportJWK, exportSPKI, generateKeyPair, importJWK, SignJWT, type JWTPayload } from "jose";
import { Authenticator } from "../support/authenticator.ts";
import { add_staff, Caller, refused } from "../support/callers.ts";
import { on_both } from "../support/engines.ts";
import { public_http } from "../support/ports.ts";
import { client, EvilProvider, make_key, RealProvider } from "../support/providers.ts";
import { onthaal, onthaal_told, Server, type Options, type Reply } from "../support/server.ts";
import { until } from "../support/until.ts";

const tab = () => randomBytes(32).toString("base64url");
const rules = (line: string) => [`groups contains team => operator ${line}`, `groups contains run => coordinator ${line}`];
const settings = (issuer: string, more = {}) => ({ issuer, name: "Het Huis", client_id: client.id, client_secret: client.secret, ...more });

async function start(server: Server, browser: string): Promise<URL> {
  return new URL((await new Caller(server).posts("/api/sign-on", { browser })).url);
}
const back = (server: Server, browser: string, at: URL, more = {}): Promise<Reply> =>
  new Caller(server).post("/api/sign-on/session", { browser, state: at.searchParams.get("state"), code: at.searchParams.get("code") ?? "x", ...more });

function not_in(reply: Reply, why: string): void {
  refused(reply, "unauthenticated", { sign_on: why });
  assert.equal(reply.headers.get("set-cookie"), null);
}

on_both("single sign-on with a real provider", (database: () => Options) => {
  let server: Server;
  let provider: RealProvider;
  const comes = async (person: Record<string, unknown>, more = {}, browser = tab()) => {
    provider.person = person;
    const at = await provider.log_in((await start(server, browser)).href, `${server.url}/welcome`);
    return { browser, at, reply: await back(server, browser, at, more) };
  };
  const as = (reply: Reply) => new Caller(server, { Cookie: reply.headers.get("set-cookie")!.split(";")[0]! });
  before(async () => {
    const http = await public_http();
    provider = await RealProvider.start(`${http.public_url}/welcome`, { client_secret: client.secret, token_endpoint_auth_method: "client_secret_basic" });
    server = await Server.start({ ...database(), settings: { http, oidc: settings(provider.issuer, { rules: rules("clbchat") }) } });
  });
  after(async () => {
    await server.end();
    await provider.stop();
  });

  test("makes an account with the roles of the rules, and finds it again", async () => {
    assert.deepEqual(await new Caller(server).gets("/api/sign-on"), { name: "Het Huis", only: false });
    const { reply } = await comes({ sub: "lotte", name: "Lotte Peeters", given_name: "Lotte", preferred_username: "Lotte.Peeters", groups: ["team"] });
    assert.equal(reply.status, 200, reply.text);
    assert.deepEqual([reply.json.name, reply.json.alias, reply.json.lines[0].roles], ["Lotte Peeters", "Medewerker 1", ["operator"]]);
    assert.match(reply.headers.get("set-cookie")!, /^__Host-onthaal=.*HttpOnly; Secure; SameSite=Strict/);
    const again = await comes({ sub: "lotte", name: "Lotte Peeters", groups: ["run", "team"] });
    assert.deepEqual([again.reply.json.staff, again.reply.json.lines[0].roles.toSorted()], [reply.json.staff, ["coordinator", "operator"]]);
    const less = await comes({ sub: "lotte", groups: ["run"] });
    assert.deepEqual(less.reply.json.lines[0].roles, ["coordinator"]);
    assert.equal((await as(again.reply).get("/api/session")).status, 401, "who lost a role is logged out elsewhere");
    const greet = await Caller.staff(server, "greet");
    assert.equal((await greet.gets("/api/lines/clbchat/staff")).staff.some(({ login }: { login: string }) => login === "lotte.peeters"), true);
    refused(await new Caller(server).post("/api/session", { login: "lotte.peeters", password: "-" }), "unauthenticated");
  });

  test("who came by it logs out there, too", async () => {
    provider.person = { sub: "lotte", name: "Lotte", groups: ["run"] };
    const [browser, cookies] = [tab(), new Map<string, string>()];
    const reply = await back(server, browser, await provider.log_in((await start(server, browser)).href, `${server.url}/welcome`, cookies));
    const lotte = as(reply);
    const { url } = await lotte.gets("/api/sign-on/end");
    assert.deepEqual([...new URL(url).searchParams.keys()], ["client_id", "post_logout_redirect_uri"], "nothing that says who it is");
    assert.equal((await lotte.drop("/api/session")).status, 204);
    assert.equal(await provider.log_out(url, cookies), `${server.url}/desk`);
    provider.person = { sub: "els", name: "Els", groups: ["team"] };
    const next = tab();
    const other = await back(server, next, await provider.log_in((await start(server, next)).href, `${server.url}/welcome`, cookies));
    assert.equal(other.json.name, "Els", "the provider knows nobody any more in that browser");
    assert.notEqual(other.json.staff, reply.json.staff);

    assert.deepEqual(await (await Caller.staff(server, "noor")).gets("/api/sign-on/end"), { url: null }, "a password is no sign-on");
    refused(await lotte.get("/api/sign-on/end"), "unauthenticated");
  });

  test("lets nobody in without a role, and links nobody by a name or an address", async () => {
    not_in((await comes({ sub: "x", name: "Noor", preferred_username: "noor", email: "noor@clb.example", groups: [] })).reply, "no_roles");
    const { reply } = await comes({ sub: "y", name: "Noor", preferred_username: "noor", groups: ["team"] });
    const noor = await Caller.staff(server, "noor");
    assert.notEqual(reply.json.staff, (await noor.gets("/api/session")).staff, "another account, with another log-in name");
    not_in((await comes({ sub: "y", groups: [] })).reply, "no_roles");
  });

  test("an invitation is accepted with it", async () => {
    const greet = await Caller.staff(server, "greet");
    const made = await greet.posts("/api/lines/clbchat/invitations", { email: "tom@clb.example", name: "Tom Tas", alias: "Tommy", roles: ["reviewer"] });
    const invitation = made.path.split("=")[1];
    const { reply } = await comes({ sub: "tom", name: "T.", preferred_username: "tom", groups: [] }, { invitation });
    assert.deepEqual([reply.status, reply.json.name, reply.json.alias], [200, "Tom Tas", "Tommy"], reply.text);
    refused((await comes({ sub: "tim", groups: [] }, { invitation })).reply, "not_found");
    assert.equal((await comes({ sub: "tom", groups: [] })).reply.json.staff, reply.json.staff);
  });

  test("one way there and back is used once, in the tab where it began", async () => {
    const { browser, at, reply } = await comes({ sub: "lotte", groups: ["run"] });
    assert.equal(reply.status, 200);
    not_in(await back(server, browser, at), "provider");
    const other = await start(server, browser);
    const stolen = await provider.log_in(other.href, `${server.url}/welcome`);
    not_in(await back(server, tab(), stolen), "expired");
    stolen.searchParams.set("state", stolen.searchParams.get("state")!.replace(/\.\d+\./, ".99999999999999."));
    not_in(await back(server, browser, stolen), "expired");
    assert.equal(other.searchParams.get("code_challenge_method"), "S256");
    assert.equal(other.searchParams.get("redirect_uri"), `${server.url}/welcome`);
    refused(await new Caller(server).post("/api/sign-on", { browser: "short" }), "invalid", { browser: "too_short" });
    refused(await server.request("POST", "/api/sign-on", { body: { browser: tab() }, headers: { Origin: "https://evil.example" } }), "bad_origin");
  });

  test("who was put out stays out", async () => {
    const greet = await Caller.staff(server, "greet");
    await comes({ sub: "y", groups: ["team"] });
    const { staff, login: _, ...rest } = (await greet.gets("/api/lines/clbchat/staff")).staff.find(({ login }: { login: string }) => /^noor-[0-9a-f]{8}$/.test(login));
    await greet.puts(`/api/lines/clbchat/staff/${staff}`, { ...rest, active: false });
    not_in((await comes({ sub: "y", groups: ["team"] })).reply, "disabled");
  });

  test("who left stays out although the provider goes on, until an administrator says otherwise", async () => {
    const wim = { sub: "wim", name: "Wim Weg", preferred_username: "wim", groups: ["team"] };
    const { staff } = (await comes(wim)).reply.json;
    const greet = await Caller.staff(server, "greet");
    assert.equal((await greet.post(`/api/lines/clbchat/staff/${staff}/departure`)).status, 204);
    for (const invited of [{}, { invitation: (await greet.posts("/api/lines/clbchat/invitations", { email: "wim@clb.example", name: "Wim", alias: "Wim", roles: ["operator"] })).path.split("=")[1] }])
      not_in((await comes(wim, invited)).reply, "disabled");
    const baas = await add_staff(server, "baas", ["--administrator"]);
    const known = (await baas.gets("/api/house/staff")).staff.filter(({ name }: { name: string }) => name === "Wim Weg");
    assert.deepEqual(known.map((each: { staff: string; active: boolean; roles: unknown[] }) => [each.staff, each.active, each.roles]), [[staff, false, []]], "no second account, and no role");
    await baas.puts(`/api/house/staff/${staff}`, { active: true, roles: [] });
    assert.equal((await comes(wim)).reply.json.staff, staff);
    const [from, to] = [-1, 1].map((days) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10));
    const log = await (await add_staff(server, "lezer", ["--auditor"])).gets(`/api/house/log/${from}/${to}/staff.enabled/0`);
    assert.ok(JSON.stringify(log).includes(staff), JSON.stringify(log));
  });
});

test("a provider that hangs holds up no stop", async () => {
  const evil = await EvilProvider.start();
  const server = await Server.start({ settings: { http: await public_http(), oidc: settings(evil.issuer, { rules: rules("clbchat") }) } });
  const browser = tab();
  const at = await start(server, browser);
  evil.mode = "slow";
  const hanging = back(server, browser, at).catch(() => null);
  await until("it is asked", () => evil.asked.includes("/token"));
  assert.equal(await server.stop(), 0);
  await hanging;
  assert.ok(!server.log.includes("sign_on.no_answer"), "it was not waited for until the end");
  await evil.stop();
});

test("a provider that was away is asked again at once, and one that goes away is still known", async (t) => {
  const evil = await EvilProvider.start();
  t.after(() => evil.stop());
  const server = await Server.start({ settings: { http: await public_http(), oidc: settings(evil.issuer, { rules: rules("clbchat") }), clock: { speed: 60 } } });
  t.after(() => server.end());
  const begin = () => new Caller(server).post("/api/sign-on", { browser: tab() });
  evil.mode = "away";
  not_in(await begin(), "provider");
  evil.mode = "answer";
  assert.equal((await begin()).status, 200);
  evil.mode = "away";
  const before = evil.asked.length;
  await until("the server asks, a minute later, and goes on without an answer", async () => {
    assert.equal((await begin()).status, 200);
    return evil.asked.length > before;
  });
});

test("private_key_jwt, and the only way in", async () => {
  const http = await public_http();
  const folder = mkdtempSync(join(tmpdir(), "onthaal-oidc-"));
  const key = await generateKeyPair("RS256", { extractable: true });
  const file = join(folder, "key.json");
  writeFileSync(file, JSON.stringify({ ...(await exportJWK(key.privateKey)), kid: "ours" }));
  const provider = await RealProvider.start(`${http.public_url}/welcome`, {
    token_endpoint_auth_method: "private_key_jwt",
    jwks: { keys: [{ ...(await exportJWK(key.publicKey)), kid: "ours", use: "sig", alg: "RS256" }] },
  });
  const oidc = { ...settings(provider.issuer, { rules: rules("clbchat"), client_auth: "private_key_jwt", client_key_file: file, only: "yes" }) };
  const server = await Server.start({ keeper: false, settings: { http, oidc } });
  provider.person = { sub: "a", name: "An", groups: ["team"] };
  const browser = tab();
  const reply = await back(server, browser, await provider.log_in((await start(server, browser)).href, `${server.url}/welcome`));
  assert.equal(reply.status, 200, `${reply.text} ${server.log.slice(-500)}`);
  refused(await new Caller(server).post("/api/session", server.team[0]), "unauthenticated", { sign_on: "only" });
  const with_passkey = async (caller: Caller): Promise<Reply> => {
    const made = await caller.posts("/api/account/challenge", {});
    const key = new Authenticator(server.url, made.site);
    await caller.posts("/api/account/passkeys", { name: "Sleutel", ...key.makes(made.challenge) });
    const { challenge } = await new Caller(server).posts("/api/session/challenge", {});
    return new Caller(server).post("/api/session/passkey", key.shows(challenge));
  };
  not_in(await with_passkey(new Caller(server, { Cookie: reply.headers.get("set-cookie")!.split(";")[0]! })), "only");
  const args = ["--login", "baas", "--name", "Baas", "--alias", "Baas", "--administrator"];
  const added = onthaal_told("tien-rode-tomaten\n", "staff", "add", "--data", server.data, ...args, "--password-stdin");
  assert.equal(added.status, 0, added.said);
  const entered = await with_passkey(await Caller.staff(server, "baas", "tien-rode-tomaten"));
  assert.equal(entered.status, 200, entered.text);
  await server.end();
  await provider.stop();
  rmSync(folder, { recursive: true });
});

test("an evil provider gets nobody in", async (t) => {
  const evil = await EvilProvider.start();
  const server = await Server.start({ settings: { http: await public_http(), oidc: settings(evil.issuer, { client_auth: "post", rules: rules("clbchat") }) } });
  const tries = async (token: (nonce: string) => Promise<string> | string): Promise<Reply> => {
    const browser = tab();
    const at = await start(server, browser);
    evil.token = () => token(at.searchParams.get("nonce")!);
    return back(server, browser, at);
  };
  const says = (more: JWTPayload) => tries((nonce) => evil.sign(evil.claims(nonce, more)));
  const now = Math.floor(Date.now() / 1000);

  await t.test("the good way works, with each algorithm that we take", async () => {
    assert.equal((await says({})).status, 200);
    for (const alg of ["PS256", "ES256"]) {
      const key = await make_key(alg, alg);
      evil.keys.push(key);
      const reply = await tries((nonce) => evil.sign(evil.claims(nonce), key));
      assert.equal(reply.status, 200, `${alg} ${reply.text}`);
    }
  });
  await t.test("nor the same way twice, though the provider gives a token for it", async () => {
    const browser = tab();
    const at = await start(server, browser);
    evil.token = () => evil.sign(evil.claims(at.searchParams.get("nonce")!));
    assert.equal((await back(server, browser, at)).status, 200);
    not_in(await back(server, browser, at), "expired");
  });
  await t.test("claims that are not for us", async () => {
    const wrong: JWTPayload[] = [
      { iss: "https://other.example" }, { iss: `${evil.issuer}/` }, { aud: "other" }, { aud: [client.id, "other"] }, { aud: [client.id], azp: "other" },
      { exp: now - 61 }, { exp: undefined }, { iat: now + 120 }, { iat: now - 4000 }, { iat: undefined }, { nbf: now + 120 },
      { nonce: "other" }, { nonce: undefined }, { sub: "" }, { sub: undefined }, { sub: "x".repeat(256) },
    ];
    for (const more of wrong) not_in(await says(more), "token");
    assert.equal((await says({ aud: [client.id, "other"], azp: client.id })).status, 200);
  });
  await t.test("signatures that are none", async () => {
    const part = (what: object) => base64url.encode(JSON.stringify(what));
    const bare = (head: object, nonce: string) => `${part(head)}.${part(evil.claims(nonce))}`;
    const [key] = evil.keys;
    const spki = new TextEncoder().encode(await exportSPKI((await importJWK({ ...key!.jwk, ext: true }, "RS256")) as never));
    const other = await make_key("a");
    const tokens: ((nonce: string) => Promise<string> | string)[] = [
      (nonce) => `${bare({ alg: "none" }, nonce)}.`,
      (nonce) => `${bare({ alg: "None", kid: "a" }, nonce)}.`,
      (nonce) => `${bare({ alg: "RS256", kid: "a" }, nonce)}.`,
      (nonce) => new SignJWT(evil.claims(nonce)).setProtectedHeader({ alg: "HS256", kid: "a" }).sign(spki),
      (nonce) => new SignJWT(evil.claims(nonce)).setProtectedHeader({ alg: "HS256" }).sign(new TextEncoder().encode(client.secret.padEnd(32))),
      (nonce) => evil.sign(evil.claims(nonce), other),
      async (nonce) => (await evil.sign(evil.claims(nonce))).replace(/\.[^.]+\./, `.${part(evil.claims(nonce, { groups: ["run"] }))}.`),
      async (nonce) => `${await evil.sign(evil.claims(nonce))}.more`,
      (nonce) => evil.sign(evil.claims(nonce), key, { kid: "ES256" }),
      () => "",
      () => "x.y.z",
    ];
    for (const token of tokens) not_in(await tries(token), "token");
  });
  await t.test("keys that changed are known at once, and unknown ones never", async () => {
    const next = await make_key("b");
    not_in(await tries((nonce) => evil.sign(evil.claims(nonce), next)), "token");
    evil.keys.unshift(next);
    assert.equal((await says({})).status, 200);
    const [old] = evil.keys.splice(1, 1);
    not_in(await tries((nonce) => evil.sign(evil.claims(nonce), old)), "token");
    evil.keys.push(old!);
    assert.equal((await tries((nonce) => evil.sign(evil.claims(nonce), old))).status, 200, "it was the key alone");
    evil.jwks = () => ({ keys: "none" });
    not_in(await says({}), "token");
    evil.jwks = null;
  });
  await t.test("answers that are none", async () => {
    for (const mode of ["huge", "redirect", "broken"] as const) {
      evil.mode = mode;
      not_in(await says({}), "provider");
    }
    assert.ok(!evil.asked.includes("/elsewhere"), "no redirect is followed");
    evil.mode = "slow";
    const slow = says({});
    await Caller.staff(server, "noor");
    not_in(await slow, "provider");
    evil.mode = "answer";
    await evil.stop();
    const browser = tab();
    const begun = await new Caller(server).post("/api/sign-on", { browser }); // it may still know where the provider is
    not_in(begun.status === 200 ? await back(server, browser, new URL(begun.json.url)) : begun, "provider");
  });
  assert.ok(!server.log.includes(client.secret));
  await server.end();
});

test("the provider's log-in is a second factor only where the settings say so", async () => {
  const evil = await EvilProvider.start();
  const oidc = settings(evil.issuer, { client_auth: "post", rules: rules("clbchat"), second_factor: ["mfa", "urn:eid"] });
  const server = await Server.start({ keeper: false, settings: { http: await public_http(), oidc, staff: { second_factor: "everyone" } } });
  const comes = async (more: JWTPayload): Promise<Reply> => {
    const browser = tab();
    const at = await start(server, browser);
    evil.token = () => evil.sign(evil.claims(at.searchParams.get("nonce")!, more));
    return back(server, browser, at);
  };
  for (const more of [{}, { amr: ["pwd"] }, { acr: "urn:other" }, { amr: "mfa" }]) {
    const reply = await comes(more);
    assert.deepEqual([reply.status, typeof reply.json.ticket, reply.headers.get("set-cookie")], [202, "string", null], reply.text);
  }
  for (const more of [{ amr: ["pwd", "mfa"] }, { acr: "urn:eid" }]) assert.equal((await comes(more)).status, 200);
  await server.end();
  await evil.stop();
});

test("settings that make no sense are told before the start", () => {
  const provider = ["--http.public_url", "https://chat.example", "--oidc.issuer", "https://id.example", "--oidc.client_id", "x", "--oidc.client_secret", "y"];
  const check = (...rules: string[]) => onthaal("config", "check", ...provider, "--oidc.rules", rules.join(","));
  assert.equal(check("groups contains a b => operator clbchat", "vo_orgcode = 12345 => administrator").status, 0);
  for (const wrong of ["groups", "groups contains a => boss clbchat", "groups contains => operator clbchat", "groups contains a => operator", "a = b => administrator clbchat", "a = b => centre_worker clbchat", "a is b => auditor"]) {
    const told = check(wrong);
    assert.equal(told.status, 1, wrong);
    assert.match(told.out, /\[oidc\]: the rule/);
  }
  assert.match(onthaal("config", "check", "--oidc.issuer", "http://id.example").out, /is not https/);
  assert.match(onthaal("config", "check", "--mail.url", "smtp://mail.example:587").out, /mail.url needs mail.from as well/);
  assert.doesNotMatch(onthaal("config", "show", "--mail.password", "geheim").out, /geheim/);
});
