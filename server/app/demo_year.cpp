#include "app/demo_year.h"

#include <algorithm>
#include <cmath>
#include <ranges>

#include "app/demo_year_draft.h"
#include "app/demo_year_moments.h"
#include "app/demo_year_spread.h"

namespace onthaal::app::demo {
namespace {

using sheets::Day;
using sheets::Talk;

constexpr auto kAll = [](const Talk&) { return true; };

void add_fakes(Draft& draft) {
  const Talks talks =
      mixed(draft.those([](const Talk& talk) { return talk.registered != sheets::Known::yes; }), unrecorded);
  for (Talk* talk : talks | std::views::take(draft.published.fakes)) talk->registered = talk->fake = sheets::Known::yes;
}

void add_sources(Draft& draft) {
  const Talks talks = mixed(draft.those([](const Talk& talk) { return talk.who != sheets::Who::unknown; }), sources);
  std::size_t next = 0;
  for (const Count& source : draft.published.sources) {
    const std::int64_t key = draft.key("source", source.code);
    for (int i = 0; i < source.n; ++i) talks[next++]->source = key;
  }
}

void add_handed_over(Draft& draft) {
  const auto is_recorded_pupil = [](const Talk& talk) {
    return talk.who == sheets::Who::pupil && talk.fake == sheets::Known::no;
  };
  const Talks talks = mixed(draft.those(is_recorded_pupil), givers);
  std::size_t next = 0;
  for (const HandedOver& each : draft.published.handed_over) {
    const std::int64_t key = draft.key("partner", each.partner);
    for (int i = 0; i < each.n; ++i, ++next) {
      talks[next]->handed = each.how;
      talks[next]->partner = key;
    }
  }
}

// From the shortest to as far on the other side of the mean.
void set_seconds(const Talks& talks, int sum, int shortest, std::optional<std::uint32_t> Talk::* member, Mix mix) {
  if (talks.empty()) return;
  const auto numbers = even(talks.size(), sum, sum / static_cast<double>(talks.size()) - shortest);
  for (std::size_t i = 0; Talk * talk : mixed(talks, mix)) talk->*member = static_cast<std::uint32_t>(numbers[i++]);
}

void add_times(Draft& draft) {
  constexpr int kShortestTalk = 120;
  const auto seconds = [](double minutes, std::size_t n) {
    return static_cast<int>(std::lround(minutes * 60 * static_cast<double>(n)));
  };
  const Talks inside = draft.those([&](const Talk& talk) { return draft.in_window.contains(&talk); });
  const Talks outside = draft.those([&](const Talk& talk) { return !draft.in_window.contains(&talk); });
  const int theirs = draft.published.window ? seconds(draft.published.window->minutes, inside.size()) : 0;
  set_seconds(inside, theirs, kShortestTalk, &Talk::duration, lengths);
  set_seconds(outside, seconds(draft.published.minutes, draft.talks.size()) - theirs, kShortestTalk, &Talk::duration,
              lengths);
  if (const auto minutes = draft.published.wait_minutes)
    set_seconds(draft.those(kAll), seconds(*minutes, draft.talks.size()), 0, &Talk::wait, waits);
}

// Whether it was a phone or a tablet, nobody tells.
void add_devices(Draft& draft) {
  if (!draft.published.mobile) return;
  int left = *draft.published.mobile;
  for (Talk* talk : mixed(draft.those(kAll), devices))
    talk->device = left-- > 0 ? sheets::Device::mobile : sheets::Device::computer;
}

// In the window as many as were there, about its themes exactly those; the others on the other days.
std::vector<std::pair<Moment, Talk*>> with_moments(Draft& draft, const hours::Rules& rules) {
  const Published& published = draft.published;
  const date::year year(std::stoi(std::string(published.year.substr(0, 4))));
  const Days all{Day(year / 9 / 1), Day((year + date::years(1)) / 8 / 31)};
  Talks order;
  std::vector<Moment> at;
  std::vector<Days> apart;
  const auto themes = draft.window_themes();
  if (const auto& window = published.window) {
    order = draft.those([&](const Talk& talk) { return draft.in_window.contains(&talk); });
    const auto is_other = [&](const Talk& talk) {
      return talk.themes.empty() || !themes.contains(talk.themes.front());
    };
    const Talks others = mixed(draft.those(is_other), turns);
    order.insert(order.end(), others.begin(), others.begin() + window->talks - std::ssize(order));
    order = mixed(order, turns);
    apart.push_back({window->from, window->until});
    at = moments(rules, apart.front(), {}, window->talks);
  }
  const std::set<const Talk*> placed(order.begin(), order.end());
  const Talks left = mixed(draft.those([&](const Talk& talk) { return !placed.contains(&talk); }), turns);
  order.insert(order.end(), left.begin(), left.end());
  const auto rest = moments(rules, all, apart, static_cast<int>(left.size()));
  at.insert(at.end(), rest.begin(), rest.end());
  std::vector<std::pair<Moment, Talk*>> placed_at;
  for (std::size_t i = 0; i < at.size(); ++i) placed_at.emplace_back(at[i], order[i]);
  std::ranges::sort(placed_at, {}, [](const auto& each) { return std::pair(each.first.day, each.first.second); });
  return placed_at;
}

std::vector<DayOfTalks> by_day(Draft& draft, const hours::Rules& rules) {
  std::vector<DayOfTalks> days;
  std::int64_t turn = 0;
  for (const auto& [at, talk] : with_moments(draft, rules)) {
    if (days.empty() || days.back().day != at.day) days.push_back({at.day, {}});
    talk->second = at.second;
    talk->operator_ = turn++ % draft.published.operators + 1;
    days.back().talks.push_back(*talk);
  }
  return days;
}

}  // namespace

Result<std::vector<DayOfTalks>> make_year(const Published& published, const std::vector<imports::Named>& names,
                                          const hours::Rules& rules) {
  Draft draft(published, names);
  const auto lacking = [&] {
    return std::unexpected(Error{Code::invalid, "the line lacks what the year is about", draft.lacking});
  };
  draft.look_up_all();
  if (!draft.lacking.empty()) return lacking();
  std::size_t first = 0;
  for (const Group& group : published.groups) {
    add_group(draft, group, first);
    first += static_cast<std::size_t>(group.talks);
  }
  if (!draft.lacking.empty()) return lacking();
  add_fakes(draft);
  add_sources(draft);
  add_handed_over(draft);
  add_times(draft);
  add_devices(draft);
  return by_day(draft, rules);
}

}  // namespace onthaal::app::demo
