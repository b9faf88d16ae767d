#include <algorithm>

#include "features/measures/measures_tables.h"

// What nobody knows is no zero.
namespace onthaal::measures {
namespace {

// Of the period, and of nothing else.
bool is_of_period(const Measure& measure) {
  const bool is_through_years = !measure.dimensions.empty() && measure.dimensions.front() == "year";
  return !is_through_years && measure.name != "today" && measure.name != "lifetime";
}

// Which of those counted by who they are a row is of; pupils where the table has no others.
std::size_t who_of(const Measure& measure, const Draft& draft, const Row& row) {
  const auto at = std::ranges::find(measure.dimensions, "who");
  if (at == measure.dimensions.end()) return std::ranges::any_of(draft.sums, &DraftSum::is_of_pupils) ? 1 : kAll;
  const std::string& code = row.keys.at(static_cast<std::size_t>(at - measure.dimensions.begin())).code;
  const auto* const found = std::ranges::find_if(
      kWhoInOrder, [&](std::size_t who) { return name_of(static_cast<sheets::Who>(who)) == code; });
  return found == kWhoInOrder.end() ? kAll : *found;
}

}  // namespace

bool Context::is_unknown(int year) const {
  const auto found = facts.counts.years.find(year);
  if (found == facts.counts.years.end() || found->second.requests == 0) return year != year_number(last_day);
  const YearCounts& counts = found->second;
  return !asked.filter.themes.empty() && counts.talks_of_any_theme[kAll] > 0 && counts.themed[kAll] == 0;
}

bool Context::is_unknown(const Measure& measure) const {
  const bool is_untold = period().talks_of_any_theme[kAll] > 0 && period().themed_of_any_theme[kAll] == 0;
  const bool is_undefined = period().talks[kAll] == 0 && period().unknown_dialogues > 0;
  return facts.is_unknown || (facts.is_before && measure.counted == Counted::other) ||
         (is_untold && !heeded(measure, asked.filter).themes.empty()) ||
         (is_undefined && measure.counted == Counted::talk);
}

void forget(DraftRow& row) {
  row.row.n.reset();
  row.row.base.reset();
  row.row.value.reset();
}

void forget_unknown(const Measure& measure, const Context& context, Draft& draft) {
  if (!is_of_period(measure) || !context.is_unknown(measure)) return;
  for (DraftRow& row : draft.rows)
    if (row.row.n.value_or(0) == 0) forget(row);
}

void find_untold(const Measure& measure, const Context& context, Draft& draft) {
  if (!is_of_period(measure)) return;
  const bool is_by_who = has_dimension(measure, "who");
  if (!is_by_who && std::ranges::any_of(draft.rows, [](const DraftRow& row) { return row.row.base.value_or(0) > 0; }))
    return;
  for (DraftRow& row : draft.rows) {
    const std::size_t who = who_of(measure, draft, row.row);
    const bool is_of_requests = who == kAll && measure.counted == Counted::request;
    const bool is_any = (is_of_requests ? context.period().requests : context.period().talks.at(who)) > 0;
    const bool is_of_stars = measure.name.starts_with("stars") || row.row.keys.front().code == "stars";
    const bool is_known_of_none = is_of_stars && context.period().may_have_rated.at(who) > 0;
    row.is_untold = row.row.base == 0 && is_any && !is_known_of_none;
  }
}

void forget_untold(Draft& draft) {
  for (DraftRow& row : draft.rows)
    if (row.is_untold && !row.row.is_withheld) forget(row);
}

void leave_out_others(const Measure& measure, const Context& context, Draft& draft) {
  const auto& who = context.asked.filter.who;
  if (!who || !heeds(measure, "who") || !has_dimension(measure, "who")) return;
  std::erase_if(draft.rows, [&](const DraftRow& row) {
    const std::size_t of = who_of(measure, draft, row.row);
    return of != kAll && of != static_cast<std::size_t>(*who);
  });
}

}  // namespace onthaal::measures
