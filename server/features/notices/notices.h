#pragma once

#include <optional>
#include <string>

#include "features/lines/lines.h"
#include "platform/act/jobs.h"
#include "platform/act/tx.h"
#include "platform/http/route.h"

// What the coordinators of a line have to see: somebody asks for help, a frequent visitor, nobody is on duty any more.
namespace onthaal::notices {

enum class Kind : std::uint8_t {
  help,
  frequent,
  last_paused,
  nobody,
  overdue,
  legal,
  readings,
  keys,
  departed,
  mail,
  reader
};

struct Notice {
  LineId line;
  Kind kind;
  std::optional<ConversationId> conversation = std::nullopt;
  std::optional<StaffId> staff = std::nullopt;        // who asks, who paused
  std::optional<std::int64_t> number = std::nullopt;  // which message, how many talks, which month (202611)
};
// Says so in the stream of the line, too (`notices.changed`). While the same is unseen (kind, conversation and staff)
// it is told once, with the latest number and time.
void raise(Tx& tx, const Notice& notice);

// The reason is gone: those of this kind about this talk have been seen; by nobody, where nobody did something.
void settle(Tx& tx, LineId line, Kind kind, ConversationId conversation, std::optional<StaffId> by);

// Those that nobody has seen, as JSON: a list as GET /api/lines/{slug}/notices gives it.
std::string unseen(const Snapshot& snapshot, LineId line);

// Who was appointed lately sees that not away: not the own appointment, and none of later.
http::Routes routes();

// What somebody saw is kept for 30 days, and what nobody saw until somebody does.

}  // namespace onthaal::notices
