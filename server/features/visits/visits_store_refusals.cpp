#include "features/visits/visits_store.h"

// Visits that are not let in for a while.
namespace onthaal::visits::store {
namespace {

constexpr db::Sql kIsRefused{"visit_refusal.is_refused",
                             "with recursive chain (id) as (select id from visit where id = :visit union"
                             " select v.earlier from chain join visit v on v.id = chain.id where v.earlier is not null)"
                             " select 1 from chain join visit_refusal r on r.visit = chain.id"
                             " where r.line = :line and r.until > :now and r.undone_at is null limit 1"};
constexpr db::Sql kAbusive{"visit_refusal.abusive",
                           "select c.id, c.uuid, c.visit, c.key, s.alias, c.ended_at from conversation c"
                           " join staff s on s.id = c.last_operator left join registration r on r.conversation = c.id"
                           " where c.line = :line and c.uuid = :conversation and c.ended_at is not null"
                           " and (c.closing = 'boundary' or r.is_boundary = 1)"};
constexpr db::Sql kLetIn{"visit_refusal.let_in",
                         "select c.id, c.uuid, c.visit, c.key, s.alias, c.ended_at from conversation c"
                         " join staff s on s.id = c.last_operator left join registration r on r.conversation = c.id"
                         " where c.line = :line and c.ended_at > :since and (c.closing = 'boundary'"
                         " or r.is_boundary = 1) and not exists (select 1 from visit_refusal f where f.visit = c.visit"
                         " and f.line = c.line and f.until > :now and f.undone_at is null)"
                         " order by c.ended_at desc, c.id desc"};
constexpr db::Sql kRefuse{"visit_refusal.insert",
                          "insert into visit_refusal (uuid, visit, line, until, reason, conversation, made_by, made_at)"
                          " values (:uuid, :visit, :line, :until, :reason, :conversation, :made_by, :now)"};
constexpr db::Sql kLasting{"visit_refusal.lasting",
                           "select r.uuid, c.uuid, c.key, r.reason, s.alias, r.made_at, r.until from visit_refusal r"
                           " join conversation c on c.id = r.conversation join staff s on s.id = r.made_by"
                           " where r.line = :line and r.until > :now and r.undone_at is null"
                           " order by r.made_at desc, r.id desc"};
constexpr db::Sql kUndo{"visit_refusal.undo",
                        "update visit_refusal set undone_by = :by, undone_at = :now where uuid = :uuid"
                        " and line = :line and until > :now and undone_at is null"};

constexpr db::Sql kForgetEarlier{"visit.forget_earlier",
                                 "update visit set earlier = null where earlier is not null and created_at <= :until"};

Abusive abusive_of(const db::Row& row) {
  return {.id = {row.integer(0)},
          .uuid = row.uuid(1),
          .visit = {row.integer(2)},
          .key = row.integer(3),
          .alias = row.text(4),
          .ended_at = row.integer(5)};
}

}  // namespace

bool is_refused(Tx& tx, VisitId visit, LineId line) {
  return !tx.db.run(kIsRefused, {{"visit", visit}, {"line", line}, {"now", tx.now}}).empty();
}

std::optional<Abusive> find_abusive(db::Connection& db, LineId line, const Uuid& conversation) {
  const db::Rows rows = db.run(kAbusive, {{"line", line}, {"conversation", conversation}});
  if (rows.empty()) return std::nullopt;
  return abusive_of(rows[0]);
}

std::vector<Abusive> let_in_still(const Snapshot& snapshot, LineId line, Millis since) {
  std::vector<Abusive> all;
  for (const db::Row row : snapshot.db.run(kLetIn, {{"line", line}, {"since", since}, {"now", snapshot.now}}))
    all.push_back(abusive_of(row));
  return all;
}

bool refuse(Tx& tx, const NewRefusal& refusal) {
  if (is_refused(tx, refusal.talk.visit, refusal.line)) return false;
  tx.db.run(kRefuse, {{"uuid", refusal.uuid},
                      {"visit", refusal.talk.visit},
                      {"line", refusal.line},
                      {"until", refusal.until},
                      {"reason", db::Bytes{refusal.reason}},
                      {"conversation", refusal.talk.id},
                      {"made_by", refusal.made_by},
                      {"now", tx.now}});
  return true;
}

std::vector<Refusal> lasting(const Snapshot& snapshot, LineId line) {
  std::vector<Refusal> all;
  for (const db::Row row : snapshot.db.run(kLasting, {{"line", line}, {"now", snapshot.now}}))
    all.push_back({.uuid = row.uuid(0),
                   .conversation = row.uuid(1),
                   .key = row.integer(2),
                   .reason = row.text(3),
                   .alias = row.text(4),
                   .made_at = row.integer(5),
                   .until = row.integer(6)});
  return all;
}

void forget_earlier(Tx& tx, Millis until) {
  tx.db.run(kForgetEarlier, {{"until", until}});
}

bool undo_refusal(Tx& tx, LineId line, const Uuid& refusal, StaffId by) {
  return tx.db.run(kUndo, {{"uuid", refusal}, {"line", line}, {"by", by}, {"now", tx.now}}).changed() > 0;
}

}  // namespace onthaal::visits::store
