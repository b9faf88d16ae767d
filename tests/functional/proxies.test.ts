// Behind the proxies whose files we ship, with TLS: everything works as without one, and they keep nothing of a visitor.
import assert from "node:assert/strict";
import { connect, constants } from "node:http2";
import { request } from "node:http";
import { after, before, describe, test } from "node:test";
import { getCACertificates, setDefaultCACertificates } from "node:tls";
import { new_token, Operator, Visitor } from "../support/actors.ts";
import { kinds, Proxy } from "../support/proxies.ts";
import { Server } from "../support/server.ts";
import { marks_in } from "../support/traces.ts";
import { in_time } from "../support/until.ts";

for (const kind of Object.keys(kinds) as (keyof typeof kinds)[]) {
  describe(`behind ${kind}`, () => {
    let server: Server;
    let proxy: Proxy;
    before(async () => {
      server = await Server.start({ settings: { http: { trusted_proxies: ["127.0.0.1"] }, log: { level: "debug" } } });
      proxy = await Proxy.start(kind, server);
      setDefaultCACertificates([...getCACertificates("default"), proxy.cert]);
    });
    after(async () => {
      await proxy.end();
      await server.end();
    });
    // The same server, by the proxy's address.
    const behind = (): Server => Object.create(server, { url: { value: proxy.url } }) as Server;

    test("pages come by TLS and HTTP/2, compressed, with what we promise on them", async () => {
      const session = connect(proxy.url);
      try {
        const asked = session.request({ ":path": `/${server.line}`, "accept-encoding": "br" });
        const headers = await in_time("the page", new Promise<Record<string, unknown>>((resolve) => asked.once("response", resolve)));
        assert.equal(headers[constants.HTTP2_HEADER_STATUS], 200);
        assert.equal(headers["content-encoding"], "br");
        assert.match(String(headers["strict-transport-security"]), /max-age=63072000/);
        assert.match(String(headers["content-security-policy"]), /require-trusted-types-for/);
        assert.equal(headers["cache-control"], "no-store");
        asked.close();
        const changes = session.request({ ":method": "POST", ":path": "/api/session", origin: proxy.url, "content-type": "application/json" });
        changes.end(JSON.stringify({ login: "a", password: "b" }));
        const refused = await in_time("the refusal", new Promise<Record<string, unknown>>((resolve) => changes.once("response", resolve)));
        assert.equal(refused[constants.HTTP2_HEADER_STATUS], 401, "one of our pages may ask, by its public name");
        changes.close();
      } finally {
        session.destroy();
      }
      assert.equal((await proxy.ask("POST", "/api/session", { body: { login: "a", password: "b" }, headers: { Origin: "https://evil.example" } })).status, 403);
    });

    test("a talk goes by WebSocket and by long poll", async () => {
      const robin = await Visitor.comes(behind(), { door: "poll" });
      const noor = await Operator.logs_in(behind());
      await noor.takes();
      await robin.says("hallo");
      await noor.receives("hallo");
      await noor.says("dag Robin");
      await robin.receives("dag Robin");
      await robin.comes_back();
      await noor.says("daar ben je weer");
      await robin.receives("daar ben je weer");
      await robin.ends();
      robin.live.drop();
      noor.live.drop();
    });

    test("an address that a visitor makes up is not believed", async () => {
      const traces = () => server.count("(select distinct trace from visit_trace) as each");
      const comes = async (local: string, headers: Record<string, string>) => {
        const body = { token: new_token(), nickname: "Robin", register: "nl" };
        const reply = await proxy.ask("POST", `/api/lines/${server.line}/visits`, { body, local, headers: { "User-Agent": "Mozilla/5.0 Vlinderbrowser/1", ...headers } });
        assert.equal(reply.status, 201, reply.text);
      };
      const before = traces();
      await comes("127.7.1.9", {});
      await comes("127.7.1.9", { "X-Forwarded-For": "203.0.113.7" });
      await comes("127.7.1.9", { "X-Forwarded-For": "198.51.100.9, 127.0.0.1", Forwarded: "for=203.0.113.8", "X-Real-IP": "203.0.113.9" });
      assert.equal(traces(), before + 1, "one network, whatever it tells");
      await comes("127.7.2.9", { "X-Forwarded-For": "127.7.1.9" });
      assert.equal(traces(), before + 2, "another network is another");
    });

    test("a body that is too large is refused at the door", async () => {
      const reply = await proxy.ask("POST", `/api/lines/${server.line}/visits`, { body: { nickname: "x".repeat(200_000) } });
      // Caddy may hear the server hang up before it has counted itself.
      assert.ok((kind === "caddy" ? [413, 502] : [413]).includes(reply.status), String(reply.status));
    });

    if (kind === "nginx")
      test("who comes without TLS is sent to it", async () => {
        const options = { host: "127.0.0.1", port: proxy.place.plain, path: "/x", headers: { Host: "localhost" } };
        const [status, location] = await in_time("the redirect", new Promise<[number | undefined, string | undefined]>((resolve, reject) => {
          request(options, (answer) => resolve([answer.resume().statusCode, answer.headers.location])).on("error", reject).end();
        }));
        assert.deepEqual([status, location], [301, "https://localhost/x"]);
      });

    test("nothing of a visitor stays with the proxy, also when the server is away", async () => {
      const token = new_token();
      const who = { local: "127.7.3.9", headers: { "User-Agent": "Vlinderbrowser/3", Referer: "https://kenmerk.example/3", Authorization: `Bearer ${token}` } };
      await proxy.ask("GET", "/api/visit", who);
      await server.stop();
      assert.equal((await proxy.ask("GET", "/api/visit?q=kenmerk.example", who)).status, 502);
      await server.start();
      assert.equal((await proxy.ask("GET", "/api/visit", who)).status, 401);
      for (const { name, bytes } of proxy.traces()) {
        assert.deepEqual(marks_in(bytes), [], name);
        assert.ok(!bytes.includes(token), name);
      }
    });
  });
}
