#pragma once

#include "features/visits/visits.h"

namespace onthaal::visits::wire {

Result<Start> parse_start(std::string slug, const boost::json::object& data);
std::string started(const Started& started);
std::string visit(const conversations::Summary& conversation, const lines::Line& line);

}  // namespace onthaal::visits::wire
