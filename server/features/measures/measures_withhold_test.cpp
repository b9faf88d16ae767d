#include <gtest/gtest.h>

#include <random>
#include <set>

#include "features/measures/measures_world.h"

namespace onthaal::measures {
namespace {

using sheets::Talk;
using sheets::Who;

const std::vector<std::string> kClassNames{"pupil", "parent", "teacher", "other", "unknown"};

TEST(Withhold, WhereTraitsAreCrossedSmallNumbersAreNotShown) {
  Made made("2022-09-01", "2023-08-31");
  made.add("2022-10-03", talk_with(Who::pupil, {kBullying}), 40);
  made.add("2022-10-03", talk_with(Who::parent, {kBullying}), 3);
  made.add("2022-10-03", talk_with(Who::parent, {kStress}), 4);
  made.add("2022-10-03", talk_with(Who::teacher), 2);
  const Table themes = made.table("themes");
  const Row& small = row_of(themes, {"pesten", "parent"});
  EXPECT_TRUE(small.is_withheld);
  EXPECT_FALSE(small.n);
  EXPECT_FALSE(small.value);
  EXPECT_EQ(row_of(themes, {"pesten", "pupil"}).n, 40);  // how many there are in all, no table shows
  EXPECT_FALSE(row_of(made.table("talks_by_who"), {"teacher"}).is_withheld);  // one trait: a plain count
}

// To ask for another theme beside it tells no more.
TEST(Withhold, ASmallNumberAboutAThemeIsNotShownBesideAnother) {
  Made made("2022-09-01", "2023-08-31");
  made.add("2022-10-03", talk_with(Who::pupil, {kBullying}), 40);
  made.add("2022-10-03", talk_with(Who::unknown, {kStress}), 3);
  for (const auto& themes : {std::vector<std::string>{"angst_stress"}, {"angst_stress", "pesten"}}) {
    made.asked.filter.themes = themes;
    EXPECT_TRUE(row_of(made.table("theme_by_year"), {"2022-2023", "angst_stress", "all"}).is_withheld) << themes.size();
  }
}

TEST(Withhold, GendersCannotBeTakenFromTheirBase) {
  Made made("2022-09-01", "2023-08-31");
  for (const auto& [gender, times] :
       {std::pair{sheets::Gender::f, 50}, {sheets::Gender::m, 20}, {sheets::Gender::x, 3}}) {
    Talk talk = talk_with(Who::pupil);
    talk.gender = gender;
    made.add("2022-10-03", talk, times);
  }
  const Table table = made.table("genders");
  EXPECT_TRUE(row_of(table, {"x"}).is_withheld);
  EXPECT_TRUE(row_of(table, {"m"}).is_withheld);
  EXPECT_EQ(row_of(table, {"f"}).n, 50);
  EXPECT_EQ(row_of(table, {"f"}).base, 73);
}

// Nobody else told, and how many pupils there are is shown: the number would be what is left of that.
TEST(Withhold, WhereNothingHelpsTheTableIsNotShown) {
  Made made("2022-09-01", "2023-08-31");
  Talk talk = talk_with(Who::pupil);
  talk.gender = sheets::Gender::x;
  made.add("2022-10-03", talk, 3);
  EXPECT_TRUE(made.table("genders").rows.empty());
  made.add("2022-10-03", talk_with(Who::pupil), 20);
  const Table table = made.table("genders");
  for (const char* gender : {"f", "m", "x"}) EXPECT_FALSE(row_of(table, {gender}).base) << gender;
  EXPECT_EQ(row_of(table, {"f"}).n, 0);  // zero stays zero
  EXPECT_TRUE(row_of(table, {"unknown"}).is_withheld);
}

// One parent, and that is all that is known to be about it: of that year no class is shown, of the others all.
TEST(Withhold, AYearThatCannotBeShownTakesNoOtherYearAlong) {
  Made made("2022-09-01", "2023-08-31");
  made.asked.filter.themes = {"pesten"};
  made.add("2020-10-05", talk_with(Who::parent, {kBullying}));
  made.add("2020-10-05", talk_with(Who::pupil, {kStress}), 3);
  made.add("2021-10-04", talk_with(Who::pupil, {kBullying}), 40);
  made.add("2021-10-04", talk_with(Who::parent, {kStress}), 12);
  made.add("2022-10-03", talk_with(Who::pupil, {kBullying}), 50);
  made.add("2022-10-03", talk_with(Who::parent, {kBullying}), 20);
  const Table table = made.table("theme_by_year");
  EXPECT_EQ(n_of(table, {"2022-2023", "pesten", "pupil"}), 50);
  EXPECT_EQ(n_of(table, {"2022-2023", "pesten", "parent"}), 20);
  EXPECT_EQ(n_of(table, {"2021-2022", "pesten", "all"}), 40);
  EXPECT_EQ(n_of(table, {"2021-2022", "pesten", "parent"}), 0);
  EXPECT_TRUE(row_of(table, {"2020-2021", "pesten", "all"}).is_withheld);
  for (const std::string& who : kClassNames) EXPECT_EQ(find_row(table, {"2020-2021", "pesten", who}), nullptr) << who;
}

TEST(Withhold, TheMeanOfAFewIsNotShown) {
  Made made("2022-09-01", "2023-08-31");
  Talk talk = talk_with(Who::parent);
  talk.age = std::uint8_t{9};
  made.add("2022-10-03", talk, 4);
  talk.who = Who::pupil;
  made.add("2022-10-03", talk, 5);
  const Table table = made.table("mean_age");
  EXPECT_TRUE(row_of(table, {"parent"}).is_withheld);
  EXPECT_FALSE(row_of(table, {"parent"}).value);
  EXPECT_EQ(row_of(table, {"pupil"}).value, 9);
}

TEST(Withhold, AMeanOfAllDoesNotGiveAwayThatOfAFew) {
  Made made("2022-09-01", "2023-08-31");
  Talk talk = talk_with(Who::parent, {kBullying});
  talk.stars = std::uint8_t{1};
  made.add("2022-10-03", talk, 2);
  talk.who = Who::pupil;
  made.add("2022-10-03", talk, 30);
  made.add("2022-10-03", talk_with(Who::parent, {kBullying}), 30);
  made.asked.filter.themes = {"pesten"};
  const Table table = made.table("stars");
  EXPECT_TRUE(row_of(table, {"parent"}).is_withheld);
  EXPECT_EQ(row_of(table, {"pupil"}).n, 30);
  EXPECT_TRUE(row_of(table, {"all"}).is_withheld);
  // Where another table shows how many there are in all, more classes are withheld instead; the mean of all still is.
  made.asked.names = {"stars", "volume"};
  const Table beside = made.table("stars");
  EXPECT_TRUE(row_of(beside, {"pupil"}).is_withheld);
  EXPECT_TRUE(row_of(beside, {"all"}).is_withheld);
}

// Ten talks of a centre are shown, nine are not; and not what is left when the others are taken from the sum.
TEST(Withhold, CentresHaveAtLeastTen) {
  Made made("2022-09-01", "2023-08-31");
  made.facts.centres = {{1, "a", "Aalst"}, {2, "b", "Brugge"}, {3, "c", "Gent"}, {4, "d", "Leuven"}};
  for (const auto& [centre, times] : {std::pair{1, 9}, {2, 10}, {3, 80}}) {
    Talk talk = talk_with(Who::pupil);
    talk.centre = centre;
    made.add("2022-10-03", talk, times);
  }
  const Table table = made.table("centres");
  EXPECT_TRUE(row_of(table, {"a"}).is_withheld);
  EXPECT_TRUE(row_of(table, {"b"}).is_withheld);
  EXPECT_EQ(row_of(table, {"c"}).n, 80);
  EXPECT_EQ(find_row(table, {"d"}), nullptr);
  made.asked.filter.centre = Uuid{};
  made.scope.centre = 1;
  for (const char* name : {"volume", "talks_by_who", "wait", "talks_by_year"})
    for (const Row& row : made.table(name).rows) EXPECT_TRUE(row.is_withheld || row.n.value_or(0) == 0) << name;
  made.scope.centre = 2;
  EXPECT_EQ(row_of(made.table("volume"), {"talks"}).n, 10);
}

// What is withheld is not found by where it stands.
TEST(Withhold, WhatIsWithheldHasNoRank) {
  Made made("2022-09-01", "2023-08-31");
  made.add("2022-10-03", talk_with(Who::pupil, {kVaccine}), 4);
  made.add("2022-10-03", talk_with(Who::pupil, {kStress}), 3);
  made.add("2022-10-03", talk_with(Who::pupil, {kOther}), 2);
  made.add("2022-10-03", talk_with(Who::pupil, {kBullying}), 20);
  const Table themes = made.table("themes");
  std::vector<std::string> codes;
  for (const Row& row : themes.rows) codes.push_back(row.keys[0].code);
  EXPECT_EQ(codes, (std::vector<std::string>{"pesten", "angst_stress", "ander_thema", "vaccinatie"}));
}

// Of what several tables show under one filter, where a number that is withheld may be looked for.
class Attacker {
 public:
  void look(const Table& table, const std::vector<std::string>& front) {
    for (const std::string& who : kClassNames)
      if (const Row* row = find(table, front, who)) {
        if (row->n) shown_[who] = *row->n;
        if (row->is_withheld) withheld_.insert(who);
      }
    if (const Row* all = find(table, front, "all"); all && all->n) sums_.emplace_back(kClassNames, *all->n);
  }
  // Pupils and parents together.
  void look_at_base(const std::optional<std::int64_t>& base) {
    if (base) sums_.emplace_back(std::vector<std::string>{"pupil", "parent"}, *base);
  }
  void look_at_all(const std::optional<std::int64_t>& n) {
    if (n) sums_.emplace_back(kClassNames, *n);
  }
  // The values that agree with all of that; a class that no table has is zero.
  std::set<std::int64_t> values(const std::string& who) {
    found_.clear();
    unknown_.clear();
    for (const std::string& each : withheld_)
      if (!shown_.contains(each)) unknown_.push_back(each);
    std::map<std::string, std::int64_t> tried = shown_;
    attempt(0, tried, who);
    return found_;
  }

