#include "features/visits/visits_store.h"

namespace onthaal::visits::store {
namespace {

constexpr db::Sql kFind{"visit.find",
                        "select id from visit where token_hash = :token_hash union all"
                        " select visit from visit_token where token_hash = :token_hash"};
constexpr db::Sql kInsert{"visit.insert",
                          "insert into visit (token_hash, created_at, is_proven, earlier)"
                          " values (:token_hash, :now, :is_proven, :earlier)"
                          " on conflict (token_hash) do nothing returning id"};
constexpr db::Sql kInsertToken{
    "visit_token.insert", "insert into visit_token (token_hash, visit, created_at) values (:token_hash, :visit, :now)"};

constexpr db::Sql kFindByCode{"visit.find_by_code", "select id from visit where code_hash = :code_hash"};
constexpr db::Sql kPutCode{"visit.put_code", "update visit set code_hash = :code_hash where id = :visit"};
constexpr db::Sql kHasCode{"visit.has_code", "select 1 from visit where id = :visit and code_hash is not null"};

constexpr db::Sql kVoidCode{
    "visit.void_code",
    "delete from deletion_code where visit = :visit and hash = (select code_hash from visit where id = :visit)"};
constexpr db::Sql kAddCode{"visit.add_code",
                           "insert into deletion_code (hash, visit, made_at) values (:code_hash, :visit, :now)"
                           " on conflict (hash, visit) do nothing"};
constexpr db::Sql kShareCodes{
    "visit.share_codes",
    "insert into deletion_code (hash, visit, made_at) select d.hash, v.id, d.made_at"
    " from deletion_code d, visit v where d.visit = :from and v.id = :with on conflict (hash, visit) do nothing"};
constexpr db::Sql kDropCode{"visit.drop_code", "delete from deletion_code where hash = :code_hash"};
constexpr db::Sql kVisitsOf{"visit.of_code",
                            "select visit from deletion_code where hash = :code_hash order by visit desc"};

constexpr db::Sql kStarted{"visit.started",
                           "select count(*), count(case when is_proven = 0 then 1 end) from visit"
                           " where created_at > :from"};

constexpr db::Sql kSpend{"spent_challenge.insert",
                         "insert into spent_challenge (nonce, expires_at) values (:nonce, :expires_at)"
                         " on conflict (nonce) do nothing returning 1"};
constexpr db::Sql kPruneChallenges{"spent_challenge.prune",
                                   "delete from spent_challenge where nonce in (select nonce from spent_challenge"
                                   " where expires_at <= :now order by expires_at limit :limit)"};
constexpr db::Sql kWrongCodes{"code_try.find", "select wrong from code_try where minute = :minute"};
constexpr db::Sql kCountWrongCode{"code_try.count",
                                  "insert into code_try (minute, wrong) values (:minute, 1)"
                                  " on conflict (minute) do update set wrong = code_try.wrong + 1"};
constexpr db::Sql kPruneWrongCodes{"code_try.prune", "delete from code_try where minute < :minute"};

constexpr db::Sql kInsertRefusal{"refusal.insert",
                                 "insert into refusal (line, at, reason) values (:line, :now, :reason)"};
constexpr db::Sql kRefusals{"refusal.since",
                            "select count(case when reason = 'closed' then 1 end), count(case when reason = 'full' then"
                            " 1 end) from refusal where line = :line and at >= :from"};

std::optional<VisitId> id_of(const db::Rows& rows) {
  if (rows.empty()) return std::nullopt;
  return VisitId{rows[0].integer(0)};
}

}  // namespace

std::optional<VisitId> find(db::Connection& db, std::string_view token_hash) {
  return id_of(db.run(kFind, {{"token_hash", db::Bytes{token_hash}}}));
}

std::optional<VisitId> insert(Tx& tx, const NewVisit& visit) {
  return id_of(tx.db.run(kInsert, {{"token_hash", db::Bytes{visit.token_hash}},
                                   {"now", tx.now},
                                   {"is_proven", visit.is_proven},
                                   {"earlier", visit.earlier}}));
}

void insert_token(Tx& tx, VisitId visit, std::string_view token_hash) {
  tx.db.run(kInsertToken, {{"token_hash", db::Bytes{token_hash}}, {"visit", visit}, {"now", tx.now}});
}

std::optional<VisitId> find_by_code(db::Connection& db, std::string_view code_hash) {
  return id_of(db.run(kFindByCode, {{"code_hash", db::Bytes{code_hash}}}));
}

void put_code(Tx& tx, VisitId visit, std::string_view code_hash) {
  tx.db.run(kPutCode, {{"code_hash", db::Bytes{code_hash}}, {"visit", visit}});
}

bool has_code(db::Connection& db, VisitId visit) {
  return !db.run(kHasCode, {{"visit", visit}}).empty();
}

void void_code(Tx& tx, VisitId visit) {
  tx.db.run(kVoidCode, {{"visit", visit}});
}

void add_code(Tx& tx, VisitId visit, std::string_view code_hash) {
  tx.db.run(kAddCode, {{"code_hash", db::Bytes{code_hash}}, {"visit", visit}, {"now", tx.now}});
}

void share_codes(Tx& tx, VisitId from, VisitId with) {
  tx.db.run(kShareCodes, {{"from", from}, {"with", with}});
}

void drop_code(Tx& tx, std::string_view code_hash) {
  tx.db.run(kDropCode, {{"code_hash", db::Bytes{code_hash}}});
}

std::vector<VisitId> visits_of(db::Connection& db, std::string_view code_hash) {
  std::vector<VisitId> all;
  for (const db::Row row : db.run(kVisitsOf, {{"code_hash", db::Bytes{code_hash}}})) all.push_back({row.integer(0)});
  return all;
}

Started started_since(db::Connection& db, Millis from) {
  const db::Rows rows = db.run(kStarted, {{"from", from}});
  return {rows[0].integer(0), rows[0].integer(1)};
}

bool spend(Tx& tx, const Proven& proof) {
  return !tx.db.run(kSpend, {{"nonce", db::Bytes{proof.nonce}}, {"expires_at", proof.expires_at}}).empty();
}

std::int64_t wrong_codes(db::Connection& db, Millis now) {
  const db::Rows rows = db.run(kWrongCodes, {{"minute", now / kMinute}});
  return rows.empty() ? 0 : rows[0].integer(0);
}

void count_wrong_code(Tx& tx) {
  tx.db.run(kCountWrongCode, {{"minute", tx.now / kMinute}});
}

std::int64_t prune_challenges(Tx& tx, std::int64_t limit) {
  return tx.db.run(kPruneChallenges, {{"now", tx.now}, {"limit", limit}}).changed();
}

void prune_wrong_codes(Tx& tx) {
  tx.db.run(kPruneWrongCodes, {{"minute", tx.now / kMinute}});
}

void insert_refusal(Tx& tx, LineId line, std::string_view reason) {
  tx.db.run(kInsertRefusal, {{"line", line}, {"now", tx.now}, {"reason", reason}});
}

Refusals refusals_since(db::Connection& db, LineId line, Millis from) {
  const db::Rows rows = db.run(kRefusals, {{"line", line}, {"from", from}});
  return {rows[0].integer(0), rows[0].integer(1)};
}

}  // namespace onthaal::visits::store
