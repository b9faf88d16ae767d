// What every answer carries: of every page, every file, every request of the contract, every refusal, and the WebSocket's.
import assert from "node:assert/strict";
import { readdirSync } from "node:fs";
import { join } from "node:path";
import { after, before, describe, test } from "node:test";
import { WebSocket } from "ws";
import { new_token } from "../support/actors.ts";
import { Caller } from "../support/callers.ts";
import { operations } from "../support/schema.ts";
import { Server, type Reply } from "../support/server.ts";
import { in_time } from "../support/until.ts";

const web = join(import.meta.dirname, "../../web");
const addresses: Record<string, string> = { site: "/", desk: "/desk", office: "/office/team", account: "/account", welcome: "/welcome", board: "/board", paper: "/papers/clbchat/privacy-visitors", visitor: "/clbchat" };

const exactly: Record<string, string> = {
  "referrer-policy": "no-referrer",
  "x-content-type-options": "nosniff",
  "x-frame-options": "DENY",
  "cross-origin-opener-policy": "same-origin",
  "cross-origin-resource-policy": "same-origin",
  "cross-origin-embedder-policy": "require-corp",
  "origin-agent-cluster": "?1",
};

function policy_of(text: string): Map<string, string> {
  return new Map(text.split(";").map((each) => each.trim()).map((each) => [each.split(" ")[0]!, each.split(" ").slice(1).join(" ")]));
}

function is_firm(what: string, of: (name: string) => string | null | undefined): void {
  for (const [name, value] of Object.entries(exactly)) assert.equal(of(name), value, `${what}: ${name}`);
  const policy = policy_of(of("content-security-policy") ?? "");
  assert.deepEqual([policy.get("default-src"), policy.get("script-src"), policy.get("style-src"), policy.get("connect-src")], ["'none'", "'self'", "'self'", "'self'"], what);
  assert.deepEqual([policy.get("frame-ancestors"), policy.get("base-uri"), policy.get("form-action")], ["'none'", "'none'", "'self'"], what);
  assert.equal(policy.get("require-trusted-types-for"), "'script'", what);
  assert.doesNotMatch([...policy.values()].join(" "), /unsafe|\*|https?:/, what);
  for (const feature of ["camera", "microphone", "geolocation", "usb"]) assert.match(of("permissions-policy") ?? "", new RegExp(`(^|, )${feature}=\\(\\)`), what);
  assert.equal(of("server") || null, null, `${what} does not say which software it is`);
  assert.equal(of("set-cookie") ?? null, null, `${what} sets no cookie`);
}

describe("every answer", () => {
  let server: Server;
  let staff: Caller;
  before(async () => {
    server = await Server.start();
    staff = await Caller.staff(server, "greet");
  });
  after(() => server.end());

  const firm = (what: string, reply: Reply) => is_firm(`${what} (${reply.status})`, (name) => reply.headers.get(name));
  const kept_nowhere = (what: string, reply: Reply) => assert.match(reply.headers.get("cache-control") ?? "", /no-store/, `${what} is not kept`);

  test("of a page is firm, and the page is not kept", async () => {
    const entries = readdirSync(web).filter((name) => name.endsWith(".html")).map((name) => name.replace(".html", ""));
    assert.deepEqual(entries.sort(), Object.keys(addresses).sort(), "a new page stands in this test");
    for (const address of [...Object.values(addresses), "/no/such/page", "/assets/none.js"]) {
      const reply = await server.get(address);
      firm(address, reply);
      kept_nowhere(address, reply);
    }
    firm("a page that cannot be changed", await server.request("PUT", "/"));
  });

  test("of a file of a page is firm", async () => {
    const files = readdirSync(join(web, "dist/assets")).filter((name) => !name.endsWith(".br"));
    assert.ok(files.length > 5);
    for (const file of files) firm(file, await server.get(`/assets/${file}`));
  });

  test("to a request of the contract is firm and not kept, whoever asks", async () => {
    assert.ok(operations.length > 60);
    const sets_a_cookie = ["POST /api/session", "DELETE /api/session"];
    for (const { method, path } of operations) {
      if (sets_a_cookie.includes(`${method} ${path}`)) continue;
      const at = path.replace("{slug}", server.line).replaceAll(/\{[^}]+\}/g, "0193a1b2-0000-7000-8000-000000000000");
      const body = method === "POST" || method === "PUT" ? {} : undefined;
      for (const [who, caller] of [["nobody", new Caller(server)], ["a stranger", Caller.visitor(server, new_token())], ["staff", staff]] as const) {
        if (who === "staff" && method !== "GET") continue; // or it would do it
        const reply = await caller.ask(method, at, body);
        firm(`${method} ${at} by ${who}`, reply);
        kept_nowhere(`${method} ${at} by ${who}`, reply);
      }
    }
  });

  test("to what is badly asked is firm", async () => {
    firm("no JSON", await server.post(`/api/lines/${server.line}/visits`, "{"));
    firm("an evil origin", await server.post(`/api/lines/${server.line}/visits`, {}, { Origin: "https://evil.example" }));
    firm("an unknown method", await server.request("PATCH", "/api/lines"));
    firm("a login that is wrong", await server.post("/api/session", { login: "a", password: "b" }));
    const { socket, received } = server.raw();
    socket.write("NONSENSE\r\n\r\n");
    const head = await in_time("the answer to nonsense", received);
    is_firm("nonsense", (name) => new RegExp(`^${name}: (.*)\r$`, "im").exec(head)?.[1]);
  });

  test("that opens a live connection is firm", async () => {
    const socket = new WebSocket(`${server.url.replace("http", "ws")}/live`, { headers: { Origin: server.url } });
    socket.on("error", () => {});
    const headers = await in_time("the upgrade", new Promise<Record<string, unknown>>((resolve) => socket.on("upgrade", (reply) => resolve(reply.headers))));
    socket.terminate();
    is_firm("the upgrade", (name) => headers[name] as string | undefined);
  });
});
