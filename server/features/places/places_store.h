#pragma once

#include <optional>
#include <string>
#include <vector>

#include "features/places/places.h"

namespace onthaal::places::store {

// What a coordinator writes.
struct NewPlace {
  std::string kind;  // centre, helpline, self_help
  std::string name;
  std::optional<std::string> about, phone, url, hours, town;
  std::optional<std::string> week;  // as hours::parse_week() reads it; nothing: not known
  bool is_public = false;
};
struct Place : NewPlace {
  Uuid uuid;
};

std::vector<Place> all(db::Connection& db, LineId line);
std::vector<Place> public_of(db::Connection& db, LineId line, std::string_view kind);
std::optional<Place> find(db::Connection& db, LineId line, const Uuid& uuid);
// One of the same kind, name and town.
std::optional<Uuid> find_same(db::Connection& db, LineId line, const NewPlace& place);
Uuid insert(Tx& tx, LineId line, const NewPlace& place);
// Whether it was there.
bool update(db::Connection& db, LineId line, const Uuid& uuid, const NewPlace& place);
bool drop(db::Connection& db, LineId line, const Uuid& uuid);

}  // namespace onthaal::places::store
