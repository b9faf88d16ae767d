#include "features/handovers/handovers_wire.h"

namespace onthaal::handovers {

live::Commands commands(const conversations::Conversations& conversations) {
  return {
      {"handover.ask",
       [](const live::Envelope& envelope, const boost::json::object& data) -> Result<Work> {
         auto wish = wire::parse_ask(data);
         if (!wish) return std::unexpected(std::move(wish.error()));
         return Act{"handover.ask", [envelope, wish = *std::move(wish)](Tx& tx) { return ask(tx, envelope, wish); }};
       }},
      {"handover.answer",
       [&conversations](const live::Envelope& envelope, const boost::json::object& data) -> Result<Work> {
         const auto given = wire::parse_answer(data);
         if (!given) return std::unexpected(given.error());
         return Act{"handover.answer", [&conversations, envelope, given = *given](Tx& tx) {
                      return answer(tx, conversations, envelope, given);
                    }};
       }},
      {"handover.withdraw",
       [&conversations](const live::Envelope& envelope, const boost::json::object& data) -> Result<Work> {
         const auto handover = wire::parse_withdraw(data);
         if (!handover) return std::unexpected(handover.error());
         return Act{"handover.withdraw", [&conversations, envelope, handover = *handover](Tx& tx) {
                      return withdraw(tx, conversations, envelope, handover);
                    }};
       }},
  };
}

}  // namespace onthaal::handovers
