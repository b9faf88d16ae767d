#pragma once

#include "features/briefings/briefings.h"
#include "features/hours/hours.h"

namespace onthaal::briefings {

// Who looks at midnight sees the note of the new day, and no longer that of the day before.
void tell_when_it_begins(Tx& tx, LineId line, hours::Day day);

}  // namespace onthaal::briefings
