#pragma once

#include "features/hours/hours.h"

namespace onthaal::hours {

// After a change: others hear of it, and the next boundary wakes us.
void tell_and_plan(Tx& tx, LineId line, const HoursHooks& hooks);

}  // namespace onthaal::hours
