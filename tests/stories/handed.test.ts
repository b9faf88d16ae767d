// A talk goes on on another line: Robin talks with Noor, and Vera of the other line takes over. Noor stays until Vera has greeted.
import assert from "node:assert/strict";
import { test } from "node:test";
import { Operator, Talk, Visitor } from "../support/actors.ts";
import { add_line, add_staff, Caller } from "../support/callers.ts";
import { on_both } from "../support/engines.ts";
import { partner as sample } from "../support/samples.ts";
import type { Options, Server, Settings } from "../support/server.ts";
import { run_story } from "../support/story.ts";

type Cast = { server: Server; robin: Visitor; noor: Operator; vera: Operator; first: Talk; partner: string; coordinator: Caller };
const quick: Settings = { clock: { speed: 60 } };

on_both("handed to another line", (database: () => Options) => {
  const story = (tell: (cast: Cast) => Promise<void>, settings: Settings = {}) =>
    run_story(
      () => ({ ...database(), settings }),
      async (server) => {
        const there = await add_line(server, "praat");
        const coordinator = await add_staff(server, "handt", ["--coordinator", server.line]);
        const { partner } = await coordinator.posts(`/api/lines/${server.line}/partners`, sample({ target: "praat", url: null, take_minutes: 1 }));
        const vera = await Operator.of(server, there.headers, "praat");
        const robin = await Visitor.comes(server, { nickname: "Robin" });
        const noor = await Operator.logs_in(server);
        const first = await noor.takes();
        await robin.sees("Noor", () => robin.talk.state?.["state"] === "active");
        await tell({ server, robin, noor, vera, first: robin.talk, partner, coordinator });
        assert.equal(first.conversation, robin.talks[0]!.conversation);
      },
    );
  const asks = async ({ robin, noor, first, partner }: Cast, summary: string | null = null): Promise<string> => {
    await noor.settled(noor.command("handover.ask", { conversation: first.conversation, partner, theme: null, summary }));
    await robin.sees("the card", () => first.state?.["handover"]?.state === "asked");
    return first.state!["handover"].handover;
  };
  const says_yes = async (cast: Cast, with_summary = false, summary: string | null = "Het gaat over thuis."): Promise<Talk> => {
    const handover = await asks(cast, summary);
    await cast.robin.settled(cast.robin.command("handover.answer", { handover, yes: true, with_summary }, cast.first));
    return cast.robin.follows_the_second();
  };
  const state_of = ({ first }: Cast) => first.state!["handover"].state;

  for (const with_summary of [true, false]) {
    test(`Robin says yes ${with_summary ? "and" : "but not"} to the summary, and goes on with Vera`, story(async (cast) => {
      const { server, robin, noor, vera, first } = cast;
      await robin.says("een geheim voor Noor");
      const second = await says_yes(cast, with_summary);
      assert.equal(second.state!["state"], "waiting");
      const visit = (await server.get("/api/visit", { Authorization: `Bearer ${robin.token}` })).json;
      assert.deepEqual([visit.conversation, visit.second.conversation, visit.second.line.slug], [first.conversation, second.conversation, "praat"]);
      const { waiting } = (await vera.watches_the_line())["state"];
      assert.deepEqual([waiting.length, waiting[0].conversation, waiting[0].front, waiting[0].handed_from !== null], [1, second.conversation, true, true]);

      await vera.takes();
      await robin.sees("somebody on the way", () => state_of(cast) === "taken");
      assert.equal(first.state!["state"], "active", "Noor is still there");
      noor.posts("ik ben er nog", noor.talk);
      await robin.receives("ik ben er nog", first);
      await vera.says("dag Robin, ik ben Vera");
      await robin.receives("dag Robin, ik ben Vera", second);
      await robin.sees("the end of the first", () => first.state!["ended_by"] === "handed_over");
      await noor.sees("that Vera greeted", () => noor.talk.state?.["handover"]?.state === "greeted");
      assert.equal(first.state!["state"], "ended");

      const passed = vera.talk.state!["handed_from"];
      assert.equal(passed.summary, with_summary ? "Het gaat over thuis." : null);
      assert.equal(vera.talk.state!["nickname"], "Robin");
      assert.doesNotMatch(JSON.stringify(vera.live.all), /geheim/);
      if (!with_summary) assert.doesNotMatch(JSON.stringify(vera.live.all), /thuis/);

      robin.posts("dag Vera", second);
      await vera.receives("dag Vera");
      assert.doesNotMatch(JSON.stringify(noor.live.all), /dag Vera/);
      assert.equal((await server.get("/api/visit", { Authorization: `Bearer ${robin.token}` })).json.conversation, second.conversation);
      await noor.registers(first.conversation);
    }));
  }

  test("the code that Robin has of before goes on with Vera, and deletes both talks", story(async (cast) => {
    const { server, robin, noor, vera, first } = cast;
    const { code } = await Caller.visitor(server, robin.token).posts("/api/visit/code");
    await robin.says("een geheim voor Noor");
    await noor.receives("een geheim voor Noor");
    const second = await says_yes(cast);
    await vera.watches_the_line();
    await vera.takes();
    await vera.says("dag Robin, ik ben Vera");
    await robin.sees("the end of the first", () => first.state!["ended_by"] === "handed_over");
    const phone = new Visitor(server, "socket");
    const back = await server.post("/api/returns", { code, token: phone.token });
    assert.deepEqual([back.status, back.json.conversation, back.json.line.slug], [200, second.conversation, "praat"]);
    assert.equal((await server.post("/api/deletions", { code })).json.code, "conflict", "it goes on");
    const { talks, stays } = (await server.post("/api/deletions", { code, end: true })).json;
    assert.deepEqual([talks, stays], [2, []]);
    await noor.live.next({ type: "event", stream: `conversation:${first.conversation}`, event: "conversation.deleted" });
    await vera.live.next({ type: "event", stream: `conversation:${second.conversation}`, event: "conversation.deleted" });
    const tab = await vera.opens_a_tab();
    assert.deepEqual([tab.talk.said.map(({ text }) => text), tab.talk.state!["handed_from"]?.summary ?? null], [[null], null]);
    tab.live.drop();
    await noor.registers(first.conversation);
    await vera.registers(second.conversation);
  }));

  test("Robin says no, and nothing changes", story(async (cast) => {
    const { server, robin, noor, vera, first, coordinator } = cast;
    const handover = await asks(cast, "Het gaat over thuis.");
    await robin.settled(robin.command("handover.answer", { handover, yes: false, with_summary: true }));
    await noor.sees("the no", () => noor.talk.state?.["handover"]?.state === "refused");
    assert.deepEqual((await vera.watches_the_line())["state"].waiting, []);
    await robin.says("ik blijf liever bij jou");
    await noor.receives("ik blijf liever bij jou");
    const day = new Date().toLocaleDateString("sv-SE", { timeZone: "Europe/Brussels" });
    const { partners } = await coordinator.gets(`/api/lines/${server.line}/handovers/${day}/${day}`);
    const { asked, refused, agreed } = partners.at(-1);
    assert.deepEqual([asked, refused, agreed, first.state!["state"]], [1, 1, 0, "active"]);
  }));

  test("nobody of the other line comes in time, and nothing has changed", story(async (cast) => {
    const { robin, noor, first } = cast;
    const second = await says_yes(cast);
    await robin.sees("that nobody came", () => state_of(cast) === "not_taken");
    await robin.sees("the end of the second", () => second.state!["state"] === "refused");
    robin.posts("dan praten wij verder", first);
    await noor.receives("dan praten wij verder");
    assert.equal(first.state!["state"], "active");
  }, quick));

  test("Vera's computer dies before she greets: Robin waits in front anew, and she comes back", story(async (cast) => {
    const { robin, vera, noor } = cast;
    const second = await says_yes(cast);
    await vera.takes();
    await robin.sees("somebody on the way", () => state_of(cast) === "taken");
    vera.live.drop();
    await robin.sees("that it waits anew", () => state_of(cast) === "agreed");
    await vera.comes_back();
    await vera.goes("online");
    vera.talks = [];
    await vera.takes();
    await vera.says("daar ben ik weer");
    await robin.receives("daar ben ik weer", second);
    await noor.sees("that Vera greeted", () => noor.talk.state?.["handover"]?.state === "greeted");
  }, { clock: { speed: 60 } }));

  test("Robin's other device sees both talks, and Robin may change his mind", story(async (cast) => {
    const { server, robin, first } = cast;
    const second = await says_yes(cast);
    const phone = new Visitor(server, "poll", robin.token);
    phone.talks = [new Talk(first.conversation), new Talk(second.conversation)];
    await phone.connect();
    await phone.sees("both", () => phone.talks.every(({ state }) => state !== null));
    await phone.settled(phone.command("handover.withdraw", { handover: first.state!["handover"].handover }, phone.talks[0]));
    await robin.sees("that it is off", () => state_of(cast) === "withdrawn" && second.state!["state"] === "refused");
    assert.equal(first.state!["state"], "active");
  }));

  test("Noor cannot leave while somebody is on the way, and Robin can", story(async (cast) => {
    const { robin, noor, vera, first } = cast;
    const second = await says_yes(cast);
    await assert.rejects(noor.ends(), /conflict/);
    await vera.takes();
    await assert.rejects(noor.ends(), /conflict/);
    await robin.settled(robin.command("conversation.end", { conversation: first.conversation }, first));
    await vera.sees("that Robin left", () => vera.talk.state!["state"] === "ended");
    await robin.sees("the end of both", () => second.state!["state"] === "ended" && state_of(cast) === "withdrawn");
  }));

  test("two of the other line want Robin at once, and one has him", story(async (cast) => {
    const { server, robin, vera } = cast;
    await says_yes(cast);
    const wim = await Operator.of(server, (await add_staff(server, "wim-praat", ["--operator", "praat"])).headers, "praat");
    const taken = await Promise.allSettled([vera.take(), wim.take()]);
    assert.deepEqual(taken.map(({ status }) => status).sort(), ["fulfilled", "rejected"]);
    await robin.sees("somebody on the way", () => state_of(cast) === "taken");
  }));

  test("what was planted in the first talk is nowhere near the second", story(async (cast) => {
    const { server, robin, noor, vera, first } = cast;
    const mark = "GEPLANT-woord";
    await robin.says(`${mark} van Robin`);
    noor.posts(`${mark} van Noor`, noor.talk);
    await robin.settled(robin.command("intake.give", { conversation: first.conversation, question: `${mark} vraag`, age: 14 }));
    await noor.settled(noor.command("note.add", { conversation: first.conversation, text: `${mark} nota` }));
    await new Caller(server, noor.headers).puts(`/api/flags/${first.conversation}`, { why: `${mark} markering` });
    await noor.settled(noor.command("plan.offer", { conversation: first.conversation, text: `${mark} plan`, moments: null, same_worker: true }));
    await robin.sees("the plan", () => first.events.some(({ event }) => event === "plan.offered"));
    const { plan } = first.events.findLast(({ event }) => event === "plan.offered")!["data"];
    await robin.settled(robin.command("plan.answer", { plan, yes: true }, first));
    await says_yes(cast);
    await vera.takes();
    await vera.says("dag");
    await noor.sees("that Vera greeted", () => noor.talk.state?.["handover"]?.state === "greeted");
    for (const stream of [`conversation:${first.conversation}`, `case:${first.conversation}`]) {
      vera.live.send({ type: "subscribe", stream });
      assert.equal((await vera.live.next({ type: "error", stream }))["code"], "not_found");
    }
    const her = new Caller(server, vera.headers);
    for (const path of [`/api/registrations/${first.conversation}`, `/api/conversations/${first.conversation}/handovers`, `/api/flags/${first.conversation}`, `/api/lines/${server.line}/partners`]) {
      assert.equal((await her.get(path)).json.code, "not_found", path);
    }
    const second = vera.talk.conversation;
    assert.deepEqual(await her.gets(`/api/flags/${second}`), { mark: null });
    assert.doesNotMatch(JSON.stringify(await her.gets(`/api/conversations/${second}/agreed`)), new RegExp(mark));
    await vera.watches_the_line();
    vera.live.send({ type: "subscribe", stream: `case:${vera.talk.conversation}` });
    const beside = (await vera.live.next({ type: "snapshot", stream: `case:${vera.talk.conversation}` }))["state"];
    assert.deepEqual([beside.notes, beside.alerts, beside.steps, beside.escalations], [[], [], [], []]);
    assert.doesNotMatch(JSON.stringify(vera.live.all), new RegExp(mark));
    assert.equal(vera.talk.state!["intake"].age, null);
  }));

  test("a link: Robin opens it, and only that is known", story(async (cast) => {
    const { server, robin, noor, first, coordinator } = cast;
    cast.partner = (await coordinator.gets(`/api/lines/${server.line}/partners`)).partners[0].partner;
    const handover = await asks(cast);
    assert.deepEqual([first.state!["handover"].kind, first.state!["handover"].passes], ["link", null]);
    await robin.settled(robin.command("handover.answer", { handover, yes: true, with_summary: false }));
    await noor.sees("that Robin opened it", () => noor.talk.state?.["handover"]?.state === "linked");
    await robin.says("ik ben er nog");
  }));
});
