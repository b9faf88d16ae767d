-- The papers of docs/papers, as they came with the program: a row each time that an upgrade brought another text.
create table paper_shipped (
  id {id},
  name text not null,
  language text not null check (language in ('nl', 'en')),
  number {int} not null,               -- from 1
  text text not null,
  at {int} not null,
  unique (name, language, number)
) {strict};

-- What a line published in place of it, and the facts that the line fills in ('facts'): each version, none ever changed.
-- The newest is in force.
create table paper (
  id {id},
  line {int} not null references line,
  name text not null,
  language text not null check (language in ('nl', 'en')),
  number {int} not null,               -- from 1; 0 is what is shipped
  shipped {int} not null,              -- the shipped one that its writer saw; 0 for facts
  text text not null,
  at {int} not null,
  staff {int} not null references staff,
  unique (line, name, language, number)
) {strict};
