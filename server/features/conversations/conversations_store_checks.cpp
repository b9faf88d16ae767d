#include "features/conversations/conversations_store.h"

// What the visit asks for, and what the doctor asks.
namespace onthaal::conversations {
namespace {

constexpr db::Sql kFirstOfVisit{"conversation.first_of_visit",
                                "select uuid, line, state, register, id, ended_at, is_forgotten from conversation"
                                " where visit = :visit order by id limit 1"};
// Of two that are open the first, until it is over; of those that are over the latest that somebody took.
constexpr db::Sql kLatestOfVisit{
    "conversation.latest_of_visit",
    "select uuid, line, state, register, id, ended_at, is_forgotten from conversation where visit = :visit order by"
    " case when state in ('waiting', 'active') then 0 when coalesce(ended_why, '') <> 'not_taken' then 1 else 2 end,"
    " case when state in ('waiting', 'active') then id else -ended_at end, id desc limit 1"};
constexpr db::Sql kSecondOfVisit{
    "conversation.second_of_visit",
    "select uuid, line, state, register, id, ended_at, is_forgotten from conversation where visit ="
    " :visit and state in ('waiting', 'active') order by id limit 1 offset 1"};
constexpr db::Sql kAllOfVisit{"conversation.all_of_visit",
                              "select uuid, line, state, register, id, ended_at, is_forgotten from conversation"
                              " where visit = :visit order by id"};
constexpr db::Sql kSubject{"conversation.subject",
                           "select c.id, c.uuid, c.line, l.uuid from conversation c join line l on l.id = c.line"
                           " where c.uuid = :uuid"};
// The schema refuses some of this; here it is asked all the same, and the row is held against its stream: who took it
// last, and whether it was given back since.
constexpr db::Sql kAstray{
    "conversation.astray",
    "select c.uuid from conversation c"
    " left join conversation_event taken on taken.stream = c.id and taken.number = (select max(e.number)"
    " from conversation_event e where e.stream = c.id and e.event = 'conversation.accepted')"
    " left join conversation_event back on back.stream = c.id and back.number = (select max(e.number)"
    " from conversation_event e where e.stream = c.id and e.event = 'conversation.given_back')"
    " where not case c.state"
    " when 'waiting' then c.queue is not null and c.operator is null and c.operator_lost_at is null"
    " and c.aside_at is null and (c.front = 1 or taken.id is null)"
    " and (taken.id is null or coalesce(back.number > taken.number, false))"
    " when 'active' then c.queue is null and c.operator is not null and c.front = 0 and c.away = 0"
    " and coalesce(c.operator = taken.author, false) and coalesce(back.number < taken.number, true)"
    " else c.queue is null and c.front = 0 and c.away = 0 and c.visitor_lost_at is null and c.operator_lost_at is null"
    " and c.aside_at is null and (c.operator is null or coalesce(c.operator = taken.author, false)) end"
    " or (c.state in ('waiting', 'active')) = exists (select 1 from conversation_event e where e.stream = c.id"
    " and e.event = 'conversation.ended')"
    " or (c.accepted_at is not null) <> (taken.id is not null)"
    " or (c.first_accepted_at is not null) <> (taken.id is not null)"
    " or ((c.is_second = 0 or taken.id is not null) and coalesce(c.for_staff, 0) <> coalesce((select p.to_staff from "
    "pass p where p.conversation = c.id and"
    " p.state = 'waiting'), 0)) or (c.for_staff is not null and (c.state <> 'waiting' or c.front = 0))"
    " or (c.kept_for is not null and (c.state <> 'waiting' or c.front = 1))"
    " or coalesce(c.last_operator, 0) <> coalesce(taken.author, 0)"
    " or 1 <> (select count(*) from conversation_event e where e.stream = c.id and e.event = 'conversation.requested')"
    " order by c.id limit 100"};

Summary summary_of(const db::Row& row) {
  return Summary{.uuid = row.uuid(0),
                 .line = {row.integer(1)},
                 .state = row.text(2),
                 .language = row.text(3),
                 .id = {row.integer(4)},
                 .ended_at = row.maybe_integer(5),
                 .is_forgotten = row.integer(6) != 0};
}
std::optional<Summary> summary_of(const db::Rows& rows) {
  if (rows.empty()) return std::nullopt;
  return summary_of(rows[0]);
}

}  // namespace

std::optional<Summary> first_of_visit(db::Connection& db, VisitId visit) {
  return summary_of(db.run(kFirstOfVisit, {{"visit", visit}}));
}

std::optional<Summary> latest_of_visit(db::Connection& db, VisitId visit) {
  return summary_of(db.run(kLatestOfVisit, {{"visit", visit}}));
}

std::optional<Summary> second_of_visit(db::Connection& db, VisitId visit) {
  return summary_of(db.run(kSecondOfVisit, {{"visit", visit}}));
}

std::vector<Summary> all_of_visit(db::Connection& db, VisitId visit) {
  std::vector<Summary> all;
  for (const db::Row row : db.run(kAllOfVisit, {{"visit", visit}})) all.push_back(summary_of(row));
  return all;
}

std::optional<Subject> find_subject(db::Connection& db, const Uuid& uuid) {
  const db::Rows rows = db.run(kSubject, {{"uuid", uuid}});
  if (rows.empty()) return std::nullopt;
  return Subject{{rows[0].integer(0)}, rows[0].uuid(1), {rows[0].integer(2)}, rows[0].uuid(3)};
}

std::vector<Uuid> find_astray(db::Connection& db) {
  std::vector<Uuid> astray;
  for (const db::Row row : db.run(kAstray)) astray.push_back(row.uuid(0));
  return astray;
}

}  // namespace onthaal::conversations
