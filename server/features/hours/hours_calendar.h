#pragma once

#include "features/hours/hours.h"

namespace onthaal::hours {

struct Dates {
  Day from, to;
};
// At most 800 days; `invalid` names from or to.
Result<Dates> parse_dates(std::string_view from, std::string_view to);
// {"days":[...],"open_days","minutes"}
std::string calendar(const Snapshot& snapshot, LineId line, Dates dates);

}  // namespace onthaal::hours
