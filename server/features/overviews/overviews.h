#pragma once

#include <string>

#include "core/ids.h"
#include "platform/act/work.h"
#include "platform/http/route.h"

// A coordinator's day in numbers, beside what is usual on such a day; what happens at this moment is in the stream of
// the line.
namespace onthaal::overviews {

// OVERVIEW of docs/protocol.md, as JSON.
std::string overview(const Snapshot& snapshot, LineId line);

http::Routes routes();

}  // namespace onthaal::overviews
