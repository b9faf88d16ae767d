#pragma once

#include <string>

#include "core/clock.h"

namespace onthaal::overviews {

// The day in Brussels that was so many weeks before. `until`: when it was as late as it is `now`; of today what happens
// now counts.
struct Day {
  Millis from, to, until;
};
Day day_before(Millis now, int weeks);

// "17:30", in Brussels.
std::string time_of_day(Millis at);

}  // namespace onthaal::overviews
