#pragma once

#include <optional>
#include <string>

#include "features/conversations/conversations.h"
#include "features/duty/duty.h"
#include "features/plans/plans.h"
#include "features/visits/visits.h"
#include "platform/act/jobs.h"
#include "platform/http/route.h"
#include "platform/live/command.h"

// A second anonymous talk, by appointment. It is offered within a talk, at a slot that a coordinator opened, and its
// visitor gets a code: no account, no address. A line has none until a coordinator says so.
namespace onthaal::appointments {

inline constexpr Millis kLongestSlot = 2 * kHour;
inline constexpr Millis kEarly = 10 * kMinute;      // before its time the talk can be opened
inline constexpr Millis kLate = 20 * kMinute;       // after its time it no longer can: it was missed
inline constexpr Millis kKept = 7 * kDay;           // a missed one can still be moved
inline constexpr Millis kWorkerFor = 10 * kMinute;  // after its time an opened talk waits for anybody
inline constexpr Millis kPatience = 3 * kMinute;    // at least, before coordinators hear that nobody took it

struct Offer {
  Uuid conversation;
  Uuid slot;
  std::optional<Redacted<std::string>> note;
  std::optional<Uuid> partner;  // whose line the slot is of
};
struct Answer {
  Uuid appointment;
  bool is_yes;
};
// The owner shows it to the visitor. `conflict`: the slot is not free, an offer is open, or that line offers none.
Result<Reply> offer(Tx& tx, const live::Envelope& envelope, const Offer& offer);
// The visitor. A yes books the slot and is answered with the code; another yes with a new one, and the old is void.
Result<Reply> answer(Tx& tx, const live::Envelope& envelope, const Answer& answer);
// The owner, until it is answered.
Result<Reply> withdraw(Tx& tx, const live::Envelope& envelope, const Uuid& appointment);
// An offer that nobody answered is void; what was agreed for a second talk is destroyed with its end, unless nobody
// ever took it.
void on_ended(Tx& tx, const conversations::ConversationEnded& what);
// Somebody left: what was agreed with them is of whoever is on duty, and the coordinators are told how many.
void on_gone(Tx& tx, StaffId worker);

// Somebody may come for a second talk, or waits or talks: people are needed on duty, whatever the hours say. From half
// an hour before the slot until its end and the run-out of the line.
bool is_expected(db::Connection& db, LineId line, Millis now);

// JSON or null: the latest offer made in this talk.
std::string latest_offer(const Snapshot& snapshot, ConversationId conversation);

// For the doctor: appointments that say something else than their talk, or that nothing would ever look at again;
// second talks that are open and of no appointment. Empty when all is well.
std::vector<Uuid> find_odd(db::Connection& db);

live::Commands commands();
http::Routes routes(const conversations::Conversations& conversations, const duty::Duty& duty,
                    const visits::Settings& settings);
std::vector<jobs::JobKind> jobs(const conversations::Conversations& conversations, const duty::Duty& duty);

}  // namespace onthaal::appointments
