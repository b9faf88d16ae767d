#include "features/visits/visits_store.h"

namespace onthaal::visits::store {
namespace {

constexpr db::Sql kFind{"visit.find", "select id from visit where token_hash = :token_hash"};
constexpr db::Sql kInsert{"visit.insert",
                          "insert into visit (token_hash, created_at) values (:token_hash, :now)"
                          " on conflict (token_hash) do nothing returning id"};

std::optional<VisitId> id_of(const db::Rows& rows) {
  if (rows.empty()) return std::nullopt;
  return VisitId{rows[0].integer(0)};
}

}  // namespace

std::optional<VisitId> find(db::Connection& db, std::string_view token_hash) {
  return id_of(db.run(kFind, {{"token_hash", db::Bytes{token_hash}}}));
}

std::optional<VisitId> insert(Tx& tx, std::string_view token_hash) {
  return id_of(tx.db.run(kInsert, {{"token_hash", db::Bytes{token_hash}}, {"now", tx.now}}));
}

}  // namespace onthaal::visits::store
