#pragma once

#include <boost/json.hpp>

#include "features/guides/guides_store.h"

namespace onthaal::guides::wire {

Result<store::NewGuide> parse_guide(const boost::json::object& data);

std::string guide(const store::Guide& guide);
std::string guides(const std::vector<store::Guide>& guides);

}  // namespace onthaal::guides::wire
