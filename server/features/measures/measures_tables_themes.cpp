#include <algorithm>
#include <numeric>

#include "features/measures/measures_tables.h"

namespace onthaal::measures {
namespace {

struct Chosen {
  Key key;
  std::size_t place;  // among those of the filter
};

std::vector<Chosen> chosen(const Context& context) {
  std::vector<Chosen> all;
  const auto& codes = context.asked.filter.themes;
  for (std::size_t place = 0; place < codes.size(); ++place) {
    const auto& themes = context.facts.terms.themes;
    const auto found = std::ranges::find(themes, codes[place], [](const auto& theme) { return theme.second.code; });
    if (found != themes.end()) all.push_back({{codes[place], found->second.label}, place});
  }
  return all;
}

// Everybody and the classes of which there are any, adding up. Of a class of whose talks none has a theme it is
// unknown.
struct OfClasses {
  const ByWho &n, &base, &talks, &themed;
};
void add_classes(const Context& context, Draft& draft, const std::vector<Key>& keys, const OfClasses& of) {
  const auto sum = draft.new_sum();
  const auto add = [&](std::size_t who) {
    std::vector<Key> all = keys;
    all.push_back(context.who(who));
    draft.rows.push_back(share_row(std::move(all), of.n[who], of.base[who]));
    draft.rows.back().sum = sum;
    draft.rows.back().is_total = who == kAll;
    if (of.talks[who] > 0 && of.themed[who] == 0) forget(draft.rows.back());
  };
  add(kAll);
  for (const std::size_t who : kWhoInOrder)
    if (is_shown(who, of.base)) add(who);
}

Draft theme_by_year(const Context& context) {
  Draft draft;
  const auto themes = chosen(context);
  if (themes.empty()) return draft;
  for (const auto& [year, counts] : context.facts.counts.years) {
    if (year > context.last_year || counts.requests == 0) continue;
    const auto add = [&](const Key& theme, const ByWho& n) {
      add_classes(context, draft, {context.year(year), theme},
                  {n, counts.themed, counts.talks_of_any_theme, counts.themed});
    };
    for (const Chosen& theme : themes) add(theme.key, counts.themes.at(theme.place));
    if (themes.size() > 1) add(context.key("theme", "any"), counts.any);
  }
  return draft;
}

Mean mean_of(const std::vector<std::uint32_t>& values) {
  return {static_cast<std::int64_t>(values.size()), std::accumulate(values.begin(), values.end(), std::int64_t{0})};
}

void add_means(const Context& context, Draft& draft, std::string_view statistic, Unit unit, const MeanByWho& means) {
  Draft more = means_by_who(context, means);
  const auto sum = draft.new_sum();
  for (DraftRow& row : more.rows) {
    row.row.keys.insert(row.row.keys.begin(), context.key("statistic", statistic));
    row.row.unit = unit;
    row.sum = sum;
    draft.rows.push_back(std::move(row));
  }
}

// The counts are of talks with the themes of the filter; the base is not.
Draft theme_window(const Context& context) {
  const PeriodCounts& period = context.period();
  Draft draft;
  if (!context.scope.themes.empty() && period.themed_of_any_theme[kAll] == 0) return draft;
  const ByWho& all = period.talks_of_any_theme;
  const ByWho& themed = context.scope.themes.empty() ? all : period.themed_of_any_theme;
  add_classes(context, draft, {context.key("statistic", "talks")}, {period.talks, all, all, themed});
  for (DraftRow& row : draft.rows) row.is_group = true;
  add_means(context, draft, "age", Unit::years, period.age);
  MeanByWho durations{};
  for (std::size_t who = 0; who <= kAll; ++who) durations.at(who) = mean_of(period.durations.at(who));
  add_means(context, draft, "duration", Unit::seconds, durations);
  add_means(context, draft, "stars", Unit::stars, period.stars);
  return draft;
}

}  // namespace

std::vector<Builder> theme_builders() {
  return {{"theme_by_year", theme_by_year}, {"theme_window", theme_window}};
}

}  // namespace onthaal::measures
