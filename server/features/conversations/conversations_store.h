#pragma once

#include "features/conversations/conversations.h"

namespace onthaal::conversations::store {

enum class State : std::uint8_t { waiting, active, ended, left, refused };
State state_of(std::string_view name);

// All that a command on one conversation needs, in one statement.
struct Current {
  Subject subject;
  State state;
  VisitId visit;
  std::optional<StaffId> owner;
  std::optional<std::string> alias;  // of an owner who is active
  std::int64_t key;
  std::int64_t master;
  std::optional<std::string> wrapped;  // nothing: the words were destroyed
};
std::optional<Current> find(db::Connection& db, const Uuid& uuid);
std::optional<Current> find(db::Connection& db, ConversationId id);
// The key of its words; nothing when it was destroyed.
std::optional<streams::Sealing> sealing_of(const Current& current, const seal::Keyring& keys);

struct NewConversation {
  Uuid uuid;
  LineId line;
  VisitId visit;
  std::int64_t key;
  std::string nickname;  // sealed
  std::string_view language;
};
ConversationId insert(Tx& tx, const NewConversation& conversation);

// Conditional: false when the state was no longer the old one.
bool accept(Tx& tx, ConversationId id, StaffId staff);
bool end(Tx& tx, ConversationId id, State from, State to, std::string_view by);

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
  std::optional<std::string> ended_by;
  std::optional<std::int64_t> place;  // while it waits, from 1
  std::int64_t key;
};
std::optional<Shown> find_shown(db::Connection& db, ConversationId id);

}  // namespace onthaal::conversations::store
