#include "features/sign_ons/sign_ons_store.h"

namespace onthaal::sign_ons::store {
namespace {

constexpr db::Sql kFind{"sign_on.find", "select staff from sign_on where issuer = :issuer and subject = :subject"};
constexpr db::Sql kLink{"sign_on.link",
                        "insert into sign_on (issuer, subject, staff, made_at, used_at) values"
                        " (:issuer, :subject, :staff, :now, :now) on conflict (issuer, subject) do nothing"};
constexpr db::Sql kCount{"sign_on.count", "select count(*) from sign_on"};
constexpr db::Sql kUse{"sign_on.use",
                       "update sign_on set used_at = :now where issuer = :issuer and subject = :subject"};
constexpr db::Sql kIsUsed{"sign_on.is_used",
                          "select 1 from sign_on where staff = :staff and issuer = :issuer and used_at > :since"};
constexpr db::Sql kSpend{"sign_on.spend",
                         "insert into sign_on_spent (state_hash, expires_at) values (:hash, :expires_at)"
                         " on conflict (state_hash) do nothing returning expires_at"};
constexpr db::Sql kForgetSpent{"sign_on.forget_spent", "delete from sign_on_spent where expires_at <= :now"};

}  // namespace

std::optional<StaffId> find(db::Connection& db, std::string_view issuer, std::string_view subject) {
  const db::Rows rows = db.run(kFind, {{"issuer", issuer}, {"subject", subject}});
  if (rows.empty()) return std::nullopt;
  return StaffId{rows[0].integer(0)};
}

void link(Tx& tx, std::string_view issuer, std::string_view subject, StaffId staff) {
  tx.db.run(kLink, {{"issuer", issuer}, {"subject", subject}, {"staff", staff}, {"now", tx.now}});
}

void use(Tx& tx, std::string_view issuer, std::string_view subject) {
  tx.db.run(kUse, {{"issuer", issuer}, {"subject", subject}, {"now", tx.now}});
}

std::int64_t count(db::Connection& db) {
  return db.run(kCount, {})[0].integer(0);
}

bool is_used_since(db::Connection& db, std::string_view issuer, StaffId staff, Millis since) {
  return !db.run(kIsUsed, {{"staff", staff}, {"issuer", issuer}, {"since", since}}).empty();
}

bool spend(db::Connection& db, std::string_view state_hash, Millis expires_at) {
  return !db.run(kSpend, {{"hash", db::Bytes{state_hash}}, {"expires_at", expires_at}}).empty();
}

void forget_spent(db::Connection& db, Millis now) {
  db.run(kForgetSpent, {{"now", now}});
}

}  // namespace onthaal::sign_ons::store
