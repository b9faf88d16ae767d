#include "features/handovers/handovers_wire.h"

namespace onthaal::handovers {

live::Commands commands(const conversations::Conversations& conversations) {
  return {
      live::command("handover.ask", wire::parse_ask, ask),
      live::command("handover.answer", wire::parse_answer,
                    [&conversations](Tx& tx, const live::Envelope& envelope, const Answer& given) {
                      return answer(tx, conversations, envelope, given);
                    }),
      live::command("handover.withdraw", wire::parse_withdraw,
                    [&conversations](Tx& tx, const live::Envelope& envelope, const Uuid& handover) {
                      return withdraw(tx, conversations, envelope, handover);
                    }),
  };
}

}  // namespace onthaal::handovers
