#pragma once

#include <optional>

#include "features/mails/mails.h"

namespace onthaal::mails::store {

struct About {
  std::optional<LineId> line;
  std::optional<StaffId> staff;
};
void insert(Tx& tx, const Uuid& uuid, std::int64_t key, std::string_view body, const About& about);

struct Waiting {
  std::int64_t id;
  Uuid uuid;
  std::int64_t key;
  std::string body;
  std::int64_t tries;
  Millis made_at;
};
std::optional<Waiting> find_due(db::Connection& db, Millis now);
std::optional<Waiting> find(db::Connection& db, std::int64_t id);  // that waits
std::optional<Millis> next_due(db::Connection& db);
// One is under way: until then at most.
std::optional<Millis> sending_until(db::Connection& db, Millis now);
// Tried once more than `tries`, under way until `until`, and tried again at `due`.
void take(db::Connection& db, const Waiting& mail, Millis due, Millis until);
// Not under way any more: the one that was taken with so many tries before, or all.
void put_back(db::Connection& db, std::int64_t id, std::int64_t tries);
void put_all_back(db::Connection& db);
// With its words.
bool drop(db::Connection& db, std::int64_t id);
// Whom it was about; nothing when it does not wait.
std::optional<About> give_up(db::Connection& db, std::int64_t id, Millis until);
std::int64_t forget_given_up(db::Connection& db, Millis now);
std::optional<State> state_of(db::Connection& db, const Uuid& uuid);

}  // namespace onthaal::mails::store
