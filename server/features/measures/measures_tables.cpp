#include "features/measures/measures_tables.h"

#include <algorithm>
#include <stdexcept>

namespace onthaal::measures {
namespace {

std::vector<Builder> all_builders() {
  std::vector<Builder> all;
  for (auto&& each : {volume_builders(), people_builders(), subject_builders(), theme_builders(), service_builders(),
                      quality_builders()})
    all.insert(all.end(), each.begin(), each.end());
  return all;
}

bool heeds(const Measure& measure, std::string_view filter) {
  return std::ranges::find(measure.filters, filter) != measure.filters.end();
}

Filter heeded(const Measure& measure, const Filter& filter) {
  Filter heeded{.from = filter.from, .until = filter.until};
  if (heeds(measure, "who")) heeded.who = filter.who;
  if (heeds(measure, "theme") || measure.name == "theme_by_year") heeded.themes = filter.themes;
  if (heeds(measure, "centre")) heeded.centre = filter.centre;
  if (measure.counted == Counted::talk) heeded.version = filter.version;
  return heeded;
}

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

// Of years of which no talk is kept: among the others, by year. They are of everybody, and of everything.
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
    const bool is_counted = counted != context.facts.counts.years.end() && counted->second.ended > 0;
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

// What is asked of this table: of what runs until now, other days.
Filter asked_of(const Measure& measure, const Context& context, Millis now) {
  Filter filter = context.asked.filter;
  const Day today = hours::day_of(now);
  if (measure.name == "today") filter.from = filter.until = today;
  if (measure.name == "lifetime") filter.from = context.facts.first_day.value_or(today);
  if (measure.name == "lifetime") filter.until = std::max(filter.from, today);
  return filter;
}

Day first_day_of(const Measure& measure, const Filter& filter, const Draft& draft) {
  if (measure.name == "today") return first_day(year_number(filter.until) - 1);
  const bool is_through_years = !measure.dimensions.empty() && measure.dimensions.front() == "year";
  if (!is_through_years || draft.rows.empty()) return filter.from;
  const auto year = parse_year(draft.rows.front().row.keys.front().code);
  return year ? std::min(year->from, filter.from) : filter.from;
}

}  // namespace

Key Context::key(std::string_view dimension, std::string_view code) const {
  const std::string name = std::string(dimension) + "." + std::string(code);
  const std::string label = word(name, asked.language);
  return {std::string(code), label == name ? std::string(code) : label};
}

Key Context::year(int year) const {
  const std::string code = year_of(first_day(year));
  return {code, code};
}

Key Context::who(std::size_t who) const {
  return key("who", who == kAll ? "all" : name_of(static_cast<sheets::Who>(who)));
}

bool is_shown(std::size_t who, const ByWho& counts) {
  return counts[who] > 0 || who == 1 || who == 2;
}

DraftRow count_row(std::vector<Key> keys, std::int64_t n) {
  return {.row = {.keys = std::move(keys), .n = n, .value = static_cast<double>(n)}};
}

DraftRow share_row(std::vector<Key> keys, std::int64_t n, std::int64_t base) {
  DraftRow made{.row = {.keys = std::move(keys), .n = n, .base = base}};
  if (base > 0) made.row.value = static_cast<double>(n) / static_cast<double>(base);
  return made;
}

DraftRow beside_row(std::vector<Key> keys, std::int64_t n) {
  return {.row = {.keys = std::move(keys), .n = n}, .is_beside = true};
}

DraftRow mean_row(std::vector<Key> keys, const Mean& mean) {
  DraftRow made{.row = {.keys = std::move(keys), .n = mean.n, .base = mean.n}, .is_mean = true};
  if (mean.n > 0) made.row.value = static_cast<double>(mean.sum) / static_cast<double>(mean.n);
  return made;
}

Draft shares_by_who(const Context& context, const ByWho& n, const ByWho& base) {
  Draft draft;
  const auto sum = draft.new_sum();
  draft.rows.push_back(share_row({context.who(kAll)}, n[kAll], base[kAll]));
  draft.rows.back().is_total = true;
  for (const std::size_t who : kWhoInOrder)
    if (is_shown(who, base)) draft.rows.push_back(share_row({context.who(who)}, n[who], base[who]));
  for (DraftRow& row : draft.rows) row.sum = sum;
  return draft;
}

Draft means_by_who(const Context& context, const MeanByWho& means) {
  Draft draft;
  const auto sum = draft.new_sum();
  draft.rows.push_back(mean_row({context.who(kAll)}, means[kAll]));
  draft.rows.back().is_total = true;
  for (const std::size_t who : kWhoInOrder)
    if (means[who].n > 0 || who == 1 || who == 2) draft.rows.push_back(mean_row({context.who(who)}, means[who]));
  for (DraftRow& row : draft.rows) row.sum = sum;
  return draft;
}

Draft draft_of(const Measure& measure, const Context& context) {
  static const auto all = all_builders();
  const auto found = std::ranges::find(all, measure.name, &Builder::table);
  if (found == all.end()) throw std::logic_error("a table that nothing builds");
  return found->build(context);
}

Table table_of(const Measure& measure, const Context& context, Millis now) {
  Draft draft = draft_of(measure, context);
  add_totals(measure, context, draft);
  withhold(measure, context, draft);
  const Language language = context.asked.language;
  const Filter filter = asked_of(measure, context, now);
  Table table{.name = measure.name,
              .title = measure.title.in(language),
              .says = {},
              .unit = measure.unit,
              .definition = definition_of(measure, filter, language),
              .filter = heeded(measure, filter),
              .dimensions = {},
              .rows = {},
              .breaks = breaks_of(measure, filter, first_day_of(measure, filter, draft), filter.until),
              .computed_at = now};
  for (const std::string& dimension : measure.dimensions)
    table.dimensions.push_back({dimension, word("dimension." + dimension, language)});
  for (DraftRow& each : draft.rows) table.rows.push_back(std::move(each.row));
  table.says =
      draft.is_withheld ? word("says.withheld", language) : sentence(measure, table, context, draft.has_companion);
  return table;
}

bool takes_totals(std::string_view figure) {
  return std::ranges::any_of(measures(), [&](const Measure& each) {
    std::vector<std::string> codes;
    return is_figure(each, figure, codes);
  });
}

}  // namespace onthaal::measures
