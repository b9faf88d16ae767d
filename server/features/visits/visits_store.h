#pragma once

#include "platform/act/tx.h"

namespace onthaal::visits::store {

std::optional<VisitId> find(db::Connection& db, std::string_view token_hash);
std::optional<VisitId> insert(Tx& tx, std::string_view token_hash);  // nothing when there is one

}  // namespace onthaal::visits::store
