#include "features/notices/notices_store.h"

namespace onthaal::notices {
namespace {

constexpr std::string_view kPrune = "notices.prune";
constexpr std::int64_t kSlice = 500;
constexpr Millis kSeenKept = 30 * kDay;

void prune(Tx& tx, const jobs::Job& job) {
  const bool is_more = store::prune(tx, tx.now - kSeenKept, kSlice) == kSlice;
  jobs::later(tx, kPrune, job.key, is_more ? tx.now : tx.now + kDay);
}

}  // namespace

std::vector<jobs::JobKind> jobs() {
  return {{kPrune, prune}};
}

void schedule_jobs(Tx& tx) {
  jobs::later(tx, kPrune, "all", tx.now + kHour);
}

}  // namespace onthaal::notices
