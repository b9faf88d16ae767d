#include <gtest/gtest.h>

#include "features/measures/measures_world.h"

// The sentences, as they are read aloud: of one, of two, of several that are the most, and of hardly anything.
namespace onthaal::measures {
namespace {

using sheets::Talk;
using sheets::Who;

constexpr const char* kMonday = "2021-10-04";

Talk pupil_of(int age) {
  Talk talk = talk_with(Who::pupil, {kStress});
  talk.age = static_cast<std::uint8_t>(age);
  return talk;
}

Made school_year(Language language = Language::nl) {
  Made made("2021-09-01", "2022-08-31");
  made.asked.language = language;
  return made;
}

TEST(Says, OneIsOne) {
  Made made = school_year();
  made.facts.open_hours[2021] = {1, Millis{60}};
  Talk talk = talk_with(Who::pupil);
  talk.stars = std::uint8_t{4};
  talk.operator_ = 1;
  talk.wait = 0;
  made.add(kMonday, talk);
  EXPECT_EQ(made.table("volume").says, "Er was 1 aanvraag, waarvan er 1 een gesprek werd.");
  EXPECT_EQ(made.table("talks_by_year").says, "In 2021-2022 was er 1 gesprek.");
  EXPECT_EQ(made.table("talks_by_month").says, "De drukste maand van 2021-2022 was oktober, met 1 van 1 gesprek.");
  EXPECT_EQ(made.table("stars").says, "Leerlingen gaven gemiddeld 4,00 sterren op 5 (1 beoordeling).");
  EXPECT_EQ(made.table("busy").says, "Het drukste half uur was maandag om 17:00, met 1 aanvraag.");
  EXPECT_EQ(made.table("open_hours").says, "De openingsuren van 2021-2022 zijn samen 1\u00a0uur, op 1 dag.");
  EXPECT_EQ(made.table("operators_summary").says, "1 chatmedewerker had 1 gesprek.");
  EXPECT_EQ(made.table("wait").says,
            "De helft van de bezoekers wachtte hoogstens 1\u00a0seconde, 9 op 10 hoogstens 1\u00a0seconde.");
  made.add(kMonday, talk_with(Who::parent));
  EXPECT_EQ(made.table("volume").says, "Er waren 2 aanvragen, waarvan er 2 een gesprek werden.");
  EXPECT_EQ(made.table("talks_by_who").says,
            "Van de gesprekken met leerlingen of ouders was 50\u00a0% met leerlingen (1) en 50\u00a0% met ouders (1).");
  made.asked.language = Language::en;
  EXPECT_EQ(made.table("volume").says, "There were 2 requests, 2 of which became conversations.");
}

// A filter on pupils: that all are pupils says nothing.
TEST(Says, WhatAFilterMakesSoIsNotTold) {
  Made made = school_year();
  made.add(kMonday, talk_with(Who::pupil), 15);
  made.add(kMonday, talk_with(Who::parent), 2);
  made.asked.filter.who = Who::pupil;
  const Table who = made.table("talks_by_who");
  EXPECT_EQ(who.says, "Er waren 15 gesprekken met leerlingen.");
  ASSERT_EQ(who.rows.size(), 1u);
  EXPECT_EQ(n_of(who, {"pupil"}), 15);
  EXPECT_FALSE(who.rows[0].value || who.rows[0].base);
  made.asked.language = Language::en;
  EXPECT_EQ(made.table("talks_by_who").says, "There were 15 conversations with pupils.");
}

TEST(Says, ThePeriodThatIsAsked) {
  Made made("2021-06-01", "2021-10-31");
  made.add("2021-01-04", talk_with(Who::pupil), 30);
  made.add("2021-06-01", talk_with(Who::pupil), 9);
  made.add(kMonday, talk_with(Who::pupil), 4);
  made.add("2022-01-04", talk_with(Who::pupil), 50);
  EXPECT_EQ(made.table("talks_by_month").says, "De drukste maand van deze periode was juni, met 9 van 13 gesprekken.");
  EXPECT_EQ(made.table("talks_so_far").says, "In deze periode waren er 13 gesprekken.");
  EXPECT_EQ(made.table("talks_by_year").says,
            "In heel 2021-2022 waren er 54 gesprekken, 38\u00a0% meer dan in 2020-2021.");
  made.asked.filter.from = day("2021-10-01");
  EXPECT_EQ(made.table("talks_by_month").says, "In deze periode waren er 4 gesprekken.");
  EXPECT_EQ(made.table("talks_so_far").says, "In deze periode waren er 4 gesprekken.");
  made.asked.filter.until = day("2021-10-30");
  EXPECT_EQ(made.table("talks_by_month").says,
            "De drukste maand van heel 2021-2022 was januari, met 50 van 54 gesprekken.");
  made.asked.language = Language::en;
  EXPECT_EQ(made.table("talks_by_year").says,
            "In all of 2021-2022 there were 54 conversations, 38% more than in 2020-2021.");
  made.now = day("2022-01-15");
  EXPECT_EQ(made.table("talks_by_month").says,
            "The busiest month of 2021-2022 so far was January, with 50 of 54 conversations.");
}

TEST(Says, AcrossAChangeOfTheDefinitionNoMonthIsTheBusiest) {
  Made made("2022-06-01", "2022-10-31");
  made.add("2022-06-01", talk_with(Who::pupil), 9);
  made.add("2022-10-03", talk_with(Who::pupil), 4);
  EXPECT_EQ(made.table("talks_by_month").says, "In deze periode waren er 13 gesprekken.");
}

TEST(Says, SeveralThemesAreToldTogether) {
  Made made = school_year();
  made.add(kMonday, talk_with(Who::pupil, {kBullying}), 12);
  made.add(kMonday, talk_with(Who::pupil, {kStress}), 18);
  made.add(kMonday, talk_with(Who::pupil, {kOther}), 30);
  made.asked.filter.themes = {"pesten", "angst_stress"};
  EXPECT_EQ(
      made.table("theme_by_year").says,
      "In 2021-2022 ging 50\u00a0% van de gesprekken met leerlingen over een van de gekozen thema’s (30 van 60).");
  made.asked.filter.themes = {"pesten"};
  EXPECT_EQ(made.table("theme_by_year").says,
            "In 2021-2022 ging 20\u00a0% van de gesprekken met leerlingen over ‘Pesten’ (12 van 60).");
  made.asked.filter.themes = {"vaccinatie"};
  EXPECT_EQ(made.table("theme_by_year").says,
            "In 2021-2022 ging 0\u00a0% van de gesprekken met leerlingen over ‘Vaccinatie’ (0 van 60).");
}

TEST(Says, SeveralThatAreTheMostAreAllNamed) {
  Made made = school_year();
  for (const int age : {11, 12, 12, 11, 13}) made.add(kMonday, pupil_of(age), 10);
  EXPECT_EQ(made.table("ages").says,
            "De grootste groepen leerlingen waren 11 jaar en 12 jaar: elk 20 van de 50 van wie de leeftijd bekend is "
            "(40\u00a0%).");
  made.add("2021-11-01", talk_with(Who::pupil, {kVaccine}), 50);
  EXPECT_EQ(made.table("talks_by_month").says,
            "De drukste maanden van 2021-2022 waren oktober en november, elk met 50 van 100 gesprekken.");
  EXPECT_EQ(
      made.table("themes").says,
      "Leerlingen chatten het vaakst over ‘Angst, stress’ en ‘Vaccinatie’: elk 50 van 100 gesprekken (50\u00a0%).");
  made.asked.language = Language::en;
  EXPECT_EQ(made.table("talks_by_month").says,
            "The busiest months of 2021-2022 were October and November, with 50 of 100 conversations each.");
}

TEST(Says, TooManyThatAreTheMostAreNotNamed) {
  Made made = school_year();
  for (const int age : {11, 12, 13, 14}) made.add(kMonday, pupil_of(age), 10);
  EXPECT_EQ(made.table("ages").says, "Van 40 leerlingen is de leeftijd bekend.");
}

TEST(Says, HalfHoursOfDifferentDaysAreNotMixed) {
  Made made = school_year();
  Talk later = talk_with(Who::pupil);
  later.second += 1800;
  made.add(kMonday, talk_with(Who::pupil), 3);
  made.add(kMonday, later, 3);
  EXPECT_EQ(made.table("busy").says, "De drukste halve uren waren maandag om 17:00 en 17:30, telkens met 3 aanvragen.");
  Made other = school_year();
  other.add(kMonday, talk_with(Who::pupil), 3);
  other.add("2021-10-05", later, 3);
  EXPECT_EQ(other.table("busy").says, "In de drukste halve uren waren er telkens 3 aanvragen.");
  Made told = school_year();  // by a system that did not know who left
  later.has_untaken = false;
  told.add(kMonday, later, 3);
  EXPECT_EQ(told.table("busy").says, "Het drukste half uur was maandag om 17:30, met 3 gesprekken.");
}

TEST(Says, ComparedWithTheYearBefore) {
  Made made = school_year();
  made.add("2020-10-05", talk_with(Who::pupil), 3000);
  made.add(kMonday, talk_with(Who::pupil), 3000);
  EXPECT_EQ(made.table("talks_by_year").says, "In 2021-2022 waren er 3.000 gesprekken, evenveel als in 2020-2021.");
  made.add(kMonday, talk_with(Who::pupil));
  EXPECT_EQ(made.table("talks_by_year").says,
            "In 2021-2022 waren er 3.001 gesprekken, ongeveer evenveel als in 2020-2021.");
  made.add(kMonday, talk_with(Who::pupil), 299);
  EXPECT_EQ(made.table("talks_by_year").says,
            "In 2021-2022 waren er 3.300 gesprekken, 10\u00a0% meer dan in 2020-2021.");
  made.asked.language = Language::en;
  EXPECT_EQ(made.table("talks_by_year").says,
            "In 2021-2022 there were 3,300 conversations, 10% more than in 2020-2021.");
}

TEST(Says, NoZeroBehindTheComma) {
  Made made = school_year();
  Talk talk = talk_with(Who::pupil);
  talk.duration = 1200;
  talk.operator_ = 1;
  made.add(kMonday, talk, 100);
  talk.operator_ = 2;
  made.add(kMonday, talk, 99);
  made.add(kMonday, talk_with(Who::parent), 8);
  EXPECT_EQ(made.table("duration").says, "Een gesprek duurde gemiddeld 20\u00a0minuten.");
  EXPECT_EQ(made.table("operators_summary").says, "2 chatmedewerkers hadden gemiddeld 99,5 gesprekken.");
  EXPECT_NE(made.table("talks_by_who").says.find("en 3,9\u00a0% met ouders"), std::string::npos);
}

TEST(Says, NoNameOfNothing) {
  Made made = school_year();
  made.add(kMonday, talk_with(Who::pupil, {kOther}), 30);
  made.add(kMonday, talk_with(Who::pupil, {kStress}), 20);
  EXPECT_EQ(made.table("themes_by_domain").says,
            "Leerlingen chatten het vaakst over psychisch en sociaal functioneren: 20 van 50 gesprekken (40\u00a0%).");
  EXPECT_EQ(made.table("devices").says, "Dit is van geen enkel gesprek bekend.");
  made.facts.duty.push_back({parse_iso_time("2021-10-04T08:00:00Z").value(), Millis{1}});
  EXPECT_EQ(made.table("on_duty").says, "Er was maar zelden iemand online.");
}

}  // namespace
}  // namespace onthaal::measures
