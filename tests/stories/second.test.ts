// Lot talks with Noor, is offered a second talk, and comes back for it from another device: with who kept the
// moment, or with a colleague when that person is ill.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { new_token, Operator, Talk, Visitor } from "../support/actors.ts";
import { Caller, refused } from "../support/callers.ts";
import { on_both } from "../support/engines.ts";
import { Server, type Options } from "../support/server.ts";

const kMinute = 60_000;

on_both("coming back for a second talk", (database: () => Options) => {
  let server: Server;
  let greet: Caller;
  before(async () => {
    server = await Server.start(database());
    greet = await Caller.staff(server, "greet");
    await greet.puts(`/api/lines/${server.line}/slots`, { second_talks: true });
  });
  after(() => server.end());

  async function slot_of(worker: string, minutes: number): Promise<string> {
    const starts_at = Math.floor(Date.now() / kMinute + minutes) * kMinute;
    const format = new Intl.DateTimeFormat("sv-SE", { timeZone: "Europe/Brussels", dateStyle: "short", timeStyle: "short" });
    const [day, at] = format.format(starts_at).split(" ");
    const { slots } = await greet.posts(`/api/lines/${server.line}/slots`, { day, at, minutes: 15, worker, weeks: 1 });
    return slots.find((one: any) => Date.parse(one.starts_at) === starts_at && one.worker?.staff === worker).slot;
  }
  async function uuid_of(login: string): Promise<string> {
    return (await (await Caller.staff(server, login)).gets("/api/session")).staff;
  }
  // Says yes; gives the code.
  async function says_yes(lot: Visitor): Promise<string> {
    await lot.sees("the offer", () => lot.talk.events.some((event) => event["event"] === "appointment.offered"));
    const { appointment } = lot.talk.events.findLast((event) => event["event"] === "appointment.offered")!["data"];
    const id = lot.command("appointment.answer", { appointment, yes: true });
    return (await lot.live.next((frame) => frame["id"] === id && frame.type === "ack"))["data"].code;
  }
  async function comes_back(code: string): Promise<Visitor> {
    const lot = new Visitor(server, "poll");
    const reply = await server.post("/api/appointments/open", { code, token: lot.token });
    assert.equal(reply.status, 201, reply.text);
    lot.talks = [new Talk(reply.json.conversation)];
    await lot.connect();
    return lot;
  }

  test("Noor has kept the moment for Lot: nobody else takes it, and nobody goes first", async () => {
    const [noor, jef] = [await Operator.logs_in(server, 0), await Operator.logs_in(server, 1)];
    const slot = await slot_of(await uuid_of("noor"), 5);
    const lot = await Visitor.comes(server, { nickname: "Lot" });
    await noor.takes();
    await noor.settled(noor.command("appointment.offer", { conversation: noor.talk.conversation, slot, note: "Over de klas." }));
    const code = await says_yes(lot);
    await noor.ends();
    await noor.registers();
    lot.live.drop();

    const sam = await Visitor.comes(server, { nickname: "Sam" });
    const again = await comes_back(code);
    await jef.takes();
    assert.equal(jef.talk.conversation, sam.talk.conversation, "Lot waits for Noor");
    await noor.takes();
    assert.equal(noor.talk.conversation, again.talk.conversation);
    await again.says("Ik ben er weer");
    await noor.receives("Ik ben er weer");
    assert.equal(again.talk.said.length, 1, "the words of the first talk stay there");
    for (const one of [noor, jef]) {
      await one.ends();
      await one.registers();
      await one.goes("off");
      one.live.drop();
    }
    for (const one of [again, sam]) one.live.drop();
  });

  test("Lot's moment is outside the hours: Jef comes for it, and the line stays closed for everybody else", async () => {
    const jef = await Operator.logs_in(server, 1);
    const slot = await slot_of(await uuid_of("jef"), 6);
    const lot = await Visitor.comes(server, { nickname: "Lot" });
    await jef.takes();
    await jef.settled(jef.command("appointment.offer", { conversation: jef.talk.conversation, slot, note: null }));
    const code = await says_yes(lot);
    await jef.ends();
    await jef.registers();
    lot.live.drop();
    const hours = `/api/lines/${server.line}/hours`;
    const rules = { closes_public_holidays: false, closes_decree: false, warn_minutes: 0 };
    await greet.puts(hours, { ...rules, run_out_minutes: 0 });
    const { exception } = await greet.posts(`${hours}/exceptions`, { kind: "closed", starts_at: null, ends_at: "2099-01-01T00:00", reason: "einde" });

    await jef.goes("off");
    await jef.goes("online");
    const { opening } = (await server.get(`/api/lines/${server.line}`)).json;
    assert.deepEqual([opening.state, opening.why], ["closed", "hours"]);
    refused(await server.post(`/api/lines/${server.line}/visits`, { token: new_token(), nickname: "Sam", register: "nl" }), "closed");
    const again = await comes_back(code);
    await jef.takes();
    assert.equal(jef.talk.conversation, again.talk.conversation);
    await jef.says("daar ben je weer");
    await again.receives("daar ben je weer");
    await jef.ends();
    await jef.registers();
    await assert.rejects(async () => {
      await jef.goes("off");
      await jef.goes("online");
    }, /closed/, "nobody is expected any more");
    await greet.drop(`${hours}/exceptions/${exception}`);
    await greet.puts(hours, { ...rules, run_out_minutes: 30 });
    for (const one of [again, jef]) one.live.drop();
  });

  test("Lies is ill: the page says so, and a colleague takes Lot before the others", async () => {
    const jef = await Operator.logs_in(server, 1);
    const slot = await slot_of(await uuid_of("lies"), 8);
    const lot = await Visitor.comes(server, { nickname: "Lot" });
    await jef.takes();
    await jef.settled(jef.command("appointment.offer", { conversation: jef.talk.conversation, slot, note: null }));
    const code = await says_yes(lot);
    await jef.ends();
    await jef.registers();
    lot.live.drop();

    assert.equal((await server.post("/api/appointments", { code })).json.there, "others");
    const sam = await Visitor.comes(server, { nickname: "Sam" });
    const again = await comes_back(code);
    await jef.takes();
    assert.equal(jef.talk.conversation, again.talk.conversation, "Lot goes first");
    await again.ends();
    refused(await server.post("/api/appointments", { code }), "not_found");
    for (const one of [again, sam, jef]) one.live.drop();
  });
});
