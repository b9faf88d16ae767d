// Who is joking, and who is not: what a mark may tell, to whom, for how long.
import assert from "node:assert/strict";
import { existsSync } from "node:fs";
import { test } from "node:test";
import { Operator, type Visitor } from "../support/actors.ts";
import { Caller } from "../support/callers.ts";
import { comes_from, proxied } from "../support/networks.ts";
import { Server } from "../support/server.ts";

const library = "/usr/lib/x86_64-linux-gnu/faketime/libfaketime.so.1";
const in_days = (days: number) => ({ LD_PRELOAD: library, FAKETIME: `+${days}d`, FAKETIME_DONT_FAKE_MONOTONIC: "1" });
const computer = "Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 Chrome/150.0 Safari/537.36";
const school = "198.51.100.20";
const home = "203.0.113.9";

// Jef answers; Greet coordinates, and reads again what Jef marks.
class Evening {
  readonly server: Server;
  readonly jef: Operator;
  readonly greet: Caller;

  private constructor(server: Server, jef: Operator, greet: Caller) {
    this.server = server;
    this.jef = jef;
    this.greet = greet;
  }
  static async on(server: Server): Promise<Evening> {
    return new Evening(server, await Operator.logs_in(server, 1), await Caller.staff(server, "greet"));
  }

  async alerts_about(visitor: Visitor): Promise<string[]> {
    await this.jef.takes({ conversation: visitor.talk.conversation, reason: "urgent" });
    return (await this.jef.follows_the_case())["alerts"];
  }
  async is_over(visitor: Visitor): Promise<void> {
    await visitor.ends();
    await this.jef.registers(visitor.talk.conversation);
    visitor.live.drop();
  }
  async marks(visitor: Visitor): Promise<void> {
    await new Caller(this.server, this.jef.headers).puts(`/api/flags/${visitor.talk.conversation}`, { why: "pizza besteld" });
  }
  async confirms(visitor: Visitor): Promise<void> {
    const list = `/api/lines/${this.server.line}/flags`;
    const { flag } = (await this.greet.gets(list)).flags.find((each: any) => each.conversation === visitor.talk.conversation);
    await this.greet.gets(`${list}/${flag}/talk`);
    await this.greet.posts(`${list}/${flag}/decision`, { decision: "confirmed" });
  }
  async meets_a_joker(from: string, browser?: string): Promise<void> {
    const joker = await comes_from(this.server, from, { who: "pupil", ...(browser && { browser }) });
    assert.deepEqual(await this.alerts_about(joker), []);
    await this.marks(joker);
    await this.is_over(joker);
    await this.confirms(joker);
  }
}

test("one prank in a computer room does not mark the school", async () => {
  const server = await Server.start(proxied({}));
  const evening = await Evening.on(server);
  await evening.meets_a_joker(school, computer);
  // Two of the school at once, on the same kind of computer: so it is no person that was recognised.
  const sam = await comes_from(server, school, { who: "pupil", browser: computer });
  const noor = await comes_from(server, school, { who: "pupil", browser: computer });
  assert.deepEqual(await evening.alerts_about(sam), []);
  await evening.is_over(sam);
  assert.deepEqual(await evening.alerts_about(noor), []);
  await evening.is_over(noor);
  await server.end();
});

test("a parent is not taken for the child who joked at home", async () => {
  const server = await Server.start(proxied({}));
  const evening = await Evening.on(server);
  await evening.meets_a_joker(home);
  const mother = await comes_from(server, home, { who: "parent" });
  assert.deepEqual(await evening.alerts_about(mother), []);
  await evening.is_over(mother);
  await server.end();
});

test("who waits is never passed over: the queue shows nothing, the operator who took the talk does see it", async () => {
  const server = await Server.start(proxied({}));
  const evening = await Evening.on(server);
  await evening.meets_a_joker(home);
  const again = await comes_from(server, home);
  const { waiting } = await evening.jef.watches_the_line().then((frame) => frame["state"]);
  assert.equal(waiting.length, 1);
  assert.ok(!/fake|alert|flag|trace/.test(JSON.stringify(waiting)), JSON.stringify(waiting));
  assert.deepEqual(await evening.alerts_about(again), ["fake"]);
  await evening.is_over(again);
  assert.ok(!/fake|alert|flag/.test(JSON.stringify([again.talk.state, again.talk.events])), "nothing of it reaches the visitor");
  await server.end();
});

test("the alert ends when the key of the token is destroyed; the mark stays", async () => {
  assert.ok(existsSync(library), "libfaketime is not here: run bin/setup");
  const server = await Server.start(proxied({}));
  await (await Evening.on(server)).meets_a_joker(home);
  for (const [days, alerts] of [[50, ["fake"]], [61, []]] as const) {
    await server.stop();
    await server.start([], in_days(days));
    const evening = await Evening.on(server);
    const again = await comes_from(server, home);
    assert.deepEqual(await evening.alerts_about(again), alerts, `after ${days} days`);
    await evening.is_over(again);
  }
  const greet = await Caller.staff(server, "greet");
  assert.equal((await greet.gets(`/api/lines/${server.line}/flags`)).confirmed_this_year, 1);
  await server.end();
});
