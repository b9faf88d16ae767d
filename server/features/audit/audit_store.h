#pragma once

#include "features/audit/audit.h"

namespace onthaal::audit::store {

struct Kept {
  Recorded entry;
  std::string hash;
};

void insert(db::Connection& db, const Recorded& entry, std::string_view hash);
std::optional<Kept> last(db::Connection& db);
std::vector<Kept> after(db::Connection& db, std::int64_t number, std::int64_t limit);  // the oldest first
std::vector<Recorded> find(db::Connection& db, const Wanted& wanted);
std::vector<Recorded> about(db::Connection& db, const Uuid& about);

}  // namespace onthaal::audit::store
