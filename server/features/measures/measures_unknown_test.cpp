#include <gtest/gtest.h>

#include "features/measures/measures_world.h"

// Of what an import never told nothing is counted: no zero that nobody knows.
namespace onthaal::measures {
namespace {

using sheets::Course;
using sheets::Known;
using sheets::Talk;
using sheets::Who;

Talk bare_talk() {
  return {.course = Course::talk, .who = Who::pupil, .wait = 30, .dialogue = Known::yes, .outcomes = {21}};
}

TEST(Unknown, OfTalksAloneNobodyKnowsWhoLeft) {
  Made made("2022-09-01", "2023-08-31");
  made.add("2022-10-03", bare_talk(), 20);
  const Table volume = made.table("volume");
  for (const char* what : {"requests", "left", "refused", "second"}) {
    EXPECT_FALSE(row_of(volume, {what}).n || row_of(volume, {what}).value) << what;
    EXPECT_FALSE(row_of(volume, {what}).is_withheld) << what;
  }
  EXPECT_EQ(n_of(volume, {"talks"}), 20);
  EXPECT_EQ(n_of(volume, {"talks_only"}), 20);
  EXPECT_EQ(n_of(volume, {"second_unknown"}), 20);
  EXPECT_EQ(find_row(volume, {"uncounted"}), nullptr);
  EXPECT_EQ(volume.says, "Er waren 20 gesprekken.");
  EXPECT_FALSE(row_of(made.table("abandoned_by_wait"), {"all"}).value);
  EXPECT_EQ(value_of(made.table("wait"), {"mean"}), 30);
  made.facts.today[0][0] = {.requests = 20, .talks = 20, .talks_only = 20};
  EXPECT_FALSE(row_of(made.table("today"), {"today", "requests", "now"}).n);
  EXPECT_EQ(n_of(made.table("today"), {"today", "talks", "now"}), 20);
}

TEST(Unknown, BesideOthersItIsInNoBase) {
  Made made("2022-09-01", "2023-08-31");
  made.add("2022-10-03", bare_talk(), 20);
  Talk own = talk_with(Who::pupil);
  own.wait = 30;
  own.stars = std::uint8_t{5};
  own.outcomes = {21};
  made.add("2022-10-03", own, 8);
  own.course = Course::left;
  made.add("2022-10-03", own, 2);
  const Table volume = made.table("volume");
  EXPECT_EQ(n_of(volume, {"requests"}), 30);
  EXPECT_EQ(n_of(volume, {"left"}), 2);
  EXPECT_EQ(n_of(volume, {"talks_only"}), 20);
  EXPECT_EQ(n_of(volume, {"second"}), 0);
  EXPECT_EQ(value_of(made.table("abandoned_by_wait"), {"all"}), 0.2);
  EXPECT_EQ(base_of(made.table("fake_by_year"), {"2022-2023"}), 8);
  EXPECT_EQ(base_of(made.table("broken_off"), {"all"}), 8);
  EXPECT_EQ(value_of(made.table("stars_given"), {"all"}), 1);
}

TEST(Unknown, WhereNothingIsKnownThereIsNoValue) {
  Made made("2022-09-01", "2023-08-31");
  made.add("2022-10-03", bare_talk(), 20);
  for (const char* name : {"fake_by_year", "broken_off", "stars_given", "abandoned_by_wait", "mean_age", "duration"}) {
    const Table table = made.table(name);
    EXPECT_EQ(table.says, "Dit is van geen enkel gesprek bekend.") << name;
    for (const Row& row : table.rows) {
      const bool is_of_nobody = row.keys.back().code == "parent";
      EXPECT_FALSE(row.value) << name;
      EXPECT_EQ(row.n, is_of_nobody ? std::optional<std::int64_t>(0) : std::nullopt) << name;
      EXPECT_EQ(row.base, row.n) << name;
    }
  }
  made.facts.today[0][1].is_unknown = true;
  EXPECT_EQ(made.table("today").says, "In deze periode is hier niets geteld.");
  for (const char* name : {"themes", "themes_by_domain", "sources"})
    EXPECT_EQ(made.table(name).says, "Dit is van geen enkel gesprek bekend.") << name;
  EXPECT_TRUE(made.table("handovers").rows.empty());
}

TEST(Unknown, OfNobodyItIsNotUnknown) {
  Made made("2022-09-01", "2023-08-31");
  EXPECT_EQ(n_of(made.table("abandoned_by_wait"), {"all"}), 0);
  EXPECT_EQ(base_of(made.table("genders"), {"f"}), 0);
  Talk open = talk_with(Who::pupil);
  open.course = Course::open;
  made.add("2022-10-03", open);
  EXPECT_EQ(n_of(made.table("mobile"), {"all"}), 0);
  made.add("2022-10-03", talk_with(Who::parent), 5);
  EXPECT_EQ(base_of(made.table("genders"), {"f"}), 0);
  EXPECT_EQ(n_of(made.table("talks_by_who"), {"pupil"}), 0);
  EXPECT_EQ(n_of(made.table("stars"), {"parent"}), 0) << "it is known that nobody gave any";
  EXPECT_EQ(n_of(made.table("theme_window"), {"stars", "parent"}), 0);
  EXPECT_EQ(base_of(made.table("stars_spread"), {"5"}), 0);
}

TEST(Unknown, WhoHadTheTalksAndWhereTheyWent) {
  Made made("2022-09-01", "2023-08-31");
  Talk talk = bare_talk();
  made.add("2022-10-03", talk, 20);
  EXPECT_FALSE(row_of(made.table("operators_summary"), {"active"}).n);
  for (const char* name : {"operators", "operators_summary", "handovers"})
    EXPECT_EQ(made.table(name).says, "Dit is van geen enkel gesprek bekend.") << name;
  talk.operator_ = 3;
  talk.handed = sheets::Handed::no;
  made.add("2022-10-03", talk);
  EXPECT_EQ(n_of(made.table("operators_summary"), {"active"}), 1);
  EXPECT_EQ(made.table("handovers").says, "In deze periode is hier niets geteld.");
}

// Few talks of a centre: what none of them tells is unknown there, too, and what of them is withheld stays so.
TEST(Unknown, OfACentreWithFewTalks) {
  Made made("2022-09-01", "2023-08-31");
  Talk talk = bare_talk();
  talk.centre = 7;
  made.scope.centre = 7;
  made.asked.filter.centre = Uuid{};
  made.add("2022-10-03", talk, 6);
  const Table broken_off = made.table("broken_off");
  EXPECT_FALSE(row_of(broken_off, {"all"}).n || row_of(broken_off, {"all"}).base);
}

// Parents came, and nobody recorded what about: of pupils it is known.
TEST(Unknown, WhatOneGroupCameAbout) {
  Made made("2022-09-01", "2023-08-31");
  made.add("2022-10-03", talk_with(Who::pupil, {kStress}), 20);
  made.asked.filter.themes = {"angst_stress"};
  EXPECT_EQ(n_of(made.table("theme_window"), {"talks", "parent"}), 0) << "there were none";
  EXPECT_EQ(n_of(made.table("theme_by_year"), {"2022-2023", "angst_stress", "parent"}), 0);
  made.add("2022-10-03", talk_with(Who::parent), 20);
  for (const Row& row : {row_of(made.table("theme_window"), {"talks", "parent"}),
                         row_of(made.table("theme_by_year"), {"2022-2023", "angst_stress", "parent"})})
    EXPECT_FALSE(row.n || row.base || row.is_withheld);
  EXPECT_EQ(n_of(made.table("theme_window"), {"talks", "pupil"}), 20);
}

// Nobody counted here before the line was.
TEST(Unknown, WhatIsCountedHereAloneBeforeTheLineWasHere) {
  Made made("2022-09-01", "2023-08-31");
  made.add("2022-10-03", bare_talk(), 20);
  EXPECT_EQ(n_of(made.table("missed"), {"closed"}), 0);
  made.facts.is_before = true;
  for (const Row& row : made.table("missed").rows) EXPECT_FALSE(row.n || row.value || row.is_withheld);
  for (const char* name : {"missed", "on_duty", "occupancy"})
    EXPECT_EQ(made.table(name).says, "Van deze periode is hierover niets bekend.") << name;
  EXPECT_EQ(n_of(made.table("volume"), {"talks"}), 20);
}

// A source that tells phones and tablets only together.
TEST(Unknown, WhetherItWasAPhoneOrATablet) {
  Made made("2022-09-01", "2023-08-31");
  Talk talk = bare_talk();
  talk.device = sheets::Device::computer;
  made.add("2022-10-03", talk, 6);
  talk.device = sheets::Device::phone;
  made.add("2022-10-03", talk, 1);
  EXPECT_EQ(n_of(made.table("devices"), {"phone"}), 1);
  EXPECT_EQ(n_of(made.table("devices"), {"tablet"}), 0);
  talk.device = sheets::Device::mobile;
  made.add("2022-10-03", talk, 3);
  const Table devices = made.table("devices");
  EXPECT_EQ(n_of(devices, {"mobile"}), 4);
  EXPECT_EQ(base_of(devices, {"mobile"}), 10);
  EXPECT_EQ(find_row(devices, {"phone"}), nullptr);
  EXPECT_EQ(find_row(devices, {"tablet"}), nullptr);
  EXPECT_EQ(devices.says, "Van de gesprekken was 60\u00a0% op een computer en 40\u00a0% op een smartphone of tablet.");
  EXPECT_EQ(n_of(made.table("mobile"), {"all"}), 4);
}

TEST(Unknown, AFilterLeavesNoRowsOfOthers) {
  Made made("2022-09-01", "2023-08-31");
  made.add("2022-10-03", talk_with(Who::pupil, {kStress}), 9);
  Talk parent = talk_with(Who::parent, {kStress});
  parent.duration = 600;
  made.add("2022-10-03", parent, 8);
  made.asked.filter.who = Who::parent;
  for (const char* name : {"duration", "stars", "mobile", "themes", "theme_by_year", "theme_window", "talks_by_who"})
    for (const Row& row : made.table(name).rows)
      for (const Key& key : row.keys) EXPECT_NE(key.code, "pupil") << name;
  EXPECT_EQ(n_of(made.table("duration"), {"median", "parent"}), 8);
}

// The second definition asks whether both sides wrote, and no talk tells.
TEST(Unknown, WhetherATalkIsOneByADefinition) {
  Made made("2021-09-01", "2022-08-31");
  Talk talk = talk_with(Who::pupil);
  talk.dialogue = Known::unknown;
  made.add("2021-10-04", talk, 20);
  EXPECT_EQ(n_of(made.table("volume"), {"talks"}), 20);
  EXPECT_EQ(n_of(made.table("talks_by_year"), {"2021-2022"}), 20);
  made.asked.filter.version = 2;
  const Table volume = made.table("volume");
  EXPECT_FALSE(row_of(volume, {"talks"}).n || row_of(volume, {"talks"}).value);
  EXPECT_EQ(n_of(volume, {"requests"}), 20);
  EXPECT_EQ(volume.says, "Van deze periode is hierover niets bekend.");
  EXPECT_FALSE(row_of(made.table("talks_by_year"), {"2021-2022"}).n);
  EXPECT_FALSE(row_of(made.table("talks_by_month"), {"2021-2022", "10"}).n);
  EXPECT_FALSE(row_of(made.table("talks_by_who"), {"pupil"}).n);
  EXPECT_EQ(n_of(made.table("talks_definitions"), {"2021-2022", "1"}), 20);
  EXPECT_EQ(n_of(made.table("talks_definitions"), {"2021-2022", "unknown"}), 20);
}

// A theme is asked for, and nobody recorded what any of the talks was about.
TEST(Unknown, WhereNoTalkHasAThemeNobodyKnowsHowManyHaveThatOne) {
  Made made("2022-09-01", "2023-08-31");
  made.add("2021-10-04", talk_with(Who::pupil, {kBullying}), 6);
  made.add("2022-10-03", talk_with(Who::pupil), 20);
  made.asked.filter.themes = {"pesten"};
  const Table volume = made.table("volume");
  EXPECT_FALSE(row_of(volume, {"talks"}).n || row_of(volume, {"talks"}).value);
  EXPECT_EQ(volume.says, "Van deze periode is hierover niets bekend.");
  const Table years = made.table("talks_by_year");
  EXPECT_EQ(n_of(years, {"2021-2022"}), 6);
  EXPECT_FALSE(row_of(years, {"2022-2023"}).n || row_of(years, {"2022-2023"}).value);
  EXPECT_FALSE(n_of(made.table("talks_by_month"), {"2022-2023", "10"}));
  for (const char* name : {"talks_so_far", "talks_by_who", "wait", "theme_by_year", "theme_window"})
    EXPECT_EQ(made.table(name).says, "Van deze periode is hierover niets bekend.") << name;
  made.asked.filter.who = Who::parent;
  EXPECT_EQ(n_of(made.table("volume"), {"talks"}), 0) << "there were no parents";
  EXPECT_EQ(n_of(made.table("talks_by_year"), {"2022-2023"}), 0);
  made.asked.filter.who = std::nullopt;
  made.add("2022-10-03", talk_with(Who::pupil, {kStress}));
  EXPECT_EQ(n_of(made.table("volume"), {"talks"}), 0);
  EXPECT_EQ(n_of(made.table("talks_by_year"), {"2022-2023"}), 0);
}

}  // namespace
}  // namespace onthaal::measures
