// The real Caddy and nginx of Debian, before a server, with the files that we ship: only names, ports and the certificate
// are others.
import { spawn, spawnSync, type ChildProcess } from "node:child_process";
import assert from "node:assert/strict";
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { request } from "node:https";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { as_ordinary, give_away } from "./ordinary.ts";
import type { Server } from "./server.ts";
import { in_time, until } from "./until.ts";

const shipped = (name: string) => readFileSync(join(import.meta.dirname, "../../packaging/proxies", name), "utf8");

// Each change must find what it changes: what is shipped and what is tested stay the same.
function changed(text: string, changes: [string | RegExp, string][]): string {
  return changes.reduce((before, [from, to]) => {
    const after = before.replaceAll(from, to);
    assert.notEqual(after, before, `${from} stands in the file that we ship`);
    return after;
  }, text);
}

type Place = { folder: string; port: number; plain: number; upstream: number };

const caddy = ({ folder, port, upstream }: Place): string[] => {
  const file = changed(shipped("Caddyfile"), [
    ["{\n\t# No", "{\n\tadmin off\n\tauto_https disable_redirects\n\t# No"],
    ["chat.example.org {", `https://localhost:${port} {\n\ttls ${folder}/cert.pem ${folder}/key.pem`],
    ["127.0.0.1:8080", `127.0.0.1:${upstream}`],
  ]);
  writeFileSync(join(folder, "Caddyfile"), file);
  return ["caddy", "run", "--adapter", "caddyfile", "--config", `${folder}/Caddyfile`];
};

const nginx = ({ folder, port, plain, upstream }: Place): string[] => {
  const file = changed(shipped("nginx.conf"), [
    [/ *listen \[::\].*\n/g, ""],
    ["listen 443 ", `listen ${port} `],
    ["listen 80;", `listen ${plain};`],
    ["chat.example.org;", "localhost;"],
    ["/etc/letsencrypt/live/chat.example.org/fullchain.pem", `${folder}/cert.pem`],
    ["/etc/letsencrypt/live/chat.example.org/privkey.pem", `${folder}/key.pem`],
    ["/var/log/nginx/error.log", `${folder}/error.log`],
    ["127.0.0.1:8080", `127.0.0.1:${upstream}`],
  ]);
  const paths = ["client_body", "proxy", "fastcgi", "uwsgi", "scgi"].map((kind) => `${kind}_temp_path ${folder}/${kind};`).join("\n");
  const around = `pid ${folder}/nginx.pid;\ndaemon off;\nevents {}\nhttp {\n${paths}\naccess_log ${folder}/access.log;\n${file}}\n`;
  writeFileSync(join(folder, "nginx.conf"), around);
  return ["/usr/sbin/nginx", "-e", "stderr", "-c", `${folder}/nginx.conf`];
};

export const kinds = { caddy, nginx };

async function free_port(): Promise<number> {
  const probe = createServer();
  await new Promise<void>((resolve) => probe.listen(0, "127.0.0.1", resolve));
  const { port } = probe.address() as { port: number };
  await new Promise((resolve) => probe.close(resolve));
  return port;
}

export type Answer = { status: number; headers: Record<string, string | string[] | undefined>; text: string };

export class Proxy {
  said = "";
  readonly place: Place;
  readonly cert: string;
  private child: ChildProcess | null = null;

  private constructor(place: Place) {
    this.place = place;
    this.cert = readFileSync(join(place.folder, "cert.pem"), "utf8");
  }

  static async start(kind: keyof typeof kinds, server: Server): Promise<Proxy> {
    const folder = mkdtempSync(join(tmpdir(), "onthaal-proxy-"));
    const certificate = ["req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-days", "2", "-subj", "/CN=localhost",
      "-addext", "subjectAltName=DNS:localhost,IP:127.0.0.1", "-keyout", join(folder, "key.pem"), "-out", join(folder, "cert.pem")];
    const made = spawnSync("openssl", certificate, { encoding: "utf8" });
    assert.equal(made.status, 0, made.stderr);
    const place = { folder, port: await free_port(), plain: await free_port(), upstream: server.port };
    const proxy = new Proxy(place);
    const [program = "", ...args] = [...as_ordinary, ...kinds[kind](place)];
    give_away(folder);
    const child = spawn(program, args, { cwd: folder, env: { PATH: process.env["PATH"], HOME: folder, XDG_DATA_HOME: folder, XDG_CONFIG_HOME: folder }, stdio: ["ignore", "pipe", "pipe"] });
    proxy.child = child;
    process.once("exit", () => child.kill("SIGKILL"));
    for (const stream of [child.stdout, child.stderr]) stream.on("data", (bytes) => (proxy.said += bytes));
    await until(`${kind} answers`, async () => {
      assert.equal(child.exitCode, null, proxy.said);
      return (await proxy.ask("GET", "/api/health").catch(() => null))?.status === 200;
    });
    return proxy;
  }

  get url(): string {
    return `https://localhost:${this.place.port}`;
  }

  ask(method: string, path: string, { body, headers = {}, local = "127.0.0.1" }: { body?: unknown; headers?: Record<string, string>; local?: string } = {}): Promise<Answer> {
    const sent = body === undefined ? "" : JSON.stringify(body);
    const type: Record<string, string> = sent === "" ? {} : { "Content-Type": "application/json", "Content-Length": String(Buffer.byteLength(sent)) };
    return in_time(
      `${method} ${path}`,
      new Promise((resolve, reject) => {
        const options = { method, host: "127.0.0.1", port: this.place.port, path, ca: this.cert, servername: "localhost", localAddress: local, agent: false,
          headers: { Host: `localhost:${this.place.port}`, Origin: this.url, ...type, ...headers } } as const;
        const asked = request(options, (answer) => {
          let text = "";
          answer.on("data", (bytes) => (text += bytes));
          answer.on("end", () => resolve({ status: answer.statusCode ?? 0, headers: answer.headers, text }));
        });
        asked.on("error", reject);
        asked.end(sent);
      }),
    );
  }

  // All that it said and wrote.
  traces(): { name: string; bytes: Buffer }[] {
    const files = readdirSync(this.place.folder, { recursive: true, encoding: "utf8" }).map((name) => join(this.place.folder, name));
    const read = files.filter((name) => statSync(name).isFile()).map((name) => ({ name, bytes: readFileSync(name) }));
    return [{ name: "what it said", bytes: Buffer.from(this.said) }, ...read];
  }

  async end(): Promise<void> {
    const child = this.child!;
    const gone = new Promise((resolve) => child.once("exit", resolve));
    if (child.exitCode === null) child.kill("SIGTERM");
    await in_time("the proxy to end", child.exitCode === null ? gone : Promise.resolve());
    rmSync(this.place.folder, { recursive: true, force: true });
  }
}
