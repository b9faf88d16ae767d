#include "platform/act/writer.h"

#include <algorithm>
#include <typeinfo>

#include "platform/log.h"

namespace onthaal {
namespace {

constexpr std::int64_t kLargeLog = 64 << 20;

// Whoever asked sends it again: a resend finds what was kept.
Error nobody_knows() {
  return {Code::timeout, "nobody knows whether it was kept; send it again", {}};
}

std::unexpected<Error> lost() {
  return fail(Code::busy, "the connection to the database was lost; nothing was changed");
}

}  // namespace

Writer::Writer(const EngineSettings& settings, const Clock& clock, Random& random, const seal::Keyring& keys,
               const std::vector<jobs::JobKind>& jobs, const WriterDeliver& deliver, Counters& counters)
    : settings_(settings),
      clock_(clock),
      random_(random),
      keys_(keys),
      jobs_(jobs),
      deliver_(deliver),
      counters_(counters) {}

bool Writer::open() {
  is_connection_lost_ = false;
  auto connection = db::connect(settings_.url, db::Access::write);
  if (!connection->claim_writing()) return false;
  db_ = std::move(connection);
  next_job_ = clock_.now();
  return true;
}

void Writer::run_group(std::vector<Pending>& waiting) {
  std::optional<Pending> job = find_job();
  const bool has_job = job.has_value();
  if (has_job) waiting.insert(waiting.begin(), std::move(*job));
  if (waiting.empty()) return;
  std::size_t count = 1;
  if (is_lost()) {
    count = waiting.size();
    answer_all(waiting, lost().error());
  } else if (waiting.size() == 1) {
    run_alone(waiting.front());
  } else {
    count = run_together(std::span(waiting).first(std::min(waiting.size(), settings_.group)));
  }
  waiting.erase(waiting.begin(), waiting.begin() + static_cast<std::ptrdiff_t>(count));
  if (has_job) after_job();
}

bool Writer::begin() {
  try {
    db_->set_deadline(db::Deadline{std::chrono::steady_clock::now() + settings_.act_patience});
    db_->begin_write();
    return true;
  } catch (const db::ConnectionLostError& error) {
    is_connection_lost_ = true;
    log::error("db.lost", {{"error", log::ours(error.what())}});
  } catch (const db::DbError& error) {
    log::error("group.refused", {{"error", log::ours(error.what())}});
  }
  end_badly();
  return false;
}

void Writer::end_badly() {
  db_->rollback();
  if (is_connection_lost_) db_.reset();
}

std::size_t Writer::run_together(std::span<Pending> group) {
  if (!begin()) {
    answer_all(group, lost().error());
    return group.size();
  }
  std::vector<Attempt> attempts;
  attempts.reserve(group.size());
  const Ending ending = attempt_all(group, attempts);
  const auto attempted = group.first(attempts.size());
  switch (ending) {
    case Ending::committed:
      deliver_all(attempted, attempts);
      break;
    case Ending::undone:
      run_again(attempted, attempts);
      break;
    case Ending::unknown:
      answer_all(attempted, nobody_knows());
      break;
  }
  return attempts.size();
}

Writer::Ending Writer::attempt_all(std::span<Pending> group, std::vector<Attempt>& attempts) {
  const auto started = clock_.steady();
  Moment moment = Moment::acting;
  try {
    do {
      const Act& act = group[attempts.size()].act;
      attempt_in_savepoint(act, attempts.emplace_back());
    } while (attempts.size() < group.size() && clock_.steady() - started < settings_.group_time);
    moment = Moment::committing;
    db_->commit();
    ++counters_.commits;
    return Ending::committed;
  } catch (const db::ConnectionLostError& error) {
    is_connection_lost_ = true;
    log::error("db.lost", {{"error", log::ours(error.what())}});
  } catch (const db::DbError& error) {
    log::warning("group.undone", {{"acts", attempts.size()}, {"error", log::ours(error.what())}});
  }
  end_badly();
  return is_lost() && moment == Moment::committing ? Ending::unknown : Ending::undone;
}

// Nothing of the group is on disk and nothing of it has been said: each again by itself, but what was too slow once.
void Writer::run_again(std::span<Pending> group, std::span<Attempt> attempts) {
  for (std::size_t index = 0; index < group.size(); ++index) {
    if (is_lost()) {
      answer_all(group.subspan(index, 1), lost().error());
    } else if (attempts[index].is_interrupted) {
      deliver_all(group.subspan(index, 1), attempts.subspan(index, 1));
    } else {
      run_alone(group[index]);
    }
  }
}

void Writer::run_alone(Pending& pending) {
  if (!begin()) return answer_all({&pending, 1}, lost().error());
  Attempt attempt = call(pending.act);
  if (attempt.reply) {
    try {
      db_->commit();
      ++counters_.commits;
    } catch (const db::DbError&) {
      attempt = explain(pending.act, Moment::committing);
    }
  }
  if (!attempt.reply) end_badly();
  deliver_all({&pending, 1}, {&attempt, 1});
}

void Writer::attempt_in_savepoint(const Act& act, Attempt& attempt) {
  db_->savepoint();
  attempt = call(act);
  if (!db_->in_transaction()) throw db::DbError(std::string(act.name) + " ended the transaction of its group");
  if (attempt.reply) {
    try {
      return db_->release_savepoint();
    } catch (const db::DbError&) {
      attempt = explain(act, Moment::acting);
    }
  }
  db_->rollback_to_savepoint();
}

Writer::Attempt Writer::call(const Act& act) {
  ++counters_.acts;
  Attempt attempt;
  Tx tx{*db_, clock_.now(), random_, keys_, attempt.effects, &next_job_};
  const auto started = clock_.steady();
  const auto started_work = db::ThreadClock::now();
  const auto now = std::chrono::steady_clock::now();
  db_->set_deadline(db::Deadline{.at = now + settings_.act_patience,
                                 .ask_from = now + settings_.act_limit,
                                 .work_until = started_work + settings_.act_limit});
  try {
    attempt.reply = act.run(tx);
  } catch (...) {
    attempt = explain(act, Moment::acting);
  }
  db_->set_deadline(std::nullopt);
  judge_time(act, {clock_.steady() - started, db::ThreadClock::now() - started_work}, attempt);
  if (!attempt.reply) attempt.effects.clear();
  return attempt;
}

void Writer::judge_time(const Act& act, const Took& took, Attempt& attempt) {
  const bool is_late = took.worked > settings_.act_limit || took.passed > settings_.act_patience;
  if (is_late && attempt.reply) {
    attempt.reply = fail(Code::busy, "it took too long; nothing was changed");
    attempt.is_interrupted = true;
  }
  if (attempt.is_interrupted) ++counters_.interrupted;
  if (took.passed <= settings_.act_slow && !attempt.is_interrupted) return;
  ++counters_.slow;
  log::warning("act.slow", {{"act", log::ours(act.name)},
                            {"us", took.passed},
                            {"worked_us", took.worked},
                            {"undone", attempt.is_interrupted}});
}

// Once a second: everything that is written meets it, and the log is on a disk, too.
void Writer::tell_full(const Act& act, const db::FullError& error) {
  const auto now = clock_.steady();
  if (told_full_at_ && now - *told_full_at_ < std::chrono::seconds(1)) return;
  told_full_at_ = now;
  log::error("disk.full", {{"act", log::ours(act.name)}, {"error", log::ours(error.what())}});
}

// What an act's exception means to whoever asked. To be called while it is handled.
Writer::Attempt Writer::explain(const Act& act, Moment moment) {
  try {
    throw;
  } catch (const db::InterruptedError&) {
    return {.reply = fail(Code::busy, "it took too long; nothing was changed"), .is_interrupted = true};
  } catch (const db::FullError& error) {
    tell_full(act, error);
    return {.reply = fail(Code::busy, "there is no room on the disk; nothing was changed")};
  } catch (const db::ConnectionLostError& error) {
    is_connection_lost_ = true;
    log::error("db.lost", {{"act", log::ours(act.name)}, {"error", log::ours(error.what())}});
    if (moment == Moment::acting) return {.reply = lost()};
    return {.reply = std::unexpected(nobody_knows())};
  } catch (const db::DbError& error) {
    log::error("act.failed", {{"act", log::ours(act.name)}, {"error", log::ours(error.what())}});
  } catch (const std::exception& error) {  // its words may be anybody's: only its type is told
    log::error("act.failed", {{"act", log::ours(act.name)}, {"type", log::ours(typeid(error).name())}});
  } catch (...) {
    log::error("act.failed", {{"act", log::ours(act.name)}});
  }
  return {.reply = fail(Code::internal, "it failed; nothing was changed")};
}

void Writer::deliver_all(std::span<Pending> group, std::span<Attempt> attempts) {
  std::vector<Finished> finished;
  finished.reserve(group.size());
  std::size_t asked = 0;
  for (std::size_t index = 0; index < group.size(); ++index) {
    Attempt& attempt = attempts[index];
    if (group[index].job == 0) {
      ++asked;
    } else if (!attempt.reply) {
      failed_job_ = group[index].job;
      continue;
    }
    finished.push_back({std::move(attempt.effects), std::move(group[index].done), std::move(attempt.reply)});
  }
  if (!finished.empty()) deliver_(std::move(finished), asked);
}

void Writer::answer_all(std::span<Pending> group, const Error& error) {
  std::vector<Attempt> attempts(group.size());
  for (Attempt& attempt : attempts) attempt.reply = std::unexpected(error);
  deliver_all(group, attempts);
}

void Writer::checkpoint(bool is_idle) {
  if (is_lost()) return;
  try {
    db_->checkpoint(is_idle ? 0 : kLargeLog);
  } catch (const db::DbError& error) {
    log::warning("db.checkpoint_failed", {{"error", log::ours(error.what())}});
  }
}

}  // namespace onthaal
