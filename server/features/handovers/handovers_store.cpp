#include "features/handovers/handovers_store.h"

#include <algorithm>
#include <array>
#include <stdexcept>

#include "features/handovers/handovers_wire.h"

namespace onthaal::handovers::store {
namespace {

constexpr std::array<std::string_view, 9> kStates{"asked",  "refused", "agreed",    "taken",    "greeted",
                                                  "booked", "linked",  "not_taken", "withdrawn"};

#define ONTHAAL_HANDOVER                                                                                          \
  "select h.id, h.uuid, h.conversation, c.uuid, h.kind, h.state, h.theme, h.summary, h.with_summary, h.second,"   \
  " s.uuid, h.passed, h.take_until, p.name, p.privacy, p.target, p.url, p.take_minutes, l.name from handover h"   \
  " join conversation c on c.id = h.conversation join line l on l.id = c.line join partner p on p.id = h.partner" \
  " left join conversation s on s.id = h.second"

constexpr db::Sql kFindByUuid{"handover.find_by_uuid", ONTHAAL_HANDOVER " where h.uuid = :uuid"};
constexpr db::Sql kFind{"handover.find", ONTHAAL_HANDOVER " where h.id = :id"};
constexpr db::Sql kFindOfSecond{"handover.find_of_second", ONTHAAL_HANDOVER " where h.second = :second"};
constexpr db::Sql kOfFirst{"handover.of_first",
                           ONTHAAL_HANDOVER " where h.conversation = :first and h.kind <> 'booked' order by h.id desc"};
constexpr db::Sql kAskedOf{"handover.asked_of", ONTHAAL_HANDOVER
                           " where p.line = :line and p.uuid = :partner and h.state = 'asked' order by h.id"};
#undef ONTHAAL_HANDOVER

constexpr db::Sql kInsert{
    "handover.insert",
    "insert into handover (uuid, conversation, partner, kind, state, made_by, theme, summary, asked_at) values (:uuid,"
    " :first, :partner, :kind, :state, :made_by, :theme, :summary, :now) on conflict do nothing returning id"};
// What was not said yes to is not kept beside the talk.
constexpr db::Sql kAnswer{
    "handover.answer",
    "update handover set state = :to, with_summary = :with_summary, answered_at = :now,"
    " summary = case when :with_summary = 1 then summary else null end,"
    " ended_at = case when :to = 'agreed' then null else :now end where id = :id and state = 'asked' returning id"};
constexpr db::Sql kSetSummary{"handover.set_summary", "update handover set summary = :summary where id = :id"};
constexpr db::Sql kSetPassed{"handover.set_passed", "update handover set passed = :passed where id = :id"};
constexpr db::Sql kTake{
    "handover.take",
    "update handover set state = 'taken', taken_at = :now where id = :id and state = 'agreed' returning id"};
constexpr db::Sql kPutBack{"handover.put_back",
                           "update handover set state = 'agreed', taken_at = null, take_until = :take_until"
                           " where id = :id and state = 'taken' returning id"};
constexpr db::Sql kEnd{"handover.end",
                       "update handover set state = :to, ended_at = :now,"
                       " summary = case when answered_at is null then null else summary end"
                       " where id = :id and state = :from returning id"};
constexpr db::Sql kGreet{"handover.greet",
                         "update handover set state = 'greeted', ended_at = :now where second = :second and"
                         " state = 'taken' returning id"};
constexpr db::Sql kSetSecond{
    "handover.set_second",
    "update handover set second = :second, passed = :passed, take_until = :take_until where id = :id"};

Handover handover_of(const db::Row& row) {
  return {.id = {row.integer(0)},
          .uuid = row.uuid(1),
          .first = {row.integer(2)},
          .first_uuid = row.uuid(3),
          .kind = row.text(4),
          .state = static_cast<State>(std::ranges::find(kStates, row.text(5)) - kStates.begin()),
          .theme = row.is_null(6) ? std::nullopt : std::optional(TermId{row.integer(6)}),
          .summary = row.maybe_text(7),
          .with_summary = row.integer(8) != 0,
          .second = row.is_null(9) ? std::nullopt : std::optional(ConversationId{row.integer(9)}),
          .second_uuid = row.maybe_uuid(10),
          .passed = row.maybe_text(11),
          .take_until = row.maybe_integer(12),
          .partner = row.text(13),
          .privacy = wire::parse_label(row.text(14)),
          .target = row.is_null(15) ? std::nullopt : std::optional(LineId{row.integer(15)}),
          .url = row.maybe_text(16),
          .take_minutes = row.integer(17),
          .line = row.text(18)};
}

std::optional<Handover> first(const db::Rows& rows) {
  if (rows.empty()) return std::nullopt;
  return handover_of(rows[0]);
}

std::optional<db::Bytes> bytes(const std::optional<std::string>& sealed) {
  if (!sealed) return std::nullopt;
  return db::Bytes{*sealed};
}

}  // namespace

std::string_view state_name(State state) {
  return kStates.at(static_cast<std::size_t>(state));
}

std::optional<Handover> find(db::Connection& db, const Uuid& uuid) {
  return first(db.run(kFindByUuid, {{"uuid", uuid}}));
}

std::optional<Handover> find(db::Connection& db, HandoverId id) {
  return first(db.run(kFind, {{"id", id}}));
}

std::optional<Handover> find_of_second(db::Connection& db, ConversationId second) {
  return first(db.run(kFindOfSecond, {{"second", second}}));
}

std::vector<Handover> of_first(db::Connection& db, ConversationId first) {
  std::vector<Handover> found;
  for (const db::Row row : db.run(kOfFirst, {{"first", first}})) found.push_back(handover_of(row));
  return found;
}

std::vector<Handover> asked_of(db::Connection& db, LineId line, const Uuid& partner) {
  std::vector<Handover> found;
  for (const db::Row row : db.run(kAskedOf, {{"line", line}, {"partner", partner}})) found.push_back(handover_of(row));
  return found;
}

std::optional<HandoverId> insert(Tx& tx, const NewHandover& handover) {
  const db::Rows rows = tx.db.run(kInsert, {{"uuid", handover.uuid},
                                            {"first", handover.first},
                                            {"partner", handover.partner},
                                            {"kind", handover.kind},
                                            {"state", state_name(handover.state)},
                                            {"made_by", handover.made_by},
                                            {"theme", handover.theme},
                                            {"summary", bytes(handover.summary)},
                                            {"now", tx.now}});
  if (rows.empty()) return std::nullopt;
  return HandoverId{rows[0].integer(0)};
}

void set_summary(Tx& tx, HandoverId id, std::string_view sealed) {
  tx.db.run(kSetSummary, {{"id", id}, {"summary", db::Bytes{sealed}}});
}

void set_passed(Tx& tx, HandoverId id, std::string_view sealed) {
  tx.db.run(kSetPassed, {{"id", id}, {"passed", db::Bytes{sealed}}});
}

bool answer(Tx& tx, HandoverId id, State to, bool with_summary) {
  return !tx.db.run(kAnswer, {{"id", id}, {"to", state_name(to)}, {"with_summary", with_summary}, {"now", tx.now}})
              .empty();
}

bool take(Tx& tx, HandoverId id) {
  return !tx.db.run(kTake, {{"id", id}, {"now", tx.now}}).empty();
}

bool put_back(Tx& tx, HandoverId id, Millis take_until) {
  return !tx.db.run(kPutBack, {{"id", id}, {"take_until", take_until}}).empty();
}

bool end(Tx& tx, HandoverId id, State from, State to) {
  return !tx.db.run(kEnd, {{"id", id}, {"from", state_name(from)}, {"to", state_name(to)}, {"now", tx.now}}).empty();
}

std::optional<HandoverId> greet(Tx& tx, ConversationId second) {
  const db::Rows rows = tx.db.run(kGreet, {{"second", second}, {"now", tx.now}});
  if (rows.empty()) return std::nullopt;
  return HandoverId{rows[0].integer(0)};
}

void set_second(Tx& tx, HandoverId id, ConversationId second, const std::optional<std::string>& passed,
                Millis take_until) {
  tx.db.run(kSetSecond, {{"id", id}, {"second", second}, {"passed", bytes(passed)}, {"take_until", take_until}});
}

}  // namespace onthaal::handovers::store
