#include <algorithm>
#include <map>
#include <set>

#include "features/measures/measures_tables.h"

namespace onthaal::measures {
namespace {

constexpr std::size_t kMostThemes = 10;

std::int64_t of(const TermsByWho& counts, std::int64_t term, std::size_t who) {
  const auto found = counts.find(term);
  return found == counts.end() ? 0 : found->second[who];
}

struct Ranked {
  std::int64_t theme;
  Key key;
  std::int64_t n;
  std::size_t place;  // in the order of the line
};

// Of the same number the one that the line has first.
std::vector<Ranked> top_of(const Context& context, std::size_t who) {
  std::vector<Ranked> ranked;
  for (const auto& [id, theme] : context.facts.terms.themes)
    if (const auto n = of(context.period().themes, id, who); n > 0 || context.asked.has_all_terms)
      ranked.push_back({id, {theme.code, theme.label}, n, ranked.size()});
  std::ranges::sort(ranked, {}, [](const Ranked& each) { return std::pair(-each.n, each.place); });
  if (ranked.size() > kMostThemes && !context.asked.has_all_terms) ranked.resize(kMostThemes);
  return ranked;
}

// Each theme adds up over the classes, also over those of which it is no top theme.
Draft themes(const Context& context) {
  Draft draft;
  std::map<std::int64_t, std::size_t> sums;
  std::set<std::pair<std::int64_t, std::size_t>> seen;
  const auto& themed = context.period().themed;
  for (const std::size_t who : kWhoInOrder)
    for (Ranked& each : top_of(context, who)) {
      const auto known = sums.find(each.theme);
      const auto sum =
          known != sums.end() ? known->second : draft.new_sum({.total = of(context.period().themes, each.theme, kAll)});
      sums.emplace(each.theme, sum);
      seen.emplace(each.theme, who);
      draft.rows.push_back(share_row({std::move(each.key), context.who(who)}, each.n, themed[who]));
      draft.rows.back().sum = sum;
    }
  for (const auto& [theme, sum] : sums)
    for (const std::size_t who : kWhoInOrder) {
      if (seen.contains({theme, who})) continue;
      draft.rows.push_back(share_row({{}, context.who(who)}, of(context.period().themes, theme, who), themed[who]));
      draft.rows.back().sum = sum;
      draft.rows.back().is_unseen = true;
    }
  return draft;
}

Draft themes_by_domain(const Context& context) {
  const PeriodCounts& period = context.period();
  Draft draft;
  const auto add = [&](std::string_view code, const ByWho& n) {
    const auto sum = draft.new_sum({.total = n[kAll]});
    for (const std::size_t who : kWhoInOrder) {
      if (period.themed[who] == 0) continue;
      draft.rows.push_back(share_row({context.key("domain", code), context.who(who)}, n[who], period.themed[who]));
      draft.rows.back().sum = sum;
    }
  };
  std::size_t bit = 0;
  for (const std::string& domain : domains_of(context.facts.terms)) add(domain, period.domains.at(bit++));
  if (period.domains.back()[kAll] > 0) add("none", period.domains.back());
  return draft;
}

// One of several terms, or several at once: only then do they add up to the base.
Draft terms_by_who(const Context& context, const std::vector<store::Named>& terms, const TermsByWho& counts,
                   const ByWho& base, bool is_one) {
  Draft draft;
  std::array<std::size_t, kClasses> sums{};
  for (std::size_t& sum : sums) sum = draft.new_sum();
  for (const store::Named& term : terms) {
    if (of(counts, term.id, kAll) == 0 && !context.asked.has_all_terms) continue;
    for (const std::size_t who : kWhoInOrder) {
      if (base[who] == 0) continue;
      draft.rows.push_back(share_row({{term.code, term.label}, context.who(who)}, of(counts, term.id, who), base[who]));
      if (is_one) draft.rows.back().sum = sums.at(who);
    }
  }
  return draft;
}

Draft outcomes(const Context& context) {
  const PeriodCounts& period = context.period();
  return terms_by_who(context, context.facts.terms.outcomes, period.outcomes, period.with_outcome, false);
}

Draft sources(const Context& context) {
  const PeriodCounts& period = context.period();
  return terms_by_who(context, context.facts.terms.sources, period.sources, period.with_source, true);
}

}  // namespace

std::set<std::string> domains_of(const store::Terms& terms) {
  std::set<std::string> domains;
  for (const auto& [_, theme] : terms.themes) domains.insert(theme.domains.begin(), theme.domains.end());
  return domains;
}

std::vector<Builder> subject_builders() {
  return {{"themes", themes}, {"themes_by_domain", themes_by_domain}, {"outcomes", outcomes}, {"sources", sources}};
}

}  // namespace onthaal::measures
