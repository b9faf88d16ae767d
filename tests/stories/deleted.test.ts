// Words that go while people look at them: a visitor deletes a talk that an operator has before them, and an operator takes
// an address out of a message. Whoever was away meanwhile comes back to the same.
import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import { test } from "node:test";
import { Operator, Talk, Visitor } from "../support/actors.ts";
import { Caller } from "../support/callers.ts";
import { on_both } from "../support/engines.ts";
import { run_story } from "../support/story.ts";
import { type Options, type Server } from "../support/server.ts";

on_both("words that go", (database: () => Options) => {
  const story_of = (tell: (server: Server) => Promise<void>) => run_story(database, tell);

  test("an address is taken out: for who is there, on the long poll, for who comes back, and on disk", story_of(async (server) => {
    const marker = `Kerkstraat-${randomUUID()}`;
    const robin = await Visitor.comes(server, { door: "poll" });
    const phone = new Visitor(server, "socket", robin.token); // another page of the same visit
    const noor = await Operator.logs_in(server);
    await noor.takes();
    await robin.says("hallo");
    await robin.says(`ik woon ${marker} 12`);
    const told = await noor.receives(`ik woon ${marker} 12`);
    // Away with the words on the screen.
    noor.live.drop();
    await noor.comes_back();
    const tab = await noor.opens_a_tab();
    tab.live.drop();
    const ranges = [{ start: 8, length: marker.length + 3 }];
    await noor.settled(noor.command("message.redact", { conversation: noor.talk.conversation, number: told.number, ranges }));
    const event = await robin.live.next({ type: "event", event: "message.redacted" });
    assert.deepEqual(event["data"], { number: told.number, ranges });
    // Who has the message gets the event alone, with the same parts; who comes anew gets the message without them.
    await tab.comes_back();
    const again = await tab.live.next({ type: "event", event: "message.redacted" });
    assert.deepEqual([again["number"], again["data"]], [event["number"], event["data"]]);
    phone.talks = [new Talk(robin.talk.conversation)];
    await phone.connect();
    assert.deepEqual(phone.talk.said.map(({ text }) => text), ["hallo", "ik woon ▮▮▮"]);
    assert.equal(phone.talk.state!["messages"].find(({ number }: { number: number }) => number === told.number).redacted, event["number"]);
    // A page that slept since before the message: what it reads is the text of today.
    const late = await noor.opens_a_tab();
    const frames = late.talk.said.map(({ text }) => text);
    assert.deepEqual(frames, ["hallo", "ik woon ▮▮▮"]);
    await noor.ends();
    await noor.registers();
    for (const page of [robin, phone, noor, late, tab]) page.live.drop();
    assert.ok(!server.on_disk().includes(marker));
  }));

  test("a talk is deleted while its operator looks at it: gone there, in the list, and in a note that was being written", story_of(async (server) => {
    const robin = await Visitor.comes(server, { nickname: "Wilhelmina" });
    const noor = await Operator.logs_in(server);
    await noor.watches_the_line();
    await noor.takes();
    await robin.says("mijn geheim");
    await noor.receives("mijn geheim");
    await noor.follows_the_case();
    await noor.settled(noor.command("note.add", { conversation: noor.talk.conversation, text: "een notitie" }));
    await robin.ends();
    const me = Caller.visitor(server, robin.token);
    // Pressed twice at once.
    const [one, two] = await Promise.all([me.posts("/api/visit/deletion", {}), me.posts("/api/visit/deletion", {})]);
    assert.deepEqual(one, two);
    const { conversation } = robin.talk;
    for (const stream of [`conversation:${conversation}`, `case:${conversation}`, `line:${noor.line}`])
      await noor.live.next({ type: "event", stream, event: "conversation.deleted" });
    // The note goes with the words: nothing seals it any more. What is ticked still counts.
    const path = `/api/registrations/${conversation}`;
    const desk = new Caller(server, noor.headers);
    const { conversation: _, nickname, ...draft } = await desk.gets(path);
    assert.equal(nickname, null);
    assert.equal((await desk.put(path, { ...draft, note: "nog iets" })).json.code, "closed");
    await noor.registers();
    await noor.comes_back();
    const tab = await noor.opens_a_tab();
    assert.deepEqual(tab.talk.said.map(({ text }) => text), [null]);
    assert.equal(tab.talk.state!["deleted"], "visitor");
    assert.equal((await tab.follows_the_case())["notes"][0].text, null);
    for (const page of [robin, noor, tab]) page.live.drop();
  }));
});
