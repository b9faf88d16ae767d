// Logging in, the cookie, logging out.
import assert from "node:assert/strict";
import { test } from "node:test";
import { Operator } from "../support/actors.ts";
import { code_of } from "../support/authenticator.ts";
import { add_staff, Caller, refused } from "../support/callers.ts";
import { on_both } from "../support/engines.ts";
import { person } from "../support/samples.ts";
import { Server, type Options } from "../support/server.ts";
import { in_time, until } from "../support/until.ts";

on_both("a session of staff", (database: () => Options) => {
  const with_server = (tests: (server: Server) => Promise<void>) => async () => {
    const server = await Server.start(database());
    try {
      await tests(server);
    } finally {
      await server.end();
    }
  };

  test("begins with a cookie that no script and no other site gets", with_server(async (server) => {
    const reply = await server.post("/api/session", server.team[0]);
    assert.equal(reply.status, 200, reply.text);
    const [cookie = "", ...attributes] = reply.headers.get("set-cookie")!.split(/; */);
    assert.match(cookie, /^__Host-onthaal=[\w-]{22,}$/);
    const lower = attributes.map((each) => each.toLowerCase());
    for (const wanted of ["httponly", "secure", "samesite=strict", "path=/"]) assert.ok(lower.includes(wanted), `${wanted} in ${attributes}`);
    assert.ok(!lower.some((each) => each.startsWith("domain")));
    const shown = await server.get("/api/session", { Cookie: cookie });
    assert.deepEqual(shown.json, reply.json);
    assert.ok(reply.json.lines.some((line: { slug: string; roles: string[] }) => line.slug === server.line && line.roles.length > 0));
  }));

  test("is kept open by use, not by what a page asks with nobody at it", async () => {
    const server = await Server.start({ ...database(), settings: { clock: { speed: 60 }, staff: { idle_minutes: 5 }, http: { burst: 100_000 } } });
    try {
      const cookies = [];
      for (const who of [0, 1]) cookies.push((await server.post("/api/session", server.team[who])).headers.get("set-cookie")!.split(";")[0]!);
      const [used = "", left = ""] = cookies;
      await until("nobody's page is logged out", async () => {
        assert.equal((await server.get("/api/session", { Cookie: used })).status, 200);
        return (await server.get("/api/session", { Cookie: left, "Onthaal-Unattended": "1" })).status === 401;
      });
      assert.equal((await server.get("/api/session", { Cookie: used })).status, 200);
    } finally {
      await server.end();
    }
  });

  test("is not there without the cookie, or with a made-up one", with_server(async (server) => {
    for (const headers of [{}, { Cookie: "__Host-onthaal=made-up" }, { Cookie: "__Host-onthaal=" }, { Cookie: "other=1" }] as Record<string, string>[]) {
      assert.equal((await server.get("/api/session", headers)).status, 401);
    }
  }));

  test("does not tell an unknown login from a wrong password, and slows down", with_server(async (server) => {
    const { login } = server.team[0]!;
    const wrong = await server.post("/api/session", { login, password: "not this" });
    const unknown = await server.post("/api/session", { login: "nobody-at-all", password: "not this" });
    assert.deepEqual([wrong.status, unknown.status], [401, 401]);
    assert.deepEqual(wrong.json, unknown.json);
    assert.equal(wrong.headers.get("set-cookie"), null);
    for (const who of [login, "nobody-at-all"]) {
      for (let tries = 2; tries <= 5; ++tries) assert.equal((await server.post("/api/session", { login: who, password: "not this" })).status, 401);
      const sixth = await server.post("/api/session", { login: who, password: "not this" });
      assert.deepEqual([sixth.status, sixth.json.code], [429, "too_many"]);
    }
    assert.equal((await server.post("/api/session", server.team[0])).status, 429, "the right one has to wait as well");
    assert.equal((await server.post("/api/session", server.team[1])).status, 200, "others do not");
  }));

  test("refuses what is no login", with_server(async (server) => {
    for (const body of [{}, { login: "a" }, { login: 1, password: "b" }, { ...server.team[0], more: 1 }, { login: "a", password: "x".repeat(5000) }]) {
      const reply = await server.post("/api/session", body);
      assert.deepEqual([reply.status, reply.json.code], [422, "invalid"], JSON.stringify(body).slice(0, 60));
    }
  }));

  test("ends with its sockets and its subscriptions", with_server(async (server) => {
    const noor = await Operator.logs_in(server, 0);
    const sam = await Operator.logs_in(server, 1);
    await noor.watches_the_line();
    const reply = await server.request("DELETE", "/api/session", { headers: { Cookie: noor.cookie } });
    assert.equal(reply.status, 204);
    assert.equal(await in_time("the socket to close", noor.live.closed), 4401);
    assert.equal((await server.get("/api/session", { Cookie: noor.cookie })).status, 401);
    sam.live.send({ type: "ping" });
    await sam.live.next({ type: "pong" });
    assert.equal((await server.request("DELETE", "/api/session", { headers: { Cookie: noor.cookie } })).status, 401);
    sam.live.drop();
  }));

  test("outlives a restart of the server", with_server(async (server) => {
    const noor = await Operator.logs_in(server, 0);
    noor.live.drop();
    await server.stop();
    await server.start();
    assert.equal((await server.get("/api/session", { Cookie: noor.cookie })).status, 200);
  }));

  test("opens no own account anew: not the password, not the second step, from no office", with_server(async (server) => {
    const greet = await Caller.staff(server, "greet");
    const beheer = await add_staff(server, "beheer", ["--administrator", "--coordinator", server.line]);
    const team = `/api/lines/${server.line}/staff`;
    const { secret } = await beheer.posts("/api/account/totp", {});
    await beheer.puts("/api/account/totp", { code: code_of(secret) });
    for (const [who, path] of [[greet, team], [beheer, team], [beheer, "/api/house/staff"]] as const) {
      const { staff } = await who.gets("/api/session");
      refused(await who.post(`${path}/${staff}/password`), "conflict");
      refused(await who.drop(`${path}/${staff}/factors`), "conflict");
      refused(await who.post(`${team}/${staff}/departure`), "conflict");
    }
    assert.notEqual((await beheer.gets("/api/account/factors")).totp_since, null);
  }));

  test("does nothing any more once it is closed, though it was asked before", with_server(async (server) => {
    const greet = await Caller.staff(server, "greet");
    const team = `/api/lines/${server.line}/staff`;
    // Passwords are hashed one after the other: what waits behind these is looked at again when its turn comes.
    const busy = Array.from({ length: 8 }, (_, i) => server.post("/api/session", { login: `niemand-${i}`, password: "een-heel-lang-wachtwoord" }));
    const adds = greet.post(team, person({ login: "laat", roles: ["coordinator"] }));
    await greet.get(team);
    assert.equal((await greet.drop("/api/session")).status, 204);
    refused(await adds, "unauthenticated");
    await Promise.all(busy);
    const again = await Caller.staff(server, "greet");
    assert.ok((await again.gets(team)).staff.every((one: { login: string }) => one.login !== "laat"));
  }));
});
