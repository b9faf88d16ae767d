#include <gtest/gtest.h>

#include "features/duty/duty.h"
#include "support/world.h"

namespace onthaal::duty {
namespace {

using namespace std::chrono_literals;

const Uuid kCommand = *Uuid::parse("01900000-0000-7000-8000-0000000000c1");

// Begins at eight o'clock sharp.
class DutyHoursTest : public support::StoreTest {
 protected:
  DutyHoursTest() {
    line = make_line("clbchat");
    other_line = make_line("gent");
    anna = make_staff("anna");
    bert = make_staff("bert");
  }
  lines::Line make_line(std::string_view slug) {
    return world.act([&](Tx& tx) { return lines::create(tx, {std::string(slug), "Lijn"}); }).value();
  }
  StaffId make_staff(std::string login) {
    const accounts::NewStaff staff{login,
                                   login,
                                   login,
                                   std::nullopt,
                                   {{"clbchat", accounts::Role::operator_}, {"gent", accounts::Role::operator_}}};
    return world.act([&](Tx& tx) { return accounts::add(tx, staff, "no hash"); }).value().id;
  }
  void set(StaffId staff, State state, const lines::Line& on) {
    const live::Envelope envelope{.actor = Staff{staff, {1}}, .id = kCommand};
    world.act([&](Tx& tx) { return duty.set(tx, envelope, {.line = on.uuid, .state = state}); }).value();
  }
  void set(StaffId staff, State state) { set(staff, state, line); }
  void present(StaffId staff, bool is_there) {
    world.act([&](Tx& tx) { duty.present(tx, staff, is_there); });
  }
  void sign(StaffId staff) {
    world.act([&](Tx& tx) { return duty.alive(tx, Staff{staff, {1}}); }).value();
  }
  // While somebody is there.
  void pass(std::chrono::minutes time, StaffId staff) {
    for (; time > 0min; time -= 5min) {
      world.clock.advance(std::min(time, 5min));
      sign(staff);
    }
  }
  using Minutes = std::vector<std::pair<int, int>>;  // of the half hour that begins so many minutes after eight
  Minutes minutes(const lines::Line& of) {
    Minutes all;
    for (const HalfHour& each :
         online_by_half_hour(world.database.connection(), of.id, start, start + kDay, world.clock.now())) {
      EXPECT_EQ(each.online % kMinute, 0);
      all.emplace_back((each.at - start) / kMinute, each.online / kMinute);
    }
    return all;
  }
  Minutes minutes() { return minutes(line); }
  void look_for_signs(StaffId staff) {
    world.act([&](Tx& tx) { duty.jobs().at(0).run(tx, {.key = std::to_string(staff.value), .data = {}}); });
  }

  const Millis start = world.clock.now();
  lines::Line line, other_line;
  StaffId anna, bert;
  Duty duty{{.changed = [](Tx&, const DutyChanged&) {},
             .last_gone = {},
             .has_talk = {},
             .is_expected = {},
             .is_anybody_waiting = {}}};
};
ONTHAAL_ON_BOTH_ENGINES(DutyHoursTest);

TEST_P(DutyHoursTest, AStretchIsSpreadOverTheHalfHoursThatItTouches) {
  world.clock.advance(20min);
  set(anna, State::online);
  pass(55min, anna);
  EXPECT_EQ(minutes(), (Minutes{{0, 10}, {30, 30}, {60, 15}})) << "it goes on";
  set(anna, State::off);
  EXPECT_EQ(minutes(), (Minutes{{0, 10}, {30, 30}, {60, 15}}));
  world.clock.advance(1h);
  EXPECT_EQ(minutes(), (Minutes{{0, 10}, {30, 30}, {60, 15}}));
  EXPECT_TRUE(minutes(other_line).empty());
}

TEST_P(DutyHoursTest, PeopleAreAddedUpAndLinesAreNot) {
  set(anna, State::online);
  set(bert, State::online);
  set(bert, State::online, other_line);
  pass(10min, bert);
  set(bert, State::off);
  EXPECT_EQ(minutes(), (Minutes{{0, 20}}));
  EXPECT_EQ(minutes(other_line), (Minutes{{0, 10}}));
}

TEST_P(DutyHoursTest, APauseIsNotOnline) {
  set(anna, State::online);
  pass(5min, anna);
  set(anna, State::paused);
  pass(10min, anna);
  EXPECT_EQ(minutes(), (Minutes{{0, 5}}));
  set(anna, State::online);
  pass(5min, anna);
  EXPECT_EQ(minutes(), (Minutes{{0, 10}}));
  set(anna, State::online);
  set(anna, State::paused);
  set(anna, State::off);
  EXPECT_EQ(minutes(), (Minutes{{0, 10}}));
}

TEST_P(DutyHoursTest, AReloadIsNoGapAndALostPageIs) {
  set(anna, State::online);
  pass(5min, anna);
  present(anna, false);
  world.clock.advance(1min);
  present(anna, true);
  pass(4min, anna);
  present(anna, false);
  world.clock.advance(5min);
  EXPECT_EQ(minutes(), (Minutes{{0, 10}}));
  present(anna, true);
  pass(3min, anna);
  EXPECT_EQ(minutes(), (Minutes{{0, 13}}));
  present(anna, false);
  world.clock.advance(10min);
  look_for_signs(anna);
  EXPECT_EQ(state_of(world.database.connection(), line.id, anna), State::off);
  EXPECT_EQ(minutes(), (Minutes{{0, 13}}));
}

TEST_P(DutyHoursTest, WhoLeavesEverywhereIsCountedEverywhere) {
  set(anna, State::online);
  set(anna, State::online, other_line);
  pass(10min, anna);
  world.act([&](Tx& tx) { duty.end_all(tx, anna); });
  world.act([&](Tx& tx) { duty.end_all(tx, anna); });
  EXPECT_EQ(minutes(), (Minutes{{0, 10}}));
  EXPECT_EQ(minutes(other_line), (Minutes{{0, 10}}));
}

// It was down from five past eight to eleven: nobody wrote that the page was gone.
TEST_P(DutyHoursTest, WhileTheServerWasDownNobodyWasOnlineForHours) {
  set(anna, State::online);
  pass(5min, anna);
  world.clock.advance(175min);
  world.act([&](Tx& tx) { duty.all_lost(tx); });
  EXPECT_EQ(state_of(world.database.connection(), line.id, anna), State::off);
  EXPECT_EQ(minutes(), (Minutes{{0, 25}})) << "20 minutes after the last sign duty ends";
}

TEST_P(DutyHoursTest, AfterARestartWhoComesBackGoesOn) {
  set(anna, State::online);
  pass(10min, anna);
  world.act([&](Tx& tx) { duty.all_lost(tx); });
  world.clock.advance(1min);
  present(anna, true);
  pass(9min, anna);
  set(anna, State::off);
  EXPECT_EQ(minutes(), (Minutes{{0, 20}}));
}

TEST_P(DutyHoursTest, OnlyTheHalfHoursThatAreAskedFor) {
  set(anna, State::online);
  pass(70min, anna);
  const auto some = [&] {
    return online_by_half_hour(world.database.connection(), line.id, start + 30 * kMinute, start + kHour,
                               world.clock.now());
  };
  EXPECT_EQ(some(), (std::vector<HalfHour>{{start + 30 * kMinute, 30 * kMinute}}));
  set(anna, State::off);
  EXPECT_EQ(some(), (std::vector<HalfHour>{{start + 30 * kMinute, 30 * kMinute}}));
}

}  // namespace
}  // namespace onthaal::duty
