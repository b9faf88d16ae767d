#include "features/duty/duty.h"
#include "features/duty/duty_wire.h"
#include "platform/json.h"

namespace onthaal::duty {

live::Commands Duty::commands() const {
  return {live::command("duty.set", wire::parse_set, std::bind_front(&Duty::set, this)),
          {"duty.alive", [this](const live::Envelope& envelope, const boost::json::object& data) -> Result<Work> {
             if (auto error = json::Reader(data, "data").finished()) return std::unexpected(*std::move(error));
             return Act{"duty.alive", [this, actor = envelope.actor](Tx& tx) { return alive(tx, actor); }};
           }}};
}

}  // namespace onthaal::duty
