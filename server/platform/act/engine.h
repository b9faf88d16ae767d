#pragma once

#include <chrono>
#include <cstddef>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "core/clock.h"
#include "platform/act/asker.h"
#include "platform/act/jobs.h"
#include "platform/act/work.h"

namespace onthaal {

struct EngineSettings {
  std::string url;
  int readers = 2;
  int workers = 1;
  std::size_t write_queue = 4096;   // acts that may wait; beyond that the answer is `busy`
  std::size_t read_queue = 65536;   // the same for reads: every page of a full house may come back at once
  std::size_t prepare_queue = 256;  // and for preparations, which are slow
  std::size_t group = 500;          // acts in one transaction, at most
  std::chrono::microseconds group_time{2000};
  std::chrono::milliseconds act_slow{5};
  // Of the writer's processor time, so that a starved machine refuses nothing that is quick by itself; and of the time
  // that passes, for who waits (on PostgreSQL, where a statement runs elsewhere).
  std::chrono::milliseconds act_limit{50};
  std::chrono::milliseconds act_patience{500};
  std::chrono::milliseconds read_limit{5000};
  // After a lost PostgreSQL connection the writer connects anew. When another server writes there by then, and still
  // does after `claim_wait` (our own lost session may linger), this process must not go on: `give_up` is called on the
  // writer's thread. Empty: log and end the process with code 75 (EX_TEMPFAIL), so that it starts again as a standby.
  std::chrono::milliseconds claim_wait{10000};
  std::function<void()> give_up = {};
};

using Done = std::function<void(Result<Reply>)>;

// What has been finished: the effects first, then `done(reply)`, which is never empty. One vector a commit, in commit
// order. An act that gave an Error changed nothing: it was rolled back and has no effects.
struct Finished {
  std::vector<Effect> effects;
  Done done;
  Result<Reply> reply;
};
// Called on the engine's threads, and on the caller's of run() where the answer is known at once; hands the vector to
// the one thread that runs all sockets. Must not block.
using Deliver = std::function<void(std::vector<Finished>)>;

// One writer, a few readers, a few workers, over one database. All waiting acts go into one transaction, a savepoint
// each, one fsync for all; while one fsync runs the next group gathers by itself. run() may be called on any thread.
class Engine {
 public:
  // Throws DbError when the database cannot be opened, or another server writes to it.
  Engine(EngineSettings settings, const Clock& clock, Random& random, const seal::Keyring& keys,
         std::vector<jobs::JobKind> jobs, Deliver deliver);
  ~Engine();  // as stop()

  // `done` is delivered exactly once, also when the answer is busy, an error or `restart`. Of one asker, work of one
  // kind begins in the order in which it came; among askers, each has its turn.
  void run(Work work, Done done, Asker asker = kHouse);

  // Takes nothing new, finishes and delivers what was taken, checkpoints. Idempotent.
  void stop();

  struct Counts {
    std::uint64_t commits, acts, reads, busy, slow, interrupted;
  };
  Counts counts() const;

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace onthaal
