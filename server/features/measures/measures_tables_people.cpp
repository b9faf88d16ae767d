#include "features/measures/measures_tables.h"

namespace onthaal::measures {
namespace {

// Where one class is asked for, a share of it would say nothing.
Draft talks_by_who(const Context& context) {
  const ByWho& talks = context.period().talks;
  const std::int64_t base = talks[1] + talks[2];
  const bool has_shares = !context.asked.filter.who;
  Draft draft;
  for (const std::size_t who : kWhoInOrder) {
    draft.rows.push_back(has_shares && (who == 1 || who == 2) ? share_row({context.who(who)}, talks[who], base)
                                                              : beside_row({context.who(who)}, talks[who]));
    draft.rows.back().is_beside = who == 0;
    draft.rows.back().is_group = true;
  }
  return draft;
}

const ByWho& of(const PeriodCounts& period, sheets::Device device) {
  return period.devices.at(static_cast<std::size_t>(device));
}

// What is in the base and what stands beside it are together all talks, or all with pupils: other tables show those.
std::size_t new_base_sum(const Context& context, Draft& draft, bool is_of_pupils) {
  const auto all = context.period().talks.at(is_of_pupils ? 1 : kAll);
  return draft.new_sum({.total = all, .is_shown_elsewhere = true, .is_of_pupils = is_of_pupils});
}

void add_beside(Draft& draft, Key key, std::int64_t n, std::size_t sum) {
  draft.rows.push_back(beside_row({std::move(key)}, n));
  draft.rows.back().whole = draft.sums[sum].total.value_or(0);
  draft.rows.back().sum = sum;
}

Draft ages(const Context& context) {
  const PeriodCounts& period = context.period();
  Draft draft;
  const auto all = new_base_sum(context, draft, true);
  const auto sum = draft.new_sum({.part_of = all});
  for (std::size_t age = 0; age < period.ages.size(); ++age) {
    if (period.ages[age] == 0) continue;
    std::string label = word("age.years", context.asked.language);
    label.replace(label.find("{}"), 2, std::to_string(age));
    draft.rows.push_back(share_row({{std::to_string(age), label}}, period.ages[age], period.age[1].n));
    draft.rows.back().sum = sum;
  }
  add_beside(draft, context.key("age", "unknown"), period.pupils_without_age, all);
  return draft;
}

// Of everybody together it says nothing: parents tell the age of their child.
Draft mean_age(const Context& context) {
  Draft draft = means_by_who(context, context.period().age);
  draft.rows.erase(draft.rows.begin());
  for (DraftRow& row : draft.rows) {
    row.sum.reset();
    Key& who = row.row.keys.front();
    if (who.code == "parent") who.label = word("age.parent", context.asked.language);
  }
  return draft;
}

Draft genders(const Context& context) {
  constexpr std::array<std::string_view, 5> kGenders{"unknown", "f", "m", "x", "unsaid"};
  const auto& n = context.period().genders;
  Draft draft;
  const auto all = new_base_sum(context, draft, true);
  const auto sum = draft.new_sum({.part_of = all});
  for (const std::size_t gender : {1U, 2U, 3U}) {
    draft.rows.push_back(share_row({context.key("gender", kGenders.at(gender))}, n.at(gender), n[1] + n[2] + n[3]));
    draft.rows.back().sum = sum;
  }
  add_beside(draft, context.key("gender", kGenders.at(4)), n.at(4), all);
  draft.rows.back().is_beside = false;  // not to say it is an answer as well
  add_beside(draft, context.key("gender", kGenders.at(0)), n.at(0), all);
  return draft;
}

// Of each class of who.
ByWho mobiles(const PeriodCounts& period) {
  ByWho n{};
  for (const sheets::Device device : {sheets::Device::phone, sheets::Device::tablet, sheets::Device::mobile})
    for (std::size_t who = 0; who <= kAll; ++who) n.at(who) += of(period, device).at(who);
  return n;
}

// What `mobile` shows of everybody adds up from two of them. Where some did not tell which, nobody knows how many were
// phones: then it is one.
Draft devices(const Context& context) {
  using sheets::Device;
  const PeriodCounts& period = context.period();
  const std::int64_t mobile = mobiles(period)[kAll], computer = of(period, Device::computer)[kAll];
  Draft draft;
  const auto all = new_base_sum(context, draft, false);
  const auto known = draft.new_sum({.total = mobile + computer, .part_of = all, .is_shown_elsewhere = true});
  const auto both = draft.new_sum({.total = mobile, .part_of = known, .is_shown_elsewhere = true, .rest = computer});
  const auto add = [&](std::string_view code, std::int64_t n, std::size_t sum) {
    draft.rows.push_back(share_row({context.key("device", code)}, n, mobile + computer));
    draft.rows.back().sum = sum;
  };
  if (of(period, Device::mobile)[kAll] > 0) {
    add("mobile", mobile, both);
  } else {
    add("phone", of(period, Device::phone)[kAll], both);
    add("tablet", of(period, Device::tablet)[kAll], both);
  }
  add("computer", computer, known);
  add_beside(draft, context.key("device", "unknown"), of(period, Device::unknown)[kAll], all);
  return draft;
}

Draft mobile(const Context& context) {
  const ByWho n = mobiles(context.period());
  ByWho base = of(context.period(), sheets::Device::computer);
  for (std::size_t who = 0; who <= kAll; ++who) base.at(who) += n.at(who);
  Draft draft = shares_by_who(context, n, base);
  for (DraftRow& row : draft.rows) row.rest = *row.row.base - *row.row.n;
  draft.rows.front().is_shown_elsewhere = true;
  return draft;
}

Draft centres(const Context& context) {
  const auto& counts = context.period().centres;
  std::int64_t base = 0;
  for (const auto& [_, n] : counts) base += n;
  Draft draft;
  const auto all = new_base_sum(context, draft, false);
  const auto sum = draft.new_sum({.part_of = all});
  for (const store::Named& centre : context.facts.centres) {
    const auto found = counts.find(centre.id);
    if (found == counts.end()) continue;
    draft.rows.push_back(share_row({{centre.code, centre.label}}, found->second, base));
    draft.rows.back().sum = sum;
  }
  add_beside(draft, context.key("centre", "unknown"), context.period().talks[kAll] - base, all);
  return draft;
}

}  // namespace

std::vector<Builder> people_builders() {
  return {{"talks_by_who", talks_by_who}, {"ages", ages},     {"mean_age", mean_age}, {"genders", genders},
          {"devices", devices},           {"mobile", mobile}, {"centres", centres}};
}

}  // namespace onthaal::measures
