#include "features/imports/imports_moment.h"

#include <gtest/gtest.h>

namespace onthaal::imports {
namespace {

std::string read(std::string_view format, Zone zone, std::string_view text) {
  const auto made = MomentFormat::parse(format, zone);
  if (!made) return "no format";
  const auto moment = made->read(text);
  if (!moment) return "no moment";
  return hours::day_text(moment->day) + " " + std::to_string(moment->second) + " " + iso_time(moment->utc());
}

TEST(MomentFormat, ReadsTheClockOnTheWall) {
  EXPECT_EQ(read("%d/%m/%Y %H:%M:%S", Zone::brussels, "1/9/2021 17:00:05"),
            "2021-09-01 61205 2021-09-01T15:00:05.000Z");
  EXPECT_EQ(read("%Y%m%d %H.%M", Zone::brussels, "20220131 8.05"), "2022-01-31 29100 2022-01-31T07:05:00.000Z");
  EXPECT_EQ(read("iso", Zone::brussels, "2021-09-01 17:00"), "2021-09-01 61200 2021-09-01T15:00:00.000Z");
  EXPECT_EQ(read("iso", Zone::brussels, "2021-09-01T17:00:05.123"), "2021-09-01 61205 2021-09-01T15:00:05.000Z");
}

TEST(MomentFormat, WhatIsInGreenwichBelongsToTheDayInBrussels) {
  EXPECT_EQ(read("iso", Zone::utc, "2021-08-31T22:30:00"), "2021-09-01 1800 2021-08-31T22:30:00.000Z");
  EXPECT_EQ(read("iso", Zone::brussels, "2021-08-31T22:30:00Z"), "2021-09-01 1800 2021-08-31T22:30:00.000Z");
  EXPECT_EQ(read("iso", Zone::utc, "2021-09-01T00:30:07+02:00"), "2021-09-01 1807 2021-08-31T22:30:07.000Z");
  EXPECT_EQ(read("iso", Zone::utc, "2021-12-31T18:30-0500"), "2022-01-01 1800 2021-12-31T23:30:00.000Z");
  EXPECT_EQ(read("%d-%m-%Y %H:%M", Zone::utc, "31-12-2021 23:30"), "2022-01-01 1800 2021-12-31T23:30:00.000Z");
}

TEST(MomentFormat, TheHourThatTheClockLeapsOverIsNoTime) {
  EXPECT_EQ(read("iso", Zone::brussels, "2023-03-26 01:59"), "2023-03-26 7140 2023-03-26T00:59:00.000Z");
  EXPECT_EQ(read("iso", Zone::brussels, "2023-03-26 02:00"), "no moment");
  EXPECT_EQ(read("%d/%m/%Y %H:%M", Zone::brussels, "26/3/2023 2:59"), "no moment");
  EXPECT_EQ(read("iso", Zone::brussels, "2023-03-26 03:00"), "2023-03-26 10800 2023-03-26T01:00:00.000Z");
  EXPECT_EQ(read("iso", Zone::utc, "2023-03-26 02:30"), "2023-03-26 16200 2023-03-26T02:30:00.000Z");
  EXPECT_EQ(read("iso", Zone::brussels, "2023-10-29 02:30:05"), "2023-10-29 9005 2023-10-29T00:30:05.000Z");
}

TEST(MomentFormat, TakesNothingElse) {
  for (const char* text : {"", "1/9/2021", "1/9/2021 17:00 ", "31/2/2021 17:00", "1/13/2021 17:00", "1/9/2021 24:00",
                           "1/9/2021 17:60", "1/9/21 17:00", "1-9-2021 17:00", "1/9/2021 17:00:00", "001/9/2021 17:00"})
    EXPECT_EQ(read("%d/%m/%Y %H:%M", Zone::brussels, text), "no moment") << text;
  for (const char* text : {"2021-09-01", "2021-9-1T17:00", "2021-09-01T17:00:", "2021-09-01T17:00:05.",
                           "2021-09-01T17:00+2", "2021-09-01T17:00+15:00", "2021-09-01T17:00ZZ", "2021-09-01T17:00:61"})
    EXPECT_EQ(read("iso", Zone::utc, text), "no moment") << text;
  for (const char* format : {"", "%d/%m/%Y", "%d/%m/%Y %H:%M %d", "%d/%m/%y %H:%M", "%d/%m/%Y %H:%M%"})
    EXPECT_EQ(read(format, Zone::utc, "1/9/2021 17:00"), "no format") << format;
}

TEST(Numbers, AreReadAsPeopleWriteThem) {
  EXPECT_EQ(parse_whole("0373"), 373);
  EXPECT_EQ(parse_millionths("0,0546"), 54'600);
  EXPECT_EQ(parse_millionths("5.46%"), 54'600);
  EXPECT_EQ(parse_millionths("4"), 4'000'000);
  EXPECT_EQ(parse_millionths("18.5"), 18'500'000);
  EXPECT_EQ(parse_clock("18:30"), 1110);
  EXPECT_EQ(parse_clock("1:02:03"), 3723);
  for (const char* text : {"", "-1", "1 000", "1e3", "+1", "1234567890123"}) EXPECT_FALSE(parse_whole(text)) << text;
  for (const char* text : {"", ",5", "5,", "1,2,3", "1,2345678", "%", "vijf"})
    EXPECT_FALSE(parse_millionths(text)) << text;
  for (const char* text : {"", "18", "18:3", "18:60", "1:2:3", "1:00:00:00", ":30", "18:"})
    EXPECT_FALSE(parse_clock(text)) << text;
}

}  // namespace
}  // namespace onthaal::imports
