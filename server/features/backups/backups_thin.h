#pragma once

#include <vector>

#include "core/clock.h"

namespace onthaal::backups {

// How many of each are kept: the newest of each of the last so many hours, days, weeks and months that have one.
struct Keep {
  std::int64_t hourly = 24;
  std::int64_t daily = 14;
  std::int64_t weekly = 8;
  std::int64_t monthly = 0;
};

// Whatever is to be kept, none becomes older: what was deleted in the database must be gone from its backups within 60
// days.
inline constexpr Millis kOldest = 59 * kDay;
// The same for the copy that was made before a migration.
inline constexpr Millis kOldestBefore = 30 * kDay;

// Those of `made` that need not be kept. The newest is never among them, unless it is too old.
std::vector<Millis> to_drop(std::vector<Millis> made, const Keep& keep, Millis now);

}  // namespace onthaal::backups
