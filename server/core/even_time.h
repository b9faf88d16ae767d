#pragma once

#include <atomic>

#include "core/clock.h"

namespace onthaal {

// The time of day without the jumps of the machine's clock: what that said at the start, and what a clock that nobody
// sets (`boot`, in milliseconds) has counted since. Once the two are more than a second apart it goes 10 % faster or
// slower until they agree. Never goes back. Any thread.
class EvenTime {
 public:
  struct Reading {
    Millis wall;
    Millis boot;
  };
  explicit EvenTime(const Reading& start) : offset_(start.wall - start.boot), looked_at_(start.boot) {}

  Millis at(const Reading& now);
  // How far this is ahead of the machine's clock; negative: behind.
  Millis ahead(const Reading& now) const { return now.boot + offset_ - now.wall; }

 private:
  void follow(const Reading& now, Millis passed);

  std::atomic<Millis> offset_;     // from `boot` to what is told
  std::atomic<Millis> looked_at_;  // `boot` when the machine's clock was last looked at
  std::atomic<Millis> told_{0};
  std::atomic<bool> is_following_{false};
};

}  // namespace onthaal
