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

TEST(FastClock, goes_so_much_faster_from_where_it_began) {
  struct Told final : Clock {
    Millis time = 1'000'000;
    Millis now() const override { return time; }
    std::chrono::steady_clock::time_point steady() const override { return {}; }
  } told;
  const auto fast = fast_clock(told, 60);
  EXPECT_EQ(fast->now(), 1'000'000);
  told.time += 1000;
  EXPECT_EQ(fast->now(), 1'060'000);
  EXPECT_EQ(fast->speed(), 60);
}

TEST(SystemClock, counts_milliseconds_since_1970) {
  const Millis first = system_clock().now();
  EXPECT_GT(first, 1'700'000'000'000);
  EXPECT_LT(first, 10'000'000'000'000);
  EXPECT_LE(std::abs(system_clock().ahead()), 1100);
}

}  // namespace
}  // namespace onthaal
