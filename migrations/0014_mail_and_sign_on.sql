-- Mail that has to go out. Recipient and text are sealed under a key of their own; row and key go once it was sent.
create table mail (
  id {id},
  uuid {bytes} not null unique,          -- also in its Message-ID
  key {int} references seal_key,         -- null once it was given up: its words are gone
  body {bytes} not null,                 -- sealed: {"to","subject","text"}
  state text not null check (state in ('waiting', 'given_up')),
  line {int} references line,            -- whose coordinators hear that it was given up; null: those of all of
  staff {int} references staff,          -- this person, whom it is for
  tries {int} not null default 0,
  made_at {int} not null,
  due {int} not null,                    -- when it is tried next; given up: when the row is forgotten
  sending_until {int}                    -- the mail server has it before it, until then at most
) {strict};
create index mail_due on mail (state, due);

-- How staff are reached. One address is one person, so that a new password goes to one account.
create table staff_email (
  staff {int} not null primary key references staff,
  email text not null unique             -- lower case
) {strict};

create table invitation (
  id {id},
  uuid {bytes} not null unique,
  line {int} not null references line,
  token_hash {bytes} unique,             -- null once it was used or revoked
  email text not null,
  name text not null,
  alias text not null,
  discipline text,
  roles text not null,                   -- JSON: ["operator"]
  invited_by {int} not null references staff,
  mail {bytes},                          -- the last one that went out about it
  made_at {int} not null,
  expires_at {int} not null,
  state text not null check (state in ('open', 'accepted', 'revoked')),
  staff {int} references staff,          -- who it became
  check ((state = 'open') = (token_hash is not null)),
  check ((state = 'accepted') = (staff is not null))
) {strict};
create index invitation_line on invitation (line, made_at);
create index invitation_by on invitation (invited_by);

-- A link with which somebody chooses a new password.
create table password_link (
  staff {int} not null primary key references staff,
  token_hash {bytes} not null unique,
  made_at {int} not null,
  expires_at {int} not null,
  counted_from {int} not null,           -- so many were sent since then: a few a day
  sent {int} not null
) {strict};

-- Who somebody is to the provider of single sign-on.
create table sign_on (
  issuer text not null,
  subject text not null,
  staff {int} not null references staff,
  made_at {int} not null,
  used_at {int} not null,
  primary key (issuer, subject)
) {strict};
create index sign_on_staff on sign_on (staff);

-- The ways to the provider and back that were used: none is used twice.
create table sign_on_spent (
  state_hash {bytes} not null primary key,
  expires_at {int} not null
) {strict};
create index sign_on_spent_expiry on sign_on_spent (expires_at);
