// Whether a line is open: its hours, its switch, and somebody on duty. The server decides at the click.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { new_token, Operator, Visitor } from "../support/actors.ts";
import { add_line, Caller, refused } from "../support/callers.ts";
import { on_both } from "../support/engines.ts";
import { Server, type Options } from "../support/server.ts";

on_both("a line", (database: () => Options) => {
  let server: Server;
  let line: string;
  let greet: Caller;
  let anybody: Caller;
  before(async () => {
    server = await Server.start({ ...database(), keeper: false });
    line = `/api/lines/${server.line}`;
    greet = await Caller.staff(server, "greet");
    anybody = new Caller(server);
  });
  after(() => server.end());

  const opening = async () => (await anybody.gets(line)).opening;
  const comes = () => server.post(`${line}/visits`, { token: new_token(), nickname: "Robin", register: "nl" });
  // From now on, or from a local time; undone again by what it gives.
  const closes = async (starts_at: string | null = null, kind = "closed", ends_at = "2099-01-01T00:00") => {
    const { exception } = await greet.posts(`${line}/hours/exceptions`, { kind, starts_at, ends_at, reason: "storing" });
    return () => greet.drop(`${line}/hours/exceptions/${exception}`);
  };

  test("is closed as long as nobody is on duty: a log-in opens nothing", async () => {
    assert.deepEqual(await opening(), { state: "closed", until: null, next: null, why: "nobody", full: false, medical: false });
    const noor = await Caller.staff(server, "noor");
    assert.equal((await noor.gets("/api/session")).name, "Noor Claessens");
    assert.equal((await anybody.gets(line)).open, false);
    refused(await comes(), "closed");
  });

  test("opens with the first who goes on duty, paused or not, and closes with the last", async () => {
    const lies = await Operator.logs_in(server, 2);
    assert.deepEqual(await opening(), { state: "open", until: null, next: null, why: null, full: false, medical: true });
    const jef = await Operator.logs_in(server, 1);
    await jef.watches_the_line();
    await lies.goes("off");
    assert.equal((await opening()).medical, false);
    await jef.goes("paused");
    assert.equal((await opening()).state, "open");
    await jef.goes("off");
    const told = await jef.live.next((frame) => frame["event"] === "line.changed" && frame["data"].opening.why === "nobody");
    assert.equal(told["data"].open, false);
    refused(await comes(), "closed");
    for (const page of [lies, jef]) page.live.drop();
  });

  test("closes at once by a coordinator's word, runs out, and lets nobody new in", async () => {
    const noor = await Operator.logs_in(server);
    const robin = await Visitor.comes(server);
    const reopens = await closes();
    const { state, why, until } = await opening();
    assert.deepEqual([state, why], ["run_out", "hours"]);
    assert.ok(Date.parse(until) > Date.now());
    refused(await comes(), "closed");
    await noor.takes();
    await robin.sees("the operator", () => robin.talk.state?.["state"] === "active");
    assert.equal((await reopens()).status, 204);
    assert.equal((await opening()).state, "open");
    await noor.ends();
    await noor.registers();
    for (const page of [noor, robin]) page.live.drop();
  });

  test("refuses who waits when the run-out is over, and lets everybody without a talk go", async () => {
    const noor = await Operator.logs_in(server);
    const robin = await Visitor.comes(server);
    const hours = await greet.gets(`${line}/hours`);
    const rules = { closes_public_holidays: hours.closes_public_holidays, closes_decree: hours.closes_decree };
    await greet.puts(`${line}/hours`, { ...rules, run_out_minutes: 0, warn_minutes: 0 });
    const reopens = await closes();
    await robin.sees("that it is closed", () => robin.talk.state?.["state"] === "refused");
    assert.equal(robin.talk.state?.["ended_by"], "line_closed");
    assert.deepEqual((await opening()).why, "hours");
    const { state } = await noor.watches_the_line();
    assert.deepEqual(state.team, []);
    await assert.rejects(noor.goes("online"), /closed/);
    await reopens();
    await greet.puts(`${line}/hours`, { ...rules, run_out_minutes: 30, warn_minutes: 10 });
    assert.equal(server.doctor().status, 0);
    for (const page of [noor, robin]) page.live.drop();
  });

  test("tells its coordinators when the last one pauses or leaves", async () => {
    const noor = await Operator.logs_in(server);
    const kinds = async () => (await greet.gets(`${line}/notices`)).notices.map(({ kind, alias }: { kind: string; alias: string }) => `${kind} ${alias}`);
    await noor.goes("paused");
    assert.ok((await kinds()).includes("last_paused Noor"));
    await noor.goes("online");
    await noor.goes("off");
    assert.ok((await kinds()).includes("nobody Noor"));
    noor.live.drop();
  });

  test("is no other line's business", async () => {
    await add_line(server, "gent");
    const noor = await Operator.logs_in(server);
    assert.equal((await opening()).state, "open");
    assert.equal((await anybody.gets("/api/lines/gent")).opening.why, "nobody");
    await noor.goes("off");
    noor.live.drop();
  });
});
