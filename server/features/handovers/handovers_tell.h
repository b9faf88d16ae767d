#pragma once

#include "features/handovers/handovers_wire.h"

namespace onthaal::handovers {

// By the key of a hand-over: the time is over in which somebody of the other line could take it.
inline constexpr std::string_view kTakeJob = "handovers.take";

bool is_visitor_of(const Actor& actor, const conversations::Talk& talk);
bool is_owner_of(const Actor& actor, const conversations::Talk& talk);

// HANDOVER (docs/protocol.md), and the end of the first talk's stream: the number of the event.
std::string json_of(db::Connection& db, const store::Handover& handover, const conversations::Talk& first);
std::int64_t tell(Tx& tx, HandoverId id, std::string_view event, const Author& author,
                  const std::optional<Uuid>& command);
// It is over in this way, unless that was decided already.
bool end(Tx& tx, const store::Handover& handover, store::State to, const Author& author);

}  // namespace onthaal::handovers
