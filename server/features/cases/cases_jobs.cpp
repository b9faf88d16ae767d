#include "features/cases/cases_access.h"

namespace onthaal::cases {
namespace {

constexpr std::string_view kPrune = "cases.prune";
constexpr std::int64_t kSlice = 500;
constexpr Millis kCoachKept = 365 * kDay;

// That a coordinator read along stays, as every reading does; why, for a year.
void prune(Tx& tx, const jobs::Job& job) {
  const bool is_more = store::prune_coaches(tx, tx.now - kCoachKept, kSlice) == kSlice;
  jobs::later(tx, kPrune, job.key, is_more ? tx.now : tx.now + kDay);
}

}  // namespace

jobs::JobKind prune_job() {
  return {kPrune, prune};
}

void schedule_jobs(Tx& tx) {
  jobs::later(tx, kPrune, "all", tx.now + kHour);
}

}  // namespace onthaal::cases
