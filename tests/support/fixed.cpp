#include "support/clock.h"
#include "support/random.h"

namespace onthaal::support {

Millis FixedClock::now() const {
  constexpr Millis kStart = 1'788'249'600'000;
  return kStart + passed_.load();
}

std::chrono::steady_clock::time_point FixedClock::steady() const {
  return std::chrono::steady_clock::time_point(std::chrono::hours(1) + std::chrono::milliseconds(passed_.load()));
}

void FixedClock::advance(std::chrono::milliseconds time) {
  passed_ += time.count();
}

void SeededRandom::fill(std::span<std::uint8_t> bytes) {
  const std::scoped_lock lock(mutex_);
  for (std::uint8_t& byte : bytes) byte = static_cast<std::uint8_t>(engine_());
}

}  // namespace onthaal::support
