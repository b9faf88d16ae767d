#pragma once

#include "features/visits/visits.h"
#include "platform/act/tx.h"

namespace onthaal::visits::store {

std::optional<VisitId> find(db::Connection& db, std::string_view token_hash);  // by any of its tokens
struct NewVisit {
  std::string token_hash;
  bool is_proven;
  std::optional<VisitId> earlier = std::nullopt;  // of the same page
};
std::optional<VisitId> insert(Tx& tx, const NewVisit& visit);  // nothing when there is one
void insert_token(Tx& tx, VisitId visit, std::string_view token_hash);

std::optional<VisitId> find_by_code(db::Connection& db, std::string_view code_hash);
void put_code(Tx& tx, VisitId visit, std::string_view code_hash);
bool has_code(db::Connection& db, VisitId visit);
void void_code(Tx& tx, VisitId visit);  // the one that was put
// What a code may still do.
void add_code(Tx& tx, VisitId visit, std::string_view code_hash);
void share_codes(Tx& tx, VisitId from, VisitId with);
void drop_code(Tx& tx, std::string_view code_hash);
std::vector<VisitId> visits_of(db::Connection& db, std::string_view code_hash);  // the latest first

struct Started {
  std::int64_t all;
  std::int64_t unproven;
};
Started started_since(db::Connection& db, Millis from);

bool spend(Tx& tx, const Proven& proof);                   // false: it was spent
std::int64_t wrong_codes(db::Connection& db, Millis now);  // in the minute of `now`
void count_wrong_code(Tx& tx);
// How many went; at most `limit`.
std::int64_t prune_challenges(Tx& tx, std::int64_t limit);
void prune_wrong_codes(Tx& tx);

void insert_refusal(Tx& tx, LineId line, std::string_view reason);
Refusals refusals_since(db::Connection& db, LineId line, Millis from);

// Whether this visit, or one before it of the same page, is not let in on the line now.
bool is_refused(Tx& tx, VisitId visit, LineId line);
// A talk that ended with the fixed text, or was recorded as abusive.
struct Abusive {
  ConversationId id;
  Uuid uuid;
  VisitId visit;
  std::int64_t key;
  std::string alias;  // of whose talk it was
  Millis ended_at;
};
std::optional<Abusive> find_abusive(db::Connection& db, LineId line, const Uuid& conversation);
// Those since then whose visit is let in; newest first.
std::vector<Abusive> let_in_still(const Snapshot& snapshot, LineId line, Millis since);
struct NewRefusal {
  Uuid uuid;
  LineId line;
  const Abusive& talk;
  Millis until;
  std::string reason;  // sealed
  StaffId made_by;
};
// False when the visit is refused already.
bool refuse(Tx& tx, const NewRefusal& refusal);
struct Refusal {
  Uuid uuid;
  Uuid conversation;
  std::int64_t key;
  std::string reason;  // sealed
  std::string alias;
  Millis made_at;
  Millis until;
};
std::vector<Refusal> lasting(const Snapshot& snapshot, LineId line);  // newest first
// How many went; at most `limit`.
// Which visit was before it on the same page, for visits that began until then.
void forget_earlier(Tx& tx, Millis until);
bool undo_refusal(Tx& tx, LineId line, const Uuid& refusal, StaffId by);

}  // namespace onthaal::visits::store
