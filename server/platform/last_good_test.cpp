#include "platform/last_good.h"

#include <gtest/gtest.h>

#include <latch>
#include <thread>

namespace onthaal {
namespace {

class LastGoodTest : public testing::Test {
 protected:
  Result<int> asks(Millis now, Result<int> answer) {
    return provider.of(now, [&] {
      ++asked;
      return answer;
    });
  }
  Result<int> none = fail(Code::unauthenticated, "no answer");
  LastGood<int> provider;
  int asked = 0;
};

TEST_F(LastGoodTest, AsksAgainAtOnceAfterNoAnswer) {
  EXPECT_FALSE(asks(0, none));
  EXPECT_EQ(asks(1, 7), 7);
  EXPECT_EQ(asks(2, 8), 7) << "asked in this minute";
  EXPECT_EQ(asks(kMinute, 8), 8);
}

TEST_F(LastGoodTest, HoldsOnAndLeavesAloneWhoIsAway) {
  EXPECT_EQ(asks(0, 7), 7);
  for (int tries = 0; tries < 3; ++tries) EXPECT_EQ(asks(kMinute, none), 7);
  EXPECT_EQ(asked, 2);
  EXPECT_EQ(asks(2 * kMinute, 8), 8);
}

TEST_F(LastGoodTest, AsksOneAtATime) {
  const auto with_another = [&](Millis now, const auto& meanwhile) {
    std::latch begun(1);
    std::latch over(1);
    std::jthread first([&] {
      EXPECT_EQ(provider.of(now,
                            [&]() -> Result<int> {
                              begun.count_down();
                              over.wait();
                              return 7;
                            }),
                7);
    });
    begun.wait();
    meanwhile(over);
  };
  with_another(0, [&](std::latch& over) {
    std::jthread second([&] { EXPECT_EQ(asks(0, 8), 7) << "of the first"; });
    over.count_down();
  });
  with_another(kMinute, [&](std::latch& over) {
    EXPECT_EQ(asks(kMinute, 8), 7) << "the last good one";
    over.count_down();
  });
  EXPECT_EQ(asked, 0);
}

TEST_F(LastGoodTest, AsksAgainWhereAskingThrew) {
  EXPECT_THROW(provider.of(0, []() -> Result<int> { throw std::bad_alloc(); }), std::bad_alloc);
  EXPECT_EQ(asks(0, 7), 7);
}

}  // namespace
}  // namespace onthaal
