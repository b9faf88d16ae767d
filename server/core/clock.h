#pragma once

#include <chrono>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace onthaal {

// UTC, milliseconds since 1970: the only time that is stored.
using Millis = std::int64_t;
inline constexpr Millis kMinute = 60'000;
inline constexpr Millis kHour = 60 * kMinute;
inline constexpr Millis kDay = 24 * kHour;

// Time is always passed in, so that a test decides what time it is.
class Clock {
 public:
  virtual ~Clock() = default;
  virtual Millis now() const = 0;                                    // time of day; never goes back, never jumps
  virtual std::chrono::steady_clock::time_point steady() const = 0;  // deadlines in memory
  // How far now() is ahead of the machine's clock (negative: behind), because somebody set that.
  virtual Millis ahead() const { return 0; }
  // How much faster than the machine's clock now() goes: 1, but for trying.
  virtual int speed() const { return 1; }
};

// An EvenTime: it counts what the machine slept, and goes at most 10 % faster or slower towards a machine's clock that
// was set while the program ran. Times that are stored can so be compared: a grace of two minutes lasts two minutes.
const Clock& system_clock();

// now() goes that much faster from here on; steady() does not. For tests and demonstrations of graces.
std::unique_ptr<const Clock> fast_clock(const Clock& clock, int speed);

// "2026-01-31T17:42:05.123Z"
std::string iso_time(Millis at);
// The same back, from 1970 to 9999; the milliseconds may be missing. Nothing: it is no such time.
std::optional<Millis> parse_iso_time(std::string_view text);

}  // namespace onthaal
