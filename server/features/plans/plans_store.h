#pragma once

#include "features/plans/plans.h"
#include "platform/act/tx.h"

namespace onthaal::plans::store {

struct Worker {
  StaffId id;
  Uuid uuid;
  std::string alias;
};
struct Plan {
  std::int64_t id;
  Uuid uuid;
  LineId line;
  std::int64_t key;
  std::string text;                    // sealed
  std::optional<std::string> moments;  // sealed
  std::optional<Worker> worker;
  std::string state;
  Uuid offered_in;
  std::string made_by;  // alias
  Millis made_at;
  Millis changed_at;
  std::int64_t talks;  // that it was brought to
};
std::optional<Plan> find(db::Connection& db, const Uuid& uuid);
std::optional<Plan> find_by_code(db::Connection& db, std::string_view hash);  // one that is active
std::optional<Plan> latest_in(db::Connection& db, ConversationId conversation);
std::optional<Plan> brought_to(db::Connection& db, ConversationId conversation);
std::vector<Plan> active(db::Connection& db, LineId line);  // the newest first

struct NewPlan {
  Uuid uuid;
  LineId line;
  std::int64_t key;
  std::string text;
  std::optional<std::string> moments;
  std::optional<StaffId> worker;
  ConversationId offered_in;
  StaffId made_by;
};
bool insert(Tx& tx, const NewPlan& plan);  // false: an offer is open in that talk

// Conditional: false when the state was no longer the old one.
bool move(Tx& tx, const Plan& plan, std::string_view from, std::string_view to);
bool put_code(Tx& tx, const Plan& plan, std::string_view hash);  // false: another has this code, or it is not active
struct Changed {
  std::string text;
  std::optional<std::string> moments;
  std::optional<StaffId> worker;
};
bool change(Tx& tx, const Plan& plan, const Changed& changed);
void destroy(Tx& tx, const Plan& plan);  // its words, and its code
void bring(Tx& tx, ConversationId conversation, const Plan& plan);

}  // namespace onthaal::plans::store
