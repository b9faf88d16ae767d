#include "features/backups/backups_thin.h"

#include <algorithm>
#include <array>
#include <set>

namespace onthaal::backups {

std::vector<Millis> to_drop(std::vector<Millis> made, const Keep& keep, Millis now) {
  std::ranges::sort(made, std::greater<>());
  struct Slots {
    Millis length;
    std::int64_t most;
    std::set<Millis> taken = {};
  };
  // The first of January 1970 was a Thursday: weeks begin on Thursdays, and months have 30 days; nobody counts on more.
  std::array<Slots, 4> schedule{
      {{kHour, keep.hourly}, {kDay, keep.daily}, {7 * kDay, keep.weekly}, {30 * kDay, keep.monthly}}};
  std::vector<Millis> drop;
  for (const Millis at : made) {
    bool is_kept = at == made.front();
    for (auto& [length, most, taken] : schedule)
      if (std::ssize(taken) < most && taken.insert(at / length).second) is_kept = true;
    if (!is_kept || now - at > kOldest) drop.push_back(at);
  }
  return drop;
}

}  // namespace onthaal::backups
