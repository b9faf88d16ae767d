// One whole conversation to try a running server by: with nobody on duty, and nothing left behind where it breaks.
import assert from "node:assert/strict";
import { createServer, request, type IncomingMessage, type Server as Door } from "node:http";
import { connect, type AddressInfo } from "node:net";
import { after, before, test } from "node:test";
import { Operator, Visitor } from "../support/actors.ts";
import { Caller } from "../support/callers.ts";
import { on_both } from "../support/engines.ts";
import { onthaal, onthaal_beside, Server, type Options } from "../support/server.ts";

// Passes everything on, but what `breaks`.
async function broken_door(server: Server, breaks: (asked: string) => boolean): Promise<Door> {
  const asked = ({ method, url }: IncomingMessage) => `${method} ${url}`;
  const door = createServer((from, to) => {
    if (breaks(asked(from))) return void to.writeHead(500).end();
    const on = request({ port: server.port, method: from.method, path: from.url, headers: from.headers }, (reply) => {
      to.writeHead(reply.statusCode!, reply.headers);
      reply.pipe(to);
    });
    on.on("error", () => to.destroy());
    from.pipe(on);
  });
  door.on("upgrade", (from, socket, head) => {
    socket.on("error", () => {});
    if (breaks(asked(from))) return void socket.destroy();
    const on = connect(server.port, "127.0.0.1", () => {
      const lines = from.rawHeaders.map((each, index) => each + (index % 2 ? "\r\n" : ": ")).join("");
      on.write(`${asked(from)} HTTP/1.1\r\n${lines}\r\n`);
      on.write(head);
      socket.pipe(on).pipe(socket);
    });
    on.on("error", () => socket.destroy());
    on.on("close", () => socket.destroy());
    socket.on("close", () => on.destroy());
  });
  await new Promise<void>((resolve) => door.listen(0, "127.0.0.1", resolve));
  return door;
}

on_both("the probe", (database: () => Options) => {
  let server: Server;
  const who = () => ["--line", server.line, "--login", server.team[0]!.login, "--password", server.team[0]!.password];
  const probe = () => onthaal("probe", "--url", server.url, ...who(), "--json");
  const left = () => ["duty", "staff_session", "conversation where state in ('waiting', 'active')", "registration where state = 'open'"].map((rows) => server.count(rows));
  const works = () => {
    const probed = probe();
    assert.equal(probed.status, 0, probed.out + probed.said);
    assert.deepEqual(left(), [0, 0, 0, 0]);
  };
  before(async () => {
    server = await Server.start({ ...database(), keeper: false });
  });
  after(() => server.end());

  test("works with nobody on duty", () => works());

  // The nth time that this is asked.
  const nth = (what: RegExp, n: number) => {
    let times = 0;
    return (asked: string) => what.test(asked) && ++times === n;
  };
  const breaks: [string, RegExp, () => (asked: string) => boolean][] = [
    ["before anybody waits", /puzzles: /, () => nth(/challenges$/, 1)],
    ["while its visitor waits", /visit: /, () => nth(/visits$/, 2)],
    ["in the middle of the talk", /drop and resume: /, () => nth(/^GET \/live/, 3)],
    ["before it is registered", /register: /, () => nth(/^PUT .*registrations/, 1)],
    ["over long polling", /drop and resume: /, () => nth(/^POST \/api\/live$/, 3)],
  ];
  for (const [when, said, broken] of breaks)
    test(`leaves nothing behind when it breaks ${when}`, async () => {
      const door = await broken_door(server, broken());
      try {
        const { port } = door.address() as AddressInfo;
        const probed = await onthaal_beside("probe", "--url", `http://127.0.0.1:${port}`, "--origin", server.url, ...who());
        assert.equal(probed.status, 1, probed.out + probed.said);
        assert.match(probed.out, said);
        assert.deepEqual(left(), [0, 0, 0, 0], probed.out);
      } finally {
        door.closeAllConnections();
        door.close();
      }
      works();
    });

  test("touches nothing while somebody waits, or with an operator who has no room", async () => {
    const noor = await Operator.logs_in(server);
    const greet = await Operator.logs_in(server, 4);
    await greet.lets_each_have(1);
    const robin = await Visitor.comes(server);
    const talks = server.count("conversation");
    assert.match(probe().out, /somebody waits on line/);
    assert.equal(server.count("duty where state = 'online'"), 2, "who was on duty stays so");
    await noor.takes();
    await robin.sees("the operator", () => robin.talk.state?.["state"] === "active");
    const probed = probe();
    assert.equal(probed.status, 1);
    assert.match(probed.out, /has no room/);
    assert.equal(server.count("conversation"), talks);
    assert.equal(server.count("duty where state = 'online'"), 2, "who was on duty stays so");
  });

  test("says that the line is closed, and that nothing broke", async () => {
    const greet = await Caller.staff(server, "greet");
    const week = Object.fromEntries(["mon", "tue", "wed", "thu", "fri", "sat", "sun"].map((day) => [day, ["00:00-24:00"]]));
    await greet.posts(`/api/lines/${server.line}/hours/regimes`, { days: "school", week, from: "2016-09-01", until: "2016-12-31" });
    const probed = probe();
    assert.equal(probed.status, 3, probed.out + probed.said);
    const told = JSON.parse(probed.out);
    assert.equal(told.ok, false);
    for (const each of told.transports) assert.match(each.closed, /is closed by its hours/);
    server.alter("update line set is_open = 0");
    assert.match(probe().out, /is switched off/);
  });
});
