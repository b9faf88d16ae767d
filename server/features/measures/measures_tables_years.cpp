#include <algorithm>

#include "features/measures/measures_few.h"
#include "features/measures/measures_suppress.h"

namespace onthaal::measures {
namespace {

// From the first year of which there is anything, if it is not too long ago.
template <class Add>
Draft by_year(const Context& context, const Add& add) {
  Draft draft;
  bool has_begun = false;
  for (int year = context.scope.first_year; year <= context.last_year; ++year) {
    const auto found = context.facts.counts.years.find(year);
    const bool is_there = found != context.facts.counts.years.end() && found->second.requests > 0;
    has_begun = has_begun || is_there || year >= year_number(context.scope.from);
    static const YearCounts kNothing;
    const auto first = static_cast<std::ptrdiff_t>(draft.rows.size());
    if (has_begun) add(draft, year, is_there ? found->second : kNothing);
    if (context.is_unknown(year)) std::for_each(draft.rows.begin() + first, draft.rows.end(), forget);
  }
  return draft;
}

// Of talks: of a year whose talks may all be none by the definition that counts, nothing is known.
template <class Add>
Draft talks_through_years(const Context& context, const Add& add) {
  return by_year(context, [&](Draft& draft, int year, const YearCounts& counts) {
    const auto first = static_cast<std::ptrdiff_t>(draft.rows.size());
    add(draft, year, counts);
    if (counts.talks == 0 && counts.unknown_dialogues > 0)
      std::for_each(draft.rows.begin() + first, draft.rows.end(), forget);
  });
}

Draft talks_by_year(const Context& context) {
  return talks_through_years(context, [&](Draft& draft, int year, const YearCounts& counts) {
    draft.rows.push_back(count_row({context.year(year)}, counts.talks));
  });
}

// The years of the period add up to all talks in it.
Draft talks_so_far(const Context& context) {
  Draft draft = talks_through_years(context, [&](Draft& more, int year, const YearCounts& counts) {
    more.rows.push_back(count_row({context.year(year)}, counts.so_far));
    if (year >= year_number(context.scope.from)) more.rows.back().sum = 0;
  });
  draft.new_sum({.total = context.period().talks[kAll], .is_shown_elsewhere = true});
  return draft;
}

// Not to come yet, and not before the first talk.
bool is_there(const Context& context, Day first_of_month) {
  const Day next = Day(date::year_month_day(first_of_month) + date::months(1));
  return first_of_month <= context.last_day && (!context.facts.first_day || *context.facts.first_day < next);
}

// The months add up to the year, and some of them to the part of it that talks_so_far shows.
Draft talks_by_month(const Context& context) {
  const std::set<int> hidden = hidden_years(context);
  return talks_through_years(context, [&](Draft& draft, int year, const YearCounts& counts) {
    std::int64_t so_far = 0;
    for (std::size_t month = 0; month < counts.months.size(); ++month)
      if (counts.so_far_months.at(month) > 0) so_far += counts.months[month];
    const auto all = draft.new_sum(
        {.total = counts.talks, .is_shown_elsewhere = !hidden.contains(year), .is_hidden = hidden.contains(year)});
    const auto part = draft.new_sum({.total = so_far, .part_of = all, .is_shown_elsewhere = true});
    for (std::size_t month = 0; month < counts.months.size(); ++month) {
      if (!is_there(context, first_of_month(year, month))) continue;
      const std::size_t number = (month + 8) % 12 + 1;
      const std::string code = (number < 10 ? "0" : "") + std::to_string(number);
      draft.rows.push_back(count_row({context.year(year), context.key("month", code)}, counts.months[month]));
      draft.rows.back().sum = counts.so_far_months.at(month) > 0 ? part : all;
    }
  });
}

Draft talks_definitions(const Context& context) {
  return by_year(context, [&](Draft& draft, int year, const YearCounts& counts) {
    const auto sum = draft.new_sum();
    const auto add = [&](std::string_view definition, std::int64_t n) -> DraftRow& {
      draft.rows.push_back(count_row({context.year(year), context.key("definition", definition)}, n));
      draft.rows.back().sum = sum;
      return draft.rows.back();
    };
    const std::int64_t unknown = counts.unknown_dialogues;
    const int counted = context.scope.version.value_or(talk_version_on(last_day(year)).number);
    DraftRow& first = add("1", counts.by_version[0]);
    first.is_total = true;
    first.is_shown_elsewhere = counted == 1;
    DraftRow& second = add("2", counts.by_version[1]);
    second.is_shown_elsewhere = counted == 2;
    if (unknown > 0 && unknown == counts.by_version[0]) second.row.n = std::nullopt, second.row.value = std::nullopt;
    if (unknown > 0) add("unknown", unknown).is_beside = true;
    add("no", counts.by_version[0] - counts.by_version[1] - unknown).is_unseen = true;
  });
}

Draft fake_by_year(const Context& context) {
  return talks_through_years(context, [&](Draft& draft, int year, const YearCounts& counts) {
    draft.rows.push_back(share_row({context.year(year)}, counts.fake, counts.checked));
    if (counts.talks > 0 && counts.checked == 0) forget(draft.rows.back());
  });
}

Draft open_hours(const Context& context) {
  Draft draft;
  for (const auto& [year, open] : context.facts.open_hours) {
    DraftRow row{
        .row = {.keys = {context.year(year)}, .n = open.days, .value = static_cast<double>(open.minutes) / 60}};
    draft.rows.push_back(std::move(row));
  }
  return draft;
}

}  // namespace

std::set<int> hidden_years(const Context& context) {
  const Filter& filter = context.asked.filter;
  std::set<int> hidden;
  std::vector<suppress::Cell> cells;
  std::vector<int> in_period;
  suppress::Sum sum;
  for (const auto& [year, counts] : context.facts.counts.years) {
    if (is_few(filter, counts.talks, false) || is_few(filter, counts.talks - counts.so_far, false)) hidden.insert(year);
    if (year < year_number(context.scope.from) || year > context.last_year) continue;
    in_period.push_back(year);
    sum.cells.push_back(cells.size());
    cells.push_back({.n = counts.so_far, .is_withheld = is_few(filter, counts.so_far, false)});
  }
  if (cells.size() < 2) return hidden;
  const std::int64_t all = context.period().talks[kAll];
  sum.total = cells.size();
  cells.push_back({.n = all, .is_withheld = is_few(filter, all, false), .is_fixed = true});
  const bool is_safe = suppress::protect(cells, {sum});
  for (std::size_t i = 0; i < in_period.size(); ++i)
    if (cells[i].is_withheld || !is_safe) hidden.insert(in_period[i]);
  return hidden;
}

std::vector<Builder> year_builders() {
  return {{"talks_by_year", talks_by_year},         {"talks_so_far", talks_so_far}, {"talks_by_month", talks_by_month},
          {"talks_definitions", talks_definitions}, {"fake_by_year", fake_by_year}, {"open_hours", open_hours}};
}

}  // namespace onthaal::measures
