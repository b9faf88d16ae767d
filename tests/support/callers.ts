// The HTTP door, as somebody: nobody, a visitor, staff. And a second line with a team of its own.
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { binary, onthaal, type Reply, type Server } from "./server.ts";

export class Caller {
  readonly server: Server;
  readonly headers: Record<string, string>;

  constructor(server: Server, headers: Record<string, string> = {}) {
    this.server = server;
    this.headers = headers;
  }
  static visitor(server: Server, token: string): Caller {
    return new Caller(server, { Authorization: `Bearer ${token}` });
  }
  static async staff(server: Server, login: string, password?: string): Promise<Caller> {
    const known = server.team.find((each) => each.login === login)?.password;
    const reply = await server.post("/api/session", { login, password: password ?? known });
    assert.equal(reply.status, 200, reply.text);
    return new Caller(server, { Cookie: reply.headers.get("set-cookie")!.split(";")[0]! });
  }

  ask(method: string, path: string, body?: unknown): Promise<Reply> {
    return this.server.request(method, path, { body, headers: this.headers });
  }
  get(path: string): Promise<Reply> {
    return this.ask("GET", path);
  }
  put(path: string, body: unknown): Promise<Reply> {
    return this.ask("PUT", path, body);
  }
  post(path: string, body?: unknown): Promise<Reply> {
    return this.ask("POST", path, body);
  }
  drop(path: string): Promise<Reply> {
    return this.ask("DELETE", path);
  }
  // What must go well.
  async gets(path: string): Promise<any> {
    return done(await this.get(path));
  }
  async puts(path: string, body: unknown): Promise<any> {
    return done(await this.put(path, body));
  }
  async posts(path: string, body?: unknown): Promise<any> {
    return done(await this.post(path, body));
  }
}

function done(reply: Reply): any {
  assert.ok(reply.status < 300, reply.text);
  return reply.json;
}

// The refusal: its code, and with `invalid` the fields and what is wrong with each.
export function refused(reply: Reply, code: string, fields?: Record<string, string>): void {
  assert.equal(reply.json?.code, code, `${reply.status} ${reply.text}`);
  if (fields === undefined) return;
  const told = (reply.json.fields ?? []).map((each: { field: string; problem: string }) => [each.field, each.problem]);
  assert.deepEqual(Object.fromEntries(told), fields, reply.text);
}

const password = "een-heel-lang-wachtwoord";

// Adds somebody from the machine's command line, as its administrator does.
export async function add_staff(server: Server, login: string, roles: readonly string[]): Promise<Caller> {
  const args = ["staff", "add", "--login", login, "--name", login, "--alias", login, "--password-stdin", ...roles, "--data", server.data];
  const run = spawnSync(binary, args, { input: `${password}\n`, encoding: "utf8", timeout: 60_000 });
  assert.equal(run.status, 0, run.stderr);
  return Caller.staff(server, login, password);
}

export async function add_line(server: Server, slug: string): Promise<Caller> {
  const run = onthaal("line", "add", "--slug", slug, "--name", slug, "--data", server.data);
  assert.equal(run.status, 0, run.said);
  return add_staff(server, `runs-${slug}`, ["--coordinator", slug, "--operator", slug]);
}

const starts_with_zeros = (hash: Buffer, bits: number) => {
  for (let bit = 0; bit < bits; ++bit) if ((hash[bit >> 3]! >> (7 - (bit & 7))) & 1) return false;
  return true;
};

// Whether n solves one puzzle of a challenge (docs/protocol.md, Proof of work).
export function solves(challenge: string, puzzle: number, n: number, bits: number): boolean {
  return starts_with_zeros(createHash("sha256").update(`${challenge}:${puzzle}:${n}`).digest(), bits);
}

// Solves them all, as the browser does.
export function solve({ challenge, puzzles, bits }: { challenge: string; puzzles: number; bits: number }): { challenge: string; solutions: number[] } {
  const solutions = Array.from({ length: puzzles }, (_, puzzle) => {
    let n = 0;
    while (!solves(challenge, puzzle, n, bits)) ++n;
    return n;
  });
  return { challenge, solutions };
}
