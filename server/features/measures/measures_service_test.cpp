#include <gtest/gtest.h>

#include "features/measures/measures_statistics.h"
#include "features/measures/measures_world.h"

namespace onthaal::measures {
namespace {

using sheets::Course;
using sheets::Known;
using sheets::Talk;
using sheets::Who;

TEST(Service, TheMiddleAndTheNinetiethPercentile) {
  std::vector<std::uint32_t> one{7}, ten{10, 1, 9, 2, 8, 3, 7, 4, 6, 5}, eleven{11, 1, 10, 2, 9, 3, 8, 4, 7, 5, 6};
  EXPECT_EQ(median(one), 7);
  EXPECT_EQ(percentile_90(one), 7);
  EXPECT_EQ(median(ten), 5.5);
  EXPECT_EQ(percentile_90(ten), 9);
  EXPECT_EQ(median(eleven), 6);
  EXPECT_EQ(percentile_90(eleven), 10);
}

TEST(Service, WaitsOfThoseWhoCameAndOfThoseWhoLeft) {
  Made made("2022-09-01", "2023-08-31");
  const auto waited = [](Course course, std::uint32_t wait) {
    Talk talk{.second = 61'200, .course = course, .wait = wait};
    talk.dialogue = Known::yes;
    talk.has_untaken = true;
    talk.by_appointment = Known::no;
    return talk;
  };
  made.add("2022-10-03", waited(Course::talk, 30), 8);
  made.add("2022-10-03", waited(Course::talk, 90), 2);
  made.add("2022-10-03", waited(Course::left, 90), 2);
  made.add("2022-10-03", waited(Course::left, 4000));
  made.add("2022-10-03", waited(Course::refused, 4000));  // it did not leave
  Talk booked = waited(Course::talk, 9999);
  booked.by_appointment = sheets::Known::yes;
  made.add("2022-10-03", booked);
  const Table wait = made.table("wait");
  EXPECT_EQ(value_of(wait, {"median"}), 30);
  EXPECT_EQ(value_of(wait, {"p90"}), 90);
  EXPECT_EQ(value_of(wait, {"mean"}), 42);
  EXPECT_EQ(n_of(wait, {"mean"}), 10);
  const Table left = made.table("abandoned_by_wait");
  EXPECT_EQ(value_of(left, {"0-1"}), 0);
  EXPECT_EQ(value_of(left, {"1-2"}), 0.5);
  EXPECT_EQ(value_of(left, {"20-"}), 1);
  EXPECT_EQ(n_of(left, {"all"}), 3);
  EXPECT_EQ(base_of(left, {"all"}), 13);
  EXPECT_EQ(n_of(made.table("volume"), {"second"}), 1);
}

// In the night of the leap ahead there is no half past two, and in the night back it is there twice.
TEST(Service, HalfHoursAreThoseOfTheClockOnTheWall) {
  Made made("2022-09-01", "2023-08-31");
  Talk talk = talk_with(Who::pupil);
  talk.second = 2 * 3600 + 1800;
  made.add("2022-10-30", talk, 6);
  talk.second = 23 * 3600 + 3599;
  made.add("2023-03-26", talk, 5);
  const Table busy = made.table("busy");
  EXPECT_EQ(n_of(busy, {"sun", "02:30"}), 6);
  EXPECT_EQ(n_of(busy, {"sun", "23:30"}), 5);
  EXPECT_EQ(n_of(busy, {"mon", "12:00"}), 0);
  EXPECT_EQ(busy.rows.size(), 7u * 43u);
  EXPECT_EQ(busy.says, "Het drukste half uur was zondag om 02:30, met 6 aanvragen.");
  const auto at = [](std::string_view time) { return parse_iso_time(time).value(); };
  for (const char* time : {"2022-10-30T00:30:00Z", "2022-10-30T01:30:00Z"})  // 02:30, twice
    made.facts.duty.push_back({at(time), 45 * kMinute});
  made.facts.duty.push_back({at("2023-03-26T01:00:00Z"), 60 * kMinute});  // 03:00, just after 01:30
  made.facts.duty.push_back({at("2023-03-27T15:00:00Z"), 90 * kMinute});
  const Table duty = made.table("on_duty");
  EXPECT_EQ(value_of(duty, {"sun", "02:30"}), 1.5);
  EXPECT_EQ(n_of(duty, {"sun", "02:30"}), 2);
  EXPECT_EQ(value_of(duty, {"sun", "03:00"}), 2);
  EXPECT_EQ(value_of(duty, {"mon", "17:00"}), 3);
}

TEST(Service, TalkTimeAgainstTimeOnline) {
  Made made("2022-09-01", "2023-08-31");
  Talk talk = talk_with(Who::pupil);
  talk.duration = 900;
  made.add("2022-10-03", talk, 2);
  made.add("2022-10-04", talk, 50);  // nobody was counted online on that day
  made.facts.duty.push_back({parse_iso_time("2022-10-03T15:00:00Z").value(), 60 * kMinute});
  const Table table = made.table("occupancy");
  EXPECT_EQ(value_of(table, {"all"}), 0.5);
  EXPECT_EQ(value_of(table, {"2022-10"}), 0.5);
}

TEST(Service, StarsFakeCallsAndHandOvers) {
  Made made("2022-09-01", "2023-08-31");
  made.facts.partners = {{5, "autismechat", "Autisme Chat"}};
  Talk talk = talk_with(Who::pupil);
  talk.stars = std::uint8_t{5};
  made.add("2022-10-03", talk, 3);
  talk.stars = std::uint8_t{4};
  talk.fake = sheets::Known::yes;
  made.add("2022-10-03", talk, 1);
  talk.stars = std::uint8_t{0};
  talk.registered = sheets::Known::no;  // a draft: neither a fake call nor in its base
  made.add("2022-10-03", talk, 4);
  Talk handed = talk_with(Who::parent);
  handed.handed = sheets::Handed::live;
  handed.partner = 5;
  made.add("2022-10-03", handed, 3);
  EXPECT_EQ(value_of(made.table("stars"), {"pupil"}), 4.75);
  EXPECT_EQ(n_of(made.table("stars"), {"all"}), 4);
  EXPECT_EQ(value_of(made.table("stars_given"), {"pupil"}), 0.5);
  EXPECT_EQ(n_of(made.table("stars_spread"), {"5"}), 3);
  EXPECT_EQ(n_of(made.table("fake_by_year"), {"2022-2023"}), 1);
  EXPECT_EQ(base_of(made.table("fake_by_year"), {"2022-2023"}), 7);
  EXPECT_EQ(n_of(made.table("handovers"), {"autismechat", "live"}), 3);  // a plain count: published
}

// Of whom it is recorded what came of it, or that it broke off.
TEST(Service, WhatBrokeOffIsOfTalksWithAnEnding) {
  Made made("2022-09-01", "2023-08-31");
  Talk talk = talk_with(Who::pupil);
  made.add("2022-10-03", talk, 50);
  EXPECT_FALSE(row_of(made.table("broken_off"), {"pupil"}).value);
  talk.outcomes = {21};
  made.add("2022-10-03", talk, 6);
  talk.outcomes = {};
  talk.broken_off = sheets::Known::yes;
  made.add("2022-10-03", talk, 2);
  talk.fake = sheets::Known::yes;
  made.add("2022-10-03", talk, 9);
  EXPECT_EQ(value_of(made.table("broken_off"), {"pupil"}), 0.25);
}

// By name, never by number; those of another system are one row.
TEST(Service, OperatorsAreNotRanked) {
  Made made("2022-09-01", "2023-08-31");
  made.facts.people = {{2, "uuid-2", "Anna"}, {1, "uuid-1", "Bram"}, {3, "uuid-3", "Chris"}};
  Talk talk = talk_with(Who::pupil);
  talk.operator_ = 1;
  made.add("2022-10-03", talk, 9);
  talk.operator_ = 2;
  made.add("2022-10-03", talk, 3);
  talk.import = 7;
  made.add("2022-10-03", talk, 4);
  talk.operator_ = 1;
  made.add("2022-10-03", talk, 4);
  const Table table = made.table("operators");
  ASSERT_EQ(table.rows.size(), 3u);
  EXPECT_EQ(table.rows[0].keys[0].label, "Anna");
  EXPECT_EQ(n_of(table, {"uuid-1"}), 9);
  EXPECT_EQ(n_of(table, {"imported"}), 8);
  EXPECT_EQ(n_of(made.table("operators_summary"), {"active"}), 4);
  EXPECT_EQ(value_of(made.table("operators_summary"), {"mean"}), 5);
  EXPECT_EQ(made.table("operators_summary").says,
            "Hoogstens 4 chatmedewerkers hadden gemiddeld minstens 5 gesprekken.");
}

}  // namespace
}  // namespace onthaal::measures
