#pragma once

#include <set>

#include "features/measures/measures.h"

namespace onthaal::measures::store {

struct Named {
  std::int64_t id;
  std::string code, label;
};
struct Theme {
  std::string code, label;
  std::vector<std::string> domains;
};
// What keys of talks stand for, in the order in which they are shown.
struct Terms {
  std::vector<std::pair<std::int64_t, Theme>> themes;
  std::vector<Named> outcomes, sources;
};
Terms terms(db::Connection& db, LineId line, Language language);
std::vector<Named> partners(db::Connection& db, LineId line);  // the code: made of the name
std::vector<Named> centres(db::Connection& db, LineId line);   // the code: a UUID; by name
// Of who is or was of staff: the code is a UUID. By alias.
std::vector<Named> people(db::Connection& db);
std::optional<std::int64_t> find_centre(db::Connection& db, LineId line, const Uuid& centre);

std::vector<Named> imports(db::Connection& db, LineId line);  // that are shown; the code is a UUID

// When the line was made, or was first asked for.
Millis begun(db::Connection& db, LineId line);
struct Refusals {
  std::int64_t closed = 0, full = 0;
};
Refusals refusals(db::Connection& db, LineId line, Millis from, Millis to);

}  // namespace onthaal::measures::store
