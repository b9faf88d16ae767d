#include "features/lines/lines_store.h"

namespace onthaal::lines::store {
namespace {

constexpr db::Sql kInsert{"line.insert",
                          "insert into line (uuid, slug, name, created_at) values (:uuid, :slug, :name, :now)"
                          " on conflict (slug) do nothing returning id, uuid, slug, name"};
constexpr db::Sql kFind{"line.find", "select id, uuid, slug, name from line where id = :id"};
constexpr db::Sql kFindByUuid{"line.find_by_uuid", "select id, uuid, slug, name from line where uuid = :uuid"};
constexpr db::Sql kFindBySlug{"line.find_by_slug", "select id, uuid, slug, name from line where slug = :slug"};
constexpr db::Sql kAll{"line.all", "select id, uuid, slug, name from line order by slug"};

Line line_of(const db::Row& row) {
  return {{row.integer(0)}, Uuid::of_bytes(row.text(1)).value(), row.text(2), row.text(3)};
}

std::optional<Line> first(const db::Rows& rows) {
  if (rows.empty()) return std::nullopt;
  return line_of(rows[0]);
}

}  // namespace

std::optional<Line> insert(Tx& tx, const NewLine& line) {
  return first(
      tx.db.run(kInsert, {{"uuid", tx.new_uuid()}, {"slug", line.slug}, {"name", line.name}, {"now", tx.now}}));
}

std::optional<Line> find(db::Connection& db, LineId id) {
  return first(db.run(kFind, {{"id", id}}));
}

std::optional<Line> find(db::Connection& db, const Uuid& uuid) {
  return first(db.run(kFindByUuid, {{"uuid", uuid}}));
}

std::optional<Line> find_by_slug(db::Connection& db, std::string_view slug) {
  return first(db.run(kFindBySlug, {{"slug", slug}}));
}

std::vector<Line> all(db::Connection& db) {
  std::vector<Line> lines;
  for (const db::Row row : db.run(kAll)) lines.push_back(line_of(row));
  return lines;
}

}  // namespace onthaal::lines::store
