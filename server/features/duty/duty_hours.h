#pragma once

#include "features/duty/duty.h"

namespace onthaal::duty {

// To be called before anything changes about who is online, or connected: writes down how long this person was online
// until now, everywhere, and goes on counting from here. Twice changes nothing.
void count_online(Tx& tx, StaffId staff);

}  // namespace onthaal::duty
