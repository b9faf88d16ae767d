// An authenticator of passkeys, as a browser and a security key are together (W3C Web Authentication, level 2). And an app
// for codes by time.
import { createHash, createHmac, generateKeyPairSync, randomBytes, sign, type KeyObject } from "node:crypto";

const sha256 = (bytes: Buffer | string) => createHash("sha256").update(bytes).digest();
const b64 = (bytes: Buffer | string) => Buffer.from(bytes).toString("base64url");

// CBOR, as little as a COSE key needs.
function head(major: number, n: number): Buffer {
  if (n < 24) return Buffer.from([(major << 5) | n]);
  if (n < 256) return Buffer.from([(major << 5) | 24, n]);
  return Buffer.from([(major << 5) | 25, n >> 8, n & 255]);
}
const cbor = (value: number | Buffer): Buffer =>
  typeof value !== "number" ? Buffer.concat([head(2, value.length), value]) : value >= 0 ? head(0, value) : head(1, -1 - value);
const map = (entries: [number, number | Buffer][]): Buffer =>
  Buffer.concat([head(5, entries.length), ...entries.flatMap(([key, value]) => [cbor(key), cbor(value)])]);

export type Algorithm = "ES256" | "EdDSA" | "RS256";

function make_key(algorithm: Algorithm): { key: KeyObject; cose: Buffer } {
  const part = (jwk: JsonWebKey, name: "x" | "y" | "n" | "e") => Buffer.from(jwk[name]!, "base64url");
  if (algorithm === "ES256") {
    const { privateKey: key, publicKey } = generateKeyPairSync("ec", { namedCurve: "P-256" });
    const jwk = publicKey.export({ format: "jwk" }) as JsonWebKey;
    return { key, cose: map([[1, 2], [3, -7], [-1, 1], [-2, part(jwk, "x")], [-3, part(jwk, "y")]]) };
  }
  if (algorithm === "EdDSA") {
    const { privateKey: key, publicKey } = generateKeyPairSync("ed25519");
    const jwk = publicKey.export({ format: "jwk" }) as JsonWebKey;
    return { key, cose: map([[1, 1], [3, -8], [-1, 6], [-2, part(jwk, "x")]]) };
  }
  const { privateKey: key, publicKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
  const jwk = publicKey.export({ format: "jwk" }) as JsonWebKey;
  return { key, cose: map([[1, 3], [3, -257], [-1, part(jwk, "n")], [-2, part(jwk, "e")]]) };
}

export class Authenticator {
  readonly id = randomBytes(32);
  signs = 0;
  // What it tells the server; a test makes it lie.
  readonly origin: string;
  readonly site: string;
  private readonly algorithm: Algorithm;
  private readonly key: KeyObject;
  private readonly cose: Buffer;

  constructor(origin: string, site: string, algorithm: Algorithm = "ES256") {
    [this.origin, this.site, this.algorithm] = [origin, site, algorithm];
    ({ key: this.key, cose: this.cose } = make_key(algorithm));
  }

  private data(verified: boolean, more = Buffer.alloc(0)): Buffer {
    const flags = 1 | (verified ? 4 : 0) | (more.length ? 0x40 : 0);
    const counter = Buffer.alloc(4);
    counter.writeUInt32BE(++this.signs);
    return Buffer.concat([sha256(this.site), Buffer.from([flags]), counter, more]);
  }
  private client(type: string, challenge: string): Buffer {
    return Buffer.from(JSON.stringify({ type, challenge, origin: this.origin, crossOrigin: false }));
  }

  makes(challenge: string): { client_data: string; authenticator_data: string } {
    const size = Buffer.from([0, this.id.length]);
    const data = this.data(true, Buffer.concat([Buffer.alloc(16), size, this.id, this.cose]));
    return { client_data: b64(this.client("webauthn.create", challenge)), authenticator_data: b64(data) };
  }
  shows(challenge: string, verified = true): { credential: string; client_data: string; authenticator_data: string; signature: string } {
    const client = this.client("webauthn.get", challenge);
    const data = this.data(verified);
    const signature = sign(this.algorithm === "EdDSA" ? null : "sha256", Buffer.concat([data, sha256(client)]), this.key);
    return { credential: b64(this.id), client_data: b64(client), authenticator_data: b64(data), signature: b64(signature) };
  }
}

// The code of a secret in base32, so many half minutes from now.
export function code_of(secret: string, later = 0): string {
  const bits = [...secret].map((letter) => "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".indexOf(letter).toString(2).padStart(5, "0")).join("");
  const key = Buffer.from(bits.match(/.{8}/g)!.map((byte) => parseInt(byte, 2)));
  const step = Buffer.alloc(8);
  step.writeBigUInt64BE(BigInt(Math.floor(Date.now() / 30_000) + later));
  const hash = createHmac("sha1", key).update(step).digest();
  const offset = hash[19]! & 15;
  return String((hash.readUInt32BE(offset) & 0x7fffffff) % 1_000_000).padStart(6, "0");
}
