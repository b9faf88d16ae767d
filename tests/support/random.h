#pragma once

#include <mutex>
#include <random>

#include "core/random.h"

namespace onthaal::support {

// The same bytes in every run. Thread-safe.
class SeededRandom : public Random {
 public:
  explicit SeededRandom(std::uint64_t seed = 1) : engine_(seed) {}
  void fill(std::span<std::uint8_t> bytes) override;

 private:
  std::mutex mutex_;
  std::mt19937_64 engine_;
};

}  // namespace onthaal::support
