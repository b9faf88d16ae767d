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

  test("Greet's computer falls asleep: after four minutes Noor sees that she no longer looks along", story(async (server) => {
    const robin = await Visitor.comes(server);
    const noor = await Operator.logs_in(server);
    await noor.takes();
    await noor.follows_the_case();
    const greet = await Coordinator.comes_in(server);
    await greet.looks_along(robin.talk.conversation, "worry");
    greet.live.drop();
    await minutes(2);
    assert.equal((await noor.follows_the_case())["coaches"].length, 1, "a short drop is no leaving");
    await minutes(2);
    await noor.live.next({ event: "coach.left" });
    assert.equal((await noor.follows_the_case())["coaches"].length, 0);
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
