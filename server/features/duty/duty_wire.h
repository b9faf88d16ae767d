#pragma once

#include <boost/json.hpp>

#include "features/duty/duty.h"

namespace onthaal::duty::wire {

Result<Duty::Wish> parse_set(const boost::json::object& data);

}  // namespace onthaal::duty::wire
