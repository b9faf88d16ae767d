#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "app/doctor.h"
#include "features/audit/audit.h"

// How far the log of the house has come, where the database alone cannot change it: the server's own log.
namespace onthaal::app {

void log_head(db::Connection& db);  // "audit.head" with number and hash

// "42:9f3c...": as the server logs it.
std::optional<audit::Head> parse_head(std::string_view text);

// Whether each entry of the log is as it was written.
Check check_audit(db::Connection& db, const seal::Keyring& keys);
// Whether the log still holds that earlier head: only so is it seen that the newest entries were cut off.
Check check_head(const config::Config& config, const audit::Head& earlier);

}  // namespace onthaal::app
