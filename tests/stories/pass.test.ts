// Giving a talk to a colleague on a real evening. Graces run 60 times faster here (`clock.speed`): a minute is a second.
import assert from "node:assert/strict";
import { test } from "node:test";
import { Operator, Talk, Visitor } from "../support/actors.ts";
import { on_both } from "../support/engines.ts";
import type { Options, Server } from "../support/server.ts";
import { run_story, type Tell } from "../support/story.ts";

on_both("giving a talk to a colleague", (database: () => Options) => {
  const story = (tell: Tell) => run_story(() => ({ ...database(), settings: { clock: { speed: 60 } } }), tell);
  const uuid_of = async (server: Server, who: Operator): Promise<string> => (await server.get("/api/session", who.headers)).json.staff;
  const noor_gives_to_jef = async (server: Server) => {
    const robin = await Visitor.comes(server);
    const noor = await Operator.logs_in(server, 0);
    const jef = await Operator.logs_in(server, 1);
    await noor.watches_the_line();
    await noor.takes({ conversation: robin.talk.conversation, reason: "urgent" });
    await robin.says("mijn vriend is weg");
    const data = { conversation: robin.talk.conversation, to: await uuid_of(server, jef), reason: "shift_over", note: "" };
    await noor.settled(noor.command("conversation.pass", data));
    await robin.sees("that it waits", () => robin.talk.state?.["state"] === "waiting");
    return { robin, noor, jef };
  };

  test("Jef does not come: after three minutes it is Noor's again, and Robin lost nothing", story(async (server) => {
    const { robin, noor } = await noor_gives_to_jef(server);
    await robin.says("ben je er nog?");
    await noor.live.next((frame) => frame["event"] === "conversation.taken" && frame["data"].alias === "Noor" && frame["id"] === undefined);
    await robin.sees("Noor", () => robin.talk.state?.["operator"] === "Noor");
    const tab = await noor.opens_a_tab();
    await tab.receives("ben je er nog?");
    await tab.says("ik ben er");
    await robin.receives("ik ben er");
    const taken = ["Noor", "Noor"];
    assert.deepEqual(robin.talk.state!["taken"].map(({ operator }: { operator: string }) => operator), taken);
    const phone = new Visitor(server, "poll", robin.token);
    phone.talks = [new Talk(robin.talk.conversation)];
    await phone.connect();
    await phone.sees("who took it", () => phone.talk.state?.["taken"].length === taken.length);
  }));

  test("Noor has gone home meanwhile: it waits in front for anybody", story(async (server) => {
    const { robin, noor, jef } = await noor_gives_to_jef(server);
    const sam = await Visitor.comes(server, { nickname: "Sam" });
    await jef.goes("off");
    await noor.goes("off");
    await robin.live.next((frame) => frame["event"] === "conversation.released");
    const lies = await Operator.logs_in(server, 2);
    assert.equal((await lies.takes()).conversation, robin.talk.conversation, "before Sam");
    await lies.receives("mijn vriend is weg");
    assert.ok(sam.talk.state?.["state"] === "waiting");
  }));

  test("the server is restarted while it waits for Jef", story(async (server) => {
    const { robin, jef } = await noor_gives_to_jef(server);
    await server.stop();
    await server.start();
    await robin.comes_back();
    await jef.comes_back();
    assert.equal((await jef.takes()).conversation, robin.talk.conversation);
    await jef.receives("mijn vriend is weg");
  }));
});
