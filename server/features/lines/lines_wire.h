#pragma once

#include <boost/json.hpp>

#include "features/lines/lines.h"

namespace onthaal::lines::wire {

Result<NewLine> parse_new_line(const boost::json::object& data);
std::string line(const Line& line);
std::string lines(const std::vector<Line>& lines);

}  // namespace onthaal::lines::wire
