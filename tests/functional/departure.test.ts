// Somebody leaves: out everywhere, at once, and written down.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { Operator, Visitor } from "../support/actors.ts";
import { add_line, Caller, refused } from "../support/callers.ts";
import { on_both } from "../support/engines.ts";
import { person, slot } from "../support/samples.ts";
import { onthaal, Server, type Options } from "../support/server.ts";
import { in_time } from "../support/until.ts";

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
