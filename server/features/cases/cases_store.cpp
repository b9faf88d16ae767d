#include "features/cases/cases_store.h"

namespace onthaal::cases::store {
namespace {

constexpr db::Sql kFind{
    "case.find",
    "select c.id, c.uuid, c.line, l.uuid, c.state, c.operator, c.key, c.for_staff, c.ended_at from conversation c"
    " join line l on l.id = c.line where c.uuid = :uuid"};
constexpr db::Sql kFindById{
    "case.find_by_id",
    "select c.id, c.uuid, c.line, l.uuid, c.state, c.operator, c.key, c.for_staff, c.ended_at from conversation"
    " c join line l on l.id = c.line where c.id = :id"};
constexpr db::Sql kCoaches{"case.coaches",
                           "select s.id, s.uuid, s.alias, k.reason, k.joined_at from coach k join staff s on"
                           " s.id = k.staff where k.conversation = :conversation and k.left_at is null order by k.id"};
constexpr db::Sql kIsCoach{"case.is_coach",
                           "select 1 from coach where conversation = :conversation and staff = :staff and"
                           " left_at is null"};
constexpr db::Sql kCoachedBy{"case.coached_by",
                             "select conversation from coach where staff = :staff and left_at is null order by id"};
constexpr db::Sql kJoin{
    "case.join",
    "insert into coach (conversation, staff, reason, joined_at, lost_at) select id, :staff, :reason, :now, :now from"
    " conversation"
    " where id = :conversation and state = 'active' on conflict (conversation, staff) where left_at is null do nothing"
    " returning id"};
constexpr db::Sql kLeave{"case.leave",
                         "update coach set left_at = :now where conversation = :conversation and staff = :staff and"
                         " left_at is null returning (select uuid from staff where id = coach.staff)"};
constexpr db::Sql kSetLost{"case.set_lost",
                           "update coach set lost_at = :at where conversation = :conversation and staff = :staff and"
                           " left_at is null"};
constexpr db::Sql kSetAllLost{"case.set_all_lost",
                              "update coach set lost_at = :now where left_at is null returning staff"};
constexpr db::Sql kLost{"case.lost",
                        "select conversation, lost_at from coach where staff = :staff and left_at is null and"
                        " lost_at is not null order by id"};
constexpr db::Sql kAddReading{"case.add_reading",
                              "insert into reading (conversation, line, staff, purpose, at)"
                              " values (:conversation, (select line from conversation where id = :conversation),"
                              " :staff, :purpose, :now)"};
constexpr db::Sql kHelp{"case.help",
                        "select event from case_event where stream = :conversation and event in ('help.asked',"
                        " 'help.answered') order by number desc limit 1"};
constexpr db::Sql kCoachesOfLine{
    "case.coaches_of_line",
    "select c.id, c.uuid, s.alias from coach k join conversation c on c.id = k.conversation join staff s on"
    " s.id = k.staff where c.line = :line and c.state in ('waiting', 'active') and k.left_at is null order by c.id, "
    "k.id"};
constexpr db::Sql kAskingOnLine{
    "case.asking_on_line",
    "select c.id, c.uuid from conversation c where c.line = :line and c.state in ('waiting', 'active') and (select"
    " event from case_event e where e.stream = c.id and e.event in ('help.asked', 'help.answered') order by number"
    " desc limit 1) = 'help.asked' order by c.id"};
constexpr db::Sql kAddEscalation{
    "case.add_escalation",
    "insert into escalation (uuid, conversation, to_whom, consent, why, second_person, made_by, at) values (:uuid,"
    " :conversation, :to_whom, :consent, :why, :second_person, :staff, :now)"};
constexpr db::Sql kEscalations{"case.escalations",
                               "select e.uuid, e.at, s.alias, e.to_whom, e.consent, e.why, e.second_person from"
                               " escalation e join staff s on s.id = e.made_by where e.conversation = :conversation"
                               " order by e.id"};

std::optional<Case> case_of(const db::Rows& rows) {
  if (rows.empty()) return std::nullopt;
  const db::Row row = rows[0];
  return Case{.subject = {{row.integer(0)}, row.uuid(1), {row.integer(2)}, row.uuid(3)},
              .state = row.text(4),
              .owner = row.is_null(5) ? std::nullopt : std::optional(StaffId{row.integer(5)}),
              .key = row.integer(6),
              .for_staff = row.is_null(7) ? std::nullopt : std::optional(StaffId{row.integer(7)}),
              .ended_at = row.maybe_integer(8)};
}

}  // namespace

std::optional<Case> find(db::Connection& db, const Uuid& uuid) {
  return case_of(db.run(kFind, {{"uuid", uuid}}));
}

std::optional<Case> find(db::Connection& db, ConversationId id) {
  return case_of(db.run(kFindById, {{"id", id}}));
}

std::vector<Coach> coaches(db::Connection& db, ConversationId conversation) {
  std::vector<Coach> all;
  for (const db::Row row : db.run(kCoaches, {{"conversation", conversation}}))
    all.push_back({.staff = {row.integer(0)},
                   .uuid = row.uuid(1),
                   .alias = row.text(2),
                   .reason = row.text(3),
                   .since = row.integer(4)});
  return all;
}

bool is_coach(db::Connection& db, ConversationId conversation, StaffId staff) {
  return !db.run(kIsCoach, {{"conversation", conversation}, {"staff", staff}}).empty();
}

std::vector<ConversationId> coached_by(db::Connection& db, StaffId staff) {
  std::vector<ConversationId> all;
  for (const db::Row row : db.run(kCoachedBy, {{"staff", staff}})) all.push_back({row.integer(0)});
  return all;
}

Join join(Tx& tx, ConversationId conversation, StaffId staff, std::string_view reason) {
  const db::Rows joined =
      tx.db.run(kJoin, {{"conversation", conversation}, {"staff", staff}, {"reason", reason}, {"now", tx.now}});
  if (!joined.empty()) return Join::joined;
  return is_coach(tx.db, conversation, staff) ? Join::is_there : Join::not_active;
}

std::optional<Uuid> leave(Tx& tx, ConversationId conversation, StaffId staff) {
  const db::Rows rows = tx.db.run(kLeave, {{"conversation", conversation}, {"staff", staff}, {"now", tx.now}});
  return rows.empty() ? std::nullopt : std::optional(rows[0].uuid(0));
}

void set_lost(Tx& tx, ConversationId conversation, StaffId staff, std::optional<Millis> at) {
  tx.db.run(kSetLost, {{"conversation", conversation}, {"staff", staff}, {"at", at}});
}

std::vector<StaffId> set_all_lost(Tx& tx) {
  std::vector<StaffId> all;
  for (const db::Row row : tx.db.run(kSetAllLost, {{"now", tx.now}})) all.push_back({row.integer(0)});
  return all;
}

std::vector<Lost> lost(db::Connection& db, StaffId staff) {
  std::vector<Lost> all;
  for (const db::Row row : db.run(kLost, {{"staff", staff}})) all.push_back({{row.integer(0)}, row.integer(1)});
  return all;
}

void add_reading(Tx& tx, ConversationId conversation, StaffId staff, std::string_view purpose) {
  tx.db.run(kAddReading, {{"conversation", conversation}, {"staff", staff}, {"purpose", purpose}, {"now", tx.now}});
}

std::vector<LineCoach> coaches_of_line(db::Connection& db, LineId line) {
  std::vector<LineCoach> all;
  for (const db::Row row : db.run(kCoachesOfLine, {{"line", line}}))
    all.push_back({{row.integer(0)}, row.uuid(1), row.text(2)});
  return all;
}

std::vector<std::pair<ConversationId, Uuid>> asking_on_line(db::Connection& db, LineId line) {
  std::vector<std::pair<ConversationId, Uuid>> all;
  for (const db::Row row : db.run(kAskingOnLine, {{"line", line}}))
    all.emplace_back(ConversationId{row.integer(0)}, row.uuid(1));
  return all;
}

bool asks_help(db::Connection& db, ConversationId conversation) {
  const db::Rows rows = db.run(kHelp, {{"conversation", conversation}});
  return !rows.empty() && rows[0].text(0) == "help.asked";
}

void add_escalation(Tx& tx, const NewEscalation& escalation) {
  std::optional<db::Bytes> second_person;
  if (escalation.second_person) second_person = db::Bytes{*escalation.second_person};
  tx.db.run(kAddEscalation, {{"uuid", escalation.uuid},
                             {"conversation", escalation.conversation},
                             {"to_whom", escalation.to},
                             {"consent", escalation.consent},
                             {"why", db::Bytes{escalation.why}},
                             {"second_person", second_person},
                             {"staff", escalation.staff},
                             {"now", tx.now}});
}

std::vector<Escalation> escalations(db::Connection& db, ConversationId conversation) {
  std::vector<Escalation> all;
  for (const db::Row row : db.run(kEscalations, {{"conversation", conversation}}))
    all.push_back({.uuid = row.uuid(0),
                   .at = row.integer(1),
                   .alias = row.text(2),
                   .to = row.text(3),
                   .consent = row.text(4),
                   .why = row.text(5),
                   .second_person = row.maybe_text(6)});
  return all;
}

}  // namespace onthaal::cases::store
