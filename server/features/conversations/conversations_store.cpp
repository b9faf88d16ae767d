#include "features/conversations/conversations_store.h"

#include <algorithm>
#include <array>
#include <stdexcept>

namespace onthaal::conversations::store {
namespace {

constexpr std::array<std::string_view, 5> kStates{"waiting", "active", "ended", "left", "refused"};

constexpr db::Sql kFind{"conversation.find",
                        "select c.id, c.uuid, c.line, l.uuid, c.state, c.visit, c.operator, s.alias, k.id, k.master,"
                        " k.wrapped, c.first_accepted_at, c.guide_ends_at, c.visitor_lost_at, c.operator_lost_at,"
                        " c.aside_at, c.exited_at, c.ended_at, c.away, c.last_operator, c.for_staff, case when"
                        " c.front = 0 and c.visitor_lost_at = c.requested_at then 1 else 0 end from conversation c"
                        " join line l on l.id = c.line"
                        " join seal_key k on k.id = c.key left join staff s on s.id = c.operator and"
                        " s.state = 'active' and exists (select 1 from staff_role r where r.staff = s.id and"
                        " r.line = c.line and r.role in ('operator', 'coordinator')) where c.uuid = :uuid"};
constexpr db::Sql kUuid{"conversation.uuid", "select uuid from conversation where id = :id"};
constexpr db::Sql kOpenOf{"conversation.open_of",
                          "select id from conversation where visit = :visit and state in ('waiting', 'active')"};
constexpr db::Sql kActiveOf{"conversation.active_of_staff",
                            "select id from conversation where operator = :staff and state = 'active' order by id"};
constexpr db::Sql kWaitingFor{"conversation.waiting_for",
                              "select id from conversation where for_staff = :staff and state = 'waiting' order by id"};
constexpr db::Sql kInsert{
    "conversation.insert",
    "insert into conversation (uuid, line, visit, key, nickname, register, state, queue, requested_at, who, device,"
    " topic, visitor_lost_at, front, for_staff, is_second) values (:uuid, :line, :visit, :key, :nickname, :register, "
    "'waiting', :line, :now,"
    " :who, :device, :topic, :now, :front, :for_staff, :is_second) returning id"};
constexpr db::Sql kAccept{
    "conversation.accept",
    "update conversation set state = 'active', queue = null, operator = :staff, last_operator = :staff,"
    " accepted_at = :now, first_accepted_at = coalesce(first_accepted_at, :now), guide_ends_at = :guide_ends_at,"
    " take_reason = coalesce(:reason, take_reason), front = 0, away = 0, operator_lost_at = :now,"
    " for_staff = null, kept_for = null, wants = null, unattended_at = null where id = :id and state = 'waiting' "
    "returning id"};
constexpr db::Sql kEnd{
    "conversation.end",
    "update conversation set state = :to, queue = null, ended_at = :now, ended_by = :by,"
    " ended_cause = :cause, ended_why = :why, closing = :closing, for_staff = null, kept_for = null, front = 0, away = "
    "0, aside_at = "
    "null,"
    " visitor_lost_at = null, operator_lost_at = null where id = :id and state = :from returning id"};
constexpr db::Sql kGiveBack{
    "conversation.give_back",
    "update conversation set state = 'waiting', queue = line, operator = null, front = 1, aside_at = null,"
    " guide_ends_at = null, operator_lost_at = null, for_staff = :for_staff where id = :id and state = 'active'"
    " returning id"};
constexpr db::Sql kExtend{
    "conversation.extend",
    "update conversation set guide_ends_at = :guide_ends_at where id = :id and state = 'active' returning id"};
constexpr db::Sql kSetAside{"conversation.set_aside",
                            "update conversation set aside_at = :at where id = :id and state = 'active' returning id"};

Subject subject_of(const db::Row& row) {
  return {{row.integer(0)}, row.uuid(1), {row.integer(2)}, row.uuid(3)};
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
                 .wrapped = row.maybe_text(10),
                 .first_accepted_at = row.maybe_integer(11),
                 .guide_ends_at = row.maybe_integer(12),
                 .visitor_lost_at = row.maybe_integer(13),
                 .operator_lost_at = row.maybe_integer(14),
                 .aside_at = row.maybe_integer(15),
                 .exited_at = row.maybe_integer(16),
                 .ended_at = row.maybe_integer(17),
                 .is_away = row.integer(18) != 0,
                 .last_operator = row.is_null(19) ? std::nullopt : std::optional(StaffId{row.integer(19)}),
                 .for_staff = row.is_null(20) ? std::nullopt : std::optional(StaffId{row.integer(20)}),
                 .never_came = row.integer(21) != 0};
}

}  // namespace

