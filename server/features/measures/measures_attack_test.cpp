#include <gtest/gtest.h>

#include <random>

#include "features/measures/measures_equations.h"
#include "features/measures/measures_world.h"

namespace onthaal::measures {
namespace {

using sheets::Talk;
using sheets::Who;

// Of one table: its numbers, and that some of them add up to another name, as a base says.
void look(Equations& equations, const Table& table, const std::string& base, const std::string& all) {
  Equations::Terms of_base{{base, -1}}, of_all{{base, 1}, {all, -1}};
  for (const Row& row : table.rows) {
    const std::string name = table.name + "." + row.keys.front().code;
    equations.know(name, row.n);
    if (row.base) equations.know(base, row.base);
    const bool is_beside = row.keys.front().code == "unknown" || row.keys.front().code == "unsaid";
    (is_beside ? of_all : of_base)[name] = 1;
  }
  if (table.rows.empty()) return;
  equations.add(of_base, 0);
  if (!all.empty()) equations.add(of_all, 0);
}

// Of few it is exact, however it is rounded.
void look_at_mean(Equations& equations, const Table& table, const Row& row, const std::string& spread,
                  std::int64_t others = 0) {
  if (!row.value) return;
  const double n = static_cast<double>(row.n.value());
  const bool is_rounded = std::abs(*row.value * 10 - std::round(*row.value * 10)) < 1e-9;
  if (is_rounded && n * 0.1 >= 1) return;
  Equations::Terms terms;
  for (const Row& each : table.rows)
    if (each.keys.front().code != "unknown")
      terms[spread + "." + each.keys.front().code] = std::stod(each.keys.front().code);
  equations.add(terms, std::round(*row.value * n) - static_cast<double>(others));
}

struct Truth {
  std::map<std::string, std::int64_t> numbers;
  std::int64_t ages_of_children = 0;  // that parents told
  void add(const std::string& name) { ++numbers[name]; }
};

Talk random_talk(std::mt19937& random, Truth& truth) {
  Talk talk = talk_with(random() % 4 == 0 ? Who::parent : Who::pupil, {kBullying});
  talk.operator_ = 1 + static_cast<int>(random() % 3);
  truth.add("operators.uuid-" + std::to_string(talk.operator_));
  constexpr std::array<const char*, 4> kDevices{"unknown", "phone", "tablet", "computer"};
  talk.device = static_cast<sheets::Device>(random() % 4);
  truth.add(std::string("devices.") + kDevices.at(static_cast<std::size_t>(talk.device)));
  if (random() % 2 == 0) {
    talk.stars = static_cast<std::uint8_t>(1 + random() % 5);
    truth.add("stars_spread." + std::to_string(*talk.stars));
  }
  if (talk.who == Who::parent) {
    talk.age = static_cast<std::uint8_t>(8 + random() % 4);
    truth.ages_of_children += *talk.age;
    return talk;
  }
  constexpr std::array<const char*, 5> kGenders{"unknown", "f", "m", "x", "unsaid"};
  talk.gender = static_cast<sheets::Gender>(random() % 5);
  truth.add(std::string("genders.") + kGenders.at(static_cast<std::size_t>(talk.gender)));
  if (random() % 5 != 0) talk.age = static_cast<std::uint8_t>(12 + random() % 4);
  if (talk.age) truth.add("ages." + std::to_string(*talk.age));
  return talk;
}

TEST(Attack, NothingSmallFollowsFromAllTablesTogether) {
  std::mt19937 random(5);
  int attacked = 0, found = 0;
  for (int run = 0; run < 150; ++run) {
    Made made("2022-09-01", "2023-08-31");
    made.asked.names = names();
    made.asked.filter.themes = {"pesten"};
    made.facts.people = {{1, "uuid-1", "A"}, {2, "uuid-2", "B"}, {3, "uuid-3", "C"}};
    Truth truth;
    for (std::size_t talk = 0, talks = 5 + random() % 60; talk < talks; ++talk)
      made.add("2022-10-03", random_talk(random, truth));
    Equations equations;
    const Table who = made.table("talks_by_who"), ages = made.table("ages"), stars = made.table("stars_spread");
    equations.know("all", row_of(made.table("volume"), {"talks"}).n);
    equations.know("pupils", row_of(who, {"pupil"}).n);
    look(equations, ages, "with_age", "pupils");
    look(equations, made.table("genders"), "with_gender", "pupils");
    look(equations, made.table("devices"), "with_device", "all");
    look(equations, made.table("operators"), "all", "");
    look(equations, stars, "raters", "");
    const Table mobile = made.table("mobile");
    equations.add({{"mobile", -1}, {"devices.phone", 1}, {"devices.tablet", 1}}, 0);
    equations.know("mobile", row_of(mobile, {"all"}).n);
    equations.know("with_device", row_of(mobile, {"all"}).base);
    look_at_mean(equations, ages, row_of(made.table("mean_age"), {"pupil"}), "ages");
    look_at_mean(equations, ages, row_of(made.table("theme_window"), {"age", "pupil"}), "ages");
    look_at_mean(equations, ages, row_of(made.table("theme_window"), {"age", "all"}), "ages", truth.ages_of_children);
    look_at_mean(equations, stars, row_of(made.table("stars"), {"all"}), "stars_spread");
    look_at_mean(equations, stars, row_of(made.table("theme_window"), {"stars", "all"}), "stars_spread");
    const auto solved = equations.solve();
    for (const auto& [name, n] : truth.numbers) {
      found += n > 4 && solved.contains(name);
      if (n > 4 || name.ends_with(".unknown")) continue;
      ++attacked;
      EXPECT_FALSE(solved.contains(name)) << name << " is " << n << " in run " << run;
    }
  }
  EXPECT_GT(attacked, 300);
  EXPECT_GT(found, 300);  // and not by hiding everything
}

TEST(Attack, AMeanBesideAPairThatIsWithheldIsRoundedOrWithheld) {
  Made made("2022-09-01", "2023-08-31");
  const auto add = [&](std::uint8_t age, int times) {
    Talk talk = talk_with(Who::pupil);
    talk.age = age;
    made.add("2022-10-03", talk, times);
  };
  add(14, 3);
  add(15, 7);
  EXPECT_TRUE(row_of(made.table("mean_age"), {"pupil"}).is_withheld);
  add(16, 600);
  EXPECT_EQ(value_of(made.table("mean_age"), {"pupil"}), 16.0);
  EXPECT_EQ(n_of(made.table("mean_age"), {"pupil"}), 610);
}

// As those of pupils: everybody less the others would be pupils.
TEST(Attack, TheMeanOfEverybodyIsRoundedAsThatOfPupils) {
  Made made("2022-09-01", "2023-08-31");
  Talk talk = talk_with(Who::pupil);
  for (const auto& [age, times] : {std::pair{14, 3}, {15, 7}, {16, 600}}) {
    talk.age = static_cast<std::uint8_t>(age);
    made.add("2022-10-03", talk, times);
  }
  talk.who = Who::parent;
  talk.age = std::uint8_t{9};
  made.add("2022-10-03", talk, 50);
  const Table window = made.table("theme_window");
  EXPECT_EQ(value_of(window, {"age", "pupil"}), 16.0);
  EXPECT_EQ(value_of(window, {"age", "all"}), 15.5);
  EXPECT_EQ(n_of(window, {"age", "all"}), 660);
}

// Tables of others, as those of Child Helpline International: only the base is known besides.
TEST(Attack, ATableOfOthersDoesNotTellItsSmallNumbers) {
  std::mt19937 random(7);
  int attacked = 0;
  for (int run = 0; run < 300; ++run) {
    Table table{.name = "chi_ages"};
    std::map<std::string, std::int64_t> truth;
    for (const char* code : {"12", "13", "14", "15", "unknown"}) truth[code] = static_cast<std::int64_t>(random() % 12);
    std::int64_t base = 0;
    for (const auto& [_, n] : truth) base += n;
    for (const auto& [code, n] : truth)
      if (n > 0) table.rows.push_back({.keys = {{code, code}}, .n = n, .base = base});
    if (!withhold_small(table)) continue;
    Equations equations;
    Equations::Terms sum;
    for (const Row& row : table.rows) {
      equations.know(row.keys.front().code, row.n);
      sum[row.keys.front().code] = 1;
    }
    equations.add(sum, static_cast<double>(base));
    const auto solved = equations.solve();
    for (const auto& [code, n] : truth) {
      if (n == 0 || n > 4 || code == "unknown") continue;
      ++attacked;
      EXPECT_FALSE(solved.contains(code)) << code << " is " << n << " in run " << run;
    }
  }
  EXPECT_GT(attacked, 100);
}

TEST(Attack, ABaseIsNotTakenFromWhatStandsBesideIt) {
  Made made("2022-09-01", "2023-08-31");
  made.asked.filter.themes = {"pesten"};
  made.add("2022-10-03", talk_with(Who::pupil, {kBullying}), 7);
  Talk talk = talk_with(Who::pupil, {kBullying});
  talk.age = std::uint8_t{14};
  talk.gender = sheets::Gender::unsaid;
  made.add("2022-10-03", talk);
  EXPECT_TRUE(row_of(made.table("ages"), {"14"}).is_withheld);
  EXPECT_TRUE(row_of(made.table("ages"), {"unknown"}).is_withheld);
  const Table genders = made.table("genders");
  if (const Row* unsaid = find_row(genders, {"unsaid"})) EXPECT_TRUE(unsaid->is_withheld);
}

TEST(Attack, MonthsAndHalfHoursThatAreOneEachAreNotShown) {
  Made made("2022-09-01", "2022-10-31");
  made.asked.filter.themes = {"pesten"};
  made.add("2022-09-05", talk_with(Who::pupil, {kBullying}), 3);
  made.add("2022-10-03", talk_with(Who::pupil, {kBullying}), 40);
  made.add("2022-11-03", talk_with(Who::pupil, {kBullying}), 10);
  const Table months = made.table("talks_by_month");
  EXPECT_TRUE(row_of(months, {"2022-2023", "09"}).is_withheld);
  EXPECT_TRUE(row_of(months, {"2022-2023", "10"}).is_withheld);  // talks_so_far says 43
  Made six("2022-09-01", "2023-08-31");
  six.asked.filter.themes = {"pesten"};
  for (std::uint32_t half = 0; half < 6; ++half) {
    Talk talk = talk_with(Who::pupil, {kBullying});
    talk.second = half * 1800;
    six.add("2022-10-03", talk);
  }
  EXPECT_TRUE(six.table("busy").rows.empty());
  EXPECT_EQ(six.table("busy").says, "De aantallen zijn te klein om te tonen.");
}

// The most of what is left is not the most.
TEST(Attack, NoSentenceSaysWhatIsTheMostWhereOneIsWithheld) {
  Made made("2022-09-01", "2023-08-31");
  for (const auto& [age, times] : {std::pair{14, 3}, {15, 60}, {16, 90}}) {
    Talk talk = talk_with(Who::pupil);
    talk.age = static_cast<std::uint8_t>(age);
    made.add("2022-10-03", talk, times);
  }
  EXPECT_EQ(made.table("ages").says, "Een deel van de aantallen is te klein om te tonen.");
}

}  // namespace
}  // namespace onthaal::measures
