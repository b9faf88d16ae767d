// kill -9 in the middle of a burst, again and again: what was acknowledged is there, once and in order, on both sides.
import assert from "node:assert/strict";
import { test } from "node:test";
import { setTimeout as pause } from "node:timers/promises";
import { Operator, Visitor, type Door, type Page } from "../support/actors.ts";
import { on_both } from "../support/engines.ts";
import { Server, type Options } from "../support/server.ts";

const coordinator = 4; // of the demo team
// Who comes back sends all that it wrote at once: more than a share of the queue of one visitor otherwise.
const generous = { engine: { write_queue: 100_000 }, http: { burst: 100_000 }, live: { frames_per_second: 10_000, burst: 100_000 } };

// Keeps writing until it is told to stop; what happens to the connection is not its affair.
async function writes(page: Page, who: string, every: number, until_stopped: { stopped: boolean }): Promise<string[]> {
  const written: string[] = [];
  while (!until_stopped.stopped) {
    written.push(`${who} ${written.length}`);
    page.posts(written.at(-1)!);
    await pause(every);
  }
  return written;
}

on_both("killed in the middle of a burst", (database: () => Options) => {
  // In milliseconds: each page writes one line every so often.
  for (const { kills, pairs, every } of [{ kills: 10, pairs: 3, every: 1 }, { kills: 3, pairs: 50, every: 40 }]) {
    test(`${kills} times, with ${pairs} conversations going on`, async () => {
      const server = await Server.start({ ...database(), settings: generous });
      try {
        await (await Operator.logs_in(server, coordinator)).lets_each_have(20);
        const talks: { robin: Visitor; noor: Operator }[] = [];
        for (let pair = 0; pair < pairs; ++pair) {
          const robin = await Visitor.comes(server, { nickname: `Robin ${pair}`, door: (pair === 2 ? "poll" : "socket") as Door });
          const noor = await Operator.logs_in(server, pair % 4);
          await noor.takes();
          await robin.sees("the operator", () => robin.talk.state?.["state"] === "active");
          talks.push({ robin, noor });
        }
        const pages = talks.flatMap(({ robin, noor }) => [robin, noor] as Page[]);
        const sent = new Map<Page, string[]>(pages.map((page) => [page, []]));
        let lost_answers = 0;

        for (let kill = 0; kill < kills; ++kill) {
          const burst = { stopped: false };
          const writing = pages.map((page, index) => writes(page, `${index} in burst ${kill}, line`, every, burst));
          await pages[0]!.sees("the burst", () => pages[0]!.acknowledged.length > (sent.get(pages[0]!)?.length ?? 0) + 10);
          await server.kill();
          await Promise.all(pages.map((page) => page.live.closed));
          burst.stopped = true;
          for (const [index, written] of (await Promise.all(writing)).entries()) sent.get(pages[index]!)!.push(...written);
          lost_answers += pages.reduce((sum, page) => sum + page.outbox.size, 0);

          await server.start();
          const doctor = server.doctor();
          assert.equal(doctor.status, 0, `after kill ${kill + 1}: ${doctor.out}${doctor.said}`);
          await Promise.all(pages.map((page) => page.comes_back()));
          for (const page of pages) await page.everything_is_acknowledged();
        }

        assert.ok(lost_answers > 0, "the kills hit commands under way");
        for (const { robin, noor } of talks) {
          await robin.receives(sent.get(noor)!.at(-1)!);
          await noor.receives(sent.get(robin)!.at(-1)!);
          assert.deepEqual(noor.talk.said, robin.talk.said, "both sides hold the same");
          for (const [page, from] of [[robin, "visitor"], [noor, "operator"]] as const) {
            const told = robin.talk.said.filter((each) => each.from === from).map((each) => each.text);
            page.has_told(sent.get(page)!, told);
            const numbers = new Map(robin.talk.said.map((each) => [each.id, each.text]));
            for (const { id, text } of page.acknowledged) assert.equal(numbers.get(id), text, "what was acknowledged is there");
          }
        }
      } finally {
        await server.end();
      }
    });
  }
});
