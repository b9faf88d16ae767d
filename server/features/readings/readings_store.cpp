#include "features/readings/readings_store.h"

namespace onthaal::readings::store {
namespace {

#define ONTHAAL_ENDED                                                                                             \
  "select c.id, c.uuid, c.accepted_at, c.ended_at, s.alias, s.id, case when k.wrapped is null then 1 else 0 end," \
  " (select count(*) from reading r where r.conversation = c.id) from conversation c"                             \
  " join staff s on s.id = c.last_operator join seal_key k on k.id = c.key"                                       \
  " where c.line = :line and c.state = 'ended' and c.ended_at >= :from and c.ended_at < :until"
constexpr db::Sql kEnded{"reading.ended", ONTHAAL_ENDED " order by c.ended_at desc, c.id desc limit :limit"};
constexpr db::Sql kEndedOf{
    "reading.ended_of", ONTHAAL_ENDED " and c.last_operator = :owner order by c.ended_at desc, c.id desc limit :limit"};
constexpr db::Sql kThemes{"reading.themes",
                          "select t.label_nl from registration_theme r join term t on t.id = r.term"
                          " where r.registration = :id order by r.position"};
constexpr db::Sql kTalk{"reading.talk",
                        "select c.id, c.uuid, c.line, l.uuid, c.last_operator, coalesce(s.alias, ''), c.accepted_at,"
                        " c.ended_at, c.key, case when k.wrapped is null then 1 else 0 end from conversation c"
                        " join line l on l.id = c.line join seal_key k on k.id = c.key"
                        " left join staff s on s.id = c.last_operator where c.uuid = :conversation"};
#define ONTHAAL_BREAK                                                                                                  \
  "select b.id, b.uuid, c.id, c.uuid, c.line, c.key, b.is_emergency, b.why, b.asked_by, s.alias, b.asked_at, b.state," \
  " b.answered_by, a.alias, b.answered_at, b.open_until from seal_break b"                                             \
  " join conversation c on c.id = b.conversation join staff s on s.id = b.asked_by"                                    \
  " left join staff a on a.id = b.answered_by"
constexpr db::Sql kFindBreak{"reading.break", ONTHAAL_BREAK " where b.uuid = :uuid"};
constexpr db::Sql kBreaks{"reading.breaks", ONTHAAL_BREAK " where c.line = :line order by b.id desc limit :limit"};
constexpr db::Sql kBreaksToSee{"reading.breaks_to_see", ONTHAAL_BREAK
                               " where b.state = 'asked' or (b.state = 'refused' and b.answered_at > :since)"
                               " order by b.id desc"};
constexpr db::Sql kInsert{
    "reading.insert_break",
    "insert into seal_break (uuid, conversation, is_emergency, why, asked_by, asked_at, state, open_until) values"
    " (:uuid, :conversation, :is_emergency, :why, :asked_by, :now, 'asked', :open_until) on conflict do nothing"
    " returning id"};
constexpr db::Sql kAnswer{"reading.answer_break",
                          "update seal_break set state = :state, answered_by = :by, answered_at = :now,"
                          " open_until = :open_until where id = :id and state = 'asked' and asked_by <> :by"
                          " returning id"};
constexpr db::Sql kIsOpen{"reading.is_open",
                          "select 1 from seal_break where conversation = :conversation and open_until > :now and"
                          " (asked_by = :staff or answered_by = :staff) and"
                          " (state = 'confirmed' or (state = 'asked' and is_emergency = 1)) limit 1"};
constexpr db::Sql kIsOpenFor{"reading.is_open_for",
                             "select 1 from seal_break where conversation = :conversation and open_until > :now and"
                             " (asked_by = :staff or answered_by = :staff) and is_emergency = :is_emergency and"
                             " (state = 'confirmed' or (state = 'asked' and is_emergency = 1)) limit 1"};
constexpr db::Sql kLastState{
    "reading.last_state", "select state from seal_break where conversation = :conversation order by id desc limit 1"};
constexpr db::Sql kIsConfirmed{"reading.is_confirmed",
                               "select 1 from seal_break where conversation = :conversation and open_until > :now and"
                               " state = 'confirmed' limit 1"};
constexpr db::Sql kPerson{"reading.person", "select name, login from staff where id = :staff"};
constexpr db::Sql kPersonByUuid{"reading.person_by_uuid", "select name, login from staff where uuid = :staff"};

std::optional<StaffId> maybe_staff(const db::Row& row, std::size_t column) {
  const auto id = row.maybe_integer(column);
  return id ? std::optional(StaffId{*id}) : std::nullopt;
}

std::optional<Person> person_of(const db::Rows& rows) {
  if (rows.empty()) return std::nullopt;
  return Person{rows[0].text(0), rows[0].text(1)};
}

std::vector<Break> list(const db::Rows& rows) {
  std::vector<Break> all;
  for (const db::Row row : rows)
    all.push_back({.id = row.integer(0),
                   .uuid = row.uuid(1),
                   .conversation = {row.integer(2)},
                   .conversation_uuid = row.uuid(3),
                   .line = {row.integer(4)},
                   .key = row.integer(5),
                   .is_emergency = row.integer(6) != 0,
                   .why = row.text(7),
                   .asked_by = {row.integer(8)},
                   .asked_alias = row.text(9),
                   .asked_at = row.integer(10),
                   .state = row.text(11),
                   .answered_by = maybe_staff(row, 12),
                   .answered_alias = row.maybe_text(13),
                   .answered_at = row.maybe_integer(14),
                   .open_until = row.maybe_integer(15)});
  return all;
}

}  // namespace

std::vector<Ended> ended(db::Connection& db, LineId line, const Span& span, std::optional<StaffId> owner,
                         std::int64_t limit) {
  std::vector<Ended> all;
  const db::Rows rows =
      owner ? db.run(kEndedOf,
                     {{"line", line}, {"from", span.from}, {"until", span.until}, {"owner", owner}, {"limit", limit}})
            : db.run(kEnded, {{"line", line}, {"from", span.from}, {"until", span.until}, {"limit", limit}});
  for (const db::Row row : rows)
    all.push_back({.id = {row.integer(0)},
                   .uuid = row.uuid(1),
                   .accepted_at = row.integer(2),
                   .ended_at = row.integer(3),
                   .alias = row.text(4),
                   .owner = {row.integer(5)},
                   .is_destroyed = row.integer(6) != 0,
                   .readings = row.integer(7)});
  return all;
}

std::vector<std::string> themes(db::Connection& db, ConversationId conversation) {
  std::vector<std::string> all;
  for (const db::Row row : db.run(kThemes, {{"id", conversation}})) all.push_back(row.text(0));
  return all;
}

std::optional<Talk> find_talk(db::Connection& db, const Uuid& conversation) {
  const db::Rows rows = db.run(kTalk, {{"conversation", conversation}});
  if (rows.empty()) return std::nullopt;
  const db::Row row = rows[0];
  return Talk{.subject = {{row.integer(0)}, row.uuid(1), {row.integer(2)}, row.uuid(3)},
              .owner = maybe_staff(row, 4),
              .alias = row.text(5),
              .accepted_at = row.maybe_integer(6),
              .ended_at = row.maybe_integer(7),
              .key = row.integer(8),
              .is_destroyed = row.integer(9) != 0};
}

bool insert(Tx& tx, const NewBreak& broken) {
  return !tx.db
              .run(kInsert, {{"uuid", broken.uuid},
                             {"conversation", broken.conversation},
                             {"is_emergency", broken.is_emergency ? 1 : 0},
                             {"why", db::Bytes{broken.why}},
                             {"asked_by", broken.asked_by},
                             {"now", tx.now},
                             {"open_until", broken.open_until}})
              .empty();
}

bool answer(Tx& tx, std::int64_t id, bool is_confirmed, StaffId by, std::optional<Millis> open_until) {
  return !tx.db
              .run(kAnswer, {{"id", id},
                             {"state", is_confirmed ? "confirmed" : "refused"},
                             {"by", by},
                             {"now", tx.now},
                             {"open_until", open_until}})
              .empty();
}

std::optional<Break> find_break(db::Connection& db, const Uuid& uuid) {
  auto found = list(db.run(kFindBreak, {{"uuid", uuid}}));
  if (found.empty()) return std::nullopt;
  return std::move(found.front());
}

std::vector<Break> breaks_of(db::Connection& db, LineId line, std::int64_t limit) {
  return list(db.run(kBreaks, {{"line", line}, {"limit", limit}}));
}

std::vector<Break> breaks_to_see(db::Connection& db, Millis answered_since) {
  return list(db.run(kBreaksToSee, {{"since", answered_since}}));
}

bool is_open_by_law(db::Connection& db, ConversationId conversation, StaffId staff, Millis now) {
  return !db.run(kIsOpen, {{"conversation", conversation}, {"staff", staff}, {"now", now}}).empty();
}

bool is_open_for(db::Connection& db, ConversationId conversation, StaffId staff, Purpose purpose, Millis now) {
  const bool is_emergency = purpose == Purpose::emergency;
  return !db.run(kIsOpenFor, {{"conversation", conversation},
                              {"staff", staff},
                              {"is_emergency", is_emergency ? 1 : 0},
                              {"now", now}})
              .empty();
}

bool was_refused(db::Connection& db, ConversationId conversation) {
  const db::Rows rows = db.run(kLastState, {{"conversation", conversation}});
  return !rows.empty() && rows[0].text(0) == "refused";
}

bool is_confirmed_by_two(db::Connection& db, ConversationId conversation, Millis now) {
  return !db.run(kIsConfirmed, {{"conversation", conversation}, {"now", now}}).empty();
}

std::optional<Person> person(db::Connection& db, StaffId staff) {
  return person_of(db.run(kPerson, {{"staff", staff}}));
}

std::optional<Person> person(db::Connection& db, const Uuid& staff) {
  return person_of(db.run(kPersonByUuid, {{"staff", staff}}));
}

}  // namespace onthaal::readings::store
