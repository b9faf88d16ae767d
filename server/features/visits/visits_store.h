#pragma once

#include "features/visits/visits.h"
#include "platform/act/tx.h"

namespace onthaal::visits::store {

std::optional<VisitId> find(db::Connection& db, std::string_view token_hash);  // by any of its tokens
struct NewVisit {
  std::string token_hash;
  bool is_proven;
};
std::optional<VisitId> insert(Tx& tx, const NewVisit& visit);  // nothing when there is one
void insert_token(Tx& tx, VisitId visit, std::string_view token_hash);

std::optional<VisitId> find_by_code(db::Connection& db, std::string_view code_hash);
void put_code(Tx& tx, VisitId visit, std::string_view code_hash);
bool has_code(db::Connection& db, VisitId visit);

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

}  // namespace onthaal::visits::store
