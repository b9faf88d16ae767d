// What is counted of real talks, who may see it, and what is asked wrongly.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { Operator } from "../support/actors.ts";
import { add_line, Caller, refused } from "../support/callers.ts";
import { on_both } from "../support/engines.ts";
import { comes_from, proxied } from "../support/networks.ts";
import { Server, type Options } from "../support/server.ts";

type Row = { keys: { code: string }[]; n: number | null; base: number | null; value: number | null };

on_both("figures", (database: () => Options) => {
  let server: Server;
  let greet: Caller; // coordinates the line
  let elsewhere: Caller; // coordinates another line
  let jef: Operator;
  before(async () => {
    server = await Server.start(proxied(database()));
    greet = await Caller.staff(server, "greet");
    elsewhere = await add_line(server, "gent");
    jef = await Operator.logs_in(server, 1);
  });
  after(() => server.end());

  const day = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);
  const path = (tables: string, more = "") => `/api/lines/${server.line}/figures?tables=${tables}&from=${day(-1)}&until=${day(1)}${more}`;
  const n_of = (table: { rows: Row[] }, ...codes: string[]) => table.rows.find((row) => row.keys.map((key) => key.code).join(".") === codes.join("."))?.n;

  test("a talk is counted as soon as it has ended", async () => {
    const before = (await greet.gets(path("volume,today"))).tables;
    assert.equal(n_of(before[0], "talks"), 0);
    const visitor = await comes_from(server, "203.0.113.7");
    await jef.takes({ conversation: visitor.talk.conversation, reason: "urgent" });
    await visitor.says("hallo");
    await visitor.ends();
    await jef.registers();
    visitor.live.drop();
    const { tables } = await greet.gets(path("volume,today,talks_by_year"));
    assert.equal(n_of(tables[0], "requests"), 1);
    assert.equal(n_of(tables[1], "today", "requests", "now"), 1);
    // The operator wrote nothing: by the newest definition that is no talk, by the first one it is.
    assert.equal(n_of(tables[0], "talks"), 0);
    assert.equal(n_of((await greet.gets(path("volume", "&definition=1"))).tables[0], "talks"), 1);
  });

  test("every table is answered as the schema has it", async () => {
    const page = await greet.gets(path("volume"));
    assert.equal(page.tables[0].definition.version, 2);
    const names = ["talks_by_month", "themes", "wait", "busy", "on_duty", "theme_window", "open_hours", "lifetime", "operators", "centres"];
    const { tables } = await greet.gets(path(names.join(","), "&theme=pesten&theme=depressie&who=pupil&years=all&language=en"));
    assert.deepEqual(tables.map((table: { name: string }) => table.name), names);
  });

  test("what is asked wrongly is named", async () => {
    const reply = await greet.get(path("volume", "&theme=niets"));
    assert.equal(reply.status, 422);
    assert.deepEqual(reply.json.fields, [{ field: "theme", problem: "not_allowed" }]);
    assert.deepEqual((await greet.get(path("alles", "&x=1"))).json.fields.map((each: { field: string }) => each.field), ["tables", "x"]);
  });

  test("only coordinators of the line see them", async () => {
    refused(await elsewhere.get(path("volume")), "not_found");
    refused(await new Caller(server, jef.headers).get(path("volume")), "not_found");
  });
});
