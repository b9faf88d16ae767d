#include "features/measures/measures_question.h"

#include <algorithm>

#include "features/measures/measures_few.h"

namespace onthaal::measures {

bool Question::holds(std::string_view condition) const {
  const Period period{filter().from, filter().until};
  if (condition == "break") return is_broken();
  if (condition == "inside") return year_number(period.from) == context_.last_year;
  if (condition == "part") return period == whole_months(period) && period != parse_year(year_of(period.until));
  if (condition == "group") return filter().who && *filter().who != sheets::Who::unknown;
  if (condition == "whole")
    return std::ranges::any_of(table_.rows, [](const Row& row) { return row.n && row.n == row.base; });
  if (condition == "talks") return is_unknown(context_.period().talks_only, context_.period().requests);
  if (condition == "many") return systems_of(context_) > 1;
  return condition == "none" && filter().themes.empty();
}

std::string Question::meant_by(const std::string& code) const {
  if (code == "@theme") return filter().themes.size() == 1 ? filter().themes.front() : "any";
  if (code == "@year") return context_.year(context_.last_year).code;
  return code == "@before" ? context_.year(context_.last_year - 1).code : code;
}

bool Question::is_in_period(const Row& row) const {
  auto of = parse_year(row.keys.front().code);
  if (of && table_.dimensions.back().code == "month") {
    const auto month = static_cast<std::size_t>(std::stoi(row.keys.back().code) + 3) % 12;
    const Day first = first_of_month(year_number(of->from), month);
    of = whole_months({first, first});
  }
  return of && of->from <= filter().until && filter().from <= of->until;
}

bool Question::has_break(Day from) const {
  return std::ranges::any_of(table_.breaks, [&](const std::string& day) {
    const auto changed = hours::parse_day(day);
    return changed && *changed > from && *changed <= last_day(context_.last_year);
  });
}

bool Question::has_a_most() const {
  return whole_months({filter().from, filter().from}).until < filter().until && !has_break(filter().from);
}

bool Question::is_broken() const {
  return has_break(first_day(context_.last_year - 1));
}

bool Question::is_untold(const Measure& measure) const {
  const bool is_of_what_was_told = measure.unit == Unit::share && measure.dimensions.front() != "year";
  const auto has_unknown = std::ranges::any_of(table_.rows, [](const Row& row) { return !row.n; });
  if (measure.unit == Unit::count || measure.counted == Counted::other) return false;
  const PeriodCounts& period = context_.period();
  const std::int64_t all = measure.counted == Counted::request ? period.requests : period.talks[kAll];
  return all > 0 && (table_.rows.empty() ? is_of_what_was_told : has_unknown);
}

std::string Question::whole_year(const std::string& label) const {
  const Day last = last_day(context_.last_year);
  const bool is_over = last <= context_.last_day;
  if (is_over && filter().from <= first_day(context_.last_year) && last <= filter().until) return label;
  std::string text = word(is_over ? "says.whole_year" : "says.year_so_far", context_.asked.language);
  return text.replace(text.find("{}"), 2, label);
}

}  // namespace onthaal::measures
