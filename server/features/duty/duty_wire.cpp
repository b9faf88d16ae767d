#include "features/duty/duty_wire.h"

#include "platform/json.h"

namespace onthaal::duty::wire {

Result<Duty::Wish> parse_set(const boost::json::object& data) {
  json::Reader read(data, "data");
  Duty::Wish wish{.line = read.uuid("line"), .state = State::off};
  wish.state = static_cast<State>(read.choice("state", {"off", "online", "paused"}));
  if (data.contains("until")) wish.until = read.maybe_time("until");
  return read.done(wish);
}

}  // namespace onthaal::duty::wire
