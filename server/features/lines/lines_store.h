#pragma once

#include "features/lines/lines.h"

namespace onthaal::lines::store {

std::optional<Line> insert(Tx& tx, const NewLine& line);  // nothing when the slug is taken
std::optional<Line> find(db::Connection& db, LineId id);
std::optional<Line> find(db::Connection& db, const Uuid& uuid);
std::optional<Line> find_by_slug(db::Connection& db, std::string_view slug);
std::vector<Line> all(db::Connection& db);

struct Kept {
  std::int64_t revision;
  std::string settings;  // JSON
};
std::optional<Kept> settings(db::Connection& db, LineId id);
// Nothing when `revision` is no longer the current one; else the next.
std::optional<std::int64_t> set_settings(db::Connection& db, LineId id, std::int64_t revision, std::string_view name,
                                         std::string_view settings);
std::optional<bool> is_open(db::Connection& db, LineId id);
bool set_open(db::Connection& db, LineId id, bool is_open);  // whether that changed something

}  // namespace onthaal::lines::store
