-- Lines have a switch, and settings as data: forms, texts, times.
alter table line add column is_open {int} not null default 1;
alter table line add column settings text not null default '{}';
alter table line add column revision {int} not null default 1;

-- How many talks an operator has at once on the line; nothing: what the line says.
alter table staff_role add column capacity {int} check (capacity >= 1);

-- The words in which talks are recorded and asked about. A term is shown from and until its dates, and kept for ever.
create table term (
  id {id},
  uuid {bytes} not null unique,
  line {int} not null references line,
  kind text not null check (kind in ('theme', 'outcome', 'source', 'topic')),
  code text not null,
  label_nl text not null,
  label_nl_u text not null,
  label_en text not null,
  domains text not null,               -- 'PSF', 'PSF,PGZ', or empty
  is_heavy {int} not null,
  valid_from text not null,            -- 2016-09-01
  valid_until text,                    -- the last day
  position {int} not null,
  unique (line, kind, code)
) {strict};

-- Texts that operators insert.
create table phrase (
  id {id},
  uuid {bytes} not null unique,
  line {int} not null references line,
  theme {int} references term,
  register text check (register in ('nl', 'nl-u', 'en')),  -- nothing: for all
  title text not null,
  text text not null,
  position {int} not null,
  is_gone {int} not null default 0
) {strict};
create index phrase_line on phrase (line);

-- Where else help is: what operators send as a card, and what pages show.
create table place (
  id {id},
  uuid {bytes} not null unique,
  line {int} not null references line,
  kind text not null check (kind in ('centre', 'helpline', 'self_help')),
  name text not null,
  about text,
  phone text,
  url text,
  hours text,
  town text,
  is_public {int} not null default 0,  -- shown to visitors while they wait and when the line is closed
  position {int} not null,
  is_gone {int} not null default 0
) {strict};
create index place_line on place (line, position);
create index place_name on place (line, name);

-- Who is on duty on a line, or pauses. No row: not on duty.
create table duty (
  staff {int} not null references staff,
  line {int} not null references line,
  state text not null check (state in ('online', 'paused')),
  since {int} not null,
  lost_at {int},                       -- no page of theirs is connected since then
  primary key (staff, line)
) {strict};

-- More devices of one visit, by its return code.
alter table visit add column code_hash {bytes};
alter table visit add column is_proven {int} not null default 1;
create unique index visit_code on visit (code_hash) where code_hash is not null;
create index visit_created on visit (created_at, is_proven);
create table visit_token (
  token_hash {bytes} not null primary key,
  visit {int} not null references visit,
  created_at {int} not null
) {strict};

-- Proofs of work that were used, until they expire.
create table spent_challenge (
  nonce {bytes} not null primary key,
  expires_at {int} not null
) {strict};
create index spent_challenge_expiry on spent_challenge (expires_at);
-- Wrong return codes on the whole server, by the minute.
create table code_try (
  minute {int} not null primary key,
  wrong {int} not null
) {strict};

-- The intake. What was written freely is sealed.
alter table conversation add column who text check (who in ('pupil', 'parent', 'teacher', 'other'));
alter table conversation add column topic {int} references term;
alter table conversation add column age {int} check (age between 0 and 120);
alter table conversation add column gender text check (gender in ('f', 'm', 'x', 'unsaid'));
alter table conversation add column source {int} references term;
alter table conversation add column question {bytes};
alter table conversation add column device text check (device in ('phone', 'tablet', 'computer'));
-- Waiting: who was given back or came back goes in front; who is away keeps the place and is skipped.
alter table conversation add column front {int} not null default 0;
alter table conversation add column last_operator {int} references staff;
alter table conversation add column take_reason text check (take_reason in ('medical', 'urgent', 'mine'));
-- The graces: since when nobody of that side is connected; nothing: connected. Only while it is open.
alter table conversation add column visitor_lost_at {int};
alter table conversation add column operator_lost_at {int};
alter table conversation add column away {int} not null default 0;
alter table conversation add column aside_at {int};
alter table conversation add column exited_at {int};
alter table conversation add column guide_ends_at {int};
-- How it ended, beside by whom: nothing when somebody simply ended it.
alter table conversation add column ended_cause text check (ended_cause in ('exit', 'lost'));
alter table conversation add column closing text check (closing in ('normal', 'care', 'boundary'));
-- What is counted once it ended.
alter table conversation add column breaks {int} not null default 0;
alter table conversation add column first_accepted_at {int};
alter table conversation add column first_answer_at {int};
alter table conversation add column messages_visitor {int};
alter table conversation add column messages_operator {int};
alter table conversation add column words_visitor {int};
alter table conversation add column words_operator {int};
-- Its words were destroyed.
alter table conversation add column is_forgotten {int} not null default 0;
-- What was there before.
update conversation set last_operator = operator, first_accepted_at = accepted_at where accepted_at is not null;
update conversation set guide_ends_at = accepted_at + 2700000 where state = 'active';
update conversation set closing = 'normal' where ended_at is not null;
create index conversation_line on conversation (line, requested_at);
create index conversation_ended on conversation (line, ended_at) where state = 'ended';
create index conversation_kept on conversation (line, ended_at) where is_forgotten = 0;
drop index conversation_queue;
create index conversation_queue on conversation (queue, front desc, id) where state = 'waiting';

-- Who was not let in, and why.
create table refusal (
  id {id},
  line {int} not null references line,
  at {int} not null,
  reason text not null check (reason in ('closed', 'full'))
) {strict};
create index refusal_line on refusal (line, at);

-- What the operator records after a talk.
create table registration (
  conversation {int} not null primary key references conversation,
  staff {int} not null references staff,
  state text not null check (state in ('open', 'later', 'done')),
  who text check (who in ('pupil', 'parent', 'teacher', 'other')),
  age {int} check (age between 0 and 120),
  gender text check (gender in ('f', 'm', 'x', 'unsaid')),
  source {int} references term,
  is_broken_off {int} not null default 0,
  is_boundary {int} not null default 0,
  is_fake {int} not null default 0,
  note {bytes},                        -- sealed
  opened_at {int} not null,
  changed_at {int} not null,
  done_at {int},
  check ((state = 'done') = (done_at is not null))
) {strict};
create index registration_open on registration (staff) where state <> 'done';
create table registration_theme (
  registration {int} not null references registration,
  term {int} not null references term,
  position {int} not null,             -- 0: the main theme
  primary key (registration, term)
) {strict};
create table registration_outcome (
  registration {int} not null references registration,
  term {int} not null references term,
  primary key (registration, term)
) {strict};

create table rating (
  id {id},
  uuid {bytes} not null unique,
  conversation {int} not null unique references conversation,
  stars {int} check (stars between 1 and 5),
  text {bytes},                        -- sealed
  may_quote {int} not null,
  at {int} not null,
  read_at {int},
  read_by {int} references staff,
  check (stars is not null or text is not null)
) {strict};
