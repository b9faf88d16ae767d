// `onthaal demo --busy`: simulated people spend a short evening on the line, through its public doors.
import assert from "node:assert/strict";
import { test } from "node:test";
import { onthaal, Server } from "../support/server.ts";

test("simulated visitors and operators lose nothing, and leave nothing open", async () => {
  const server = await Server.start({ settings: { visits: { puzzle_bits: 6 } } });
  try {
    const evening = ["--busy", "4", "--operators", "2", "--minutes", "10", "--speed", "60"];
    const run = onthaal("demo", "--data", server.data, "--url", server.url, "--json", ...evening);
    assert.equal(run.status, 0, run.said);
    const told = JSON.parse(run.out);
    assert.equal(told.requested, 4);
    assert.equal(told.taken + told.left + told.removed, 4);
    assert.deepEqual([told.ended, told.registered], [told.taken, told.taken]);
    assert.deepEqual([told.acknowledged + told.too_late, told.lost, told.doubled, told.failed], [told.sent, 0, 0, 0]);
    assert.equal(server.doctor().status, 0);
  } finally {
    await server.end();
  }
});

test("without a server, simulated people stay at home", () => {
  const server = Server.prepare();
  const run = onthaal("demo", "--data", server.data, "--url", "http://127.0.0.1:1", "--busy", "1");
  assert.equal(run.status, 1);
  assert.match(run.said, /no server answers/);
});
