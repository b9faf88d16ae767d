#include "features/audit/audit_store.h"

#include <limits>

namespace onthaal::audit::store {
namespace {

constexpr db::Sql kInsert{"audit.insert",
                          "insert into audit (number, at, what, staff, line, about, data, hash) values"
                          " (:number, :at, :what, :staff, :line, :about, :data, :hash)"};
constexpr db::Sql kLast{"audit.last",
                        "select number, at, what, staff, line, about, data, hash from audit"
                        " order by number desc limit 1"};
constexpr db::Sql kAfter{"audit.after",
                         "select number, at, what, staff, line, about, data, hash from audit where number > :number"
                         " order by number limit :limit"};
constexpr db::Sql kAbout{"audit.about",
                         "select number, at, what, staff, line, about, data, hash from audit where about = :about"
                         " order by number"};
constexpr db::Sql kAll{"audit.all",
                       "select number, at, what, staff, line, about, data, hash from audit"
                       " where number < :before and at >= :from and at < :until"
                       " and substr(what, 1, length(:what)) = :what order by number desc limit :limit"};
constexpr db::Sql kOfLine{"audit.of_line",
                          "select number, at, what, staff, line, about, data, hash from audit where line = :line"
                          " and number < :before and at >= :from and at < :until"
                          " and substr(what, 1, length(:what)) = :what order by number desc limit :limit"};

template <class T>
std::optional<T> maybe_id(const db::Row& row, std::size_t column) {
  const auto value = row.maybe_integer(column);
  return value ? std::optional<T>{T{*value}} : std::nullopt;
}

Recorded read(const db::Row& row) {
  return {.number = row.integer(0),
          .at = row.integer(1),
          .what = row.text(2),
          .staff = maybe_id<StaffId>(row, 3),
          .line = maybe_id<LineId>(row, 4),
          .about = row.maybe_uuid(5),
          .data = row.text(6)};
}

std::vector<Recorded> read_all(const db::Rows& rows) {
  std::vector<Recorded> all;
  for (const db::Row row : rows) all.push_back(read(row));
  return all;
}

}  // namespace

void insert(db::Connection& db, const Recorded& entry, std::string_view hash) {
  db.run(kInsert, {{"number", entry.number},
                   {"at", entry.at},
                   {"what", entry.what},
                   {"staff", entry.staff},
                   {"line", entry.line},
                   {"about", entry.about},
                   {"data", entry.data},
                   {"hash", db::Bytes{hash}}});
}

std::optional<Kept> last(db::Connection& db) {
  const db::Rows rows = db.run(kLast);
  if (rows.empty()) return std::nullopt;
  return Kept{read(rows[0]), rows[0].text(7)};
}

std::vector<Kept> after(db::Connection& db, std::int64_t number, std::int64_t limit) {
  std::vector<Kept> all;
  for (const db::Row row : db.run(kAfter, {{"number", number}, {"limit", limit}}))
    all.push_back({read(row), row.text(7)});
  return all;
}

std::vector<Recorded> find(db::Connection& db, const Wanted& wanted) {
  constexpr std::int64_t kEver = std::numeric_limits<std::int64_t>::max();
  const std::int64_t before = wanted.before.value_or(kEver);
  const Millis until = wanted.until.value_or(kEver);
  if (!wanted.line)
    return read_all(db.run(
        kAll,
        {{"before", before}, {"from", wanted.from}, {"until", until}, {"what", wanted.what}, {"limit", wanted.limit}}));
  return read_all(db.run(kOfLine, {{"line", wanted.line},
                                   {"before", before},
                                   {"from", wanted.from},
                                   {"until", until},
                                   {"what", wanted.what},
                                   {"limit", wanted.limit}}));
}

std::vector<Recorded> about(db::Connection& db, const Uuid& about) {
  return read_all(db.run(kAbout, {{"about", about}}));
}

}  // namespace onthaal::audit::store
