#include <gtest/gtest.h>

#include "features/hours/hours_time.h"

namespace onthaal::hours {
namespace {

Day day(std::string_view text) {
  return parse_day(text).value();
}
Millis at_local(std::string_view text, Edge edge = Edge::begin) {
  return utc_of(parse_local(text).value(), edge);
}
LocalTime local(std::string_view text) {
  return parse_local(text).value();
}

Regime regime(Days days, std::string_view week, std::string_view from = "2016-09-01", std::string_view until = {}) {
  return {{}, days, parse_week(week).value(), day(from), parse_day(until)};
}
// CLBch@t's, since September 2021.
Rules usual() {
  Rules rules;
  rules.regimes = {regime(Days::school, "mon-tue 17:00-21:00, wed 14:00-21:00, thu 17:00-21:00"),
                   regime(Days::holiday, "mon-thu 14:00-21:00")};
  return rules;
}
Rules every_day(std::string_view week) {
  Rules rules;
  rules.settings = {.closes_public_holidays = false, .closes_decree = false};
  rules.regimes = {regime(Days::school, week), regime(Days::holiday, week)};
  return rules;
}
Exception exception(bool is_open, std::string_view from, std::string_view until, std::string_view reason) {
  return {.uuid = {},
          .is_open = is_open,
          .starts_at = local(from),
          .ends_at = local(until),
          .reason = std::string(reason),
          .made_by = {},
          .made_at = 0};
}
std::string shown(const Rules& rules, std::string_view text) {
  const DayPlan plan = plan_of(rules, day(text));
  std::string stretches;
  for (const Span& each : plan.open)
    stretches += (stretches.empty() ? "" : " ") + stretch_text(stretch_of(plan.day, each));
  return stretches;
}
Because because(const Rules& rules, std::string_view text) {
  return plan_of(rules, day(text)).because;
}

TEST(Rules, SayForEachDayWhy) {
  Rules rules = usual();
  EXPECT_EQ(shown(rules, "2022-09-05"), "17:00-21:00");  // a Monday in school
  EXPECT_EQ(shown(rules, "2022-09-07"), "14:00-21:00");
  EXPECT_EQ(shown(rules, "2022-09-09"), "");
  EXPECT_EQ(because(rules, "2022-09-09"), Because::regime);
  EXPECT_EQ(shown(rules, "2022-11-02"), "14:00-21:00");
  EXPECT_EQ(because(rules, "2022-11-01"), Because::public_holiday);
  EXPECT_EQ(because(rules, "2022-12-26"), Because::decree);
  EXPECT_EQ(because(rules, "2022-12-25"), Because::public_holiday);
  EXPECT_EQ(because(rules, "2016-08-31"), Because::always);  // before its hours began
  rules.regimes.pop_back();
  EXPECT_EQ(because(rules, "2022-11-02"), Because::no_regime);
}

TEST(Rules, AroundTheClosingPeriodsOfTheDecree) {
  const Rules rules = usual();
  EXPECT_EQ(shown(rules, "2024-12-24"), "14:00-21:00");  // a Tuesday, in the holiday
  EXPECT_EQ(shown(rules, "2025-01-02"), "14:00-21:00");
  EXPECT_EQ(shown(rules, "2023-07-11"), "");  // a Tuesday
  EXPECT_EQ(because(rules, "2023-07-11"), Because::decree);
  EXPECT_EQ(shown(rules, "2025-07-14"), "14:00-21:00");
  EXPECT_EQ(shown(rules, "2023-08-16"), "14:00-21:00");
  EXPECT_EQ(shown(rules, "2023-05-18"), "");  // Ascension
  EXPECT_EQ(shown(rules, "2023-05-19"), "");  // a Friday anyway
  EXPECT_EQ(because(rules, "2022-04-18"), Because::public_holiday);
  EXPECT_EQ(shown(rules, "2022-11-15"), "17:00-21:00");
  EXPECT_EQ(shown(rules, "2026-10-28"), "14:00-21:00");  // 1 November is a Sunday: school, and a Wednesday
  EXPECT_EQ(shown(rules, "2026-10-29"), "17:00-21:00");
}

TEST(Rules, MayStayOpenOnPublicHolidays) {
  Rules rules = usual();
  rules.settings.closes_public_holidays = false;
  EXPECT_EQ(shown(rules, "2022-11-01"), "14:00-21:00");
  EXPECT_EQ(shown(rules, "2022-12-27"), "");
  rules.settings.closes_decree = false;
  EXPECT_EQ(shown(rules, "2022-12-27"), "14:00-21:00");
}

// A page has the two weeks from 30 March, the rule of the same page gives 6 April: who runs the line decides.
TEST(Rules, AnOverrideSaysOtherwise) {
  Rules rules = usual();
  rules.regimes = {regime(Days::school, "mon 17:00-21:00", "2008-09-01"),
                   regime(Days::holiday, "mon 14:00-21:00", "2008-09-01")};
  EXPECT_EQ(shown(rules, "2009-03-30"), "17:00-21:00");
  rules.overrides = {{{}, Days::holiday, day("2009-03-30"), day("2009-04-05"), "Gepubliceerd"},
                     {{}, Days::school, day("2009-04-13"), day("2009-04-19"), "Gepubliceerd"}};
  EXPECT_EQ(shown(rules, "2009-03-30"), "14:00-21:00");
  EXPECT_EQ(plan_of(rules, day("2009-03-30")).set_as, "Gepubliceerd");
  EXPECT_EQ(shown(rules, "2009-04-06"), "14:00-21:00");
  EXPECT_FALSE(plan_of(rules, day("2009-04-14")).holiday);
  EXPECT_EQ(because(rules, "2009-04-13"), Because::public_holiday);  // Easter Monday stays one
}

TEST(Rules, TheLatestWordCounts) {
  Rules rules = usual();
  rules.exceptions = {exception(false, "2022-09-05T00:00", "2022-09-06T00:00", "ziek"),
                      exception(true, "2022-09-05T18:00", "2022-09-05T20:00", "toch")};
  EXPECT_EQ(shown(rules, "2022-09-05"), "18:00-20:00");
  EXPECT_EQ(plan_of(rules, day("2022-09-05")).reasons, (std::vector<std::string>{"ziek", "toch"}));
  rules.exceptions.push_back(exception(false, "2022-09-05T19:00", "2022-09-05T19:30", "alarm"));
  EXPECT_EQ(shown(rules, "2022-09-05"), "18:00-19:00 19:30-20:00");
  EXPECT_EQ(shown(rules, "2022-09-06"), "17:00-21:00");
}

TEST(Rules, AnExceptionThatChangesNothingIsNoReason) {
  Rules rules = usual();
  rules.exceptions = {exception(true, "2022-09-05T18:00", "2022-09-05T20:00", "extra")};
  EXPECT_EQ(because(rules, "2022-09-05"), Because::regime);
  rules.exceptions = {exception(true, "2022-09-05T20:00", "2022-09-06T01:00", "lang")};
  EXPECT_EQ(shown(rules, "2022-09-05"), "17:00-24:00");
  EXPECT_EQ(shown(rules, "2022-09-06"), "00:00-01:00 17:00-21:00");
  rules.exceptions = {exception(true, "2022-12-26T14:00", "2022-12-26T18:00", "nodig")};
  EXPECT_EQ(shown(rules, "2022-12-26"), "14:00-18:00");
}

TEST(Rules, WithoutRegimesItIsOpenDayAndNight) {
  Rules rules;
  EXPECT_EQ(shown(rules, "2022-12-25"), "00:00-24:00");
  EXPECT_EQ(because(rules, "2022-12-25"), Because::always);
  At now = at(rules, at_local("2022-12-25T03:00"));
  EXPECT_FALSE(now.has_hours);
  EXPECT_TRUE(now.is_open);
  EXPECT_FALSE(now.until || now.next);
  EXPECT_TRUE(boundaries(rules, at_local("2022-12-25T03:00")).empty());
  rules.exceptions = {exception(false, "2022-12-25T20:00", "2022-12-25T22:00", "werken")};
  now = at(rules, at_local("2022-12-25T03:00"));
  EXPECT_TRUE(now.has_hours);
  EXPECT_EQ(now.until, at_local("2022-12-25T20:00"));
  EXPECT_EQ(now.next, at_local("2022-12-25T22:00"));
}

TEST(Days, BeginAtMidnightInBrussels) {
  const auto began = [](std::string_view text) { return utc_of(day(text), Edge::begin); };
  EXPECT_EQ(iso_time(began("2026-10-25")), "2026-10-24T22:00:00.000Z");
  EXPECT_EQ(iso_time(began("2026-10-26")), "2026-10-25T23:00:00.000Z");
  EXPECT_EQ(day_text(day_of(began("2026-03-29"))), "2026-03-29");
  EXPECT_EQ(day_text(day_of(began("2026-03-29") - 1)), "2026-03-28");
}

TEST(Rules, OnDaysOnWhichTheClockLeaps) {
  const Rules rules = every_day("daily 00:00-24:00");
  EXPECT_EQ(plan_of(rules, day("2026-03-29")).minutes(), 23 * 60);
  EXPECT_EQ(plan_of(rules, day("2026-10-25")).minutes(), 25 * 60);
  const Rules night = every_day("daily 02:00-03:00");
  EXPECT_EQ(plan_of(night, day("2026-03-29")).minutes(), 0);
  EXPECT_EQ(shown(night, "2026-03-29"), "");
  EXPECT_EQ(plan_of(night, day("2026-10-25")).minutes(), 120);
  const Rules two = every_day("daily 01:00-02:30 02:45-04:00");  // both last over the hour that comes twice
  EXPECT_EQ(plan_of(two, day("2026-10-25")).open.size(), 1u);
  EXPECT_EQ(plan_of(two, day("2026-10-25")).minutes(), 4 * 60);
  const Rules over = every_day("daily 01:30-02:30");
  EXPECT_EQ(plan_of(over, day("2026-03-29")).minutes(), 30);
  EXPECT_EQ(plan_of(over, day("2026-10-25")).minutes(), 120);
  const Rules late = every_day("daily 02:30-04:00");
  EXPECT_EQ(shown(late, "2026-03-29"), "03:00-04:00");
  EXPECT_EQ(plan_of(late, day("2026-10-25")).minutes(), 150);
  // CLBch@t's evenings do not notice.
  EXPECT_EQ(plan_of(usual(), day("2026-03-30")).minutes(), 240);
  EXPECT_EQ(iso_time(plan_of(usual(), day("2026-03-26")).open.at(0).from), "2026-03-26T16:00:00.000Z");
  EXPECT_EQ(iso_time(plan_of(usual(), day("2026-03-30")).open.at(0).from), "2026-03-30T15:00:00.000Z");
}

TEST(Moments, FollowEachOther) {
  const Rules rules = usual();
  const auto check = [&](std::string_view local, bool is_open, std::optional<std::string_view> until,
                         std::optional<std::string_view> run_out, std::string_view next) {
    SCOPED_TRACE(local);
    const auto maybe = [](std::optional<std::string_view> text) -> std::optional<Millis> {
      if (!text) return std::nullopt;
      return at_local(*text);
    };
    const At now = at(rules, at_local(local));
    EXPECT_EQ(now.is_open, is_open);
    EXPECT_EQ(now.until, maybe(until));
    EXPECT_EQ(now.run_out_until, maybe(run_out));
    EXPECT_EQ(now.next, at_local(next));
  };
  check("2022-09-05T16:59", false, {}, {}, "2022-09-05T17:00");
  check("2022-09-05T17:00", true, "2022-09-05T21:00", {}, "2022-09-06T17:00");
  check("2022-09-05T20:59", true, "2022-09-05T21:00", {}, "2022-09-06T17:00");
  check("2022-09-05T21:00", false, {}, "2022-09-05T21:30", "2022-09-06T17:00");
  check("2022-09-05T21:30", false, {}, {}, "2022-09-06T17:00");
  check("2022-09-08T22:00", false, {}, {}, "2022-09-12T17:00");
  check("2023-07-13T21:10", false, {}, "2023-07-13T21:30", "2023-08-16T14:00");
}

TEST(Moments, InTheNightsOfTheLeaps) {
  const Rules rules = every_day("daily 01:30-02:30");
  const Millis leap = at_local("2026-03-29T03:00");
  EXPECT_EQ(at(rules, leap - kMinute).until, leap);
  EXPECT_EQ(at(rules, leap).run_out_until, leap + 30 * kMinute);
  // The first 02:30 has passed, and the last has not come.
  const Millis first = at_local("2026-10-25T02:30"), last = at_local("2026-10-25T02:30", Edge::end);
  EXPECT_EQ(last - first, 60 * kMinute);
  EXPECT_TRUE(at(rules, first + kMinute).is_open);
  EXPECT_EQ(at(rules, first + kMinute).until, last);
  EXPECT_FALSE(at(rules, last).is_open);
}

TEST(Moments, TheBoundariesThatFollow) {
  const auto times = [](Millis now) {
    std::vector<std::pair<std::string, Moment>> all;
    for (const Boundary& each : boundaries(usual(), now)) all.emplace_back(local_text(local_of(each.at)), each.moment);
    return all;
  };
  using All = std::vector<std::pair<std::string, Moment>>;
  EXPECT_EQ(times(at_local("2022-09-05T20:00")), (All{{"2022-09-05T21:00", Moment::closes},
                                                      {"2022-09-05T21:20", Moment::warns},
                                                      {"2022-09-05T21:30", Moment::run_out_ends},
                                                      {"2022-09-06T17:00", Moment::opens},
                                                      {"2022-09-06T21:00", Moment::closes},
                                                      {"2022-09-06T21:20", Moment::warns},
                                                      {"2022-09-06T21:30", Moment::run_out_ends}}));
  EXPECT_EQ(times(at_local("2022-09-05T21:20")).front(),
            (std::pair<std::string, Moment>("2022-09-05T21:30", Moment::run_out_ends)));
  EXPECT_EQ(times(at_local("2022-09-05T21:30")).front(),
            (std::pair<std::string, Moment>("2022-09-06T17:00", Moment::opens)));
}

TEST(Moments, ANextStretchCutsTheRunOutShort) {
  const Rules rules = every_day("daily 12:00-13:00 13:15-14:00");
  const Millis now = at_local("2022-09-05T12:30");
  const auto all = boundaries(rules, now);
  EXPECT_EQ(all.at(0), (Boundary{at_local("2022-09-05T13:00"), Moment::closes}));
  EXPECT_EQ(all.at(1), (Boundary{at_local("2022-09-05T13:15"), Moment::opens}));
  EXPECT_TRUE(at(rules, at_local("2022-09-05T13:10")).run_out_until);
  EXPECT_FALSE(at(rules, at_local("2022-09-05T13:15")).run_out_until);
}

TEST(Moments, AStretchMayLastOverMidnightAndForEver) {
  const Rules rules = every_day("mon 20:00-24:00, tue 00:00-02:00");
  const At now = at(rules, at_local("2022-09-05T23:00"));
  EXPECT_EQ(now.until, at_local("2022-09-06T02:00"));
  EXPECT_EQ(at(rules, at_local("2022-09-06T02:10")).run_out_until, at_local("2022-09-06T02:30"));
  const At always = at(every_day("always"), at_local("2022-09-05T23:00"));
  EXPECT_TRUE(always.is_open && always.has_hours);
  EXPECT_FALSE(always.until || always.next);
}

TEST(Moments, WithNothingAheadThereIsNoNext) {
  Rules rules;
  rules.regimes = {regime(Days::school, "mon 17:00-21:00", "2022-09-01", "2022-09-30")};
  const At now = at(rules, at_local("2022-10-05T12:00"));
  EXPECT_FALSE(now.is_open || now.next || now.until || now.run_out_until);
  EXPECT_TRUE(boundaries(rules, at_local("2022-10-05T12:00")).empty());
}

}  // namespace
}  // namespace onthaal::hours
