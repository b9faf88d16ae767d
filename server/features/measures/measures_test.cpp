#include "features/measures/measures.h"

#include <gtest/gtest.h>

#include <set>

#include "features/measures/measures_world.h"

namespace onthaal::measures {
namespace {

using sheets::Course;
using sheets::Known;
using sheets::Talk;
using sheets::Who;

TEST(Measures, ASchoolYearRunsFromSeptemberToAugust) {
  EXPECT_EQ(year_of(day("2021-08-31")), "2020-2021");
  EXPECT_EQ(year_of(day("2021-09-01")), "2021-2022");
  EXPECT_EQ(hours::day_text(parse_year("2021-2022")->until), "2022-08-31");
  for (const char* text : {"2021", "2021-2023", "2021-2021", "2022-2021", "20212022", "2021-202x", " 021-2022"})
    EXPECT_FALSE(parse_year(text)) << text;
}

TEST(Measures, NamesAreStableAndDifferent) {
  const std::set<std::string> once(names().begin(), names().end());
  EXPECT_EQ(once.size(), names().size());
  for (const std::string& name : names()) {
    EXPECT_EQ(name.find_first_not_of("abcdefghijklmnopqrstuvwxyz_"), std::string::npos) << name;
    const Measure& each = measure(name);
    EXPECT_FALSE(each.title.nl.empty() || each.title.en.empty() || each.text.nl.empty() || each.text.en.empty())
        << name;
    EXPECT_FALSE(each.says.nl.empty() || each.says.en.empty()) << name;
    EXPECT_EQ(each.base.nl.empty(), each.base.en.empty()) << name;
    EXPECT_EQ(each.filter.nl.empty(), each.filter.en.empty()) << name;
    if (each.unit == Unit::share) EXPECT_FALSE(each.base.nl.empty()) << name;
    for (const std::string& dimension : each.dimensions)
      for (const Language language : {Language::nl, Language::en})
        EXPECT_NE(word("dimension." + dimension, language), "dimension." + dimension);
  }
  EXPECT_THROW(measure("nothing"), std::logic_error);
}

// A talk in which one side never wrote counted until September 2022.
TEST(Measures, TheDefinitionOfTheDayCountsUnlessOneIsAsked) {
  Made made("2021-09-01", "2023-08-31");
  Talk silent = talk_with(Who::pupil);
  silent.dialogue = Known::no;
  Talk fake = talk_with(Who::pupil);
  fake.fake = sheets::Known::yes;
  Talk unknown = silent;
  unknown.dialogue = Known::unknown;
  for (const char* on : {"2022-08-31", "2022-09-01"}) {
    made.add(on, talk_with(Who::pupil), 2);
    made.add(on, fake);
    made.add(on, silent, 2);
    made.add(on, unknown);
    made.add(on, {.course = Course::left});
    made.add(on, {.course = Course::open});
  }
  const Table years = made.table("talks_by_year");
  EXPECT_EQ(n_of(years, {"2021-2022"}), 6);
  EXPECT_EQ(n_of(years, {"2022-2023"}), 3);
  EXPECT_EQ(years.breaks, std::vector<std::string>{"2022-09-01"});
  EXPECT_EQ(years.definition.version, 2);
  EXPECT_EQ(years.definition.valid_from, "2022-09-01");
  ASSERT_EQ(years.earlier.size(), 1u);
  EXPECT_EQ(years.earlier[0].version, 1);
  EXPECT_EQ(years.earlier[0].valid_until, "2022-08-31");
  EXPECT_NE(years.says.find("De definitie veranderde"), std::string::npos) << years.says;

  EXPECT_NE(made.table("fake_by_year").says.find("definitie van toen"), std::string::npos);

  const Table both = made.table("talks_definitions");
  EXPECT_EQ(n_of(both, {"2021-2022", "1"}), 6);
  EXPECT_EQ(n_of(both, {"2021-2022", "unknown"}), 1);
  EXPECT_NE(both.says.find("van 1 is niet te zeggen of het ook volgens de tweede telt"), std::string::npos)
      << both.says;
  EXPECT_EQ(n_of(both, {"2021-2022", "2"}), 3);
  EXPECT_EQ(n_of(both, {"2022-2023", "1"}), 6);
  EXPECT_EQ(n_of(both, {"2022-2023", "2"}), 3);

  made.asked.filter.version = 1;
  const Table first = made.table("talks_by_year");
  EXPECT_EQ(n_of(first, {"2022-2023"}), 6);
  EXPECT_TRUE(first.breaks.empty());
  EXPECT_TRUE(first.earlier.empty());
  EXPECT_EQ(first.definition.version, 1);
  EXPECT_NE(first.says.find("evenveel als in 2021-2022"), std::string::npos) << first.says;
  EXPECT_EQ(n_of(made.table("volume"), {"requests"}), 16);
}

TEST(Measures, OfTalksOfWhichNothingIsKnownTheSecondDefinitionIsUnknown) {
  Made made("2021-09-01", "2022-08-31");
  Talk talk = talk_with(Who::pupil);
  talk.dialogue = Known::unknown;
  made.add("2021-10-04", talk, 20);
  const Table both = made.table("talks_definitions");
  EXPECT_FALSE(n_of(both, {"2021-2022", "2"}));
  EXPECT_FALSE(row_of(both, {"2021-2022", "2"}).is_withheld);
  EXPECT_NE(both.says.find("of ze ook volgens de tweede tellen, is niet te zeggen"), std::string::npos) << both.says;
}

TEST(Measures, MonthsToComeAreNotThere) {
  Made made("2022-09-01", "2023-08-31");
  made.now = day("2022-11-02");
  made.add("2022-10-04", talk_with(Who::pupil), 20);
  made.facts.first_day = day("2022-10-04");
  EXPECT_EQ(made.table("talks_by_month").rows.size(), 2u);
}

TEST(Measures, AComparisonOnOneSideOfTheBreakShowsNone) {
  Made made("2024-09-01", "2025-08-31");
  made.asked.years = 1;
  made.add("2023-10-01", talk_with(Who::pupil), 10);
  made.add("2024-10-01", talk_with(Who::pupil), 8);
  const Table years = made.table("talks_by_year");
  EXPECT_TRUE(years.breaks.empty());
  EXPECT_NE(years.says.find("20\u00a0% minder dan in 2023-2024"), std::string::npos) << years.says;
  made.asked.language = Language::en;
  EXPECT_NE(made.table("talks_by_year").says.find("20% fewer than in 2023-2024"), std::string::npos);
}

// Who is unknown is beside the base, and in no share.
TEST(Measures, UnknownIsNeverSpread) {
  Made made("2022-09-01", "2023-08-31");
  made.add("2022-10-03", talk_with(Who::pupil), 60);
  made.add("2022-10-03", talk_with(Who::parent), 20);
  made.add("2022-10-03", talk_with(Who::unknown), 7);
  made.add("2022-10-03", talk_with(Who::teacher), 2);
  const Table who = made.table("talks_by_who");
  EXPECT_EQ(value_of(who, {"pupil"}), 0.75);
  EXPECT_EQ(base_of(who, {"parent"}), 80);
  EXPECT_EQ(n_of(who, {"unknown"}), 7);
  EXPECT_FALSE(row_of(who, {"unknown"}).value);
  EXPECT_FALSE(row_of(who, {"teacher"}).base);
  EXPECT_EQ(
      who.says,
      "Van de gesprekken met leerlingen of ouders was 75\u00a0% met leerlingen (60) en 25\u00a0% met ouders (20).");
  // Nobody told a gender, an age or a device: there is no share of anything.
  EXPECT_EQ(n_of(made.table("genders"), {"unknown"}), 60);
  EXPECT_FALSE(row_of(made.table("genders"), {"f"}).value);
  EXPECT_EQ(made.table("ages").rows.size(), 1u);
  EXPECT_EQ(n_of(made.table("devices"), {"unknown"}), 89);
}

TEST(Measures, SharesHaveTheBaseOfTheirDefinition) {
  Made made("2022-09-01", "2023-08-31");
  made.add("2022-10-03", talk_with(Who::pupil, {kBullying, kVaccine}), 10);
  made.add("2022-10-03", talk_with(Who::pupil, {kStress}), 30);
  made.add("2022-10-03", talk_with(Who::pupil), 50);  // no theme: not in the base
  made.add("2022-10-03", talk_with(Who::parent, {kVaccine}), 20);
  Talk advised = talk_with(Who::parent);
  advised.outcomes = {21, 22};
  advised.source = 31;
  made.add("2022-10-03", advised, 6);
  advised.outcomes = {22};
  advised.source = 32;
  made.add("2022-10-03", advised, 2);
  const Table themes = made.table("themes");
  EXPECT_EQ(n_of(themes, {"pesten", "pupil"}), 10);
  EXPECT_EQ(base_of(themes, {"pesten", "pupil"}), 40);
  EXPECT_EQ(themes.rows.front().keys.front().code, "angst_stress");  // the largest first
  EXPECT_EQ(base_of(themes, {"vaccinatie", "parent"}), 20);
  EXPECT_EQ(
      themes.says,
      "Leerlingen chatten het vaakst over ‘Angst, stress’: 30 van 40 gesprekken (75\u00a0%). Ouders chatten het vaakst "
      "over ‘Vaccinatie’: 20 van 20 gesprekken (100\u00a0%).");
  EXPECT_EQ(find_row(themes, {"ander_thema", "parent"}), nullptr);
  made.asked.has_all_terms = true;
  EXPECT_EQ(n_of(made.table("themes"), {"ander_thema", "parent"}), 0);
  made.asked.has_all_terms = false;
  const Table domains = made.table("themes_by_domain");
  EXPECT_EQ(n_of(domains, {"PSF", "pupil"}), 40);
  EXPECT_EQ(n_of(domains, {"PGZ", "pupil"}), 10);  // a theme of two domains
  const Table outcomes = made.table("outcomes");
  EXPECT_EQ(base_of(outcomes, {"info_en_advies", "parent"}), 8);
  EXPECT_EQ(n_of(outcomes, {"info_en_advies", "parent"}), 6);
  EXPECT_EQ(n_of(outcomes, {"doorverwezen_clb", "parent"}), 8);
  EXPECT_EQ(value_of(made.table("sources"), {"affiche", "parent"}), 0.25);
}

TEST(Measures, OnlyTenThemesOfAGroupStandInItsTable) {
  Made made("2022-09-01", "2023-08-31");
  for (std::int64_t i = 0; i < 15; ++i) {
    made.facts.terms.themes.push_back({100 + i, {"thema_" + std::to_string(i), "Thema", {}}});
    made.add("2022-10-03", talk_with(Who::pupil, {100 + i}), 10);
  }
  const Table themes = made.table("themes");
  EXPECT_EQ(themes.rows.size(), 10u);
  EXPECT_EQ(themes.rows.front().keys.front().code, "thema_0");  // equal ones as the line has them
}

TEST(Measures, WhoIsAskedForIsCountedAlone) {
  Made made("2022-09-01", "2023-08-31");
  made.add("2022-10-03", talk_with(Who::pupil, {kBullying}), 10);
  made.add("2022-10-03", talk_with(Who::parent, {kBullying}), 20);
  made.add("2022-10-03", talk_with(Who::parent, {kStress}), 40);
  made.asked.filter.who = Who::parent;
  EXPECT_EQ(n_of(made.table("volume"), {"talks"}), 60);
  made.asked.filter.themes = {"pesten"};
  EXPECT_EQ(n_of(made.table("volume"), {"talks"}), 20);
  EXPECT_EQ(made.table("volume").filter.themes, std::vector<std::string>{"pesten"});
  EXPECT_FALSE(made.table("missed").filter.who);  // it does not heed that
}

TEST(Measures, AThemeThroughTheYearsHasTheBaseOfItsYear) {
  Made made("2022-09-01", "2023-08-31");
  made.add("2021-10-04", talk_with(Who::pupil, {kBullying}), 10);
  made.add("2021-10-04", talk_with(Who::pupil, {kStress}), 10);
  made.add("2022-10-03", talk_with(Who::pupil, {kBullying, kStress}), 30);
  made.add("2022-10-03", talk_with(Who::pupil, {kVaccine}), 10);
  made.add("2022-10-03", talk_with(Who::pupil), 99);
  EXPECT_TRUE(made.table("theme_by_year").rows.empty());
  made.asked.filter.themes = {"pesten", "angst_stress"};
  const Table years = made.table("theme_by_year");
  EXPECT_EQ(value_of(years, {"2021-2022", "pesten", "pupil"}), 0.5);
  EXPECT_EQ(value_of(years, {"2022-2023", "pesten", "pupil"}), 0.75);
  EXPECT_EQ(base_of(years, {"2022-2023", "pesten", "all"}), 40);
  EXPECT_EQ(n_of(years, {"2022-2023", "any", "pupil"}), 30);  // a talk counts once
  EXPECT_EQ(years.breaks.size(), 1u);
}

TEST(Measures, AWindowOfDaysCrossedWithAThemeAndAGroup) {
  Made made("2021-11-22", "2021-12-08");
  Talk talk = talk_with(Who::parent, {kVaccine});
  talk.age = std::uint8_t{11};
  talk.duration = 600;
  talk.stars = std::uint8_t{4};
  made.add("2021-11-22", talk, 6);
  talk.age = std::uint8_t{13};
  talk.stars = std::uint8_t{5};
  made.add("2021-12-08", talk, 6);
  made.add("2021-12-08", talk_with(Who::parent, {kStress}), 12);
  made.add("2021-12-09", talk, 100);
  made.asked.filter.themes = {"vaccinatie"};
  const Table window = made.table("theme_window");
  EXPECT_EQ(n_of(window, {"talks", "parent"}), 12);
  EXPECT_EQ(value_of(window, {"talks", "all"}), 0.5);
  EXPECT_EQ(value_of(window, {"age", "parent"}), 12);
  EXPECT_EQ(row_of(window, {"age", "parent"}).unit, Unit::years);
  EXPECT_EQ(value_of(window, {"duration", "all"}), 600);
  EXPECT_EQ(value_of(window, {"stars", "parent"}), 4.5);
}

TEST(Measures, TheSamePartOfEachYear) {
  Made made("2023-09-01", "2024-02-29");
  made.add("2022-10-03", talk_with(Who::pupil), 5);
  made.add("2023-02-28", talk_with(Who::pupil), 1);
  made.add("2023-03-01", talk_with(Who::pupil), 7);
  made.add("2024-02-29", talk_with(Who::pupil), 2);
  made.add("2024-03-01", talk_with(Who::pupil), 4);
  const Table table = made.table("talks_so_far");
  EXPECT_EQ(n_of(table, {"2022-2023"}), 6);
  EXPECT_EQ(n_of(table, {"2023-2024"}), 2);
  EXPECT_EQ(n_of(made.table("talks_by_month"), {"2022-2023", "03"}), 7);
  EXPECT_EQ(n_of(made.table("talks_by_year"), {"2023-2024"}), 6);
}

// A figure that was published, of a year without talks; where there are talks, they are what counts.
TEST(Measures, TotalsFromBeforeStandAmongTheYears) {
  Made made("2022-09-01", "2023-08-31");
  made.add("2022-10-03", talk_with(Who::pupil), 5);
  made.facts.totals = {
      {.year = "2017-2018", .figure = "fake_by_year", .n = {}, .base = {}, .value = 93'800, .source = "Jaarverslag"},
      {.year = "2018-2019", .figure = "talks_by_year", .n = 5465, .base = {}, .value = {}, .source = "Euroguidance"},
      {.year = "2022-2023", .figure = "talks_by_year", .n = 9999, .base = {}, .value = {}, .source = "niet dit"},
      {.year = "2016-2017", .figure = "fake_by_year", .n = {}, .base = {}, .value = 80'000, .source = "Jaarverslag"},
      {.year = "1990-1991", .figure = "talks_by_year", .n = 1, .base = {}, .value = {}, .source = "te lang geleden"}};
  const Table fake = made.table("fake_by_year");
  EXPECT_EQ(value_of(fake, {"2017-2018"}), 0.0938);
  EXPECT_EQ(row_of(fake, {"2017-2018"}).source, "Jaarverslag");
  EXPECT_FALSE(row_of(fake, {"2017-2018"}).n);
  EXPECT_EQ(fake.rows.at(0).keys.front().code, "2016-2017");
  EXPECT_EQ(fake.rows.at(1).keys.front().code, "2017-2018");
  EXPECT_EQ(fake.breaks.size(), 1u);
  const Table talks = made.table("talks_by_year");
  EXPECT_EQ(n_of(talks, {"2018-2019"}), 5465);
  EXPECT_EQ(n_of(talks, {"2022-2023"}), 5);
  EXPECT_EQ(find_row(talks, {"1990-1991"}), nullptr);
  made.asked.filter.who = Who::pupil;  // totals are of everybody
  EXPECT_EQ(find_row(made.table("talks_by_year"), {"2018-2019"}), nullptr);
  const auto unit = [](std::string_view figure) {
    return unit_of_totals(figure, [](std::string_view theme) { return theme == "pesten"; });
  };
  EXPECT_EQ(unit("fake_by_year"), Unit::share);
  EXPECT_EQ(unit("open_hours"), Unit::hours);
  EXPECT_EQ(unit("theme_by_year.pesten.pupil"), Unit::share);
  for (const char* figure : {"themes.pesten.pupil", "theme_by_year.pesten", "theme_by_year.angst.pupil",
                             "fake_by_year.2017-2018", "nothing", ""})
    EXPECT_FALSE(unit(figure)) << figure;
}

// Whatever is asked of nothing is answered with nothing.
TEST(Measures, AnEmptyPeriodIsSaid) {
  Made made("2022-09-01", "2023-08-31");
  made.asked.filter.themes = {"pesten"};
  for (const std::string& name : names()) {
    const Table table = made.table(name);
    EXPECT_EQ(table.name, name);
    EXPECT_EQ(table.says, "In deze periode is hier niets geteld.") << name;
    for (const Row& row : table.rows) {
      EXPECT_EQ(row.keys.size(), table.dimensions.size()) << name;
      EXPECT_EQ(row.n.value_or(0), 0) << name;
    }
  }
}

TEST(Measures, FiguresHaveStableNames) {
  Made made("2022-09-01", "2023-08-31");
  made.add("2022-10-03", talk_with(Who::pupil, {kBullying}), 10);
  const std::vector<Table> tables{made.table("themes"), made.table("wait")};
  const auto figures = figures_of(tables);
  ASSERT_EQ(figures.size(), 4u);
  EXPECT_EQ(figures[0].name, "themes.pesten.pupil");
  EXPECT_EQ(figures[1].name, "wait.median");
}

TEST(Measures, GoOverTheWireWhole) {
  Made made("2022-09-01", "2023-08-31");
  made.add("2022-10-03", talk_with(Who::pupil, {kBullying}), 10);
  const auto table = json::parse(json_of(made.table("themes"))).value();
  EXPECT_EQ(table.at("unit"), "share");
  EXPECT_EQ(table.at("filter").at("from"), "2022-09-01");
  EXPECT_TRUE(table.at("filter").at("who").is_null());
  const auto& row = table.at("rows").at(0).as_object();
  EXPECT_EQ(row.at("keys").at(0).at("label"), "Pesten");
  EXPECT_EQ(row.at("n").as_int64(), 10);
  EXPECT_EQ(row.at("withheld"), false);
  EXPECT_TRUE(row.at("source").is_null());
  EXPECT_FALSE(row.contains("unit"));
}

}  // namespace
}  // namespace onthaal::measures
