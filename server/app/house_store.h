#pragma once

#include <optional>
#include <string>

#include "core/clock.h"
#include "platform/db/db.h"

// Table master_key: which master key the words in this database were sealed under.
namespace onthaal::app::store {

struct MasterKey {
  std::int64_t number;
  std::string fingerprint;
};
std::optional<MasterKey> newest_master_key(db::Connection& db);
void insert_master_key(db::Connection& db, const MasterKey& key, Millis now);

}  // namespace onthaal::app::store
