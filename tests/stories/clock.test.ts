// Somebody sets the machine's clock while talks go on.
import assert from "node:assert/strict";
import { existsSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { setTimeout as pause } from "node:timers/promises";
import { Operator, Visitor } from "../support/actors.ts";
import { Server } from "../support/server.ts";

const library = "/usr/lib/x86_64-linux-gnu/faketime/libfaketime.so.1";

for (const [what, step] of [["back", "-1h"], ["ahead", "+1h"]] as const) {
  test(`the machine's clock jumps an hour ${what}: nobody loses a place or a talk, and times go on`, async () => {
    assert.ok(existsSync(library), "libfaketime is not here: run bin/setup");
    const server = Server.prepare({});
    const jump = join(server.data, "clock");
    writeFileSync(jump, "+0");
    try {
      await server.start([], { LD_PRELOAD: library, FAKETIME_TIMESTAMP_FILE: jump, FAKETIME_NO_CACHE: "1", FAKETIME_DONT_FAKE_MONOTONIC: "1" });
      const robin = await Visitor.comes(server);
      const noor = await Operator.logs_in(server);
      await noor.takes();
      await robin.says("before");
      const sam = await Visitor.comes(server, { nickname: "Sam" });
      // Both are away at the moment of the jump: their graces run.
      noor.live.drop();
      sam.live.drop();
      await pause(1_000);
      writeFileSync(jump, step);
      await pause(4_000);
      assert.equal(robin.talk.state?.["state"], "active", "not given back");
      await sam.comes_back();
      assert.equal(sam.talk.state?.["state"], "waiting", "not removed");
      await noor.comes_back();
      await noor.says("after");
      await robin.receives("after");
      const [before, after] = robin.talk.said.map((each) => Date.parse(each.at));
      assert.ok(after! > before! && after! - before! < 60_000, `${before} to ${after}`);
      assert.match(server.log, /clock\.stepped/);
    } finally {
      await server.end();
    }
  });
}
