#include "features/measures/measures_tables.h"

namespace onthaal::measures {
namespace {

Draft talks_by_who(const Context& context) {
  const ByWho& talks = context.period().talks;
  const std::int64_t base = talks[1] + talks[2];
  Draft draft;
  for (const std::size_t who : kWhoInOrder) {
    draft.rows.push_back(who == 1 || who == 2 ? share_row({context.who(who)}, talks[who], base)
                                              : beside_row({context.who(who)}, talks[who]));
    draft.rows.back().is_beside = who == 0;
  }
  return draft;
}

// A class beside the base belongs to no sum: what is in the base is shown.
Draft ages(const Context& context) {
  const PeriodCounts& period = context.period();
  Draft draft;
  const auto sum = draft.new_sum();
  for (std::size_t age = 0; age < period.ages.size(); ++age) {
    if (period.ages[age] == 0) continue;
    std::string label = word("age.years", context.asked.language);
    label.replace(label.find("{}"), 2, std::to_string(age));
    draft.rows.push_back(share_row({{std::to_string(age), label}}, period.ages[age], period.age[1].n));
    draft.rows.back().sum = sum;
  }
  draft.rows.push_back(beside_row({context.key("age", "unknown")}, period.pupils_without_age));
  return draft;
}

// Of everybody together it says nothing: parents tell the age of their child.
Draft mean_age(const Context& context) {
  Draft draft = means_by_who(context, context.period().age);
  draft.rows.erase(draft.rows.begin());
  for (DraftRow& row : draft.rows) row.sum.reset();
  return draft;
}

Draft genders(const Context& context) {
  constexpr std::array<std::string_view, 5> kGenders{"unknown", "f", "m", "x", "unsaid"};
  const auto& n = context.period().genders;
  Draft draft;
  const auto sum = draft.new_sum();
  for (const std::size_t gender : {1U, 2U, 3U}) {
    draft.rows.push_back(share_row({context.key("gender", kGenders.at(gender))}, n.at(gender), n[1] + n[2] + n[3]));
    draft.rows.back().sum = sum;
  }
  for (const std::size_t gender : {4U, 0U})
    draft.rows.push_back(beside_row({context.key("gender", kGenders.at(gender))}, n.at(gender)));
  return draft;
}

Draft devices(const Context& context) {
  constexpr std::array<std::string_view, 4> kDevices{"unknown", "phone", "tablet", "computer"};
  const auto& n = context.period().devices;
  const std::int64_t base = n[1][kAll] + n[2][kAll] + n[3][kAll];
  Draft draft;
  const auto sum = draft.new_sum();
  for (const std::size_t device : {1U, 2U, 3U}) {
    draft.rows.push_back(share_row({context.key("device", kDevices.at(device))}, n.at(device)[kAll], base));
    draft.rows.back().sum = sum;
  }
  draft.rows.push_back(beside_row({context.key("device", "unknown")}, n[0][kAll]));
  return draft;
}

Draft mobile(const Context& context) {
  const auto& devices = context.period().devices;
  ByWho n{}, base{};
  for (std::size_t who = 0; who <= kAll; ++who) {
    n.at(who) = devices[1].at(who) + devices[2].at(who);
    base.at(who) = n.at(who) + devices[3].at(who);
  }
  return shares_by_who(context, n, base);
}

Draft centres(const Context& context) {
  const auto& counts = context.period().centres;
  std::int64_t base = 0;
  for (const auto& [_, n] : counts) base += n;
  Draft draft;
  const auto sum = draft.new_sum();
  for (const store::Named& centre : context.facts.centres) {
    const auto found = counts.find(centre.id);
    if (found == counts.end()) continue;
    draft.rows.push_back(share_row({{centre.code, centre.label}}, found->second, base));
    draft.rows.back().sum = sum;
  }
  draft.rows.push_back(beside_row({context.key("centre", "unknown")}, context.period().talks[kAll] - base));
  return draft;
}

}  // namespace

std::vector<Builder> people_builders() {
  return {{"talks_by_who", talks_by_who}, {"ages", ages},     {"mean_age", mean_age}, {"genders", genders},
          {"devices", devices},           {"mobile", mobile}, {"centres", centres}};
}

}  // namespace onthaal::measures
