// Reading a talk that has ended: what for, by whom, and who may see that it was read.
import assert from "node:assert/strict";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { after, before, test } from "node:test";
import { Operator, Visitor } from "../support/actors.ts";
import { add_line, add_staff, Caller, refused } from "../support/callers.ts";
import { on_both } from "../support/engines.ts";
import { person } from "../support/samples.ts";
import { onthaal, Server, type Options } from "../support/server.ts";

const today = () => new Intl.DateTimeFormat("sv-SE", { timeZone: "Europe/Brussels" }).format(new Date());

on_both("readings", (database: () => Options) => {
  let server: Server;
  let noor: Operator;
  let desk: Caller; // who had the talks
  let jef: Caller; // a colleague
  let carla: Caller; // coordinates
  let greet: Caller; // coordinates, too
  let remi: Caller; // reviews
  let beheer: Caller; // administers the house
  let audit: Caller;
  before(async () => {
    server = await Server.start(database());
    noor = await Operator.logs_in(server);
    desk = new Caller(server, noor.headers);
    jef = await Caller.staff(server, "jef");
    greet = await Caller.staff(server, "greet");
    carla = await add_staff(server, "carla", ["--coordinator", server.line]);
    remi = await add_staff(server, "remi", ["--reviewer", server.line]);
    beheer = await add_staff(server, "beheer", ["--administrator"]);
    audit = await add_staff(server, "audit", ["--auditor"]);
  });
  after(() => server.end());

  const talked = async (text: string): Promise<string> => {
    const robin = await Visitor.comes(server, { nickname: "Wilhelmina" });
    await noor.takes();
    await robin.says(text);
    await robin.ends();
    await noor.registers();
    robin.live.drop();
    return robin.talk.conversation;
  };
  const read = (who: Caller, talk: string, purpose: string) => who.post(`/api/conversations/${talk}/readings`, { purpose });
  const list = (who: Caller) => who.gets(`/api/lines/${server.line}/talks/${today()}/${today()}`);
  const month = async () => (await carla.gets(`/api/lines/${server.line}/readings/${today().slice(0, 7)}`)).readings;
  const log = async (what: string) => (await audit.gets(`/api/house/log/${today()}/${today()}/${what}/0`)).entries;
  const notices = async () => (await carla.gets(`/api/lines/${server.line}/notices`)).notices.filter((one: any) => one.kind === "legal" && !one.seen);

  test("have no word in the list, and one purpose each", async () => {
    const talk = await talked("Ik woon in de Dorpsstraat.");
    for (const who of [carla, remi, desk]) {
      const told = await who.get(`/api/lines/${server.line}/talks/${today()}/${today()}`);
      assert.doesNotMatch(told.text, /Dorpsstraat|Wilhelmina/);
      assert.ok(told.json.talks.some((one: any) => one.conversation === talk));
    }
    assert.deepEqual([(await list(remi)).all, (await list(desk)).all, (await list(jef)).talks], [true, false, []]);
    const reading = await read(remi, talk, "review");
    assert.equal(reading.status, 201, reading.text);
    assert.deepEqual(reading.json.messages.map(({ text }: any) => text), ["Ik woon in de Dorpsstraat."]);
    assert.equal((await read(desk, talk, "own")).status, 201);
    for (const [who, purpose] of [[desk, "review"], [jef, "own"], [remi, "own"], [carla, "legal"], [carla, "emergency"], [beheer, "review"], [audit, "review"], [remi, "legal"]] as const) {
      refused(await read(who, talk, purpose), "not_found");
    }
    refused(await read(carla, talk, "curious"), "invalid", { purpose: "not_allowed" });
    refused(await read(carla, talk, "flag"), "invalid", { purpose: "not_allowed" });
    const read_by = (await month()).filter((one: any) => one.conversation === talk).map((one: any) => [one.who, one.data.purpose]);
    assert.deepEqual(read_by, [["Noor Claessens", "own"], ["remi", "review"]]);
    assert.deepEqual((await list(carla)).talks.find((one: any) => one.conversation === talk).readings, 2);
  });

  test("stand under the login that never changes, and who took another name is in the log", async () => {
    const talk = await talked("Vertel het niemand.");
    assert.equal((await read(greet, talk, "review")).status, 201);
    const me = await greet.gets("/api/session");
    const path = `/api/lines/${server.line}/staff/${me.staff}`;
    const { login: _, staff: __, ...was } = (await greet.gets(`/api/lines/${server.line}/staff`)).staff.find((one: any) => one.login === "greet");
    await greet.puts(path, was);
    assert.deepEqual(await log("staff.renamed"), [], "the same name is no other one");
    await greet.puts(path, { ...was, name: "Carla Claes", alias: "Carla" });
    await greet.puts(path, { ...was, alias: "Carla" });
    const [reading] = (await month()).filter((one: any) => one.conversation === talk);
    assert.deepEqual([reading.who, reading.who_login], [was.name, "greet"]);
    const told = (await log("staff.renamed")).map((one: any) => [one.who_login, one.login, one.line, one.data]);
    assert.deepEqual(told, [
      ["greet", "greet", server.line, { name_was: "Carla Claes", name: was.name }],
      ["greet", "greet", server.line, { name_was: was.name, name: "Carla Claes", alias_was: was.alias, alias: "Carla" }],
    ]);
    const [first] = await log("talk.read");
    assert.deepEqual([first.who_login, first.login], ["greet", null]);
    await greet.puts(path, was);
  });

  test("wait until the talk has ended, and stop with the role", async () => {
    const robin = await Visitor.comes(server);
    await noor.takes();
    refused(await read(carla, robin.talk.conversation, "review"), "conflict");
    await robin.ends();
    await noor.registers();
    robin.live.drop();
    const { staff, password } = await carla.posts(`/api/lines/${server.line}/staff`, person({ login: "rita", roles: ["reviewer"] }));
    const rita = await Caller.staff(server, "rita", password);
    assert.equal((await read(rita, robin.talk.conversation, "chatscan")).status, 201);
    await carla.puts(`/api/lines/${server.line}/staff/${staff}`, { name: "Rita", alias: "Rita", discipline: null, roles: ["operator"], capacity: null, active: true });
    refused(await read(rita, robin.talk.conversation, "chatscan"), "not_found");
    const told = (await log("role.")).filter((one: any) => one.name === "Rita").map((one: any) => [one.what, one.who, one.line, one.data.role]);
    const given = (await carla.gets(`/api/lines/${server.line}/readings/${today().slice(0, 7)}`)).readers.find((one: any) => one.login === "rita");
    assert.deepEqual([given.role, given.by_login], ["reviewer", "carla"]);
    assert.deepEqual(told, [["role.taken", "carla", server.line, "reviewer"], ["role.given", "carla", server.line, "operator"], ["role.given", "carla", server.line, "reviewer"]]);
  });

  test("by law take two people, who then read it", async () => {
    const talk = await talked("Dit moet naar de rechter.");
    const asked = await carla.posts(`/api/conversations/${talk}/seals`, { emergency: false, why: "Vordering 12/2026" });
    refused(await carla.post(`/api/conversations/${talk}/seals`, { emergency: true, why: "Nog eens" }), "conflict");
    refused(await read(carla, talk, "legal"), "not_found");
    const answer = (who: Caller, what: string) => who.post(`/api/seals/${asked.seal}/answer`, { answer: what });
    refused(await answer(carla, "confirm"), "conflict");
    for (const who of [remi, desk, audit]) refused(await answer(who, "confirm"), "not_found");
    const [notice] = await notices();
    refused(await greet.post(`/api/lines/${server.line}/notices/${notice.notice}/seen`), "conflict"); // it goes by deciding
    assert.equal((await notices()).length, 1);
    assert.deepEqual((await beheer.gets("/api/house/seals")).seals.map((one: any) => [one.seal, one.why]), [[asked.seal, "Vordering 12/2026"]]);
    // Two who answer at once: the first does.
    const replies = await Promise.all([answer(greet, "confirm"), answer(beheer, "refuse"), answer(greet, "confirm")]);
    assert.deepEqual(replies.map(({ status }) => status).toSorted(), [200, 409, 409]);
    const [told] = (await carla.gets(`/api/lines/${server.line}/seals`)).seals;
    assert.deepEqual(await notices(), []);
    if (told.state === "refused") return refused(await read(carla, talk, "legal"), "not_found");
    for (const who of [carla, greet]) assert.equal((await read(who, talk, "legal")).status, 201);
    refused(await read(beheer, talk, "legal"), "not_found");
    assert.deepEqual((await log("seal.")).map((one: any) => one.what), ["seal.broken", "seal.asked"]);
  });

  test("in an emergency begin with one, and end when the second refuses", async () => {
    const talk = await talked("Er is nu gevaar.");
    const asked = await carla.posts(`/api/conversations/${talk}/seals`, { emergency: true, why: "Politie belt" });
    assert.equal((await read(carla, talk, "emergency")).status, 201);
    refused(await read(greet, talk, "emergency"), "not_found");
    refused(await read(carla, talk, "legal"), "not_found"); // nobody confirmed it
    assert.equal((await notices()).length, 1);
    assert.equal((await beheer.posts(`/api/seals/${asked.seal}/answer`, { answer: "refuse" })).state, "refused");
    refused(await read(carla, talk, "emergency"), "not_found");
    for (const who of [carla, greet]) refused(await who.post(`/api/conversations/${talk}/seals`, { emergency: true, why: "Nog eens" }), "conflict", { emergency: "refused" });
    refused(await read(carla, talk, "emergency"), "not_found");
    assert.ok((await beheer.gets("/api/house/seals")).seals.some((one: any) => one.seal === asked.seal && one.state === "refused"));
    assert.deepEqual(await notices(), []);
    assert.doesNotMatch(server.on_disk(), /Politie belt|Er is nu gevaar/);
  });

  test("nobody gives a right to oneself, or above one's own", async () => {
    const people = (await beheer.gets("/api/house/staff")).staff;
    const of = (login: string) => people.find((one: any) => one.login === login);
    refused(await beheer.put(`/api/house/staff/${of("beheer").staff}`, { active: true, roles: [{ role: "coordinator", line: server.line }] }), "conflict");
    refused(await carla.put(`/api/lines/${server.line}/staff/${of("remi").staff}`, { name: "remi", alias: "remi", discipline: null, roles: ["administrator"], capacity: null, active: true }), "invalid", { "roles.0": "not_allowed" });
    refused(await beheer.put(`/api/house/staff/${of("remi").staff}`, { active: true, roles: [{ role: "centre_worker", line: server.line }] }), "invalid", { "roles.0.centre": "required" });
    refused(await beheer.put(`/api/house/staff/${of("remi").staff}`, { active: true, roles: [{ role: "reviewer", line: "nergens" }] }), "invalid", { "roles.0.line": "not_allowed" });
    const changed = await beheer.puts(`/api/house/staff/${of("remi").staff}`, { active: true, roles: [{ role: "reviewer", line: server.line }, { role: "auditor" }] });
    assert.deepEqual(changed.roles, [{ role: "auditor" }, { role: "reviewer", line: server.line }]);
    // Who has a role of the house is no longer a coordinator's alone.
    refused(await carla.post(`/api/lines/${server.line}/staff/${of("remi").staff}/password`), "conflict");
    // What somebody lost, an administrator gives anew: not to oneself, and not unseen.
    const renew = (who: Caller, login: string) => who.post(`/api/house/staff/${of(login).staff}/password`);
    refused(await renew(beheer, "beheer"), "conflict");
    for (const who of [carla, remi, audit, new Caller(server)]) assert.notEqual((await renew(who, "jef")).status, 200);
    const { password } = (await renew(beheer, "jef")).json;
    assert.equal((await jef.get("/api/session")).status, 401);
    jef = await Caller.staff(server, "jef", password);
    assert.deepEqual((await log("password.reset")).map((one: any) => [one.who, one.about, one.name]), [["beheer", of("jef").staff, of("jef").name]]);
    const other = await add_line(server, "gent");
    refused(await other.get(`/api/lines/${server.line}/talks/${today()}/${today()}`), "not_found");
  });
});

