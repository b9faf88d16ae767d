-- Sessions that can be listed and revoked, and end when nobody uses them. Whoever was logged in logs in again.
drop table staff_session;
create table staff_session (
  id {id},
  uuid {bytes} not null unique,
  staff {int} not null references staff,
  token_hash {bytes} not null unique,
  browser text not null,               -- "firefox computer"; no address
  created_at {int} not null,
  used_at {int} not null,              -- written once in a few minutes
  proven_at {int} not null,            -- when the password was last asked
  is_second {int} not null,            -- opened with more than a password
  expires_at {int} not null,           -- however busy
  idle_at {int} not null               -- unless it is used before
) {strict};
create index staff_session_staff on staff_session (staff);
create index staff_session_expiry on staff_session (expires_at);
create index staff_session_idle on staff_session (idle_at);

-- A right password, and a second factor still to be shown or made. Given in the body of the next request.
create table ticket (
  token_hash {bytes} not null primary key,
  staff {int} not null references staff,
  password text not null,              -- of then: with another one, the ticket is of no use
  browser text not null,
  tries_left {int} not null,
  expires_at {int} not null
) {strict};
create index ticket_expiry on ticket (expires_at);
create index ticket_staff on ticket (staff);

-- Codes by time. `pending` until a first code shows that it was taken over.
create table totp (
  staff {int} not null references staff,
  state text not null check (state in ('pending', 'active')),
  key {int} not null references seal_key,
  secret {bytes} not null,             -- sealed
  last_step {int} not null,            -- the latest half minute of which a code was used
  made_at {int} not null,
  primary key (staff, state)
) {strict};

create table passkey (
  id {id},
  uuid {bytes} not null unique,
  staff {int} not null references staff,
  credential {bytes} not null unique,
  algorithm {int} not null check (algorithm in (-7, -8, -257)),
  public_key {bytes} not null,
  signs {int} not null,                -- the authenticator's own counter; 0 where it has none
  name text not null,                  -- its owner sees it
  made_at {int} not null,
  used_at {int}
) {strict};
create index passkey_staff on passkey (staff);

-- Challenges that were answered, until they would have expired anyhow: each is good for one answer.
create table answered_challenge (
  hash {bytes} not null primary key,
  expires_at {int} not null
) {strict};
create index answered_challenge_expiry on answered_challenge (expires_at);

create table recovery_code (
  staff {int} not null references staff,
  hash {bytes} not null,               -- HMAC under the index key
  used_at {int},
  primary key (staff, hash)
) {strict};

-- Lines that ask a second factor of their operators, whatever the house says.
create table line_second_factor (
  line {int} not null primary key references line
) {strict};
