#pragma once

#include <chrono>
#include <cstdint>
#include <string>

namespace onthaal {

// UTC, milliseconds since 1970: the only time that is stored.
using Millis = std::int64_t;

// Time is always passed in, so that a test decides what time it is.
class Clock {
 public:
  virtual ~Clock() = default;
  virtual Millis now() const = 0;                                    // wall clock
  virtual std::chrono::steady_clock::time_point steady() const = 0;  // graces and deadlines
};

const Clock& system_clock();

// "2026-01-31T17:42:05.123Z"
std::string iso_time(Millis at);

}  // namespace onthaal
