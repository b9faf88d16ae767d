#include "features/traces/traces_store.h"

namespace onthaal::traces::store {
namespace {

constexpr db::Sql kLiving{"trace_key.living",
                          "select id, uuid, master, wrapped from trace_key where wrapped is not null"
                          " and made_at > :since order by made_at, id"};
constexpr db::Sql kNewest{"trace_key.newest", "select max(made_at) from trace_key"};
constexpr db::Sql kInsert{"trace_key.insert",
                          "insert into trace_key (uuid, master, wrapped, made_at)"
                          " values (:uuid, :master, :wrapped, :now)"};
constexpr db::Sql kDestroy{"trace_key.destroy",
                           "update trace_key set wrapped = null where wrapped is not null and made_at <= :before"};
constexpr db::Sql kPut{"visit_trace.put",
                       "insert into visit_trace (visit, trace_key, trace) values (:visit, :key, :trace)"};
// Those of a talk go with what its line keeps.
constexpr db::Sql kPrune{"visit_trace.prune",
                         "delete from visit_trace where (visit, trace_key) in (select t.visit, t.trace_key"
                         " from visit_trace t join trace_key k on k.id = t.trace_key and k.wrapped is null"
                         " where not exists (select 1 from conversation c where c.visit = t.visit) limit :limit)"};
// Where all visitors have one token, the first that are found tell as much.
constexpr db::Sql kSame{
    "visit_trace.same",
    "select c.id, v.id, v.created_at, coalesce(c.ended_at, c.visitor_lost_at, :still), coalesce(r.who, c.who),"
    " coalesce(r.age, c.age), coalesce(r.gender, c.gender) from (select o.visit from visit_trace mine"
    " join visit_trace o on o.trace_key = mine.trace_key and o.trace = mine.trace where mine.visit = :visit"
    " and mine.trace_key = :key limit :limit) same join visit v on v.id = same.visit"
    " join conversation c on c.visit = v.id left join registration r on r.conversation = c.id"
    " order by v.created_at, v.id, c.id"};
constexpr db::Sql kOften{
    "visit_trace.often",
    "select max(t.visit) from visit_trace t join conversation c on c.visit = t.visit"
    " where t.trace_key = :key and c.line = :line and c.first_accepted_at > :since and c.is_second = 0"
    " group by t.trace having count(*) >= :talks order by 1"};

}  // namespace

std::vector<TraceKey> living(db::Connection& db, Millis made_since) {
  std::vector<TraceKey> all;
  for (const db::Row row : db.run(kLiving, {{"since", made_since}}))
    all.push_back({row.integer(0), row.uuid(1), row.integer(2), row.text(3)});
  return all;
}

std::optional<Millis> newest_made_at(db::Connection& db) {
  return db.run(kNewest)[0].maybe_integer(0);
}

void insert(Tx& tx, const Uuid& uuid, const seal::Wrapped& wrapped) {
  tx.db.run(kInsert,
            {{"uuid", uuid}, {"master", wrapped.master}, {"wrapped", db::Bytes{wrapped.bytes}}, {"now", tx.now}});
}

void destroy(Tx& tx, Millis made_before) {
  tx.db.run(kDestroy, {{"before", made_before}});
}

void put(Tx& tx, VisitId visit, std::int64_t key, std::string_view trace) {
  tx.db.run(kPut, {{"visit", visit}, {"key", key}, {"trace", db::Bytes{trace}}});
}

std::int64_t prune(Tx& tx, std::int64_t limit) {
  return tx.db.run(kPrune, {{"limit", limit}}).changed();
}

std::vector<Seen> same_as(const Snapshot& snapshot, VisitId visit, std::int64_t key, std::int64_t limit) {
  std::vector<Seen> all;
  for (const db::Row row :
       snapshot.db.run(kSame, {{"visit", visit}, {"key", key}, {"still", snapshot.now + 1}, {"limit", limit}}))
    all.push_back({.conversation = {row.integer(0)},
                   .visit = {row.integer(1)},
                   .from = row.integer(2),
                   .until = row.integer(3),
                   .who = row.maybe_text(4),
                   .age = row.maybe_integer(5),
                   .gender = row.maybe_text(6)});
  return all;
}

std::vector<VisitId> find_often(db::Connection& db, std::int64_t key, LineId line, Millis since, std::int64_t talks) {
  std::vector<VisitId> all;
  for (const db::Row row : db.run(kOften, {{"key", key}, {"line", line}, {"since", since}, {"talks", talks}}))
    all.push_back({row.integer(0)});
  return all;
}

}  // namespace onthaal::traces::store
