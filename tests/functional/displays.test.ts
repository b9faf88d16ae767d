// The board on a wall: what its link opens, and that it opens nothing else.
import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import { test } from "node:test";
import { Operator, Visitor } from "../support/actors.ts";
import { Caller, refused } from "../support/callers.ts";
import { on_both } from "../support/engines.ts";
import { operations } from "../support/schema.ts";
import { onthaal, Server, type Options } from "../support/server.ts";

on_both("the board on a wall", (database: () => Options) => {
  const with_a_screen = (tell: (server: Server, greet: Caller, made: { display: string; token: string }) => Promise<void>) => async () => {
    const server = await Server.start(database());
    try {
      const greet = await Caller.staff(server, "greet");
      await tell(server, greet, await greet.posts(`/api/lines/${server.line}/displays`, { name: "Gang" }));
    } finally {
      await server.end();
    }
  };
  const board = (server: Server, token: string) => new Caller(server).post("/api/board", { token });

  test("shows who waits, who talks and who is there, and no name or word of a visitor", with_a_screen(async (server, _, { token }) => {
    const robin = await Visitor.comes(server, { nickname: "Wilhelmina" });
    const sam = await Visitor.comes(server, { nickname: "Bartholomeus" });
    const noor = await Operator.logs_in(server);
    await noor.takes();
    await robin.says("Dit is van mij.");
    const reply = await board(server, token);
    assert.equal(reply.status, 200, reply.text);
    const names = (all: { alias: string }[]) => all.map(({ alias }) => alias);
    assert.deepEqual([reply.json.waiting.length, names(reply.json.running), names(reply.json.team).includes("Noor")], [1, ["Noor"], true]);
    assert.equal(reply.json.overview.today.requested, 2);
    assert.doesNotMatch(reply.text, /Wilhelmina|Bartholomeus|van mij|nickname|phone|topic/);
    for (const page of [robin, sam, noor]) page.live.drop();
  }));

  test("opens no other door: to every route, and to the live connection, its secret is nobody's", with_a_screen(async (server, _, { token }) => {
    for (const { method, path } of operations) {
      if (path === "/api/board") continue;
      const at = path.replace("{slug}", server.line).replace(/\{(from|to)\}/g, "2026-09-01").replace(/\{\w+\}/g, randomUUID());
      const body = method === "GET" || method === "DELETE" ? undefined : { token, name: "x" };
      const nobody = await new Caller(server).ask(method, at, body);
      for (const headers of [{ Authorization: `Bearer ${token}` }, { Cookie: `__Host-onthaal=${token}` }] as Record<string, string>[]) {
        const reply = await new Caller(server, headers).ask(method, at, body);
        assert.deepEqual([reply.status, reply.json?.code], [nobody.status, nobody.json?.code], `${method} ${path}`);
      }
    }
    for (const [headers, hello] of [[{}, { token }], [{ Cookie: `__Host-onthaal=${token}` }, {}]] as [Record<string, string>, object][]) {
      const { session } = await new Caller(server, headers).posts("/api/live", { type: "hello", version: 1, ...hello });
      const frames = await server.get("/api/live/frames", { "Onthaal-Session": session, "Onthaal-After": "0" });
      assert.equal(frames.json.frames[0].code, "unauthenticated", frames.text);
    }
    refused(await server.request("POST", "/api/board", { body: { token }, headers: { Origin: "https://evil.example" } }), "bad_origin");
  }));

  test("is revoked at once, in the office and by command; the list tells when it was used and never the secret", with_a_screen(async (server, greet, { display, token }) => {
    const path = `/api/lines/${server.line}/displays`;
    assert.equal((await greet.gets(path)).displays[0].used_at, null);
    await board(server, token);
    const listed = await greet.get(path);
    assert.ok(listed.json.displays[0].used_at);
    assert.ok(!listed.text.includes(token));
    assert.equal((await greet.drop(`${path}/${display}`)).status, 204);
    refused(await board(server, token), "not_found");

    const other = await greet.posts(path, { name: "Onthaal" });
    const list = onthaal("display", "list", "--line", server.line, "--data", server.data);
    assert.match(list.out, new RegExp(`${other.display}  Onthaal  made by Greet.*last used never`), list.said);
    assert.equal(onthaal("display", "revoke", "--display", other.display, "--data", server.data).status, 0);
    refused(await board(server, other.token), "not_found");
    assert.notEqual(onthaal("display", "revoke", "--display", other.display, "--data", server.data).status, 0);
  }));

  test("goes on after a crash of the server", with_a_screen(async (server, _, { token }) => {
    await server.kill();
    await server.start();
    assert.equal((await board(server, token)).status, 200);
    assert.ok(!server.log.includes(token), "no secret in the log");
  }));
});
