#pragma once

#include <optional>
#include <string_view>

#include "features/conversations/conversations.h"

namespace onthaal::queue {

// The job that looks again at who waits while a run-out ends; its key is the line.
inline constexpr std::string_view kWarn = "queue.warn";

// This talk no longer waits for somebody who is not there: what coordinators were told of that has been seen.
void settle_waiting(Tx& tx, LineId line, ConversationId conversation, std::optional<StaffId> by);

}  // namespace onthaal::queue
