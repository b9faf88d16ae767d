-- Beside a talk, for staff only: notes, whispers, alerts, steps. Another table behind another door.
create table case_event (
  id {id},
  stream {int} not null references conversation,
  number {int} not null,
  at {int} not null,
  event text not null,
  author_kind {int} not null,
  author {int} not null,
  command {bytes},
  sealed_by {int} references seal_key,
  body {bytes} not null
) {strict};
create unique index case_event_number on case_event (stream, number);
-- Who looks along in a talk, and why.
create table coach (
  id {id},
  conversation {int} not null references conversation,
  staff {int} not null references staff,
  reason text not null check (reason in ('asked', 'worry', 'training', 'complaint')),
  joined_at {int} not null,
  lost_at {int},                       -- no page of theirs shows the talk since
  left_at {int}
) {strict};
create unique index coach_there on coach (conversation, staff) where left_at is null;
create index coach_left on coach (left_at) where left_at is not null;
-- Who read a talk that was not theirs, and what for.
create table reading (
  id {id},
  conversation {int} not null references conversation,
  staff {int} not null references staff,
  purpose text not null check (purpose in ('coach', 'flag', 'frequent')),
  at {int} not null
) {strict};
create index reading_conversation on reading (conversation);
-- Whom one went to about a talk.
create table escalation (
  id {id},
  uuid {bytes} not null unique,
  conversation {int} not null references conversation,
  to_whom text not null check (to_whom in ('coordinator', 'emergency', 'suicide_line', 'centre', 'parents', 'other')),
  consent text not null check (consent in ('yes', 'no', 'not_asked')),
  why {bytes} not null,                -- sealed
  second_person {bytes},               -- sealed: who decided with one
  made_by {int} not null references staff,
  at {int} not null
) {strict};
create index escalation_conversation on escalation (conversation);
-- Texts beside a talk, edited by coordinators: the policy on fake calls, the steps in a talk about suicide.
create table guide (
  id {id},
  uuid {bytes} not null unique,
  line {int} not null references line,
  kind text not null check (kind in ('fake', 'suicide', 'emergency', 'abuse', 'frequent')),
  code text not null,                  -- names the text in a case: never changes
  title text not null,
  text text not null,
  is_step {int} not null default 0,    -- can be ticked
  position {int} not null,
  is_gone {int} not null default 0,
  unique (line, code)
) {strict};
-- What coordinators of a line have to see.
create table notice (
  id {id},
  uuid {bytes} not null unique,
  line {int} not null references line,
  kind text not null check (kind in ('help', 'frequent', 'last_paused', 'nobody', 'overdue')),
  conversation {int} references conversation,
  staff {int} references staff,
  number {int},                        -- how many talks; which message
  at {int} not null,
  seen_at {int},
  seen_by {int} references staff
) {strict};
create index notice_line on notice (line, at);
create index notice_unseen on notice (line, kind) where seen_at is null;
create index notice_unseen_at on notice (line, at, id) where seen_at is null;
create index notice_seen on notice (seen_at) where seen_at is not null;
-- A big screen with the board of one line, let in by a secret of its own.
create table display (
  id {id},
  uuid {bytes} not null unique,
  line {int} not null references line,
  name text not null,                  -- where it hangs
  token_hash {bytes} not null unique,
  made_by {int} not null references staff,
  made_at {int} not null,
  expires_at {int} not null,
  used_at {int}
) {strict};
create index display_line on display (line);
create index display_expiry on display (expires_at);
