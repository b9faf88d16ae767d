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

TEST(IsoTime, IsReadAsItIsWritten) {
  for (const Millis at : {Millis{0}, Millis{1'788'278'400'123}, Millis{951'782'399'999}})
    EXPECT_EQ(parse_iso_time(iso_time(at)), at);
  EXPECT_EQ(parse_iso_time("2026-09-01T16:00:00Z"), 1'788'278'400'000);
  for (const char* wrong : {"", "2026-09-01", "2026-02-29T10:00:00.000Z", "2026-09-01T24:00:00.000Z",
                            "2026-09-01T16:00:00.000", "2026-09-01T16:00:00.000+02:00", "1969-12-31T23:59:59.000Z",
                            "2026-09-01t16:00:00.000Z", "+026-09-01T16:00:00.000Z", "2026-09-01T16:60:00.000Z"})
    EXPECT_EQ(parse_iso_time(wrong), std::nullopt) << wrong;
}

}  // namespace
}  // namespace onthaal
