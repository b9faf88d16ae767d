#pragma once

#include <optional>
#include <string>
#include <vector>

#include "features/cases/cases.h"
#include "features/conversations/conversations.h"
#include "features/duty/duty.h"
#include "features/registrations/registrations.h"
#include "platform/act/jobs.h"
#include "platform/live/command.h"
#include "platform/streams/streams.h"

// Who waits on a line, in order, and who takes them. The stream `line:UUID` shows it to the staff of the line.
namespace onthaal::queue {

struct Take {
  Uuid line;
  std::optional<Uuid> conversation;   // nothing: the first who waits and is not away
  std::optional<std::string> reason;  // medical, urgent, mine: why this one
};
// `not_found` without the operator's role on the line, `conflict` when nobody waits, somebody was first, or one has no
// room. The reply's number is of `conversation.taken` in the line's stream; there a resend finds what it took.
Result<Reply> take(Tx& tx, const conversations::Conversations& conversations, const live::Envelope& envelope,
                   const Take& take);

// Whether an operator has room for one more talk: online, and the talks that count and the registrations that are open
// are together fewer than the capacity.
bool has_room(db::Connection& db, LineId line, StaffId staff, Millis now);

// Whether a line is open: its hours say so, its switch is on, and somebody is on duty whose block is not over.
struct Opening {
  enum class State : std::uint8_t { open, run_out, closed };  // run_out: nobody new is let in, who waits is taken
  enum class Why : std::uint8_t { hours, nobody, switched_off };
  State state;
  std::optional<Millis> until;  // the end of this stretch, of the run-out; nothing: no hours, or not within a year
  std::optional<Millis> next;   // when the next stretch begins, within a year
  std::optional<Why> why;       // it is not open
  bool is_full;      // as many wait and are there as the line takes, or the expected wait (while nobody can tell: one
                     // usual talk) is longer than the time that is left
  bool has_medical;  // somebody medical is on duty
};
Opening opening(const Snapshot& snapshot, LineId line);
std::string_view state_name(Opening::State state);
std::string opening_json(const Opening& opening);

// The hours say something else than before, or one of their moments has passed. Who will not be reached before the
// run-out ends is warned; at its end who was never taken is refused, and who has no talk is off duty. A second talk is
// not the hours': its appointment says how long it waits.
void on_hours(Tx& tx, const conversations::Conversations& conversations, const duty::Duty& duty, LineId line);

// A talk that had begun waits, and nobody answers who could go on with it (duty::is_anybody_answering): its visitor
// hears it, and so do the coordinators; and again when somebody is there. No clock ends it. To be called when either
// may have changed.
void look_after(Tx& tx, const conversations::Conversations& conversations, LineId line);

// A talk that waits is offered to this person first, who is online, connected and has room: others pass it over for
// three minutes, or until that person has no room or goes. It keeps its place. Nothing where nobody can take it so.
inline constexpr Millis kKeptFor = 3 * kMinute;
void keep_for(Tx& tx, const conversations::Subject& subject, StaffId staff);

// What the queue does when a conversation is requested, accepted, given back, ended, ...: it tells the line.
conversations::ConversationHooks hooks();
// The same for what happens elsewhere.
void on_watched(Tx& tx, const cases::CaseWatched& what);
void on_duty(Tx& tx, const duty::DutyChanged& what);
void on_registration(Tx& tx, const registrations::RegistrationChanged& what);
void on_switched(Tx& tx, const lines::Line& line, bool is_open, const Author& author);
// `line.changed`, where it is open, closed or full otherwise than the line was told.
void tell_opening(Tx& tx, LineId line, const Author& author);
void on_briefing(Tx& tx, const lines::Line& line, const Author& author);

live::Commands commands(const conversations::Conversations& conversations);
streams::StreamKind stream_kind();

// "queue", by the key of a line: tells every waiting visitor the place, from 1, and the wait.
live::Watch watch();

// How long somebody at a place may expect to wait. All slots (the capacities of who is online) together are done with a
// talk every `mean / slots`, and each talk that is done moves the queue by one place; whom a free slot awaits need not
// wait for that. So: (place - free) * mean / slots. Rounded up to 5 minutes, never less than 5: who waits shorter than
// was said is glad, who waits longer feels forgotten.
struct Staffing {
  Millis mean;         // of the latest talks
  std::int64_t slots;  // of those online and connected
  std::int64_t free;   // of these
};
struct Wait {
  std::int64_t minutes;  // 5, 10, 15, 20
  bool is_more;          // than 20
  bool operator==(const Wait&) const = default;
};
std::optional<Wait> expected_wait(const Staffing& staffing, std::int64_t place);  // nothing: nobody is there to answer
std::optional<Millis> wait_of(const Staffing& staffing, std::int64_t place);      // as it is reckoned, not rounded
Millis usual_talk(db::Connection& db, LineId line);  // the mean of the latest ones; of a new line 20 minutes
bool can_take(const duty::OnDuty& who, Millis now);  // online and connected, and the block is not over
Staffing staffing_of(const Snapshot& snapshot, LineId line);

// An event of a line is kept for 24 hours; the newest one for ever, since the next number follows from it.
std::vector<jobs::JobKind> jobs(const conversations::Conversations& conversations, const duty::Duty& duty);
void schedule_jobs(Tx& tx);  // at every start

}  // namespace onthaal::queue
