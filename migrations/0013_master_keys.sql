-- A master key wraps new keys until it is replaced; retired is one under which nothing lives any more; destroyed is one
-- that is not in the ring any more either. The rows stay.
alter table master_key add column replaced_at {int};
alter table master_key add column retired_at {int};
alter table master_key add column destroyed_at {int};
-- Which keys are still to be wrapped anew, and how many live under each.
create index seal_key_living on seal_key (master, id) where wrapped is not null;

-- Copies of the ring, each sealed to a public key.
create table key_escrow (
  id {id},
  newest {int} not null,               -- the newest master key in it
  held {int} not null,                 -- how many keys are in it; fewer of those live now: one in it was destroyed
  recipient text not null,             -- fingerprint of the public key
  made_at {int} not null,
  file text,                           -- whole path, where it was written by itself; else nothing
  removed_at {int}
) {strict};

-- What is wrong with the place where the ring is kept, for as long as it is.
create table key_trouble (
  kind text not null primary key,
  since {int} not null
) {strict};
