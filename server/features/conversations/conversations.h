#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/redacted.h"
#include "features/accounts/accounts.h"
#include "features/lines/lines.h"
#include "platform/act/jobs.h"
#include "platform/live/command.h"
#include "platform/streams/streams.h"

// One talk on one line, from request to end. A conversation is its stream; its row is a projection, written in the same
// act. It either waits in one queue or is owned by one operator until it ends: every change of state is an update on
// the condition that the state is still the old one.
namespace onthaal::conversations {

namespace store {
struct Current;
struct Ending;
}  // namespace store

// Which conversation, with what others need to name it.
struct Subject {
  ConversationId id;
  Uuid uuid;
  LineId line;
  Uuid line_uuid;
};

// What the visitor told beforehand and afterwards; each may be missing. Codes are those of docs/protocol.md.
struct Intake {
  std::optional<std::string> who;  // pupil, parent, teacher, other
  std::optional<TermId> topic;
  std::optional<std::int64_t> age;
  std::optional<std::string> gender;  // f, m, x, unsaid
  std::optional<TermId> source;
};
Intake intake_of(db::Connection& db, ConversationId id);

// What happened, for the features that react to it. They run in the same act, after the conversation's own event.
struct ConversationRequested {
  Subject conversation;
  Author author;
};
struct ConversationAccepted {
  Subject conversation;
  Author author;
  Uuid operator_uuid;
  std::string_view alias;
  Millis guide_ends_at;
  std::optional<Uuid> command;  // nothing: it came back by itself to who gave it
};
// The note that goes with it is for staff only.
struct ConversationPassed {
  Subject conversation;
  Author author;
  std::string_view alias;
  const Redacted<std::string>& note;
};
// It waits again, in front.
struct ConversationGivenBack {
  Subject conversation;
  StaffId from;
  Author author;
};
// What it waits for is another: a colleague no more, or somebody medical.
struct WaitingChanged {
  Subject conversation;
  Author author;
};
// Who waits was not connected for two minutes, or is back.
struct VisitorAway {
  Subject conversation;
  bool is_away;
};
struct ConversationSetAside {
  Subject conversation;
  bool is_aside;
  std::optional<Author> author;  // nothing: the visitor came back
  std::optional<Uuid> command;
};
struct ConversationExtended {
  Subject conversation;
  Millis guide_ends_at;
  Author author;
};
struct MessagePosted {
  Subject conversation;
  Author author;
};
struct ConversationEnded {
  Subject conversation;
  bool was_waiting;
  std::optional<StaffId> owner;  // who had it last; nothing when nobody ever had it
  std::string_view by;           // visitor, operator, exit, lost, handed_over, not_taken, line_closed
  Author author;
  std::optional<Uuid> command;  // nothing: no command did it
};
// Words that were taken out of a message: they go out of what else was written about the talk, too.
struct WordsTaken {
  Subject conversation;
  const streams::Sealing& sealing;
  const std::vector<Redacted<std::string>>& words;
};
enum class Handing : std::uint8_t { none, asked, on_the_way };
struct ConversationHooks {
  std::function<void(Tx&, const ConversationRequested&)> requested;
  std::function<void(Tx&, const ConversationAccepted&)> accepted;
  std::function<void(Tx&, const ConversationGivenBack&)> given_back;
  std::function<void(Tx&, const ConversationPassed&)> passed;
  std::function<void(Tx&, const WaitingChanged&)> waiting_changed;
  std::function<void(Tx&, const VisitorAway&)> away;
  std::function<void(Tx&, const ConversationSetAside&)> set_aside;
  std::function<void(Tx&, const ConversationExtended&)> extended;
  std::function<void(Tx&, const MessagePosted&)> posted;
  std::function<void(Tx&, const ConversationEnded&)> ended;
  // What is counted of it, once it ended, has changed.
  std::function<void(Tx&, ConversationId)> counted;
  std::function<std::int64_t(Tx&, const WordsTaken&)> words_taken;  // gives in how many places they stood
  // Whether an operator has room for one more talk: asked when the visitor of a talk that was set aside comes back.
  std::function<bool(Tx&, const Subject&, StaffId)> has_room;
  // Whether a colleague is on duty and connected: somebody whom a talk can be given to, or back to.
  std::function<bool(Tx&, const Subject&, StaffId)> is_there;
  // The JSON of how long who waits at this place may expect to wait, for the snapshot.
  std::function<std::string(const Snapshot&, LineId, std::int64_t place)> wait;
  // Whether this person looks along in it: reads, and does nothing.
  std::function<bool(const Snapshot&, StaffId, ConversationId)> may_look_along;
  // The JSON of the hand-over that is asked or under way, for the snapshot; "null" where there is none.
  std::function<std::string(const Snapshot&, ConversationId, bool for_visitor)> handover;
  // The JSON of what came along with it from another line; "null" where it was not handed over.
  std::function<std::string(const Snapshot&, ConversationId, bool for_visitor)> handed_from;
  // The JSON of what was offered last in it: a second talk, a plan; "null" where nothing was.
  std::function<std::string(const Snapshot&, ConversationId)> appointment, plan;
  // Whether it is going to another line: its operator stays while somebody there is on the way, and gives it to no
  // colleague while the visitor is asked, either.
  std::function<Handing(Tx&, const Subject&)> handing;
};

struct Request {
  lines::Line line;
  VisitId visit;
  Redacted<std::string> nickname;
  std::string_view language;  // register: "nl", "nl-u" or "en"
  std::optional<std::string> who = std::nullopt;
  std::optional<std::string> device = std::nullopt;  // phone, tablet, computer
  std::optional<TermId> topic = std::nullopt;
  bool is_front = false;                            // waits in front: it was handed over, or it has an appointment
  std::optional<StaffId> for_staff = std::nullopt;  // in front, for this colleague: release() ends that
  bool is_second = false;                           // by appointment: counted apart
};

struct Post {
  Uuid conversation;
  Redacted<std::string> text;
  std::optional<std::int64_t> reply_to;  // the number of an earlier message
  std::optional<Uuid> card;              // a place; operators only
};
// Parts of a text, in code points.
struct Range {
  std::int64_t start;
  std::int64_t length;
};
struct Redact {
  Uuid conversation;
  std::int64_t number;  // of a message
  std::vector<Range> ranges;
};
struct End {
  Uuid conversation;
  std::optional<std::string> closing;  // normal, care, boundary; operators only
};
// What is left out stays; nothing inside takes it away.
struct GiveIntake {
  Uuid conversation;
  std::optional<std::optional<std::int64_t>> age;
  std::optional<std::optional<std::string>> gender;
  std::optional<std::optional<Redacted<std::string>>> question;
  std::optional<std::optional<std::string>> source;  // a code
};

struct Want {
  Uuid conversation;
  std::optional<std::string> wants;  // medical
};
struct Pass {
  Uuid conversation;
  Uuid to;             // a colleague
  std::string reason;  // shift_over, medical, expertise, language, other
  Redacted<std::string> note;
};
// Ended by no side. A waiting one becomes `refused`, a talk `ended`.
enum class Why : std::uint8_t { handed_over, not_taken, line_closed };

// How long who is not connected has a place, a talk, a visitor (docs/protocol.md, Graces).
inline constexpr Millis kAwayAfter = 2 * kMinute;       // waits: is skipped
inline constexpr Millis kRemovedAfter = 10 * kMinute;   // waits: loses the place
inline constexpr Millis kCountedFor = 3 * kMinute;      // in a talk: it counts as one of the operator's
inline constexpr Millis kAsideAfter = 5 * kMinute;      // in a talk: the operator may set it aside
inline constexpr Millis kColleagueAfter = 2 * kMinute;  // the operator: the visitor may ask for a colleague
inline constexpr Millis kGivenBackAfter = 4 * kMinute;  // the operator: it waits again, in front
inline constexpr Millis kPassFor = 3 * kMinute;         // it waits for the colleague
inline constexpr Millis kExtension = 15 * kMinute;

// How long after the end who had it (and, of what stands beside it, the coordinators) reads it without saying what for:
// the time in which it is recorded. Later it is read with a purpose, which is kept.
inline constexpr Millis kOwnFor = kDay;

// The use cases. Owned by the wiring; outlives the tables that it hands out.
class Conversations {
 public:
  explicit Conversations(ConversationHooks hooks) : hooks_(std::move(hooks)) {}
  Conversations(const Conversations&) = delete;
  Conversations& operator=(const Conversations&) = delete;

