#include "platform/act/mailbox.h"

#include <gtest/gtest.h>

#include "platform/act/known_askers.h"

namespace onthaal {
namespace {

constexpr Asker kRobin = 100;
constexpr Asker kSam = 101;

class MailboxTest : public ::testing::Test {
 protected:
  bool put(int item, Asker asker) { return mailbox.put(item, asker); }
  std::vector<int> take(std::size_t most) {
    std::vector<int> out;
    EXPECT_TRUE(mailbox.take(out, most, std::chrono::milliseconds(0)));
    return out;
  }
  using Ints = std::vector<int>;

  Mailbox<int> mailbox{240, 1};  // a share is 15
};

TEST_F(MailboxTest, WhoFloodsWaitsForWhoAsksOnce) {
  for (int item = 0; item < 10; ++item) EXPECT_TRUE(put(item, kRobin));
  EXPECT_EQ(take(3), (Ints{0, 1, 2}));
  EXPECT_TRUE(put(100, kSam));
  EXPECT_TRUE(put(101, kSam));
  EXPECT_EQ(take(100), (Ints{100, 3, 101, 4, 5, 6, 7, 8, 9}));
}

TEST_F(MailboxTest, InTheOrderInWhichTheyCameWhereEachAsksOnce) {
  Ints all;
  for (int item = 0; item < 100; ++item) {
    EXPECT_TRUE(put(item, kRobin + static_cast<Asker>(item)));
    all.push_back(item);
  }
  EXPECT_EQ(take(1000), all);
}

TEST_F(MailboxTest, NobodyHoldsMoreThanAShare) {
  for (int item = 0; item < 15; ++item) EXPECT_TRUE(put(item, kRobin));
  EXPECT_FALSE(put(15, kRobin));
  EXPECT_TRUE(put(100, kSam));
  EXPECT_EQ(take(2), (Ints{0, 100}));
  EXPECT_TRUE(put(16, kRobin)) << "there is room again";
  EXPECT_FALSE(put(17, kRobin));
}

TEST_F(MailboxTest, AShareCanBeSmallerWhereEachTakesLong) {
  Mailbox<int> slow(240, 1, 2);
  int item = 0;
  EXPECT_TRUE(slow.put(item, kRobin));
  EXPECT_TRUE(slow.put(item, kRobin));
  EXPECT_FALSE(slow.put(item, kRobin));
  EXPECT_TRUE(slow.put(item, kSam));
}

TEST_F(MailboxTest, WhoDoesNotSayWhoTheyAreHaveHalfOfIt) {
  for (int item = 0; item < 120; ++item) EXPECT_TRUE(put(item, kNobody));
  EXPECT_FALSE(put(120, kNobody));
  EXPECT_TRUE(put(-1, kSam));
  EXPECT_EQ(take(2), (Ints{0, -1}));
}

TEST_F(MailboxTest, TheHouseWaitsForNoRound) {
  for (int item = 0; item < 15; ++item) EXPECT_TRUE(put(item, kRobin));
  for (int item = 100; item < 120; ++item) EXPECT_TRUE(put(item, kHouse));
  EXPECT_EQ(take(3), (Ints{0, 100, 101}));
}

TEST_F(MailboxTest, ASmallQueueIsNotDividedToNothing) {
  Mailbox<int> small{2, 1};
  int item = 0;
  EXPECT_TRUE(small.put(item, kRobin));
  EXPECT_TRUE(small.put(item, kRobin));
  EXPECT_FALSE(small.put(item, kSam)) << "full";
}

TEST_F(MailboxTest, WhoMakesUpTokensHasNoShareOfTheirOwn) {
  KnownAskers askers;
  askers.found(asker_of("robin"), Visitor{{7}});
  int queued = 0;
  for (int item = 0; item < 1000; ++item) {
    const Asker made_up = asker_of(std::to_string(item));
    queued += put(item, askers.share_of(made_up)) ? 1 : 0;
    askers.found(made_up, Nobody{});
  }
  EXPECT_EQ(queued, 120) << "all of them have half, like whoever has no token";
  EXPECT_TRUE(put(-1, askers.share_of(asker_of("robin"))));
  EXPECT_EQ(take(2), (Ints{0, -1}));
}

TEST(KnownAskers, RemembersWhoCameLatelyUntilTheirSecretIsNobodys) {
  KnownAskers askers;
  const Asker robin = asker_of("robin"), sam = asker_of("sam");
  auto now = KnownAskers::Time() + std::chrono::hours(5);
  EXPECT_EQ(askers.share_of(robin), kNobody);
  askers.tick(now);
  askers.found(robin, Visitor{{7}});
  askers.found(sam, Staff{{8}, {1}});
  askers.tick(now += std::chrono::hours(1));
  EXPECT_EQ(askers.share_of(robin), robin);
  askers.found(sam, Staff{{8}, {1}});
  askers.tick(now += std::chrono::hours(1));
  EXPECT_EQ(askers.share_of(robin), kNobody) << "gone for an hour";
  EXPECT_EQ(askers.share_of(sam), sam);
  askers.found(sam, Nobody{});
  EXPECT_EQ(askers.share_of(sam), kNobody) << "logged out";
}

TEST(Asker, TellsVisitorsAndStaffApart) {
  EXPECT_EQ(asker_of(Actor(Nobody{})), kNobody);
  EXPECT_NE(asker_of(Actor(Visitor{{7}})), asker_of(Actor(Staff{{7}, {1}})));
  EXPECT_EQ(asker_of(Actor(Staff{{7}, {1}})), asker_of(Actor(Staff{{7}, {2}})));
  EXPECT_NE(asker_of("a"), asker_of("b"));
}

}  // namespace
}  // namespace onthaal
