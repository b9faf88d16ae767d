#include "features/hours/hours.h"

#include <algorithm>
#include <limits>

#include "features/hours/hours_store.h"
#include "features/hours/hours_time.h"

namespace onthaal::hours {
namespace {

using date::days;
constexpr days kAhead{366};
constexpr Millis kNever = std::numeric_limits<Millis>::max();

Span span_of(LocalTime from, LocalTime until) {
  return {utc_of(from, Edge::begin), utc_of(until, Edge::end)};
}

// What is left of the spans without this one.
std::vector<Span> without(const std::vector<Span>& spans, const Span& gone) {
  std::vector<Span> left;
  for (const Span& each : spans) {
    if (each.from < gone.from) left.push_back({each.from, std::min(each.until, gone.from)});
    if (each.until > gone.until) left.push_back({std::max(each.from, gone.until), each.until});
  }
  return left;
}

// In order and apart; what a leap of the clock left empty is no span.
std::vector<Span> merged(std::vector<Span> spans) {
  std::ranges::sort(spans, {}, &Span::from);
  std::vector<Span> apart;
  for (const Span& each : spans) {
    if (each.from >= each.until) continue;
    if (!apart.empty() && each.from <= apart.back().until)
      apart.back().until = std::max(apart.back().until, each.until);
    else
      apart.push_back(each);
  }
  return apart;
}

void set_days(DayPlan& plan, const Rules& rules) {
  plan.holiday = holiday_of(plan.day);
  plan.days = plan.holiday ? Days::holiday : Days::school;
  for (const Override& each : rules.overrides)
    if (each.first_day <= plan.day && plan.day <= each.last_day) {
      plan.days = each.days;
      plan.set_as = each.reason;
    }
  if (plan.days == Days::school && plan.holiday && plan.holiday->feast == Feast::none) plan.holiday.reset();
}

std::vector<Span> spans_of(Day day, const std::vector<Stretch>& stretches) {
  std::vector<Span> spans;
  for (const Stretch& each : stretches)
    spans.push_back(span_of(day + std::chrono::minutes(each.from), day + std::chrono::minutes(each.until)));
  return merged(std::move(spans));
}

void open_by_rule(DayPlan& plan, const Rules& rules) {
  const auto has_begun = [&](const Regime& each) { return each.valid_from <= plan.day; };
  if (std::ranges::none_of(rules.regimes, has_begun)) {
    plan.open = {span_of(plan.day, plan.day + days(1))};
    plan.because = Because::always;
    return;
  }
  const auto regime = std::ranges::find_if(rules.regimes, [&](const Regime& each) {
    return each.days == plan.days && each.valid_from <= plan.day && plan.day <= each.valid_until.value_or(plan.day);
  });
  if (regime != rules.regimes.end()) plan.regime = regime->uuid;
  if (plan.holiday && plan.holiday->feast == Feast::law && rules.settings.closes_public_holidays)
    plan.because = Because::public_holiday;
  else if (is_decree_closing(plan.day) && rules.settings.closes_decree)
    plan.because = Because::decree;
  else if (!plan.regime)
    plan.because = Because::no_regime;
  else {
    plan.because = Because::regime;
    plan.open = spans_of(plan.day, regime->week.at(weekday_of(plan.day)));
  }
}

void change_by_hand(DayPlan& plan, const Rules& rules) {
  const Span day = span_of(plan.day, plan.day + days(1));
  for (const Exception& each : rules.exceptions) {
    const Span asked = span_of(each.starts_at, each.ends_at);
    const Span part{std::max(asked.from, day.from), std::min(asked.until, day.until)};
    if (part.from >= part.until) continue;
    std::vector<Span> changed = without(plan.open, part);
    if (each.is_open) changed.push_back(part);
    changed = merged(std::move(changed));
    if (changed == plan.open) continue;
    plan.open = std::move(changed);
    plan.because = Because::exception;
    plan.reasons.push_back(each.reason);
  }
}

// The stretches around a moment, whole: they may last over midnight.
struct Around {
  std::optional<Span> last, current, next;

  // Whether nothing more is to be found.
  bool take(const Span& span, Millis now) {
    (span.until <= now ? last : span.from <= now ? current : next) = span;
    return next.has_value();
  }
};

Around around(const Rules& rules, Millis now) {
  Around found;
  const Day today = day_of(now);
  if (rules.regimes.empty() && rules.exceptions.empty()) {
    found.current = {std::numeric_limits<Millis>::min(), kNever};
    return found;
  }
  std::optional<Span> whole;
  for (Day day = today - days(1); day < today + kAhead; day += days(1)) {
    for (const Span& each : plan_of(rules, day).open) {
      if (whole && whole->until == each.from) {
        whole->until = each.until;
        continue;
      }
      if (whole && found.take(*whole, now)) return found;
      whole = each;
    }
    if (whole && whole->until < utc_of(day + days(1), Edge::begin)) {
      if (found.take(*whole, now)) return found;
      whole.reset();
    }
  }
  if (whole) found.take({whole->from, kNever}, now);
  return found;
}

void add_closing(std::vector<Boundary>& all, const std::optional<Span>& span, const std::optional<Span>& next,
                 const Settings& settings) {
  if (!span || span->until == kNever) return;
  const Millis over = span->until + settings.run_out_minutes * kMinute;
  all.push_back({span->until, Moment::closes});
  if (next && next->from <= over) return;
  all.push_back({over - settings.warn_minutes * kMinute, Moment::warns});
  all.push_back({over, Moment::run_out_ends});
}

}  // namespace

Millis DayPlan::minutes() const {
  Millis sum = 0;
  for (const Span& each : open) sum += each.until - each.from;
  return sum / kMinute;
}

DayPlan plan_of(const Rules& rules, Day day) {
  DayPlan plan{};
  plan.day = day;
  set_days(plan, rules);
  open_by_rule(plan, rules);
  change_by_hand(plan, rules);
  return plan;
}

At at(const Rules& rules, Millis now) {
  const Around found = around(rules, now);
  At at{.has_hours = !rules.regimes.empty() || !rules.exceptions.empty(),
        .is_open = found.current.has_value(),
        .until = {},
        .run_out_until = {},
        .next = {},
        .because = plan_of(rules, day_of(now)).because};
  if (found.current && found.current->until != kNever) at.until = found.current->until;
  if (found.next) at.next = found.next->from;
  if (!found.current && found.last) {
    const Millis over = found.last->until + rules.settings.run_out_minutes * kMinute;
    if (now < over) at.run_out_until = over;
  }
  return at;
}

At at(db::Connection& db, LineId line, Millis now) {
  return at(store::rules_from(db, line, day_of(now) - days(1)), now);
}

std::vector<Boundary> boundaries(const Rules& rules, Millis now) {
  const auto [last, current, next] = around(rules, now);
  std::vector<Boundary> all;
  if (next) all.push_back({next->from, Moment::opens});
  if (!current) add_closing(all, last, next, rules.settings);
  add_closing(all, current, next, rules.settings);
  add_closing(all, next, std::nullopt, rules.settings);
  std::erase_if(all, [&](const Boundary& each) { return each.at <= now; });
  std::ranges::sort(all, {}, [](const Boundary& each) { return std::pair(each.at, each.moment); });
  return all;
}

std::vector<Boundary> boundaries(db::Connection& db, LineId line, Millis now) {
  return boundaries(store::rules_from(db, line, day_of(now) - days(1)), now);
}

Settings settings_of(db::Connection& db, LineId line) {
  return store::settings(db, line);
}

}  // namespace onthaal::hours
