// Suspected fake calls, who comes often, and visits that are not let in: by whom, to whom, and what the visitor sees of it.
import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { after, before, test } from "node:test";
import { new_token, Operator, type Visitor } from "../support/actors.ts";
import { add_line, add_staff, Caller, refused } from "../support/callers.ts";
import { on_both } from "../support/engines.ts";
import { comes_from, ends_as, proxied } from "../support/networks.ts";
import { Server, type Options } from "../support/server.ts";

on_both("flags", (database: () => Options) => {
  let server: Server;
  let greet: Caller; // coordinates the line, and answers
  let carla: Caller; // coordinates the line
  let elsewhere: Caller; // coordinates another line
  let jef: Operator;
  let networks = 0;
  before(async () => {
    server = await Server.start(proxied(database()));
    greet = await Caller.staff(server, "greet");
    carla = await add_staff(server, "carla", ["--coordinator", server.line]);
    elsewhere = await add_line(server, "gent");
    jef = await Operator.logs_in(server, 1);
    await greet.puts(`/api/lines/${server.line}/frequent`, { talks: 50, days: 30 });
  });
  after(() => server.end());

  const as_jef = () => new Caller(server, jef.headers);
  const network = () => `203.0.${++networks}.7`;
  const path = (visitor: Visitor) => `/api/flags/${visitor.talk.conversation}`;
  const list = () => `/api/lines/${server.line}/flags`;
  // A talk with Jef that is over, and recorded.
  const talks = async (from: string): Promise<Visitor> => {
    const visitor = await comes_from(server, from);
    await jef.takes({ conversation: visitor.talk.conversation, reason: "urgent" });
    await visitor.ends();
    await jef.registers();
    visitor.live.drop();
    return visitor;
  };
  const marked = async (from = network()): Promise<{ visitor: Visitor; flag: string }> => {
    const visitor = await talks(from);
    await as_jef().puts(path(visitor), { why: "giechelen op de achtergrond" });
    const flags = (await greet.gets(list())).flags;
    return { visitor, flag: flags.find((each: any) => each.conversation === visitor.talk.conversation).flag };
  };
  // What a second person does: reads the talk, and then decides.
  const review = async (who: Caller, flag: string, decision: object) => {
    await who.gets(`${list()}/${flag}/talk`);
    return who.posts(`${list()}/${flag}/decision`, decision);
  };
  // What stands in the case when Jef takes somebody from there.
  const alerts = async (from: string): Promise<string[]> => {
    const visitor = await comes_from(server, from);
    await jef.takes({ conversation: visitor.talk.conversation, reason: "urgent" });
    const state = await jef.follows_the_case();
    await visitor.ends();
    await jef.registers();
    visitor.live.drop();
    return state["alerts"];
  };

  test("are made, changed and withdrawn by who has the talk", async () => {
    const visitor = await comes_from(server, network());
    const others = [greet, carla, elsewhere, Caller.visitor(server, visitor.token), new Caller(server)];
    for (const other of [as_jef(), ...others]) refused(await other.put(path(visitor), { why: "zomaar" }), "not_found");
    await jef.takes({ conversation: visitor.talk.conversation, reason: "urgent" });
    assert.deepEqual(await as_jef().gets(path(visitor)), { mark: null });
    refused(await as_jef().put(path(visitor), { why: "  " }), "invalid", { why: "too_short" });
    refused(await as_jef().put(path(visitor), { why: "x", extra: 1 }), "invalid", { extra: "unknown_field" });
    assert.equal((await as_jef().puts(path(visitor), { why: "zomaar" })).state, "suspected");
    assert.equal((await as_jef().puts(path(visitor), { why: "gegiechel" })).why, "gegiechel");
    assert.equal((await as_jef().gets(path(visitor))).mark.why, "gegiechel");
    for (const other of others) {
      refused(await other.get(path(visitor)), "not_found");
      refused(await other.drop(path(visitor)), "not_found");
      refused(await other.put(`${path(visitor)}/answer`, { answer: "ja" }), "not_found");
    }
    assert.equal((await as_jef().drop(path(visitor))).json.state, "withdrawn");
    await ends_as(jef, "normal");
    await jef.registers();
    assert.ok(!JSON.stringify(visitor.talk.events).includes("flag"), "the visitor sees nothing of it");
    visitor.live.drop();
  });

  test("are read and decided by a second person, on their own line", async () => {
    const { visitor, flag } = await marked();
    const others = [as_jef(), elsewhere, Caller.visitor(server, visitor.token), new Caller(server)];
    for (const other of others) {
      refused(await other.get(list()), "not_found");
      refused(await other.get(`${list()}/${flag}/talk`), "not_found");
      refused(await other.post(`${list()}/${flag}/decision`, { decision: "confirmed" }), "not_found");
    }
    refused(await elsewhere.get(`/api/lines/gent/flags/${flag}/talk`), "not_found");
    refused(await elsewhere.post(`/api/lines/gent/flags/${flag}/decision`, { decision: "confirmed" }), "not_found");
    const readings = server.count("reading");
    const { messages, registration } = await carla.gets(`${list()}/${flag}/talk`);
    assert.deepEqual(messages, []);
    assert.equal(registration.nickname, "Robin");
    assert.equal(server.count("reading"), readings + 1);
    refused(await carla.post(`${list()}/${flag}/decision`, { decision: "asked_back" }), "invalid", { question: "required" });
    refused(await carla.post(`${list()}/${flag}/decision`, { decision: "misschien" }), "invalid", { decision: "not_allowed" });
    assert.equal((await carla.posts(`${list()}/${flag}/decision`, { decision: "rejected" })).state, "rejected");
    await greet.gets(`${list()}/${flag}/talk`);
    refused(await greet.post(`${list()}/${flag}/decision`, { decision: "confirmed" }), "conflict");
    refused(await as_jef().drop(path(visitor)), "conflict");
  });

  test("are not decided by who did not read the talk", async () => {
    const { flag } = await marked();
    await greet.gets(`${list()}/${flag}/talk`);
    for (const decision of [{ decision: "confirmed" }, { decision: "rejected" }, { decision: "asked_back", question: "Hoezo?" }])
      refused(await carla.post(`${list()}/${flag}/decision`, decision), "conflict");
    const readings = server.count("reading");
    assert.equal((await review(carla, flag, { decision: "rejected" })).state, "rejected");
    assert.equal(server.count("reading"), readings + 1, "one reading, kept");
  });

  test("are not decided by who made them", async () => {
    const greet_at_the_desk = await Operator.of(server, greet.headers, server.line);
    const visitor = await comes_from(server, network());
    await greet_at_the_desk.takes({ conversation: visitor.talk.conversation, reason: "urgent" });
    await greet.puts(path(visitor), { why: "een grap" });
    const mine = (await greet.gets(list())).flags.find((each: any) => each.conversation === visitor.talk.conversation);
    assert.equal(mine.mine, true);
    await greet.gets(`${list()}/${mine.flag}/talk`);
    refused(await greet.post(`${list()}/${mine.flag}/decision`, { decision: "confirmed" }), "conflict");
    assert.equal((await review(carla, mine.flag, { decision: "confirmed" })).mine, false);
    await visitor.ends();
    await greet_at_the_desk.registers();
    await greet_at_the_desk.goes("off");
    for (const page of [visitor, greet_at_the_desk]) page.live.drop();
  });

  test("are decided once, whoever is first", async () => {
    const { visitor, flag } = await marked();
    for (const one of [greet, carla]) await one.gets(`${list()}/${flag}/talk`);
    const replies = await Promise.all([
      greet.post(`${list()}/${flag}/decision`, { decision: "confirmed" }),
      carla.post(`${list()}/${flag}/decision`, { decision: "rejected" }),
      as_jef().drop(path(visitor)),
    ]);
    const won = replies.filter(({ status }) => status === 200);
    assert.equal(won.length, 1);
    assert.equal((await as_jef().gets(path(visitor))).mark.state, won[0]!.json.state);
  });

  test("are decided by the other of two, whoever is first, where one of them made it", async () => {
    const greet_at_the_desk = await Operator.of(server, greet.headers, server.line);
    for (let i = 0; i < 4; ++i) {
      const visitor = await comes_from(server, network());
      await greet_at_the_desk.takes({ conversation: visitor.talk.conversation, reason: "urgent" });
      await visitor.ends();
      await greet_at_the_desk.registers();
      await greet.puts(path(visitor), { why: "een grap" });
      const { flag } = (await greet.gets(list())).flags.find((each: any) => each.conversation === visitor.talk.conversation);
      for (const one of [greet, carla]) await one.gets(`${list()}/${flag}/talk`);
      const decide = (who: Caller, decision: string) => who.post(`${list()}/${flag}/decision`, { decision });
      const [own, other] = await Promise.all([decide(greet, "rejected"), decide(carla, "confirmed")]);
      refused(own, "conflict");
      assert.equal(other.json.state, "confirmed");
      visitor.live.drop();
    }
    await greet_at_the_desk.goes("off");
    greet_at_the_desk.live.drop();
  });

  test("are asked about and answered", async () => {
    const { visitor, flag } = await marked();
    await review(carla, flag, { decision: "asked_back", question: "Hoe merkte je dat?" });
    const [asked] = (await as_jef().gets("/api/flags")).flags;
    assert.deepEqual([asked.conversation, asked.question], [visitor.talk.conversation, "Hoe merkte je dat?"]);
    assert.deepEqual((await carla.gets("/api/flags")).flags, []);
    refused(await new Caller(server).get("/api/flags"), "unauthenticated");
    await as_jef().puts(`${path(visitor)}/answer`, { answer: "Drie stemmen tegelijk" });
    refused(await as_jef().put(`${path(visitor)}/answer`, { answer: "nog eens" }), "conflict");
    const told = (await carla.gets(list())).flags.find((each: any) => each.flag === flag);
    assert.deepEqual([told.state, told.answer], ["suspected", "Drie stemmen tegelijk"]);
  });

  test("alert who takes a later talk once they are confirmed, and nobody else", async () => {
    const home = network();
    const { visitor, flag } = await marked(home);
    assert.deepEqual(await alerts(home), []);
    await review(carla, flag, { decision: "confirmed" });
    assert.deepEqual(await alerts(home), ["fake"]);
    assert.deepEqual(await alerts(network()), []);
    refused(await as_jef().put(path(visitor), { why: "toch" }), "conflict");
  });

  test("come to the line's stream without saying which talk", async () => {
    await jef.watches_the_line();
    const { visitor } = await marked();
    const told = await jef.live.next((frame) => frame["event"] === "flag.changed");
    assert.ok(!JSON.stringify(told).includes(visitor.talk.conversation));
  });

  test("tell coordinators who comes often, and nobody else", async () => {
    const frequent = `/api/lines/${server.line}/frequent`;
    for (const other of [as_jef(), elsewhere, new Caller(server)]) {
      refused(await other.get(frequent), "not_found");
      refused(await other.put(frequent, { talks: 2, days: 2 }), "not_found");
    }
    refused(await carla.put(frequent, { talks: 1, days: 31 }), "invalid", { talks: "too_small", days: "too_large" });
    const home = network();
    assert.deepEqual(await alerts(home), []);
    await carla.puts(frequent, { talks: 2, days: 7 });
    assert.deepEqual(await alerts(home), ["frequent"]);
    const { visitors } = await carla.gets(frequent);
    const [conversation] = visitors.at(-1).conversations;
    assert.equal(visitors.at(-1).talks, 2);
    const notices = (await carla.gets(`/api/lines/${server.line}/notices`)).notices;
    assert.ok(notices.some((each: any) => each.kind === "frequent" && each.number === 2));
    assert.deepEqual((await carla.gets(`${frequent}/${conversation}/talk`)).messages, []);
    refused(await as_jef().get(`${frequent}/${conversation}/talk`), "not_found");
    await carla.puts(frequent, { talks: 50, days: 30 });
    refused(await carla.get(`${frequent}/${conversation}/talk`), "not_found");
  });

  test("an abusive visit is not let in for a day, unless a coordinator undoes it", async () => {
    const refusals = `/api/lines/${server.line}/refusals`;
    const visitor = await comes_from(server, network());
    const conversation = visitor.talk.conversation;
    const asks = { conversation, reason: "schelden" };
    await jef.takes({ conversation, reason: "urgent" });
    refused(await carla.post(refusals, asks), "conflict");
    await ends_as(jef, "boundary");
    assert.equal((await as_jef().gets(`/api/registrations/${conversation}`)).boundary, true);
    await jef.registers();
    for (const other of [as_jef(), elsewhere, Caller.visitor(server, visitor.token), new Caller(server)]) {
      refused(await other.get(refusals), "not_found");
      refused(await other.post(refusals, asks), "not_found");
    }
    const { refusal } = await carla.posts(refusals, asks);
    refused(await carla.post(refusals, asks), "conflict");
    const earlier = createHash("sha256").update(visitor.token).digest("base64url");
    const again = (before?: string) =>
      server.post(`/api/lines/${server.line}/visits`, { token: new_token(), nickname: "Robin", register: "nl", ...(before && { earlier: before }) });
    refused(await again(earlier), "refused");
    refused(await again("kort"), "invalid", { earlier: "too_short" });
    assert.equal((await again()).status, 201);
    for (const other of [as_jef(), elsewhere]) refused(await other.drop(`${refusals}/${refusal}`), "not_found");
    assert.equal((await carla.gets(refusals)).refusals[0].reason, "schelden");
    assert.equal((await carla.drop(`${refusals}/${refusal}`)).status, 204);
    assert.equal((await again(earlier)).status, 201);
    visitor.live.drop();
  });
});
