#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "features/conversations/conversations.h"
#include "platform/http/route.h"

// What the operator records after a talk: who, what about, what it led to. Made when the talk ends, filled from the
// intake.
namespace onthaal::registrations {

struct RegistrationChanged {
  conversations::Subject conversation;
  Uuid operator_uuid;
  std::string_view state;  // open, later, done
  Author author;
};
struct RegistrationHooks {
  std::function<void(Tx&, const RegistrationChanged&)> changed;             // its state
  std::function<void(Tx&, const conversations::Subject&)> saved = nullptr;  // whatever stands in it
};

// Reacts to the end of a talk: one that was accepted gets a registration for who had it, or had it last.
void on_ended(Tx& tx, const conversations::ConversationEnded& what);
// Its note is without them, too; gives 1 where they stood in it.
std::int64_t on_words_taken(Tx& tx, const conversations::WordsTaken& taken);

// For the queue: while one is open its operator is not free.
std::int64_t count_open(db::Connection& db, LineId line, StaffId staff);
struct Pending {
  Uuid conversation;
  std::optional<std::string> nickname;
  Millis ended_at;
  std::string state;  // open, later
};
std::vector<Pending> pending_of(const Snapshot& snapshot, LineId line, StaffId staff);  // oldest first
std::int64_t count_pending(db::Connection& db, LineId line);

// The JSON of a talk's registration, as its route answers it; nothing where there is none.
std::optional<std::string> registration_of(const Snapshot& snapshot, const Uuid& conversation);

// `hooks` outlives the routes.
http::Routes routes(const RegistrationHooks& hooks);

}  // namespace onthaal::registrations
