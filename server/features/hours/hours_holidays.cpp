#include <algorithm>

#include "features/hours/hours.h"

// School holidays: article 7 of the decision of the Flemish government of 31 August 2001 (secondary schools; the same
// rules as that of 17 April 1991 for primary schools). Public holidays: the ten of the law. Closing of the CLB's:
// circular CLB/2009/03, after article 11 of the decree of 27 April 2018.
namespace onthaal::hours {
namespace {

using date::April;
using date::August;
using date::days;
using date::December;
using date::January;
using date::July;
using date::June;
using date::March;
using date::May;
using date::Monday;
using date::November;
using date::Saturday;
using date::September;
using date::Sunday;
using date::weekday;
using date::year;

constexpr days kWeek{7};

Day on(year in, date::month month, unsigned number) {
  return Day(in / month / date::day(number));
}

Day monday_of_week(Day day) {
  return day - (weekday(day) - Monday);
}

Day monday_from(Day day) {
  return day + (Monday - weekday(day));
}

bool is_weekend(Day day) {
  return weekday(day) == Saturday || weekday(day) == Sunday;
}

// The Gregorian computus (Meeus, Jones, Butcher).
Day easter(year in) {
  const int y = int(in), golden = y % 19, century = y / 100, rest = y % 100;
  const int leap = century - century / 4 - (century - (century + 8) / 25 + 1) / 3;
  const int moon = (19 * golden + leap + 15) % 30;
  const int sunday = (32 + 2 * (century % 4) + 2 * (rest / 4) - moon - rest % 4) % 7;
  const int late = (golden + 11 * moon + 22 * sunday) / 451;
  const int sum = moon + sunday - 7 * late + 114;
  return on(in, date::month(static_cast<unsigned>(sum / 31)), static_cast<unsigned>(sum % 31 + 1));
}

// The Monday of the week of 1 November; when that is a Sunday, the day after.
Day autumn(year in) {
  const Day all_saints = on(in, November, 1);
  return weekday(all_saints) == Sunday ? all_saints + days(1) : monday_of_week(all_saints);
}

// The Monday of the week of 25 December; when that is a Saturday or a Sunday, the Monday after.
Day christmas(year in) {
  const Day day = on(in, December, 25);
  return is_weekend(day) ? monday_from(day) : monday_of_week(day);
}

// The seventh Monday before Easter.
Day carnival(year in) {
  return easter(in) - days(48);
}

// The first Monday of April; with Easter in March the Monday after it, with Easter after 15 April the second Monday
// before it (Easter Monday is added: it is a free day anyway).
Day spring(year in) {
  const Day sunday = easter(in);
  if (sunday < on(in, April, 1)) return sunday + days(1);
  if (sunday > on(in, April, 15)) return sunday - days(13);
  return monday_from(on(in, April, 1));
}

// From the day after the last school day (30 June, or the Friday before) until the first (1 September, or the Monday
// after).
bool is_summer(Day day, year in) {
  Day last = on(in, June, 30), first = on(in, September, 1);
  while (is_weekend(last)) last -= days(1);
  while (is_weekend(first)) first += days(1);
  return day > last && day < first;
}

bool is_within(Day day, Day first, days length) {
  return day >= first && day < first + length;
}

std::optional<Holiday> feast_of(Day day, year in) {
  const Day sunday = easter(in);
  const std::pair<Day, std::string_view> of_law[] = {
      {on(in, January, 1), "new_years_day"},   {sunday + days(1), "easter_monday"},
      {on(in, May, 1), "labour_day"},          {sunday + days(39), "ascension_day"},
      {sunday + days(50), "whit_monday"},      {on(in, July, 21), "national_day"},
      {on(in, August, 15), "assumption_day"},  {on(in, November, 1), "all_saints_day"},
      {on(in, November, 11), "armistice_day"}, {on(in, December, 25), "christmas_day"},
  };
  for (const auto& [at, name] : of_law)
    if (at == day) return Holiday{name, Feast::law};
  if (day == on(in, July, 11)) return Holiday{"flemish_community_day", Feast::flemish};
  return std::nullopt;
}

}  // namespace

std::optional<Holiday> holiday_of(Day day) {
  const year in = date::year_month_day(day).year();
  if (const auto feast = feast_of(day, in)) return feast;
  if (is_summer(day, in)) return Holiday{"summer_holiday"};
  if (is_within(day, autumn(in), kWeek)) return Holiday{"autumn_holiday"};
  if (is_within(day, christmas(in), 2 * kWeek) || is_within(day, christmas(in - date::years(1)), 2 * kWeek))
    return Holiday{"christmas_holiday"};
  if (is_within(day, carnival(in), kWeek)) return Holiday{"carnival_holiday"};
  if (is_within(day, spring(in), 2 * kWeek)) return Holiday{"easter_holiday"};
  if (day == easter(in) + days(40)) return Holiday{"ascension_friday"};
  return std::nullopt;
}

bool is_decree_closing(Day day) {
  const year in = date::year_month_day(day).year();
  return day == on(in, January, 1) || day == on(in, July, 11) || day >= on(in, December, 25) ||
         (day >= on(in, July, 15) && day <= on(in, August, 15));
}

}  // namespace onthaal::hours
