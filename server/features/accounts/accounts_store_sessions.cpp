#include "features/accounts/accounts_store.h"

namespace onthaal::accounts::store {
namespace {

constexpr db::Sql kInsert{"session.insert",
                          "insert into staff_session (uuid, staff, token_hash, browser, created_at, used_at, proven_at,"
                          " is_second, expires_at, idle_at) values (:uuid, :staff, :token_hash, :browser, :now, :now,"
                          " :now, :is_second, :expires_at, :idle_at)"};
constexpr db::Sql kFind{"session.find",
                        "select x.staff, x.id from staff_session x join staff s on s.id = x.staff"
                        " where x.token_hash = :token_hash and x.expires_at > :now and x.idle_at > :now"
                        " and s.state = 'active'"};
constexpr db::Sql kDelete{"session.delete", "delete from staff_session where id = :id and staff = :staff returning id"};
constexpr db::Sql kIsOpen{"session.is_open", "select 1 from staff_session where id = :id and staff = :staff"};
constexpr db::Sql kDeleteAll{"session.delete_all",
                             "delete from staff_session where staff = :staff and id <> :kept returning id"};
constexpr db::Sql kDeletePassword{"session.delete_password",
                                  "delete from staff_session where staff = :staff and is_second = 0 returning id"};
constexpr db::Sql kWithPasswordAlone{"session.with_password_alone",
                                     "select distinct staff from staff_session where is_second = 0"};
constexpr db::Sql kDeleteNamed{"session.delete_named",
                               "delete from staff_session where staff = :staff and uuid = :uuid returning id"};
constexpr db::Sql kIsProven{"session.is_proven", "select 1 from staff_session where id = :id and proven_at > :at"};
constexpr db::Sql kProve{"session.prove", "update staff_session set proven_at = :now where id = :id"};
constexpr db::Sql kIsUnused{"session.is_unused", "select 1 from staff_session where id = :id and used_at < :at"};
constexpr db::Sql kUse{"session.use",
                       "update staff_session set idle_at = :now + (idle_at - used_at), used_at = :now"
                       " where id = :id and used_at < :at"};
constexpr db::Sql kOf{"session.of",
                      "select id, uuid, browser, created_at, used_at from staff_session where staff = :staff"
                      " and expires_at > :now and idle_at > :now order by used_at desc, id desc"};
constexpr db::Sql kDeleteExpired{"session.delete_expired",
                                 "delete from staff_session where id in (select id from staff_session where"
                                 " expires_at <= :now or idle_at <= :now limit :limit) returning staff, id"};
constexpr db::Sql kHas{"session.has", "select 1 from staff_session where staff = :staff limit 1"};
constexpr db::Sql kNextExpiry{"session.next_expiry",
                              "select min(case when idle_at < expires_at then idle_at else expires_at end)"
                              " from staff_session"};

constexpr db::Sql kFindTries{"login_try.find",
                             "select wrong, last_at, closed_until from login_try where login_hash = :login_hash"};
constexpr db::Sql kPutTries{
    "login_try.put",
    "insert into login_try (login_hash, wrong, last_at, closed_until) values"
    " (:login_hash, :wrong, :last_at, :closed_until) on conflict (login_hash) do update set"
    " wrong = excluded.wrong, last_at = excluded.last_at, closed_until = excluded.closed_until"};
constexpr db::Sql kForgetTries{"login_try.forget", "delete from login_try where login_hash = :login_hash"};
constexpr db::Sql kDeleteOldTries{"login_try.delete_old",
                                  "delete from login_try where login_hash in (select login_hash from login_try where"
                                  " last_at < :before order by last_at limit :limit)"};

}  // namespace

void insert_session(Tx& tx, StaffId staff, std::string_view token_hash, const Life& life) {
  tx.db.run(kInsert, {{"uuid", tx.new_uuid()},
                      {"staff", staff},
                      {"token_hash", db::Bytes{token_hash}},
                      {"browser", life.browser},
                      {"now", tx.now},
                      {"is_second", life.shown == Shown::second ? 1 : 0},
                      {"expires_at", life.expires_at},
                      {"idle_at", life.idle_at}});
}

std::optional<Staff> find_session(db::Connection& db, std::string_view token_hash, Millis now) {
  const db::Rows rows = db.run(kFind, {{"token_hash", db::Bytes{token_hash}}, {"now", now}});
  if (rows.empty()) return std::nullopt;
  return Staff{{rows[0].integer(0)}, {rows[0].integer(1)}};
}

bool delete_session(db::Connection& db, const Staff& staff) {
  return !db.run(kDelete, {{"id", staff.session}, {"staff", staff.staff}}).empty();
}

bool is_open(db::Connection& db, const Staff& staff) {
  return !db.run(kIsOpen, {{"id", staff.session}, {"staff", staff.staff}}).empty();
}

std::vector<SessionId> delete_sessions(db::Connection& db, StaffId staff, std::optional<SessionId> kept) {
  std::vector<SessionId> sessions;
  for (const db::Row row : db.run(kDeleteAll, {{"staff", staff}, {"kept", kept.value_or(SessionId{0})}}))
    sessions.push_back({row.integer(0)});
  return sessions;
}

std::vector<SessionId> delete_password_sessions(db::Connection& db, StaffId staff) {
  std::vector<SessionId> sessions;
  for (const db::Row row : db.run(kDeletePassword, {{"staff", staff}})) sessions.push_back({row.integer(0)});
  return sessions;
}

std::vector<StaffId> with_password_alone(db::Connection& db) {
  std::vector<StaffId> all;
  for (const db::Row row : db.run(kWithPasswordAlone)) all.push_back({row.integer(0)});
  return all;
}

std::optional<Staff> delete_session(db::Connection& db, StaffId staff, const Uuid& session) {
  const db::Rows rows = db.run(kDeleteNamed, {{"staff", staff}, {"uuid", session}});
  if (rows.empty()) return std::nullopt;
  return Staff{staff, {rows[0].integer(0)}};
}

bool is_proven_since(db::Connection& db, const Staff& staff, Millis at) {
  return !db.run(kIsProven, {{"id", staff.session}, {"at", at}}).empty();
}

void prove(Tx& tx, const Staff& staff) {
  tx.db.run(kProve, {{"id", staff.session}, {"now", tx.now}});
}

bool is_unused_since(db::Connection& db, const Staff& staff, Millis at) {
  return !db.run(kIsUnused, {{"id", staff.session}, {"at", at}}).empty();
}

void use_session(Tx& tx, const Staff& staff, Millis unused_since) {
  tx.db.run(kUse, {{"id", staff.session}, {"now", tx.now}, {"at", unused_since}});
}

std::vector<OpenSession> sessions_of(const Snapshot& snapshot, StaffId staff) {
  std::vector<OpenSession> sessions;
  for (const db::Row row : snapshot.db.run(kOf, {{"staff", staff}, {"now", snapshot.now}}))
    sessions.push_back({{row.integer(0)}, row.uuid(1), row.text(2), row.integer(3), row.integer(4)});
  return sessions;
}

std::vector<Staff> delete_expired_sessions(db::Connection& db, Millis now, std::int64_t limit) {
  std::vector<Staff> sessions;
  for (const db::Row row : db.run(kDeleteExpired, {{"now", now}, {"limit", limit}}))
    sessions.push_back({{row.integer(0)}, {row.integer(1)}});
  return sessions;
}

bool has_session(db::Connection& db, StaffId staff) {
  return !db.run(kHas, {{"staff", staff}}).empty();
}

std::optional<Millis> next_expiry(db::Connection& db) {
  const db::Rows rows = db.run(kNextExpiry);
  if (rows.empty() || rows[0].is_null(0)) return std::nullopt;
  return rows[0].integer(0);
}

Tries find_tries(db::Connection& db, std::string_view login_hash) {
  const db::Rows rows = db.run(kFindTries, {{"login_hash", db::Bytes{login_hash}}});
  if (rows.empty()) return {};
  return {rows[0].integer(0), rows[0].integer(1), rows[0].integer(2)};
}

void put_tries(db::Connection& db, std::string_view login_hash, const Tries& tries) {
  db.run(kPutTries, {{"login_hash", db::Bytes{login_hash}},
                     {"wrong", tries.wrong},
                     {"last_at", tries.last_at},
                     {"closed_until", tries.closed_until}});
}

void forget_tries(db::Connection& db, std::string_view login_hash) {
  db.run(kForgetTries, {{"login_hash", db::Bytes{login_hash}}});
}

std::int64_t delete_old_tries(db::Connection& db, Millis before, std::int64_t limit) {
  return db.run(kDeleteOldTries, {{"before", before}, {"limit", limit}}).changed();
}

}  // namespace onthaal::accounts::store
