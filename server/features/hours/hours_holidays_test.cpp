#include <gtest/gtest.h>

#include <map>

#include "features/hours/hours.h"

namespace onthaal::hours {
namespace {

Day day(std::string_view text) {
  return parse_day(text).value();
}

std::string name(std::string_view text) {
  const auto holiday = holiday_of(day(text));
  return holiday ? std::string(holiday->name) : "";
}

// The first (a Monday) and the last day around a day on which there is no school by one and the same rule: public
// holidays inside or at the end count in.
std::string stretch_around(std::string_view text) {
  const std::string wanted = name(text);
  const auto belongs = [&](Day each) {
    const auto holiday = holiday_of(each);
    return holiday && (holiday->name == wanted || holiday->feast == Feast::law);
  };
  Day first = day(text), last = first;
  while (belongs(first - date::days(1))) first -= date::days(1);
  while (date::weekday(first) != date::Monday) first += date::days(1);
  while (belongs(last + date::days(1))) last += date::days(1);
  return day_text(first) + " " + day_text(last);
}

// As published: schools' own calendars for 2018-2019 to 2023-2024, a music school's for 2024-2025. Easter Monday is
// public; where it follows on the two weeks it stands here too.
struct Year {
  int from;
  const char *autumn, *christmas, *carnival, *spring;
};
constexpr Year kPublished[] = {
    {2018, "2018-10-29 2018-11-04", "2018-12-24 2019-01-06", "2019-03-04 2019-03-10", "2019-04-08 2019-04-22"},
    {2019, "2019-10-28 2019-11-03", "2019-12-23 2020-01-05", "2020-02-24 2020-03-01", "2020-04-06 2020-04-19"},
    {2020, "2020-11-02 2020-11-08", "2020-12-21 2021-01-03", "2021-02-15 2021-02-21", "2021-04-05 2021-04-18"},
    {2021, "2021-11-01 2021-11-07", "2021-12-27 2022-01-09", "2022-02-28 2022-03-06", "2022-04-04 2022-04-18"},
    {2022, "2022-10-31 2022-11-06", "2022-12-26 2023-01-08", "2023-02-20 2023-02-26", "2023-04-03 2023-04-16"},
    {2023, "2023-10-30 2023-11-05", "2023-12-25 2024-01-07", "2024-02-12 2024-02-18", "2024-04-01 2024-04-14"},
    {2024, "2024-10-28 2024-11-03", "2024-12-23 2025-01-05", "2025-03-03 2025-03-09", "2025-04-07 2025-04-21"},
};
// By rule, reckoned apart from this program.
constexpr Year kByRule[] = {
    {2025, "2025-10-27 2025-11-02", "2025-12-22 2026-01-04", "2026-02-16 2026-02-22", "2026-04-06 2026-04-19"},
    {2026, "2026-11-02 2026-11-08", "2026-12-21 2027-01-03", "2027-02-08 2027-02-14", "2027-03-29 2027-04-11"},
    {2027, "2027-11-01 2027-11-07", "2027-12-27 2028-01-09", "2028-02-28 2028-03-05", "2028-04-03 2028-04-17"},
    {2028, "2028-10-30 2028-11-05", "2028-12-25 2029-01-07", "2029-02-12 2029-02-18", "2029-04-02 2029-04-15"},
    {2029, "2029-10-29 2029-11-04", "2029-12-24 2030-01-06", "2030-03-04 2030-03-10", "2030-04-08 2030-04-22"},
    {2030, "2030-10-28 2030-11-03", "2030-12-23 2031-01-05", "2031-02-24 2031-03-02", "2031-04-07 2031-04-20"},
    {2031, "2031-10-27 2031-11-02", "2031-12-22 2032-01-04", "2032-02-09 2032-02-15", "2032-03-29 2032-04-11"},
    {2032, "2032-11-01 2032-11-07", "2032-12-27 2033-01-09", "2033-02-28 2033-03-06", "2033-04-04 2033-04-18"},
    {2033, "2033-10-31 2033-11-06", "2033-12-26 2034-01-08", "2034-02-20 2034-02-26", "2034-04-03 2034-04-16"},
};

void expect_year(const Year& year) {
  SCOPED_TRACE(year.from);
  const auto inside = [](const char* dates) { return std::string_view(dates).substr(0, 10); };
  for (const auto& [dates, called] : {std::pair{year.autumn, "autumn_holiday"},
                                      {year.carnival, "carnival_holiday"},
                                      {year.christmas, "christmas_holiday"},
                                      {year.spring, "easter_holiday"}}) {
    // Whatever feast is on it: a plain day of the holiday, from which to look both ways.
    Day plain = day(inside(dates));
    while (holiday_of(plain) && holiday_of(plain)->feast == Feast::law) plain += date::days(1);
    EXPECT_EQ(name(day_text(plain)), called);
    EXPECT_EQ(stretch_around(day_text(plain)), dates);
  }
}

TEST(Holidays, AreThoseThatWerePublished) {
  for (const Year& year : kPublished) expect_year(year);
}

TEST(Holidays, AreThoseOfTheRulesInLaterYears) {
  for (const Year& year : kByRule) expect_year(year);
}

TEST(Holidays, BeginOnAMondayAndLastWholeWeeks) {
  for (int year = 2018; year <= 2033; ++year) {
    std::map<std::string, int> days;
    for (Day each = day(std::to_string(year) + "-09-01"); each < day(std::to_string(year + 1) + "-09-01");
         each += date::days(1)) {
      const auto holiday = holiday_of(each);
      if (!holiday) continue;
      ++days[std::string(holiday->name)];
      const auto before = holiday_of(each - date::days(1));
      if (holiday->feast == Feast::none && !before && holiday->name != "summer_holiday" &&
          holiday->name != "ascension_friday") {
        // 2 November after a Sunday is a Monday too.
        EXPECT_EQ(date::weekday(each), date::Monday) << day_text(each);
      }
    }
    int of_law = 0;
    for (const char* law : {"new_years_day", "easter_monday", "labour_day", "ascension_day", "whit_monday",
                            "national_day", "assumption_day", "all_saints_day", "armistice_day", "christmas_day"})
      of_law += days[law];
    EXPECT_EQ(of_law, 10) << year;
    EXPECT_EQ(days["flemish_community_day"], 1) << year;
    EXPECT_EQ(days["ascension_friday"], 1) << year;
  }
}

TEST(Holidays, TheFirstOfNovemberOnASundayLeavesTheWeekBeforeToSchool) {
  EXPECT_EQ(name("2026-10-26"), "");
  EXPECT_EQ(name("2026-11-01"), "all_saints_day");
  EXPECT_EQ(name("2026-11-02"), "autumn_holiday");
  EXPECT_EQ(name("2026-11-08"), "autumn_holiday");
  EXPECT_EQ(name("2026-11-09"), "");
}

TEST(Holidays, SingleDaysAreFreeToo) {
  EXPECT_EQ(name("2025-11-11"), "armistice_day");
  EXPECT_EQ(name("2025-11-15"), "");
  EXPECT_EQ(name("2021-04-05"), "easter_monday");  // inside the two weeks
  EXPECT_EQ(name("2022-04-18"), "easter_monday");  // after them
  EXPECT_EQ(name("2023-05-01"), "labour_day");
  EXPECT_EQ(name("2023-05-18"), "ascension_day");
  EXPECT_EQ(name("2023-05-19"), "ascension_friday");
  EXPECT_EQ(name("2023-05-29"), "whit_monday");
  EXPECT_EQ(name("2023-07-11"), "flemish_community_day");
  EXPECT_EQ(holiday_of(day("2023-07-11"))->feast, Feast::flemish);
  EXPECT_EQ(holiday_of(day("2023-07-21"))->feast, Feast::law);
}

TEST(Holidays, SummerEndsWithTheLastAndBeginsWithTheFirstSchoolDay) {
  EXPECT_EQ(name("2023-06-30"), "");
  EXPECT_EQ(name("2024-06-28"), "");
  EXPECT_EQ(name("2024-06-29"), "summer_holiday");
  EXPECT_EQ(name("2024-09-01"), "summer_holiday");
  EXPECT_EQ(name("2024-09-02"), "");
  EXPECT_EQ(name("2023-08-31"), "summer_holiday");
  EXPECT_EQ(name("2023-09-01"), "");
}

TEST(Holidays, TheCentresCloseByDecree) {
  for (const char* closed : {"2022-12-25", "2022-12-31", "2023-01-01", "2023-07-11", "2023-07-15", "2023-08-15"})
    EXPECT_TRUE(is_decree_closing(day(closed))) << closed;
  for (const char* open : {"2022-12-24", "2023-01-02", "2023-07-10", "2023-07-14", "2023-08-16"})
    EXPECT_FALSE(is_decree_closing(day(open))) << open;
}

}  // namespace
}  // namespace onthaal::hours
