#pragma once

#include "features/conversations/conversations.h"

namespace onthaal::conversations::store {

enum class State : std::uint8_t { waiting, active, ended, left, refused };
State state_of(std::string_view name);
std::string_view name_of(State state);

// All that a command on one conversation needs, in one statement.
struct Current {
  Subject subject;
  State state;
  VisitId visit;
  std::optional<StaffId> owner;
  std::optional<std::string> alias;  // of an owner who is active, and still on the team of the line
  std::int64_t key;
  std::int64_t master;
  std::optional<std::string> wrapped;  // nothing: the words were destroyed
  std::optional<Millis> first_accepted_at;
  std::optional<Millis> guide_ends_at;
  std::optional<Millis> visitor_lost_at;
  std::optional<Millis> operator_lost_at;
  std::optional<Millis> aside_at;
  std::optional<Millis> exited_at;
  std::optional<Millis> ended_at;
  bool is_away;
  std::optional<StaffId> last_operator;  // who has it, or had it before it was given back
  std::optional<StaffId> for_staff;      // the colleague for whom it waits
  bool never_came;                       // it was asked for, and no page has followed it
};
std::optional<Current> find(db::Connection& db, const Uuid& uuid);
std::optional<Current> find(db::Connection& db, ConversationId id);
std::vector<ConversationId> open_of(db::Connection& db, VisitId visit);
std::vector<ConversationId> active_of(db::Connection& db, StaffId staff);    // on every line
std::vector<ConversationId> waiting_for(db::Connection& db, StaffId staff);  // this colleague, on every line
// The key of its words; nothing when it was destroyed.
std::optional<streams::Sealing> sealing_of(const Current& current, const seal::Keyring& keys);

struct NewConversation {
  Uuid uuid;
  std::int64_t key;
  std::string nickname;  // sealed
  const Request& request;
};
ConversationId insert(Tx& tx, const NewConversation& conversation);

// Conditional: false when the state was no longer the old one.
bool accept(Tx& tx, ConversationId id, StaffId staff, Millis guide_ends_at, const std::optional<std::string>& reason);
struct Ending {
  State from;
  State to;
  std::optional<std::string_view> by;     // visitor, operator
  std::optional<std::string_view> cause;  // exit, lost
  std::string_view closing;
  std::optional<std::string_view> why = std::nullopt;  // handed_over, not_taken, line_closed
};
bool end(Tx& tx, ConversationId id, const Ending& ending);
bool give_back(Tx& tx, ConversationId id, std::optional<StaffId> for_staff);
void insert_pass(Tx& tx, ConversationId id, StaffId from, StaffId to, std::string_view reason);
void end_pass(Tx& tx, ConversationId id, std::string_view state);  // taken, returned, released, over
bool release(Tx& tx, ConversationId id);
bool set_wants(Tx& tx, ConversationId id, const std::optional<std::string>& wants);
bool warn(Tx& tx, ConversationId id);
bool set_unattended(Tx& tx, ConversationId id, bool is_unattended);
bool extend(Tx& tx, ConversationId id, Millis guide_ends_at);
bool set_aside(Tx& tx, ConversationId id, std::optional<Millis> at);

void set_exited(Tx& tx, ConversationId id);
void set_away(Tx& tx, ConversationId id, bool is_away);
void set_visitor_lost(Tx& tx, ConversationId id, std::optional<Millis> at, bool is_break);
void set_operator_lost(Tx& tx, ConversationId id, std::optional<Millis> at);
std::vector<ConversationId> set_all_lost(Tx& tx);  // the open ones

struct FullIntake {
  std::optional<std::int64_t> age;
  std::optional<std::string> gender;
  std::optional<TermId> source;
  std::optional<std::string> question;  // sealed
};
FullIntake full_intake(db::Connection& db, ConversationId id);
void set_nickname(Tx& tx, ConversationId id, std::string_view sealed);
void set_intake(Tx& tx, ConversationId id, const FullIntake& intake);

// Adds to what is counted.
struct Counted {
  std::optional<Millis> first_answer_at;
  std::int64_t messages_visitor = 0;
  std::int64_t messages_operator = 0;
  std::int64_t words_visitor = 0;
  std::int64_t words_operator = 0;
};
void add_counted(Tx& tx, ConversationId id, const Counted& counted);

struct Shown {
  Subject subject;
  std::string line_slug;
  std::string line_name;
  std::string state;
  std::string nickname;  // sealed
  std::string language;
  std::optional<std::string> operator_alias;
  Millis requested_at;
  std::optional<Millis> accepted_at;
  std::optional<Millis> ended_at;
  std::optional<std::string> ended_by;  // or by what
  std::optional<std::string> closing;
  std::optional<Millis> guide_ends_at;
  std::optional<Millis> exited_at;
  std::optional<std::string> who;
  std::optional<std::string> topic;  // a code
  std::optional<std::int64_t> age;
  std::optional<std::string> gender;
  std::optional<std::string> question;  // sealed
  std::optional<std::string> source;    // a code
  std::optional<std::string> device;
  std::int64_t place;  // among who waits, from 1
  std::int64_t key;
  std::optional<StaffId> owner;
  std::optional<std::string> wants;
  std::optional<std::string> passed_to;  // an alias
  bool is_warned;
  bool is_unattended;
  bool is_forgotten;
  std::optional<std::string> forgotten_by;  // period, visitor
};
std::optional<Shown> find_shown(db::Connection& db, ConversationId id);

}  // namespace onthaal::conversations::store
