-- Recognising who came before: a token under a key that is replaced and destroyed. No address, no browser.
create table trace_key (
  id {id},
  uuid {bytes} not null unique,
  master {int} not null,
  wrapped {bytes},                     -- nothing: destroyed
  made_at {int} not null
) {strict};
alter table visit add column trace {bytes};
alter table visit add column trace_key {int} references trace_key;
create index visit_trace on visit (trace_key, trace) where trace is not null;
-- A suspected fake call, read by a second person.
create table flag (
  id {id},
  uuid {bytes} not null unique,
  conversation {int} not null unique references conversation,
  state text not null check (state in ('suspected', 'asked_back', 'confirmed', 'rejected', 'withdrawn')),
  made_by {int} not null references staff,
  made_at {int} not null,
  why {bytes},                         -- sealed
  question {bytes},                    -- sealed: of the second person
  answer {bytes},                      -- sealed: to that question
  decided_by {int} references staff,
  decided_at {int}
) {strict};
create index flag_state on flag (state);
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
alter table visit add column earlier {int} references visit;
