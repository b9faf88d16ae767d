#include "features/reports/reports_told.h"

#include <gtest/gtest.h>

namespace onthaal::reports {
namespace {

TEST(ReportTold, LessThanAMinuteIsInSeconds) {
  const auto told = [](double seconds) { return told::value(measures::Unit::seconds, seconds); };
  EXPECT_EQ(told(0), "0\u00a0sec.");
  EXPECT_EQ(told(42.4), "42\u00a0sec.");
  EXPECT_EQ(told(26.5), "27\u00a0sec.");  // as the sentences say it
  EXPECT_EQ(told(60), "1,0\u00a0min.");
}

}  // namespace
}  // namespace onthaal::reports
