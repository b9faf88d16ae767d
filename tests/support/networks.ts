// Visitors who come from somewhere: through a proxy that the server trusts.
import assert from "node:assert/strict";
import { new_token, Talk, Visitor, type Operator } from "./actors.ts";
import type { Options, Server } from "./server.ts";

export const proxied = (options: Options): Options => ({
  ...options,
  settings: { ...options.settings, http: { ...options.settings?.["http"], trusted_proxies: ["127.0.0.1"] } },
});

const phone = "Mozilla/5.0 (Android 14; Mobile; rv:140.0) Gecko/140.0 Firefox/140.0";

export async function comes_from(server: Server, address: string, about: { who?: string; browser?: string } = {}): Promise<Visitor> {
  const visitor = new Visitor(server, "socket", new_token());
  const headers = { "X-Forwarded-For": address, "User-Agent": about.browser ?? phone };
  const who = about.who === undefined ? {} : { who: about.who };
  const reply = await server.post(`/api/lines/${server.line}/visits`, { token: visitor.token, nickname: "Robin", register: "nl", ...who }, headers);
  assert.equal(reply.status, 201, reply.text);
  visitor.talks = [new Talk(reply.json.conversation)];
  await visitor.connect();
  return visitor;
}

export async function ends_as(operator: Operator, closing: "normal" | "care" | "boundary"): Promise<void> {
  await operator.settled(operator.command("conversation.end", { conversation: operator.talk.conversation, closing }));
}