  // A new one that waits in the queue of its line.
  Uuid request(Tx& tx, const Request& request) const;
  // The conversation goes from the queue to this operator, whose right to take it the caller has checked. `reason`:
  // why it was taken out of its turn. `conflict` when it no longer waits.
  Result<Subject> accept(Tx& tx, ConversationId id, StaffId staff, const std::optional<Uuid>& command,
                         const std::optional<std::string>& reason = std::nullopt) const;
  // The reply carries the number of the event. `conflict` while it waits for the first time, `closed` once it ended.
  Result<Reply> post_message(Tx& tx, const live::Envelope& envelope, const Post& post) const;
  // The owner, for as long as the words are the owner's to read (kOwnFor), or a coordinator of the line takes words out
  // of a message: what stands there is written anew without them, and both sides are told.
  Result<Reply> redact(Tx& tx, const live::Envelope& envelope, const Redact& redact) const;
  // The exit button was used: said in the stream, and who waits is skipped as soon as no device is there any more.
  // Nothing where the visit has no open conversation.
  void exit(Tx& tx, VisitId visit) const;
  // The visitor, while it waits: rather somebody medical, or anybody.
  Result<Reply> want(Tx& tx, const live::Envelope& envelope, const Want& want) const;
  // The owner gives it to a colleague: it waits for that person, in front. `conflict` when that person is not there.
  Result<Reply> pass(Tx& tx, const live::Envelope& envelope, const Pass& pass) const;
  // The colleague does not come, or who gave it takes it back: it goes on with who gave it, if still there, else it
  // waits for anybody.
  Result<Reply> decline_pass(Tx& tx, const live::Envelope& envelope, const Uuid& conversation) const;
  // Somebody left, or lost a role: the talks of lines whose team that person is no longer on wait again, in front, and
  // what waits for whom does not answer there any more goes back to who gave it, or waits for anybody.
  void let_go(Tx& tx, StaffId staff) const;
  // It waits for anybody. False where it does not wait for a colleague.
  bool release(Tx& tx, ConversationId id) const;
  // False where it is no longer open.
  bool close(Tx& tx, ConversationId id, Why why, const Author& author) const;
  // The line closed. False where it no longer waits, or had been a talk: that is ended by a person.
  bool refuse_waiting(Tx& tx, ConversationId id) const;
  // Told, once, that the line closes before anybody will be there. False where that was done, or it no longer waits.
  bool warn(Tx& tx, ConversationId id) const;
  // Told that nobody of the line is on duty any more, or that somebody is again. False where that was said already, or
  // it does not wait.
  bool set_unattended(Tx& tx, ConversationId id, bool is_unattended) const;
  // The visitor leaves or ends it, the owner ends it; ending what has ended changes nothing.
  Result<Reply> end(Tx& tx, const live::Envelope& envelope, const End& end) const;
  // The owner: 15 minutes more.
  Result<Reply> extend(Tx& tx, const live::Envelope& envelope, const Uuid& conversation) const;
  // The owner, once the visitor was away for long: it no longer counts, and stays theirs.
  Result<Reply> set_aside(Tx& tx, const live::Envelope& envelope, const Uuid& conversation) const;
  // The visitor, once the operator was away for long: a colleague may take it.
  Result<Reply> ask_colleague(Tx& tx, const live::Envelope& envelope, const Uuid& conversation) const;
  Result<Reply> give_intake(Tx& tx, const live::Envelope& envelope, const GiveIntake& given) const;

