#include "features/mails/mails_store.h"

namespace onthaal::mails::store {
namespace {

constexpr db::Sql kInsert{"mail.insert",
                          "insert into mail (uuid, key, body, state, line, staff, made_at, due) values"
                          " (:uuid, :key, :body, 'waiting', :line, :staff, :now, :now)"};
constexpr db::Sql kFindDue{
    "mail.find_due",
    "select id, uuid, key, body, tries, made_at from mail where state = 'waiting' and due <= :now"
    " order by due, id limit 1"};
constexpr db::Sql kFind{"mail.find",
                        "select id, uuid, key, body, tries, made_at from mail where id = :id and state = 'waiting'"};
constexpr db::Sql kNextDue{"mail.next_due", "select due from mail where state = 'waiting' order by due limit 1"};
constexpr db::Sql kSendingUntil{"mail.sending_until",
                                "select max(sending_until) from mail where state = 'waiting' and sending_until > :now"};
constexpr db::Sql kTake{"mail.take",
                        "update mail set tries = tries + 1, due = :due, sending_until = :until where id = :id"};
constexpr db::Sql kPutBack{"mail.put_back", "update mail set sending_until = null where id = :id and tries = :tries"};
constexpr db::Sql kPutAllBack{"mail.put_all_back", "update mail set sending_until = null where state = 'waiting'"};
constexpr db::Sql kDrop{"mail.drop", "delete from mail where id = :id and state = 'waiting' returning key"};
// The row of a key stays: to delete it, the database would look through every event for one that it sealed.
constexpr db::Sql kDestroyKey{"mail.destroy_key", "update seal_key set wrapped = null where id = :key"};
constexpr db::Sql kKey{"mail.key", "select key, line, staff from mail where id = :id and state = 'waiting'"};
constexpr db::Sql kGiveUp{"mail.give_up",
                          "update mail set state = 'given_up', key = null, body = :nothing, due = :until"
                          " where id = :id and state = 'waiting'"};
constexpr db::Sql kForget{"mail.forget", "delete from mail where state = 'given_up' and due <= :now"};
constexpr db::Sql kState{"mail.state", "select state from mail where uuid = :uuid"};

std::optional<Waiting> first(const db::Rows& rows) {
  if (rows.empty()) return std::nullopt;
  const db::Row row = rows[0];
  return Waiting{row.integer(0), row.uuid(1), row.integer(2), row.text(3), row.integer(4), row.integer(5)};
}

}  // namespace

void insert(Tx& tx, const Uuid& uuid, std::int64_t key, std::string_view body, const About& about) {
  tx.db.run(kInsert, {{"uuid", uuid},
                      {"key", key},
                      {"body", db::Bytes{body}},
                      {"line", about.line},
                      {"staff", about.staff},
                      {"now", tx.now}});
}

std::optional<Waiting> find_due(db::Connection& db, Millis now) {
  return first(db.run(kFindDue, {{"now", now}}));
}

std::optional<Waiting> find(db::Connection& db, std::int64_t id) {
  return first(db.run(kFind, {{"id", id}}));
}

std::optional<Millis> next_due(db::Connection& db) {
  const db::Rows rows = db.run(kNextDue);
  if (rows.empty()) return std::nullopt;
  return rows[0].integer(0);
}

std::optional<Millis> sending_until(db::Connection& db, Millis now) {
  return db.run(kSendingUntil, {{"now", now}})[0].maybe_integer(0);
}

void take(db::Connection& db, const Waiting& mail, Millis due, Millis until) {
  db.run(kTake, {{"id", mail.id}, {"due", due}, {"until", until}});
}

void put_back(db::Connection& db, std::int64_t id, std::int64_t tries) {
  db.run(kPutBack, {{"id", id}, {"tries", tries + 1}});
}

void put_all_back(db::Connection& db) {
  db.run(kPutAllBack);
}

bool drop(db::Connection& db, std::int64_t id) {
  const db::Rows rows = db.run(kDrop, {{"id", id}});
  if (rows.empty()) return false;
  db.run(kDestroyKey, {{"key", rows[0].integer(0)}});
  return true;
}

std::optional<About> give_up(db::Connection& db, std::int64_t id, Millis until) {
  const db::Rows rows = db.run(kKey, {{"id", id}});
  if (rows.empty()) return std::nullopt;
  About about;
  if (const auto line = rows[0].maybe_integer(1)) about.line = LineId{*line};
  if (const auto staff = rows[0].maybe_integer(2)) about.staff = StaffId{*staff};
  db.run(kGiveUp, {{"id", id}, {"until", until}, {"nothing", db::Bytes{""}}});
  db.run(kDestroyKey, {{"key", rows[0].integer(0)}});
  return about;
}

std::int64_t forget_given_up(db::Connection& db, Millis now) {
  return db.run(kForget, {{"now", now}}).changed();
}

std::optional<State> state_of(db::Connection& db, const Uuid& uuid) {
  const db::Rows rows = db.run(kState, {{"uuid", uuid}});
  if (rows.empty()) return std::nullopt;
  return rows[0].text(0) == "waiting" ? State::waiting : State::given_up;
}

}  // namespace onthaal::mails::store
