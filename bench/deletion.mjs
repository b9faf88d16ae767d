// Deleting what is due while the server serves: makes many talks that are long over, sends others through it at a steady
// rate, and compares their latency with and without a deletion that goes on. See bench/README.md.
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { Server } from './servers.mjs';

const { values: flags } = parseArgs({
  options: {
    talks: { type: 'string', default: '100000' },
    messages: { type: 'string', default: '20' }, // in each
    rate: { type: 'string', default: '200' },
    open: { type: 'string', default: '100' }, // talks under load
    seconds: { type: 'string', default: '10' }, // without a deletion
    json: { type: 'boolean', default: false },
  },
});
const [talks, messages, rate, open, seconds] = [flags.talks, flags.messages, flags.rate, flags.open, flags.seconds].map(Number);
const kAtOnce = 2_000;
const kDay = 86_400_000;

// Ended half a year ago, each with a key, a note and its messages. The bytes are as long as real ones and open nothing.
function fill(database) {
  const { id: line } = database.prepare('select id from line limit 1').get();
  const { id: staff } = database.prepare('select id from staff limit 1').get();
  const old = Date.now() - 180 * kDay;
  const count = (sql) => database.prepare(`with recursive n(i) as (select 1 union all select i + 1 from n where i < ?) ${sql}`);
  const keys = count('insert into seal_key (uuid, master, wrapped) select randomblob(16), 1, randomblob(73) from n');
  const visits = database.prepare(`insert into visit (token_hash, created_at) select randomblob(32), ${old} from seal_key where id > ?`);
  const rows = database.prepare(`insert into conversation (uuid, line, visit, key, nickname, register, state, requested_at, ended_at, ended_by)
    select k.uuid, ${line}, (select max(id) from visit) - (? - k.id), k.id, randomblob(50), 'nl', 'left', ${old}, ${old}, 'visitor' from seal_key k where k.id > ?`);
  const events = database.prepare(`with recursive n(i) as (select 1 union all select i + 1 from n where i < ${messages})
    insert into conversation_event (stream, number, at, event, author_kind, author, sealed_by, body)
    select c.id, n.i, ${old}, 'message.posted', 1, 1, c.key, randomblob(230) from conversation c, n where c.key > ?`);
  const notes = database.prepare(`insert into registration (conversation, line, staff, state, note, opened_at, changed_at, done_at)
    select id, ${line}, ${staff}, 'done', randomblob(120), ${old}, ${old}, ${old} from conversation where key > ?`);
  const last = () => database.prepare('select coalesce(max(id), 0) as last from seal_key').get().last;
  for (let made = 0; made < talks; made += kAtOnce) {
    const from = last();
    database.exec('begin immediate');
    keys.run(Math.min(kAtOnce, talks - made));
    visits.run(from);
    rows.run(last(), from);
    events.run(from);
    notes.run(from);
    database.exec('commit');
  }
  database.exec('pragma wal_checkpoint(truncate)');
}

// A shorter period: what is due then goes at once, not within the hour.
async function shorten(server) {
  const origin = `http://127.0.0.1:${server.port}`;
  const ask = async (method, path, body, cookie = '') => {
    const headers = { Origin: origin, 'Content-Type': 'application/json', Cookie: cookie };
    const reply = await fetch(origin + path, { method, headers, body: JSON.stringify(body) });
    if (!reply.ok) throw new Error(`${method} ${path}: ${reply.status} ${await reply.text()}`);
    return reply;
  };
  const { login, password } = server.coordinator;
  const session = await ask('POST', '/api/session', { login, password });
  const cookie = session.headers.get('set-cookie').split(';')[0];
  return () => ask('PUT', `/api/lines/${server.line}/retention`, { kind: 'words', days: 80 }, cookie);
}

const server = await Server.start('onthaal');
const database = new DatabaseSync(join(server.data, 'onthaal.db'));
try {
  database.exec('pragma busy_timeout = 20000; pragma synchronous = off');
  const load = { talks: open, rate, warmup: 1 };
  const before = await server.load('rate', { ...load, seconds });
  const start = await shorten(server);
  fill(database);
  const left = () => database.prepare('select count(*) as left from conversation where ended_at < ? and is_forgotten = 0').get(Date.now() - 100 * kDay).left;
  const during = server.load('rate', { ...load, seconds: Math.max(seconds, Math.ceil(talks / 1_500)) });
  await sleep(1_000);
  const began = Date.now();
  await start();
  let gone = null;
  const watch = (async () => {
    while (left() > 0 && Date.now() - began < 600_000) await sleep(500);
    gone = Date.now();
  })();
  const meanwhile = await during;
  await watch;
  const took = (gone - began) / 1e3;
  const figures = {
    talks,
    messages: talks * messages,
    took_s: took,
    talks_per_s: Math.round(talks / took),
    rate,
    p99_ms: { without: before.steady_seen_p99_ms, meanwhile: meanwhile.steady_seen_p99_ms },
    p50_ms: { without: before.steady_seen_p50_ms, meanwhile: meanwhile.steady_seen_p50_ms },
    violations: { ...before.violations, ...meanwhile.violations },
  };
  if (flags.json) console.log(JSON.stringify(figures));
  else console.log(figures);
  process.exitCode = left() > 0 || Object.values(figures.violations).some((times) => times > 0) ? 1 : 0;
} finally {
  database.close();
  server.end();
}
