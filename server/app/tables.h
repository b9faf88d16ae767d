#pragma once

#include <string>
#include <vector>

#include "app/wiring.h"

namespace onthaal::app {

// Every door of this program, as docs/security.md names it: "GET /api/lines", "command message.post", "stream line",
// "control staff.add". In that order; each table sorted.
std::vector<std::string> doors(const Wiring& wiring);

}  // namespace onthaal::app
