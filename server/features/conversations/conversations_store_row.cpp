#include "features/conversations/conversations_store.h"

// Parts of the row that no two people race for, and the row as it is shown.
namespace onthaal::conversations {
namespace store {
namespace {

constexpr db::Sql kSetExited{"conversation.set_exited", "update conversation set exited_at = :now where id = :id"};
constexpr db::Sql kSetAway{"conversation.set_away", "update conversation set away = :away where id = :id"};
constexpr db::Sql kSetVisitorLost{
    "conversation.set_visitor_lost",
    "update conversation set visitor_lost_at = :at, breaks = breaks + :breaks where id = :id"};
constexpr db::Sql kSetOperatorLost{"conversation.set_operator_lost",
                                   "update conversation set operator_lost_at = :at where id = :id"};
constexpr db::Sql kSetAllLost{"conversation.set_all_lost",
                              "update conversation set visitor_lost_at = :now, operator_lost_at = case state"
                              " when 'active' then :now end where state in ('waiting', 'active') returning id"};
constexpr db::Sql kIntake{"conversation.intake",
                          "select who, topic, age, gender, source, question from conversation where id = :id"};
constexpr db::Sql kSetNickname{"conversation.set_nickname",
                               "update conversation set nickname = :nickname where id = :id"};
constexpr db::Sql kSetIntake{"conversation.set_intake",
                             "update conversation set age = :age, gender = :gender, source = :source,"
                             " question = :question where id = :id"};
constexpr db::Sql kAddCounted{"conversation.add_counted",
                              "update conversation set first_answer_at = coalesce(first_answer_at, :first_answer_at),"
                              " messages_visitor = coalesce(messages_visitor, 0) + :messages_visitor,"
                              " messages_operator = coalesce(messages_operator, 0) + :messages_operator,"
                              " words_visitor = coalesce(words_visitor, 0) + :words_visitor,"
                              " words_operator = coalesce(words_operator, 0) + :words_operator where id = :id"};
constexpr db::Sql kShown{
    "conversation.shown",
    "select c.id, c.uuid, c.line, l.uuid, l.slug, l.name, c.state, c.nickname, c.register, s.alias, c.requested_at,"
    " coalesce(c.first_accepted_at, c.accepted_at), c.ended_at, coalesce(c.ended_why, c.ended_cause, c.ended_by),"
    " c.closing,"
    " c.guide_ends_at, c.exited_at, c.who, topic.code, c.age, c.gender, c.question, source.code, c.device, (select"
    " count(*) from conversation w where w.queue = c.queue and w.state = 'waiting' and w.away = 0 and (w.front >"
    " c.front or (w.front = c.front and w.id < c.id))) + 1, c.key, c.operator, c.wants, colleague.alias, c.warned_at,"
    " c.unattended_at, c.is_forgotten, c.forgotten_by from conversation c"
    " join line l on l.id = c.line left join staff colleague on colleague.id = c.for_staff left join staff s on s.id = "
    "c.operator left join term topic on topic.id = c.topic left join term source on"
    " source.id = c.source where c.id = :id"};

std::optional<TermId> term_of(const db::Row& row, std::size_t column) {
  return row.is_null(column) ? std::nullopt : std::optional(TermId{row.integer(column)});
}

}  // namespace

void set_exited(Tx& tx, ConversationId id) {
  tx.db.run(kSetExited, {{"id", id}, {"now", tx.now}});
}

void set_away(Tx& tx, ConversationId id, bool is_away) {
  tx.db.run(kSetAway, {{"id", id}, {"away", is_away}});
}

void set_visitor_lost(Tx& tx, ConversationId id, std::optional<Millis> at, bool is_break) {
  tx.db.run(kSetVisitorLost, {{"id", id}, {"at", at}, {"breaks", is_break}});
}

void set_operator_lost(Tx& tx, ConversationId id, std::optional<Millis> at) {
  tx.db.run(kSetOperatorLost, {{"id", id}, {"at", at}});
}

std::vector<ConversationId> set_all_lost(Tx& tx) {
  std::vector<ConversationId> all;
  for (const db::Row row : tx.db.run(kSetAllLost, {{"now", tx.now}})) all.push_back({row.integer(0)});
  return all;
}

FullIntake full_intake(db::Connection& db, ConversationId id) {
  const db::Rows rows = db.run(kIntake, {{"id", id}});
  const db::Row row = rows[0];
  return {row.maybe_integer(2), row.maybe_text(3), term_of(row, 4), row.maybe_text(5)};
}

void set_nickname(Tx& tx, ConversationId id, std::string_view sealed) {
  tx.db.run(kSetNickname, {{"id", id}, {"nickname", db::Bytes{sealed}}});
}

void set_intake(Tx& tx, ConversationId id, const FullIntake& intake) {
  std::optional<db::Bytes> question;
  if (intake.question) question = db::Bytes{*intake.question};
  tx.db.run(
      kSetIntake,
      {{"id", id}, {"age", intake.age}, {"gender", intake.gender}, {"source", intake.source}, {"question", question}});
}

void add_counted(Tx& tx, ConversationId id, const Counted& counted) {
  tx.db.run(kAddCounted, {{"id", id},
                          {"first_answer_at", counted.first_answer_at},
                          {"messages_visitor", counted.messages_visitor},
                          {"messages_operator", counted.messages_operator},
                          {"words_visitor", counted.words_visitor},
                          {"words_operator", counted.words_operator}});
}

std::optional<Shown> find_shown(db::Connection& db, ConversationId id) {
  const db::Rows rows = db.run(kShown, {{"id", id}});
  if (rows.empty()) return std::nullopt;
  const db::Row row = rows[0];
  return Shown{.subject = {{row.integer(0)}, row.uuid(1), {row.integer(2)}, row.uuid(3)},
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
               .closing = row.maybe_text(14),
               .guide_ends_at = row.maybe_integer(15),
               .exited_at = row.maybe_integer(16),
               .who = row.maybe_text(17),
               .topic = row.maybe_text(18),
               .age = row.maybe_integer(19),
               .gender = row.maybe_text(20),
               .question = row.maybe_text(21),
               .source = row.maybe_text(22),
               .device = row.maybe_text(23),
               .place = row.integer(24),
               .key = row.integer(25),
               .owner = row.is_null(26) ? std::nullopt : std::optional(StaffId{row.integer(26)}),
               .wants = row.maybe_text(27),
               .passed_to = row.maybe_text(28),
               .is_warned = !row.is_null(29),
               .is_unattended = !row.is_null(30),
               .is_forgotten = row.integer(31) != 0,
               .forgotten_by = row.maybe_text(32)};
}

}  // namespace store

Intake intake_of(db::Connection& db, ConversationId id) {
  const db::Rows rows = db.run(store::kIntake, {{"id", id}});
  const db::Row row = rows[0];
  return {row.maybe_text(0), store::term_of(row, 1), row.maybe_integer(2), row.maybe_text(3), store::term_of(row, 4)};
}

}  // namespace onthaal::conversations
