#pragma once

#include "features/queue/queue.h"

namespace onthaal::queue {

inline constexpr std::string_view kStopKeeping = "queue.stop_keeping";

// Says in the line's stream that it waits, and how: queue_hooks.cpp.
void tell_waiting(Tx& tx, const conversations::Subject& subject, const Author& author);

// It waits for anybody. Of what is kept for somebody: once that person can take nobody.
void stop_keeping(Tx& tx, const conversations::Subject& subject);
void stop_keeping_for(Tx& tx, LineId line, StaffId staff);

}  // namespace onthaal::queue
