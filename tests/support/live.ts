// The live connection as a client sees it, through either door. Every frame that arrives is held against the schema.
import { WebSocket } from "ws";
import { demand_server_frame } from "./schema.ts";
import { in_time, patience } from "./until.ts";

export type Frame = { type: string } & Record<string, any>;
export type Match = Partial<Frame> | ((frame: Frame) => boolean);

const fits = (frame: Frame, match: Match): boolean =>
  typeof match === "function" ? match(frame) : Object.entries(match).every(([key, value]) => frame[key] === value);

export abstract class Live {
  readonly all: Frame[] = [];
  closed: Promise<number>;
  is_closed = false;
  mistake: Error | null = null;
  on_frame: (frame: Frame) => void = () => {};
  private unread: Frame[] = [];
  private waiting: { match: Match; take: (frame: Frame) => void; give_up: (why: Error) => void }[] = [];
  protected close_with!: (code: number) => void;

  constructor() {
    this.closed = new Promise((resolve) => {
      this.close_with = (code) => {
        this.is_closed = true;
        for (const each of this.waiting.splice(0)) each.give_up(this.mistake ?? new Error(`the connection closed with ${code}; still waiting for ${describe(each.match)}`));
        resolve(code);
      };
    });
  }

  abstract send(frame: Frame): void;
  abstract drop(): void; // without goodbye, as a network does

  // The first frame that fits and was not taken before.
  next(match: Match, limit = patience): Promise<Frame> {
    if (this.mistake) return Promise.reject(this.mistake);
    const index = this.unread.findIndex((frame) => fits(frame, match));
    if (index >= 0) return Promise.resolve(this.unread.splice(index, 1)[0]!);
    if (this.is_closed) return Promise.reject(new Error(`the connection is closed; still waiting for ${describe(match)}`));
    const found = new Promise<Frame>((take, give_up) => this.waiting.push({ match, take, give_up }));
    return in_time(`a frame ${describe(match)}; got ${JSON.stringify(this.unread).slice(0, 2000)}`, found, limit);
  }

  protected arrive(frame: Frame): void {
    try {
      demand_server_frame(frame);
    } catch (error) {
      this.mistake ??= error as Error;
    }
    this.all.push(frame);
    this.on_frame(frame);
    const waiting = this.waiting.findIndex((each) => fits(frame, each.match));
    if (waiting < 0) this.unread.push(frame);
    else this.waiting.splice(waiting, 1)[0]!.take(frame);
  }
}

const describe = (match: Match) => (typeof match === "function" ? match.toString() : JSON.stringify(match));

export class Socket extends Live {
  readonly ws: WebSocket;

  private constructor(ws: WebSocket) {
    super();
    this.ws = ws;
    ws.on("message", (data, is_binary) => {
      if (is_binary) this.mistake ??= new Error("the server sent a binary frame");
      else this.arrive(JSON.parse(data.toString()));
    });
    ws.on("close", (code) => this.close_with(code));
    ws.on("error", () => {}); // the close that follows says it
  }

  // Resolves when the upgrade was answered; rejects with `upgrade refused: STATUS`.
  static open(url: string, headers: Record<string, string>, options: { autoPong?: boolean } = {}): Promise<Socket> {
    const ws = new WebSocket(`${url.replace("http", "ws")}/live`, { headers, ...options });
    const socket = new Socket(ws);
    return in_time(
      "the upgrade at /live",
      new Promise((resolve, reject) => {
        ws.once("open", () => resolve(socket));
        ws.once("unexpected-response", (_, response) => {
          reject(new Error(`upgrade refused: ${response.statusCode}`));
          ws.terminate();
        });
        ws.once("error", reject);
      }),
    );
  }

  send(frame: Frame): void {
    this.ws.send(JSON.stringify(frame));
  }
  send_raw(text: string | Buffer): void {
    this.ws.send(text);
  }
  drop(): void {
    this.ws.terminate();
  }
}

// The twin for networks that block WebSockets: frames by POST, answers by long poll.
export class Poll extends Live {
  private session = "";
  private received = 0;
  private sending: Promise<unknown> = Promise.resolve();
  private readonly gone = new AbortController();

  private readonly url: string;
  private readonly headers: Record<string, string>;

  private constructor(url: string, headers: Record<string, string>) {
    super();
    this.url = url;
    this.headers = headers;
  }

  static async open(url: string, headers: Record<string, string>, hello: Frame): Promise<Poll> {
    const poll = new Poll(url, headers);
    const reply = await poll.request("POST", "/api/live", hello);
    if (reply.status !== 200) throw new Error(`POST /api/live: ${reply.status} ${await reply.text()}`);
    poll.session = ((await reply.json()) as { session: string }).session;
    void poll.listen();
    return poll;
  }

  send(frame: Frame): void {
    this.sending = this.sending.then(() => this.request("POST", "/api/live/frames", { frames: [frame] })).catch(() => {});
  }
  drop(): void {
    this.gone.abort();
    this.close_with(1006);
  }

  private request(method: string, path: string, body?: unknown): Promise<Response> {
    const headers = { ...this.headers, "Content-Type": "application/json", "Onthaal-Session": this.session, "Onthaal-After": String(this.received) };
    return fetch(this.url + path, { method, headers, body: body === undefined ? null : JSON.stringify(body), signal: this.gone.signal });
  }

  private async listen(): Promise<void> {
    while (!this.is_closed) {
      try {
        const reply = await this.request("GET", "/api/live/frames");
        if (reply.status !== 200) return this.close_with(4404);
        const { frames, next, closed } = (await reply.json()) as { frames: Frame[]; next: number; closed?: number };
        if (next !== this.received + frames.length) this.mistake ??= new Error(`next is ${next} after ${this.received} and ${frames.length} frames`);
        this.received = next;
        for (const frame of frames) this.arrive(frame);
        if (closed !== undefined) return this.close_with(closed);
      } catch {
        if (!this.is_closed) this.close_with(1006);
        return;
      }
    }
  }
}
