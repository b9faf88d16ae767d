// A second talk by appointment, and a plan: offered in a talk, answered with a code, found back by it.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { new_token, Operator, Talk, Visitor } from "../support/actors.ts";
import { add_line, Caller, refused } from "../support/callers.ts";
import { on_both } from "../support/engines.ts";
import { Server, type Options } from "../support/server.ts";

const kMinute = 60_000;
const kDay = 86_400_000;

// The day and the clock of a moment in Brussels, as a coordinator fills them in.
function local(at: number): { day: string; at: string } {
  const parts = new Intl.DateTimeFormat("sv-SE", { timeZone: "Europe/Brussels", dateStyle: "short", timeStyle: "short" }).format(at);
  const [day, clock] = parts.split(" ");
  return { day: day!, at: clock! };
}

on_both("a second talk", (database: () => Options) => {
  let server: Server;
  let boss: Caller;
  let desk: Caller;
  let colleague: Caller;
  let noor: Operator;
  let me = "";
  const path = () => `/api/lines/${server.line}`;
  before(async () => {
    server = await Server.start(database());
    noor = await Operator.logs_in(server);
    boss = await Caller.staff(server, "greet");
    desk = await Caller.staff(server, "noor");
    colleague = await Caller.staff(server, "jef");
    me = (await desk.gets("/api/session")).staff;
  });
  after(() => server.end());

  // A slot that begins that many milliseconds from now, with a worker or without.
  async function opens_slot(ahead: number, worker: string | null): Promise<string> {
    const at = Math.floor((Date.now() + ahead) / kMinute) * kMinute;
    const made = await boss.posts(`${path()}/slots`, { ...local(at), minutes: 15, worker, weeks: 1 });
    const slot = made.slots.find((one: any) => Date.parse(one.starts_at) === at && (one.worker?.staff ?? null) === worker);
    assert.ok(slot, JSON.stringify(made));
    return slot.slot;
  }
  async function in_a_talk(nickname = "Robin"): Promise<Visitor> {
    const robin = await Visitor.comes(server, { nickname });
    await noor.takes();
    return robin;
  }
  async function leaves(robin: Visitor): Promise<void> {
    await noor.ends();
    await noor.registers();
    robin.live.drop();
  }
  async function asks(page: Visitor | Operator, command: string, data: object): Promise<any> {
    const id = page.command(command, data);
    const word = await page.live.next((frame) => frame["id"] === id && (frame.type === "ack" || frame.type === "error"));
    if (word.type === "error") throw new Error(`refused: ${word["code"]}`);
    return word["data"];
  }
  async function offered(robin: Visitor, slot: string, note: string | null): Promise<string> {
    await noor.settled(noor.command("appointment.offer", { conversation: noor.talk.conversation, slot, note }));
    await robin.sees("the offer", () => robin.talk.events.some((event) => event["event"] === "appointment.offered"));
    return robin.talk.events.findLast((event) => event["event"] === "appointment.offered")!["data"].appointment;
  }

  test("is offered by nobody until a coordinator says so", async () => {
    refused(await colleague.put(`${path()}/slots`, { second_talks: true }), "not_found");
    const slot = await opens_slot(3 * kDay, me);
    const robin = await in_a_talk();
    await assert.rejects(asks(noor, "appointment.offer", { conversation: noor.talk.conversation, slot, note: null }), /conflict/);
    assert.equal((await boss.gets(`${path()}/slots`)).second_talks, false);
    assert.equal((await boss.puts(`${path()}/slots`, { second_talks: true })).second_talks, true);
    await leaves(robin);
  });

  test("is booked with a code, opened with it, and has the note that was agreed", async () => {
    const slot = await opens_slot(5 * kMinute, me);
    const robin = await in_a_talk();
    const appointment = await offered(robin, slot, "We praten verder over thuis.");
    const shown = robin.talk.events.at(-1)!["data"];
    assert.equal(shown.note, "We praten verder over thuis.");
    const { code } = await asks(robin, "appointment.answer", { appointment, yes: true });
    assert.match(code, /^8\d{15}$/);
    const again = await asks(robin, "appointment.answer", { appointment, yes: true });
    refused(await server.post("/api/appointments", { code }), "not_found");
    const listed = (await desk.gets(`${path()}/appointments`)).appointments;
    assert.deepEqual(listed.map((one: any) => [one.state, one.nickname, one.note]), [["booked", "Robin", "We praten verder over thuis."]]);
    assert.deepEqual((await colleague.gets(`${path()}/appointments`)).appointments, []);
    assert.equal((await boss.gets(`${path()}/appointments`)).appointments[0].note, null);
    await leaves(robin);

    const page = await server.post("/api/appointments", { code: again.code });
    assert.equal(page.json.nickname, "Robin");
    assert.equal(page.json.there, "worker");
    const back = new Visitor(server, "socket");
    const traces = server.count("visit_trace");
    const opened = await server.post("/api/appointments/open", { code: again.code, token: back.token });
    assert.equal(opened.status, 201, opened.text);
    assert.equal(server.count("visit_trace"), traces + 1, "recognised as any other");
    assert.equal((await server.post("/api/appointments/open", { code: again.code, token: back.token })).status, 200);
    back.talks = [new Talk(opened.json.conversation)];
    await back.connect();
    await noor.takes();
    assert.equal(noor.talk.conversation, opened.json.conversation);
    const agreed = await desk.gets(`/api/conversations/${opened.json.conversation}/agreed`);
    assert.equal(agreed.appointment.note, "We praten verder over thuis.");
    refused(await colleague.get(`/api/conversations/${opened.json.conversation}/agreed`), "not_found");
    await back.says("Dag, daar ben ik weer");
    await noor.receives("Dag, daar ben ik weer");
    await leaves(back);
    refused(await server.post("/api/appointments", { code: again.code }), "not_found");
  });

  test("moves, and is cancelled; the slot is free then", async () => {
    const first = await opens_slot(kDay, null);
    const other = await opens_slot(2 * kDay, null);
    const robin = await in_a_talk();
    const appointment = await offered(robin, first, null);
    const { code } = await asks(robin, "appointment.answer", { appointment, yes: true });
    await leaves(robin);
    refused(await boss.drop(`${path()}/slots/${first}`), "conflict");
    refused(await server.post("/api/appointments/open", { code, token: new_token() }), "closed");
    const moved = await server.post("/api/appointments/move", { code, slot: other });
    assert.equal(moved.status, 200, moved.text);
    assert.equal((await boss.drop(`${path()}/slots/${first}`)).status, 204);
    refused(await server.post("/api/appointments/move", { code, slot: first }), "conflict");
    assert.equal((await server.post("/api/appointments/cancel", { code })).status, 204);
    refused(await server.post("/api/appointments/cancel", { code }), "not_found");
    const { slots } = await boss.gets(`${path()}/slots`);
    assert.equal(slots.find((one: any) => one.slot === other).state, "free");
  });

  test("is refused without a word about it", async () => {
    const slot = await opens_slot(4 * kDay, null);
    const robin = await in_a_talk();
    const appointment = await offered(robin, slot, "Dit blijft hier.");
    assert.deepEqual(await asks(robin, "appointment.answer", { appointment, yes: false }), {});
    await noor.sees("the no", () => noor.talk.events.some((event) => event["data"]?.state === "declined"));
    await assert.rejects(asks(robin, "appointment.answer", { appointment, yes: true }), /conflict/);
    const withdrawn = await offered(robin, slot, null);
    await noor.settled(noor.command("appointment.withdraw", { appointment: withdrawn }));
    await assert.rejects(asks(robin, "appointment.answer", { appointment: withdrawn, yes: true }), /conflict/);
    await leaves(robin);
  });

  test("belongs to its line, its operator and its visitor alone", async () => {
    const elsewhere = await add_line(server, "elders");
    for (const who of [elsewhere, new Caller(server)]) {
      for (const each of ["slots", "appointments", "plans"]) refused(await who.get(`${path()}/${each}`), "not_found");
      refused(await who.post(`${path()}/slots`, { ...local(Date.now() + kDay), minutes: 45, worker: null, weeks: 1 }), "not_found");
    }
    refused(await boss.post(`${path()}/slots`, { day: "2020-01-01", at: "16:00", minutes: 45, worker: null, weeks: 1 }), "invalid", { day: "not_allowed" });
    refused(await boss.post(`${path()}/slots`, { day: "x", at: "25:00", minutes: 5, worker: null, weeks: 99 }), "invalid");
    const slot = await opens_slot(5 * kDay, null);
    const robin = await in_a_talk();
    const appointment = await offered(robin, slot, null);
    const kim = await Visitor.comes(server, { nickname: "Kim" });
    for (const yes of [true, false]) await assert.rejects(asks(kim, "appointment.answer", { appointment, yes }), /not_found/);
    await assert.rejects(asks(noor, "appointment.answer", { appointment, yes: true }), /not_found/);
    await assert.rejects(asks(kim, "appointment.offer", { conversation: robin.talk.conversation, slot, note: null }), /not_found/);
    await kim.ends();
    kim.live.drop();
    await leaves(robin);
  });

  test("can be booked at a partner's line, and is counted there", async () => {
    const vera = await add_line(server, "praatlijn");
    const privacy = { nl: "Wij bewaren 30 dagen.", "nl-u": "Wij bewaren 30 dagen.", en: "We keep 30 days." };
    const partner = await boss.posts(`${path()}/partners`, { name: "Praatlijn", about: null, privacy, target: "praatlijn", url: null, take_minutes: 10 });
    assert.deepEqual((await desk.gets(`${path()}/slots/elsewhere`)).partners, [], "that line has no second talks");
    refused(await vera.get(`${path()}/slots/elsewhere`), "not_found");
    await vera.puts("/api/lines/praatlijn/slots", { second_talks: true });
    await vera.posts("/api/lines/praatlijn/slots", { ...local(Date.now() + kDay), minutes: 45, worker: null, weeks: 1 });
    const [there] = (await desk.gets(`${path()}/slots/elsewhere`)).partners;
    const robin = await in_a_talk();
    const offer = { conversation: noor.talk.conversation, slot: there.slots[0].slot, note: null };
    await assert.rejects(asks(noor, "appointment.offer", offer), /not_found/, "not without saying whose it is");
    await noor.settled(noor.command("appointment.offer", { ...offer, partner: there.partner }));
    await robin.sees("the offer", () => robin.talk.events.some((event) => event["event"] === "appointment.offered"));
    const shown = robin.talk.events.findLast((event) => event["event"] === "appointment.offered")!["data"];
    assert.equal(shown.privacy, privacy.nl);
    const { code } = await asks(robin, "appointment.answer", { appointment: shown.appointment, yes: true });
    assert.equal((await server.post("/api/appointments", { code })).json.line.slug, "praatlijn");
    const { day } = local(Date.now());
    const counts = await boss.gets(`${path()}/handovers/${day}/${day}`);
    assert.equal(counts.partners.find((one: any) => one.partner === partner.partner).booked, 1);
    await leaves(robin);
  });

  test("a plan appears beside a talk only by its code", async () => {
    const robin = await in_a_talk();
    await noor.settled(
      noor.command("plan.offer", { conversation: noor.talk.conversation, text: "We beginnen met wat goed ging.", moments: "Maandag", same_worker: true }),
    );
    await robin.sees("the plan", () => robin.talk.events.some((event) => event["event"] === "plan.offered"));
    const { plan } = robin.talk.events.findLast((event) => event["event"] === "plan.offered")!["data"];
    const { code } = await asks(robin, "plan.answer", { plan, yes: true });
    assert.match(code, /^9\d{15}$/);
    await leaves(robin);
    const page = await server.post("/api/plans", { code });
    assert.equal(page.json.text, "We beginnen met wat goed ging.");
    refused(await colleague.get(`${path()}/plans`), "not_found");

    const again = await in_a_talk("Robin");
    const agreed = () => desk.gets(`/api/conversations/${again.talk.conversation}/agreed`);
    assert.equal((await agreed()).plan, null);
    refused(await Caller.visitor(server, again.token).put("/api/visit/plan", { code: "9000000000000000" }), "not_found");
    await Caller.visitor(server, again.token).puts("/api/visit/plan", { code });
    await noor.sees("that it was brought", () => noor.talk.events.some((event) => event["event"] === "plan.brought"));
    assert.equal((await agreed()).plan.moments, "Maandag");
    await leaves(again);
    const changed = await boss.puts(`${path()}/plans/${plan}`, { text: "Anders.", moments: null, worker: null });
    assert.deepEqual([changed.text, changed.talks], ["Anders.", 1]);
    assert.equal((await boss.drop(`${path()}/plans/${plan}`)).status, 204);
    refused(await server.post("/api/plans", { code }), "not_found");
  });

  test("who comes with a plan is kept for its worker for a while, in its place", async () => {
    const jef = await Operator.logs_in(server, 1);
    const robin = await in_a_talk();
    await noor.settled(noor.command("plan.offer", { conversation: noor.talk.conversation, text: "Met Noor.", moments: null, same_worker: true }));
    await robin.sees("the plan", () => robin.talk.events.some((event) => event["event"] === "plan.offered"));
    const { plan } = robin.talk.events.findLast((event) => event["event"] === "plan.offered")!["data"];
    const { code } = await asks(robin, "plan.answer", { plan, yes: true });
    await leaves(robin);

    const again = await Visitor.comes(server, { nickname: "Robin" });
    const { conversation } = again.talk;
    const kim = await Visitor.comes(server, { nickname: "Kim" });
    await jef.watches_the_line();
    await Caller.visitor(server, again.token).puts("/api/visit/plan", { code });
    const kept = await jef.live.next((frame) => frame["event"] === "conversation.waiting" && frame["data"].conversation === conversation && frame["data"].kept_for);
    assert.deepEqual([kept["data"].kept_for, kept["data"].front], [me, false]);
    assert.ok(!JSON.stringify(kept).includes("plan"), "the queue says nothing of a plan");
    await assert.rejects(jef.take({ conversation, reason: "urgent" }), /conflict/);
    assert.equal((await jef.takes()).conversation, kim.talk.conversation, "others pass it over");
    assert.equal((await noor.takes()).conversation, conversation);
    assert.equal((await desk.gets(`/api/conversations/${conversation}/agreed`)).plan.with, "Noor");
    await leaves(again);
    await jef.ends();
    await jef.registers();
    kim.live.drop();

    await noor.goes("paused");
    const later = await Visitor.comes(server, { nickname: "Robin" });
    await Caller.visitor(server, later.token).puts("/api/visit/plan", { code });
    assert.equal((await jef.takes()).conversation, later.talk.conversation, "Noor is not there: anybody");
    await jef.ends();
    await jef.registers();
    await noor.goes("online");
    await boss.drop(`${path()}/plans/${plan}`);
    for (const page of [later, jef]) page.live.drop();
  });

  test("one box takes every code, and wrong ones count together", async () => {
    for (const [door, code] of [["appointments", "8111222233334444"], ["plans", "9111222233334444"]]) {
      refused(await server.post(`/api/${door}`, { code }), "not_found");
      refused(await server.post(`/api/${door}`, { code: "12" }), "invalid", { code: "not_allowed" });
    }
    const own = await Server.start(database());
    try {
      let tries = 0;
      for (; tries < 600; ++tries) {
        const door = ["/api/appointments", "/api/plans"][tries % 2]!;
        const reply = await own.post(door, { code: String(tries).padStart(16, "8") });
        if (reply.json.code === "too_many") break;
        refused(reply, "not_found");
      }
      assert.ok(tries > 0 && tries < 600, `${tries} guesses`);
      refused(await own.post("/api/returns", { code: "1111222233334444", token: new_token() }), "too_many");
    } finally {
      await own.end();
    }
  });
});
