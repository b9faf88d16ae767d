#include "features/measures/measures_few.h"

#include <algorithm>
#include <numeric>

namespace onthaal::measures {
namespace {

std::int64_t sum_of(const auto& counts) {
  return std::accumulate(counts.begin(), counts.end(), std::int64_t{0});
}

}  // namespace

bool is_few(const Filter& filter, std::int64_t n, bool is_of_group, std::int64_t rest) {
  if (n <= 0) return false;
  const bool is_crossed = !filter.themes.empty() || (filter.centre && (filter.who || is_of_group));
  const bool is_least = n < kFewest || (rest > 0 && rest < kFewest);
  return (is_crossed && is_least) || (filter.centre && n + rest < kFewestOfCentre);
}

std::int64_t uncounted(const PeriodCounts& period) {
  return period.requests - period.talks[kAll] - period.left - period.refused - period.open;
}

bool is_unknown(std::int64_t unknown, std::int64_t all) {
  return all > 0 && unknown == all;
}

bool are_requests_few(const Context& context) {
  const PeriodCounts& period = context.period();
  std::int64_t busy = 0;
  for (const auto& day : period.busy) busy += sum_of(day);
  const std::int64_t by_appointment = period.requests - busy;
  const std::int64_t left_by_appointment = period.left - sum_of(period.left_after);
  return std::ranges::any_of(std::array{period.talks[kAll], period.left, period.refused, period.open, period.talks_only,
                                        period.second, uncounted(period), sum_of(period.left_after), by_appointment,
                                        by_appointment - period.second, left_by_appointment},
                             [&](std::int64_t n) { return is_few(context.asked.filter, n, false); });
}

}  // namespace onthaal::measures