  // The first subscriber with a label came, or the last one went. May run twice.
  void present(Tx& tx, ConversationId id, std::string_view label, bool is_there) const;

  live::Commands commands() const;
  // `conversation:UUID`, with presence.
  streams::StreamKind stream_kind() const;
  std::vector<jobs::JobKind> jobs() const;

 private:
  Result<std::int64_t> give_back(Tx& tx, const store::Current& current, std::string_view why, const Author& author,
                                 const std::optional<Uuid>& command,
                                 const std::optional<accounts::Person>& to = std::nullopt) const;
  // The number of the event; nothing when somebody was first.
  std::optional<std::int64_t> finish(Tx& tx, const store::Current& current, const store::Ending& ending,
                                     const Author& author, const std::optional<Uuid>& command) const;
  void pass_back(Tx& tx, ConversationId id) const;
  jobs::JobKind pass_job() const;
  void visitor_present(Tx& tx, const store::Current& current, bool is_there) const;
  void operator_present(Tx& tx, const store::Current& current, bool is_there) const;
  void come_back(Tx& tx, const store::Current& current) const;
  void remove(Tx& tx, const store::Current& current) const;
  // Does what a grace that is over asks for, and sees to it that the next one is looked at.
  void settle(Tx& tx, ConversationId id) const;
  jobs::JobKind grace_job() const;

