// A whole evening on a line, told in plain steps.
import assert from "node:assert/strict";
import { test } from "node:test";
import { Operator, Talk, Visitor, type Door } from "../support/actors.ts";
import { on_both } from "../support/engines.ts";
import type { Options } from "../support/server.ts";
import { run_story, type Tell } from "../support/story.ts";
import { in_time } from "../support/until.ts";

on_both("an evening on the line", (database: () => Options) => {
  const story = (tell: Tell) => run_story(database, tell);

  for (const door of ["socket", "poll"] as Door[]) {
    test(`Robin asks, Noor answers, Robin leaves with an answer (${door})`, story(async (server) => {
      const robin = await Visitor.comes(server, { nickname: "Robin", door });
      assert.equal(robin.talk.state?.["state"], "waiting");
      assert.equal(robin.talk.state?.["place"], 1);
      await assert.rejects(robin.says("Is anybody there?"), /conflict/);

      const noor = await Operator.logs_in(server);
      const line = await noor.watches_the_line();
      assert.deepEqual(line["state"].waiting.map((each: { nickname: string }) => each.nickname), ["Robin"]);
      const talk = await noor.takes();
      assert.equal(talk.state?.["nickname"], "Robin");
      await robin.sees("that somebody is there", () => robin.talk.state?.["state"] === "active");
      assert.ok(robin.talk.state?.["operator"], "by an alias");

      await noor.says("Dag Robin, waarmee kan ik je helpen?");
      await robin.receives("Dag Robin, waarmee kan ik je helpen?");
      await robin.says("Ik slaap slecht 😕\nen ik weet niet waarom.");
      await noor.receives("Ik slaap slecht 😕\nen ik weet niet waarom.");
      await noor.says("Vertel eens.");
      await robin.receives("Vertel eens.");

      await robin.ends();
      await noor.sees("the end", () => noor.talk.state?.["state"] === "ended");
      assert.equal(noor.talk.state?.["ended_by"], "visitor");
      await assert.rejects(noor.says("Tot ziens"), /closed/);
      assert.deepEqual(noor.talk.said, robin.talk.said);
    }));
  }

  test("who waits is taken in order, and who leaves is gone from the queue", story(async (server) => {
    const [first, second, third] = [await Visitor.comes(server), await Visitor.comes(server), await Visitor.comes(server)];
    assert.equal(third!.talk.state?.["place"], 3);
    await second!.ends();
    assert.equal(second!.talk.state?.["state"], "left");
    await third!.live.next((frame) => frame["signal"] === "place" && frame["data"].place === 2);
    const noor = await Operator.logs_in(server);
    assert.equal((await noor.takes()).conversation, first!.talk.conversation);
    await assert.rejects(noor.take(), /conflict/, "one talk at a time");
    await noor.ends();
    await assert.rejects(noor.take(), /conflict/, "while registering one is not free");
    await noor.registers();
    assert.equal((await noor.takes()).conversation, third!.talk.conversation);
    await assert.rejects(noor.take(), /conflict/);
  }));

  test("Noor and Sam press take at once: one visitor, one operator", story(async (server) => {
    const noor = await Operator.logs_in(server, 0);
    const sam = await Operator.logs_in(server, 1);
    for (let round = 0; round < 10; ++round) {
      const robin = await Visitor.comes(server, { nickname: `Robin ${round}` });
      const tries = await Promise.allSettled([noor.take(), sam.take()]);
      const won = tries.filter((each) => each.status === "fulfilled");
      const lost = tries.filter((each) => each.status === "rejected");
      assert.equal(won.length, 1);
      assert.equal(won[0]!.value, robin.talk.conversation);
      assert.match(String(lost[0]!.reason), /conflict/);
      await robin.ends();
      await (tries[0]!.status === "fulfilled" ? noor : sam).registers(robin.talk.conversation);
    }
  }));

  test("both press end at once: it ends once", story(async (server) => {
    const robin = await Visitor.comes(server);
    const noor = await Operator.logs_in(server);
    await noor.takes();
    await Promise.all([robin.ends(), noor.ends()]);
    await robin.sees("the end", () => robin.talk.state?.["state"] === "ended");
    await noor.sees("the end", () => noor.talk.state?.["state"] === "ended");
    assert.equal(robin.talk.state?.["ended_by"], noor.talk.state?.["ended_by"]);
  }));

  test("Robin reloads in the middle of it", story(async (server) => {
    const robin = await Visitor.comes(server);
    const noor = await Operator.logs_in(server);
    await noor.takes();
    await robin.says("This page is slow");
    await robin.reloads();
    assert.deepEqual(robin.talk.said.map((each) => each.text), ["This page is slow"]);
    assert.equal(robin.talk.state?.["me"], "visitor");
    await noor.says("I am still here");
    await robin.receives("I am still here");
  }));

  test("Noor's socket dies in the middle of a burst, on both sides nothing is missing", story(async (server) => {
    // Noor sends all that is unacknowledged again, up to 200 each time: with a share of 256 some of it would be refused.
    server.configure({ http: { burst: 100_000 }, live: { frames_per_second: 10_000, burst: 100_000 }, engine: { write_queue: 65_536 } });
    await server.stop();
    await server.start();
    const robin = await Visitor.comes(server);
    const noor = await Operator.logs_in(server);
    await noor.takes();
    await robin.sees("the operator", () => robin.talk.state?.["state"] === "active");
    for (let drop = 0; drop < 5; ++drop) {
      for (let i = 0; i < 40; ++i) {
        robin.posts(`robin ${drop}.${i}`);
        noor.posts(`noor ${drop}.${i}`);
        if (i === 20) noor.live.drop();
      }
      await noor.comes_back();
    }
    await robin.everything_is_acknowledged();
    await noor.everything_is_acknowledged();
    await robin.receives("noor 4.39");
    await noor.receives("robin 4.39");
    assert.deepEqual(noor.talk.said, robin.talk.said);
    for (const [page, who, from] of [[robin, "robin", "visitor"], [noor, "noor", "operator"]] as const) {
      const told = robin.talk.said.filter((each) => each.from === from).map((each) => each.text);
      const sent = Array.from({ length: 200 }, (_, i) => `${who} ${Math.floor(i / 40)}.${i % 40}`);
      page.has_told(sent, told);
    }
  }));

  test("two tabs of the same visitor see the same", story(async (server) => {
    const robin = await Visitor.comes(server);
    const tab = new Visitor(server, "socket");
    Object.assign(tab, { token: robin.token });
    tab.talks = [new Talk(robin.talk.conversation)];
    await tab.connect();
    const noor = await Operator.logs_in(server);
    await noor.takes();
    await noor.says("Hello, both of you");
    await robin.receives("Hello, both of you");
    await tab.receives("Hello, both of you");
    await tab.says("from the other tab");
    await robin.receives("from the other tab");
    assert.deepEqual(tab.talk.said, robin.talk.said);
  }));

  test("Noor logs out: her talk stays hers, and goes on when she is back", story(async (server) => {
    const robin = await Visitor.comes(server);
    const noor = await Operator.logs_in(server);
    const talk = await noor.takes();
    await server.request("DELETE", "/api/session", { headers: { Cookie: noor.cookie } });
    assert.equal(await in_time("her socket to close", noor.live.closed), 4401);
    await robin.says("Are you there?");
    const back = await Operator.logs_in(server);
    const line = await back.watches_the_line();
    assert.deepEqual(line["state"].mine.map((each: { conversation: string }) => each.conversation), [talk.conversation]);
    back.live.send({ type: "subscribe", stream: talk.stream });
    const snapshot = await back.live.next({ type: "snapshot", stream: talk.stream });
    assert.deepEqual(snapshot["state"].messages.map((each: { text: string }) => each.text), ["Are you there?"]);
  }));
});
