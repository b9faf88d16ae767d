-- Types in braces are written per engine; everything else is the same SQL on both.

create table master_key (
  number {int} not null primary key,
  fingerprint text not null,
  created_at {int} not null
) {strict};

-- The key of one conversation's words, wrapped by a master key. Emptying `wrapped` destroys the words.
create table seal_key (
  id {id},
  uuid {bytes} not null unique,
  master {int} not null,
  wrapped {bytes}
) {strict};

create table job (
  id {id},
  kind text not null,
  key text not null,
  due {int} not null,
  data text not null,
  tries {int} not null default 0,
  unique (kind, key)
) {strict};
create index job_due on job (due);

create table line (
  id {id},
  uuid {bytes} not null unique,
  slug text not null unique,
  name text not null,
  created_at {int} not null
) {strict};

create table staff (
  id {id},
  uuid {bytes} not null unique,
  login text not null unique,          -- lower case
  name text not null,                  -- colleagues see it
  alias text not null,                 -- visitors see it
  discipline text,                     -- arts, verpleegkundige, maatschappelijk_werker, psycholoog_pedagoog
  password text not null,              -- Argon2id, with its parameters and salt
  state text not null check (state in ('active', 'disabled')),
  created_at {int} not null
) {strict};

create table staff_role (
  staff {int} not null references staff,
  line {int} not null references line,
  role text not null check (role in ('operator', 'coordinator')),
  primary key (staff, line, role)
) {strict};

create table staff_session (
  id {id},
  staff {int} not null references staff,
  token_hash {bytes} not null unique,
  created_at {int} not null,
  expires_at {int} not null
) {strict};
create index staff_session_expiry on staff_session (expires_at);

create table visit (
  id {id},
  token_hash {bytes} not null unique,
  created_at {int} not null
) {strict};

create table conversation (
  id {id},
  uuid {bytes} not null unique,
  line {int} not null references line,
  visit {int} not null references visit,
  key {int} not null references seal_key,
  nickname {bytes} not null,           -- sealed
  register text not null check (register in ('nl', 'nl-u', 'en')),
  state text not null check (state in ('waiting', 'active', 'ended', 'left', 'refused')),
  queue {int} references line,         -- the queue in which it waits
  operator {int} references staff,     -- who owns it, or owned it last
  requested_at {int} not null,
  accepted_at {int},
  ended_at {int},
  ended_by text check (ended_by in ('visitor', 'operator')),
  -- Owned or queued, never both, never neither.
  check ((state = 'waiting') = (queue is not null)),
  check (state <> 'waiting' or operator is null),
  check (state <> 'active' or operator is not null),
  check ((state in ('waiting', 'active')) = (ended_at is null))
) {strict};
create index conversation_queue on conversation (queue, requested_at, id) where state = 'waiting';
create index conversation_owner on conversation (operator) where state = 'active';
create index conversation_visit on conversation (visit);

-- What the visitor may see, sealed with the conversation's key.
create table conversation_event (
  id {id},
  stream {int} not null references conversation,
  number {int} not null,
  at {int} not null,
  event text not null,
  author_kind {int} not null,          -- 0 system, 1 visitor, 2 staff
  author {int} not null,
  command {bytes},                     -- the client's id
  sealed_by {int} references seal_key,
  body {bytes} not null
) {strict};
create unique index conversation_event_number on conversation_event (stream, number);

-- What the staff of a line see of its queue. Pruned: a subscriber who is too far behind gets a snapshot.
create table line_event (
  id {id},
  stream {int} not null references line,
  number {int} not null,
  at {int} not null,
  event text not null,
  author_kind {int} not null,
  author {int} not null,
  command {bytes},
  sealed_by {int} references seal_key,
  body {bytes} not null
) {strict};
create unique index line_event_number on line_event (stream, number);
