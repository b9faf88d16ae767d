#pragma once

#include "features/lines/lines.h"

namespace onthaal::lines::store {

std::optional<Line> insert(Tx& tx, const NewLine& line);  // nothing when the slug is taken
std::optional<Line> find(db::Connection& db, LineId id);
std::optional<Line> find(db::Connection& db, const Uuid& uuid);
std::optional<Line> find_by_slug(db::Connection& db, std::string_view slug);
std::vector<Line> all(db::Connection& db);

}  // namespace onthaal::lines::store
