// A judge asks for a talk. Greet gets in with her phone, and asks; but the second person must be a second person.
import assert from "node:assert/strict";
import { DatabaseSync } from "node:sqlite";
import { join } from "node:path";
import { test } from "node:test";
import { Operator, Visitor } from "../support/actors.ts";
import { code_of } from "../support/authenticator.ts";
import { Caller, refused } from "../support/callers.ts";
import { person } from "../support/samples.ts";
import { onthaal_told, Server, type Reply } from "../support/server.ts";

const password = "een-heel-lang-wachtwoord";
const kWeek = 7 * 24 * 3600 * 1000;

test("Greet gets in with a second step, and opens a talk for a judge: not alone, however she tries", async () => {
  const server = Server.prepare({ settings: { staff: { second_factor: "coordinators", second_person_days: 7 } } });
  const adds = (login: string, ...roles: string[]) => {
    const args = ["staff", "add", "--login", login, "--name", login, "--alias", login, "--password-stdin", ...roles, "--data", server.data];
    assert.equal(onthaal_told(`${password}\n`, ...args).status, 0);
  };
  adds("carla", "--coordinator", server.line);
  adds("beheer", "--administrator");
  const database = new DatabaseSync(join(server.data, "onthaal.db"));
  database.exec(`update staff set handled_at = handled_at - ${kWeek}`); // they have worked here for a week
  database.close();
  try {
    await server.start();
    const as = (reply: Reply) => new Caller(server, { Cookie: reply.headers.get("set-cookie")!.split(";")[0]! });
    const ticket_of = async (login: string, word: string): Promise<string> => {
      const reply = await server.post("/api/session", { login, password: word });
      assert.equal(reply.status, 202, reply.text);
      assert.equal(reply.headers.get("set-cookie"), null);
      return reply.json.ticket;
    };
    // Who has no second step yet makes it right after the password.
    const gets_in = async (login: string, word = password): Promise<{ caller: Caller; secret: string }> => {
      const ticket = await ticket_of(login, word);
      const { secret } = await new Caller(server).posts("/api/account/totp", { ticket });
      return { caller: as(await server.request("PUT", "/api/account/totp", { body: { ticket, code: code_of(secret) } })), secret };
    };
    const [noor, robin] = [await Operator.logs_in(server), await Visitor.comes(server)];
    await noor.takes();
    await robin.says("Dit moet naar de rechter.");
    await robin.ends();
    await noor.registers();
    const { conversation } = robin.talk;
    robin.live.drop();

    const word = server.team.find(({ login }) => login === "greet")!.password;
    const { secret } = await gets_in("greet", word);
    const ticket = await ticket_of("greet", word); // the next day
    refused(await server.post("/api/session/code", { ticket, code: code_of(secret, 0) }), "invalid", { code: "wrong" });
    const greet = as(await server.post("/api/session/code", { ticket, code: code_of(secret, 1) }));
    const { caller: carla } = await gets_in("carla");
    const { caller: beheer } = await gets_in("beheer");

    const { seal } = await greet.posts(`/api/conversations/${conversation}/seals`, { emergency: false, why: "Vordering 12/2026" });
    const confirms = (who: Caller) => who.post(`/api/seals/${seal}/answer`, { answer: "confirm" });
    const reads = (who: Caller) => who.post(`/api/conversations/${conversation}/readings`, { purpose: "legal" });
    const unseen = async (who: Caller) => (await who.gets(`/api/lines/${server.line}/notices`)).notices.filter((one: any) => !one.seen);
    const told = async (who: Caller) => (await unseen(who)).map((one: any) => [one.kind, one.alias]);
    const of_carla = (await unseen(greet)).find((one: any) => one.kind === "reader");
    await greet.posts(`/api/lines/${server.line}/notices/${of_carla.notice}/seen`); // she knows her
    assert.deepEqual(await told(carla), [["legal", "Greet"]]);
    refused(await confirms(greet), "conflict");

    // An account of her own making, and Carla's, opened anew.
    const team = `/api/lines/${server.line}/staff`;
    const bea = await greet.posts(team, person({ login: "bea", alias: "Bea", roles: ["coordinator"] }));
    refused(await confirms((await gets_in("bea", bea.password)).caller), "conflict", { account: "too_new" });
    const { staff } = await carla.gets("/api/session");
    const renewed = await greet.posts(`${team}/${staff}/password`);
    assert.equal((await greet.drop(`${team}/${staff}/factors`)).status, 204);
    refused(await confirms((await gets_in("carla", renewed.password)).caller), "conflict", { account: "too_new" });
    assert.deepEqual(await told(greet), [["reader", "Bea"], ["legal", "Greet"]]);
    refused(await reads(greet), "not_found");

    assert.deepEqual((await beheer.gets("/api/house/seals")).seals.map((one: any) => [one.why, one.state]), [["Vordering 12/2026", "asked"]]);
    assert.equal((await confirms(beheer)).status, 200);
    const transcript = await reads(greet);
    assert.deepEqual(transcript.json.messages.map(({ text }: any) => text), ["Dit moet naar de rechter."]);
    refused(await reads(beheer), "not_found");
    assert.deepEqual(await told(greet), [["reader", "Bea"]]);
    const doctor = server.doctor();
    assert.equal(doctor.status, 0, doctor.out + doctor.said);
  } finally {
    await server.end();
  }
});
