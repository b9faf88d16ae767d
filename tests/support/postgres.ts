// A real PostgreSQL of Debian's, on a unix socket in a folder of its own; one per test file, a database per server.
import { execFileSync, spawn, type ChildProcess } from "node:child_process";
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { until } from "./until.ts";

// PostgreSQL refuses to run as root: then it runs as the user that Debian made for it.
const as_somebody = process.getuid?.() === 0 ? ["runuser", "-u", "postgres", "--"] : [];

function programs(): string {
  const versions = existsSync("/usr/lib/postgresql") ? readdirSync("/usr/lib/postgresql").sort((a, b) => Number(b) - Number(a)) : [];
  if (versions[0] === undefined) throw new Error("PostgreSQL is not installed: run bin/setup");
  return `/usr/lib/postgresql/${versions[0]}/bin`;
}

export class Postgres {
  private databases = 0;
  private readonly folder: string;
  private readonly child: ChildProcess;

  private constructor(folder: string, child: ChildProcess) {
    this.folder = folder;
    this.child = child;
  }

  // `is_durable`: it waits for the disk, as in life.
  static async start(is_durable = false): Promise<Postgres> {
    const folder = mkdtempSync(join(tmpdir(), "onthaal-pg-"));
    const run = (program: string, ...args: string[]) => [...as_somebody, join(programs(), program), ...args];
    if (as_somebody.length > 0) execFileSync("chown", ["postgres", folder]);
    const [initdb = "", ...init_args] = run("initdb", "-D", join(folder, "data"), "-U", "onthaal", "-A", "trust", "-E", "UTF8", "--locale=C", "--no-sync");
    execFileSync(initdb, init_args, { cwd: "/tmp", stdio: ["ignore", "ignore", "inherit"] });
    const settings = ["-c", "listen_addresses=", "-c", `unix_socket_directories=${folder}`, "-c", `fsync=${is_durable ? "on" : "off"}`, "-c", "max_connections=60", "-c", "logging_collector=on"];
    const [postgres = "", ...args] = run("postgres", "-D", join(folder, "data"), ...settings);
    const child = spawn(postgres, args, { cwd: "/tmp", stdio: "ignore" });
    const started = new Postgres(folder, child);
    process.once("exit", () => started.kill());
    await until("PostgreSQL answers", () => {
      try {
        started.psql("postgres", "select 1");
        return true;
      } catch {
        return false;
      }
    });
    return started;
  }

  make_database(): string {
    const name = `onthaal_${process.pid}_${++this.databases}`;
    this.psql("postgres", `create database ${name}`);
    return `postgresql://onthaal@/${name}?host=${encodeURIComponent(this.folder)}`;
  }

  // Whether anybody new may come in; who is in stays.
  let_in(url: string, may: boolean): void {
    this.psql("postgres", `alter database ${url.match(/\/(\w+)\?/)![1]!} with allow_connections ${may}`);
  }

  // What all tables hold, as text: for looking whether something is in there that should not be.
  dump(url: string): string {
    const name = new URL(url.replace("@/", "@localhost/")).pathname.slice(1);
    return execFileSync(join(programs(), "pg_dump"), ["-h", this.folder, "-U", "onthaal", name], { encoding: "utf8", maxBuffer: 1 << 28 });
  }

  // From now on its log has every statement with its parameters.
  log_everything(): void {
    this.psql("postgres", "alter system set log_statement = 'all'");
    this.psql("postgres", "select pg_reload_conf()");
  }

  // Its processes; the first is the one that the others come from.
  pids(): number[] {
    const first = Number(readFileSync(join(this.folder, "data/postmaster.pid"), "utf8").split("\n")[0]);
    const children = readFileSync(`/proc/${first}/task/${first}/children`, "utf8").trim().split(" ");
    return [first, ...children.map(Number)];
  }

  // Its own files: tables, the log of what was written, and what it said.
  files(): string[] {
    this.psql("postgres", "checkpoint");
    const names = readdirSync(this.folder, { recursive: true, encoding: "utf8" }).map((name) => join(this.folder, name));
    return names.filter((name) => statSync(name, { throwIfNoEntry: false })?.isFile());
  }

  psql(database: string, sql: string): string {
    return execFileSync(join(programs(), "psql"), ["-h", this.folder, "-U", "onthaal", "-X", "-A", "-t", "-c", sql, database], {
      encoding: "utf8",
      stdio: ["ignore", "pipe", "pipe"],
    });
  }

  async stop(): Promise<void> {
    const ended = new Promise((resolve) => this.child.once("exit", resolve));
    execFileSync(as_somebody[0] ?? join(programs(), "pg_ctl"), [
      ...(as_somebody.length > 0 ? [...as_somebody.slice(1), join(programs(), "pg_ctl")] : []),
      "stop", "-m", "immediate", "-D", join(this.folder, "data"), "-s",
    ], { cwd: "/tmp" });
    await ended;
    this.kill();
  }

  private kill(): void {
    if (this.child.exitCode === null) this.child.kill("SIGTERM");
    rmSync(this.folder, { recursive: true, force: true });
  }
}
