#include <algorithm>

#include "features/accounts/accounts_login.h"
#include "features/accounts/accounts_store.h"

namespace onthaal::accounts {
namespace {

constexpr std::string_view kTidy = "accounts.tidy";
constexpr std::int64_t kSlice = 500;

// Sessions that have expired, with their sockets, and wrong tries of long ago.
void tidy(Tx& tx, const jobs::Job& job, const Hooks& hooks) {
  for (const Staff& session : store::delete_expired_sessions(tx.db, tx.now, kSlice)) {
    tx.effects.push_back(ActorClosed{session});
    if (!store::has_session(tx.db, session.staff)) tell_left(tx, hooks, session.staff);
  }
  const std::int64_t tries = store::delete_old_tries(tx.db, tx.now - kTriesKept.count(), kSlice);
  jobs::later(tx, kTidy, job.key, tries == kSlice ? tx.now : tx.now + kDay);
  if (const auto next = store::next_expiry(tx.db)) jobs::later(tx, kTidy, job.key, std::max(*next, tx.now));
}

}  // namespace

std::vector<jobs::JobKind> jobs(const Hooks& hooks) {
  return {{kTidy, [hooks](Tx& tx, const jobs::Job& job) { tidy(tx, job, hooks); }}};
}

void schedule_jobs(Tx& tx) {
  jobs::later(tx, kTidy, "all", tx.now + kDay);
}

void tidy_at(Tx& tx, Millis due) {
  jobs::later(tx, kTidy, "all", due);
}

}  // namespace onthaal::accounts
