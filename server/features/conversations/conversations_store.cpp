#include "features/conversations/conversations_store.h"

#include <algorithm>
#include <array>
#include <stdexcept>

namespace onthaal::conversations::store {
namespace {

constexpr std::array<std::string_view, 5> kStates{"waiting", "active", "ended", "left", "refused"};

constexpr db::Sql kFind{"conversation.find",
                        "select c.id, c.uuid, c.line, l.uuid, c.state, c.visit, c.operator, s.alias, k.id, k.master,"
                        " k.wrapped from conversation c join line l on l.id = c.line join seal_key k on k.id = c.key"
                        " left join staff s on s.id = c.operator and s.state = 'active' where c.uuid = :uuid"};
constexpr db::Sql kFindById{
    "conversation.find_by_id",
    "select c.id, c.uuid, c.line, l.uuid, c.state, c.visit, c.operator, s.alias, k.id, k.master,"
    " k.wrapped from conversation c join line l on l.id = c.line join seal_key k on k.id = c.key"
    " left join staff s on s.id = c.operator and s.state = 'active' where c.id = :id"};
constexpr db::Sql kInsert{"conversation.insert",
                          "insert into conversation (uuid, line, visit, key, nickname, register, state, queue,"
                          " requested_at) values (:uuid, :line, :visit, :key, :nickname, :register, 'waiting', :line,"
                          " :now) returning id"};
constexpr db::Sql kAccept{
    "conversation.accept",
    "update conversation set state = 'active', queue = null, operator = :staff, accepted_at = :now"
    " where id = :id and state = 'waiting' returning id"};
constexpr db::Sql kEnd{"conversation.end",
                       "update conversation set state = :to, queue = null, ended_at = :now, ended_by = :by"
                       " where id = :id and state = :from returning id"};
constexpr db::Sql kShown{
    "conversation.shown",
    "select c.id, c.uuid, c.line, l.uuid, l.slug, l.name, c.state, c.nickname, c.register, s.alias, c.requested_at,"
    " c.accepted_at, c.ended_at, c.ended_by, (select count(*) from conversation w where w.queue = c.queue and"
    " w.state = 'waiting' and (w.requested_at, w.id) <= (c.requested_at, c.id)), c.key"
    " from conversation c join line l on l.id = c.line left join staff s on s.id = c.operator where c.id = :id"};

Uuid uuid_of(const std::string& bytes) {
  return Uuid::of_bytes(bytes).value();
}

Subject subject_of(const db::Row& row) {
  return {{row.integer(0)}, uuid_of(row.text(1)), {row.integer(2)}, uuid_of(row.text(3))};
}

std::optional<Current> current_of(const db::Rows& rows) {
  if (rows.empty()) return std::nullopt;
  const db::Row row = rows[0];
  return Current{.subject = subject_of(row),
                 .state = state_of(row.text(4)),
                 .visit = {row.integer(5)},
                 .owner = row.is_null(6) ? std::nullopt : std::optional(StaffId{row.integer(6)}),
                 .alias = row.maybe_text(7),
                 .key = row.integer(8),
                 .master = row.integer(9),
                 .wrapped = row.maybe_text(10)};
}

}  // namespace

State state_of(std::string_view name) {
  const auto found = std::ranges::find(kStates, name);
  if (found == kStates.end()) throw std::logic_error("a conversation in an unknown state");
  return static_cast<State>(found - kStates.begin());
}

std::optional<Current> find(db::Connection& db, const Uuid& uuid) {
  return current_of(db.run(kFind, {{"uuid", uuid}}));
}

std::optional<Current> find(db::Connection& db, ConversationId id) {
  return current_of(db.run(kFindById, {{"id", id}}));
}

std::optional<streams::Sealing> sealing_of(const Current& current, const seal::Keyring& keys) {
  if (!current.wrapped) return std::nullopt;
  auto key = keys.unwrap(*current.wrapped, current.master, current.subject.uuid);
  if (!key) return std::nullopt;
  return streams::Sealing{current.key, current.subject.uuid, *key};
}

ConversationId insert(Tx& tx, const NewConversation& conversation) {
  const db::Rows rows = tx.db.run(kInsert, {{"uuid", conversation.uuid},
                                            {"line", conversation.line},
                                            {"visit", conversation.visit},
                                            {"key", conversation.key},
                                            {"nickname", db::Bytes{conversation.nickname}},
                                            {"register", conversation.language},
                                            {"now", tx.now}});
  return {rows[0].integer(0)};
}

bool accept(Tx& tx, ConversationId id, StaffId staff) {
  return !tx.db.run(kAccept, {{"id", id}, {"staff", staff}, {"now", tx.now}}).empty();
}

bool end(Tx& tx, ConversationId id, State from, State to, std::string_view by) {
  return !tx.db
              .run(kEnd, {{"id", id},
                          {"from", kStates.at(static_cast<std::size_t>(from))},
                          {"to", kStates.at(static_cast<std::size_t>(to))},
                          {"by", by},
                          {"now", tx.now}})
              .empty();
}

std::optional<Shown> find_shown(db::Connection& db, ConversationId id) {
  const db::Rows rows = db.run(kShown, {{"id", id}});
  if (rows.empty()) return std::nullopt;
  const db::Row row = rows[0];
  const std::int64_t place = row.integer(14);
  return Shown{.subject = subject_of(row),
               .line_slug = row.text(4),
               .line_name = row.text(5),
               .state = row.text(6),
               .nickname = row.text(7),
               .language = row.text(8),
               .operator_alias = row.maybe_text(9),
               .requested_at = row.integer(10),
               .accepted_at = row.maybe_integer(11),
               .ended_at = row.maybe_integer(12),
               .ended_by = row.maybe_text(13),
               .place = place > 0 ? std::optional(place) : std::nullopt,
               .key = row.integer(15)};
}

}  // namespace onthaal::conversations::store
