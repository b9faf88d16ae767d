#include "features/measures/measures_attack_people.h"

#include <gtest/gtest.h>

#include <random>

#include "features/measures/measures_few.h"

// All tables of one answer together, of one centre, about one theme, of pupils alone: random talks, of this server and
// from other systems.
namespace onthaal::measures {
namespace {

using sheets::Gender;
using sheets::Known;
using sheets::Talk;
using sheets::Who;

struct World {
  bool has_centre;
  std::vector<std::string> themes;
  bool has_who;
  std::uint32_t imports = 0;  // in four
};
using Numbers = Guesses::Numbers;

std::size_t least_of_two(std::mt19937& random, std::size_t most) {
  return std::min(random() % most, random() % most);
}

Talk random_talk(std::mt19937& random, const World& world) {
  constexpr std::array<Who, 12> kWho{Who::parent, Who::parent, Who::teacher, Who::other, Who::unknown, Who::pupil,
                                     Who::pupil,  Who::pupil,  Who::pupil,   Who::pupil, Who::pupil,   Who::pupil};
  Talk talk = talk_with(kWho.at(random() % kWho.size()));
  talk.import = random() % 4 < world.imports;
  talk.has_untaken = talk.import == 0;
  if (talk.import != 0) talk.by_appointment = Known::unknown;
  talk.operator_ = 1 + static_cast<int>(random() % 3);
  talk.centre = 1;
  if (random() % 6 != 0) talk.themes = {std::array{kBullying, kBullying, kBullying, kStress}.at(random() % 4)};
  if (random() % 5 == 0) talk.themes.push_back(kOther);
  if (talk.import == 0 || random() % 2 == 0)
    talk.device = static_cast<sheets::Device>(std::min<std::size_t>(3, random() % 6));
  if (talk.import != 0 && talk.device == sheets::Device::phone) talk.device = sheets::Device::mobile;
  if (talk.import != 0 && random() % 2 == 0) talk.stars.reset();
  if (talk.stars && random() % 2 == 0) talk.stars = static_cast<std::uint8_t>(1 + least_of_two(random, 5));
  if (random() % 4 != 0) talk.duration = 60 + random() % 600;
  if (random() % 3 != 0) talk.outcomes = {21 + static_cast<std::int64_t>(random() % 2)};
  if (random() % 3 != 0) talk.source = 31 + static_cast<std::int64_t>(random() % 2);
  talk.broken_off = sheets::known(random() % 6 == 0);
  const bool is_parent = talk.who == Who::parent;
  if (random() % 5 != 0)
    talk.age = static_cast<std::uint8_t>(is_parent ? 8 + random() % 4 : 12 + least_of_two(random, 6));
  if (talk.who == Who::pupil) talk.gender = static_cast<Gender>(least_of_two(random, 5));
  return talk;
}

void note_by_who(Numbers& truth, const std::string& what, const Talk& talk, std::int64_t n = 1) {
  truth[what + "." + std::string(name_of(talk.who))] += n;
  truth[what + ".all"] += n;
}

void note_terms(Numbers& truth, const Talk& talk) {
  static const store::Terms kTerms = test_terms();
  const auto note = [&](const std::string& what) { note_by_who(truth, what, talk); };
  if (!talk.outcomes.empty()) note("with_outcome");
  for (const std::int64_t outcome : talk.outcomes)
    note(outcome == 21 ? "outcomes.info_en_advies" : "outcomes.doorverwezen_clb");
  if (talk.source != 0) note("with_source");
  if (talk.source != 0) note(talk.source == 31 ? "sources.smartschool" : "sources.affiche");
  if (!talk.themes.empty()) note("themed");
  std::set<std::string> domains;
  for (const auto& [id, theme] : kTerms.themes) {
    if (std::ranges::find(talk.themes, id) == talk.themes.end()) continue;
    note("themes." + theme.code);
    domains.insert(theme.domains.empty() ? "none" : theme.domains.front());
  }
  for (const std::string& domain : domains) note("themes_by_domain." + domain);
  const bool is_broken_off = talk.broken_off == Known::yes;
  if (is_broken_off) note("broken_off");
  if (is_broken_off || !talk.outcomes.empty()) note("with_ending");
}

void note(Numbers& truth, const Talk& talk) {
  constexpr std::array<const char*, 5> kGenders{"unknown", "f", "m", "x", "unsaid"};
  constexpr std::array<const char*, 5> kDevices{"unknown", "phone", "tablet", "computer", "mobile"};
  note_by_who(truth, "talks", talk);
  note_terms(truth, talk);
  if (talk.who == Who::pupil || talk.who == Who::parent) ++truth["both"];
  if (talk.who == Who::pupil) {
    const std::string gender = kGenders.at(static_cast<std::size_t>(talk.gender));
    ++truth["genders." + gender];
    if (gender.size() == 1) ++truth["gendered"];
    ++truth["ages." + (talk.age ? std::to_string(*talk.age) : "unknown")];
  }
  const std::string device = kDevices.at(static_cast<std::size_t>(talk.device));
  ++truth["devices." + device];
  if (device != "unknown") note_by_who(truth, "with_device", talk);
  if (device == "phone" || device == "tablet" || device == "mobile") note_by_who(truth, "mobile", talk);
  if (talk.age) note_by_who(truth, "aged", talk);
  if (talk.age) note_by_who(truth, "aged_sum", talk, *talk.age);
  if (talk.duration) note_by_who(truth, "lasted", talk);
  if (talk.stars) note_by_who(truth, "may_have_rated", talk);
  if (talk.stars.value_or(0) > 0) {
    note_by_who(truth, "rated", talk);
    note_by_who(truth, "rated_sum", talk, *talk.stars);
    ++truth["stars_spread." + std::to_string(*talk.stars)];
  }
  ++truth[talk.import == 0 ? "operators.uuid-" + std::to_string(talk.operator_) : "operators.imported"];
}

// Of an age, a gender or a device that nobody knows it is how many there are in all that counts, of one centre; of
// somebody of whom nobody knows who it is the same.
bool is_small(const Made& made, const Numbers& truth, const std::string& name, std::int64_t n) {
  const bool is_trait = name.starts_with("ages") || name.starts_with("genders") || name.starts_with("devices");
  if (!name.ends_with(".unknown")) return is_few(made.asked.filter, n, true);
  const std::string all = name.starts_with("devices") ? "talks.all" : "talks.pupil";
  return made.asked.filter.centre && is_few(made.asked.filter, is_trait ? truth.at(all) : n, true);
}

bool is_about(const Talk& talk, const std::vector<std::string>& themes) {
  static const store::Terms kTerms = test_terms();
  return themes.empty() || std::ranges::any_of(kTerms.themes, [&](const auto& theme) {
           return std::ranges::find(themes, theme.second.code) != themes.end() &&
                  std::ranges::find(talk.themes, theme.first) != talk.themes.end();
         });
}

struct Outcome {
  int attacked = 0, found = 0, given_up = 0;
};

void run(const World& world, std::uint32_t seed, Outcome& outcome) {
  std::mt19937 random(seed);
  Made made("2022-09-01", "2023-08-31");
  made.asked.names = names();
  made.asked.filter.themes = world.themes;
  if (world.has_centre) made.asked.filter.centre = Uuid{};
  if (world.has_centre) made.scope.centre = 1;
  if (world.has_who) made.asked.filter.who = Who::pupil;
  made.facts.people = {{1, "uuid-1", "A"}, {2, "uuid-2", "B"}, {3, "uuid-3", "C"}};
  made.facts.centres = {{1, "c", "Aalst"}};
  Numbers truth{{"talks.all", 0}, {"talks.pupil", 0}};
  for (std::size_t i = 0, talks = 3 + random() % 20 * (1 + random() % 4); i < talks; ++i) {
    const Talk talk = random_talk(random, world);
    made.add("2022-10-03", talk);
    if (world.has_who && talk.who != Who::pupil) continue;
    note_by_who(truth, "talks_of_any_theme", talk);
    if (!talk.themes.empty()) note_by_who(truth, "themed_of_any_theme", talk);
    if (is_about(talk, world.themes)) note(truth, talk);
  }
  if (truth["devices.mobile"] > 0)
    for (const char* device : {"devices.phone", "devices.tablet"})
      truth["devices.mobile"] += std::exchange(truth[device], 0);
  PeopleAttack attack(made, truth);
  EXPECT_EQ(attack.guesses().untrue(), std::vector<std::string>{}) << "run " << seed;
  // Of one centre it is the base that counts: what is small there may be shown.
  std::set<std::string> small, large;
  for (const auto& [name, n] : truth) {
    const bool is_by_base = world.has_centre && !attack.withheld().contains(name);
    if (!is_by_base && is_small(made, truth, name, n)) small.insert(name);
    if (!is_few(made.asked.filter, n, true)) large.insert(name);
  }
  for (const std::string& name : attack.guesses().found(small))
    ADD_FAILURE() << name << " is " << truth.at(name) << " in run " << seed;
  outcome.attacked += static_cast<int>(small.size());
  outcome.given_up += attack.guesses().given_up();
  outcome.found += static_cast<int>(attack.guesses().found(large).size());
}

TEST(AttackPeople, NothingSmallFollowsFromAllTablesTogether) {
  const std::vector<std::string> none, one{"pesten"}, two{"pesten", "angst_stress"};
  for (const World& world : {World{true, none, false},
                             {true, none, false, 2},
                             {true, none, false, 4},
                             {true, one, false},
                             {true, two, false},
                             {true, none, true},
                             {false, one, false},
                             {false, one, false, 2},
                             {false, two, false},
                             {false, one, true}}) {
    Outcome outcome;
    for (std::uint32_t seed = 0; seed < 40; ++seed) run(world, seed, outcome);
    EXPECT_GT(outcome.attacked, 700);
    EXPECT_GT(outcome.found, 150);  // and not by hiding everything
    EXPECT_LT(outcome.given_up, 10);
  }
}

}  // namespace
}  // namespace onthaal::measures
