// The real program: `onthaal serve` on a port of its own, with a data folder of its own, on either database.
import assert from "node:assert/strict";
import { execFile, spawn, spawnSync, type ChildProcess } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { createConnection, type Socket } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { keep_open, keeper } from "./keeper.ts";
import type { Postgres } from "./postgres.ts";
import { demand_reply } from "./schema.ts";
import { in_time, until } from "./until.ts";

export const binary = process.env["TEST_BINARY"] ?? join(import.meta.dirname, "../../build/release/onthaal");

// Built with the address sanitizer it keeps what it freed: how much memory it takes says nothing then.
export const keeps_what_it_frees = (): boolean => readFileSync(binary).includes("__asan_init");

process.setMaxListeners(0); // each server is ended with this process

export type Settings = Record<string, Record<string, string | number | string[]>>;
export type Reply = { status: number; headers: Headers; text: string; json: any };
export type Options = { settings?: Settings; postgres?: Postgres | undefined; demo?: boolean; keeper?: boolean };

// Our own environment must not reach the program: ONTHAAL_... are its settings.
const environment = Object.fromEntries(Object.entries(process.env).filter(([name]) => !name.startsWith("ONTHAAL_")));

export function onthaal(...args: string[]): { status: number | null; out: string; said: string } {
  return onthaal_told("", ...args);
}
// With something to read.
export function onthaal_told(input: string, ...args: string[]): { status: number | null; out: string; said: string } {
  const run = spawnSync(binary, args, { encoding: "utf8", env: environment, timeout: 60_000, input, maxBuffer: 1 << 26 });
  if (run.error) throw new Error(`${binary} does not run: ${run.error.message}; build it with bin/build`);
  return { status: run.status, out: run.stdout, said: run.stderr };
}

// While this process goes on: its pages read and write.
export function onthaal_beside(...args: string[]): Promise<{ status: number | null; out: string; said: string }> {
  return new Promise((resolve, reject) => {
    const child = execFile(binary, args, { encoding: "utf8", env: environment, timeout: 60_000 }, (error, out, said) => {
      if (child.exitCode === null) reject(new Error(`${binary} did not end: ${error?.message}`));
      else resolve({ status: child.exitCode, out, said });
    });
  });
}

function toml(settings: Settings): string {
  const value = (of: string | number | string[]) => JSON.stringify(of);
  return Object.entries(settings)
    .map(([table, entries]) => `[${table}]\n${Object.entries(entries).map(([name, of]) => `${name} = ${value(of)}\n`).join("")}`)
    .join("\n");
}

export class Server {
  readonly data: string;
  readonly postgres: Postgres | undefined;
  readonly database: string;
  line = "";
  team: { login: string; password: string }[] = [];
  port = 0;
  log = "";
  child: ChildProcess | null = null;
  has_keeper = false;
  private settings: Settings;
  private readonly wipe = () => {
    this.child?.kill("SIGKILL");
    rmSync(this.data, { recursive: true, force: true });
  };

  private constructor(options: Options) {
    this.data = mkdtempSync(join(tmpdir(), "onthaal-test-"));
    this.postgres = options.postgres;
    this.database = options.postgres?.make_database() ?? `sqlite://${join(this.data, "onthaal.db")}`;
    this.settings = {
      visits: { puzzle_bits: 0 },
      queue: { most_talks: 100 },
      ...options.settings,
      // But in the tests that are about them. A fast clock would find everybody idle.
      staff: { second_factor: "off", second_person_days: 0, idle_minutes: 44640, ...options.settings?.["staff"] },
      database: { url: this.database },
      http: { port: 0, ...options.settings?.["http"] },
    };
    process.once("exit", this.wipe);
  }

  // A data folder with the demo line and its team, and no server yet. Somebody keeps the line open, unless the test wants
  // nobody on duty.
  static prepare(options: Options = {}): Server {
    const server = new Server(options);
    server.configure({});
    if (options.demo === false) return server;
    const made = onthaal("demo", "--data", server.data, "--json");
    assert.equal(made.status, 0, made.said);
    const demo = JSON.parse(made.out);
    server.line = demo.line;
    server.team = demo.staff.map(({ login, password }: { login: string; password: string }) => ({ login, password }));
    if (options.keeper !== false) server.add_keeper();
    return server;
  }

  private add_keeper(): void {
    const who = ["--login", keeper.login, "--name", keeper.alias, "--alias", keeper.alias, "--operator", this.line];
    const added = onthaal_told(`${keeper.password}\n`, "staff", "add", "--data", this.data, ...who, "--password-stdin");
    assert.equal(added.status, 0, added.said);
    this.has_keeper = true;
  }

  static async start(options: Options = {}): Promise<Server> {
    const server = Server.prepare(options);
    await server.start();
    return server;
  }

  get url(): string {
    return `http://127.0.0.1:${this.port}`;
  }

  configure(more: Settings): void {
    for (const [table, entries] of Object.entries(more)) this.settings[table] = { ...this.settings[table], ...entries };
    writeFileSync(join(this.data, "onthaal.toml"), toml(this.settings));
  }

