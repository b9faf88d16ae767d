#include "features/hours/hours_jobs.h"

namespace onthaal::hours {
namespace {

constexpr std::string_view kBoundary = "hours.boundary";

}  // namespace

void tell_and_plan(Tx& tx, LineId line, const HoursHooks& hooks) {
  if (hooks.changed) hooks.changed(tx, line);
  const auto next = boundaries(tx.db, line, tx.now);
  if (!next.empty()) jobs::later(tx, kBoundary, std::to_string(line.value), next.front().at);
}

std::vector<jobs::JobKind> jobs(const HoursHooks& hooks) {
  return {
      {kBoundary, [&hooks](Tx& tx, const jobs::Job& job) { tell_and_plan(tx, LineId{std::stoll(job.key)}, hooks); }}};
}

// Whatever passed while nobody ran is told at once.
void schedule_jobs(Tx& tx) {
  for (const lines::Line& line : lines::all(tx.db)) jobs::later(tx, kBoundary, std::to_string(line.id.value), tx.now);
}

}  // namespace onthaal::hours
