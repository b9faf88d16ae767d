#pragma once

#include <boost/json.hpp>

#include "core/clock.h"
#include "features/places/places_store.h"

namespace onthaal::places::wire {

Result<store::NewPlace> parse_place(const boost::json::object& data, std::string prefix = {});

std::string place(const store::Place& place);
std::string places(const std::vector<store::Place>& places);
std::string card(const store::NewPlace& place);
std::string cards(const std::vector<store::Place>& places, Millis now);  // and whether they are open now

}  // namespace onthaal::places::wire
