#pragma once

#include "platform/act/tx.h"

namespace onthaal::queue::store {

// Deletes at most `limit` of the oldest events of the line from before that time, never its newest. How many.
std::int64_t prune(db::Connection& db, LineId line, Millis before, std::int64_t limit);

}  // namespace onthaal::queue::store
