-- Recognising who came before: a token under a key that is replaced and destroyed. No address, no browser.
create table trace_key (
  id {id},
  uuid {bytes} not null unique,
  master {int} not null,
  wrapped {bytes},                     -- nothing: destroyed
  made_at {int} not null
) {strict};
-- A visit under each of the keys that there were when it began: gone with its key.
create table visit_trace (
  visit {int} not null references visit,
  trace_key {int} not null references trace_key,
  trace {bytes} not null,
  primary key (visit, trace_key)
) {strict};
create index visit_trace_same on visit_trace (trace_key, trace);
-- A suspected fake call, read by a second person.
create table flag (
  id {id},
  uuid {bytes} not null unique,
  conversation {int} not null unique references conversation,
  state text not null check (state in ('suspected', 'asked_back', 'confirmed', 'rejected', 'withdrawn')),
  made_by {int} not null references staff,
  made_at {int} not null,
  why {bytes} not null,                -- sealed
  question {bytes},                    -- sealed: of the second person
  answer {bytes},                      -- sealed: to that question
  decided_by {int} references staff,
  decided_at {int},
  check ((state in ('confirmed', 'rejected')) = (decided_at is not null)),
  check ((decided_at is null) = (decided_by is null))
) {strict};
create index flag_state on flag (state);
create index flag_made_by on flag (made_by) where state = 'asked_back';
alter table line add column frequent_talks {int} not null default 5;
alter table line add column frequent_days {int} not null default 14;
-- A visit that is not let in for a while; and the visit before, of the same page.
create table visit_refusal (
  id {id},
  uuid {bytes} not null unique,
  visit {int} not null references visit,
  line {int} not null references line,
  until {int} not null,
  reason {bytes} not null,             -- sealed with the key of the talk
  conversation {int} not null references conversation,
  made_by {int} not null references staff,
  made_at {int} not null,
  undone_by {int} references staff,
  undone_at {int}
) {strict};
create index visit_refusal_visit on visit_refusal (visit);
create index visit_refusal_line on visit_refusal (line, until);
create index visit_refusal_made on visit_refusal (made_at);
alter table visit add column earlier {int} references visit;  -- forgotten after two days
create index visit_earlier on visit (created_at) where earlier is not null;
