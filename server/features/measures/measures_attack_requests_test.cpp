#include "features/measures/measures_attack_requests.h"

#include <gtest/gtest.h>

#include <random>

#include "features/measures/measures_few.h"

// The numbers between requests and talks: volume, waits, who left, half hours, months and years, of one centre or about
// one theme.
namespace onthaal::measures {
namespace {

using sheets::Course;
using sheets::Known;
using sheets::Talk;
using sheets::Who;

constexpr const char* kMonday = "2022-09-05";
constexpr const char* kTuesday = "2022-10-04";
constexpr std::uint32_t kFive = 17 * 3600;

Talk random_of_anybody(std::mt19937& random) {
  constexpr std::array<Who, 5> kWho{Who::parent, Who::unknown, Who::pupil, Who::pupil, Who::pupil};
  Talk talk = talk_with(kWho.at(random() % kWho.size()), {kBullying});
  talk.centre = 1;
  talk.second = static_cast<std::uint32_t>(kFive + random() % 3 * 1800);
  return talk;
}

// From a system that kept no more than talks.
Talk random_import(std::mt19937& random) {
  Talk talk = random_of_anybody(random);
  talk.has_untaken = false;
  talk.by_appointment = Known::unknown;
  talk.dialogue = sheets::known(random() % 9 != 0);
  talk.wait = static_cast<std::uint32_t>(random() % 400);
  return talk;
}

Talk random_request(std::mt19937& random, bool has_appointments) {
  Talk talk = random_of_anybody(random);
  const auto dice = random() % 20;
  talk.course = dice < 14 ? Course::talk : dice < 17 ? Course::left : dice < 19 ? Course::refused : Course::open;
  talk.by_appointment = sheets::known(has_appointments && random() % 8 == 0);
  talk.dialogue = sheets::known(talk.course == Course::talk && random() % 9 != 0);
  if (talk.course != Course::open) talk.wait = static_cast<std::uint32_t>(random() % 400);
  talk.stars = static_cast<std::uint8_t>(random() % 2 == 0 ? 0 : 1 + random() % 5);
  return talk;
}

std::string month_of_day(std::string_view on) {
  return "month." + std::string(on.substr(5, 2));
}

void note(Guesses::Numbers& truth, std::string_view on, const Talk& talk, bool is_in_period) {
  const bool is_taken = talk.course == Course::talk, is_talk = is_taken && talk.dialogue == Known::yes;
  const auto add = [&](const std::string& name, bool is_so) { truth[name] += is_so; };
  add(month_of_day(on), is_talk);
  add("year", is_talk);
  add("taken_in_year", is_taken);
  if (!is_in_period) return;
  const bool is_second = talk.by_appointment == Known::yes, is_left = talk.course == Course::left;
  add("requests", true);
  add("taken", is_taken);
  add("talks", is_talk);
  add("uncounted", is_taken && !is_talk);
  add("left", is_left);
  add("refused", talk.course == Course::refused);
  add("open", talk.course == Course::open);
  add("talks_only", !talk.has_untaken);
  add("second_unknown", is_talk && !talk.has_untaken);
  add("uncounted_import", !is_talk && !talk.has_untaken);
  add("second", is_second && is_talk);
  add("second_uncounted", is_second && is_taken && !is_talk);
  add("other_second", is_second && !is_talk);
  add("left_second", is_second && is_left);
  add("waited", !is_second && is_taken);
  add("came", !is_second && (is_taken || is_left) && talk.has_untaken);
  add("pupil", is_talk && talk.who == Who::pupil);
  add("parent", is_talk && talk.who == Who::parent);
  add("unknown", is_talk && talk.who == Who::unknown);
  add("both", is_talk && talk.who != Who::unknown);
  add("raters", is_talk && talk.stars.value_or(0) > 0);
  const std::string weekday = on == kMonday ? "mon" : "tue";
  const std::string half_hour = talk.second == kFive ? "17:00" : talk.second == kFive + 1800 ? "17:30" : "18:00";
  add("busy." + weekday + half_hour, !is_second);
  add("half_hours", !is_second);
}

struct Outcome {
  int attacked = 0, found = 0, given_up = 0;
};

void run(const RequestsWorld& world, std::uint32_t seed, Outcome& outcome) {
  std::mt19937 random(seed);
  Made made("2022-09-01", world.is_whole_year ? "2023-08-31" : "2022-10-31");
  made.asked.names = names();
  if (!world.has_centre) made.asked.filter.themes = {"pesten"};
  if (world.has_centre) made.asked.filter.centre = Uuid{};
  if (world.has_centre) made.scope.centre = 1;
  Guesses::Numbers truth;
  for (std::size_t request = 0, requests = 4 + random() % 90; request < requests; ++request) {
    const bool is_late = !world.is_whole_year && random() % 5 == 0;
    const char* on = is_late ? "2022-11-07" : random() % 3 == 0 ? kMonday : kTuesday;
    const bool is_import = random() % 4 < world.imports;
    const Talk talk = is_import ? random_import(random) : random_request(random, world.has_appointments);
    note(truth, on, talk, !is_late);
    made.add(on, talk);
  }
  RequestsAttack attack(made, world, truth);
  EXPECT_EQ(attack.guesses().untrue(), std::vector<std::string>{}) << "run " << seed;
  std::set<std::string> small, large;
  for (const auto& [name, n] : truth) {
    const bool is_of_nobody = !world.has_centre && name == "unknown";
    (!is_of_nobody && is_few(made.asked.filter, n, false) ? small : large).insert(name);
  }
  for (const std::string& name : attack.guesses().found(small))
    ADD_FAILURE() << name << " is " << truth.at(name) << " in run " << seed;
  outcome.attacked += static_cast<int>(small.size());
  outcome.given_up += attack.guesses().given_up();
  outcome.found += static_cast<int>(attack.guesses().found(large).size());
}

TEST(AttackRequests, NothingSmallFollowsFromWhatCameIn) {
  for (const RequestsWorld& world : {RequestsWorld{true, true, true},
                                     {true, true, false},
                                     {true, false, true},
                                     {true, false, false},
                                     {true, true, false, 2},
                                     {true, true, false, 4},
                                     {true, false, false, 4},
                                     {false, true, true},
                                     {false, true, false},
                                     {false, false, false},
                                     {false, true, false, 4}}) {
    Outcome outcome;
    for (std::uint32_t seed = 0; seed < 60; ++seed) run(world, seed, outcome);
    EXPECT_GT(outcome.attacked, 150);
    EXPECT_GT(outcome.found, 400);  // and not by hiding everything
    EXPECT_LT(outcome.given_up, 10);
  }
}

// 7 seconds between 43 who waited: the digits of the mean would tell that they are 43.
TEST(AttackRequests, AMeanWaitHasNoDigitsThatTellHowManyWaited) {
  Made made("2022-09-01", "2023-08-31");
  made.asked.filter.centre = Uuid{};
  made.scope.centre = 1;
  Talk talk = talk_with(Who::pupil);
  talk.centre = 1;
  talk.wait = 60;
  made.add("2022-10-03", talk, 42);
  talk.wait = 67;
  made.add("2022-10-03", talk);
  EXPECT_NE(value_of(made.table("wait"), {"mean"}), 60);
  talk.course = Course::left;
  made.add("2022-10-03", talk, 3);
  EXPECT_EQ(n_of(made.table("wait"), {"mean"}), std::nullopt);
  EXPECT_EQ(value_of(made.table("wait"), {"mean"}), 60);
}

// The day so far is part of the period, and its requests less its talks are who left.
TEST(AttackRequests, TodayDoesNotTellWhoLeftEither) {
  Made made("2022-09-01", "2023-08-31");
  made.asked.names = names();
  made.asked.filter.centre = Uuid{};
  made.scope.centre = 1;
  Talk talk = talk_with(Who::pupil);
  talk.centre = 1;
  made.add("2022-10-03", talk, 40);
  made.facts.today[2][0] = {.requests = 43, .talks = 40};
  made.facts.today[2][1] = {.requests = 60, .talks = 40};
  const Table today = made.table("today");
  EXPECT_TRUE(row_of(today, {"year", "requests", "now"}).is_withheld);
  EXPECT_EQ(n_of(today, {"year", "talks", "now"}), 40);
  EXPECT_EQ(n_of(today, {"year", "requests", "before"}), 60);
  talk.course = Course::left;
  made.add("2022-10-03", talk, 3);
  EXPECT_TRUE(row_of(made.table("today"), {"year", "requests", "before"}).is_withheld);
}

}  // namespace
}  // namespace onthaal::measures
