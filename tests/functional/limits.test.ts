// What one token, one session of staff and one long poll may ask: more gets a clear refusal, and nobody else notices.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { new_token, Operator, Visitor } from "../support/actors.ts";
import { Caller, refused } from "../support/callers.ts";
import { on_both } from "../support/engines.ts";
import { Socket } from "../support/live.ts";
import { Server, type Options, type Reply } from "../support/server.ts";
import { in_time } from "../support/until.ts";

const burst = 20;

on_both("what one may ask", (database: () => Options) => {
  let server: Server;
  before(async () => {
    server = await Server.start({ ...database(), settings: { http: { requests_per_second: 1, burst } } });
  });
  after(() => server.end());

  // Many at the same moment; the answers that are no.
  const floods = async (ask: () => Promise<Reply>): Promise<void> => {
    const replies = await Promise.all(Array.from({ length: 4 * burst }, ask));
    const refusals = replies.filter(({ status }) => status === 429);
    assert.ok(refusals.length >= burst && refusals.length <= 3 * burst, `${refusals.length} of ${replies.length} are refused`);
    for (const reply of refusals) {
      refused(reply, "too_many");
      assert.equal(reply.headers.get("retry-after"), "1");
    }
    assert.ok(replies.every(({ status }) => status < 300 || status === 429), "and nothing else is wrong");
  };

  test("is counted by the token of a visitor", async () => {
    const [kobe, robin] = [await Visitor.comes(server), await Visitor.comes(server)];
    await floods(() => Caller.visitor(server, kobe.token).get("/api/visit"));
    await Caller.visitor(server, robin.token).gets("/api/visit");
    await server.get("/api/lines"); // nor whoever has no token, from the same address
    for (const page of [kobe, robin]) {
      await page.ends();
      page.live.drop();
    }
  });

  test("is counted by the token of a visitor also while nothing can be looked up", async () => {
    const robin = await Visitor.comes(server);
    const ask = async () => {
      const reply = await fetch(`${server.url}/api/visit`, { headers: { Authorization: `Bearer ${robin.token}` } });
      await reply.text();
      return reply.status;
    };
    const statuses: number[] = [];
    server.alter("alter table visit_token rename to visit_token_away");
    try {
      while (statuses.length < 3 * burst) statuses.push(await ask());
    } finally {
      server.alter("alter table visit_token_away rename to visit_token");
    }
    const [failed, refusals] = [statuses.filter((status) => status >= 500), statuses.filter((status) => status === 429)];
    assert.ok(failed.length > 0 && refusals.length >= burst, statuses.join(" "));
    await robin.ends();
    robin.live.drop();
  });

  test("is counted by the session of staff", async () => {
    const [one, other] = [await Caller.staff(server, "noor"), await Caller.staff(server, "noor")];
    await floods(() => one.get("/api/session"));
    await other.gets("/api/session");
  });

  test("is not counted for a token that is nobody's", async () => {
    const token = new_token();
    const replies = await Promise.all(Array.from({ length: 2 * burst }, () => Caller.visitor(server, token).get("/api/visit")));
    const answers = replies.map(({ json }) => json.code).filter((code) => code !== "too_many" && code !== "unauthenticated");
    assert.deepEqual(answers, []);
    refused(await Caller.visitor(server, token).get("/api/visit"), "unauthenticated");
  });

  test("is counted by the long poll", async () => {
    const robin = await Visitor.comes(server);
    const { session } = (await server.post("/api/live", { type: "hello", version: 1, token: robin.token })).json;
    await floods(() => server.post("/api/live/frames", { frames: [] }, { "Onthaal-Session": session }));
    await robin.ends();
    robin.live.drop();
    const kim = await Visitor.comes(server, { door: "poll" });
    await kim.ends();
    kim.live.drop();
  });

  test("and one visitor has no more pages than a person opens", async () => {
    const robin = await Visitor.comes(server);
    const noor = await Operator.logs_in(server);
    await noor.takes();
    const pages: Socket[] = [];
    const one_more = async () => {
      const page = await Socket.open(server.url, { Origin: server.url });
      page.send({ type: "hello", version: 1, token: robin.token });
      pages.push(page);
      return page;
    };
    while (pages.length < 31) await (await one_more()).next({ type: "hello" });
    assert.equal(await in_time("the page too many to close", (await one_more()).closed), 4429);
    await robin.says("ik ben er nog");
    await noor.receives("ik ben er nog");
    for (const page of [robin.live, noor.live, ...pages]) page.drop();
  });
});