// Somebody has to make the first coordinator, so an administrator can. It is never unseen.
on_both("who gets a role that reads", (database: () => Options) => {
  test("is told to the line in the same act, and seen away by nobody who came with it", async () => {
    const server = await Server.start(database());
    try {
      const [greet, beheer] = [await Caller.staff(server, "greet"), await add_staff(server, "beheer", ["--administrator"])];
      const adds = async (login: string, role: string) => {
        const { password } = await beheer.posts("/api/house/staff", { login, name: login, alias: login, roles: [{ role, line: server.line }] });
        return Caller.staff(server, login, password);
      };
      const told = async () => (await greet.gets(`/api/lines/${server.line}/notices`)).notices.filter((one: any) => one.kind === "reader" && !one.seen);
      await adds("stil", "operator");
      assert.deepEqual(await told(), []);
      const eva = await adds("eva", "coordinator");
      await adds("remi", "reviewer");
      assert.deepEqual((await told()).map((one: any) => one.alias).toSorted(), ["eva", "remi"]);
      const [of_eva, of_remi] = (await told()).toSorted((a: any, b: any) => a.alias.localeCompare(b.alias));
      const see = (who: Caller, one: any) => who.post(`/api/lines/${server.line}/notices/${one.notice}/seen`);
      refused(await see(eva, of_eva), "conflict");
      assert.equal((await see(greet, of_eva)).status, 204);
      assert.deepEqual((await told()).map((one: any) => one.notice), [of_remi.notice]);
      const month = await greet.gets(`/api/lines/${server.line}/readings/${today().slice(0, 7)}`);
      assert.deepEqual(month.readers.slice(0, 2).map((one: any) => [one.name, one.role, one.by]), [["remi", "reviewer", "beheer"], ["eva", "coordinator", "beheer"]]);
    } finally {
      await server.end();
    }
  });
});

