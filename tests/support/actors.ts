// The cast: visitors and operators, each with a page that does what a good client does (docs/protocol.md): it keeps what is
// not yet acknowledged, comes back after a drop with its last number, and sends again what it has no word of.
import assert from "node:assert/strict";
import { randomBytes, randomUUID } from "node:crypto";
import { Poll, Socket, type Frame, type Live } from "./live.ts";
import { demand_client_frame } from "./schema.ts";
import type { Server } from "./server.ts";
import { until } from "./until.ts";

export type Door = "socket" | "poll";
export type Said = { number: number; at: string; from: string; text: string; id: string };

// One conversation as one page sees it: a snapshot and the events after it, without a gap.
export class Talk {
  readonly conversation: string;
  number = -1;
  state: Frame | null = null;
  said: Said[] = [];
  events: Frame[] = [];

  constructor(conversation: string) {
    this.conversation = conversation;
  }
  get stream(): string {
    return `conversation:${this.conversation}`;
  }

  apply(frame: Frame): void {
    if (frame.type === "snapshot") {
      this.number = frame["number"];
      this.state = frame["state"];
      this.said = frame["state"].messages.map(({ number, at, from, text, id }: Said) => ({ number, at, from, text, id }));
      return;
    }
    assert.equal(frame["number"], this.number + 1, "numbers follow each other");
    this.number = frame["number"];
    this.events.push(frame);
    if (frame["event"] === "message.posted") {
      this.said.push({ number: frame["number"], at: frame["at"], from: frame["data"].from, text: frame["data"].text, id: frame["id"] });
    } else if (frame["event"] === "conversation.accepted") {
      const taken = [...this.state!["taken"], { number: this.number, at: frame["at"], operator: frame["data"].operator }];
      Object.assign(this.state!, { state: "active", operator: frame["data"].operator, accepted_at: frame["at"], place: null, taken });
    } else if (frame["event"].startsWith("handover.")) {
      this.state!["handover"] = frame["data"];
    } else if (frame["event"] === "conversation.given_back") {
      Object.assign(this.state!, { state: "waiting", operator: null });
    } else if (frame["event"] === "conversation.ended") {
      Object.assign(this.state!, { state: frame["data"].state, ended_by: frame["data"].by });
    }
  }
}

type Pending = { frame: Frame; after: number };

export abstract class Page {
  readonly server: Server;
  readonly door: Door;
  live!: Live;
  talks: Talk[] = [];
  readonly outbox = new Map<string, Pending>();
  readonly refused = new Map<string, string>();
  busy = 0; // how often the server said that it could not do it now
  readonly overtaken = new Set<string>();
  readonly acknowledged: { id: string; text: string }[] = [];
  failure: Error | null = null;

  constructor(server: Server, door: Door) {
    this.server = server;
    this.door = door;
  }

  abstract get headers(): Record<string, string>;
  abstract get greeting(): object;
  get talk(): Talk {
    return this.talks.at(-1)!;
  }

  async connect(): Promise<void> {
    const subscribe = this.talks.map((talk) => ({ stream: talk.stream, ...(talk.number < 0 ? {} : { after: talk.number }) }));
    const hello: Frame = { type: "hello", version: 1, ...this.greeting, ...(subscribe.length > 0 ? { subscribe } : {}) };
    const headers = { Origin: this.server.url, ...this.headers };
    this.live = this.door === "socket" ? await Socket.open(this.server.url, headers) : await Poll.open(this.server.url, headers, hello);
    this.live.on_frame = (frame) => this.see(frame);
    if (this.door === "socket") this.live.send(hello);
    await this.live.next({ type: "hello" });
    if (this.talks.some((talk) => talk.number < 0)) await this.followed();
  }

  // The network goes away and comes back; or the page was put to sleep.
  async comes_back(): Promise<void> {
    if (!this.live.is_closed) this.live.drop();
    await this.connect();
    for (const { frame, after } of this.outbox.values()) this.live.send({ ...frame, again: true, after });
  }

  posts(text: string, talk = this.talk): string {
    return this.command("message.post", { conversation: talk.conversation, text }, talk);
  }
  async says(text: string): Promise<void> {
    await this.settled(this.posts(text));
  }
  async ends(): Promise<void> {
    await this.settled(this.command("conversation.end", { conversation: this.talk.conversation }));
  }
  async receives(text: string, talk = this.talk): Promise<Said> {
    await this.sees(`"${text}"`, () => talk.said.some((each) => each.text === text));
    return talk.said.find((each) => each.text === text)!;
  }
  async sees(what: string, is_so: () => boolean): Promise<void> {
    await until(`${this.constructor.name} sees ${what}`, () => {
      if (this.failure ?? this.live.mistake) throw this.failure ?? this.live.mistake;
      return is_so();
    });
  }
  async everything_is_acknowledged(): Promise<void> {
    await this.sees("everything acknowledged", () => this.outbox.size === 0);
  }

