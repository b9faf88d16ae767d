// A class of 25 comes at once, from behind one address, and one of them does what he can to spoil it for the others.
import assert from "node:assert/strict";
import { test } from "node:test";
import { Coordinator, new_token, Operator, Talk, Visitor } from "../support/actors.ts";
import { Caller, solve } from "../support/callers.ts";
import { on_both } from "../support/engines.ts";
import type { Options, Reply, Server, Settings } from "../support/server.ts";
import { run_story } from "../support/story.ts";
import { in_time } from "../support/until.ts";

// As it is by default, with puzzles that a test solves in a moment.
const settings: Settings = { http: { trusted_proxies: ["127.0.0.1"] }, visits: { puzzle_bits: 4 } };
const school = { "X-Forwarded-For": "198.51.100.7" };
const everybody = 25;

async function comes_from_school(server: Server, nickname: string): Promise<Visitor> {
  const asked = await server.post(`/api/lines/${server.line}/challenges`, undefined, school);
  const pupil = new Visitor(server, "socket");
  const reply = await server.post(`/api/lines/${server.line}/visits`, { token: pupil.token, nickname, register: "nl", proof: solve(asked.json) }, school);
  assert.equal(reply.status, 201, `${nickname}: ${reply.text}`);
  pupil.talks = [new Talk(reply.json.conversation)];
  await pupil.connect();
  return pupil;
}

// Until told to stop: requests with his token, visits without a proof, codes of fancy, and frames until he is cut off.
class Kobe {
  readonly answers: Reply[] = [];
  private is_done = false;
  private readonly under_way: Promise<void>[] = [];

  static begins(server: Server, page: Visitor): Kobe {
    const kobe = new Kobe();
    const headers = { ...Caller.visitor(server, page.token).headers, ...school };
    const visit = () => ({ token: new_token(), nickname: "Kobe", register: "nl" });
    const floods: (() => Promise<Reply>)[] = [
      () => server.get("/api/visit", headers),
      () => Caller.visitor(server, new_token()).get("/api/visit"),
      () => server.post("/api/visit/code", undefined, headers),
      () => server.post(`/api/lines/${server.line}/visits`, visit(), school),
      () => server.post("/api/returns", { code: "7777 7777 7777 7777", token: new_token() }, school),
    ];
    for (const flood of floods) for (let hand = 0; hand < 4; ++hand) kobe.under_way.push(kobe.goes_on(flood));
    for (let n = 0; n < 1000; ++n) page.live.send({ type: "ping" });
    return kobe;
  }
  private async goes_on(flood: () => Promise<Reply>): Promise<void> {
    while (!this.is_done) this.answers.push(await flood());
  }
  async stops(): Promise<void> {
    this.is_done = true;
    await Promise.all(this.under_way);
  }
}

on_both("a class behind one address", (database: () => Options) => {
  test("gets through while one of them floods", { timeout: 60_000 }, run_story(() => ({ ...database(), settings }), async (server) => {
    const greet = await Coordinator.comes_in(server);
    const path = `/api/lines/${server.line}/settings`;
    const line = await new Caller(server, greet.headers).gets(path);
    await new Caller(server, greet.headers).puts(path, { ...line, capacity: everybody, max_waiting: 200 });
    const noor = await Operator.logs_in(server);
    const page = await comes_from_school(server, "Kobe");
    const kobe = Kobe.begins(server, page);
    assert.equal(await in_time("Kobe's page to be cut off", page.live.closed), 4429);

    const names = Array.from({ length: everybody - 1 }, (_, n) => `Leerling ${n + 1}`);
    const pupils = await Promise.all(names.map((name) => comes_from_school(server, name)));
    for (const pupil of pupils) {
      await noor.takes({ conversation: pupil.talk.conversation, reason: "urgent" });
      await pupil.says("hallo");
    }
    await Promise.all(pupils.map(async (pupil) => {
      for (let n = 0; n < 20; ++n) await pupil.says(`${n}`);
    }));
    await kobe.stops();

    for (const pupil of pupils) {
      assert.deepEqual([...pupil.refused.values()], [], "nobody else is refused anything");
      assert.equal(pupil.busy, 0, "nor told to wait");
      assert.equal(pupil.live.is_closed, false);
      assert.equal(pupil.talk.said.length, 21);
    }
    const his = kobe.answers.filter(({ json }) => json?.code !== "unauthenticated"); // tokens of fancy are nobody's
    const refusals = his.filter(({ status }) => status === 429);
    assert.ok(refusals.length > his.length / 2, `${refusals.length} of ${his.length} are refused`);
    for (const reply of refusals) assert.match(reply.headers.get("retry-after") ?? "", /^\d+$/);
    assert.deepEqual([...new Set(kobe.answers.map(({ status }) => status).filter((status) => status >= 500 && status !== 503))], []);
    for (const each of [noor, ...pupils]) each.live.drop();
  }));
});
