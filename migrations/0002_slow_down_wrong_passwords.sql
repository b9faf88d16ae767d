-- Wrong passwords per login name, whether or not somebody has that name. The name itself is not kept: people type their
-- password into the wrong field.
create table login_try (
  login_hash {bytes} not null primary key,
  wrong {int} not null,
  last_at {int} not null,
  closed_until {int} not null
) {strict};
create index login_try_age on login_try (last_at);
