// Somebody leaves: out everywhere, at once, and written down.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { Operator, Visitor } from "../support/actors.ts";
import { add_line, add_staff, Caller, refused } from "../support/callers.ts";
import { on_both } from "../support/engines.ts";
import { person, slot } from "../support/samples.ts";
import { onthaal, Server, type Options } from "../support/server.ts";
import { in_time } from "../support/until.ts";

const password = "een-heel-lang-wachtwoord"; // of add_staff()
const fake = { state: "done", who: null, age: null, gender: null, source: null, themes: [], outcomes: [], broken_off: false, boundary: false, fake: true, note: null };

on_both("who leaves", (database: () => Options) => {
  let server: Server;
  let greet: Caller;
  let team: string;
  before(async () => {
    server = await Server.start(database());
    greet = await Caller.staff(server, "greet");
    team = `/api/lines/${server.line}/staff`;
  });
  after(() => server.end());
  const id_of = async (login: string) => (await greet.gets(team)).staff.find((each: { login: string }) => each.login === login).staff;

  test("what was agreed with them is for whoever is on duty, and the coordinators are told", async () => {
    const noor = await Operator.logs_in(server);
    const robin = await Visitor.comes(server);
    await noor.takes();
    await greet.puts(`/api/lines/${server.line}/slots`, { second_talks: true });
    const slots = async () => (await greet.gets(`/api/lines/${server.line}/slots`)).slots as { slot: string; worker: unknown }[];
    const day = (ahead: number) => new Date(Date.now() + ahead * 86_400_000).toISOString().slice(0, 10);
    const wout = await id_of("wout");
    for (const ahead of [3, 4]) await greet.posts(`/api/lines/${server.line}/slots`, slot({ day: day(ahead), at: "12:00", worker: wout }));
    const [first, second] = await slots();
    await noor.settled(noor.command("appointment.offer", { conversation: noor.talk.conversation, slot: first!.slot, note: null }));
    const offered = () => robin.talk.events.find((event) => event["event"] === "appointment.offered");
    await robin.sees("the offer", () => offered() !== undefined);
    await robin.settled(robin.command("appointment.answer", { appointment: offered()!["data"].appointment, yes: true }));
    assert.equal((await greet.post(`${team}/${wout}/departure`)).status, 204);
    const left = await slots();
    assert.deepEqual([left.map((each) => each.slot), left[0]!.worker], [[first!.slot], null], second!.slot);
    const { notices } = await greet.gets(`/api/lines/${server.line}/notices`);
    const told = notices.find((each: { kind: string }) => each.kind === "departed");
    assert.deepEqual([told.alias, told.number], ["Wout", 1]);
    for (const page of [robin, noor]) page.live.drop();
  });

  test("is out of every session, role, link and invitation, while others go on", async () => {
    const noor = await Operator.logs_in(server);
    const staff = await id_of("noor");
    assert.equal((await greet.post(`${team}/${staff}/departure`)).status, 204);
    assert.equal(await in_time("the socket to close", noor.live.closed), 4401);
    assert.equal((await server.get("/api/session", noor.headers)).status, 401);
    assert.equal((await server.post("/api/session", server.team[0])).status, 401);
    assert.ok(!(await greet.gets(team)).staff.some((each: { login: string }) => each.login === "noor"), "no role is left");
    refused(await greet.post(`${team}/${staff}/departure`), "not_found");
    const listed = JSON.parse(onthaal("staff", "list", "--json", "--data", server.data).out).staff.find((each: { login: string }) => each.login === "noor");
    assert.deepEqual([listed.state, listed.lines], ["disabled", []]);
  });

  test("takes the invitations along that were open", async () => {
    const added = await greet.posts(team, person({ login: "tweede", roles: ["coordinator"] }));
    const second = await Caller.staff(server, "tweede", added.password);
    const made = await second.posts(`/api/lines/${server.line}/invitations`, { email: "x@clb.example", name: "X", alias: "X", roles: ["operator"] });
    assert.equal((await greet.post(`${team}/${added.staff}/departure`)).status, 204);
    refused(await new Caller(server).post("/api/invitation", { token: made.path.split("=")[1] }), "not_found");
  });

  test("so does who loses the role to invite, or may not log in for now; and nobody's link is taken up again", async () => {
    const change = (roles: string[], active: boolean) => ({ name: "D", alias: "D", discipline: null, roles, capacity: null, active });
    for (const [login, ...less] of [["derde", ["operator"], true], ["vierde", ["coordinator"], false]] as const) {
      const added = await greet.posts(team, person({ login, roles: ["coordinator"] }));
      const boss = await Caller.staff(server, login, added.password);
      const { path } = await boss.posts(`/api/lines/${server.line}/invitations`, { email: `${login}@clb.example`, name: "X", alias: "X", roles: ["coordinator"] });
      const token = path.split("=")[1];
      await new Caller(server).posts("/api/invitation", { token });
      await greet.puts(`${team}/${added.staff}`, change([...less[0]], less[1]));
      const listed = (await greet.gets(`/api/lines/${server.line}/invitations`)).invitations[0];
      assert.deepEqual([listed.email, listed.state], [`${login}@clb.example`, "revoked"]);
      await greet.puts(`${team}/${added.staff}`, change(["coordinator"], true));
      refused(await new Caller(server).post("/api/invitation", { token }), "not_found");
      refused(await new Caller(server).post("/api/invitation/account", { token, login: `${login}-2`, password: "vier-koele-kikkers" }), "not_found");
    }
  });

  test("who may not log in for now keeps no moment to which nobody can come", async () => {
    const jef = await id_of("jef");
    await greet.puts(`/api/lines/${server.line}/slots`, { second_talks: true });
    const day = new Date(Date.now() + 6 * 86_400_000).toISOString().slice(0, 10);
    const kept = async () => (await greet.gets(`/api/lines/${server.line}/slots`)).slots.filter((each: any) => each.worker?.staff === jef).length;
    await greet.posts(`/api/lines/${server.line}/slots`, slot({ day, at: "12:00", worker: jef }));
    assert.equal(await kept(), 1);
    const change = (active: boolean) => ({ name: "Jef", alias: "Jef", discipline: null, roles: ["operator"], capacity: null, active });
    await greet.puts(`${team}/${jef}`, change(false));
    assert.equal(await kept(), 0);
    await greet.puts(`${team}/${jef}`, change(true));
  });

  // What somebody with this account is told of a talk, by every way to it.
  async function is_shut_out(headers: Record<string, string>, conversation: string): Promise<void> {
    const caller = new Caller(server, headers);
    for (const path of ["handovers", "agreed", "pass"]) refused(await caller.get(`/api/conversations/${conversation}/${path}`), "not_found");
    refused(await caller.get(`/api/registrations/${conversation}`), "not_found");
    refused(await caller.put(`/api/registrations/${conversation}`, fake), "not_found");
    const page = new Operator(server, "socket");
    Object.assign(page, { cookie: headers["Cookie"] });
    await page.connect();
    for (const stream of [`conversation:${conversation}`, `case:${conversation}`]) {
      page.live.send({ type: "subscribe", stream });
      assert.equal((await page.live.next((frame) => frame["stream"] === stream))["code"], "not_found", stream);
    }
    const commands = { "message.post": { text: "nog iets" }, "note.add": { text: "nog iets" }, "step.set": { step: "zelfmoord_plan", done: true }, "pass.decline": {}, "conversation.end": {} };
    for (const [command, data] of Object.entries(commands)) {
      const id = page.command(command, { conversation, ...data });
      assert.equal((await page.live.next((frame) => frame["id"] === id))["code"], "not_found", command);
    }
    page.live.drop();
  }
  const logs_in_again = async (login: string) => (await Caller.staff(server, login, password)).headers;

  test("who loses the role has nothing any more of the talks of before, and the running one waits for others", async () => {
    const boss = await add_staff(server, "beheer", ["--administrator"]);
    await add_line(server, "gent");
    for (const [login, roles] of [["plant", [{ role: "planner", line: server.line }]], ["verhuist", [{ role: "operator", line: "gent" }]], ["leest-na", [{ role: "auditor" }]]] as const) {
      const before = await add_staff(server, login, ["--operator", server.line]);
      const page = await Operator.of(server, before.headers, server.line);
      const robin = await Visitor.comes(server);
      await page.takes({ conversation: robin.talk.conversation, reason: "urgent" });
      await robin.ends();
      await before.puts(`/api/registrations/${robin.talk.conversation}`, fake);
      const elise = await Visitor.comes(server);
      await page.takes({ conversation: elise.talk.conversation, reason: "urgent" });
      const { staff } = await before.gets("/api/session");
      await boss.puts(`/api/house/staff/${staff}`, { roles, active: true });
      await elise.sees("that it waits again", () => elise.talk.state?.["state"] === "waiting");
      const headers = await logs_in_again(login);
      for (const { talk } of [robin, elise]) await is_shut_out(headers, talk.conversation);
      const next = await add_staff(server, `na-${login}`, ["--operator", server.line]);
      const goes_on = await Operator.of(server, next.headers, server.line);
      await goes_on.takes({ conversation: elise.talk.conversation, reason: "urgent" });
      await elise.sees("somebody else", () => elise.talk.state?.["state"] === "active");
      await elise.ends();
      for (const each of [page, goes_on, robin, elise]) each.live.drop();
    }
  });

  test("what waits for who loses the role goes on with who gave it, at once; and waits for anybody when they leave", async () => {
    const [gives, gets] = [await add_staff(server, "geeft", ["--operator", server.line]), await add_staff(server, "krijgt", ["--operator", server.line])];
    const giver = await Operator.of(server, gives.headers, server.line);
    const getter = await Operator.of(server, gets.headers, server.line);
    const robin = await Visitor.comes(server);
    const { conversation } = robin.talk;
    await giver.takes({ conversation, reason: "urgent" });
    const { staff } = await gets.gets("/api/session");
    await giver.settled(giver.command("conversation.pass", { conversation, to: staff, reason: "expertise", note: "voor jou alleen" }));
    await robin.sees("that it waits", () => robin.talk.state?.["state"] === "waiting");
    assert.equal((await gets.gets(`/api/conversations/${conversation}/pass`)).note, "voor jou alleen");
    await greet.puts(`${team}/${staff}`, { name: "K", alias: "K", discipline: null, roles: ["planner"], capacity: null, active: true });
    await robin.sees("who gave it again", () => robin.talk.state?.["state"] === "active");
    await is_shut_out(await logs_in_again("krijgt"), conversation);
    const { staff: leaves } = await gives.gets("/api/session");
    assert.equal((await greet.post(`${team}/${leaves}/departure`)).status, 204);
    await robin.sees("that it waits again", () => robin.talk.state?.["state"] === "waiting");
    await robin.ends();
    for (const each of [giver, getter, robin]) each.live.drop();
  });

  test("is said by a coordinator of all of that person's lines, of others, and never of the last one", async () => {
    refused(await greet.post(`${team}/${await id_of("greet")}/departure`), "conflict");
    const elsewhere = await add_line(server, "elders");
    const jef = await id_of("jef");
    refused(await elsewhere.post(`/api/lines/elders/staff/${jef}/departure`), "not_found");
    for (const caller of [await Caller.staff(server, "lies"), new Caller(server), elsewhere]) refused(await caller.post(`${team}/${jef}/departure`), "not_found");
    refused(await greet.post(`${team}/nobody/departure`), "not_found");
  });

  test("on the machine it is a command", async () => {
    const told = onthaal("staff", "disable", "--login", "lies", "--data", server.data);
    assert.equal(told.status, 0, told.said);
    assert.equal((await server.post("/api/session", server.team.find(({ login }) => login === "lies")!)).status, 401);
    assert.notEqual(onthaal("staff", "disable", "--login", "niemand", "--data", server.data).status, 0);
  });
});
