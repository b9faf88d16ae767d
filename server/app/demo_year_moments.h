#pragma once

#include <vector>

#include "features/hours/hours.h"

namespace onthaal::app::demo {

struct Moment {
  hours::Day day;
  std::uint32_t second;  // of the local day
};

// From the first day to the last, which is one of them, without those of `apart`: so many moments, evenly over the
// minutes that are open by these rules.
struct Days {
  hours::Day first, last;
};
std::vector<Moment> moments(const hours::Rules& rules, Days days, const std::vector<Days>& apart, int number);

}  // namespace onthaal::app::demo
