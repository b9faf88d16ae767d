#include <gtest/gtest.h>

#include <random>

#include "features/measures/measures_equations.h"
#include "features/measures/measures_few.h"
#include "features/measures/measures_world.h"

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

struct Truth {
  std::map<std::string, std::int64_t> numbers;
  void add(const std::string& name, bool is_so = true) { numbers[name] += is_so; }
};

// From a system that kept no more than talks.
Talk random_import(std::mt19937& random) {
  Talk talk = talk_with(Who::pupil, {kBullying});
  talk.has_untaken = false;
  talk.by_appointment = Known::unknown;
  talk.dialogue = sheets::known(random() % 9 != 0);
  talk.centre = 1;
  talk.wait = static_cast<std::uint32_t>(random() % 400);
  return talk;
}

Talk random_request(std::mt19937& random, bool has_appointments) {
  constexpr std::array<Who, 5> kWho{Who::parent, Who::unknown, Who::pupil, Who::pupil, Who::pupil};
  Talk talk = talk_with(kWho.at(random() % kWho.size()), {kBullying});
  const auto dice = random() % 20;
  talk.course = dice < 14 ? Course::talk : dice < 17 ? Course::left : dice < 19 ? Course::refused : Course::open;
  talk.by_appointment = sheets::known(has_appointments && random() % 8 == 0);
  talk.dialogue = sheets::known(talk.course == Course::talk && random() % 9 != 0);
  talk.centre = 1;
  talk.second = static_cast<std::uint32_t>(kFive + random() % 3 * 1800);
  if (talk.course != Course::open) talk.wait = static_cast<std::uint32_t>(random() % 400);
  talk.stars = static_cast<std::uint8_t>(random() % 2 == 0 ? 0 : 1 + random() % 5);
  return talk;
}

std::string month_of_day(std::string_view on) {
  return "month." + std::string(on.substr(5, 2));
}

void note(Truth& truth, std::string_view on, const Talk& talk, bool is_in_period) {
  const bool is_taken = talk.course == Course::talk, is_talk = is_taken && talk.dialogue == Known::yes;
  truth.add(month_of_day(on), is_talk);
  if (!is_in_period) return;
  const bool is_second = talk.by_appointment == Known::yes;
  truth.add("talks", is_talk);
  truth.add("uncounted", is_taken && !is_talk);
  truth.add("talks_only", !talk.has_untaken);
  truth.add("second_unknown", is_talk && !talk.has_untaken);
  truth.add("left", talk.course == Course::left);
  truth.add("refused", talk.course == Course::refused);
  truth.add("open", talk.course == Course::open);
  truth.add("second", is_second && is_talk);
  truth.add("pupil", is_talk && talk.who == Who::pupil);
  truth.add("parent", is_talk && talk.who == Who::parent);
  truth.add("unknown", is_talk && talk.who == Who::unknown);
  truth.add("raters", is_talk && *talk.stars > 0);
  const std::string weekday = on == kMonday ? "mon" : "tue";
  const std::string half_hour = talk.second == kFive ? "17:00" : talk.second == kFive + 1800 ? "17:30" : "18:00";
  if (!is_second) truth.add("busy." + weekday + half_hour);
}

// What everybody knows of how these numbers hang together.
Equations known(bool is_whole_year) {
  Equations all;
  all.add({{"requests", -1}, {"taken", 1}, {"left", 1}, {"refused", 1}, {"open", 1}}, 0);
  all.add({{"taken", -1}, {"talks", 1}, {"uncounted", 1}}, 0);
  all.add({{"taken", -1}, {"waited", 1}, {"second", 1}, {"second_uncounted", 1}}, 0);
  all.add({{"came", -1}, {"waited", 1}, {"talks_only", -1}, {"left", 1}, {"left_second", -1}}, 0);
  all.add({{"talks_only", -1}, {"second_unknown", 1}, {"uncounted_import", 1}}, 0);
  all.add({{"requests", -1}, {"half_hours", 1}, {"second", 1}, {"other_second", 1}}, 0);
  all.add({{"talks", -1}, {"pupil", 1}, {"parent", 1}, {"unknown", 1}}, 0);
  all.add({{"both", -1}, {"pupil", 1}, {"parent", 1}}, 0);
  all.add({{"year", -1}, {"month.09", 1}, {"month.10", 1}, {"month.11", 1}}, 0);
  all.add({{"talks", -1}, {"month.09", 1}, {"month.10", 1}}, 0);
  if (is_whole_year) all.add({{"talks", -1}, {"year", 1}}, 0);
  if (is_whole_year) all.add({{"taken", -1}, {"taken_in_year", 1}}, 0);
  return all;
}

// As somebody looks who knows that the line makes no appointments.
void know_no_appointments(Equations& equations) {
  for (const char* name : {"second", "second_uncounted", "left_second", "other_second"}) equations.know(name, 0);
}

