#pragma once

#include <optional>
#include <string>
#include <vector>

#include "features/cases/cases.h"

namespace onthaal::cases::store {

// The talk that a case is about, with what decides who may touch it.
struct Case {
  conversations::Subject subject;
  std::string state;
  std::optional<StaffId> owner;      // who has it, or had it when it ended
  std::int64_t key;                  // in seal_key
  std::optional<StaffId> for_staff;  // the colleague for whom it waits
  std::optional<Millis> ended_at;
  bool is_open() const { return state == "waiting" || state == "active"; }
};
std::optional<Case> find(db::Connection& db, const Uuid& uuid);
std::optional<Case> find(db::Connection& db, ConversationId id);

struct Coach {
  StaffId staff;
  Uuid uuid;
  std::string alias;
  std::string reason;
  Millis since;
};
std::vector<Coach> coaches(db::Connection& db, ConversationId conversation);  // who is there now, in order
bool is_coach(db::Connection& db, ConversationId conversation, StaffId staff);
// Where this person looks along now.
std::vector<ConversationId> coached_by(db::Connection& db, StaffId staff);

// Conditional: nothing changes when the talk is no longer active.
enum class Join : std::uint8_t { joined, is_there, not_active };
Join join(Tx& tx, ConversationId conversation, StaffId staff, std::string_view reason);
std::optional<Uuid> leave(Tx& tx, ConversationId conversation, StaffId staff);  // whose uuid; nothing: was not there

// Since when no page of somebody who looks along shows it; nothing: one does.
void set_lost(Tx& tx, ConversationId conversation, StaffId staff, std::optional<Millis> at);
std::vector<StaffId> set_all_lost(Tx& tx);
struct Lost {
  ConversationId conversation;
  Millis at;
};
std::vector<Lost> lost(db::Connection& db, StaffId staff);

// Those who looked along and left before then, at most `limit`: how many.
void add_reading(Tx& tx, ConversationId conversation, StaffId staff, std::string_view purpose);

struct LineCoach {
  ConversationId conversation;
  Uuid uuid;
  std::string alias;
};
// Of the open talks of a line: who looks along, and those that ask for help; in the order of the talks.
std::vector<LineCoach> coaches_of_line(db::Connection& db, LineId line);
std::vector<std::pair<ConversationId, Uuid>> asking_on_line(db::Connection& db, LineId line);

// Whether the last word about help is that it is asked.
bool asks_help(db::Connection& db, ConversationId conversation);

struct NewEscalation {
  Uuid uuid;
  ConversationId conversation;
  std::string to;
  std::string consent;
  std::string why;                           // sealed
  std::optional<std::string> second_person;  // sealed
  StaffId staff;
};
void add_escalation(Tx& tx, const NewEscalation& escalation);
struct Escalation {
  Uuid uuid;
  Millis at;
  std::string alias;
  std::string to;
  std::string consent;
  std::string why;                           // sealed
  std::optional<std::string> second_person;  // sealed
};
std::vector<Escalation> escalations(db::Connection& db, ConversationId conversation);

}  // namespace onthaal::cases::store
