#pragma once

#include "features/registrations/registrations_save.h"
#include "platform/json.h"

namespace onthaal::registrations::wire {

// Every field is there: what is left out by mistake takes nothing away.
Result<Save> parse_save(const boost::json::object& body);

std::string registration(const store::Registration& registration, const std::optional<std::string>& nickname,
                         const std::optional<std::string>& note);

}  // namespace onthaal::registrations::wire
