#include "features/visits/visits_store.h"

namespace onthaal::visits {
namespace {

constexpr std::string_view kPrune = "visits.prune";
constexpr std::int64_t kSlice = 500;
constexpr Millis kPeriod = 10 * kMinute;
constexpr Millis kEarlierKept = 48 * kHour;  // a talk may be refused a day after it ended, for a day

void prune(Tx& tx, const jobs::Job& job) {
  store::prune_wrong_codes(tx);
  store::forget_earlier(tx, tx.now - kEarlierKept);
  const std::int64_t challenges = store::prune_challenges(tx, kSlice);
  jobs::later(tx, kPrune, job.key, challenges == kSlice ? tx.now : tx.now + kPeriod);
}

}  // namespace

std::vector<jobs::JobKind> jobs() {
  return {{kPrune, prune}};
}

void schedule_jobs(Tx& tx) {
  jobs::later(tx, kPrune, "all", tx.now + kPeriod);
}

}  // namespace onthaal::visits
