-- What is counted, without a word of anybody.

-- A day of a line: one record a talk, packed (features/sheets). Of the line's own talks it is made from their rows and can be made
-- again at any time; of imported ones it is all there is.
create table talk_import (
  id {id},
  uuid {bytes} not null unique,
  line {int} not null references line,
  name text not null,                  -- of the file, or of what made it
  digest {bytes} not null,             -- of what was read and how: the same twice changes nothing
  state text not null check (state in ('staged', 'shown', 'withdrawn')),
  talks {int} not null default 0,
  totals {int} not null default 0,     -- yearly ones
  refused {int} not null default 0,    -- rows that were not taken
  first_day {int},
  last_day {int},
  made_at {int} not null,
  made_by {int} references staff,      -- nothing: the administrator of the machine
  shown_at {int}
) {strict};
create index talk_import_line on talk_import (line, state);
create unique index talk_import_once on talk_import (line, digest) where state = 'shown';

create table sheet (
  line {int} not null references line,
  day {int} not null,                  -- in Brussels, counted from 1970-01-01
  import {int} not null default 0,     -- 0: the line's own talks
  talks {int} not null,
  ended {int} not null,                -- of these: were taken, and have ended
  dialogues {int} not null,            -- and both sides wrote
  body {bytes} not null,
  primary key (line, day, import)
) {strict};
create index sheet_import on sheet (import, day) where import > 0;
create index sheet_tally on sheet (line, day, import, ended, dialogues);

-- Days of a line whose own talks are counted from their rows, until their sheet is made (again).
create table sheet_stale (
  line {int} not null references line,
  day {int} not null,
  primary key (line, day)
) {strict};
-- A day of UTC reaches into two days of Brussels.
insert into sheet_stale (line, day)
  select line, requested_at / 86400000 from conversation union select line, requested_at / 86400000 + 1 from conversation;

-- A figure of a year of which no rows exist any more, as it was published. `value`: in millionths, where a share or a mean is known and
-- not what it was made of.
create table yearly_total (
  id {id},
  line {int} not null references line,
  import {int} not null references talk_import,
  year text not null,                  -- 2017-2018
  figure text not null,                -- a stable name of docs/measures.md
  n {int},
  base {int},
  value {int},
  source text not null,                -- where it was published
  unique (import, year, figure)
) {strict};
create index yearly_total_line on yearly_total (line, figure, year);

-- How long people were online for a line, together, in each half hour: how many, never who.
create table duty_half_hour (
  line {int} not null references line,
  at {int} not null,                   -- UTC, when the half hour begins
  online {int} not null,               -- milliseconds
  primary key (line, at)
) {strict};
-- Up to when the stretch of who is online stands there; nothing: its beginning.
alter table duty add column counted_until {int};

-- From a line's themes and outcomes to the categories of somebody else's statistics. Versions are kept; the newest counts.
create table crosswalk (
  id {id},
  line {int} not null references line,
  target text not null,                -- chi: Child Helpline International
  version {int} not null,              -- from 1
  term {int} not null references term,
  domain text not null,
  category text not null,
  unique (line, target, version, term)
) {strict};
create table crosswalk_version (
  line {int} not null references line,
  target text not null,
  version {int} not null,
  made_at {int} not null,
  made_by {int} references staff,      -- nothing: it was shipped
  primary key (line, target, version)
) {strict};

-- What a coordinator writes between the figures of a report; every version is kept, the newest counts.
create table report_text (
  id {id},
  line {int} not null references line,
  year text not null,                  -- 2021-2022
  chapter text not null,
  number {int} not null,               -- from 1
  text text not null,
  at {int} not null,
  staff {int} not null references staff,
  unique (line, year, chapter, number)
) {strict};
-- What somebody said with a rating and allowed to be quoted, as a coordinator made it fit to print. It outlives the words of the rating,
-- and goes when its visitor deletes the talk.
create table report_quote (
  id {id},
  uuid {bytes} not null unique,
  line {int} not null references line,
  year text not null,
  chapter text not null,
  rating {int} not null unique references rating,
  text text not null,
  about text not null,                 -- "leerling, 14 jaar"
  at {int} not null,
  staff {int} not null references staff
) {strict};
create index report_quote_line on report_quote (line, year);