  // `inside`: a command that runs it, such as one that gives it a disk of its own.
  async start(inside: string[] = [], env: Record<string, string> = {}): Promise<void> {
    this.launch(inside, env);
    await this.listening();
    // A restart comes back where its clients look for it.
    this.configure({ http: { port: this.port } });
    if (this.has_keeper) await keep_open(this.url, this.line, { speed: Number(this.settings["clock"]?.["speed"] ?? 1) });
  }

  launch(inside: string[] = [], env: Record<string, string> = {}): ChildProcess {
    const [program, ...args] = [...inside, binary, "serve", "--data", this.data];
    const child = spawn(program!, args, { env: { ...environment, ...env }, stdio: ["ignore", "pipe", "pipe"] });
    this.child = child;
    for (const stream of [child.stdout, child.stderr]) stream?.on("data", (bytes) => (this.log += bytes));
    return child;
  }

  private async listening(): Promise<void> {
    const from = this.log.length;
    await until("the server listens", () => {
      assert.equal(this.child?.exitCode, null, `the server ended: ${this.log}`);
      const port = this.log.slice(Math.max(0, from)).match(/server\.started.*\bport"?[=:](\d+)/)?.[1];
      this.port = Number(port ?? this.port);
      return port !== undefined;
    });
  }

  // A polite stop; gives the exit code.
  async stop(signal: NodeJS.Signals = "SIGTERM"): Promise<number | null> {
    const child = this.child;
    this.child = null;
    if (child === null) return null;
    if (child.exitCode !== null || child.signalCode !== null) return child.exitCode;
    const ended = new Promise<number | null>((resolve) => child.once("exit", resolve));
    child.kill(signal);
    return in_time("the server to end", ended);
  }
  async kill(): Promise<void> {
    await this.stop("SIGKILL");
  }
  async end(): Promise<void> {
    const is_running = this.child !== null;
    const exit = await this.stop();
    if (is_running) assert.equal(exit, 0, `the server did not end well: ${this.log.slice(-4000)}`);
    process.off("exit", this.wipe);
    this.wipe();
  }

  // A request; what comes back under /api/ is as schema/openapi.yaml says, or this throws. Busy means: try again.
  async request(method: string, path: string, { body, headers = {} }: { body?: unknown; headers?: Record<string, string> } = {}, again = 5): Promise<Reply> {
    const sent = body === undefined ? null : typeof body === "string" ? body : JSON.stringify(body);
    const type: Record<string, string> = sent === null ? {} : { "Content-Type": "application/json" };
    const reply = await fetch(this.url + path, { method, headers: { Origin: this.url, ...type, ...headers }, body: sent, redirect: "manual" });
    const text = await reply.text();
    if (reply.status === 503 && again > 0) return this.request(method, path, { body, headers }, again - 1);
    if (path.startsWith("/api/")) demand_reply(method, path.split("?")[0]!, reply.status, text);
    const is_json = /^application\/json(;|$)/.test(reply.headers.get("content-type") ?? "");
    return { status: reply.status, headers: reply.headers, text, json: is_json && text !== "" ? JSON.parse(text) : undefined };
  }
  get(path: string, headers: Record<string, string> = {}): Promise<Reply> {
    return this.request("GET", path, { headers });
  }
  post(path: string, body: unknown, headers: Record<string, string> = {}): Promise<Reply> {
    return this.request("POST", path, { body, headers });
  }

  // Bytes as they are, and what came back until the server closed.
  raw(): { socket: Socket; received: Promise<string> } {
    const socket = createConnection(this.port, "127.0.0.1");
    const received = new Promise<string>((resolve) => {
      let text = "";
      socket.on("data", (bytes) => (text += bytes.toString("latin1")));
      socket.on("error", () => {});
      socket.on("close", () => resolve(text));
    });
    return { socket, received };
  }

  doctor(): { status: number | null; out: string; said: string } {
    return onthaal("doctor", "--data", this.data);
  }

  // How many rows a table holds.
  count(table: string): number {
    const sql = `select count(*) as rows from ${table}`;
    if (this.postgres) return Number(this.psql(sql));
    const database = new DatabaseSync(join(this.data, "onthaal.db"), { readOnly: true });
    const rows = Number(database.prepare(sql).get()!["rows"]);
    database.close();
    return rows;
  }
  // Breaks or mends its database behind its back.
  alter(sql: string): void {
    if (this.postgres) return void this.psql(sql);
    const database = new DatabaseSync(join(this.data, "onthaal.db"), { timeout: 10_000 });
    database.exec(sql);
    database.close();
  }
  private psql(sql: string): string {
    return this.postgres!.psql(this.database.match(/\/(\w+)\?/)![1]!, sql);
  }

  // Everything that is on disk: the data folder without the keys, and the database of PostgreSQL.
  on_disk(): string {
    const files = readdirSync(this.data).filter((name) => statSync(join(this.data, name)).isFile());
    const texts = files.map((name) => readFileSync(join(this.data, name), "latin1"));
    return texts.join("\n") + (this.postgres?.dump(this.database) ?? "");
  }
}
