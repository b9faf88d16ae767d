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
constexpr db::Sql kSettings{"line.settings", "select revision, settings from line where id = :id"};
constexpr db::Sql kSetSettings{"line.set_settings",
                               "update line set name = :name, settings = :settings, revision = revision + 1"
                               " where id = :id and revision = :revision returning revision"};
constexpr db::Sql kIsOpen{"line.is_open", "select is_open from line where id = :id"};
constexpr db::Sql kSetOpen{"line.set_open",
                           "update line set is_open = :is_open where id = :id and is_open <> :is_open"};

Line line_of(const db::Row& row) {
  return {{row.integer(0)}, row.uuid(1), row.text(2), row.text(3)};
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

std::optional<Kept> settings(db::Connection& db, LineId id) {
  const db::Rows rows = db.run(kSettings, {{"id", id}});
  if (rows.empty()) return std::nullopt;
  return Kept{rows[0].integer(0), rows[0].text(1)};
}

std::optional<std::int64_t> set_settings(db::Connection& db, LineId id, std::int64_t revision, std::string_view name,
                                         std::string_view settings) {
  const db::Rows rows =
      db.run(kSetSettings, {{"id", id}, {"revision", revision}, {"name", name}, {"settings", settings}});
  if (rows.empty()) return std::nullopt;
  return rows[0].integer(0);
}

std::optional<bool> is_open(db::Connection& db, LineId id) {
  const db::Rows rows = db.run(kIsOpen, {{"id", id}});
  if (rows.empty()) return std::nullopt;
  return rows[0].integer(0) != 0;
}

bool set_open(db::Connection& db, LineId id, bool is_open) {
  return db.run(kSetOpen, {{"id", id}, {"is_open", is_open}}).changed() > 0;
}

}  // namespace onthaal::lines::store
