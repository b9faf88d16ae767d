#include "features/conversations/conversations_access.h"

// Words are kept for as long as the line says on its welcome page; then their key is destroyed, and with it every word
// of the talk, its registration and its rating. What was counted stays.
namespace onthaal::conversations {
namespace {

constexpr std::string_view kForget = "conversations.forget";
constexpr std::int64_t kSlice = 200;

void forget(Tx& tx, const jobs::Job& job) {
  std::int64_t room = kSlice;
  for (const lines::Line& line : lines::all(tx.db)) {
    const Millis before = tx.now - lines::settings_of(tx.db, line.id).kept_days * kDay;
    room -= store::destroy_keys(tx.db, line.id, before, room);
    if (room <= 0) break;
  }
  jobs::later(tx, kForget, job.key, tx.now + (room <= 0 ? 0 : kHour));
}

}  // namespace

jobs::JobKind Conversations::forget_job() {
  return {kForget, forget};
}

void schedule_jobs(Tx& tx) {
  jobs::later(tx, kForget, "all", tx.now);
}

}  // namespace onthaal::conversations
