#pragma once

#include <atomic>

#include "core/clock.h"

namespace onthaal::support {

// Stands still until a test moves it. Starts on 2026-09-01T08:00:00Z. One thread moves it; any may read it.
class FixedClock : public Clock {
 public:
  Millis now() const override;
  std::chrono::steady_clock::time_point steady() const override;
  void advance(std::chrono::milliseconds time);

 private:
  std::atomic<Millis> passed_{0};
};

}  // namespace onthaal::support
