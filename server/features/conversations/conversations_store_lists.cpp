#include "features/conversations/conversations_store.h"

namespace onthaal::conversations {
namespace {

constexpr db::Sql kWaiting{"conversation.waiting",
                           "select c.uuid, c.nickname, c.requested_at, c.key from conversation c where c.queue = :line"
                           " and c.state = 'waiting' order by c.requested_at, c.id"};
constexpr db::Sql kActiveOf{
    "conversation.active_of",
    "select c.uuid, c.nickname, c.requested_at, c.key from conversation c where"
    " c.operator = :owner and c.line = :line and c.state = 'active' order by c.accepted_at, c.id"};
constexpr db::Sql kQueue{"conversation.queue",
                         "select id, uuid from conversation where queue = :line and state = 'waiting'"
                         " order by requested_at, id"};
constexpr db::Sql kFirstWaiting{"conversation.first_waiting",
                                "select id from conversation where queue = :line and state = 'waiting'"
                                " order by requested_at, id limit 1"};
constexpr db::Sql kFirstOfVisit{"conversation.first_of_visit",
                                "select uuid, line, state, register from conversation where visit = :visit"
                                " order by id limit 1"};
constexpr db::Sql kLatestOfVisit{"conversation.latest_of_visit",
                                 "select uuid, line, state, register from conversation where visit = :visit"
                                 " order by id desc limit 1"};
// The schema refuses most of this; here it is asked all the same, and the row is held against its stream.
constexpr db::Sql kAstray{
    "conversation.astray",
    "select c.uuid from conversation c where not case c.state"
    " when 'waiting' then c.queue is not null and c.operator is null"
    " when 'active' then c.queue is null and c.operator is not null"
    " else c.queue is null end"
    " or (c.state in ('waiting', 'active')) = exists (select 1 from conversation_event e where e.stream = c.id"
    " and e.event = 'conversation.ended')"
    " or (c.accepted_at is not null) <> exists (select 1 from conversation_event e where e.stream = c.id"
    " and e.event = 'conversation.accepted')"
    " or c.operator <> (select e.author from conversation_event e where e.stream = c.id"
    " and e.event = 'conversation.accepted' order by e.number desc limit 1)"
    " or 1 <> (select count(*) from conversation_event e where e.stream = c.id and e.event = 'conversation.requested')"
    " order by c.id limit 100"};

Uuid uuid_of(const std::string& bytes) {
  return Uuid::of_bytes(bytes).value();
}

std::vector<Named> named(const Snapshot& snapshot, const db::Rows& rows) {
  std::vector<Named> all;
  for (const db::Row row : rows) {
    Named each{.uuid = uuid_of(row.text(0)), .nickname = std::nullopt, .since = row.integer(2)};
    if (const auto sealing = streams::find_sealing(snapshot.db, snapshot.keys, row.integer(3)))
      each.nickname = seal::open(sealing->key, seal::Kind::nickname, each.uuid, 0, row.text(1));
    all.push_back(std::move(each));
  }
  return all;
}

std::optional<Summary> summary_of(const db::Rows& rows) {
  if (rows.empty()) return std::nullopt;
  return Summary{uuid_of(rows[0].text(0)), {rows[0].integer(1)}, rows[0].text(2), rows[0].text(3)};
}

}  // namespace

std::vector<Named> waiting(const Snapshot& snapshot, LineId line) {
  return named(snapshot, snapshot.db.run(kWaiting, {{"line", line}}));
}

std::vector<Named> active_of(const Snapshot& snapshot, LineId line, StaffId owner) {
  return named(snapshot, snapshot.db.run(kActiveOf, {{"line", line}, {"owner", owner}}));
}

std::vector<Subject> queue_of(db::Connection& db, const lines::Line& line) {
  std::vector<Subject> all;
  for (const db::Row row : db.run(kQueue, {{"line", line.id}}))
    all.push_back({{row.integer(0)}, uuid_of(row.text(1)), line.id, line.uuid});
  return all;
}

std::optional<ConversationId> first_waiting(db::Connection& db, LineId line) {
  const db::Rows rows = db.run(kFirstWaiting, {{"line", line}});
  if (rows.empty()) return std::nullopt;
  return ConversationId{rows[0].integer(0)};
}

std::optional<Summary> first_of_visit(db::Connection& db, VisitId visit) {
  return summary_of(db.run(kFirstOfVisit, {{"visit", visit}}));
}

std::optional<Summary> latest_of_visit(db::Connection& db, VisitId visit) {
  return summary_of(db.run(kLatestOfVisit, {{"visit", visit}}));
}

std::vector<Uuid> find_astray(db::Connection& db) {
  std::vector<Uuid> astray;
  for (const db::Row row : db.run(kAstray)) astray.push_back(uuid_of(row.text(0)));
  return astray;
}

}  // namespace onthaal::conversations
