#include "features/conversations/conversations_store.h"

// What the queue asks for.
namespace onthaal::conversations {
namespace {

// Who was handed over has another conversation of before, on the line that did it.
#define ONTHAAL_WAITING                                                                                         \
  "select c.id, c.uuid, c.nickname, c.key, c.who, t.code, c.requested_at, c.front, c.away, s.uuid, c.wants,"    \
  " colleague.uuid, (select l.name from conversation f join line l on l.id = f.line where f.visit = c.visit"    \
  " and f.id < c.id and f.line <> c.line order by f.id desc limit 1), (select p.reason from pass p"             \
  " where p.conversation = c.id and p.state = 'waiting'), (select k.uuid from staff k where k.id = c.kept_for)" \
  " from conversation c left join term t on t.id = c.topic left join staff s on s.id = c.last_operator"         \
  " left join staff colleague on colleague.id = c.for_staff"                                                    \
  " where c.state = 'waiting' "
constexpr db::Sql kWaiting{"conversation.waiting", ONTHAAL_WAITING "and c.queue = :line order by c.front desc, c.id"};
constexpr db::Sql kFindWaiting{"conversation.find_waiting", ONTHAAL_WAITING "and c.id = :id"};
#undef ONTHAAL_WAITING
constexpr db::Sql kCountWaiting{"conversation.count_waiting",
                                "select count(*) from conversation where queue = :line and state = 'waiting'"};
constexpr db::Sql kWaiters{"conversation.waiters",
                           "select id, first_accepted_at, is_second from conversation where queue = :line and"
                           " state = 'waiting' order by front desc, id"};
constexpr db::Sql kPlaces{"conversation.places",
                          "select id, uuid, away from conversation where queue = :line and state = 'waiting'"
                          " order by front desc, id"};
constexpr db::Sql kFirstWaiting{
    "conversation.first_waiting",
    "select id from conversation where queue = :line and state = 'waiting' and case when for_staff is not null then"
    " for_staff = :staff else (away = 0 or first_accepted_at is not null) and (wants is null or :may_medical = 1)"
    " and (kept_for is null or kept_for = :staff or wants is not null) end"
    " order by case when for_staff is not null then 0 else 1 end, away, front desc, id limit 1"};
constexpr db::Sql kChosen{
    "conversation.chosen",
    "select id, state, last_operator, for_staff, wants, kept_for from conversation where uuid = :uuid and"
    " line = :line"};
constexpr db::Sql kRunning{
    "conversation.running",
    "select c.uuid, s.uuid, s.alias, c.accepted_at, c.guide_ends_at, c.aside_at from staff s join conversation c"
    " on c.operator = s.id and c.state = 'active' where c.line = :line order by c.accepted_at, c.id"};
constexpr db::Sql kActiveOf{
    "conversation.active_of",
    "select c.uuid, c.nickname, c.requested_at, c.key from conversation c where"
    " c.operator = :owner and c.line = :line and c.state = 'active' order by c.accepted_at, c.id"};
constexpr db::Sql kHasTalk{"conversation.has_talk",
                           "select 1 from conversation where operator = :owner and line = :line and state = 'active'"
                           " limit 1"};
constexpr db::Sql kCountCounted{
    "conversation.count_counted",
    "select count(*) from conversation where operator = :owner and line = :line and state = 'active' and"
    " aside_at is null and (visitor_lost_at is null or visitor_lost_at > :lost_before)"};
constexpr db::Sql kLatestDurations{
    "conversation.latest_durations",
    "select ended_at - first_accepted_at from conversation where line = :line and state = 'ended'"
    " order by ended_at desc limit 20"};

std::optional<std::string> nickname_of(const Snapshot& snapshot, const Uuid& uuid, std::int64_t key,
                                       const std::string& sealed) {
  const auto sealing = streams::find_sealing(snapshot.db, snapshot.keys, key);
  if (!sealing) return std::nullopt;
  return seal::open(sealing->key, seal::Kind::nickname, uuid, 0, sealed);
}

Waiting waiting_of(const Snapshot& snapshot, const db::Row& row) {
  const Uuid uuid = row.uuid(1);
  return {.uuid = uuid,
          .nickname = nickname_of(snapshot, uuid, row.integer(3), row.text(2)),
          .who = row.maybe_text(4),
          .topic = row.maybe_text(5),
          .since = row.integer(6),
          .is_front = row.integer(7) != 0,
          .is_away = row.integer(8) != 0,
          .last_operator = row.maybe_uuid(9),
          .wants = row.maybe_text(10),
          .for_staff = row.maybe_uuid(11),
          .handed_from = row.maybe_text(12),
          .reason = row.maybe_text(13),
          .kept_for = row.maybe_uuid(14),
          .id = {row.integer(0)},
          .key = row.integer(3)};
}

}  // namespace

std::vector<Waiting> waiting(const Snapshot& snapshot, LineId line) {
  std::vector<Waiting> all;
  for (const db::Row row : snapshot.db.run(kWaiting, {{"line", line}})) all.push_back(waiting_of(snapshot, row));
  return all;
}

std::optional<Waiting> find_waiting(const Snapshot& snapshot, ConversationId id) {
  const db::Rows rows = snapshot.db.run(kFindWaiting, {{"id", id}});
  if (rows.empty()) return std::nullopt;
  return waiting_of(snapshot, rows[0]);
}

std::int64_t count_waiting(db::Connection& db, LineId line) {
  return db.run(kCountWaiting, {{"line", line}})[0].integer(0);
}

std::vector<Waiter> waiters(db::Connection& db, LineId line) {
  std::vector<Waiter> all;
  for (const db::Row row : db.run(kWaiters, {{"line", line}}))
    all.push_back({{row.integer(0)}, !row.is_null(1), row.integer(2) != 0});
  return all;
}

std::vector<Place> places_of(db::Connection& db, const lines::Line& line) {
  std::vector<Place> all;
  std::int64_t next = 1;
  for (const db::Row row : db.run(kPlaces, {{"line", line.id}})) {
    all.push_back({{{row.integer(0)}, row.uuid(1), line.id, line.uuid}, next});
    if (row.integer(2) == 0) ++next;
  }
  return all;
}

std::optional<ConversationId> first_waiting(db::Connection& db, LineId line, const Taker& taker) {
  const db::Rows rows =
      db.run(kFirstWaiting, {{"line", line}, {"staff", taker.staff}, {"may_medical", taker.may_medical}});
  if (rows.empty()) return std::nullopt;
  return ConversationId{rows[0].integer(0)};
}

std::optional<Chosen> find_chosen(db::Connection& db, LineId line, const Uuid& uuid) {
  const db::Rows rows = db.run(kChosen, {{"uuid", uuid}, {"line", line}});
  if (rows.empty()) return std::nullopt;
  const db::Row row = rows[0];
  return Chosen{{row.integer(0)},
                row.text(1) == "waiting",
                row.is_null(2) ? std::nullopt : std::optional(StaffId{row.integer(2)}),
                row.is_null(3) ? std::nullopt : std::optional(StaffId{row.integer(3)}),
                !row.is_null(4),
                row.is_null(5) ? std::nullopt : std::optional(StaffId{row.integer(5)})};
}

std::vector<Running> running(db::Connection& db, LineId line) {
  std::vector<Running> all;
  for (const db::Row row : db.run(kRunning, {{"line", line}}))
    all.push_back({row.uuid(0), row.uuid(1), row.text(2), row.integer(3), row.integer(4), !row.is_null(5)});
  return all;
}

std::vector<Named> active_of(const Snapshot& snapshot, LineId line, StaffId owner) {
  std::vector<Named> all;
  for (const db::Row row : snapshot.db.run(kActiveOf, {{"line", line}, {"owner", owner}})) {
    const Uuid uuid = row.uuid(0);
    all.push_back({uuid, nickname_of(snapshot, uuid, row.integer(3), row.text(1)), row.integer(2)});
  }
  return all;
}

bool has_talk(db::Connection& db, LineId line, StaffId owner) {
  return !db.run(kHasTalk, {{"owner", owner}, {"line", line}}).empty();
}

std::int64_t count_counted(db::Connection& db, LineId line, StaffId owner, Millis now) {
  return db.run(kCountCounted, {{"line", line}, {"owner", owner}, {"lost_before", now - kCountedFor}})[0].integer(0);
}

Durations latest_durations(db::Connection& db, LineId line) {
  Durations durations{};
  for (const db::Row row : db.run(kLatestDurations, {{"line", line}})) {
    ++durations.talks;
    durations.sum += row.integer(0);
  }
  return durations;
}

}  // namespace onthaal::conversations
