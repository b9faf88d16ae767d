#include "features/queue/queue_world.h"

namespace onthaal::queue {
namespace {

constexpr Wait kMore{20, true};

// Worked by hand.
TEST(ExpectedWait, IsNothingWithoutAnybodyThere) {
  EXPECT_EQ(expected_wait({.mean = 20 * kMinute, .slots = 0, .free = 0}, 1), std::nullopt);
}

TEST(ExpectedWait, GrowsWithThePlace) {
  const Staffing two{.mean = 20 * kMinute, .slots = 2, .free = 0};  // one place each 10 minutes
  EXPECT_EQ(expected_wait(two, 1), (Wait{10, false}));
  EXPECT_EQ(expected_wait(two, 2), (Wait{20, false}));
  EXPECT_EQ(expected_wait(two, 3), kMore);
  const Staffing four{.mean = 20 * kMinute, .slots = 4, .free = 0};  // each 5
  EXPECT_EQ(expected_wait(four, 1), (Wait{5, false}));
  EXPECT_EQ(expected_wait(four, 3), (Wait{15, false}));
  EXPECT_EQ(expected_wait(four, 5), kMore);
}

TEST(ExpectedWait, IsRoundedUp) {
  EXPECT_EQ(expected_wait({.mean = 20 * kMinute + 1, .slots = 4, .free = 0}, 1),
            (Wait{5, false}));                                                                    // 5 min and 0.25 ms
  EXPECT_EQ(expected_wait({.mean = 22 * kMinute, .slots = 4, .free = 0}, 1), (Wait{10, false}));  // 5.5 min
  EXPECT_EQ(expected_wait({.mean = 6 * kMinute, .slots = 6, .free = 0}, 1), (Wait{5, false}));    // 1 min
  EXPECT_EQ(expected_wait({.mean = 41 * kMinute, .slots = 2, .free = 0}, 1), kMore);              // 20.5 min
}

TEST(ExpectedWait, IsShortForWhomAFreeSlotAwaits) {
  const Staffing staffing{.mean = 30 * kMinute, .slots = 3, .free = 2};  // one place each 10 minutes after the second
  EXPECT_EQ(expected_wait(staffing, 1), (Wait{5, false}));
  EXPECT_EQ(expected_wait(staffing, 2), (Wait{5, false}));
  EXPECT_EQ(expected_wait(staffing, 3), (Wait{10, false}));
  EXPECT_EQ(expected_wait(staffing, 4), (Wait{20, false}));
}

class StaffingTest : public QueueWorld {
 protected:
  Staffing staffing() {
    return world.view([&](const Snapshot& snapshot) { return staffing_of(snapshot, line.id); });
  }
  void talk_of(std::chrono::milliseconds duration) {
    const Talk talk = request("vlinder");
    ASSERT_TRUE(take(from(anna)));
    world.clock.advance(duration);
    ASSERT_TRUE(end(anna, talk.uuid));
  }
};
ONTHAAL_ON_BOTH_ENGINES(StaffingTest);

TEST_P(StaffingTest, CountsTheCapacityOfWhoIsThere) {
  change("update staff_role set capacity = 2");
  EXPECT_EQ(staffing().slots, 4);
  change("update duty set state = 'paused' where staff = " + std::to_string(std::get<Staff>(bert).staff.value));
  EXPECT_EQ(staffing().slots, 2);
  EXPECT_EQ(staffing().free, 2);
  request("vlinder");
  ASSERT_TRUE(take(from(anna)));
  EXPECT_EQ(staffing().free, 1);
  change("update duty set lost_at = 1");
  EXPECT_EQ(staffing().slots, 0);
}

TEST_P(StaffingTest, KnowsTheMeanOfTheLatestTwentyTalks) {
  for (int i = 0; i < 4; ++i) talk_of(10min);
  EXPECT_EQ(staffing().mean, 20 * kMinute);  // too few to tell
  talk_of(15min);
  EXPECT_EQ(staffing().mean, 11 * kMinute);
  for (int i = 0; i < 20; ++i) talk_of(30min);
  EXPECT_EQ(staffing().mean, 30 * kMinute);
}

TEST_P(StaffingTest, TheWaitStandsInTheStateOfWhoWaits) {
  change("update staff_role set capacity = 1");
  request("eerste");
  ASSERT_TRUE(take(from(anna)));
  request("tweede");
  ASSERT_TRUE(take(from(bert)));
  request("derde");
  const Talk fourth = request("vierde");
  const auto shown = world.view([&](const Snapshot& snapshot) {
    return talks.stream_kind().state(snapshot, fourth.visitor, id_of(fourth.uuid).value).value();
  });
  EXPECT_NE(shown.find(R"("place":2,"wait":{"minutes":20,"or_more":false})"), std::string::npos);
}

}  // namespace
}  // namespace onthaal::queue
