#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/redacted.h"
#include "features/conversations/conversations.h"
#include "platform/act/jobs.h"
#include "platform/http/route.h"
#include "platform/live/command.h"
#include "platform/streams/streams.h"

// What staff alone know of a talk: notes, whispers with who looks along, alerts, steps, whom one went to. The stream
// `case:UUID`, in its own table behind its own door: no visitor ever comes in. All of it is sealed with the key of the
// talk, so that it is destroyed with the talk's words.
namespace onthaal::cases {

enum class NoteKind : std::uint8_t { note, whisper };
enum class Alert : std::uint8_t { fake, frequent };
enum class Purpose : std::uint8_t { coach, flag, frequent, own, review, chatscan, complaint, emergency, legal };
std::string_view name_of(Purpose purpose);

// For other features, inside their act. A note or an alert about a talk whose words were destroyed is not kept.
void add_note(Tx& tx, ConversationId conversation, const Author& author, std::string_view alias, NoteKind kind,
              const Redacted<std::string>& text);
// An alert that is there already is not raised again; alerts are shown while the talk is open.
void alert(Tx& tx, ConversationId conversation, Alert alert);
// Notes, whispers and what was asked are without them, too; gives how many of these they stood in.
std::int64_t on_words_taken(Tx& tx, const conversations::WordsTaken& taken);
// Somebody reads a talk, and what for: kept beside it, and in the log.
void record_reading(Tx& tx, ConversationId conversation, StaffId staff, Purpose purpose);
// Whether this person looks along in the talk, and so may read its stream.
bool may_look_along(db::Connection& db, ConversationId conversation, StaffId staff);

// Who looks along (their aliases), and whether the operator asks for help and nobody came yet.
struct Watched {
  std::vector<std::string> coaches;
  bool asks_help = false;
};
Watched watched(db::Connection& db, ConversationId conversation);
struct WatchedTalk {
  Uuid conversation;
  Watched now;
};
// The open talks of a line in which somebody looks along, or is asked to.
std::vector<WatchedTalk> watched_talks(db::Connection& db, LineId line);

struct AskHelp {
  Uuid conversation;
  std::optional<std::int64_t> message;  // the number of one in the talk
  std::optional<Redacted<std::string>> question;
};
struct Write {
  Uuid conversation;
  Redacted<std::string> text;
};
struct SetStep {
  Uuid conversation;
  std::string step;  // the code of a guide
  bool is_done;
};
struct Escalate {
  Uuid conversation;
  std::string to;
  std::string consent;
  Redacted<std::string> why;
  std::optional<Redacted<std::string>> second_person;
};

struct CaseWatched {
  conversations::Subject conversation;
  Watched now;
  Author author;
};
struct CaseHooks {
  std::function<void(Tx&, const CaseWatched&)> watched;  // one of the two changed
};

// How long no page of somebody who looks along shows the talk before they no longer do: a reload, a lost network.
inline constexpr Millis kCoachGone = kMinute;

// The use cases. Owned by the wiring; outlives the tables that it hands out.
class Cases {
 public:
  explicit Cases(CaseHooks hooks) : hooks_(std::move(hooks)) {}
  Cases(const Cases&) = delete;
  Cases& operator=(const Cases&) = delete;

  // A coordinator of the line looks along in an active talk that is not theirs; `reason` is one of docs/protocol.md.
  Result<Reply> join(Tx& tx, const live::Envelope& envelope, const Uuid& conversation, std::string_view reason) const;
  Result<Reply> leave(Tx& tx, const live::Envelope& envelope, const Uuid& conversation) const;
  Result<Reply> ask_help(Tx& tx, const live::Envelope& envelope, const AskHelp& ask) const;

  // What happens elsewhere. Who takes a talk no longer looks along; whose talk was given back no longer reads its case;
  // when it ends everybody stops looking along.
  void on_accepted(Tx& tx, const conversations::ConversationAccepted& what) const;
  void on_given_back(Tx& tx, const conversations::ConversationGivenBack& what) const;
  void on_ended(Tx& tx, const conversations::ConversationEnded& what) const;
  // Logged out, or lost a role: looks along nowhere.
  void on_left(Tx& tx, StaffId staff) const;
  // The first page of somebody that shows the talk came, or the last one went. May run twice.
  void present(Tx& tx, ConversationId conversation, StaffId staff, bool is_there) const;
  // After a restart everybody counts as gone from now on.
  void all_lost(Tx& tx) const;

  live::Commands commands() const;
  std::vector<jobs::JobKind> jobs() const;

 private:
  // The number of `coach.left`; nothing when they were not there.
  std::optional<std::int64_t> stop(Tx& tx, ConversationId conversation, StaffId staff, const Author& author,
                                   const std::optional<Uuid>& command = std::nullopt) const;
  void tell(Tx& tx, const conversations::Subject& subject, const Author& author) const;
  void look_at_lost(Tx& tx, StaffId staff) const;

  CaseHooks hooks_;
};

// `case:UUID`: who has the talk, or had it when it ended, and the coordinators of its line.
streams::StreamKind stream_kind();

// What is noted for the colleague to whom a talk is given, before they take it: of the case, that alone.
http::Routes routes();

}  // namespace onthaal::cases
