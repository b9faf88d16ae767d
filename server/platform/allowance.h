#pragma once

#include <algorithm>
#include <chrono>

namespace onthaal {

// How much somebody may still do now: it grows with time, up to a burst.
struct Allowance {
  struct Rate {
    double per_second = 0;
    double burst = 0;
  };

  double left = 0;
  std::chrono::steady_clock::time_point spent_at;

  // False when nothing is left.
  bool spend(const Rate& rate, std::chrono::steady_clock::time_point now) {
    const double seconds = std::chrono::duration<double>(now - spent_at).count();
    spent_at = now;
    left = std::min(rate.burst, left + seconds * rate.per_second);
    if (left < 1) return false;
    left -= 1;
    return true;
  }
  // As good as one that begins.
  bool is_full(const Rate& rate, std::chrono::steady_clock::time_point now) const {
    return left + std::chrono::duration<double>(now - spent_at).count() * rate.per_second >= rate.burst;
  }
};

}  // namespace onthaal
