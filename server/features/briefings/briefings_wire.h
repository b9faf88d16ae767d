#pragma once

#include <boost/json.hpp>

#include "features/briefings/briefings_store.h"

namespace onthaal::briefings::wire {

Result<store::Briefing> parse(const boost::json::object& data);
std::string briefing(const store::Briefing& briefing);
std::string briefings(const std::vector<store::Briefing>& briefings);

}  // namespace onthaal::briefings::wire
