#include <algorithm>

#include "features/measures/measures_tables.h"

namespace onthaal::measures {
namespace {

// "fake_by_year" and "theme_by_year.pesten.pupil": the keys but for the year, which comes first.
bool is_figure(const Measure& measure, std::string_view figure, std::vector<std::string>& codes) {
  if (!figure.starts_with(measure.name) || measure.dimensions.empty() || measure.dimensions.front() != "year")
    return false;
  figure.remove_prefix(measure.name.size());
  while (figure.starts_with('.')) {
    figure.remove_prefix(1);
    codes.emplace_back(figure.substr(0, figure.find('.')));
    figure.remove_prefix(codes.back().size());
  }
  return figure.empty() && codes.size() + 1 == measure.dimensions.size();
}

bool is_asked(const Measure& measure, const Context& context, const std::vector<std::string>& codes) {
  const auto& themes = context.asked.filter.themes;
  return measure.name != "theme_by_year" || std::ranges::find(themes, codes.front()) != themes.end();
}

Row total_row(const Measure& measure, const Context& context, const sheets::Total& total, int year,
              const std::vector<std::string>& codes) {
  Row row{.keys = {context.year(year)}, .n = total.n, .base = total.base, .source = total.source};
  for (std::size_t i = 0; i < codes.size(); ++i) {
    const std::string& dimension = measure.dimensions[i + 1];
    Key key = context.key(dimension, codes[i]);
    const auto& themes = context.facts.terms.themes;
    const auto found = std::ranges::find(themes, codes[i], [](const auto& theme) { return theme.second.code; });
    if (dimension == "theme" && found != themes.end()) key.label = found->second.label;
    row.keys.push_back(std::move(key));
  }
  if (total.value)
    row.value = static_cast<double>(*total.value) / 1e6;
  else if (measure.unit == Unit::share && total.n && total.base.value_or(0) > 0)
    row.value = static_cast<double>(*total.n) / static_cast<double>(*total.base);
  else if (measure.unit != Unit::share && total.n)
    row.value = static_cast<double>(*total.n);
  return row;
}

}  // namespace

void add_totals(const Measure& measure, const Context& context, Draft& draft) {
  const Filter& filter = context.asked.filter;
  if (filter.who || filter.centre || filter.version) return;
  if (!filter.themes.empty() && measure.name != "theme_by_year") return;
  for (const sheets::Total& total : context.facts.totals) {
    std::vector<std::string> codes;
    const auto period = parse_year(total.year);
    if (!period || !is_figure(measure, total.figure, codes) || !is_asked(measure, context, codes)) continue;
    const int year = year_number(period->from);
    const auto counted = context.facts.counts.years.find(year);
    const bool has_talks = counted != context.facts.counts.years.end() && counted->second.ended > 0;
    // Of talks of which nobody recorded it, what was published is still all that is known.
    const bool is_counted = has_talks && std::ranges::any_of(draft.rows, [&](const DraftRow& each) {
                              return !each.row.source && each.row.keys.front().code == total.year &&
                                     (each.row.value || each.row.is_withheld);
                            });
    if (year < context.scope.first_year || year > context.last_year || is_counted) continue;
    std::erase_if(draft.rows,
                  [&](const DraftRow& each) { return !each.row.source && each.row.keys.front().code == total.year; });
    draft.rows.push_back({.row = total_row(measure, context, total, year, codes)});
  }
  if (measure.dimensions.empty() || measure.dimensions.front() != "year") return;
  std::multimap<std::string, DraftRow> by_year;  // those of a year as they stand
  for (DraftRow& each : draft.rows) by_year.emplace(each.row.keys.front().code, std::move(each));
  draft.rows.clear();
  for (auto& [_, row] : by_year) draft.rows.push_back(std::move(row));
}

std::optional<Unit> unit_of_totals(std::string_view figure, const std::function<bool(std::string_view)>& has_theme) {
  for (const Measure& each : measures()) {
    std::vector<std::string> codes;
    if (!is_figure(each, figure, codes)) continue;
    for (std::size_t i = 0; i < codes.size(); ++i) {
      const std::string& dimension = each.dimensions[i + 1];
      const bool is_there = dimension == "theme" ? has_theme(codes[i]) : has_word(dimension + "." + codes[i]);
      if (!is_there) return std::nullopt;
    }
    return each.unit;
  }
  return std::nullopt;
}

}  // namespace onthaal::measures
