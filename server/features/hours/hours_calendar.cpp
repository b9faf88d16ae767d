#include "features/hours/hours_calendar.h"

#include "features/hours/hours_store.h"
#include "features/hours/hours_wire.h"

namespace onthaal::hours {
namespace {

constexpr date::days kMaxDays{800};

}  // namespace

Result<Dates> parse_dates(std::string_view from, std::string_view to) {
  const auto first = parse_day(from), last = parse_day(to);
  std::vector<FieldError> mistakes;
  if (!first) mistakes.push_back({"from", "not_allowed"});
  if (!last) mistakes.push_back({"to", "not_allowed"});
  if (first && last && *last < *first) mistakes.push_back({"to", "too_small"});
  if (first && last && *last - *first >= kMaxDays) mistakes.push_back({"to", "too_large"});
  if (!mistakes.empty()) return std::unexpected(Error{Code::invalid, "no such days", std::move(mistakes)});
  return Dates{*first, *last};
}

std::vector<DayPlan> plan_of(db::Connection& db, LineId line, Day from, Day until) {
  const Rules rules = store::rules_from(db, line, from);
  std::vector<DayPlan> days;
  if (rules.regimes.empty()) return days;
  for (Day day = from; day <= until; day += date::days(1)) days.push_back(plan_of(rules, day));
  return days;
}

std::string calendar(const Snapshot& snapshot, LineId line, Dates dates) {
  const Rules rules = store::rules_from(snapshot.db, line, dates.from);
  std::vector<DayPlan> days;
  for (Day day = dates.from; day <= dates.to; day += date::days(1)) days.push_back(plan_of(rules, day));
  return wire::calendar(days);
}

}  // namespace onthaal::hours
