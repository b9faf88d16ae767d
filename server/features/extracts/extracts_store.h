#pragma once

#include <optional>
#include <string>

#include "platform/db/db.h"

namespace onthaal::extracts::store {

std::optional<std::string> place_name(db::Connection& db, std::int64_t place);
std::optional<std::string> partner_name(db::Connection& db, std::int64_t partner);

}  // namespace onthaal::extracts::store