test("who had a talk follows it for a day after its end, and then reads it for a purpose", async () => {
  const server = await Server.start();
  try {
    const robin = await Visitor.comes(server);
    const noor = await Operator.logs_in(server);
    await noor.takes();
    await robin.says("Nog even herlezen.");
    await robin.ends();
    const { conversation } = robin.talk;
    const follows = async (one: Operator, stream: string) => {
      one.live.send({ type: "subscribe", stream });
      const word = await one.live.next((frame) => frame["stream"] === stream && (frame.type === "snapshot" || frame.type === "error"));
      return word["code"] ?? word.type;
    };
    const doors = [`conversation:${conversation}`, `case:${conversation}`];
    const comes = async () => {
      const one = await Operator.logs_in(server);
      return [await follows(one, doors[0]!), await follows(one, doors[1]!)];
    };
    assert.deepEqual(await comes(), ["snapshot", "snapshot"]);
    await server.stop();
    const database = new DatabaseSync(join(server.data, "onthaal.db"));
    database.exec("update conversation set ended_at = ended_at - 24 * 3600 * 1000");
    database.close();
    await server.start();
    assert.deepEqual(await comes(), ["not_found", "not_found"]);
    const desk = await Caller.staff(server, "noor");
    assert.equal((await desk.get(`/api/registrations/${conversation}`)).status, 200);
    const reading = await desk.post(`/api/conversations/${conversation}/readings`, { purpose: "own" });
    assert.deepEqual(reading.json.messages.map(({ text }: any) => text), ["Nog even herlezen."]);
  } finally {
    await server.end();
  }
});

