#include "app/house_store.h"

namespace onthaal::app::store {
namespace {

inline constexpr db::Sql kNewest{"master_key.newest",
                                 "select number, fingerprint from master_key order by number desc limit 1"};
inline constexpr db::Sql kInsert{
    "master_key.insert",
    "insert into master_key (number, fingerprint, created_at) values (:number, :fingerprint, :now)"};

}  // namespace

std::optional<MasterKey> newest_master_key(db::Connection& db) {
  const db::Rows rows = db.run(kNewest);
  if (rows.empty()) return std::nullopt;
  return MasterKey{rows[0].integer(0), rows[0].text(1)};
}

void insert_master_key(db::Connection& db, const MasterKey& key, Millis now) {
  db.run(kInsert, {{"number", key.number}, {"fingerprint", key.fingerprint}, {"now", now}});
}

}  // namespace onthaal::app::store
