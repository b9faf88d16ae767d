#pragma once

#include <boost/json.hpp>

#include "features/duty/duty.h"

namespace onthaal::duty::wire {

struct SetRequest {
  Uuid line;
  State state;
};
Result<SetRequest> parse_set(const boost::json::object& data);

}  // namespace onthaal::duty::wire
