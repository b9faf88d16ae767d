#include "features/places/places.h"

#include "features/places/places_csv.h"
#include "features/places/places_wire.h"

namespace onthaal::places {

std::string_view shipped_csv();  // places.csv

std::optional<std::string> card(db::Connection& db, LineId line, const Uuid& place) {
  const auto found = store::find(db, line, place);
  if (!found) return std::nullopt;
  return wire::card(*found);
}

std::string help(const Snapshot& snapshot, LineId line) {
  return wire::cards(store::public_of(snapshot.db, line, "helpline"), snapshot.now);
}

std::string self_help(const Snapshot& snapshot, LineId line) {
  return wire::cards(store::public_of(snapshot.db, line, "self_help"), snapshot.now);
}

// The centres are examples: the line gives them their numbers, addresses and hours, and adds the others.
void ship(Tx& tx, LineId line) {
  for (const store::NewPlace& place : parse_csv(shipped_csv()).value()) store::insert(tx, line, place);
}

}  // namespace onthaal::places
