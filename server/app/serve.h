#pragma once

#include "platform/config.h"

namespace onthaal::app {

// Runs the server until SIGTERM or SIGINT: then it finishes what was taken, tells every page to come back, and returns
// 0. Where another server holds the database it waits as standby and takes over. Throws std::runtime_error, with what
// to do, when it cannot start.
int serve(const config::Config& config);

}  // namespace onthaal::app
