#include <gtest/gtest.h>

#include "features/measures/measures_world.h"

// What is known of a year, where from, and by which definition.
namespace onthaal::measures {
namespace {

using sheets::Talk;
using sheets::Who;

TEST(Known, AYearWithoutAnythingIsNoZero) {
  Made made("2019-09-01", "2020-08-31");
  made.asked.years = 2;
  made.add("2018-10-01", talk_with(Who::pupil), 20);
  made.facts.is_unknown = true;
  const Table years = made.table("talks_by_year");
  EXPECT_EQ(n_of(years, {"2018-2019"}), 20);
  EXPECT_FALSE(n_of(years, {"2019-2020"}));
  EXPECT_EQ(years.says, "Van deze periode is hierover niets bekend.");
  EXPECT_FALSE(n_of(made.table("volume"), {"talks"}));
  EXPECT_EQ(made.table("volume").says, "Van deze periode is hierover niets bekend.");
  EXPECT_FALSE(row_of(made.table("talks_by_who"), {"pupil"}).value);
  made.facts.is_unknown = false;
  made.now = day("2020-01-31");  // in that year: until now nobody came
  EXPECT_EQ(n_of(made.table("talks_by_year"), {"2019-2020"}), 0);
}

TEST(Known, OfAShareAloneTheSentenceTellsIt) {
  Made made("2019-09-01", "2020-08-31");
  made.facts.is_unknown = true;
  made.facts.totals = {
      {.year = "2018-2019", .figure = "fake_by_year", .n = {}, .base = {}, .value = 65'200, .source = "Verslag"},
      {.year = "2019-2020", .figure = "fake_by_year", .n = {}, .base = {}, .value = 58'400, .source = "Verslag"}};
  const Table fakes = made.table("fake_by_year");
  EXPECT_NE(fakes.says.find("5,8\u00a0%"), std::string::npos) << fakes.says;
  EXPECT_NE(fakes.says.find("6,5\u00a0%"), std::string::npos) << fakes.says;
}

TEST(Known, WhereTalksComeFromIsTold) {
  Made made("2021-09-01", "2022-08-31");
  made.facts.imports = {{7, "a", "Synthetisch schooljaar 2021-2022"}, {8, "b", "Oud systeem"}};
  Talk talk = talk_with(Who::pupil);
  made.add("2021-10-04", talk, 3);
  EXPECT_EQ(made.table("origins").says, "Alle gesprekken komen uit dit systeem.");
  EXPECT_EQ(find_row(made.table("origins"), {"imported"}), nullptr);
  talk.import = 7;
  made.add("2021-10-04", talk, 2);
  const Table one = made.table("origins");
  EXPECT_EQ(one.says, "Van de 5 gesprekken komen er 2 uit ‘Synthetisch schooljaar 2021-2022’.");
  EXPECT_EQ(n_of(one, {"own"}), 3);
  EXPECT_EQ(one.rows.size(), 2u);
  talk.import = 8;
  made.add("2021-10-04", talk);
  made.add("2020-10-05", talk, 9);  // of another year
  made.asked.filter.who = Who::parent;
  const Table two = made.table("origins");
  EXPECT_EQ(two.says, "Van de 6 gesprekken komen er 3 uit ‘Synthetisch schooljaar 2021-2022’, ‘Oud systeem’.");
  EXPECT_EQ(n_of(two, {"a"}), 2);
  EXPECT_EQ(n_of(two, {"b"}), 1);
}

TEST(Known, ARowOfAnotherYearHasItsOwnDaysAndDefinition) {
  Made made("2022-09-01", "2023-08-31");
  made.add("2021-10-04", talk_with(Who::pupil), 6);
  made.add("2022-10-03", talk_with(Who::pupil), 8);
  for (const char* name : {"talks_by_year", "talks_so_far"}) {
    const Table table = made.table(name);
    const Row& before = row_of(table, {"2021-2022"});
    ASSERT_TRUE(before.period && before.definition) << name;
    EXPECT_EQ(*before.period, (Period{day("2021-09-01"), day("2022-08-31")}));
    EXPECT_EQ(before.definition->version, 1);
    EXPECT_EQ(before.definition->valid_until, "2022-08-31");
    const Row& now = row_of(table, {"2022-2023"});
    EXPECT_FALSE(now.period || now.definition) << name;
  }
  const std::string json = json_of(made.table("talks_by_year"));
  EXPECT_NE(json.find(R"("from":"2021-09-01","until":"2022-08-31","definition":{)"), std::string::npos) << json;
  made.asked.filter.version = 2;
  EXPECT_FALSE(row_of(made.table("talks_by_year"), {"2021-2022"}).definition);
  made.asked.filter = {.from = day("2022-09-01"), .until = day("2022-11-30")};
  EXPECT_EQ(row_of(made.table("talks_so_far"), {"2021-2022"}).period->until, day("2021-11-30"));
  EXPECT_EQ(row_of(made.table("talks_by_year"), {"2022-2023"}).period->until, day("2023-08-31"));
}

// Talks of which nobody recorded what they were about, and a figure about it that was published.
TEST(Known, WhatWasPublishedStandsWhereTheTalksDoNotTell) {
  Made made("2022-09-01", "2023-08-31");
  made.asked.filter.themes = {"pesten"};
  made.add("2022-10-03", talk_with(Who::pupil), 20);
  const Table nothing = made.table("theme_by_year");
  EXPECT_FALSE(row_of(nothing, {"2022-2023", "pesten", "pupil"}).n);
  EXPECT_TRUE(made.table("theme_window").rows.empty());
  made.facts.totals = {
      {.year = "2022-2023",
       .figure = "theme_by_year.pesten.pupil",
       .n = 441,
       .base = 6827,
       .value = {},
       .source = "Verslag"},
      {.year = "2022-2023", .figure = "talks_by_year", .n = 9999, .base = {}, .value = {}, .source = "Verslag"}};
  EXPECT_EQ(n_of(made.table("theme_by_year"), {"2022-2023", "pesten", "pupil"}), 441);
  made.asked.filter.themes.clear();
  EXPECT_EQ(n_of(made.table("talks_by_year"), {"2022-2023"}), 20);
  made.asked.filter.themes = {"angst_stress", "pesten"};
  EXPECT_EQ(made.table("theme_by_year").says,
            "In 2022-2023 ging 6,5\u00a0% van de gesprekken met leerlingen over ‘Pesten’ (441 van 6.827).");
  made.asked.filter.themes = {"pesten"};
  made.add("2022-10-03", talk_with(Who::pupil, {kBullying}), 30);
  EXPECT_EQ(n_of(made.table("theme_by_year"), {"2022-2023", "pesten", "pupil"}), 30);
}

}  // namespace
}  // namespace onthaal::measures
