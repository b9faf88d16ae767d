-- Opening hours. A week of stretches counts from and until its dates, on school days or in school holidays. A line
-- without any is open day and night, as long as its switch says so.
create table opening_regime (
  id {id},
  uuid {bytes} not null unique,
  line {int} not null references line,
  days text not null check (days in ('school', 'holiday')),
  week text not null,                  -- {"mon":["17:00-21:00"],"tue":[],...}
  valid_from text not null,            -- 2016-09-01
  valid_until text,                    -- the last day
  is_gone {int} not null default 0
) {strict};
create index opening_regime_line on opening_regime (line);
-- One-off openings and closings, in local time: 2026-11-22T17:00.
create table opening_exception (
  id {id},
  uuid {bytes} not null unique,
  line {int} not null references line,
  kind text not null check (kind in ('open', 'closed')),
  starts_at text not null,
  ends_at text not null,
  reason text not null,
  made_by {int} references staff,
  made_at {int} not null,
  is_gone {int} not null default 0
) {strict};
create index opening_exception_line on opening_exception (line, starts_at);
-- Where a year differs from the rules: these days count as school days or as holidays.
create table holiday_override (
  id {id},
  uuid {bytes} not null unique,
  line {int} not null references line,
  days text not null check (days in ('school', 'holiday')),
  first_day text not null,
  last_day text not null,
  reason text not null,
  made_by {int} references staff,
  made_at {int} not null,
  is_gone {int} not null default 0
) {strict};
create index holiday_override_line on holiday_override (line);
-- Closed on public holidays, and in the closing periods of the decree. Then how long it runs out after closing, and
-- when before the end of that who will not be reached is told.
alter table line add column closes_public_holidays {int} not null default 1;
alter table line add column closes_decree {int} not null default 1;
alter table line add column run_out_minutes {int} not null default 30;
alter table line add column warn_minutes {int} not null default 10;
alter table place add column week text;  -- as of a regime, or "always"; nothing: not known

-- Duty: until when one's block lasts, and the last sign of a human.
alter table duty add column until {int};
alter table duty add column sign_at {int};
alter table line add column told_opening text;  -- the latest that its stream says
-- A coordinator's note for a day, and who can be reached; the latest day counts for who.
create table briefing (
  line {int} not null references line,
  day text not null,
  note text,
  reachable text,
  phone text,
  changed_by {int} references staff,
  changed_at {int} not null,
  primary key (line, day)
) {strict};
