#pragma once

#include "core/redacted.h"
#include "features/accounts/accounts.h"

// Logging in: read the hash, verify it on a worker, then act on rows that are still the same.
//
// After five wrong passwords for a login name, whoever has it, the name is closed for 30 seconds, and for twice as long
// after each further wrong one, up to 15 minutes. The tries are rows and not memory: they are counted in the act, where
// nothing else is written at the same time, so that many logins at once get no more than five answers; they outlive a
// restart; and a row costs whoever makes it one Argon2id. Forgotten 24 hours after the last one.
namespace onthaal::accounts {

struct Login {
  std::string login;  // lower case
  Redacted<std::string> password;
};

Work log_in(Login login, const Settings& settings);

// Under what the tries of a login name are kept. Not its plain hash: that of a password typed into the wrong field
// would be guessed soon.
std::string tries_key(const seal::Keyring& keys, std::string_view login);
// Calls hooks.left where one is given.
void tell_left(Tx& tx, const Hooks& hooks, StaffId staff);
// All of this person's, with their sockets.
void close_sessions(Tx& tx, StaffId staff, const Hooks& hooks);
// The sessions that have expired by then end, with their sockets.
void tidy_at(Tx& tx, Millis due);

// How long a login name is closed after so many wrong passwords; 0 when it stays open.
std::chrono::milliseconds closed_after(std::int64_t wrong);

inline constexpr std::chrono::milliseconds kTriesKept = std::chrono::hours(24);

}  // namespace onthaal::accounts