  ConversationHooks hooks_;
};

// `conversation:UUID`: its visitor, and the operator who owns it or owned it last. This one only reads: the wiring
// takes Conversations::stream_kind().
streams::StreamKind stream_kind();

// After a restart everybody in an open talk counts as gone from now on.
void all_lost(Tx& tx);

// For the queue. Waiting ones in the order in which they are taken: who is in front first, then who came first.
struct Waiting {
  Uuid uuid;
  std::optional<std::string> nickname;  // nothing: the words were destroyed
  std::optional<std::string> who;
  std::optional<std::string> topic;  // a code
  Millis since;                      // when it was requested
  bool is_front;
  bool is_away;
  std::optional<Uuid> last_operator;
  std::optional<std::string> wants;        // medical
  std::optional<Uuid> for_staff;           // the colleague for whom it waits
  std::optional<std::string> handed_from;  // the name of the line that handed it over
  std::optional<std::string> reason;       // why it was given to that colleague
  std::optional<Uuid> kept_for;            // whom it is offered to first
  ConversationId id;
  std::int64_t key;  // in seal_key
};
std::vector<Waiting> waiting(const Snapshot& snapshot, LineId line);
std::optional<Waiting> find_waiting(const Snapshot& snapshot, ConversationId id);
std::int64_t count_waiting(db::Connection& db, LineId line);
struct Waiter {
  ConversationId id;
  bool had_begun;  // it was a talk before: given back, or given to a colleague
  bool is_second;  // by appointment
};
std::vector<Waiter> waiters(db::Connection& db, LineId line);  // in the same order

// A place in the queue, from 1: those before who are not away are counted.
struct Place {
  Subject conversation;
  std::int64_t place;
};
std::vector<Place> places_of(db::Connection& db, const lines::Line& line);

// Who takes: waiting ones are for a colleague, or for somebody medical while there is one.
struct Taker {
  StaffId staff;
  bool may_medical = true;  // take who rather waits for somebody medical
};
// Who waits for the taker; else the first who is not away; else a talk that had begun, whose visitor is: somebody has
// to end it.
std::optional<ConversationId> first_waiting(db::Connection& db, LineId line, const Taker& taker = {});
// Who waits in the queue for anybody is offered to this person first: others pass it over, and it keeps its place. Not
// while it waits for somebody medical. False where it does not wait so.
bool keep_for(Tx& tx, ConversationId id, StaffId staff);
bool stop_keeping(Tx& tx, ConversationId id);  // false where it was not kept (any more)
std::vector<Subject> kept_for(db::Connection& db, LineId line, StaffId staff);
struct Chosen {
  ConversationId id;
  bool is_waiting;
  std::optional<StaffId> last_operator;
  std::optional<StaffId> for_staff;
  bool wants_medical;
  std::optional<StaffId> kept_for;
};
std::optional<Chosen> find_chosen(db::Connection& db, LineId line, const Uuid& uuid);

struct Running {
  Uuid uuid;
  Uuid operator_uuid;
  std::string alias;
  Millis since;  // when it was accepted
  Millis guide_ends_at;
  bool is_aside;
};
std::vector<Running> running(db::Connection& db, LineId line);  // in the order of acceptance
struct Named {
  Uuid uuid;
  std::optional<std::string> nickname;  // nothing: the words were destroyed
  Millis since;                         // when it was requested
};
std::vector<Named> active_of(const Snapshot& snapshot, LineId line, StaffId owner);  // in the order of acceptance
bool has_talk(db::Connection& db, LineId line, StaffId owner);
// The talks of an operator that count: not set aside, the visitor connected within the last three minutes.
std::int64_t count_counted(db::Connection& db, LineId line, StaffId owner, Millis now);
// How long the latest talks of the line took, at most 20, from the first acceptance to the end.
struct Durations {
  std::int64_t talks;
  Millis sum;
};
Durations latest_durations(db::Connection& db, LineId line);

// What happened on the line since then: how many were requested, taken for the first time, ended, and left unheard.
// Second talks, by appointment, are counted apart.
struct Figures {
  std::int64_t requested;
  std::int64_t accepted;
  std::int64_t ended;
  std::int64_t left;
  std::int64_t second_talks;  // requested
};
Figures figures_since(db::Connection& db, LineId line, Millis from);

// Who was let in on a day, by half hours from its beginning; the times of those who were taken. What happened at
// `until` or later is left out of the figures that say so.
struct HalfHour {
  std::int64_t half;  // 0: the first
  std::int64_t requested, accepted;
  Millis waited;  // of the accepted, together
};
struct DayFigures {
  std::int64_t requested = 0, left = 0, accepted = 0;  // until then
  Millis waited = 0;                                   // of these accepted
  std::vector<HalfHour> halves;                        // of the whole day; those with anybody
};
DayFigures figures_of_day(db::Connection& db, LineId line, Millis from, Millis to, Millis until);

// The last time that it was given to a colleague.
struct Passed {
  StaffId from;
  StaffId to;
  std::string state;  // waiting, taken, returned, released, over
  Millis made_at;
};
std::optional<Passed> latest_pass(db::Connection& db, ConversationId id);
// How many were given to a colleague in that time.
std::int64_t count_passes(db::Connection& db, LineId line, Millis from, Millis until);
std::optional<Subject> find_subject(db::Connection& db, const Uuid& uuid);

// For the visit: its first conversation, where the visitor is now (in the open one, the first of two; else in the
// latest that was a talk), and the one that it is being handed to.
struct Summary {
  Uuid uuid;
  LineId line;
  std::string state;
  std::string language;
  ConversationId id;
  std::optional<Millis> ended_at;
  bool is_forgotten;
};
std::optional<Summary> first_of_visit(db::Connection& db, VisitId visit);
std::optional<Summary> latest_of_visit(db::Connection& db, VisitId visit);
std::optional<Summary> second_of_visit(db::Connection& db, VisitId visit);
std::vector<Summary> all_of_visit(db::Connection& db, VisitId visit);
// Since when nobody of the visit is connected to any open conversation of it; nothing: somebody is.
std::optional<Millis> visitor_lost_at(db::Connection& db, VisitId visit);

// For the features that act inside a talk (an offer to the visitor, and the answer).
struct Talk {
  Subject subject;
  VisitId visit;
  std::optional<StaffId> owner;  // somebody who is active, and still on the team of the line
  bool is_active;
  bool is_open;
  std::string language;                 // register
  std::optional<std::string> nickname;  // nothing: the words were destroyed
  std::optional<streams::Sealing> sealing;
};
std::optional<Talk> find_talk(const Snapshot& snapshot, const Uuid& conversation);
// `not_found` for everybody but the owner, or the visitor.
Result<Talk> access_talk_as_owner(Tx& tx, const Actor& actor, const Uuid& conversation);
Result<Talk> access_talk_as_visitor(Tx& tx, const Actor& actor, const Uuid& conversation);
// An event in the talk, sealed with its key; the reply carries its number. A resend finds the event of the first time.
Reply tell(Tx& tx, const Talk& talk, streams::Draft draft);
std::optional<Reply> find_told(Tx& tx, const live::Envelope& envelope, const Talk& talk);

// A text that is sealed with the key of the talk, sealed anew without these words; nothing where none stands in it.
std::optional<std::string> taken_out(Tx& tx, const WordsTaken& taken, seal::Kind kind, const Uuid& owner,
                                     std::string_view sealed);
// The same for these fields of a stream of the talk: of its first 500 events, so that it fits into one act. Gives the
// number of events.
std::int64_t take_out(Tx& tx, const WordsTaken& taken, const StreamKey& stream,
                      std::initializer_list<std::string_view> fields);

// The JSON list of its messages, as in the state of its stream.
std::string messages_of(const Snapshot& snapshot, ConversationId id);

// The conversations that break the invariant: open, and neither waiting in one queue nor owned by one operator; or
// closed and still in a queue; or with a row that says something else than the stream. Empty when all is well.
std::vector<Uuid> find_astray(db::Connection& db);

}  // namespace onthaal::conversations
