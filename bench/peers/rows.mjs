// The tables of Onthaal's own migration in SQLite, through node:sqlite: WAL, synchronous=FULL, commits in groups.
import { randomUUID, createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';

const group = 1000; // as many as wait
const staff = { id: 1, alias: 'Noor' };

export const bytes = (uuid) => Buffer.from(uuid.replaceAll('-', ''), 'hex');
export const uuidOf = (blob) => Buffer.from(blob).toString('hex').replace(/(.{8})(.{4})(.{4})(.{4})(.{12})/, '$1-$2-$3-$4-$5');
const hash = (token) => createHash('sha256').update(token).digest();

export function openRows(path) {
  const db = new DatabaseSync(path);
  const migration = readFileSync(new URL('../../migrations/0001_open_the_house.sql', import.meta.url), 'utf8');
  db.exec('pragma journal_mode=wal; pragma synchronous=full; pragma wal_autocheckpoint=16384; pragma foreign_keys=on');
  if (!db.prepare("select 1 from sqlite_master where name = 'line'").get()) {
    const types = { '{id}': 'integer primary key', '{int}': 'integer', '{bytes}': 'blob', '{strict}': 'strict' };
    db.exec(migration.replaceAll(/\{(id|int|bytes|strict)\}/g, (word) => types[word]));
    db.prepare("insert into line (id, uuid, slug, name, created_at) values (1, ?, 'clbchat', 'CLBch@t', 0)").run(bytes(randomUUID()));
    db.prepare(
      "insert into staff (id, uuid, login, name, alias, password, state, created_at) values (1, ?, 'anna', 'Anna', ?, '', 'active', 0)",
    ).run(bytes(randomUUID()), staff.alias);
  }
  const line = uuidOf(db.prepare('select uuid from line').get().uuid);

  const sql = {
    begin: db.prepare('begin immediate'),
    commit: db.prepare('commit'),
    rollback: db.prepare('rollback'),
    visit: db.prepare('insert into visit (token_hash, created_at) values (?, ?) on conflict do nothing returning id'),
    key: db.prepare('insert into seal_key (uuid, master) values (?, 1) returning id'),
    conversation: db.prepare(
      "insert into conversation (uuid, line, visit, key, nickname, register, state, queue, requested_at) values (?, 1, ?, ?, ?, ?, 'waiting', 1, ?) returning id",
    ),
    find: db.prepare('select id, state, visit, operator from conversation where uuid = ?'),
    visitor: db.prepare('select id from visit where token_hash = ?'),
    waiting: db.prepare("select id, uuid from conversation where state = 'waiting' and queue = 1 order by requested_at, id limit 1"),
    take: db.prepare("update conversation set state = 'active', queue = null, operator = ?, accepted_at = ? where id = ? and state = 'waiting'"),
    last: db.prepare('select coalesce(max(number), 0) number from conversation_event where stream = ?'),
    event: db.prepare(
      'insert into conversation_event (stream, number, at, event, author_kind, author, command, body) values (?, ?, ?, ?, ?, ?, ?, ?)',
    ),
    again: db.prepare(
      'select number from conversation_event where stream = ? and number > ? and author_kind = ? and author = ? and command = ?',
    ),
    after: db.prepare('select number, at, event, author_kind, command, body from conversation_event where stream = ? and number > ? order by number'),
  };

  const numbers = new Map(); // the last of each stream: there is one writer
  function append(stream, at, event, actor, command, data) {
    const number = (numbers.get(stream) ?? sql.last.get(stream).number) + 1;
    sql.event.run(stream, number, at, event, actor.kind, actor.id, command, Buffer.from(data));
    numbers.set(stream, number);
    return number;
  }

  const pending = [];
  function attempt(acts) {
    sql.begin.run();
    try {
      const results = acts.map(({ act }) => act(Date.now()));
      sql.commit.run();
      return results;
    } catch (error) {
      if (db.isTransaction) sql.rollback.run();
      numbers.clear();
      // One bad act spoils its group: then each runs alone.
      if (acts.length > 1) return acts.flatMap((one) => attempt([one]));
      return [{ code: 'internal', detail: String(error) }];
    }
  }
  function flush() {
    const acts = pending.splice(0, group);
    const results = attempt(acts);
    acts.forEach(({ done }, i) => done(results[i]));
    if (pending.length > 0) setImmediate(flush);
  }

  return {
    db, sql, append, line, staff,
    findVisitor: (token) => sql.visitor.get(hash(token))?.id,
    startVisit(token, nickname, register, now) {
      const visit = sql.visit.get(hash(token), now);
      if (!visit) return { code: 'conflict' };
      const uuid = randomUUID();
      const key = sql.key.get(bytes(uuid)).id;
      const { id } = sql.conversation.get(bytes(uuid), visit.id, key, Buffer.from(nickname), register, now);
      append(id, now, 'conversation.requested', { kind: 1, id: visit.id }, null, JSON.stringify({ nickname }));
      return { uuid };
    },
    // Runs `act(now)` in the next group; `done(result)` after the commit.
    later(act, done) {
      if (pending.push({ act, done }) === 1) setImmediate(flush);
    },
  };
}
