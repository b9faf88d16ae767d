#include "core/clock.h"

#include <gtest/gtest.h>

#include <cstdlib>

namespace onthaal {
namespace {

TEST(IsoTime, is_utc_with_milliseconds) {
  EXPECT_EQ(iso_time(0), "1970-01-01T00:00:00.000Z");
  EXPECT_EQ(iso_time(1769881325123), "2026-01-31T17:42:05.123Z");
  EXPECT_EQ(iso_time(1709251199999), "2024-02-29T23:59:59.999Z");
  EXPECT_EQ(iso_time(-1), "1969-12-31T23:59:59.999Z");
}

TEST(SystemClock, counts_milliseconds_since_1970) {
  const Millis first = system_clock().now();
  EXPECT_GT(first, 1'700'000'000'000);
  EXPECT_LT(first, 10'000'000'000'000);
  EXPECT_LE(std::abs(system_clock().ahead()), 1100);
}

}  // namespace
}  // namespace onthaal