std::string_view name_of(State state) {
  return kStates.at(static_cast<std::size_t>(state));
}

State state_of(std::string_view name) {
  const auto found = std::ranges::find(kStates, name);
  if (found == kStates.end()) throw std::logic_error("a conversation in an unknown state");
  return static_cast<State>(found - kStates.begin());
}

std::optional<Current> find(db::Connection& db, const Uuid& uuid) {
  return current_of(db.run(kFind, {{"uuid", uuid}}));
}

std::optional<Current> find(db::Connection& db, ConversationId id) {
  const db::Rows rows = db.run(kUuid, {{"id", id}});
  return rows.empty() ? std::nullopt : find(db, rows[0].uuid(0));
}

std::vector<ConversationId> open_of(db::Connection& db, VisitId visit) {
  std::vector<ConversationId> all;
  for (const db::Row row : db.run(kOpenOf, {{"visit", visit}})) all.push_back({row.integer(0)});
  return all;
}

std::vector<ConversationId> active_of(db::Connection& db, StaffId staff) {
  std::vector<ConversationId> all;
  for (const db::Row row : db.run(kActiveOf, {{"staff", staff}})) all.push_back({row.integer(0)});
  return all;
}

std::vector<ConversationId> waiting_for(db::Connection& db, StaffId staff) {
  std::vector<ConversationId> all;
  for (const db::Row row : db.run(kWaitingFor, {{"staff", staff}})) all.push_back({row.integer(0)});
  return all;
}

std::optional<streams::Sealing> sealing_of(const Current& current, const seal::Keyring& keys) {
  if (!current.wrapped) return std::nullopt;
  auto key = keys.unwrap(*current.wrapped, current.master, current.subject.uuid);
  if (!key) return std::nullopt;
  return streams::Sealing{current.key, current.subject.uuid, *key};
}

ConversationId insert(Tx& tx, const NewConversation& conversation) {
  const Request& request = conversation.request;
  const db::Rows rows = tx.db.run(kInsert, {{"uuid", conversation.uuid},
                                            {"line", request.line.id},
                                            {"visit", request.visit},
                                            {"key", conversation.key},
                                            {"nickname", db::Bytes{conversation.nickname}},
                                            {"register", request.language},
                                            {"now", tx.now},
                                            {"who", request.who},
                                            {"device", request.device},
                                            {"topic", request.topic},
                                            {"front", request.is_front},
                                            {"for_staff", request.for_staff},
                                            {"is_second", request.is_second}});
  return {rows[0].integer(0)};
}

bool accept(Tx& tx, ConversationId id, StaffId staff, Millis guide_ends_at, const std::optional<std::string>& reason) {
  return !tx.db
              .run(
                  kAccept,
                  {{"id", id}, {"staff", staff}, {"now", tx.now}, {"guide_ends_at", guide_ends_at}, {"reason", reason}})
              .empty();
}

bool end(Tx& tx, ConversationId id, const Ending& ending) {
  return !tx.db
              .run(kEnd, {{"id", id},
                          {"from", name_of(ending.from)},
                          {"to", name_of(ending.to)},
                          {"by", ending.by},
                          {"cause", ending.cause},
                          {"closing", ending.closing},
                          {"why", ending.why},
                          {"now", tx.now}})
              .empty();
}

bool give_back(Tx& tx, ConversationId id, std::optional<StaffId> for_staff) {
  return !tx.db.run(kGiveBack, {{"id", id}, {"for_staff", for_staff}}).empty();
}

bool extend(Tx& tx, ConversationId id, Millis guide_ends_at) {
  return !tx.db.run(kExtend, {{"id", id}, {"guide_ends_at", guide_ends_at}}).empty();
}

bool set_aside(Tx& tx, ConversationId id, std::optional<Millis> at) {
  return !tx.db.run(kSetAside, {{"id", id}, {"at", at}}).empty();
}

}  // namespace onthaal::conversations::store
