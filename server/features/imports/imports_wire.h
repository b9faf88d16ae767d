#pragma once

#include "features/imports/imports.h"
#include "platform/json.h"

// What goes through the control socket.
namespace onthaal::imports {

inline constexpr std::int64_t kMost = 1'000'000'000'000;  // of anything that is counted

std::string import_json(db::Connection& db, const Import& import);
Sheet read_sheet(json::Reader& read);  // a mistake where the body is not as pack() makes it
sheets::Total read_total(json::Reader& read);

}  // namespace onthaal::imports
