#include "features/factors/factors_store.h"

namespace onthaal::factors::store {
namespace {

constexpr db::Sql kIsResponsible{"factor.is_responsible",
                                 "select 1 from staff_role where staff = :staff and role in ('coordinator',"
                                 " 'reviewer', 'administrator', 'auditor') limit 1"};
constexpr db::Sql kIsAskedByLine{"factor.is_asked_by_line",
                                 "select 1 from staff_role r join line_second_factor f on f.line = r.line"
                                 " where r.staff = :staff and r.role = 'operator' limit 1"};
constexpr db::Sql kAsksOperators{"factor.asks_operators", "select 1 from line_second_factor where line = :line"};
constexpr db::Sql kAsk{"factor.ask_operators",
                       "insert into line_second_factor (line) values (:line) on conflict do nothing"};
constexpr db::Sql kAskNot{"factor.ask_operators_not", "delete from line_second_factor where line = :line"};
constexpr db::Sql kWithFactor{
    "factor.with_factor",
    "select s.uuid from staff s where s.id in (select staff from staff_role where line = :line) and (exists"
    " (select 1 from totp t where t.staff = s.id and t.state = 'active') or exists"
    " (select 1 from passkey p where p.staff = s.id)) order by s.id"};

constexpr db::Sql kInsertTicket{"ticket.insert",
                                "insert into ticket (token_hash, staff, password, browser, tries_left, expires_at)"
                                " select :hash, id, password, :browser, :tries_left, :expires_at from staff"
                                " where id = :staff"};
constexpr db::Sql kFindTicket{"ticket.find",
                              "select t.staff, t.browser, t.tries_left from ticket t join staff s on s.id = t.staff"
                              " and s.password = t.password where t.token_hash = :hash and t.expires_at > :now"
                              " and s.state = 'active'"};
constexpr db::Sql kDropTicket{"ticket.drop", "delete from ticket where token_hash = :hash returning staff"};
constexpr db::Sql kUseUp{"ticket.use_up", "update ticket set tries_left = tries_left - 1 where token_hash = :hash"};
constexpr db::Sql kDropUsedUp{"ticket.drop_used_up", "delete from ticket where token_hash = :hash and tries_left <= 0"};
constexpr db::Sql kDropTickets{"ticket.drop_all", "delete from ticket where staff = :staff"};
constexpr db::Sql kDropOldTickets{"ticket.drop_expired",
                                  "delete from ticket where token_hash in (select token_hash from ticket where"
                                  " expires_at <= :now order by expires_at limit :limit)"};

constexpr db::Sql kInsertTotp{"totp.insert",
                              "insert into totp (staff, state, key, secret, last_step, made_at) values"
                              " (:staff, 'pending', :key, :secret, 0, :now)"};
constexpr db::Sql kFindTotp{"totp.find",
                            "select key, secret, last_step, made_at from totp where staff = :staff and state = :state"};
constexpr db::Sql kTotpSince{"totp.since", "select made_at from totp where staff = :staff and state = 'active'"};
constexpr db::Sql kUseStep{"totp.use_step",
                           "update totp set last_step = :step where staff = :staff and state = :state"
                           " and last_step < :step returning staff"};
constexpr db::Sql kActivate{"totp.activate",
                            "update totp set state = 'active', made_at = :now where staff = :staff"
                            " and state = 'pending'"};
constexpr db::Sql kDropTotp{"totp.drop", "delete from totp where staff = :staff and state = :state returning key"};
// The row of a key stays: to delete it, the database would look through every event for one that it sealed.
constexpr db::Sql kDestroyKey{"totp.destroy_key", "update seal_key set wrapped = null where id = :key"};

#define ONTHAAL_PASSKEY_COLUMNS \
  "select id, uuid, staff, credential, algorithm, public_key, signs, name, made_at, used_at from passkey "
constexpr db::Sql kFindPasskey{"passkey.find", ONTHAAL_PASSKEY_COLUMNS "where credential = :credential"};
constexpr db::Sql kPasskeysOf{"passkey.of", ONTHAAL_PASSKEY_COLUMNS "where staff = :staff order by id"};
#undef ONTHAAL_PASSKEY_COLUMNS
constexpr db::Sql kInsertPasskey{
    "passkey.insert",
    "insert into passkey (uuid, staff, credential, algorithm, public_key, signs, name, made_at) values"
    " (:uuid, :staff, :credential, :algorithm, :public_key, :signs, :name, :now)"
    " on conflict (credential) do nothing returning id"};
constexpr db::Sql kUsePasskey{"passkey.use",
                              "update passkey set signs = :signs, used_at = :now where id = :id"
                              " and (signs < :signs or (signs = 0 and :signs = 0)) returning id"};
constexpr db::Sql kDropPasskey{"passkey.drop",
                               "delete from passkey where staff = :staff and uuid = :uuid returning id"};
constexpr db::Sql kDropPasskeys{"passkey.drop_all", "delete from passkey where staff = :staff returning id"};

constexpr db::Sql kAnswerChallenge{"challenge.answer",
                                   "insert into answered_challenge (hash, expires_at) values (:hash, :expires_at)"
                                   " on conflict (hash) do nothing returning expires_at"};
constexpr db::Sql kDropOldChallenges{"challenge.drop_expired",
                                     "delete from answered_challenge where hash in (select hash from answered_challenge"
                                     " where expires_at <= :now order by expires_at limit :limit)"};

constexpr db::Sql kInsertCode{"recovery.insert", "insert into recovery_code (staff, hash) values (:staff, :hash)"};
constexpr db::Sql kUseCode{"recovery.use",
                           "update recovery_code set used_at = :now where staff = :staff and hash = :hash"
                           " and used_at is null returning staff"};
constexpr db::Sql kCountCodes{"recovery.count",
                              "select count(*) from recovery_code where staff = :staff and used_at is null"};
constexpr db::Sql kDropCodes{"recovery.drop", "delete from recovery_code where staff = :staff"};

std::string_view name_of(State state) {
  return state == State::active ? "active" : "pending";
}

Passkey passkey_of(const db::Row& row) {
  return {.id = row.integer(0),
          .uuid = row.uuid(1),
          .staff = {row.integer(2)},
          .credential = row.text(3),
          .key = {row.integer(4), row.text(5)},
          .signs = row.integer(6),
          .name = row.text(7),
          .made_at = row.integer(8),
          .used_at = row.maybe_integer(9)};
}

}  // namespace

bool is_responsible(db::Connection& db, StaffId staff) {
  return !db.run(kIsResponsible, {{"staff", staff}}).empty();
}

bool is_asked_by_line(db::Connection& db, StaffId staff) {
  return !db.run(kIsAskedByLine, {{"staff", staff}}).empty();
}

bool asks_operators(db::Connection& db, LineId line) {
  return !db.run(kAsksOperators, {{"line", line}}).empty();
}

void set_asks_operators(db::Connection& db, LineId line, bool asks) {
  db.run(asks ? kAsk : kAskNot, {{"line", line}});
}

std::vector<Uuid> with_factor(db::Connection& db, LineId line) {
  std::vector<Uuid> staff;
  for (const db::Row row : db.run(kWithFactor, {{"line", line}})) staff.push_back(row.uuid(0));
  return staff;
}

void insert_ticket(Tx& tx, const Ticket& ticket, Millis expires_at) {
  tx.db.run(kInsertTicket, {{"hash", db::Bytes{ticket.hash}},
                            {"staff", ticket.staff},
                            {"browser", ticket.browser},
                            {"tries_left", ticket.tries_left},
                            {"expires_at", expires_at}});
}

std::optional<Ticket> find_ticket(db::Connection& db, std::string_view hash, Millis now) {
  const db::Rows rows = db.run(kFindTicket, {{"hash", db::Bytes{hash}}, {"now", now}});
  if (rows.empty()) return std::nullopt;
  return Ticket{std::string(hash), {rows[0].integer(0)}, rows[0].text(1), rows[0].integer(2)};
}

bool drop_ticket(db::Connection& db, std::string_view hash) {
  return !db.run(kDropTicket, {{"hash", db::Bytes{hash}}}).empty();
}

void use_up(db::Connection& db, std::string_view hash) {
  db.run(kUseUp, {{"hash", db::Bytes{hash}}});
  db.run(kDropUsedUp, {{"hash", db::Bytes{hash}}});
}

void drop_tickets(db::Connection& db, StaffId staff) {
  db.run(kDropTickets, {{"staff", staff}});
}

void put_pending(Tx& tx, StaffId staff, std::string_view secret) {
  drop_totp(tx.db, staff, State::pending);
  const streams::Sealing sealing = streams::make_sealing(tx, tx.new_uuid());
  const std::string sealed = seal::seal(sealing.key, seal::Kind::totp, sealing.owner, 0, secret, tx.random);
  tx.db.run(kInsertTotp, {{"staff", staff}, {"key", sealing.id}, {"secret", db::Bytes{sealed}}, {"now", tx.now}});
}

std::optional<Totp> find_totp(db::Connection& db, const seal::Keyring& keys, StaffId staff, State state) {
  const db::Rows rows = db.run(kFindTotp, {{"staff", staff}, {"state", name_of(state)}});
  if (rows.empty()) return std::nullopt;
  const auto sealing = streams::find_sealing(db, keys, rows[0].integer(0));
  if (!sealing) return std::nullopt;
  auto secret = seal::open(sealing->key, seal::Kind::totp, sealing->owner, 0, rows[0].text(1));
  if (!secret) return std::nullopt;
  return Totp{*std::move(secret), rows[0].integer(2), rows[0].integer(3)};
}

std::optional<Millis> totp_since(db::Connection& db, StaffId staff) {
  const db::Rows rows = db.run(kTotpSince, {{"staff", staff}});
  if (rows.empty()) return std::nullopt;
  return rows[0].integer(0);
}

bool use_step(db::Connection& db, StaffId staff, State state, std::int64_t step) {
  return !db.run(kUseStep, {{"staff", staff}, {"state", name_of(state)}, {"step", step}}).empty();
}

void activate(Tx& tx, StaffId staff) {
  drop_totp(tx.db, staff, State::active);
  tx.db.run(kActivate, {{"staff", staff}, {"now", tx.now}});
}

bool drop_totp(db::Connection& db, StaffId staff, State state) {
  const db::Rows rows = db.run(kDropTotp, {{"staff", staff}, {"state", name_of(state)}});
  if (rows.empty()) return false;
  db.run(kDestroyKey, {{"key", rows[0].integer(0)}});
  return true;
}

bool insert_passkey(Tx& tx, StaffId staff, const web_authn::Made& made, std::string_view name) {
  const db::Rows rows = tx.db.run(kInsertPasskey, {{"uuid", tx.new_uuid()},
                                                   {"staff", staff},
                                                   {"credential", db::Bytes{made.credential}},
                                                   {"algorithm", made.key.algorithm},
                                                   {"public_key", db::Bytes{made.key.bytes}},
                                                   {"signs", made.signs},
                                                   {"name", name},
                                                   {"now", tx.now}});
  return !rows.empty();
}

std::optional<Passkey> find_passkey(db::Connection& db, std::string_view credential) {
  const db::Rows rows = db.run(kFindPasskey, {{"credential", db::Bytes{credential}}});
  if (rows.empty()) return std::nullopt;
  return passkey_of(rows[0]);
}

std::vector<Passkey> passkeys_of(db::Connection& db, StaffId staff) {
  std::vector<Passkey> passkeys;
  for (const db::Row row : db.run(kPasskeysOf, {{"staff", staff}})) passkeys.push_back(passkey_of(row));
  return passkeys;
}

bool use_passkey(Tx& tx, std::int64_t id, std::int64_t signs) {
  return !tx.db.run(kUsePasskey, {{"id", id}, {"signs", signs}, {"now", tx.now}}).empty();
}

bool drop_passkey(db::Connection& db, StaffId staff, const Uuid& passkey) {
  return !db.run(kDropPasskey, {{"staff", staff}, {"uuid", passkey}}).empty();
}

bool drop_passkeys(db::Connection& db, StaffId staff) {
  return !db.run(kDropPasskeys, {{"staff", staff}}).empty();
}

bool answer_challenge(db::Connection& db, std::string_view hash, Millis expires_at) {
  return !db.run(kAnswerChallenge, {{"hash", db::Bytes{hash}}, {"expires_at", expires_at}}).empty();
}

void put_codes(db::Connection& db, StaffId staff, const std::vector<std::string>& hashes) {
  drop_codes(db, staff);
  for (const std::string& hash : hashes) db.run(kInsertCode, {{"staff", staff}, {"hash", db::Bytes{hash}}});
}

bool use_code(Tx& tx, StaffId staff, std::string_view hash) {
  return !tx.db.run(kUseCode, {{"staff", staff}, {"hash", db::Bytes{hash}}, {"now", tx.now}}).empty();
}

std::int64_t count_codes(db::Connection& db, StaffId staff) {
  return db.run(kCountCodes, {{"staff", staff}})[0].integer(0);
}

void drop_codes(db::Connection& db, StaffId staff) {
  db.run(kDropCodes, {{"staff", staff}});
}

bool drop_expired(Tx& tx, std::int64_t limit) {
  const std::int64_t tickets = tx.db.run(kDropOldTickets, {{"now", tx.now}, {"limit", limit}}).changed();
  const std::int64_t challenges = tx.db.run(kDropOldChallenges, {{"now", tx.now}, {"limit", limit}}).changed();
  return tickets == limit || challenges == limit;
}

}  // namespace onthaal::factors::store
