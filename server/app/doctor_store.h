#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "core/ids.h"
#include "platform/db/db.h"
#include "platform/seal.h"

// What `onthaal doctor` asks the database: questions about all features at once, so they stand here.
namespace onthaal::app::store {

// What the engine itself says of its files; empty when all is well.
std::vector<std::string> integrity_problems(db::Connection& db);
std::vector<std::string> foreign_key_problems(db::Connection& db);
std::vector<std::string> migrations(db::Connection& db);  // names, in order

// Somebody has a role that was surely written in the log of the house, so that it cannot be empty.
bool has_logged_role(db::Connection& db);

struct KeyUse {
  std::int64_t master;
  std::int64_t keys;  // that are wrapped by it
};
std::vector<KeyUse> unknown_masters(db::Connection& db);  // not in master_key

// Streams whose numbers do not follow each other from 1 (of a line: from the oldest one kept).
std::vector<std::string> broken_streams(db::Connection& db);

// One sealed text with what opens it.
struct Sealed {
  std::string name;  // "conversation_event 17"
  std::int64_t key;
  std::optional<std::string> wrapped;  // nothing: destroyed
  std::int64_t master;
  Uuid key_owner;
  seal::Kind kind;
  Uuid owner;  // part of what the seal protects
  std::int64_t number;
  std::string text;
};
// All of them, a page at a time. `look` keeps nothing of what it is given.
void each_sealed_event(db::Connection& db, const std::function<void(const Sealed&)>& look);
// What is not an event: nicknames, notes, ratings, marks, plans, ...
void each_sealed_word(db::Connection& db, const std::function<void(const Sealed&)>& look);

}  // namespace onthaal::app::store
