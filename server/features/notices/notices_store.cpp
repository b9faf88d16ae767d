#include "features/notices/notices_store.h"

#include <array>

namespace onthaal::notices::store {
namespace {

constexpr std::array<std::string_view, 11> kKinds{"help",     "frequent", "last_paused", "nobody", "overdue", "legal",
                                                  "readings", "keys",     "departed",    "mail",   "reader"};

constexpr db::Sql kList{"notice.list",
                        "select n.uuid, n.kind, c.uuid, s.alias, n.number, n.at, n.seen_at from notice n"
                        " left join conversation c on c.id = n.conversation left join staff s on s.id = n.staff"
                        " where n.line = :line and (n.seen_at is null or n.at >= :since)"
                        " order by case when n.seen_at is null then 0 else 1 end, n.at desc, n.id desc limit :limit"};
constexpr db::Sql kUnseen{"notice.unseen",
                          "select n.uuid, n.kind, c.uuid, s.alias, n.number, n.at, n.seen_at from notice n"
                          " left join conversation c on c.id = n.conversation left join staff s on s.id = n.staff"
                          " where n.line = :line and n.seen_at is null order by n.at desc, n.id desc limit :limit"};
constexpr db::Sql kRefresh{
    "notice.refresh",
    "update notice set at = :now, number = :number where line = :line and kind = :kind and seen_at is null and"
    " coalesce(conversation, 0) = :conversation and coalesce(staff, 0) = :staff returning id"};
constexpr db::Sql kInsert{"notice.insert",
                          "insert into notice (uuid, line, kind, conversation, staff, number, at)"
                          " values (:uuid, :line, :kind, :conversation, :staff, :number, :now)"};
constexpr db::Sql kFind{"notice.find", "select kind, at from notice where line = :line and uuid = :uuid"};
constexpr db::Sql kSee{"notice.see",
                       "update notice set seen_at = :now, seen_by = :by where line = :line and uuid = :uuid and"
                       " seen_at is null returning id"};
constexpr db::Sql kSeeAbout{"notice.see_about",
                            "update notice set seen_at = :now, seen_by = :by where line = :line and kind = :kind and"
                            " conversation = :conversation and seen_at is null returning id"};

std::vector<Listed> listed(const db::Rows& rows) {
  std::vector<Listed> all;
  for (const db::Row row : rows)
    all.push_back({.uuid = row.uuid(0),
                   .kind = row.text(1),
                   .conversation = row.maybe_uuid(2),
                   .alias = row.maybe_text(3),
                   .number = row.maybe_integer(4),
                   .at = row.integer(5),
                   .is_seen = !row.is_null(6)});
  return all;
}

}  // namespace

std::string_view name_of(Kind kind) {
  return kKinds.at(static_cast<std::size_t>(kind));
}

std::vector<Listed> list(db::Connection& db, LineId line, Millis since, std::int64_t limit) {
  return listed(db.run(kList, {{"line", line}, {"since", since}, {"limit", limit}}));
}

std::vector<Listed> unseen(db::Connection& db, LineId line, std::int64_t limit) {
  return listed(db.run(kUnseen, {{"line", line}, {"limit", limit}}));
}

bool refresh(Tx& tx, const Notice& notice) {
  return !tx.db
              .run(kRefresh, {{"line", notice.line},
                              {"kind", name_of(notice.kind)},
                              {"conversation", notice.conversation.value_or(ConversationId{0})},
                              {"staff", notice.staff.value_or(StaffId{0})},
                              {"number", notice.number},
                              {"now", tx.now}})
              .empty();
}

void insert(Tx& tx, const Notice& notice) {
  tx.db.run(kInsert, {{"uuid", tx.new_uuid()},
                      {"line", notice.line},
                      {"kind", name_of(notice.kind)},
                      {"conversation", notice.conversation},
                      {"staff", notice.staff},
                      {"number", notice.number},
                      {"now", tx.now}});
}

std::optional<Raised> find(db::Connection& db, LineId line, const Uuid& uuid) {
  const db::Rows rows = db.run(kFind, {{"line", line}, {"uuid", uuid}});
  if (rows.empty()) return std::nullopt;
  return Raised{rows[0].text(0), rows[0].integer(1)};
}

bool see(Tx& tx, LineId line, const Uuid& uuid, StaffId by) {
  return !tx.db.run(kSee, {{"line", line}, {"uuid", uuid}, {"by", by}, {"now", tx.now}}).empty();
}

bool see_about(Tx& tx, LineId line, Kind kind, ConversationId conversation, std::optional<StaffId> by) {
  return !tx.db
              .run(kSeeAbout, {{"line", line},
                               {"kind", name_of(kind)},
                               {"conversation", conversation},
                               {"by", by},
                               {"now", tx.now}})
              .empty();
}

}  // namespace onthaal::notices::store
