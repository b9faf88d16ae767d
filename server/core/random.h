#pragma once

#include <cstddef>
#include <cstdint>
#include <span>

namespace onthaal {

// Randomness is always passed in. The real one is the operating system's (platform/seal), a test's is seeded.
class Random {
 public:
  virtual ~Random() = default;
  virtual void fill(std::span<std::uint8_t> bytes) = 0;
};

}  // namespace onthaal
