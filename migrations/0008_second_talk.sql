-- How we agreed with somebody to answer. It appears when that person enters the code.
create table plan (
  id {id},
  uuid {bytes} not null unique,
  line {int} not null references line,
  key {int} not null references seal_key,
  text {bytes} not null,               -- sealed
  moments {bytes},                     -- sealed
  worker {int} references staff,
  code_hash {bytes} unique,
  state text not null check (state in ('offered', 'active', 'declined', 'withdrawn', 'ended')),
  offered_in {int} not null references conversation,
  made_by {int} not null references staff,
  made_at {int} not null,
  changed_at {int} not null
) {strict};
create index plan_line on plan (line, state);
create index plan_offered_in on plan (offered_in);
create unique index plan_open on plan (offered_in) where state = 'offered';
alter table conversation add column plan {int} references plan;
alter table conversation add column kept_for {int} references staff;  -- for a while, others pass it over
create index conversation_plan on conversation (plan) where plan is not null;
-- A second talk, by appointment.
alter table line add column second_talks {int} not null default 0;
create table appointment_slot (
  id {id},
  uuid {bytes} not null unique,
  line {int} not null references line,
  starts_at {int} not null,
  ends_at {int} not null,
  staff {int} references staff,        -- nothing: whoever is on duty
  is_gone {int} not null default 0
) {strict};
create index appointment_slot_line on appointment_slot (line, starts_at);
create table appointment (
  id {id},
  uuid {bytes} not null unique,
  slot {int} not null references appointment_slot,
  key {int} not null references seal_key,
  nickname {bytes} not null,           -- sealed
  note {bytes},                        -- sealed; only what the visitor agreed to
  register text not null check (register in ('nl', 'nl-u', 'en')),
  code_hash {bytes} unique,
  state text not null check (state in ('offered', 'booked', 'opened', 'missed', 'cancelled', 'declined', 'withdrawn')),
  offered_in {int} not null references conversation,
  partner {int} references partner,    -- of the talk's line, where the slot is one of the partner's
  visit {int} references visit,        -- of the second talk
  conversation {int} references conversation,
  made_by {int} not null references staff,
  made_at {int} not null,
  moves {int} not null default 0
) {strict};
create unique index appointment_booked on appointment (slot) where state in ('booked', 'opened');
create index appointment_offered_in on appointment (offered_in);
create unique index appointment_open on appointment (offered_in) where state = 'offered';
create index appointment_conversation on appointment (conversation);
alter table conversation add column is_second {int} not null default 0;