test("doctor finds what was changed in the log, taken out of it, or cut off", async () => {
  const server = await Server.start();
  try {
    await add_staff(server, "carla", ["--coordinator", server.line]);
    await add_staff(server, "remi", ["--reviewer", server.line]);
    await server.stop();
    const [, number, hash] = server.log.match(/.*audit\.head number=(\d+) hash=(\w+)/s)!;
    const head = `${number}:${hash}`;
    const doctor = (...more: string[]) => onthaal("doctor", "--data", server.data, ...more);
    assert.equal(doctor("--audit-head", head).status, 0);
    assert.equal(doctor("--audit-head", "12").status, 2);
    const database = new DatabaseSync(join(server.data, "onthaal.db"));
    const changes = (sql: string) => {
      database.exec("begin");
      database.exec(sql);
      database.exec("commit");
    };
    const found = (check: string, ...more: string[]) => {
      const told = doctor("--json", ...more);
      const one = JSON.parse(told.out).checks.find(({ name }: any) => name === check);
      return [told.status, one.problems.join()];
    };
    database.exec("create table kept as select * from audit");
    changes("update audit set data = replace(data, 'reviewer', 'operator') where number = (select max(number) from audit where data like '%reviewer%')");
    assert.match(String(found("audit")), /^1,entry \d+ is missing, or is not as it was written/);
    changes("delete from audit; insert into audit select * from kept; delete from audit where number = 3");
    assert.deepEqual(found("audit"), [1, "entry 3 is missing, or is not as it was written"]);
    // Cut off at the end, the chain itself is whole: only the head that was logged shows it.
    changes(`delete from audit; insert into audit select * from kept; delete from audit where number > ${Number(number) - 2}`);
    assert.deepEqual(found("audit"), [0, ""]);
    assert.deepEqual(found("audit_head", "--audit-head", head), [1, `entry ${number} is gone, or is another one than the server logged`]);
    changes("delete from audit; insert into audit select * from kept; drop table kept");
    assert.equal(doctor("--audit-head", head).status, 0);
    database.close();
  } finally {
    await server.end();
  }
});
