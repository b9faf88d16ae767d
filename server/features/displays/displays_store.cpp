#include "features/displays/displays_store.h"

namespace onthaal::displays::store {
namespace {

constexpr db::Sql kAll{"display.all",
                       "select d.uuid, d.name, s.alias, d.made_at, d.expires_at, d.used_at from display d"
                       " join staff s on s.id = d.made_by where d.line = :line and d.expires_at > :now order by d.id"};
constexpr db::Sql kInsert{"display.insert",
                          "insert into display (uuid, line, name, token_hash, made_by, made_at, expires_at) values"
                          " (:uuid, :line, :name, :token_hash, :made_by, :now, :expires_at)"};
constexpr db::Sql kDropExpired{"display.drop_expired", "delete from display where expires_at <= :now"};
constexpr db::Sql kDrop{"display.drop", "delete from display where uuid = :uuid"};
constexpr db::Sql kDropOfLine{"display.drop_of_line", "delete from display where uuid = :uuid and line = :line"};
constexpr db::Sql kFind{"display.find",
                        "select id, line, used_at from display where token_hash = :token_hash and expires_at > :now"};
constexpr db::Sql kUse{"display.use", "update display set used_at = :now where id = :id"};

}  // namespace

std::vector<Display> all(db::Connection& db, LineId line, Millis now) {
  std::vector<Display> displays;
  for (const db::Row row : db.run(kAll, {{"line", line}, {"now", now}}))
    displays.push_back({.uuid = row.uuid(0),
                        .name = row.text(1),
                        .made_by = row.text(2),
                        .made_at = row.integer(3),
                        .expires_at = row.integer(4),
                        .used_at = row.maybe_integer(5)});
  return displays;
}

Uuid insert(Tx& tx, const NewDisplay& display) {
  const Uuid uuid = tx.new_uuid();
  tx.db.run(kInsert, {{"uuid", uuid},
                      {"line", display.line},
                      {"name", display.name},
                      {"token_hash", db::Bytes{display.token_hash}},
                      {"made_by", display.made_by},
                      {"expires_at", display.expires_at},
                      {"now", tx.now}});
  return uuid;
}

void drop_expired(Tx& tx) {
  tx.db.run(kDropExpired, {{"now", tx.now}});
}

bool drop(db::Connection& db, std::optional<LineId> line, const Uuid& uuid) {
  const auto dropped = line ? db.run(kDropOfLine, {{"uuid", uuid}, {"line", *line}}) : db.run(kDrop, {{"uuid", uuid}});
  return dropped.changed() > 0;
}

std::optional<Opened> find(db::Connection& db, std::string_view token_hash, Millis now) {
  const db::Rows rows = db.run(kFind, {{"token_hash", db::Bytes{token_hash}}, {"now", now}});
  if (rows.empty()) return std::nullopt;
  return Opened{rows[0].integer(0), {rows[0].integer(1)}, rows[0].maybe_integer(2)};
}

void use(Tx& tx, std::int64_t id) {
  tx.db.run(kUse, {{"id", id}, {"now", tx.now}});
}

}  // namespace onthaal::displays::store
