// A heavy talk: Noor asks help, Greet looks along and whispers. Robin, who writes, notices nothing of it. Graces run 60 times
// faster here: a minute is a second.
import assert from "node:assert/strict";
import { test } from "node:test";
import { setTimeout as pause } from "node:timers/promises";
import { Coordinator, Operator, Visitor } from "../support/actors.ts";
import { on_both } from "../support/engines.ts";
import type { Options } from "../support/server.ts";
import { run_story, type Tell } from "../support/story.ts";

const minutes = (count: number) => pause(count * 1_000 + 400);

on_both("looking along in a talk", (database: () => Options) => {
  const story = (tell: Tell) => run_story(() => ({ ...database(), settings: { clock: { speed: 60 } } }), tell);

  test("Noor asks help, Greet looks along and whispers, and nothing of it reaches Robin", story(async (server) => {
    const robin = await Visitor.comes(server);
    const noor = await Operator.logs_in(server);
    const greet = await Coordinator.comes_in(server);
    await greet.watches_the_line();
    await noor.takes();
    await noor.follows_the_case();
    const { conversation } = robin.talk;
    await robin.says("Ik wil er niet meer zijn.");
    const said = await noor.receives("Ik wil er niet meer zijn.");
    await noor.settled(noor.command("help.ask", { conversation, message: said.number }));
    const asked = await greet.live.next({ event: "conversation.coached" });
    assert.deepEqual(asked["data"], { conversation, coaches: [], help: true });
    await greet.looks_along(conversation);
    await greet.receives("Ik wil er niet meer zijn.");
    await noor.live.next({ event: "help.answered" });
    await greet.settled(greet.command("whisper.post", { conversation, text: "Vraag of er een plan is." }));
    assert.equal((await noor.live.next({ event: "note.added" }))["data"].text, "Vraag of er een plan is.");
    await noor.settled(noor.command("step.set", { conversation, step: "zelfmoord_plan", done: true }));
    await noor.says("Heb je al bedacht hoe of wanneer?");
    await greet.receives("Heb je al bedacht hoe of wanneer?");
    await robin.receives("Heb je al bedacht hoe of wanneer?");
    await robin.reloads();
    assert.doesNotMatch(JSON.stringify([...robin.live.all, robin.talk]), /plan is|Greet|zelfmoord|whisper|coach/);
    await noor.ends();
    await greet.live.next({ type: "ended", stream: `conversation:${conversation}` });
  }));

  test("Greet's computer falls asleep: Noor soon sees that she no longer looks along, and Greet reads nothing more", story(async (server) => {
    const robin = await Visitor.comes(server);
    const noor = await Operator.logs_in(server);
    await noor.takes();
    await noor.follows_the_case();
    const greet = await Coordinator.comes_in(server);
    await greet.looks_along(robin.talk.conversation, "worry");
    greet.live.drop();
    assert.equal((await noor.follows_the_case())["coaches"].length, 1, "a short drop is no leaving");
    await noor.live.next({ event: "coach.left" });
    assert.equal((await noor.follows_the_case())["coaches"].length, 0);
    await robin.says("Ben je er nog?");
    const later = await Coordinator.comes_in(server);
    later.live.send({ type: "subscribe", stream: robin.talk.stream });
    assert.equal((await later.live.next({ type: "error", stream: robin.talk.stream }))["code"], "not_found");
  }));

  test("Greet closes only the page of the talk: that she is elsewhere does not keep her there", story(async (server) => {
    const robin = await Visitor.comes(server);
    const noor = await Operator.logs_in(server);
    await noor.takes();
    await noor.follows_the_case();
    const [greet, elsewhere] = [await Coordinator.comes_in(server), await Coordinator.comes_in(server)];
    await elsewhere.watches_the_line();
    await greet.looks_along(robin.talk.conversation, "training");
    await minutes(2);
    assert.equal((await noor.follows_the_case())["coaches"].length, 1, "as long as the page is there");
    greet.live.drop();
    await noor.live.next({ event: "coach.left" });
    const coached = await elsewhere.live.next((frame) => frame["event"] === "conversation.coached" && frame["data"].coaches.length === 0);
    assert.equal(coached["data"].conversation, robin.talk.conversation);
  }));

  test("Noor's browser dies: Jef takes over and sees who looks along, and what was said beside the talk", story(async (server) => {
    const robin = await Visitor.comes(server);
    const noor = await Operator.logs_in(server);
    await noor.takes();
    const greet = await Coordinator.comes_in(server);
    await greet.looks_along(robin.talk.conversation, "worry");
    await noor.settled(noor.command("note.add", { conversation: robin.talk.conversation, text: "Neemt graag de tijd." }));
    noor.live.drop();
    await minutes(2);
    await robin.gives_back();
    const jef = await Operator.logs_in(server, 1);
    await jef.takes();
    const beside = await jef.follows_the_case();
    assert.deepEqual(beside["coaches"].map((each: { reason: string }) => each.reason), ["worry"]);
    assert.deepEqual(beside["notes"].map((each: { text: string }) => each.text), ["Neemt graag de tijd."]);
    await greet.settled(greet.command("whisper.post", { conversation: robin.talk.conversation, text: "Ik blijf erbij." }));
    await jef.live.next({ event: "note.added" });
  }));
});
