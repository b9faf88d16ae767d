#include "features/guides/guides_store.h"

namespace onthaal::guides {
namespace {

constexpr db::Sql kAll{"guide.all",
                       "select uuid, kind, code, title, text, is_step from guide where line = :line and is_gone = 0"
                       " order by position, id"};
constexpr db::Sql kFind{"guide.find",
                        "select uuid, kind, code, title, text, is_step from guide where line = :line and uuid = :uuid"
                        " and is_gone = 0"};
constexpr db::Sql kIsStep{"guide.is_step",
                          "select 1 from guide where line = :line and code = :code and is_step = 1 and is_gone = 0"};
constexpr db::Sql kInsert{"guide.insert",
                          "insert into guide (uuid, line, kind, code, title, text, is_step, position) values (:uuid,"
                          " :line, :kind, :code, :title, :text, :is_step, (select coalesce(max(position), -1) + 1 from"
                          " guide where line = :line)) on conflict (line, code) do nothing returning uuid"};
constexpr db::Sql kRestore{"guide.restore",
                           "update guide set kind = :kind, title = :title, text = :text, is_step = :is_step, is_gone ="
                           " 0 where line = :line and code = :code and is_gone = 1"};
constexpr db::Sql kUpdate{"guide.update",
                          "update guide set kind = :kind, title = :title, text = :text, is_step = :is_step"
                          " where line = :line and uuid = :uuid and is_gone = 0"};
constexpr db::Sql kDrop{"guide.drop",
                        "update guide set is_gone = 1 where line = :line and uuid = :uuid and is_gone = 0"};

store::Guide guide_of(const db::Row& row) {
  return {{.kind = row.text(1),
           .code = row.text(2),
           .title = row.text(3),
           .text = row.text(4),
           .is_step = row.integer(5) != 0},
          row.uuid(0)};
}

}  // namespace

namespace store {

std::vector<Guide> all(db::Connection& db, LineId line) {
  std::vector<Guide> guides;
  for (const db::Row row : db.run(kAll, {{"line", line}})) guides.push_back(guide_of(row));
  return guides;
}

std::optional<Guide> find(db::Connection& db, LineId line, const Uuid& uuid) {
  const db::Rows rows = db.run(kFind, {{"line", line}, {"uuid", uuid}});
  if (rows.empty()) return std::nullopt;
  return guide_of(rows[0]);
}

std::optional<Uuid> insert(Tx& tx, LineId line, const NewGuide& guide) {
  const Uuid uuid = tx.new_uuid();
  const db::Rows inserted = tx.db.run(kInsert, {{"uuid", uuid},
                                                {"line", line},
                                                {"kind", guide.kind},
                                                {"code", guide.code},
                                                {"title", guide.title},
                                                {"text", guide.text},
                                                {"is_step", guide.is_step}});
  return inserted.empty() ? std::nullopt : std::optional(uuid);
}

void restore(Tx& tx, LineId line, const NewGuide& guide) {
  if (insert(tx, line, guide)) return;
  tx.db.run(kRestore, {{"line", line},
                       {"code", guide.code},
                       {"kind", guide.kind},
                       {"title", guide.title},
                       {"text", guide.text},
                       {"is_step", guide.is_step}});
}

bool update(db::Connection& db, LineId line, const Uuid& uuid, const NewGuide& guide) {
  return db.run(kUpdate, {{"line", line},
                          {"uuid", uuid},
                          {"kind", guide.kind},
                          {"title", guide.title},
                          {"text", guide.text},
                          {"is_step", guide.is_step}})
             .changed() > 0;
}

bool drop(db::Connection& db, LineId line, const Uuid& uuid) {
  return db.run(kDrop, {{"line", line}, {"uuid", uuid}}).changed() > 0;
}

}  // namespace store

bool is_step(db::Connection& db, LineId line, std::string_view code) {
  return !db.run(kIsStep, {{"line", line}, {"code", code}}).empty();
}

}  // namespace onthaal::guides
