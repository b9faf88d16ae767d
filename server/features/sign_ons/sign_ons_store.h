#pragma once

#include <optional>

#include "platform/act/tx.h"

namespace onthaal::sign_ons::store {

std::optional<StaffId> find(db::Connection& db, std::string_view issuer, std::string_view subject);
void link(Tx& tx, std::string_view issuer, std::string_view subject, StaffId staff);
void use(Tx& tx, std::string_view issuer, std::string_view subject);
std::int64_t count(db::Connection& db);  // who ever came, by whatever provider
// Whether this person came by this provider since then.
bool is_used_since(db::Connection& db, std::string_view issuer, StaffId staff, Millis since);

// False when this way was used before.
bool spend(db::Connection& db, std::string_view state_hash, Millis expires_at);
void forget_spent(db::Connection& db, Millis now);

}  // namespace onthaal::sign_ons::store
