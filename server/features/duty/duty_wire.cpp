#include "features/duty/duty_wire.h"

#include "platform/json.h"

namespace onthaal::duty::wire {

Result<SetRequest> parse_set(const boost::json::object& data) {
  json::Reader read(data);
  SetRequest request{.line = read.uuid("line"), .state = State::off};
  request.state = static_cast<State>(read.choice("state", {"off", "online", "paused"}));
  return read.done(request);
}

}  // namespace onthaal::duty::wire
