// The HTTP door: every route, well asked and badly asked; limits. What every answer carries: headers.test.ts.
import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { new_token, Operator, Visitor } from "../support/actors.ts";
import { operations } from "../support/schema.ts";
import { Server } from "../support/server.ts";
import { in_time } from "../support/until.ts";

const visit = (more = {}) => ({ token: new_token(), nickname: "Robin", register: "nl", ...more });

describe("the HTTP door", () => {
  let server: Server;
  let visits: string;
  before(async () => {
    server = await Server.start({ settings: { http: { header_timeout: 1, body_timeout: 1 } } });
    visits = `/api/lines/${server.line}/visits`;
  });
  after(() => server.end());

  const refused = async (body: unknown, code: string, fields: object[] | undefined, path = visits) => {
    const reply = await server.post(path, body);
    assert.equal(reply.json.code, code, reply.text);
    assert.deepEqual(reply.json.fields, fields);
    return reply;
  };

  test("says that it is well", async () => {
    const reply = await server.get("/api/health");
    assert.equal(reply.status, 200);
    assert.equal(reply.json.status, "ok");
    assert.equal(reply.headers.get("cache-control"), "no-store");
  });

  test("lists its lines and shows one", async () => {
    const { lines } = (await server.get("/api/lines")).json;
    assert.ok(lines.some((line: { slug: string }) => line.slug === server.line));
    const shown = await server.get(`/api/lines/${server.line}`);
    assert.equal(shown.status, 200);
    assert.equal(shown.json.open, true);
    assert.equal((await server.get("/api/lines/nowhere")).status, 404);
  });

  test("starts a visit once, however often the same token asks", async () => {
    const body = visit();
    const first = await server.post(visits, body);
    const second = await server.post(visits, body);
    assert.deepEqual([first.status, second.status], [201, 200]);
    assert.deepEqual(first.json, second.json);
    const shown = await server.get("/api/visit", { Authorization: `Bearer ${body.token}` });
    assert.equal(shown.status, 200);
    assert.equal(shown.json.conversation, first.json.conversation);
    assert.equal(shown.json.state, "waiting");
  });

  test("starts no visit on a line that does not exist", async () => {
    assert.equal((await server.post("/api/lines/nowhere/visits", visit())).status, 404);
  });

  test("names the field that is wrong", async () => {
    const problem = (field: string, what: string) => [{ field, problem: what }];
    await refused(visit({ nickname: "" }), "invalid", problem("nickname", "too_short"));
    await refused(visit({ nickname: "   " }), "invalid", problem("nickname", "too_short"));
    await refused(visit({ nickname: "x".repeat(41) }), "invalid", problem("nickname", "too_long"));
    await refused(visit({ nickname: 7 }), "invalid", problem("nickname", "not_text"));
    await refused(visit({ nickname: "a\u0000b" }), "invalid", problem("nickname", "not_allowed"));
    await refused(visit({ register: "fr" }), "invalid", problem("register", "not_allowed"));
    await refused(visit({ colour: "blue" }), "invalid", problem("colour", "unknown_field"));
    const { nickname: _, ...without } = visit();
    await refused(without, "invalid", problem("nickname", "required"));
    const wrong_token = await server.post(visits, visit({ token: "short" }));
    assert.equal(wrong_token.json.code, "invalid");
    assert.equal(wrong_token.json.fields[0].field, "token");
  });

  test("takes 40 characters, not 40 bytes", async () => {
    assert.equal((await server.post(visits, visit({ nickname: "é".repeat(40) }))).status, 201);
  });

  test("tells all mistakes at once", async () => {
    const reply = await server.post(visits, { nickname: "", register: "fr" });
    assert.deepEqual(reply.json.fields.map((each: { field: string }) => each.field).sort(), ["nickname", "register", "token"]);
  });

  test("refuses what is not a JSON object", async () => {
    for (const body of ["", "{", "[]", "7", '"text"', '{"a":1,"a":2}', '{"nickname":"\ud800"}'.replace("\ud800", "\\ud800"), "[".repeat(5000)]) {
      const reply = await server.post(visits, body);
      assert.equal(reply.status, 400, `${body.slice(0, 40)}: ${reply.text}`);
      assert.equal(reply.json.code, "malformed");
    }
  });

  test("refuses a body that is too large, and reads no further", async () => {
    const reply = await server.post(visits, visit({ nickname: "x".repeat(100_000) }));
    assert.equal(reply.status, 413);
    assert.equal(reply.json.code, "too_large");
    const { socket, received } = server.raw();
    socket.write(`POST ${visits} HTTP/1.1\r\nHost: x\r\nOrigin: ${server.url}\r\nContent-Length: 99999999999\r\n\r\n`);
    assert.match(await in_time("the answer to a huge body", received), /^HTTP\/1.1 413 /);
  });

  test("refuses a header that is too large", async () => {
    const { socket, received } = server.raw();
    socket.write(`GET /api/health HTTP/1.1\r\nHost: x\r\nX-Long: ${"x".repeat(40_000)}\r\n\r\n`);
    assert.doesNotMatch(await in_time("the answer to a huge header", received), /^HTTP\/1.1 200 /);
  });

  test("cuts a sender that takes too long over its header", async () => {
    const { socket, received } = server.raw();
    socket.write("GET /api/health HTTP/1.1\r\nHost: x\r\nX-Slow: ");
    const drip = setInterval(() => socket.write("x"), 200);
    try {
      assert.doesNotMatch(await in_time("the server to hang up", received), /^HTTP\/1.1 200 /);
    } finally {
      clearInterval(drip);
      socket.destroy();
    }
  });

  test("cuts who connects and sends nothing, and keeps who was answered", async () => {
    const kept = server.raw(), silent = server.raw();
    const health = "GET /api/health HTTP/1.1\r\nHost: x\r\n";
    kept.socket.write(`${health}\r\n`);
    assert.equal(await in_time("the server to hang up", silent.received), "");
    kept.socket.write(`${health}Connection: close\r\n\r\n`);
    assert.equal((await in_time("two answers", kept.received)).match(/HTTP\/1.1 200 /g)?.length, 2);
  });

  test("cuts a sender that takes too long over its body", async () => {
    const { socket, received } = server.raw();
    socket.write(`POST ${visits} HTTP/1.1\r\nHost: x\r\nOrigin: ${server.url}\r\nContent-Length: 1000\r\n\r\n{`);
    const drip = setInterval(() => socket.write(" "), 200);
    try {
      assert.doesNotMatch(await in_time("the server to hang up", received), /^HTTP\/1.1 20/);
    } finally {
      clearInterval(drip);
      socket.destroy();
    }
  });

  test("survives what is not HTTP", async () => {
    for (const bytes of ["\x16\x03\x01\x02\x00", "GET\r\n\r\n", "GET / HTTP/9.9\r\n\r\n", "\0".repeat(100) + "\r\n\r\n", "GET /%zz HTTP/1.1\r\nHost: x\r\n\r\n"]) {
      const { socket, received } = server.raw();
      socket.end(bytes);
      assert.doesNotMatch(await in_time("the server to hang up", received), /^HTTP\/1.1 200 /);
    }
    assert.equal((await server.get("/api/health")).status, 200);
  });

  test("answers one after the other on one connection", async () => {
    const { socket, received } = server.raw();
    socket.write("GET /api/health HTTP/1.1\r\nHost: x\r\n\r\nGET /api/health HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
    assert.equal((await in_time("two answers", received)).match(/HTTP\/1.1 200 /g)?.length, 2);
  });

  test("knows which methods a path has", async () => {
    for (const { method, path } of [{ method: "DELETE", path: "/api/lines" }, { method: "PUT", path: visits }, { method: "PATCH", path: "/api/session" }]) {
      const reply = await server.request(method, path);
      assert.equal(reply.status, 405, `${method} ${path}`);
      assert.equal(reply.json.code, "method_not_allowed");
    }
    assert.equal((await server.get("/api/nothing-here")).json.code, "not_found");
  });

  test("answers HEAD as GET, without the body", async () => {
    for (const path of ["/api/health", "/", `/${server.line}`]) {
      const [head, get] = [await server.request("HEAD", path), await server.get(path)];
      assert.equal(head.status, get.status);
      assert.equal(head.text, "");
      assert.equal(head.headers.get("content-length"), String(Buffer.byteLength(get.text)));
    }
  });

  test("changes nothing for a page that is not ours", async () => {
    const body = visit();
    for (const origin of ["https://evil.example", "null", `${server.url}.evil.example`, server.url.replace("http:", "https:"), ""]) {
      const reply = await server.post(visits, body, { Origin: origin });
      assert.equal(reply.status, 403, `origin "${origin}"`);
      assert.equal(reply.json.code, "bad_origin");
    }
    assert.equal((await server.get("/api/visit", { Authorization: `Bearer ${body.token}` })).status, 401);
    assert.equal((await server.post("/api/session", { login: "a", password: "b" }, { Origin: "https://evil.example" })).status, 403);
    assert.equal((await server.post("/api/live", { type: "hello", version: 1 }, { Origin: "https://evil.example" })).status, 403);
    assert.equal((await server.post(visits, body, { Origin: `http://localhost:${server.port}` })).status, 201);
  });

  test("does not tell a stranger from an unknown token", async () => {
    const without = await server.get("/api/visit");
    const unknown = await server.get("/api/visit", { Authorization: `Bearer ${new_token()}` });
    const nonsense = await server.get("/api/visit", { Authorization: "Bearer \u00ff" });
    assert.deepEqual([without.status, unknown.status, nonsense.status], [401, 401, 401]);
    assert.deepEqual(without.json, unknown.json);
  });

  test("serves every route of the contract", async () => {
    assert.ok(operations.length > 0);
    for (const { method, path } of operations) {
      const at = path.replace("{slug}", "nowhere");
      const reply = await server.request(method, at, { body: method === "POST" ? {} : undefined });
      assert.notEqual(reply.status, 405, `${method} ${path}`);
      assert.equal((await server.request("PATCH", at)).status, 405, `${path} is a path`);
    }
  });
});

describe("the pages", () => {
  let server: Server;
  before(async () => {
    server = await Server.start();
  });
  after(() => server.end());

  const script_of = async () => {
    const page = await server.get(`/${server.line}`);
    assert.equal(page.status, 200);
    assert.match(page.headers.get("content-type")!, /^text\/html/);
    const script = page.text.match(/\/assets\/[^"']+\.js/)?.[0];
    assert.ok(script, "the entry page names its script");
    return script;
  };

  test("come compressed to whom can read it", async () => {
    const script = await script_of();
    const [small, plain] = [await server.get(script, { "Accept-Encoding": "br" }), await server.get(script, { "Accept-Encoding": "identity" })];
    assert.equal(small.headers.get("content-encoding"), "br");
    assert.equal(plain.headers.get("content-encoding"), null);
    assert.equal(small.text, plain.text);
    assert.ok(Number(small.headers.get("content-length")) < Number(plain.headers.get("content-length")));
    assert.match(small.headers.get("vary") ?? "", /accept-encoding/i);
    assert.equal((await server.get(script, { "Accept-Encoding": "br;q=0, gzip" })).headers.get("content-encoding"), null);
  });

  test("with a hash in their name are kept for ever, and not sent again", async () => {
    const script = await script_of();
    const first = await server.get(script);
    assert.match(first.headers.get("cache-control")!, /max-age=31536000.*immutable/);
    const etag = first.headers.get("etag")!;
    const again = await server.get(script, { "If-None-Match": etag });
    assert.equal(again.status, 304);
    assert.equal(again.text, "");
    assert.equal((await server.get(script, { "If-None-Match": '"other"' })).status, 200);
  });

  test("do not lead out of their folder", async () => {
    for (const path of ["/assets/../../onthaal.toml", "/assets/%2e%2e/%2e%2e/etc/passwd", "/..%2f..%2fetc/passwd", "//etc/passwd"]) {
      const { socket, received } = server.raw();
      socket.write(`GET ${path} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n`);
      assert.match(await in_time("the answer", received), /^HTTP\/1.1 40/, path);
    }
  });
});

describe("the limit of connections", () => {
  test("closes further ones and keeps those that are there", async () => {
    const server = await Server.start({ settings: { http: { max_connections: 4 } } });
    try {
      const visitor = await Visitor.comes(server);
      const held = Array.from({ length: 8 }, () => server.raw());
      const over = await in_time("a connection to be refused", Promise.any(held.map((each) => each.received)));
      assert.match(over, /^(HTTP\/1.1 503 |$)/);
      visitor.live.send({ type: "ping" });
      await visitor.live.next({ type: "pong" });
      for (const { socket } of held) socket.destroy();
      visitor.live.drop();
      await Operator.logs_in(server).then((operator) => operator.live.drop());
    } finally {
      await server.end();
    }
  });
});
