#include <algorithm>
#include <utility>

#include "platform/act/writer.h"
#include "platform/log.h"

namespace onthaal {

std::optional<Pending> Writer::find_job() {
  if (is_lost() || !next_job_ || *next_job_ > clock_.now()) return std::nullopt;
  try {
    const std::optional<jobs::Due> due = jobs::find_due(*db_, clock_.now());
    if (!due) {
      next_job_ = jobs::next_due(*db_);
      return std::nullopt;
    }
    job_kind_ = due->kind;
    return Pending{.act = {.name = job_kind_.c_str(), .run = [this, id = due->id](Tx& tx) { return run_job(tx, id); }},
                   .done = [](Result<Reply>) {},
                   .job = due->id};
  } catch (const db::DbError& error) {
    log::error("jobs.unreadable", {{"error", log::ours(error.what())}});
    is_connection_lost_ = dynamic_cast<const db::ConnectionLostError*>(&error) != nullptr;
    next_job_ = clock_.now() + kMinute;
    end_badly();
  }
  return std::nullopt;
}

Result<Reply> Writer::run_job(Tx& tx, std::int64_t id) {
  const auto kind = std::ranges::find(jobs_, std::string_view(job_kind_), &jobs::JobKind::name);
  if (kind == jobs_.end()) return fail(Code::not_found, "this version does not know the kind of job");
  if (const std::optional<jobs::Job> job = jobs::take(tx.db, id)) kind->run(tx, *job);
  return Reply{};
}

// A job that failed stays for later, and the writer learns when it is needed next.
void Writer::after_job() {
  const std::int64_t failed = std::exchange(failed_job_, 0);
  if (is_lost()) return;
  try {
    if (failed != 0) {
      log::error("job.failed", {{"kind", log::ours(job_kind_)}, {"job", failed}});
      db_->begin_write();
      jobs::postpone(*db_, failed, clock_.now());
      db_->commit();
    }
    next_job_ = jobs::next_due(*db_);
  } catch (const db::DbError& error) {
    log::error("jobs.unwritable", {{"error", log::ours(error.what())}});
    is_connection_lost_ = dynamic_cast<const db::ConnectionLostError*>(&error) != nullptr;
    next_job_ = clock_.now() + kMinute;
    end_badly();
  }
}

}  // namespace onthaal
