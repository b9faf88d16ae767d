// A full disk: a clear error, nothing acknowledged that is not kept, and it goes on when there is room again.
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { rmSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { Operator, Visitor } from "../support/actors.ts";
import { Server } from "../support/server.ts";

// The data folder becomes a small disk of its own, which only the server and who looks through it can see.
const small_disk = (data: string) => ["unshare", "--user", "--map-root-user", "--mount", "sh", "-c",
  `mkdir /tmp/kept.$$ && cp -a "${data}"/. /tmp/kept.$$ && mount -t tmpfs -o size=12m tmpfs "${data}" && cp -a /tmp/kept.$$/. "${data}" && rm -r /tmp/kept.$$ && exec "$0" "$@"`];

test("the disk is full in the middle of a talk", async () => {
  assert.equal(spawnSync("unshare", ["--user", "--map-root-user", "--mount", "true"]).status, 0, "this machine lets nobody make a small disk (user namespaces)");
  const server = Server.prepare({ settings: { live: { frames_per_second: 10_000, burst: 100_000 } } });
  try {
    await server.start(small_disk(server.data));
    const robin = await Visitor.comes(server);
    const noor = await Operator.logs_in(server);
    await noor.takes();
    await robin.sees("the operator", () => robin.talk.state?.["state"] === "active");
    await robin.says("before");

    const inside = `/proc/${server.child!.pid}/root${server.data}`;
    const ballast = join(inside, "ballast");
    let size = 12 << 20;
    while (size > 0) {
      try {
        writeFileSync(ballast, Buffer.alloc(size, 1));
        break;
      } catch {
        size -= 64 << 10;
      }
    }
    assert.ok(statSync(ballast).size > 0);
    const words = "x".repeat(3_000);
    const sent = Array.from({ length: 200 }, (_, i) => robin.posts(`${i} ${words}`));
    await robin.sees("that it cannot be kept", () => robin.busy > 0);
    assert.match(server.log, /disk|full/i, "the log says why");
    const kept = robin.acknowledged.length;
    assert.ok(kept < sent.length + 1);
    assert.equal((await server.get("/api/health")).status, 200, "it still serves");

    rmSync(ballast);
    await robin.everything_is_acknowledged();
    await noor.sees("all of it", () => noor.talk.said.length === 201); // in whatever order there was room for it
    assert.equal(new Set(noor.talk.said.map((each) => each.text)).size, 201, "each once");
    assert.deepEqual(noor.talk.said, robin.talk.said);
  } finally {
    await server.stop();
    rmSync(server.data, { recursive: true, force: true });
  }
});
