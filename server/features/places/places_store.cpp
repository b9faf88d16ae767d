#include "features/places/places_store.h"

namespace onthaal::places::store {
namespace {

constexpr db::Sql kAll{"place.all",
                       "select uuid, kind, name, about, phone, url, hours, town, is_public, week from place"
                       " where line = :line and is_gone = 0 order by position, id"};
constexpr db::Sql kPublic{"place.public",
                          "select uuid, kind, name, about, phone, url, hours, town, is_public, week from place"
                          " where line = :line and kind = :kind and is_public = 1 and is_gone = 0"
                          " order by position, id"};
constexpr db::Sql kFind{"place.find",
                        "select uuid, kind, name, about, phone, url, hours, town, is_public, week from place"
                        " where line = :line and uuid = :uuid and is_gone = 0"};
constexpr db::Sql kFindSame{"place.find_same",
                            "select uuid from place where line = :line and kind = :kind and name = :name"
                            " and coalesce(town, '') = :town and is_gone = 0 order by position, id limit 1"};
constexpr db::Sql kInsert{
    "place.insert",
    "insert into place (uuid, line, kind, name, about, phone, url, hours, town, is_public,"
    " week, position) values (:uuid, :line, :kind, :name, :about, :phone, :url, :hours, :town,"
    " :is_public, :week, (select coalesce(max(position), -1) + 1 from place where line = :line))"};
constexpr db::Sql kUpdate{"place.update",
                          "update place set kind = :kind, name = :name, about = :about, phone = :phone, url = :url,"
                          " hours = :hours, town = :town, is_public = :is_public, week = :week"
                          " where line = :line and uuid = :uuid and is_gone = 0"};
constexpr db::Sql kDrop{"place.drop",
                        "update place set is_gone = 1 where line = :line and uuid = :uuid and is_gone = 0"};

Place place_of(const db::Row& row) {
  return {{.kind = row.text(1),
           .name = row.text(2),
           .about = row.maybe_text(3),
           .phone = row.maybe_text(4),
           .url = row.maybe_text(5),
           .hours = row.maybe_text(6),
           .town = row.maybe_text(7),
           .week = row.maybe_text(9),
           .is_public = row.integer(8) != 0},
          row.uuid(0)};
}

std::vector<Place> list(const db::Rows& rows) {
  std::vector<Place> places;
  for (const db::Row row : rows) places.push_back(place_of(row));
  return places;
}

}  // namespace

std::vector<Place> all(db::Connection& db, LineId line) {
  return list(db.run(kAll, {{"line", line}}));
}

std::vector<Place> public_of(db::Connection& db, LineId line, std::string_view kind) {
  return list(db.run(kPublic, {{"line", line}, {"kind", kind}}));
}

std::optional<Place> find(db::Connection& db, LineId line, const Uuid& uuid) {
  const db::Rows rows = db.run(kFind, {{"line", line}, {"uuid", uuid}});
  if (rows.empty()) return std::nullopt;
  return place_of(rows[0]);
}

std::optional<Uuid> find_same(db::Connection& db, LineId line, const NewPlace& place) {
  const db::Rows rows = db.run(
      kFindSame, {{"line", line}, {"kind", place.kind}, {"name", place.name}, {"town", place.town.value_or("")}});
  if (rows.empty()) return std::nullopt;
  return rows[0].uuid(0);
}

Uuid insert(Tx& tx, LineId line, const NewPlace& place) {
  const Uuid uuid = tx.new_uuid();
  tx.db.run(kInsert, {{"uuid", uuid},
                      {"line", line},
                      {"kind", place.kind},
                      {"name", place.name},
                      {"about", place.about},
                      {"phone", place.phone},
                      {"url", place.url},
                      {"hours", place.hours},
                      {"town", place.town},
                      {"week", place.week},
                      {"is_public", place.is_public}});
  return uuid;
}

bool update(db::Connection& db, LineId line, const Uuid& uuid, const NewPlace& place) {
  return db.run(kUpdate, {{"line", line},
                          {"uuid", uuid},
                          {"kind", place.kind},
                          {"name", place.name},
                          {"about", place.about},
                          {"phone", place.phone},
                          {"url", place.url},
                          {"hours", place.hours},
                          {"town", place.town},
                          {"week", place.week},
                          {"is_public", place.is_public}})
             .changed() > 0;
}

bool drop(db::Connection& db, LineId line, const Uuid& uuid) {
  return db.run(kDrop, {{"line", line}, {"uuid", uuid}}).changed() > 0;
}

}  // namespace onthaal::places::store
