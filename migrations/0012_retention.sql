-- How long a line keeps what. No row: as it is shipped.
create table retention_period (
  line {int} not null references line,
  kind text not null,
  days {int} not null check (days >= 1),
  changed_by {int} references staff,
  changed_at {int} not null,
  primary key (line, kind)
) {strict};
-- A deletion that goes on in slices: told in the audit as one, when its last slice is done.
create table retention_sweep (
  line {int} not null references line,
  kind text not null,
  days {int} not null,
  began_at {int} not null,
  count {int} not null,
  primary key (line, kind)
) {strict};

-- Since when the words are gone, and whether time did it or the visitor.
alter table conversation add column forgotten_at {int};
alter table conversation add column forgotten_by text check (forgotten_by in ('period', 'visitor'));
-- The words of talks that were destroyed before stand there still, sealed by keys that nobody has.
create index conversation_sealed on conversation (line, id) where is_forgotten = 1 and forgotten_at is null;
create index conversation_forgotten on conversation (forgotten_at) where forgotten_at is not null;
-- Its tokens and codes open nothing any more.
alter table visit add column is_forgotten {int} not null default 0;
-- Once the words of all its talks are gone: the line of the one whose words went last, and when the last talk ended.
alter table visit add column last_line {int} references line;
alter table visit add column last_ended_at {int};
create index visit_gone on visit (last_line, last_ended_at) where is_forgotten = 0 and last_line is not null;
-- The codes with which a visitor deletes the talks of a visit: of return and of appointment.
create table deletion_code (
  hash {bytes} not null,               -- HMAC under the index key
  visit {int} not null references visit,
  made_at {int} not null,
  primary key (hash, visit)
) {strict};
create index deletion_code_visit on deletion_code (visit);
create index visit_token_visit on visit_token (visit);
insert into deletion_code (hash, visit, made_at) select code_hash, id, created_at from visit where code_hash is not null;
insert into deletion_code (hash, visit, made_at)
  select a.code_hash, c.visit, a.made_at from appointment a join conversation c on c.id = a.offered_in
  where a.code_hash is not null;

-- What is deleted is found by its line and its age, without reading what stays, here or on another line.
alter table registration add column line {int} references line;
alter table rating add column line {int} references line;
alter table flag add column line {int} references line;
alter table reading add column line {int} references line;
update registration set line = (select c.line from conversation c where c.id = registration.conversation);
update rating set line = (select c.line from conversation c where c.id = rating.conversation);
update flag set line = (select c.line from conversation c where c.id = flag.conversation);
update reading set line = (select c.line from conversation c where c.id = reading.conversation);
create index registration_note on registration (line, opened_at) where note is not null;
create index rating_text on rating (line, at) where text is not null and length(text) > 0;
create index flag_made on flag (line, made_at);
create index reading_at on reading (line, at);
-- When a plan was last brought, answered or changed.
alter table plan add column used_at {int} not null default 0;
update plan set used_at = changed_at;
update plan set used_at = (select max(c.requested_at) from conversation c where c.plan = plan.id)
  where exists (select 1 from conversation c where c.plan = plan.id and c.requested_at > plan.changed_at);
create index plan_used on plan (line, used_at) where state = 'active';
create index appointment_slot_ended on appointment_slot (line, ends_at);
create index appointment_of_slot on appointment (slot);
create index line_event_sealed on line_event (sealed_by) where sealed_by is not null;
-- All that is too old goes by one job.
delete from job where kind in ('cases.prune', 'conversations.forget', 'notices.prune');
create index notice_line_seen on notice (line, seen_at) where seen_at is not null;
create index visit_refusal_line_made on visit_refusal (line, made_at);
create index trace_key_made on trace_key (made_at);
-- With the visit: those of an old key are found without reading the rows.
drop index visit_trace_same;
create index visit_trace_same on visit_trace (trace_key, trace, visit);
create index visit_refusal_talk on visit_refusal (conversation);
