/// <reference path="./oidc-provider.d.ts" />
// Providers of single sign-on: a real one (npm oidc-provider) where one person logs in at once, and one of our own that
// says whatever a test wants.
import { createServer, type IncomingMessage, type Server as HttpServer, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { exportJWK, generateKeyPair, SignJWT, type CryptoKey, type JWK, type JWTPayload } from "jose";
import Provider from "oidc-provider";

export const client = { id: "onthaal", secret: "een geheim: met +tekens/" };

const listen = (server: HttpServer): Promise<string> =>
  new Promise((resolve) => server.listen(0, "127.0.0.1", () => resolve(`http://127.0.0.1:${(server.address() as AddressInfo).port}`)));

abstract class Served {
  protected readonly http = createServer((request, response) => this.answer(request, response));
  issuer = "";
  protected abstract answer(request: IncomingMessage, response: ServerResponse): void;
  async stop(): Promise<void> {
    this.http.closeAllConnections();
    await new Promise((resolve) => this.http.close(resolve));
  }
}

export type Key = { kid: string; privateKey: CryptoKey; jwk: JWK };
export async function make_key(kid: string, alg = "RS256"): Promise<Key> {
  const { publicKey, privateKey } = await generateKeyPair(alg, { extractable: true });
  return { kid, privateKey, jwk: { ...(await exportJWK(publicKey)), kid, alg, use: "sig" } };
}

export class RealProvider extends Served {
  person: Record<string, unknown> = { sub: "1" };
  private provider!: Provider;

  static async start(redirect: string, auth: object): Promise<RealProvider> {
    const it = new RealProvider();
    it.issuer = await listen(it.http);
    const key = await generateKeyPair("RS256", { extractable: true });
    it.provider = new Provider(it.issuer, {
      clients: [{ client_id: client.id, redirect_uris: [redirect], post_logout_redirect_uris: [new URL("/desk", redirect).href], grant_types: ["authorization_code"], response_types: ["code"], ...auth }],
      jwks: { keys: [{ ...(await exportJWK(key.privateKey)), kid: "a", use: "sig", alg: "RS256" }] },
      claims: { openid: ["sub"], profile: ["name", "given_name", "preferred_username", "groups"] },
      conformIdTokenClaims: false,
      pkce: { required: () => true },
      features: { devInteractions: { enabled: false } },
      interactions: { url: () => "/interaction" },
      cookies: { keys: ["a test"] },
      findAccount: (_: unknown, id: string) => ({ accountId: id, claims: () => ({ ...it.person, sub: id }) }), // of its session, whoever would log in now
      loadExistingGrant: async (context: any) => {
        const grant = new it.provider.Grant({ clientId: context.oidc.client.clientId, accountId: context.oidc.session.accountId });
        grant.addOIDCScope("openid profile");
        await grant.save();
        return grant;
      },
    });
    return it;
  }

  protected answer(request: IncomingMessage, response: ServerResponse): void {
    if (!request.url!.startsWith("/interaction")) return this.provider.callback()(request, response);
    void this.provider.interactionFinished(request, response, { login: { accountId: this.person["sub"] } });
  }

  // What a browser does: follows until the address is ours again.
  async log_in(start: string, redirect: string, cookies = new Map<string, string>()): Promise<URL> {
    let url = new URL(start);
    for (let step = 0; step < 10 && !url.href.startsWith(redirect); ++step) {
      const reply = await this.ask(url, cookies);
      const next = reply.headers.get("location");
      if (next === null) throw new Error(`the provider does not go on: ${reply.status} ${(await reply.text()).slice(0, 500)}`);
      url = new URL(next, url);
    }
    return url;
  }
  // The same when somebody says yes to logging out; where the browser is sent then.
  async log_out(end: string, cookies: Map<string, string>): Promise<string | null> {
    const asked = await (await this.ask(new URL(end), cookies)).text();
    const [, action, xsrf] = asked.match(/action="([^"]+)".*name="xsrf" value="([^"]+)"/) ?? [];
    if (action === undefined) throw new Error(`the provider does not ask: ${asked.slice(0, 500)}`);
    return (await this.ask(new URL(action), cookies, new URLSearchParams({ xsrf: xsrf!, logout: "yes" }))).headers.get("location");
  }
  private async ask(url: URL, cookies: Map<string, string>, form?: URLSearchParams): Promise<Response> {
    const headers = { Cookie: [...cookies].map((pair) => pair.join("=")).join("; ") };
    const reply = await fetch(url, { redirect: "manual", headers, ...(form ? { method: "POST", body: form } : {}) });
    for (const cookie of reply.headers.getSetCookie()) {
      const [name, value] = cookie.split(";")[0]!.split("=");
      cookies.set(name!, value!);
    }
    return reply;
  }
}

export class EvilProvider extends Served {
  keys: Key[] = [];
  jwks: (() => object) | null = null;
  token: (() => Promise<string> | string) | null = null;
  mode: "answer" | "away" | "huge" | "slow" | "redirect" | "broken" = "answer";
  asked: string[] = [];

  static async start(): Promise<EvilProvider> {
    const it = new EvilProvider();
    it.issuer = await listen(it.http);
    it.keys = [await make_key("a")];
    return it;
  }

  claims(nonce: string, more: JWTPayload = {}): JWTPayload {
    const now = Math.floor(Date.now() / 1000);
    return { iss: this.issuer, aud: client.id, sub: "evil", iat: now, exp: now + 300, nonce, groups: ["team"], name: "Eva Ll", ...more };
  }
  sign(claims: JWTPayload, key: Key = this.keys[0]!, head: object = {}): Promise<string> {
    return new SignJWT(claims).setProtectedHeader({ alg: key.jwk.alg!, kid: key.kid, ...head }).sign(key.privateKey);
  }

  protected answer(request: IncomingMessage, response: ServerResponse): void {
    const path = request.url!;
    this.asked.push(path);
    const say = (what: object) => response.setHeader("Content-Type", "application/json").end(JSON.stringify(what));
    if (this.mode === "away") return void response.writeHead(503).end();
    if (path.startsWith("/.well-known/")) {
      const at = (name: string) => `${this.issuer}/${name}`;
      return void say({ issuer: this.issuer, authorization_endpoint: at("auth"), token_endpoint: at("token"), jwks_uri: at("keys") });
    }
    if (path === "/keys") return void say(this.jwks?.() ?? { keys: this.keys.map(({ jwk }) => jwk) });
    if (path !== "/token") return void response.writeHead(404).end();
    if (this.mode === "slow") return;
    if (this.mode === "broken") return void response.end("<html>");
    if (this.mode === "redirect") return void response.writeHead(302, { Location: `${this.issuer}/elsewhere` }).end();
    if (this.mode === "huge") return void response.end(`{"id_token":"${"x".repeat(2_000_000)}"}`);
    void Promise.resolve(this.token!()).then((id_token) => say({ access_token: "a", token_type: "Bearer", id_token }));
  }
}