  // Sends a command and keeps it until there is word of it.
  command(command: string, data: object, talk: Talk | undefined = this.talks.at(-1)): string {
    const id = randomUUID();
    const frame: Frame = { type: "command", command, id, data };
    demand_client_frame(frame);
    this.outbox.set(id, { frame, after: Math.max(0, talk?.number ?? 0) });
    if (!this.live.is_closed) this.live.send(frame);
    return id;
  }
  async settled(id: string): Promise<void> {
    await this.sees("word of the command", () => !this.outbox.has(id));
    const code = this.refused.get(id);
    if (code !== undefined) throw new Error(`refused: ${code}`);
  }

  // What this page sent stands in the conversation once, and in the order in which it was sent. Only a message that the
  // server had to refuse for a moment, and says so in its log, may be overtaken by later ones.
  has_told(sent: string[], told: string[]): void {
    if (!/act\.slow.*undone=true|db\.lost|group\.undone/.test(this.server.log)) assert.deepEqual([...this.overtaken], []);
    const in_turn = (texts: string[]) => texts.filter((text) => !this.overtaken.has(text));
    assert.deepEqual(in_turn(told), in_turn(sent), "every message in order");
    assert.deepEqual(told.toSorted(), sent.toSorted(), "every message once");
  }

  protected async followed(): Promise<void> {
    await this.sees("the conversation", () => this.talks.every((talk) => talk.number >= 0));
  }

  protected see(frame: Frame): void {
    try {
      const talk = this.talks.find((each) => each.stream === frame["stream"]);
      if (talk && (frame.type === "snapshot" || frame.type === "event")) talk.apply(frame);
      if (frame.type === "event" || frame.type === "ack") this.settle(frame["id"]);
      if (frame.type === "snapshot" && talk) for (const { id } of talk.said) this.settle(id);
      if (frame.type === "error" && ["busy", "timeout", "internal"].includes(frame["code"])) return this.try_again(frame["id"]);
      if (frame.type === "error" && frame["id"] !== undefined) {
        this.refused.set(frame["id"], frame["code"]);
        this.outbox.delete(frame["id"]);
      }
    } catch (error) {
      this.failure ??= error as Error;
    }
  }

  // Busy: nothing was changed, try again. Timeout: nobody knows.
  private try_again(id: string): void {
    const pending = this.outbox.get(id);
    if (pending === undefined) return;
    this.busy += 1;
    setTimeout(() => this.live.is_closed || this.live.send({ ...pending.frame, again: true, after: pending.after }), 100);
  }

  private settle(id: string | undefined): void {
    const pending = id === undefined ? undefined : this.outbox.get(id);
    if (pending === undefined) return;
    for (const [earlier, { frame }] of this.outbox) {
      if (earlier === id) break;
      this.overtaken.add(frame["data"].text);
    }
    this.outbox.delete(id!);
    if (pending.frame["command"] === "message.post") this.acknowledged.push({ id: id!, text: pending.frame["data"].text });
  }
}

export const new_token = () => randomBytes(32).toString("base64url");

export class Visitor extends Page {
  readonly token: string;

  constructor(server: Server, door: Door, token = new_token()) {
    super(server, door);
    this.token = token;
  }

  // A visitor opens the line's page and asks for a talk.
  static async comes(server: Server, { nickname = "Robin", register = "nl", door = "socket" as Door } = {}): Promise<Visitor> {
    const visitor = new Visitor(server, door);
    const reply = await server.post(`/api/lines/${server.line}/visits`, { token: visitor.token, nickname, register });
    assert.equal(reply.status, 201, reply.text);
    visitor.talks = [new Talk(reply.json.conversation)];
    await visitor.connect();
    return visitor;
  }

  // The tab is reloaded: all that is left is what stood in the session storage.
  async reloads(): Promise<void> {
    this.live.drop();
    const reply = await this.server.get("/api/visit", { Authorization: `Bearer ${this.token}` });
    assert.equal(reply.status, 200, reply.text);
    this.talks = [new Talk(reply.json.conversation)];
    await this.connect();
  }

  // The page follows the second talk, too, that this one is handed to.
  async follows_the_second(): Promise<Talk> {
    await this.sees("the second talk", () => !!this.talk.state?.["handover"]?.second);
    const talk = new Talk(this.talk.state!["handover"].second);
    this.talks.push(talk);
    this.live.send({ type: "subscribe", stream: talk.stream });
    await this.followed();
    return talk;
  }

  // Asks for a colleague of the operator who is away.
  async gives_back(): Promise<void> {
    await this.settled(this.command("conversation.give_back", { conversation: this.talk.conversation }));
    await this.sees("that it waits", () => this.talk.state?.["state"] === "waiting");
  }

  get headers(): Record<string, string> {
    return {};
  }
  get greeting(): object {
    return { token: this.token };
  }
}

