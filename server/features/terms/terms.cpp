#include "features/terms/terms.h"

#include "features/hours/hours.h"
#include "features/terms/terms_store.h"
#include "features/terms/terms_wire.h"

namespace onthaal::terms {

std::vector<Term> of_day(db::Connection& db, LineId line, Kind kind, std::string_view day) {
  return store::of_day(db, line, kind, day);
}

std::optional<Term> find(db::Connection& db, LineId line, Kind kind, std::string_view code) {
  return store::find(db, line, kind, code);
}

std::optional<Term> find(db::Connection& db, TermId id) {
  return store::find(db, id);
}

std::string day_of(Millis at) {
  return hours::day_text(hours::day_of(at));
}

std::string choices(const Snapshot& snapshot, LineId line, Kind kind) {
  return wire::choices(of_day(snapshot.db, line, kind, day_of(snapshot.now)));
}

}  // namespace onthaal::terms
