#include "platform/http/allowances.h"

#include <gtest/gtest.h>

namespace onthaal::http {
namespace {

using std::chrono::milliseconds;
using std::chrono::seconds;

class AllowancesTest : public ::testing::Test {
 protected:
  int spend(Asker asker, int tries) {
    int allowed = 0;
    for (int i = 0; i < tries; ++i) allowed += allowances.spend(asker, now) ? 1 : 0;
    return allowed;
  }

  Allowances::Time now;
  Allowances allowances{{.per_second = 10, .burst = 30}};
};

TEST_F(AllowancesTest, ABurstAndThenAsTimePasses) {
  EXPECT_EQ(spend(4, 100), 30);
  now += milliseconds(500);
  EXPECT_EQ(spend(4, 100), 5);
  now += seconds(60);
  EXPECT_EQ(spend(4, 100), 30);
}

TEST_F(AllowancesTest, OneTakesNothingFromAnother) {
  EXPECT_EQ(spend(4, 100), 30);
  EXPECT_EQ(spend(8, 100), 30);
}

TEST_F(AllowancesTest, RemembersOnlyWhomItHoldsBack) {
  spend(4, 15);
  spend(8, 30);
  allowances.tick(now + seconds(1));
  EXPECT_EQ(allowances.size(), 2U);
  allowances.tick(now + seconds(2));
  EXPECT_EQ(allowances.size(), 1U);
  allowances.forget(8);
  EXPECT_EQ(allowances.size(), 0U);
}

}  // namespace
}  // namespace onthaal::http
