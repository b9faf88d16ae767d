-- What others must be able to check: readings of talks, changes of rights, of keys, of what is kept. Only ever appended to.
create table audit (
  number {int} not null primary key,   -- consecutive, from 1
  at {int} not null,
  what text not null,
  staff {int} references staff,        -- who did it; nothing: the server itself, or the administrator of the machine
  line {int} references line,
  about {bytes},                       -- the talk, the person, ...: a UUID
  data text not null,                  -- JSON, or empty; no words of anybody
  hash {bytes} not null                -- over the hash of the entry before and all that stands here
) {strict};
create index audit_about on audit (about);
create index audit_line on audit (line, number);
