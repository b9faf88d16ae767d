#pragma once

#include "features/traces/traces_store.h"

// Weak evidence: it stands for more than one person, as the network of a school does, or of a home.
namespace onthaal::traces {

inline constexpr std::size_t kMostSeen = 100;    // conversations under one trace, in at most 60 days
inline constexpr std::size_t kMostInAnHour = 3;  // visits that begin within an hour: four are a class
inline constexpr std::int64_t kAgesApart = 1;    // somebody has a birthday, or an operator guesses

// Weak when two visits overlap in time, when two differ in who it is, in gender, or by more than a year in age, and
// when there are more than those numbers. What is not known differs from nothing. `seen` is in the order of their
// beginning.
bool is_weak(const std::vector<store::Seen>& seen);

}  // namespace onthaal::traces
