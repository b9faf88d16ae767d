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
  EXPECT_TRUE(row_of(themes, {"pesten", "pupil"}).is_withheld);               // else it could be taken from all 43
  EXPECT_FALSE(row_of(made.table("talks_by_who"), {"teacher"}).is_withheld);  // one trait: a plain count
  EXPECT_EQ(themes.says, "De aantallen zijn te klein om te tonen.");
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

// Nobody else told: the base itself is the number.
TEST(Withhold, ABaseThatIsTheNumberIsNotShown) {
  Made made("2022-09-01", "2023-08-31");
  Talk talk = talk_with(Who::pupil);
  talk.gender = sheets::Gender::x;
  made.add("2022-10-03", talk, 3);
  const Table table = made.table("genders");
  for (const char* gender : {"f", "m", "x"}) EXPECT_FALSE(row_of(table, {gender}).base) << gender;
  EXPECT_EQ(row_of(table, {"f"}).n, 0);  // zero stays zero
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
  talk.stars = 1;
  made.add("2022-10-03", talk, 2);
  talk.who = Who::pupil;
  made.add("2022-10-03", talk, 30);
  made.add("2022-10-03", talk_with(Who::parent, {kBullying}), 30);
  made.asked.filter.themes = {"pesten"};
  const Table table = made.table("stars");
  EXPECT_TRUE(row_of(table, {"parent"}).is_withheld);
  EXPECT_TRUE(row_of(table, {"pupil"}).is_withheld);
  EXPECT_TRUE(row_of(table, {"all"}).is_withheld);
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
    for (const Row& row : made.table(name).rows) EXPECT_TRUE(row.is_withheld || row.n == 0) << name;
  made.scope.centre = 2;
  EXPECT_EQ(row_of(made.table("volume"), {"talks"}).n, 10);
}

// What is withheld is not found by where it stands.
TEST(Withhold, WhatIsWithheldHasNoRank) {
  Made made("2022-09-01", "2023-08-31");
  made.add("2022-10-03", talk_with(Who::pupil, {kVaccine}), 9);
  made.add("2022-10-03", talk_with(Who::parent, {kVaccine}), 3);
  made.add("2022-10-03", talk_with(Who::pupil, {kStress}), 8);
  made.add("2022-10-03", talk_with(Who::pupil, {kBullying}), 20);
  const Table themes = made.table("themes");
  EXPECT_EQ(themes.rows[0].keys[0].code, "pesten");
  EXPECT_EQ(themes.rows[1].keys[0].code, "angst_stress");
  EXPECT_TRUE(themes.rows[2].is_withheld);
}

// All that several tables show of the classes of who, put together.
class Known {
 public:
  void look(const Table& table, const std::vector<std::string>& front) {
    for (const std::string& who : kClassNames) {
      std::vector<std::string> codes = front;
      codes.push_back(who);
      const Row* row = find_row(table, codes);
      if (row && row->n) shown_[who] = *row->n;
      if (row && row->is_withheld) withheld_.insert(who);
    }
    std::vector<std::string> codes = front;
    codes.emplace_back("all");
    const Row* all = find_row(table, codes);
    if (all && all->n) all_ = *all->n;
  }
  void look_at_all(const std::optional<std::int64_t>& n) {
    if (n) all_ = *n;
  }
  // Whether this class is found out.
  bool finds(const std::string& who) const {
    if (shown_.contains(who)) return true;
    if (!all_) return false;
    std::int64_t left = *all_, unknown = 0;
    for (const std::string& each : kClassNames) {
      const auto found = shown_.find(each);
      if (found != shown_.end())
        left -= found->second;
      else if (withheld_.contains(each))
        ++unknown;
    }
    return unknown < 2 || left == unknown;
  }

 private:
  std::map<std::string, std::int64_t> shown_;
  std::set<std::string> withheld_;
  std::optional<std::int64_t> all_;
};

TEST(Withhold, AnAttackOnAllTablesOfARequestFails) {
  constexpr std::array<Who, 5> kWho{Who::pupil, Who::parent, Who::teacher, Who::other, Who::unknown};
  std::mt19937 random(3);
  int attacked = 0;
  for (int i = 0; i < 400; ++i) {
    Made made("2022-09-01", "2023-08-31");
    made.asked.filter.themes = {"pesten"};
    std::map<std::string, int> real;
    for (std::size_t who = 0; who < kWho.size(); ++who) {
      const int times = random() % 3 == 0 ? 0 : static_cast<int>(random() % 12);
      Talk talk = talk_with(kWho.at(who), {kBullying});
      talk.duration = 60;
      made.add("2022-10-03", talk, times);
      made.add("2022-10-03", talk_with(kWho.at(who), {kStress}), static_cast<int>(random() % 9));
      real[kClassNames[who]] = times;
    }
    Known known;
    known.look(made.table("talks_by_who"), {});
    known.look(made.table("theme_window"), {"talks"});
    known.look(made.table("theme_by_year"), {"2022-2023", "pesten"});
    known.look(made.table("duration"), {"mean"});
    known.look(made.table("themes"), {"pesten"});
    known.look_at_all(row_of(made.table("volume"), {"talks"}).n);
    known.look_at_all(row_of(made.table("talks_by_year"), {"2022-2023"}).n);
    for (const auto& [who, times] : real) {
      if (times == 0 || times > 4 || who == "unknown") continue;
      ++attacked;
      EXPECT_FALSE(known.finds(who)) << who << " of run " << i;
    }
  }
  EXPECT_GT(attacked, 300);
}

}  // namespace
}  // namespace onthaal::measures