export class Operator extends Page {
  cookie = "";
  lines: { line: string; slug: string }[] = [];
  slug: string | null = null;
  line_events: Frame[] = [];

  static async logs_in(server: Server, who = 0, door: Door = "socket"): Promise<Operator> {
    const operator = new Operator(server, door);
    const { login, password } = server.team[who]!;
    const reply = await server.post("/api/session", { login, password });
    assert.equal(reply.status, 200, reply.text);
    operator.cookie = reply.headers.get("set-cookie")!.split(";")[0]!;
    operator.lines = reply.json.lines;
    await operator.connect();
    await operator.goes("online");
    return operator;
  }

  // Somebody who is logged in already, on a line of their own.
  static async of(server: Server, headers: Record<string, string>, slug: string): Promise<Operator> {
    const operator = new Operator(server, "socket");
    Object.assign(operator, { cookie: headers["Cookie"], slug, lines: (await server.get("/api/session", headers)).json.lines });
    await operator.connect();
    await operator.goes("online");
    return operator;
  }

  // The same person in one more tab.
  async opens_a_tab(): Promise<Operator> {
    const tab = new Operator(this.server, this.door);
    Object.assign(tab, { cookie: this.cookie, lines: this.lines, talks: this.talks.map((talk) => new Talk(talk.conversation)) });
    await tab.connect();
    return tab;
  }

  // How many talks each operator of the line may have at once: said by its coordinator.
  async lets_each_have(capacity: number): Promise<void> {
    const path = `/api/lines/${this.server.line}/settings`;
    const settings = (await this.server.get(path, this.headers)).json;
    const reply = await this.server.request("PUT", path, { body: { ...settings, capacity }, headers: this.headers });
    assert.equal(reply.status, 200, reply.text);
  }

  get line(): string {
    return this.lines.find((each) => each.slug === (this.slug ?? this.server.line))!.line;
  }
  get headers(): Record<string, string> {
    return { Cookie: this.cookie };
  }
  get greeting(): object {
    return {};
  }

  // Follows what staff know beside a talk.
  async follows_the_case(conversation = this.talk.conversation): Promise<Frame> {
    const stream = `case:${conversation}`;
    this.live.send({ type: "subscribe", stream });
    return (await this.live.next({ type: "snapshot", stream }))["state"];
  }

  async goes(state: "online" | "paused" | "off"): Promise<void> {
    await this.settled(this.command("duty.set", { line: this.line, state }, undefined));
  }

  // Takes whoever waits longest, or a chosen one, and follows the talk.
  async takes(choice: { conversation?: string; reason?: string } = {}): Promise<Talk> {
    const talk = new Talk(await this.take(choice));
    this.talks.push(talk);
    this.live.send({ type: "subscribe", stream: talk.stream });
    await this.followed();
    return talk;
  }

  async take(choice: { conversation?: string; reason?: string } = {}): Promise<string> {
    const id = this.command("queue.take", { line: this.line, ...choice });
    const word = await this.live.next((frame) => frame["id"] === id && frame["code"] !== "busy");
    if (word.type === "error") throw new Error(`refused: ${word["code"]}`);
    return word["data"].conversation;
  }

  async sets_aside(): Promise<void> {
    await this.settled(this.command("conversation.set_aside", { conversation: this.talk.conversation }));
  }

  // Records a talk that ended in the shortest way there is: then one is free again.
  async registers(conversation = this.talk.conversation): Promise<void> {
    const path = `/api/registrations/${conversation}`;
    const { conversation: _, nickname: __, ...draft } = (await this.server.get(path, this.headers)).json;
    const reply = await this.server.request("PUT", path, { body: { ...draft, state: "done", fake: true }, headers: this.headers });
    assert.equal(reply.status, 200, reply.text);
  }

  async watches_the_line(): Promise<Frame> {
    this.live.send({ type: "subscribe", stream: `line:${this.line}` });
    return this.live.next({ type: "snapshot", stream: `line:${this.line}` });
  }
}

// Somebody who runs the line and does not answer on it: looks along.
export class Coordinator extends Operator {
  static async comes_in(server: Server, login = "greet"): Promise<Coordinator> {
    const coordinator = new Coordinator(server, "socket");
    const password = server.team.find((each) => each.login === login)!.password;
    const reply = await server.post("/api/session", { login, password });
    assert.equal(reply.status, 200, reply.text);
    coordinator.cookie = reply.headers.get("set-cookie")!.split(";")[0]!;
    coordinator.lines = reply.json.lines;
    await coordinator.connect();
    return coordinator;
  }

  // Looks along in a talk, and reads it.
  async looks_along(conversation: string, reason = "asked"): Promise<Talk> {
    await this.settled(this.command("coach.join", { conversation, reason }, undefined));
    const talk = new Talk(conversation);
    this.talks.push(talk);
    this.live.send({ type: "subscribe", stream: talk.stream });
    await this.followed();
    return talk;
  }
}
