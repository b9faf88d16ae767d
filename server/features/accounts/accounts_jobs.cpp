#include "features/accounts/accounts_login.h"
#include "features/accounts/accounts_store.h"

namespace onthaal::accounts {
namespace {

constexpr std::string_view kTidy = "accounts.tidy";
constexpr std::int64_t kSlice = 500;
constexpr Millis kDay = std::chrono::milliseconds(std::chrono::hours(24)).count();

// Sessions that have expired, and wrong tries of long ago.
void tidy(Tx& tx, const jobs::Job& job) {
  const std::int64_t sessions = store::delete_expired_sessions(tx.db, tx.now, kSlice);
  const std::int64_t tries = store::delete_old_tries(tx.db, tx.now - kTriesKept.count(), kSlice);
  const bool has_more = sessions == kSlice || tries == kSlice;
  jobs::later(tx, kTidy, job.key, tx.now + (has_more ? 0 : kDay));
}

}  // namespace

std::vector<jobs::JobKind> jobs() {
  return {{kTidy, tidy}};
}

void schedule_jobs(Tx& tx) {
  jobs::later(tx, kTidy, "all", tx.now + kDay);
}

}  // namespace onthaal::accounts
