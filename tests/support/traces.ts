// Somebody who can be recognised: by an address of their own on this machine or through a proxy, by a browser, by
// everything that a browser says unasked. And where such a mark is found again.
import { readFileSync, openSync, readSync, closeSync } from "node:fs";
import { Agent, request } from "node:http";
import { WebSocket } from "ws";
import type { Frame } from "./live.ts";
import type { Server } from "./server.ts";
import { in_time } from "./until.ts";

// Nobody else on earth has these: documentation addresses, and a browser that does not exist.
const marks = ["203.0.113.", "198.51.100.", "2001:db8:5eed", "127.7.", "Vlinderbrowser", "xx-KENMERK", "kenmerk.example"];

export class Somebody {
  readonly server: Server;
  readonly local: string;
  readonly headers: Record<string, string>;
  private readonly agent: Agent;

  // `through`: the address that the proxy tells.
  constructor(server: Server, n: number, through?: string) {
    this.server = server;
    this.local = through === undefined ? `127.7.${n}.9` : "127.0.0.1";
    this.agent = new Agent({ keepAlive: true });
    this.headers = {
      "User-Agent": `Vlinderbrowser/${n}.1 (iPhone; Mobi; Firefox/77)`,
      "Accept-Language": `xx-KENMERK-${n}`,
      Referer: `https://kenmerk.example/${n}`,
      ...(through === undefined ? {} : { "X-Forwarded-For": through, "X-Real-IP": through, Forwarded: `for="${through}"` }),
    };
  }

  ask(method: string, path: string, body?: unknown, more: Record<string, string> = {}): Promise<{ status: number; json: any; cookie: string }> {
    const text = body === undefined ? "" : typeof body === "string" ? body : JSON.stringify(body);
    const type = text === "" ? {} : { "Content-Type": "application/json" };
    const headers = { Origin: this.server.url, ...type, ...this.headers, ...more };
    const { agent } = this;
    return in_time(
      `${method} ${path}`,
      new Promise((resolve, reject) => {
        const asked = request(this.server.url + path, { method, headers, agent, localAddress: this.local }, (answer) => {
          let said = "";
          answer.on("data", (bytes) => (said += bytes));
          answer.on("end", () => {
            const is_json = answer.headers["content-type"]?.startsWith("application/json") ?? false;
            const cookie = answer.headers["set-cookie"]?.[0]?.split(";")[0] ?? "";
            resolve({ status: answer.statusCode ?? 0, json: is_json ? JSON.parse(said) : undefined, cookie });
          });
        });
        asked.on("error", reject);
        asked.end(text);
      }),
    );
  }

  async live(hello: Frame, more: Record<string, string> = {}): Promise<WebSocket> {
    const headers = { Origin: this.server.url, ...this.headers, ...more };
    const socket = new WebSocket(`${this.server.url.replace("http", "ws")}/live`, { headers, localAddress: this.local });
    socket.on("error", () => {});
    await in_time("the upgrade", new Promise((resolve, reject) => (socket.once("open", resolve), socket.once("close", reject))));
    socket.send(JSON.stringify(hello));
    return socket;
  }

  leave(): void {
    this.agent.destroy();
  }
}

// As they are, and as a dump of a database writes bytes.
const in_hex = (mark: string) => Buffer.from(mark).toString("hex");
export const marks_in = (bytes: Buffer): string[] => marks.filter((mark) => bytes.includes(mark) || bytes.includes(in_hex(mark)));

// The memory of a process that it can write: where what it was told stands. Linux only. `shared` with others, or of its
// own only.
export function memory_of(pid: number, { shared = true } = {}): { name: string; bytes: Buffer }[] {
  const is_read = shared ? /^\S+ rw/ : /^\S+ rw.p/;
  const regions = readFileSync(`/proc/${pid}/maps`, "utf8").split("\n").filter((line) => is_read.test(line));
  const memory = openSync(`/proc/${pid}/mem`, "r");
  const read = regions.map((line) => {
    const [range = "", , , , , name = ""] = line.split(/\s+/);
    const [from = 0n, to = 0n] = range.split("-").map((text) => BigInt(`0x${text}`));
    const bytes = Buffer.alloc(Number(to - from));
    let got = 0;
    try {
      got = readSync(memory, bytes, 0, bytes.length, from as unknown as number);
    } catch {
      // Reserved and never touched: nothing stands there.
    }
    return { name: name || "memory", bytes: bytes.subarray(0, got) };
  });
  closeSync(memory);
  return read;
}
