#include "features/factors/factors_store.h"

namespace onthaal::factors {
namespace {

constexpr std::string_view kTidy = "factors.tidy";
constexpr std::int64_t kSlice = 500;

}  // namespace

std::vector<jobs::JobKind> jobs() {
  return {{kTidy, [](Tx& tx, const jobs::Job& job) {
             const bool has_more = store::drop_expired(tx, kSlice);
             jobs::later(tx, kTidy, job.key, has_more ? tx.now : tx.now + kHour);
           }}};
}

void schedule_jobs(Tx& tx) {
  jobs::later(tx, kTidy, "all", tx.now + kHour);
}

}  // namespace onthaal::factors
