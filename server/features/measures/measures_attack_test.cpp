#include <gtest/gtest.h>

#include <random>

#include "features/measures/measures_guesses.h"
#include "features/measures/measures_world.h"

namespace onthaal::measures {
namespace {

using sheets::Talk;
using sheets::Who;

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
    Guesses guesses(truth);
    Guesses::Numbers sum;
    std::set<std::string> small;
    for (const Row& row : table.rows) {
      const std::string& code = row.keys.front().code;
      guesses.know(code, row.n);
      if (row.is_withheld) guesses.know_at_least(code, 1);
      if (row.is_withheld && truth.at(code) < 5 && code != "unknown") small.insert(code);
      sum[code] = 1;
    }
    guesses.add(sum, base);
    attacked += static_cast<int>(small.size());
    EXPECT_EQ(guesses.found(small), std::set<std::string>{}) << "run " << run;
  }
  EXPECT_GT(attacked, 100);
}

// Rows and zeros of it would tell how many it is, of those who are withheld together.
TEST(Attack, OfAClassThatIsWithheldNothingElseIsShown) {
  Made made("2022-09-01", "2023-08-31");
  made.asked.names = names();
  made.asked.filter.themes = {"pesten"};
  made.add("2022-10-03", talk_with(Who::pupil, {kBullying}), 40);
  made.add("2022-10-03", talk_with(Who::teacher, {kBullying}), 2);
  made.add("2022-10-03", talk_with(Who::unknown, {kBullying}), 1);
  for (const char* who : {"teacher", "unknown"}) {
    EXPECT_TRUE(row_of(made.table("talks_by_who"), {who}).is_withheld) << who;
    EXPECT_EQ(find_row(made.table("theme_window"), {"talks", who}), nullptr) << who;
    EXPECT_EQ(find_row(made.table("theme_by_year"), {"2022-2023", "pesten", who}), nullptr) << who;
    EXPECT_EQ(find_row(made.table("stars_given"), {who}), nullptr) << who;
  }
  made.add("2022-10-03", talk_with(Who::parent, {kBullying}), 3);
  const Table stars = made.table("stars_given");
  EXPECT_TRUE(row_of(stars, {"parent"}).is_withheld);  // a zero
  EXPECT_EQ(n_of(stars, {"pupil"}), 0);                // not withheld for the others: their base with parents is
  EXPECT_EQ(n_of(made.table("talks_by_who"), {"pupil"}), 40);
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
