#include "platform/act/writer_thread.h"

#include <algorithm>
#include <condition_variable>
#include <cstdlib>
#include <mutex>

#include "platform/log.h"

namespace onthaal {
namespace {

using std::chrono::milliseconds;

constexpr milliseconds kIdle{500};       // nothing to write for so long: time to move the write-ahead log
constexpr milliseconds kLongest{60000};  // the wall clock may jump: jobs are looked for at least this often
constexpr milliseconds kFirstPause{100};
constexpr milliseconds kLongestPause{5000};
constexpr int kExitTryAgain = 75;

}  // namespace

void WriterThread::run() {
  std::vector<Pending> waiting;
  bool is_idle = false;
  for (;;) {
    const bool goes_on = !waiting.empty() || acts_.take(waiting, settings_.group, pause_before(is_idle));
    if (!goes_on) break;
    is_idle = waiting.empty();
    if (writer_.is_lost() && !reconnect()) return refuse(std::move(waiting));
    writer_.run_group(waiting);
    writer_.checkpoint(is_idle);
  }
  writer_.checkpoint(true);
}

milliseconds WriterThread::pause_before(bool is_idle) const {
  const milliseconds most = is_idle ? kLongest : kIdle;
  if (!writer_.next_job()) return most;
  return std::clamp(milliseconds((*writer_.next_job() - clock_.now()) / clock_.speed()), milliseconds(0), most);
}

// False when this process must not write any more, or is stopping.
bool WriterThread::reconnect() {
  const auto started = std::chrono::steady_clock::now();
  for (milliseconds pause = kFirstPause; !is_stopping_within(pause); pause = std::min(pause * 2, kLongestPause)) {
    try {
      if (writer_.open()) {
        log::info("db.connected");
        return true;
      }
      log::warning("db.taken");
      if (std::chrono::steady_clock::now() - started < settings_.claim_wait) continue;
      give_up();
      return false;
    } catch (const db::DbError& error) {
      log::warning("db.unreachable", {{"error", log::ours(error.what())}});
    }
  }
  return false;
}

bool WriterThread::is_stopping_within(milliseconds pause) const {
  std::mutex mutex;
  std::unique_lock lock(mutex);
  std::condition_variable_any nothing_else;
  nothing_else.wait_for(lock, stopping_, pause, [] { return false; });
  return stopping_.stop_requested();
}

void WriterThread::give_up() const {
  log::error("server.replaced");
  if (settings_.give_up) return settings_.give_up();
  std::_Exit(kExitTryAgain);
}

void WriterThread::refuse(std::vector<Pending> waiting) {
  do {
    for (Pending& pending : waiting) refuse_(std::move(pending.done));
    waiting.clear();
  } while (acts_.take(waiting, settings_.group, kLongest));
}

}  // namespace onthaal
