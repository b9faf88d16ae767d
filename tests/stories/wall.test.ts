// A screen on the wall, the whole night in which the clock goes back.
import assert from "node:assert/strict";
import { existsSync } from "node:fs";
import { test } from "node:test";
import { Visitor } from "../support/actors.ts";
import { Caller, refused } from "../support/callers.ts";
import { Server } from "../support/server.ts";
import { until } from "../support/until.ts";

const library = "/usr/lib/x86_64-linux-gnu/faketime/libfaketime.so.1";

test("hangs there through the night in which the clock goes back: today starts anew, and no session has to last", async () => {
  assert.ok(existsSync(library), "libfaketime is not here: run bin/setup");
  // Saturday 24 October 2026, 22:30 in Brussels, a thousand times faster.
  const server = Server.prepare({ settings: { clock: { speed: 1000 }, staff: { session_hours: 1 } } });
  try {
    await server.start([], { LD_PRELOAD: library, FAKETIME: "@2026-10-24 20:30:00", TZ: "UTC", FAKETIME_DONT_FAKE_MONOTONIC: "1" });
    const greet = await Caller.staff(server, "greet");
    const { token } = await greet.posts(`/api/lines/${server.line}/displays`, { name: "Gang" });
    const robin = await Visitor.comes(server);
    const board = async () => (await new Caller(server).post("/api/board", { token })).json;
    assert.equal((await board()).overview.today.requested, 1);
    robin.live.drop();
    await until("midnight in Brussels passed", async () => (await board()).time > "2026-10-24T22:00:00");
    assert.equal((await board()).overview.today.requested, 0, "today starts anew");
    await until("the hour that there is twice passed", async () => (await board()).time > "2026-10-25T02:00:00", 40_000);
    assert.equal((await board()).overview.today.requested, 0);
    refused(await greet.get("/api/session"), "unauthenticated");
    assert.equal((await board()).name.length > 0, true);
  } finally {
    await server.end();
  }
});
