#include <algorithm>
#include <cmath>

#include "app/demo_year_draft.h"
#include "app/demo_year_spread.h"

namespace onthaal::app::demo {
namespace {

using sheets::Talk;

// The published ones, then the others in equal parts.
std::vector<std::int64_t> themes_of(Draft& draft, const Group& group) {
  if (group.themes.empty()) return {};
  std::vector<std::int64_t> all;
  std::set<std::int64_t> named;
  for (const Count& theme : group.themes) {
    const std::int64_t key = draft.key("theme", theme.code);
    named.insert(key);
    all.insert(all.end(), static_cast<std::size_t>(theme.n), key);
  }
  std::vector<std::int64_t> others;
  for (const imports::Named& each : draft.names)
    if (each.kind == "theme" && named.insert(each.key).second) others.push_back(each.key);
  const auto parts = split(group.recorded - static_cast<int>(all.size()), others.size());
  if (parts.empty() || parts.front() >= group.themes.back().n) draft.lack("theme", "too_few");
  for (std::size_t i = 0; i < parts.size(); ++i) all.insert(all.end(), static_cast<std::size_t>(parts[i]), others[i]);
  all.resize(static_cast<std::size_t>(group.recorded));
  return all;
}

// One after the other, round and round: each talk has one at least, and none twice.
void add_outcomes(Draft& draft, const Group& group, const Talks& recorded) {
  const Talks talks = mixed(recorded, outcomes);
  for (Talk* talk : group.outcomes.empty() ? Talks() : talks) talk->broken_off = sheets::Known::no;
  std::size_t next = 0;
  for (const Count& outcome : group.outcomes) {
    const std::int64_t key = draft.key("outcome", outcome.code);
    for (int i = 0; i < outcome.n; ++i, ++next) {
      Talk& talk = *talks[next % talks.size()];
      talk.outcomes.push_back(key);
      if (outcome.code == "sessie_afgebroken") talk.broken_off = sheets::Known::yes;
    }
  }
}

void add_genders(const Group& group, const Talks& recorded) {
  const Talks talks = mixed(recorded, genders);
  std::size_t next = 0;
  const auto set = [&](int n, sheets::Gender gender) {
    for (int i = 0; i < n; ++i) talks[next++]->gender = gender;
  };
  set(group.genders.f, sheets::Gender::f);
  set(group.genders.m, sheets::Gender::m);
  set(group.genders.x, sheets::Gender::x);
}

void add_ages(const Talks& talks, int sum, double reach) {
  const auto numbers = even(talks.size(), sum, reach);
  for (std::size_t i = 0; Talk * talk : mixed(talks, ages)) talk->age = static_cast<std::uint8_t>(numbers[i++]);
}

void add_stars(const Talks& talks, Stars stars) {
  const Talks all = mixed(talks, raters);
  for (std::size_t i = 0; const int each : star_list(stars.raters, stars.sum))
    all.at(i++)->stars = static_cast<std::uint8_t>(each);
}

// The first talks about the window's themes are in it; gives what it has of this group.
Window::Part add_window(Draft& draft, const Group& group, const Talks& recorded) {
  const auto themes = draft.window_themes();
  const auto& window = draft.published.window;
  const auto part =
      window ? std::ranges::find(window->parts, group.who, &Window::Part::who) : decltype(window->parts.end())();
  if (!window || part == window->parts.end()) return {};
  Talks talks;
  for (Talk* talk : recorded)
    if (themes.contains(talk->themes.front()) && std::ssize(talks) < part->talks) talks.push_back(talk);
  draft.in_window.insert(talks.begin(), talks.end());
  add_ages(talks, part->ages, 3);
  add_stars(talks, part->stars);
  return *part;
}

}  // namespace

void add_group(Draft& draft, const Group& group, std::size_t first) {
  const auto themes = themes_of(draft, group);
  Talks recorded;
  for (std::size_t i = 0; i < static_cast<std::size_t>(group.talks); ++i) {
    Talk& talk = draft.talks[first + i];
    talk.who = group.who;
    if (i >= static_cast<std::size_t>(group.recorded)) continue;
    talk.registered = sheets::Known::yes;
    talk.fake = sheets::Known::no;
    if (!themes.empty()) talk.themes = {themes[i]};
    recorded.push_back(&talk);
  }
  add_outcomes(draft, group, recorded);
  add_genders(group, recorded);
  const Window::Part part = add_window(draft, group, recorded);
  std::erase_if(recorded, [&](const Talk* talk) { return draft.in_window.contains(talk); });
  if (group.age) add_ages(recorded, static_cast<int>(std::lround(*group.age * group.recorded)) - part.ages, 4.95);
  add_stars(recorded, {group.stars.raters - part.stars.raters, group.stars.sum - part.stars.sum});
}

}  // namespace onthaal::app::demo
