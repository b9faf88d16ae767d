#pragma once

#include "load/options.h"

namespace load {

// Messages at a rate (open loop: each is due at its own moment, however late the server is), at saturation (closed
// loop), or none (idle). Prints the figures; gives the exit code: 1 where a message was lost, doubled or out of order.
int run_traffic(const Options& options);

// Talks go on, the server is killed with SIGKILL, somebody else starts it again on the same port; clients come back by
// themselves. Prints how long it took. Exit code as above.
int run_recovery(const Options& options);

}  // namespace load
