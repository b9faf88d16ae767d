#include "app/demo_year_moments.h"

#include <algorithm>

namespace onthaal::app::demo {
namespace {

struct Open {
  hours::Day day;
  std::int64_t from, length;  // seconds
};

std::vector<Open> open_stretches(const hours::Rules& rules, Days days, const std::vector<Days>& apart) {
  std::vector<Open> all;
  for (hours::Day day = days.first; day <= days.last; day += date::days(1)) {
    if (std::ranges::any_of(apart, [&](const Days& each) { return each.first <= day && day <= each.last; })) continue;
    for (const hours::Span& span : hours::plan_of(rules, day).open) {
      const std::chrono::seconds from = hours::local_of(span.from) - day;
      all.push_back({day, from.count(), (span.until - span.from) / 1000});
    }
  }
  return all;
}

}  // namespace

std::vector<Moment> moments(const hours::Rules& rules, Days days, const std::vector<Days>& apart, int number) {
  const auto open = open_stretches(rules, days, apart);
  std::int64_t seconds = 0;
  for (const Open& each : open) seconds += each.length;
  std::vector<Moment> all;
  std::int64_t before = 0;
  auto stretch = open.begin();
  for (std::int64_t i = 0; i < number && stretch != open.end(); ++i) {
    const std::int64_t at = (2 * i + 1) * seconds / (2 * static_cast<std::int64_t>(number));
    for (; at - before >= stretch->length; ++stretch) before += stretch->length;
    all.push_back({stretch->day, static_cast<std::uint32_t>(stretch->from + at - before)});
  }
  return all;
}

}  // namespace onthaal::app::demo
