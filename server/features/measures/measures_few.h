#pragma once

#include "features/measures/measures_tables.h"

namespace onthaal::measures {

inline constexpr std::int64_t kFewest = 5;           // where traits of a person are crossed
inline constexpr std::int64_t kFewestOfCentre = 10;  // of one centre

// Whether a number of all talks under the filter, of one group or of everybody, is too small for a table that heeds it.
inline bool is_few(const Filter& filter, std::int64_t n, bool is_of_group) {
  if (n <= 0) return false;
  const bool is_crossed = !filter.themes.empty() || (filter.centre && (filter.who || is_of_group));
  return (is_crossed && n < kFewest) || (filter.centre && n < kFewestOfCentre);
}

}  // namespace onthaal::measures
