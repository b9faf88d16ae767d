#include "features/measures/measures_tables.h"

#include <algorithm>
#include <stdexcept>

namespace onthaal::measures {
namespace {

std::vector<Builder> all_builders() {
  std::vector<Builder> all;
  for (auto&& each : {volume_builders(), year_builders(), people_builders(), subject_builders(), theme_builders(),
                      service_builders(), quality_builders()})
    all.insert(all.end(), each.begin(), each.end());
  return all;
}

// What is asked of this table: of what runs until now, other days.
Filter asked_of(const Measure& measure, const Context& context, Millis now) {
  Filter filter = context.asked.filter;
  const Day today = hours::day_of(now);
  if (measure.name == "today") filter.from = filter.until = today;
  if (measure.name == "lifetime") filter.from = context.facts.begin.value_or(today);
  if (measure.name == "lifetime") filter.until = std::max(filter.from, std::min(filter.until, today));
  return filter;
}

// A row of a school year is of that year, or of the same part of it, and counted by the definition of then.
void tell_days(const Measure& measure, Filter filter, Language language, Row& row) {
  const auto year =
      row.keys.empty() || measure.dimensions.front() != "year" ? std::nullopt : parse_year(row.keys[0].code);
  if (!year) return;
  const int later = year_number(filter.until) - year_number(year->from);
  const Period period = measure.name == "talks_so_far"
                            ? Period{years_before(filter.from, later), years_before(filter.until, later)}
                            : *year;
  if (period == Period{filter.from, filter.until}) return;
  const int version = definition_of(measure, filter, language).version;
  filter.from = period.from;
  filter.until = period.until;
  Definition definition = definition_of(measure, filter, language);
  row.period = period;
  if (definition.version != version) row.definition = std::move(definition);
}

Day first_day_of(const Measure& measure, const Filter& filter, const Draft& draft) {
  if (measure.name == "today") return first_day(year_number(filter.until) - 1);
  const bool is_through_years = !measure.dimensions.empty() && measure.dimensions.front() == "year";
  if (!is_through_years || draft.rows.empty()) return filter.from;
  const auto year = parse_year(draft.rows.front().row.keys.front().code);
  return year ? std::min(year->from, filter.from) : filter.from;
}

}  // namespace

Filter heeded(const Measure& measure, const Filter& filter) {
  Filter heeded{.from = filter.from, .until = filter.until};
  if (heeds(measure, "who")) heeded.who = filter.who;
  if (heeds(measure, "theme") || measure.name == "theme_by_year") heeded.themes = filter.themes;
  if (heeds(measure, "centre")) heeded.centre = filter.centre;
  if (measure.counted == Counted::talk) heeded.version = filter.version;
  return heeded;
}

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

void hide(DraftRow& row) {
  if (row.row.n.value_or(0) == 0) return;
  forget(row);
  row.row.is_withheld = true;
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
  forget_unknown(measure, context, draft);
  find_untold(measure, context, draft);
  withhold(measure, context, draft);
  forget_untold(draft);
  leave_out_others(measure, context, draft);
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
  for (DraftRow& each : draft.rows) {
    tell_days(measure, filter, language, each.row);
    table.rows.push_back(std::move(each.row));
  }
  table.earlier = earlier_of(measure, filter, table.breaks, language);
  table.says = draft.is_withheld ? word("says.withheld", language) : sentence(measure, table, context, draft);
  return table;
}

}  // namespace onthaal::measures
