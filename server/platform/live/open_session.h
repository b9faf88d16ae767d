#pragma once

#include "platform/live/command.h"

namespace onthaal::live {

// The same work, in which each act of staff first asks whether their session is still open: what waited while it was
// closed does nothing any more. Of others it is the work as it was.
Work while_open(Work work, const Doors& doors, const Actor& actor);

}  // namespace onthaal::live
