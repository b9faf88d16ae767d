#include "core/even_time.h"

#include <algorithm>
#include <cstdlib>

namespace onthaal {
namespace {

constexpr Millis kFar = 1000;   // so far apart, somebody set the machine's clock
constexpr Millis kLook = 100;   // how often it is looked at
constexpr Millis kLong = 1000;  // nobody asked for longer: what is caught up at once stays small
constexpr Millis kTenth = 10;

}  // namespace

Millis EvenTime::at(const Reading& now) {
  Millis looked_at = looked_at_;
  const Millis passed = now.boot - looked_at;
  if (passed >= kLook && looked_at_.compare_exchange_strong(looked_at, now.boot)) follow(now, passed);
  const Millis time = now.boot + offset_;
  Millis told = told_;
  while (told < time && !told_.compare_exchange_weak(told, time)) {
  }
  return std::max(told, time);
}

void EvenTime::follow(const Reading& now, Millis passed) {
  const Millis behind = -ahead(now);
  if (std::abs(behind) > kFar) is_following_ = true;
  if (!is_following_) return;
  const Millis most = std::min(passed, kLong) / kTenth;
  const Millis step = std::clamp(behind, -most, most);
  offset_ += step;
  if (step == behind) is_following_ = false;
}

}  // namespace onthaal
