// Replacing the master key while the server serves: makes many keys of talks that live under it, sends messages through
// others at a steady rate, and tells how long it takes until all are wrapped anew. See bench/README.md.
import { spawnSync } from 'node:child_process';
import { createCipheriv, randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { built, Server } from './servers.mjs';

const { values: flags } = parseArgs({
  options: {
    keys: { type: 'string', default: '100000' },
    rate: { type: 'string', default: '500' },
    talks: { type: 'string', default: '200' },
    seconds: { type: 'string', default: '10' }, // without a replacement
    json: { type: 'boolean', default: false },
  },
});
const [keys, rate, talks, seconds] = [flags.keys, flags.rate, flags.talks, flags.seconds].map(Number);
const kAtOnce = 2_000;
const kWrappedKey = 1; // seal::Kind

// The subkey of XChaCha20 (draft-irtf-cfrg-xchacha 2.2), of which Node has only the rest.
function hchacha20(key, nonce) {
  const word = (bytes, at) => bytes.readUInt32LE(4 * at);
  const s = Uint32Array.from([0x61707865, 0x3320646e, 0x79622d32, 0x6b206574, ...Array.from({ length: 8 }, (_, at) => word(key, at)), ...Array.from({ length: 4 }, (_, at) => word(nonce, at))]);
  const turn = (a, b, by) => ((s[a] ^= s[b]), (s[a] = (s[a] << by) | (s[a] >>> (32 - by))));
  const quarter = (a, b, c, d) => {
    for (const [one, two] of [[16, 12], [8, 7]]) {
      s[a] += s[b];
      turn(d, a, one);
      s[c] += s[d];
      turn(b, c, two);
    }
  };
  for (let round = 0; round < 10; ++round) {
    for (let at = 0; at < 4; ++at) quarter(at, 4 + at, 8 + at, 12 + at);
    for (let at = 0; at < 4; ++at) quarter(at, 4 + ((at + 1) % 4), 8 + ((at + 2) % 4), 12 + ((at + 3) % 4));
  }
  const out = Buffer.alloc(32);
  [0, 1, 2, 3, 12, 13, 14, 15].forEach((from, to) => out.writeUInt32LE(s[from], 4 * to));
  return out;
}

// A key of a talk under a master key, as platform/seal.h says.
function wrap(master, owner) {
  const nonce = randomBytes(24);
  const cipher = createCipheriv('chacha20-poly1305', hchacha20(master, nonce), Buffer.concat([Buffer.alloc(4), nonce.subarray(16)]), { authTagLength: 16 });
  cipher.setAAD(Buffer.concat([Buffer.from([1, kWrappedKey]), owner, Buffer.alloc(8)]));
  const sealed = cipher.update(randomBytes(32));
  return Buffer.concat([Buffer.from([1]), nonce, sealed, cipher.final(), cipher.getAuthTag()]);
}

async function fill(database, master) {
  const add = database.prepare('insert into seal_key (uuid, master, wrapped) values (?, 1, ?)');
  for (let made = 0; made < keys; made += kAtOnce) {
    database.exec('begin immediate');
    for (let each = made; each < Math.min(keys, made + kAtOnce); ++each) {
      const owner = randomBytes(16);
      add.run(owner, wrap(master, owner));
    }
    database.exec('commit');
    await sleep(0);
  }
}

const server = await Server.start('onthaal');
const database = new DatabaseSync(join(server.data, 'onthaal.db'));
try {
  database.exec('pragma busy_timeout = 20000; pragma synchronous = off');
  const load = { talks, rate, warmup: 1 };
  const before = await server.load('rate', { ...load, seconds });
  const [, master] = readFileSync(join(server.data, 'master.key'), 'utf8').match(/^1 \d+ ([0-9a-f]{64})$/m);
  await fill(database, Buffer.from(master, 'hex'));
  const left = () => database.prepare('select count(*) as left from seal_key where master = 1 and wrapped is not null').get().left;
  const under = left();
  const during = server.load('rate', { ...load, seconds: Math.min(600, Math.max(seconds, Math.ceil(keys / 2_000))) });
  await sleep(1_500);
  const began = Date.now();
  const replaced = spawnSync(join(built, 'onthaal'), ['keys', 'replace', '--data', server.data], { encoding: 'utf8' });
  if (replaced.status !== 0) throw new Error(replaced.stderr);
  while (left() > 0 && Date.now() - began < 900_000) await sleep(200);
  const took = (Date.now() - began) / 1e3;
  const meanwhile = await during;
  const figures = {
    keys: under,
    left: left(),
    took_s: took,
    keys_per_s: Math.round(under / took),
    rate,
    p99_ms: { without: before.steady_seen_p99_ms, meanwhile: meanwhile.steady_seen_p99_ms },
    p50_ms: { without: before.steady_seen_p50_ms, meanwhile: meanwhile.steady_seen_p50_ms },
    violations: { ...before.violations, ...meanwhile.violations },
  };
  if (flags.json) console.log(JSON.stringify(figures));
  else console.log(figures);
  process.exitCode = figures.left > 0 || Object.values(figures.violations).some((times) => times > 0) ? 1 : 0;
} finally {
  database.close();
  server.end();
}