void look_at_requests(Equations& equations, Made& made) {
  const Table volume = made.table("volume");
  for (const Row& row : volume.rows) equations.know(row.keys.front().code, row.n);
  equations.know("waited", n_of(made.table("wait"), {"mean"}));
  for (const Row& row : made.table("abandoned_by_wait").rows) {
    if (row.keys.front().code != "all") continue;
    equations.know("came", row.base);
    if (row.n) equations.add({{"left", 1}, {"left_second", -1}}, static_cast<double>(*row.n));
  }
  const Table busy = made.table("busy");
  Equations::Terms half_hours{{"half_hours", -1}};
  for (const Row& row : busy.rows) {
    const std::string name = "busy." + row.keys[0].code + row.keys[1].code;
    equations.know(name, row.n);
    half_hours[name] = 1;
  }
  if (!busy.rows.empty()) equations.add(half_hours, 0);
}

void look_at_talks(Equations& equations, Made& made) {
  for (const Row& row : made.table("talks_by_month").rows)
    if (row.keys[0].code == "2022-2023") equations.know("month." + row.keys[1].code, row.n);
  for (const Row& row : made.table("talks_by_year").rows)
    if (row.keys[0].code == "2022-2023") equations.know("year", row.n);
  for (const Row& row : made.table("talks_so_far").rows)
    if (row.keys[0].code == "2022-2023") equations.know("talks", row.n);
  for (const Row& row : made.table("talks_definitions").rows)
    if (row.keys[0].code == "2022-2023") equations.know(row.keys[1].code == "1" ? "taken_in_year" : "year", row.n);
  for (const Row& row : made.table("talks_by_who").rows) {
    equations.know(row.keys[0].code, row.n);
    equations.know("both", row.base);
  }
  for (const char* who : {"pupil", "parent", "unknown"}) {
    if (!find_row(made.table("theme_window"), {"talks", who})) continue;
    equations.know(who, n_of(made.table("theme_window"), {"talks", who}));
    equations.know(who, base_of(made.table("stars_given"), {who}));
  }
  equations.know("talks", n_of(made.table("theme_window"), {"talks", "all"}));
  equations.know("talks", base_of(made.table("stars_given"), {"all"}));
  equations.know("raters", n_of(made.table("stars_given"), {"all"}));
  equations.know("raters", n_of(made.table("stars"), {"all"}));
  for (const Row& row : made.table("stars_spread").rows) equations.know("raters", row.base);
}

struct Attack {
  bool has_centre, is_whole_year, has_appointments;
  std::uint32_t imports = 0;  // in four
};
struct Outcome {
  int attacked = 0, found = 0;
};

void run(const Attack& attack, std::uint32_t seed, Outcome& outcome) {
  std::mt19937 random(seed);
  Made made("2022-09-01", attack.is_whole_year ? "2023-08-31" : "2022-10-31");
  made.asked.names = names();
  if (!attack.has_centre) made.asked.filter.themes = {"pesten"};
  if (attack.has_centre) made.asked.filter.centre = Uuid{};
  if (attack.has_centre) made.scope.centre = 1;
  Truth truth;
  for (std::size_t request = 0, requests = 4 + random() % 90; request < requests; ++request) {
    const bool is_late = !attack.is_whole_year && random() % 5 == 0;
    const char* on = is_late ? "2022-11-07" : random() % 3 == 0 ? kMonday : kTuesday;
    const bool is_import = random() % 4 < attack.imports;
    const Talk talk = is_import ? random_import(random) : random_request(random, attack.has_appointments);
    note(truth, on, talk, !is_late);
    made.add(on, talk);
  }
  Equations equations = known(attack.is_whole_year);
  if (!attack.has_appointments) know_no_appointments(equations);
  if (attack.imports == 0) equations.know("uncounted_import", 0);
  if (attack.imports == 4) equations.add({{"taken", -1}, {"talks_only", 1}}, 0);
  if (attack.is_whole_year) equations.know("month.11", 0);
  look_at_requests(equations, made);
  look_at_talks(equations, made);
  const auto solved = equations.solve();
  for (const auto& [name, n] : truth.numbers) {
    const bool is_of_nobody = !attack.has_centre && name == "unknown";
    const bool is_small = !is_of_nobody && is_few(made.asked.filter, n, false);
    outcome.found += !is_small && solved.contains(name);
    outcome.attacked += is_small;
    if (is_small) EXPECT_FALSE(solved.contains(name)) << name << " is " << n << " in run " << seed;
  }
}

TEST(AttackRequests, NothingSmallFollowsFromWhatCameIn) {
  for (const Attack& attack : {Attack{true, true, true},
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
    for (std::uint32_t seed = 0; seed < 60; ++seed) run(attack, seed, outcome);
    EXPECT_GT(outcome.attacked, attack.imports == 0 ? 100 : 40) << attack.imports;
    EXPECT_GT(outcome.found, attack.imports == 0 ? 60 : 10) << attack.imports;  // and not by hiding everything
  }
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
