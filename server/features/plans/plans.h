#pragma once

#include <optional>
#include <string>

#include "features/conversations/conversations.h"
#include "features/visits/visits.h"
#include "platform/http/route.h"
#include "platform/live/command.h"

// How somebody who comes often and this line agreed to answer: made with that person, in a talk. It appears beside a
// later talk only when its visitor enters the code, never by being recognised. Its words have a key of their own.
namespace onthaal::plans {

struct Offer {
  Uuid conversation;
  Redacted<std::string> text;
  std::optional<Redacted<std::string>> moments;
  bool same_worker;
};
struct Answer {
  Uuid plan;
  bool is_yes;
};
// The owner shows it to the visitor. `conflict`: an offer is open.
Result<Reply> offer(Tx& tx, const live::Envelope& envelope, const Offer& offer);
// The visitor. A yes is answered with the code; another yes with a new one, and the old is void.
Result<Reply> answer(Tx& tx, const live::Envelope& envelope, const Answer& answer);
// The owner, until it is answered.
Result<Reply> withdraw(Tx& tx, const live::Envelope& envelope, const Uuid& plan);
// An offer that nobody answered is void.
void on_ended(Tx& tx, const conversations::ConversationEnded& what);

// JSON or null: the latest offer made in this talk, for both sides; the plan that its visitor brought, for who has it.
std::string latest_offer(const Snapshot& snapshot, ConversationId conversation);
std::string brought(const Snapshot& snapshot, ConversationId conversation);

live::Commands commands();
http::Routes routes(const visits::Settings& settings);

}  // namespace onthaal::plans