 private:
  static const Row* find(const Table& table, std::vector<std::string> codes, const std::string& who) {
    codes.push_back(who);
    return find_row(table, codes);
  }
  void attempt(std::size_t place, std::map<std::string, std::int64_t>& tried, const std::string& who) {
    if (place < unknown_.size()) {
      for (std::int64_t n = 1; n <= 14; ++n) {
        tried[unknown_[place]] = n;
        attempt(place + 1, tried, who);
      }
      return;
    }
    for (const auto& [classes, total] : sums_) {
      std::int64_t sum = 0;
      for (const std::string& each : classes)
        if (const auto found = tried.find(each); found != tried.end()) sum += found->second;
      if (sum != total) return;
    }
    found_.insert(tried.contains(who) ? tried.at(who) : 0);
  }

  std::map<std::string, std::int64_t> shown_;
  std::set<std::string> withheld_;
  std::vector<std::pair<std::vector<std::string>, std::int64_t>> sums_;
  std::vector<std::string> unknown_;
  std::set<std::int64_t> found_;
};

// Once with tables that show how many there are in all, once without.
TEST(Withhold, AnAttackOnAllTablesOfAnAnswerFails) {
  constexpr std::array<Who, 5> kWho{Who::pupil, Who::parent, Who::teacher, Who::other, Who::unknown};
  std::mt19937 random(3);
  int attacked = 0, shown = 0;
  for (int i = 0; i < 400; ++i) {
    const bool has_totals = i % 2 == 0;
    Made made("2022-09-01", "2023-08-31");
    made.asked.filter.themes = {"pesten"};
    made.asked.names = {"talks_by_who", "theme_window", "theme_by_year", "duration", "themes"};
    if (has_totals) made.asked.names.insert(made.asked.names.end(), {"volume", "talks_by_year"});
    std::map<std::string, int> real;
    for (std::size_t who = 0; who < kWho.size(); ++who) {
      const int times = random() % 3 == 0 ? 0 : static_cast<int>(random() % 12);
      Talk talk = talk_with(kWho.at(who), {kBullying});
      talk.duration = 60;
      made.add("2022-10-03", talk, times);
      made.add("2022-10-03", talk_with(kWho.at(who), {kStress}), static_cast<int>(random() % 9));
      real[kClassNames[who]] = times;
    }
    Attacker attacker;
    const Table who = made.table("talks_by_who");
    attacker.look(who, {});
    attacker.look_at_base(row_of(who, {"pupil"}).base);
    attacker.look(made.table("theme_window"), {"talks"});
    attacker.look(made.table("theme_by_year"), {"2022-2023", "pesten"});
    attacker.look(made.table("duration"), {"mean"});
    attacker.look(made.table("themes"), {"pesten"});
    if (has_totals) attacker.look_at_all(row_of(made.table("volume"), {"talks"}).n);
    if (has_totals) attacker.look_at_all(row_of(made.table("talks_by_year"), {"2022-2023"}).n);
    for (const auto& [name, times] : real) {
      const auto values = attacker.values(name);
      EXPECT_TRUE(values.contains(times)) << name << " of run " << i;
      if (times == 0 || times > 4 || name == "unknown") {
        shown += times > 4 && values.size() == 1;
        continue;
      }
      ++attacked;
      EXPECT_GT(values.size(), 1u) << name << " of run " << i;
    }
  }
  EXPECT_GT(attacked, 300);
  EXPECT_GT(shown, 300);  // and not by hiding everything
}

}  // namespace
}  // namespace onthaal::measures
