#pragma once

#include <cstdint>
#include <functional>
#include <string_view>

#include "platform/actor.h"

namespace onthaal {

// Whose share of a queue a piece of work takes, in memory only. All who did not say who they are share one.
using Asker = std::uint64_t;
inline constexpr Asker kHouse = 0;   // our own work, which has no share
inline constexpr Asker kNobody = 1;  // whoever did not say who it is

inline Asker asker_of(const Actor& actor) {
  if (const auto* visitor = std::get_if<Visitor>(&actor)) return static_cast<Asker>(visitor->visit.value) << 2U | 2U;
  if (const auto* staff = std::get_if<Staff>(&actor)) return static_cast<Asker>(staff->staff.value) << 2U | 3U;
  return kNobody;
}

// Whoever holds that secret: a share of its own only once it was found to be somebody's (KnownAskers).
inline Asker asker_of(std::string_view secret) {
  return std::hash<std::string_view>()(secret) << 2U;
}

}  // namespace onthaal
