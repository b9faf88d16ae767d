// A backup while the server serves: makes a database of many messages, sends others through it at a steady rate, and
// compares their latency with and without a backup that is being made. See bench/README.md.
import { spawn, spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { built, Server } from './servers.mjs';

const { values: flags } = parseArgs({
  options: {
    messages: { type: 'string', default: '1000000' },
    rate: { type: 'string', default: '500' },
    talks: { type: 'string', default: '200' },
    seconds: { type: 'string', default: '10' }, // without a backup; with one at least so long
    json: { type: 'boolean', default: false },
  },
});
const [messages, rate, talks, seconds] = [flags.messages, flags.rate, flags.talks, flags.seconds].map(Number);
const kInOneTalk = 50;
const kAtOnce = 20_000;
const binary = join(built, 'onthaal');

// Ended talks, as large as real ones: their words are not real, and their keys are destroyed.
// In between, this process shows that the colleague who keeps the line open is there.
async function fill(file) {
  const database = new DatabaseSync(file);
  database.exec('pragma busy_timeout = 10000; pragma synchronous = off');
  const one = (sql, ...values) => database.prepare(sql).get(...values);
  const { id: line } = one('select id from line limit 1');
  const { id: visit } = one('insert into visit (token_hash, created_at) values (?, 0) returning id', randomBytes(32));
  const addKeys = database.prepare(`with recursive n(i) as (select 1 union all select i + 1 from n where i < ?)
    insert into seal_key (uuid, master, wrapped) select randomblob(16), 1, null from n`);
  const addTalks = database.prepare(`insert into conversation (uuid, line, visit, key, nickname, register, state, requested_at, ended_at, ended_by, is_forgotten, forgotten_at)
    select uuid, ${line}, ${visit}, id, randomblob(50), 'nl', 'left', 0, 1, 'visitor', 1, 1 from seal_key where id > ? and wrapped is null`);
  const addEvents = database.prepare(`with recursive n(i) as (select 1 union all select i + 1 from n where i < ${kInOneTalk})
    insert into conversation_event (stream, number, at, event, author_kind, author, command, sealed_by, body)
    select c.id, n.i, n.i, 'message.posted', 1, 1, randomblob(16), c.key, randomblob(230) from conversation c, n where c.id > ?`);
  const { last } = one('select coalesce(max(id), 0) as last from seal_key');
  const talksAtOnce = kAtOnce / kInOneTalk;
  for (let made = 0; made < messages / kInOneTalk; made += talksAtOnce) {
    const { talk } = one('select coalesce(max(id), 0) as talk from conversation');
    database.exec('begin immediate');
    addKeys.run(Math.min(talksAtOnce, messages / kInOneTalk - made));
    addTalks.run(last + made);
    addEvents.run(talk);
    database.exec('commit');
    await sleep(0);
  }
  database.exec('pragma wal_checkpoint(truncate)');
  const { rows } = one('select count(*) as rows from conversation_event');
  database.close();
  return rows;
}

function run(...args) {
  const child = spawn(binary, args, { stdio: ['ignore', 'pipe', 'inherit'] });
  let out = '';
  child.stdout.on('data', (bytes) => (out += bytes));
  return new Promise((resolve, reject) => child.once('close', (code) => (code === 0 ? resolve(JSON.parse(out)) : reject(new Error(`${args[0]} ended with ${code}`)))));
}

const server = await Server.start('onthaal');
try {
  const [secret, open, dir] = ['backup.secret', 'backup.public', 'backups'].map((name) => join(server.data, name));
  mkdirSync(dir);
  spawnSync(binary, ['backup', 'key', '--secret', secret, '--public', open]);
  const file = join(server.data, 'onthaal.db');
  const rows = await fill(file);
  const load = { talks, rate, warmup: 1 };
  const before = await server.load('rate', { ...load, seconds });

  // As many backups, one after the other, as it takes until the load has ended.
  const backup = () => run('backup', '--data', server.data, '--backup.dir', dir, '--backup.to', open, '--backup.keep_hourly', '1', '--json');
  const first = await backup();
  const made = [];
  let isOver = false;
  const during = server.load('rate', { ...load, seconds: Math.min(600, Math.max(seconds, Math.ceil((2 * first.took_ms) / 1000))) });
  const making = (async () => {
    while (!isOver) {
      await sleep(1000); // each is named by its second
      made.push(await backup());
    }
  })();
  const meanwhile = await during;
  isOver = true;
  await making;

  const figures = {
    messages: rows,
    database_mb: statSync(file).size / 1e6,
    backup_mb: first.bytes / 1e6,
    alone_s: first.took_ms / 1e3,
    under_load_s: made.map((each) => each.took_ms / 1e3),
    rate,
    p99_ms: { without: before.steady_seen_p99_ms, meanwhile: meanwhile.steady_seen_p99_ms },
    p50_ms: { without: before.steady_seen_p50_ms, meanwhile: meanwhile.steady_seen_p50_ms },
    violations: { ...before.violations, ...meanwhile.violations },
  };
  if (flags.json) console.log(JSON.stringify(figures));
  else console.log(figures);
  process.exitCode = Object.values(figures.violations).some((times) => times > 0) ? 1 : 0;
} finally {
  server.end();
}
