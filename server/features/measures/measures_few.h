#pragma once

#include "features/measures/measures_tables.h"

// Which numbers are too small, in a table or in what several tables tell together.
namespace onthaal::measures {

inline constexpr std::int64_t kFewest = 5;           // where traits of a person are crossed
inline constexpr std::int64_t kFewestOfCentre = 10;  // of one centre

// Whether a number of all talks under the filter, of one group or of everybody, is too small for a table that heeds it.
// Of a share: `rest` is what is left of its base.
bool is_few(const Filter& filter, std::int64_t n, bool is_of_group, std::int64_t rest = 0);

// Taken and ended, but no talk by its definition.
std::int64_t uncounted(const PeriodCounts& period);
// Where there are some, and of all of them it is unknown.
bool is_unknown(std::int64_t unknown, std::int64_t all);

// Whether anything is too small of what came in beside the talks: who left, was sent away, had an appointment. Those
// numbers stand between the requests and the talks, the waits and the half hours, and could be taken from any two.
bool are_requests_few(const Context& context);

}  // namespace onthaal::measures
