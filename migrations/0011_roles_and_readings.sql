-- Eight roles: of a line, of a centre as a line knows it, or of the house.
create table staff_role_new (
  staff {int} not null references staff,
  line {int} references line,          -- nothing: of the house
  centre {int} references place,       -- of kind centre, on that line
  role text not null check (role in ('operator', 'coordinator', 'reviewer', 'planner', 'centre_worker', 'centre_contact',
    'administrator', 'auditor')),
  capacity {int} check (capacity >= 1),
  check ((role in ('administrator', 'auditor')) = (line is null)),
  check ((role in ('centre_worker', 'centre_contact')) = (centre is not null))
) {strict};
insert into staff_role_new (staff, line, role, capacity) select staff, line, role, capacity from staff_role;
drop table staff_role;
alter table staff_role_new rename to staff_role;
create unique index staff_role_once on staff_role (staff, role, coalesce(line, 0), coalesce(centre, 0));
create index staff_role_line on staff_role (line, role);
create index staff_role_centre on staff_role (centre) where centre is not null;

-- When somebody else last had this account in hand: whoever may have got in by that is no second person yet.
alter table staff add column handled_at {int} not null default 0;
update staff set handled_at = created_at;

-- Who read a talk, and what for.
create table reading_new (
  id {id},
  conversation {int} not null references conversation,
  staff {int} not null references staff,
  purpose text not null check (purpose in ('coach', 'flag', 'frequent', 'own', 'review', 'chatscan', 'complaint', 'emergency',
    'legal')),
  at {int} not null
) {strict};
insert into reading_new (conversation, staff, purpose, at) select conversation, staff, purpose, at from reading order by id;
drop table reading;
alter table reading_new rename to reading;
create index reading_conversation on reading (conversation);
create index reading_staff on reading (staff, conversation, at);

-- The kinds are those of the program.
create table notice_new (
  id {id},
  uuid {bytes} not null unique,
  line {int} not null references line,
  kind text not null,
  conversation {int} references conversation,
  staff {int} references staff,
  number {int},                        -- how many talks; which message; which month
  at {int} not null,
  seen_at {int},
  seen_by {int} references staff
) {strict};
insert into notice_new (uuid, line, kind, conversation, staff, number, at, seen_at, seen_by)
  select uuid, line, kind, conversation, staff, number, at, seen_at, seen_by from notice order by id;
drop table notice;
alter table notice_new rename to notice;
create index notice_line on notice (line, at);
create index notice_unseen on notice (line, kind) where seen_at is null;
create index notice_unseen_at on notice (line, at, id) where seen_at is null;
create index notice_seen on notice (seen_at) where seen_at is not null;

-- The law asks for a talk: two people open it, and nobody alone.
create table seal_break (
  id {id},
  uuid {bytes} not null unique,
  conversation {int} not null references conversation,
  is_emergency {int} not null,         -- open at once, and confirmed within a day
  why {bytes} not null,                -- sealed
  asked_by {int} not null references staff,
  asked_at {int} not null,
  state text not null check (state in ('asked', 'confirmed', 'refused')),
  answered_by {int} references staff,
  answered_at {int},
  open_until {int},                    -- the two read it until then
  check (answered_by is null or answered_by <> asked_by),
  check ((state = 'asked') = (answered_at is null))
) {strict};
create unique index seal_break_asked on seal_break (conversation) where state = 'asked';
create index seal_break_conversation on seal_break (conversation);
