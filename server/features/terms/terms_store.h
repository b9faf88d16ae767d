#pragma once

#include "features/terms/terms.h"

namespace onthaal::terms::store {

std::string_view kind_name(Kind kind);

// What a coordinator writes.
struct NewTerm {
  Kind kind;
  std::string code;
  lines::Label label;
  std::vector<std::string> domains;
  bool is_heavy;
  std::string valid_from;
  std::optional<std::string> valid_until;
};

std::optional<Term> insert(Tx& tx, LineId line, const NewTerm& term);  // last of its kind; nothing: the code is taken
std::optional<Term> update(db::Connection& db, TermId id, const NewTerm& term);  // all but kind and code

std::vector<Term> all(db::Connection& db, LineId line);  // by kind, in their order
std::vector<Term> of_day(db::Connection& db, LineId line, Kind kind, std::string_view day);
std::optional<Term> find(db::Connection& db, LineId line, Kind kind, std::string_view code);
std::optional<Term> find(db::Connection& db, LineId line, const Uuid& uuid);
std::optional<Term> find(db::Connection& db, TermId id);

}  // namespace onthaal::terms::store
