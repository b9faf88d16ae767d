#include "features/duty/duty.h"
#include "features/duty/duty_wire.h"

namespace onthaal::duty {

live::Commands Duty::commands() const {
  return {{"duty.set", [this](const live::Envelope& envelope, const boost::json::object& data) -> Result<Work> {
             const auto request = wire::parse_set(data);
             if (!request) return std::unexpected(request.error());
             return Act{"duty.set", [this, envelope, request = *request](Tx& tx) {
                          return set(tx, envelope, request.line, request.state);
                        }};
           }}};
}

}  // namespace onthaal::duty
