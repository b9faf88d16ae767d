#pragma once

#include <atomic>
#include <span>

#include "platform/act/engine.h"
#include "platform/act/job_store.h"

namespace onthaal {

struct Counters {
  std::atomic<std::uint64_t> commits = 0, acts = 0, reads = 0, busy = 0, slow = 0, interrupted = 0;
};

struct Pending {
  Act act;
  Done done;
  std::int64_t job = 0;  // the row in table `job` where it is a slice of one
};

// As Deliver; `asked` of them were asked for by somebody, the others are slices of jobs.
using WriterDeliver = std::function<void(std::vector<Finished>, std::size_t asked)>;

// Runs acts in groups on its connection. Used by one thread, the writer's; holds no thread or lock itself.
class Writer {
 public:
  Writer(const EngineSettings& settings, const Clock& clock, Random& random, const seal::Keyring& keys,
         const std::vector<jobs::JobKind>& jobs, const WriterDeliver& deliver, Counters& counters);

  // Connects. False when another server writes to this database. Throws DbError when it cannot be reached.
  bool open();
  bool is_lost() const { return db_ == nullptr; }

  // One group: runs acts from the front, and one slice of a job that is due, within the limits; answers those acts and
  // takes them out. Everything in the group is committed together, or nothing of it and then each act by itself.
  void run_group(std::vector<Pending>& waiting);

  std::optional<Millis> next_job() const { return next_job_; }
  // Moves SQLite's write-ahead log into the database: when it has grown large, or when there is nothing else to do.
  void checkpoint(bool is_idle);

 private:
  struct Attempt {
    Result<Reply> reply = Reply{};
    std::vector<Effect> effects = {};
    bool is_interrupted = false;
  };
  enum class Moment { acting, committing };
  enum class Ending { committed, undone, unknown };

  bool begin();
  void end_badly();
  std::size_t run_together(std::span<Pending> group);
  Ending attempt_all(std::span<Pending> group, std::vector<Attempt>& attempts);
  void run_again(std::span<Pending> group, std::span<Attempt> attempts);
  void run_alone(Pending& pending);
  void attempt_in_savepoint(const Act& act, Attempt& attempt);
  Attempt call(const Act& act);
  struct Took {
    std::chrono::nanoseconds passed, worked;
  };
  void judge_time(const Act& act, const Took& took, Attempt& attempt);
  void tell_full(const Act& act, const db::FullError& error);
  Attempt explain(const Act& act, Moment moment);
  void deliver_all(std::span<Pending> group, std::span<Attempt> attempts);
  void answer_all(std::span<Pending> group, const Error& error);

  std::optional<Pending> find_job();
  Result<Reply> run_job(Tx& tx, std::int64_t id);
  void after_job();

  const EngineSettings& settings_;
  const Clock& clock_;
  Random& random_;
  const seal::Keyring& keys_;
  const std::vector<jobs::JobKind>& jobs_;
  const WriterDeliver& deliver_;
  Counters& counters_;
  std::unique_ptr<db::Connection> db_;
  bool is_connection_lost_ = false;
  std::optional<Millis> next_job_;
  std::string job_kind_;  // of the slice in this group
  std::int64_t failed_job_ = 0;
  std::optional<std::chrono::steady_clock::time_point> told_full_at_;
};

}  // namespace onthaal
