#include "features/hours/hours_time.h"

#include <gtest/gtest.h>

namespace onthaal::hours {
namespace {

std::string utc(std::string_view local, Edge edge) {
  return iso_time(utc_of(parse_local(local).value(), edge)).substr(0, 16);
}

TEST(LocalTimes, AreThoseOfBrussels) {
  EXPECT_EQ(utc("2026-11-22T17:00", Edge::begin), "2026-11-22T16:00");
  EXPECT_EQ(utc("2026-07-22T17:00", Edge::end), "2026-07-22T15:00");
}

TEST(LocalTimes, OneThatDoesNotExistIsTheMomentOfTheLeap) {
  for (const Edge edge : {Edge::begin, Edge::end}) {
    EXPECT_EQ(utc("2026-03-29T01:59", edge), "2026-03-29T00:59");
    EXPECT_EQ(utc("2026-03-29T02:00", edge), "2026-03-29T01:00");
    EXPECT_EQ(utc("2026-03-29T02:30", edge), "2026-03-29T01:00");
    EXPECT_EQ(utc("2026-03-29T03:00", edge), "2026-03-29T01:00");
    EXPECT_EQ(utc("2026-03-29T03:01", edge), "2026-03-29T01:01");
  }
}

TEST(LocalTimes, OfTheTwoThatExistTwiceTheFirstBeginsAndTheLastEnds) {
  EXPECT_EQ(utc("2026-10-25T02:30", Edge::begin), "2026-10-25T00:30");
  EXPECT_EQ(utc("2026-10-25T02:30", Edge::end), "2026-10-25T01:30");
  EXPECT_EQ(utc("2026-10-25T03:00", Edge::begin), "2026-10-25T02:00");
}

TEST(LocalTimes, AreReadStrictly) {
  EXPECT_TRUE(parse_local("2024-02-29T23:59"));
  for (const char* wrong : {"", "2026-11-22", "2026-11-22 17:00", "2026-11-22T24:00", "2026-11-22T17:60",
                            "2026-02-29T17:00", "2026-11-22T17:00Z", "2026-11-22T7:00", "0026-11-22T17:00"})
    EXPECT_FALSE(parse_local(wrong)) << wrong;
  for (const char* wrong : {"", "2026-13-01", "2026-00-01", "2026-04-31", "26-04-01", "2026-4-01", "2026-04-0x",
                            "1899-12-31", "2201-01-01", "+026-01-01"})
    EXPECT_FALSE(parse_day(wrong)) << wrong;
}

TEST(Weeks, AreReadStrictly) {
  const Week week = parse_week("mon-tue 17:00-21:00, wed 14:00-16:00 17:00-21:00").value();
  EXPECT_EQ(week[1], (std::vector<Stretch>{{1020, 1260}}));
  EXPECT_EQ(week[2], (std::vector<Stretch>{{840, 960}, {1020, 1260}}));
  EXPECT_TRUE(week[3].empty());
  EXPECT_EQ(parse_week("daily 00:00-24:00"), parse_week("always"));
  for (const char* wrong : {"",
                            "mon",
                            "mon-",
                            "ma 17:00-21:00",
                            "mon 17-21",
                            "mon 21:00-17:00",
                            "mon 17:00-17:00",
                            "mon 17:00-24:01",
                            "tue-mon 17:00-21:00",
                            "mon-mon 17:00-21:00",
                            "mon 17:00-21:00,",
                            "mon 17:00-21:00,,tue 17:00-21:00",
                            "mon 17:00-21:00, mon-tue 22:00-23:00",
                            "mon 17:00-21:00 21:00-22:00",
                            "mon  17:00-21:00",
                            "mon 17:00-21:00 ",
                            " mon 17:00-21:00",
                            "daily",
                            "always,",
                            "mon 19:00-21:00 17:00-18:00"})
    EXPECT_FALSE(parse_week(wrong)) << wrong;
}

TEST(Weeks, TellWhetherAPlaceIsOpen) {
  const auto at = [](std::string_view local) { return utc_of(parse_local(local).value(), Edge::begin); };
  const Week always = parse_week("always").value(), evenings = parse_week("daily 17:00-24:00").value(),
             weekdays = parse_week("mon-thu 18:00-22:00").value();
  EXPECT_EQ(is_open(always, at("2026-12-25T03:00")), true);
  EXPECT_EQ(is_open(evenings, at("2026-11-22T16:59")), false);
  EXPECT_EQ(is_open(evenings, at("2026-11-22T17:00")), true);
  EXPECT_EQ(is_open(evenings, at("2026-12-25T23:59")), true);
  EXPECT_EQ(is_open(weekdays, at("2026-11-23T21:59")), true);
  EXPECT_EQ(is_open(weekdays, at("2026-11-23T22:00")), false);
  EXPECT_EQ(is_open(weekdays, at("2026-11-22T19:00")), false);
  EXPECT_EQ(is_open(weekdays, at("2026-11-11T19:00")), std::nullopt);  // who knows
}

}  // namespace
}  // namespace onthaal::hours
