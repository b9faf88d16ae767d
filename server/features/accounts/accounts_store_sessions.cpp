#include "features/accounts/accounts_store.h"

namespace onthaal::accounts::store {
namespace {

constexpr db::Sql kInsert{"session.insert",
                          "insert into staff_session (staff, token_hash, created_at, expires_at) values"
                          " (:staff, :token_hash, :now, :expires_at)"};
constexpr db::Sql kFind{"session.find",
                        "select x.staff, x.id from staff_session x join staff s on s.id = x.staff"
                        " where x.token_hash = :token_hash and x.expires_at > :now and s.state = 'active'"};
constexpr db::Sql kDelete{"session.delete", "delete from staff_session where id = :id and staff = :staff returning id"};
constexpr db::Sql kDeleteAll{"session.delete_all", "delete from staff_session where staff = :staff returning id"};
constexpr db::Sql kDeleteExpired{"session.delete_expired",
                                 "delete from staff_session where id in (select id from staff_session where"
                                 " expires_at <= :now order by expires_at limit :limit) returning staff, id"};
constexpr db::Sql kHas{"session.has", "select 1 from staff_session where staff = :staff limit 1"};
constexpr db::Sql kNextExpiry{"session.next_expiry",
                              "select expires_at from staff_session order by expires_at limit 1"};

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

void insert_session(Tx& tx, StaffId staff, std::string_view token_hash, Millis expires_at) {
  tx.db.run(kInsert,
            {{"staff", staff}, {"token_hash", db::Bytes{token_hash}}, {"now", tx.now}, {"expires_at", expires_at}});
}

std::optional<Staff> find_session(db::Connection& db, std::string_view token_hash, Millis now) {
  const db::Rows rows = db.run(kFind, {{"token_hash", db::Bytes{token_hash}}, {"now", now}});
  if (rows.empty()) return std::nullopt;
  return Staff{{rows[0].integer(0)}, {rows[0].integer(1)}};
}

bool delete_session(db::Connection& db, const Staff& staff) {
  return !db.run(kDelete, {{"id", staff.session}, {"staff", staff.staff}}).empty();
}

std::vector<SessionId> delete_sessions(db::Connection& db, StaffId staff) {
  std::vector<SessionId> sessions;
  for (const db::Row row : db.run(kDeleteAll, {{"staff", staff}})) sessions.push_back({row.integer(0)});
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
  if (rows.empty()) return std::nullopt;
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
