#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/redacted.h"
#include "features/lines/lines.h"
#include "platform/live/command.h"
#include "platform/streams/streams.h"

// One talk on one line, from request to end. A conversation is its stream; its row is a projection, written in the same
// act. It either waits in one queue or is owned by one operator until it ends: every change of state is an update on
// the condition that the state is still the old one.
namespace onthaal::conversations {

// Which conversation, with what others need to name it.
struct Subject {
  ConversationId id;
  Uuid uuid;
  LineId line;
  Uuid line_uuid;
};

// What the visitor told beforehand and afterwards; each may be missing. Codes are those of docs/protocol.md.
struct Intake {
  std::optional<std::string> who;     // pupil, parent, teacher, other
  std::optional<TermId> topic;
  std::optional<std::int64_t> age;
  std::optional<std::string> gender;  // f, m, x, unsaid
  std::optional<TermId> source;
};
Intake intake_of(db::Connection& db, ConversationId id);

// What happened, for the features that react to it. They run in the same act, after the conversation's own event.
struct ConversationRequested {
  Subject conversation;
  const Redacted<std::string>& nickname;
  const std::optional<std::string>& who;
  const std::optional<TermId>& topic;
  Author author;
  const streams::Sealing& sealing;  // words about this conversation are sealed with its key
};
struct ConversationAccepted {
  Subject conversation;
  Author author;
  Uuid operator_uuid;
  std::string_view alias;
  Millis guide_ends_at;
  Uuid command;
};
// It waits again, in front.
struct ConversationGivenBack {
  Subject conversation;
  StaffId from;
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
};
struct ConversationEnded {
  Subject conversation;
  bool was_waiting;
  std::optional<StaffId> owner;       // who had it when it ended; nothing when it waited
  std::string_view by;                // visitor, operator, exit, lost
  Author author;
  std::optional<Uuid> command;        // nothing: no command did it
};
struct ConversationHooks {
  std::function<void(Tx&, const ConversationRequested&)> requested;
  std::function<void(Tx&, const ConversationAccepted&)> accepted;
  std::function<void(Tx&, const ConversationGivenBack&)> given_back;
  std::function<void(Tx&, const VisitorAway&)> away;
  std::function<void(Tx&, const ConversationSetAside&)> set_aside;
  std::function<void(Tx&, const ConversationExtended&)> extended;
  std::function<void(Tx&, const ConversationEnded&)> ended;
  // Whether an operator has room for one more talk: asked when the visitor of a talk that was set aside comes back.
  std::function<bool(Tx&, const Subject&, StaffId)> has_room;
};

struct Request {
  lines::Line line;
  VisitId visit;
  Redacted<std::string> nickname;
  std::string_view language;  // register: "nl", "nl-u" or "en"
  std::optional<std::string> who = std::nullopt;
  std::optional<std::string> device = std::nullopt;  // phone, tablet, computer
  std::optional<TermId> topic = std::nullopt;
};

struct Post {
  Uuid conversation;
  Redacted<std::string> text;
};

// The use cases. Owned by the wiring; outlives the tables that it hands out.
class Conversations {
 public:
  explicit Conversations(ConversationHooks hooks) : hooks_(std::move(hooks)) {}
  Conversations(const Conversations&) = delete;
  Conversations& operator=(const Conversations&) = delete;

  // A new one that waits in the queue of its line.
  Uuid request(Tx& tx, const Request& request) const;
  // The conversation goes from the queue to this operator, whose right to take it the caller has checked. `conflict`
  // when it no longer waits.
  Result<Subject> accept(Tx& tx, ConversationId id, StaffId staff, const Uuid& command) const;
  // The reply carries the number of the event. `conflict` while it waits, `closed` once it ended.
  Result<Reply> post_message(Tx& tx, const live::Envelope& envelope, const Post& post) const;
  // The exit button was used: said in the stream. Nothing where the visit has no open conversation.
  void exit(Tx& tx, VisitId visit) const;
  // The visitor leaves or ends it, the owner ends it; ending what has ended changes nothing.
  Result<Reply> end(Tx& tx, const live::Envelope& envelope, const Uuid& conversation) const;

  live::Commands commands() const;

 private:
  ConversationHooks hooks_;
};

// `conversation:UUID`: its visitor, and the operator who owns it or owned it last.
streams::StreamKind stream_kind();

// For the queue. Waiting ones in the order in which they are taken.
struct Named {
  Uuid uuid;
  std::optional<std::string> nickname;  // nothing: the words were destroyed
  Millis since;                         // when it was requested
};
std::vector<Named> waiting(const Snapshot& snapshot, LineId line);
std::vector<Named> active_of(const Snapshot& snapshot, LineId line, StaffId owner);  // in the order of acceptance
std::vector<Subject> queue_of(db::Connection& db, const lines::Line& line);
std::optional<ConversationId> first_waiting(db::Connection& db, LineId line);

// For the visit: its first conversation, and its latest with what the visitor's page starts from.
struct Summary {
  Uuid uuid;
  LineId line;
  std::string state;
  std::string language;
};
std::optional<Summary> first_of_visit(db::Connection& db, VisitId visit);
std::optional<Summary> latest_of_visit(db::Connection& db, VisitId visit);

// The conversations that break the invariant: open, and neither waiting in one queue nor owned by one operator; or
// closed and still in a queue; or with a row that says something else than the stream. Empty when all is well.
std::vector<Uuid> find_astray(db::Connection& db);

}  // namespace onthaal::conversations
