// Far more than the server can take: whoever asks is told so at once, and what it said yes to is there.
import assert from "node:assert/strict";
import { test } from "node:test";
import { Coordinator, Operator, Visitor } from "../support/actors.ts";
import { on_both } from "../support/engines.ts";
import type { Options, Settings } from "../support/server.ts";
import { run_story } from "../support/story.ts";

// A hundredth of what comes at once may wait.
const pairs = 10;
const each = 200;
const narrow: Settings = { engine: { write_queue: (pairs * each) / 100 }, live: { frames_per_second: 10_000, burst: 100_000 } };

on_both("a flood", (database: () => Options) => {
  test("far too many at once are told so, and nothing that was acknowledged is lost", run_story(() => ({ ...database(), settings: narrow }), async (server) => {
    await (await Coordinator.comes_in(server)).lets_each_have(pairs);
    const noor = await Operator.logs_in(server);
    const visitors: Visitor[] = [];
    for (let n = 0; n < pairs; ++n) {
      visitors.push(await Visitor.comes(server));
      await noor.takes();
    }
    const talks = new Map(noor.talks.map((talk) => [talk.conversation, talk]));
    for (const visitor of visitors) for (let n = 0; n < each; ++n) visitor.posts(`${n}`);
    // Whoever is refused asks again, as our page does, until all of it is there.
    for (const visitor of visitors) await visitor.everything_is_acknowledged();
    assert.ok(visitors.some((visitor) => visitor.busy > 0), "some were told to wait");
    assert.deepEqual(visitors.flatMap((visitor) => [...visitor.refused.values()]), [], "and nobody anything else");
    for (const visitor of visitors) {
      const seen = talks.get(visitor.talk.conversation)!;
      await noor.sees("all of it", () => seen.said.length === each);
      assert.deepEqual(seen.said, visitor.talk.said);
      assert.deepEqual(visitor.talk.said.map(({ id }) => id).toSorted(), visitor.acknowledged.map(({ id }) => id).toSorted(), "each once");
    }
    for (const page of [...visitors, noor]) page.live.drop();
  }));
});
