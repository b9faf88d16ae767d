#include "features/measures/measures_count.h"

#include <algorithm>
#include <limits>
#include <numeric>

#include "features/measures/measures_definitions.h"

namespace onthaal::measures {

using sheets::Course;
using sheets::Known;
using sheets::Talk;

namespace {

void add_one(ByWho& counts, std::size_t who) {
  ++counts[who];
  ++counts[kAll];
}

void add_mean(MeanByWho& means, std::size_t who, std::int64_t value) {
  means[who].add(value);
  means[kAll].add(value);
}

std::size_t band_of(std::uint32_t wait) {
  return static_cast<std::size_t>(std::ranges::upper_bound(kBandEnds, wait) - kBandEnds.begin());
}

bool has_any(const Talk& talk, const std::vector<std::int64_t>& themes) {
  return std::ranges::any_of(talk.themes,
                             [&](std::int64_t theme) { return std::ranges::find(themes, theme) != themes.end(); });
}

}  // namespace

bool is_talk(const Talk& talk, int version) {
  return talk.course == Course::talk && (version == 1 || talk.dialogue == Known::yes);
}

bool is_talk_on(Day day, const Talk& talk) {
  return is_talk(talk, talk_version_on(day).number);
}

bool Counter::is_counted(const Talk& talk) const {
  return is_talk(talk, today_->version);
}

void Counter::turn_to(Day day) {
  const int year = year_number(day);
  const auto same_part = [&](int each) {
    const int later = year_number(scope_.from) - each;
    return later >= 0 && years_before(scope_.from, later) <= day && day <= years_before(scope_.until, later);
  };
  today_ = OfDay{.day = day,
                 .is_in_period = scope_.from <= day && day <= scope_.until,
                 .is_so_far = same_part(year) || (scope_.from <= day && day <= scope_.until),
                 .version = scope_.version.value_or(talk_version_on(day).number),
                 .month = month_of(day),
                 .weekday = date::weekday(day).iso_encoding() - 1,
                 .year = year >= scope_.first_year ? &counts_.years[year] : nullptr};
  if (today_->year) today_->year->themes.resize(scope_.themes.size());
}

void Counter::add(Day day, const Talk& talk) {
  if (!today_ || today_->day != day) turn_to(day);
  if (today_->is_in_period && talk.duration) counts_.period.talk_seconds[day] += *talk.duration;
  if (today_->year) {
    ++today_->year->requests;
    today_->year->ended += talk.course == Course::talk;
  }
  if (today_->is_in_period && is_counted(talk)) ++counts_.period.origins[talk.import];
  if (scope_.who && talk.who != *scope_.who) return;
  if (scope_.centre && talk.centre != *scope_.centre) return;
  const bool has_theme = scope_.themes.empty() || has_any(talk, scope_.themes);
  if (today_->year) add_to_year(talk, has_theme);
  if (!today_->is_in_period) return;
  if (is_counted(talk)) {
    add_one(counts_.period.talks_of_any_theme, static_cast<std::size_t>(talk.who));
    if (!talk.themes.empty()) add_one(counts_.period.themed_of_any_theme, static_cast<std::size_t>(talk.who));
  }
  if (has_theme) add_to_period(talk);
}

void Counter::add_to_year(const Talk& talk, bool has_theme) {
  YearCounts& year = *today_->year;
  if (has_theme) {
    year.by_version[0] += is_talk(talk, 1);
    year.by_version[1] += is_talk(talk, 2);
    year.unknown_dialogues += is_talk(talk, 1) && talk.dialogue == Known::unknown;
  }
  if (!is_counted(talk)) return;
  add_one(year.talks_of_any_theme, static_cast<std::size_t>(talk.who));
  if (has_theme) {
    ++year.talks;
    ++year.months[today_->month];
    year.so_far += today_->is_so_far;
    year.so_far_months[today_->month] += today_->is_so_far;
    year.checked += talk.registered == Known::yes && talk.fake != Known::unknown;
    year.fake += talk.registered == Known::yes && talk.fake == Known::yes;
  }
  if (!talk.themes.empty()) add_themes_of_year(talk);
}

void Counter::add_themes_of_year(const Talk& talk) {
  YearCounts& year = *today_->year;
  const auto who = static_cast<std::size_t>(talk.who);
  add_one(year.themed, who);
  if (scope_.themes.empty() || !has_any(talk, scope_.themes)) return;
  add_one(year.any, who);
  for (std::size_t i = 0; i < scope_.themes.size(); ++i)
    if (std::ranges::find(talk.themes, scope_.themes[i]) != talk.themes.end()) add_one(year.themes[i], who);
}

void Counter::add_to_period(const Talk& talk) {
  PeriodCounts& period = counts_.period;
  ++period.requests;
  period.left += talk.course == Course::left;
  period.refused += talk.course == Course::refused;
  period.open += talk.course == Course::open;
  period.talks_only += talk.course == Course::talk && !talk.has_untaken;
  period.unknown_dialogues += is_talk(talk, 1) && talk.dialogue == Known::unknown;
  if (talk.by_appointment != Known::yes) add_request(talk);
  if (!is_counted(talk)) return;
  const auto who = static_cast<std::size_t>(talk.who);
  add_one(period.talks, who);
  period.second += talk.by_appointment == Known::yes;
  period.second_unknown += talk.by_appointment == Known::unknown;
  add_person(talk, who);
  add_subject(talk, who);
  add_service(talk, who);
}

void Counter::add_request(const Talk& talk) {
  PeriodCounts& period = counts_.period;
  ++period.busy[today_->weekday][std::min<std::size_t>(talk.second / 1800, kHalfHours - 1)];
  if (!talk.wait) return;
  if (talk.course == Course::talk) period.waits.push_back(*talk.wait);
  if ((talk.course != Course::talk && talk.course != Course::left) || !talk.has_untaken) return;
  ++period.came_after[band_of(*talk.wait)];
  period.left_after[band_of(*talk.wait)] += talk.course == Course::left;
}

void Counter::add_person(const Talk& talk, std::size_t who) {
  PeriodCounts& period = counts_.period;
  if (talk.age) add_mean(period.age, who, *talk.age);
  add_one(period.devices[static_cast<std::size_t>(talk.device)], who);
  if (talk.centre != 0) ++period.centres[talk.centre];
  if (talk.who != sheets::Who::pupil) return;
  ++period.genders[static_cast<std::size_t>(talk.gender)];
  if (talk.age)
    ++period.ages[*talk.age];
  else
    ++period.pupils_without_age;
}

void Counter::add_subject(const Talk& talk, std::size_t who) {
  PeriodCounts& period = counts_.period;
  if (!talk.themes.empty()) add_one(period.themed, who);
  std::uint32_t domains = 0;
  for (const std::int64_t theme : talk.themes) {
    add_one(period.themes[theme], who);
    const auto found = scope_.domains.find(theme);
    domains |= found == scope_.domains.end() || found->second == 0 ? 1U << 31U : found->second;
  }
  for (std::size_t bit = 0; domains != 0; ++bit, domains >>= 1U)
    if (domains & 1U) add_one(period.domains[bit], who);
  if (!talk.outcomes.empty()) add_one(period.with_outcome, who);
  for (const std::int64_t outcome : talk.outcomes) add_one(period.outcomes[outcome], who);
  if (talk.source == 0) return;
  add_one(period.with_source, who);
  add_one(period.sources[talk.source], who);
}

void Counter::add_service(const Talk& talk, std::size_t who) {
  PeriodCounts& period = counts_.period;
  if (talk.duration) {
    period.durations[who].push_back(*talk.duration);
    period.durations[kAll].push_back(*talk.duration);
  }
  if (talk.stars) add_one(period.may_have_rated, who);
  if (talk.stars.value_or(0) > 0) {
    add_mean(period.stars, who, *talk.stars);
    ++period.stars_spread.at(*talk.stars);
  }
  const bool is_broken_off = talk.broken_off == Known::yes;
  const bool has_ending = is_broken_off || (talk.broken_off == Known::no && !talk.outcomes.empty());
  if (talk.registered == Known::yes && talk.fake != Known::yes && has_ending) {
    add_one(period.with_ending, who);
    if (is_broken_off) add_one(period.broken_off, who);
  }
  period.may_have_been_handed += talk.handed != sheets::Handed::unknown;
  if (talk.handed >= sheets::Handed::live) ++period.handed[{talk.partner, talk.handed}];
  if (talk.operator_ != 0) ++period.operators[{talk.import, talk.operator_}];
}

}  // namespace onthaal::measures
