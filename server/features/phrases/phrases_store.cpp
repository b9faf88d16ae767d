#include "features/phrases/phrases_store.h"

namespace onthaal::phrases::store {
namespace {

constexpr db::Sql kAll{"phrase.all",
                       "select p.uuid, p.title, p.text, t.code, p.register from phrase p left join term t on"
                       " t.id = p.theme where p.line = :line and p.is_gone = 0 order by p.position, p.id"};
constexpr db::Sql kFind{"phrase.find",
                        "select p.uuid, p.title, p.text, t.code, p.register from phrase p left join term t on"
                        " t.id = p.theme where p.line = :line and p.uuid = :uuid and p.is_gone = 0"};
constexpr db::Sql kInsert{"phrase.insert",
                          "insert into phrase (uuid, line, theme, register, title, text, position) values"
                          " (:uuid, :line, :theme, :register, :title, :text,"
                          " (select coalesce(max(position), -1) + 1 from phrase where line = :line))"};
constexpr db::Sql kUpdate{"phrase.update",
                          "update phrase set theme = :theme, register = :register, title = :title, text = :text"
                          " where line = :line and uuid = :uuid and is_gone = 0"};
constexpr db::Sql kDrop{"phrase.drop",
                        "update phrase set is_gone = 1 where line = :line and uuid = :uuid and is_gone = 0"};

Phrase phrase_of(const db::Row& row) {
  return {.uuid = row.uuid(0),
          .title = row.text(1),
          .text = row.text(2),
          .theme = row.maybe_text(3),
          .language = row.maybe_text(4)};
}

}  // namespace

std::vector<Phrase> all(db::Connection& db, LineId line) {
  std::vector<Phrase> phrases;
  for (const db::Row row : db.run(kAll, {{"line", line}})) phrases.push_back(phrase_of(row));
  return phrases;
}

std::optional<Phrase> find(db::Connection& db, LineId line, const Uuid& uuid) {
  const db::Rows rows = db.run(kFind, {{"line", line}, {"uuid", uuid}});
  if (rows.empty()) return std::nullopt;
  return phrase_of(rows[0]);
}

Uuid insert(Tx& tx, LineId line, const NewPhrase& phrase) {
  const Uuid uuid = tx.new_uuid();
  tx.db.run(kInsert, {{"uuid", uuid},
                      {"line", line},
                      {"theme", phrase.theme},
                      {"register", phrase.language},
                      {"title", phrase.title},
                      {"text", phrase.text}});
  return uuid;
}

bool update(db::Connection& db, LineId line, const Uuid& uuid, const NewPhrase& phrase) {
  return db.run(kUpdate, {{"line", line},
                          {"uuid", uuid},
                          {"theme", phrase.theme},
                          {"register", phrase.language},
                          {"title", phrase.title},
                          {"text", phrase.text}})
             .changed() > 0;
}

bool drop(db::Connection& db, LineId line, const Uuid& uuid) {
  return db.run(kDrop, {{"line", line}, {"uuid", uuid}}).changed() > 0;
}

}  // namespace onthaal::phrases::store
