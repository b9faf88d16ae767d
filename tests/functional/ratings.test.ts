// Stars and a text after a talk: the visitor's own until read, listed to coordinators, never to an operator.
import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import { after, before, test } from "node:test";
import { Operator, Visitor } from "../support/actors.ts";
import { add_line, Caller, refused } from "../support/callers.ts";
import { on_both } from "../support/engines.ts";
import { Server, type Options } from "../support/server.ts";

on_both("a rating", (database: () => Options) => {
  let server: Server;
  let greet: Caller;
  let jef: Caller;
  let list: string;
  before(async () => {
    server = await Server.start(database());
    greet = await Caller.staff(server, "greet");
    jef = await Caller.staff(server, "jef");
    list = `/api/lines/${server.line}/ratings`;
  });
  after(() => server.end());

  const rates = (visitor: Visitor, body: object) => Caller.visitor(server, visitor.token).put("/api/visit/rating", body);
  const talks = async (): Promise<Visitor> => {
    const robin = await Visitor.comes(server);
    const jef_at_the_desk = await Operator.logs_in(server, 1);
    await jef_at_the_desk.takes();
    await robin.ends();
    const path = `/api/registrations/${robin.talk.conversation}`;
    const { conversation: _, nickname: __, ...draft } = await jef.gets(path);
    await jef.puts(path, { ...draft, state: "done", fake: true });
    for (const page of [robin, jef_at_the_desk]) page.live.drop();
    return robin;
  };

  test("is possible once the talk has ended", async () => {
    const robin = await Visitor.comes(server);
    const stars = { stars: 5, may_quote: false };
    refused(await rates(robin, stars), "conflict");
    await robin.ends();
    refused(await rates(robin, stars), "conflict");
    robin.live.drop();
    assert.equal((await rates(await talks(), stars)).status, 204);
  });

  test("can be changed until somebody has read it", async () => {
    const before = (await greet.gets(list)).raters;
    const robin = await talks();
    assert.equal((await rates(robin, { stars: 5, text: "Goed geholpen", may_quote: true })).status, 204);
    assert.equal((await rates(robin, { stars: 2, text: "Bij nader inzien niet", may_quote: false })).status, 204);
    const { raters, mean, unread } = await greet.gets(list);
    assert.equal(raters, before + 1);
    assert.ok(mean >= 1 && mean <= 5);
    const mine = unread.filter((each: { text: string }) => each.text === "Bij nader inzien niet");
    assert.equal(mine.length, 1);
    assert.ok(!unread.some((each: { text: string }) => each.text === "Goed geholpen"));
    const { rating, at: _, ...rest } = mine[0];
    assert.deepEqual(rest, { stars: 2, text: "Bij nader inzien niet", may_quote: false, who: null });
    for (let i = 0; i < 2; ++i) assert.equal((await greet.post(`${list}/${rating}/read`)).status, 204);
    assert.ok(!(await greet.gets(list)).unread.some((each: { rating: string }) => each.rating === rating));
    refused(await rates(robin, { stars: 1, may_quote: true }), "conflict");
    const { mean: told } = await greet.gets(list);
    refused(await rates(robin, { stars: 5, may_quote: false }), "conflict");
    assert.deepEqual((({ raters, mean }) => [raters, mean])(await greet.gets(list)), [before + 1, told]);
  });

  test("can be kept from being quoted alone, and keeps its words", async () => {
    const robin = await talks();
    assert.equal((await rates(robin, { stars: 4, text: "Liever niet in een boek", may_quote: true })).status, 204);
    for (let i = 0; i < 2; ++i) assert.equal((await rates(robin, { may_quote: false })).status, 204);
    const [mine] = (await greet.gets(list)).unread.filter((each: { text: string }) => each.text === "Liever niet in een boek");
    assert.deepEqual([mine.stars, mine.may_quote], [4, false]);
  });

  test("is of a visitor only", async () => {
    refused(await new Caller(server).put("/api/visit/rating", { stars: 5, may_quote: false }), "unauthenticated");
    refused(await jef.put("/api/visit/rating", { stars: 5, may_quote: false }), "unauthenticated");
  });

  test("refuses what is wrong, and names it", async () => {
    const robin = await talks();
    const cases: [object, Record<string, string>][] = [
      [{ may_quote: true }, { stars: "required" }],
      [{ stars: 0, may_quote: true }, { stars: "too_small" }],
      [{ stars: 6, may_quote: true }, { stars: "too_large" }],
      [{ stars: 4.5, may_quote: true }, { stars: "not_a_number" }],
      [{ stars: 5 }, { may_quote: "required" }],
      [{ text: "   ", may_quote: false }, { text: "too_short" }],
      [{ text: "x".repeat(2001), may_quote: false }, { text: "too_long" }],
      [{ stars: 5, may_quote: false, name: "Robin" }, { name: "unknown_field" }],
    ];
    for (const [body, fields] of cases) refused(await rates(robin, body), "invalid", fields);
    assert.equal((await rates(robin, { text: "é".repeat(2000), may_quote: false })).status, 204);
  });

  test("is seen by no operator, no visitor, and no coordinator of another line", async () => {
    const robin = await talks();
    await rates(robin, { text: "Voor de coördinator", may_quote: false });
    const { rating } = (await greet.gets(list)).unread.at(-1);
    const other = await add_line(server, "elders");
    for (const stranger of [new Caller(server), Caller.visitor(server, robin.token), jef, other]) {
      refused(await stranger.get(list), "not_found");
      refused(await stranger.post(`${list}/${rating}/read`), "not_found");
    }
    refused(await other.post(`/api/lines/elders/ratings/${rating}/read`), "not_found");
    for (const nowhere of [randomUUID(), "12"]) refused(await greet.post(`${list}/${nowhere}/read`), "not_found");
    assert.ok((await greet.gets(list)).unread.some((each: { rating: string }) => each.rating === rating));
  });

  test("is on disk without a readable text", async () => {
    const text = `Beoordeling${randomUUID()}`;
    await rates(await talks(), { text, may_quote: true });
    assert.ok((await greet.gets(list)).unread.some((each: { text: string }) => each.text === text));
    assert.ok(!server.on_disk().includes(text));
    assert.ok(!server.log.includes(text));
  });
});
