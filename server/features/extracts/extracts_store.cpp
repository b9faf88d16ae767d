#include "features/extracts/extracts_store.h"

namespace onthaal::extracts::store {
namespace {

constexpr db::Sql kPlace{"extract.place", "select name from place where id = :id"};
constexpr db::Sql kPartner{"extract.partner", "select name from partner where id = :id"};
constexpr db::Sql kCentre{"extract.centre",
                          "select id from place where line = :line and uuid = :centre and kind = 'centre'"};

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

std::optional<std::int64_t> find_centre(db::Connection& db, LineId line, const Uuid& centre) {
  const db::Rows rows = db.run(kCentre, {{"line", line}, {"centre", centre}});
  if (rows.empty()) return std::nullopt;
  return rows[0].integer(0);
}

}  // namespace onthaal::extracts::store
