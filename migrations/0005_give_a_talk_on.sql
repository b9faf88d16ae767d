-- Waiting for one colleague, or for somebody medical; told that the line closes first.
alter table conversation add column for_staff {int} references staff;
alter table conversation add column wants text check (wants in ('medical'));
alter table conversation add column warned_at {int};
-- A talk that had begun waits since then, and nobody of the line is on duty.
alter table conversation add column unattended_at {int};
-- How it ended, where neither side did it: the talk went on elsewhere; nobody of the other line came; the line closed.
alter table conversation add column ended_why text check (ended_why in ('handed_over', 'not_taken', 'line_closed'));
-- A talk given to a colleague. At most one at a time is on its way.
create table pass (
  id {id},
  conversation {int} not null references conversation,
  from_staff {int} not null references staff,
  to_staff {int} not null references staff,
  reason text not null check (reason in ('shift_over', 'medical', 'expertise', 'language', 'other')),
  state text not null check (state in ('waiting', 'taken', 'returned', 'released', 'over')),
  made_at {int} not null,
  ended_at {int}
) {strict};
create index pass_conversation on pass (conversation);
create unique index pass_waiting on pass (conversation) where state = 'waiting';

-- Lines that a talk can be handed to: on this server, or elsewhere by a link.
create table partner (
  id {id},
  uuid {bytes} not null unique,
  line {int} not null references line,
  target {int} references line,        -- nothing: elsewhere
  name text not null,
  about text,
  privacy text not null,               -- {"nl","nl-u","en"}: the rules of the other line
  url text,
  take_minutes {int} not null default 10,
  position {int} not null,
  is_gone {int} not null default 0,
  check (target is not null or url is not null)
) {strict};
create index partner_line on partner (line, position);
create table handover (
  id {id},
  uuid {bytes} not null unique,
  conversation {int} not null references conversation,  -- the first talk
  partner {int} not null references partner,
  kind text not null check (kind in ('live', 'booked', 'link')),
  state text not null check (state in ('asked', 'refused', 'agreed', 'taken', 'greeted', 'booked', 'linked', 'not_taken', 'withdrawn')),
  made_by {int} not null references staff,
  theme {int} references term,
  summary {bytes},                     -- sealed with the key of the first talk
  with_summary {int} not null default 0,
  second {int} references conversation,
  passed {bytes},                      -- the summary that the visitor said yes to, sealed with the key of the second talk
  take_until {int},                    -- while the second one waits
  asked_at {int} not null,
  answered_at {int},
  taken_at {int},
  ended_at {int}
) {strict};
create index handover_conversation on handover (conversation);
create unique index handover_open on handover (conversation) where state in ('asked', 'agreed', 'taken');
create unique index handover_second on handover (second) where second is not null;
create index handover_partner on handover (partner, asked_at);
