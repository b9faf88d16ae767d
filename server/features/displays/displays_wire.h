#pragma once

#include <string>

#include "core/redacted.h"
#include "features/displays/displays_store.h"
#include "features/lines/lines.h"
#include "features/overviews/overviews.h"
#include "platform/act/work.h"

namespace onthaal::displays::wire {

Result<std::string> parse_name(std::string_view body);             // {"name"}
Result<Redacted<std::string>> parse_token(std::string_view body);  // {"token"}

std::string displays(const std::vector<store::Display>& displays);
std::string made(const Uuid& display, std::string_view token);

// BOARD of docs/protocol.md: what stands on the wall, and nothing that does not.
std::string board(const Snapshot& snapshot, const lines::Line& line, const overviews::Overviews& overviews);

}  // namespace onthaal::displays::wire
