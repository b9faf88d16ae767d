#pragma once

#include "features/traces/traces.h"

namespace onthaal::traces::store {

struct TraceKey {
  std::int64_t id;
  Uuid uuid;
  std::int64_t master;
  std::string wrapped;
};
// Those made since then that were not destroyed, oldest first.
std::vector<TraceKey> living(db::Connection& db, Millis made_since);
std::optional<Millis> newest_made_at(db::Connection& db);
void insert(Tx& tx, const Uuid& uuid, const seal::Wrapped& wrapped);
void destroy(Tx& tx, Millis made_before);

void put(Tx& tx, VisitId visit, std::int64_t key, std::string_view trace);
// What stands under destroyed keys goes: how many, at most `limit`.
std::int64_t prune(Tx& tx, std::int64_t limit);

// A conversation of a visit with the same trace, and what is known of the visitor: what the operator recorded, else
// what the visitor told.
struct Seen {
  ConversationId conversation;
  VisitId visit;
  Millis from;   // the visit began
  Millis until;  // the visitor was there no longer
  std::optional<std::string> who;
  std::optional<std::int64_t> age;
  std::optional<std::string> gender;
};
// Oldest first, of at most so many visits.
std::vector<Seen> same_as(const Snapshot& snapshot, VisitId visit, std::int64_t key, std::int64_t limit);
std::vector<VisitId> find_often(db::Connection& db, std::int64_t key, LineId line, Millis since, std::int64_t talks);

}  // namespace onthaal::traces::store
