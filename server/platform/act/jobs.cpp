#include "platform/act/jobs.h"

#include <algorithm>

#include "platform/act/job_store.h"

namespace onthaal::jobs {
namespace {

constexpr db::Sql kLater{"job.later",
                         "insert into job (kind, key, due, data) values (:kind, :key, :due, :data) "
                         "on conflict (kind, key) do update set due = excluded.due, data = excluded.data "
                         "where excluded.due < job.due"};
constexpr db::Sql kNextDue{"job.next_due", "select due from job order by due limit 1"};
constexpr db::Sql kFindDue{"job.find_due", "select id, kind from job where due <= :now order by due, id limit 1"};
constexpr db::Sql kTake{"job.take", "delete from job where id = :id returning key, data, tries"};
constexpr db::Sql kTries{"job.tries", "select tries from job where id = :id {for_update}"};
constexpr db::Sql kPostpone{"job.postpone", "update job set tries = :tries, due = :due where id = :id"};

}  // namespace

void later(Tx& tx, std::string_view kind, std::string_view key, Millis due, std::string_view data) {
  tx.db.run(kLater, {{"kind", kind}, {"key", key}, {"due", due}, {"data", data}});
  if (tx.job_due != nullptr) *tx.job_due = std::min(due, tx.job_due->value_or(due));
}

std::optional<Millis> next_due(db::Connection& db) {
  const db::Rows rows = db.run(kNextDue);
  if (rows.empty()) return std::nullopt;
  return rows[0].integer(0);
}

std::optional<Due> find_due(db::Connection& db, Millis now) {
  const db::Rows rows = db.run(kFindDue, {{"now", now}});
  if (rows.empty()) return std::nullopt;
  return Due{rows[0].integer(0), rows[0].text(1)};
}

std::optional<Job> take(db::Connection& db, std::int64_t id) {
  const db::Rows rows = db.run(kTake, {{"id", id}});
  if (rows.empty()) return std::nullopt;
  return Job{rows[0].text(0), rows[0].text(1), rows[0].integer(2)};
}

void postpone(db::Connection& db, std::int64_t id, Millis now) {
  const db::Rows rows = db.run(kTries, {{"id", id}});
  if (rows.empty()) return;
  const std::int64_t tries = rows[0].integer(0) + 1;
  const Millis minutes = tries > 6 ? 60 : std::int64_t{1} << (tries - 1);
  db.run(kPostpone, {{"id", id}, {"tries", tries}, {"due", now + minutes * kMinute}});
}

}  // namespace onthaal::jobs
