#include <algorithm>

#include "features/measures/measures_tables.h"

namespace onthaal::measures {
namespace {

Draft stars(const Context& context) {
  return means_by_who(context, context.period().stars);
}

Draft stars_given(const Context& context) {
  ByWho raters{};
  for (std::size_t who = 0; who <= kAll; ++who) raters.at(who) = context.period().stars.at(who).n;
  Draft draft = shares_by_who(context, raters, context.period().may_have_rated);
  for (DraftRow& row : draft.rows) row.is_group = true;
  draft.rows.front().is_shown_elsewhere = true;
  return draft;
}

Draft stars_spread(const Context& context) {
  const std::int64_t base = context.period().stars[kAll].n;
  Draft draft;
  const auto sum = draft.new_sum({.total = base, .is_shown_elsewhere = true});
  for (std::size_t stars = 1; stars <= 5; ++stars) {
    const std::string code = std::to_string(stars);
    draft.rows.push_back(share_row({{code, code}}, context.period().stars_spread.at(stars), base));
    draft.rows.back().sum = sum;
  }
  return draft;
}

Draft broken_off(const Context& context) {
  return shares_by_who(context, context.period().broken_off, context.period().with_ending);
}

Draft handovers(const Context& context) {
  using sheets::Handed;
  constexpr std::array<std::pair<Handed, std::string_view>, 3> kKinds{
      {{Handed::live, "live"}, {Handed::booked, "booked"}, {Handed::link, "link"}}};
  auto partners = context.facts.partners;
  const Key unknown = context.key("partner", "unknown");
  partners.push_back({0, unknown.code, unknown.label});
  const auto& handed = context.period().handed;
  Draft draft{.is_untold = context.period().talks[kAll] > 0 && context.period().may_have_been_handed == 0};
  for (const store::Named& partner : partners)
    for (const auto& [kind, code] : kKinds)
      if (const auto found = handed.find({partner.id, kind}); found != handed.end())
        draft.rows.push_back(count_row({{partner.code, partner.label}, context.key("kind", code)}, found->second));
  return draft;
}

struct Team {
  std::map<std::int64_t, std::int64_t> own;  // by staff key
  std::int64_t imported = 0, talks = 0, active = 0;
  bool is_untold = false;
};

Team team_of(const Context& context) {
  Team team;
  for (const auto& [who, n] : context.period().operators) {
    if (who.first == 0)
      team.own[who.second] += n;
    else
      team.imported += n;
    team.talks += n;
    ++team.active;
  }
  team.is_untold = team.talks == 0 && context.period().talks[kAll] > 0;
  return team;
}

Draft operators(const Context& context) {
  const Team team = team_of(context);
  Draft draft{.is_untold = team.is_untold};
  const auto sum = draft.new_sum({.total = team.talks, .is_shown_elsewhere = true});
  for (const store::Named& person : context.facts.people)
    if (const auto found = team.own.find(person.id); found != team.own.end())
      draft.rows.push_back(count_row({{person.code, person.label}}, found->second));
  if (team.imported > 0) draft.rows.push_back(count_row({context.key("operator", "imported")}, team.imported));
  for (DraftRow& row : draft.rows) row.sum = sum;
  return draft;
}

Draft operators_summary(const Context& context) {
  const Team team = team_of(context);
  Key active = context.key("what", "active");
  if (systems_of(context) > 1) active.label = word("what.active_at_most", context.asked.language);
  Draft draft{.is_untold = team.is_untold};
  draft.rows.push_back(count_row({active}, team.active));
  DraftRow mean = share_row({context.key("what", "mean")}, team.talks, team.active);
  mean.is_mean = true;
  draft.rows.push_back(std::move(mean));
  if (team.is_untold) std::ranges::for_each(draft.rows, forget);
  return draft;
}

}  // namespace

std::size_t systems_of(const Context& context) {
  std::set<std::int64_t> systems;
  for (const auto& [who, _] : context.period().operators) systems.insert(who.first);
  return systems.size();
}

std::vector<Builder> quality_builders() {
  return {{"stars", stars},
          {"stars_given", stars_given},
          {"stars_spread", stars_spread},
          {"broken_off", broken_off},
          {"handovers", handovers},
          {"operators", operators},
          {"operators_summary", operators_summary}};
}

}  // namespace onthaal::measures
