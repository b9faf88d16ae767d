// The master key is replaced again and again while people talk and the server is killed: every word still opens.
import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { test } from "node:test";
import { setTimeout as pause } from "node:timers/promises";
import { Operator, Visitor } from "../support/actors.ts";
import { on_both } from "../support/engines.ts";
import { binary, onthaal, Server, type Options } from "../support/server.ts";

// One command after the other, until the server is gone or it is enough.
async function replaces_keys(server: Server, until_stopped: { stopped: boolean }): Promise<number> {
  for (let done = 0; ; ++done) {
    if (until_stopped.stopped) return done;
    const child = spawn(binary, ["keys", "replace", "--data", server.data], { stdio: "ignore" });
    const status = await new Promise<number | null>((resolve) => child.once("exit", resolve));
    if (status !== 0) return done;
  }
}

on_both("the master key", (database: () => Options) => {
  test("is replaced under load, and killed on the way", async () => {
    const server = await Server.start({ ...database(), settings: { keys: { destroy_days: 0 }, http: { burst: 100_000 }, live: { frames_per_second: 10_000, burst: 100_000 } } });
    try {
      const robin = await Visitor.comes(server, { nickname: "Robin" });
      const noor = await Operator.logs_in(server, 0);
      await noor.takes();
      await robin.sees("the operator", () => robin.talk.state?.["state"] === "active");
      let replaced = 0, sent = 0;
      for (let kill = 0; kill < 6; ++kill) {
        const burst = { stopped: false };
        const replacing = replaces_keys(server, burst);
        const writing = (async () => {
          for (; !burst.stopped; ++sent) {
            (sent % 2 === 0 ? robin : noor).posts(`line ${sent}`);
            await pause(2);
          }
        })();
        const enough = robin.acknowledged.length + 40 + 25 * kill;
        await robin.sees("the burst", () => robin.acknowledged.length > enough);
        await server.kill();
        await Promise.all([robin, noor].map((page) => page.live.closed));
        burst.stopped = true;
        await writing;
        replaced += await replacing;
        await server.start();
        await Promise.all([robin, noor].map((page) => page.comes_back()));
        for (const page of [robin, noor]) await page.everything_is_acknowledged();
        const doctor = server.doctor();
        assert.equal(doctor.status, 0, `after kill ${kill + 1}: ${doctor.out}${doctor.said}`);
        assert.match(doctor.out, /sealed +\d+ open, 0 destroyed/);
      }
      assert.ok(replaced > 6, `keys were replaced in between: ${replaced}`);
      await robin.receives(`line ${sent - 1 - (sent % 2 === 0 ? 0 : 1)}`);
      const listed = JSON.parse(onthaal("keys", "list", "--data", server.data, "--json").out);
      assert.ok(listed.keys[0].number > 6);
    } finally {
      await server.end();
    }
  });
});
