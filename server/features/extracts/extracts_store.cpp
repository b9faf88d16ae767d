#include "features/extracts/extracts_store.h"

namespace onthaal::extracts::store {
namespace {

constexpr db::Sql kPlace{"extract.place", "select name from place where id = :id"};
constexpr db::Sql kPartner{"extract.partner", "select name from partner where id = :id"};

std::optional<std::string> first(const db::Rows& rows) {
  if (rows.empty()) return std::nullopt;
  return rows[0].text(0);
}

}  // namespace

std::optional<std::string> place_name(db::Connection& db, std::int64_t place) {
  return first(db.run(kPlace, {{"id", place}}));
}

std::optional<std::string> partner_name(db::Connection& db, std::int64_t partner) {
  return first(db.run(kPartner, {{"id", partner}}));
}

}  // namespace onthaal::extracts::store
