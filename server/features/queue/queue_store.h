#pragma once

#include "platform/act/tx.h"

namespace onthaal::queue::store {

// Deletes at most `limit` of the oldest events of the line from before that time, never its newest. How many.
std::int64_t prune(db::Connection& db, LineId line, Millis before, std::int64_t limit);

// What the line was told of its opening. False when it was told so already.
bool set_told(Tx& tx, LineId line, std::string_view opening);

std::int64_t count_places(db::Connection& db, LineId line);  // who waits and is not away

}  // namespace onthaal::queue::store
