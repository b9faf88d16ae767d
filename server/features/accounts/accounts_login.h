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
  std::string browser;
};

Work log_in(Login login, const Settings& settings, const Hooks& hooks);
// `then` is done in the act in which the password is found right, and the wrong tries forgotten.
using Then = std::function<Result<Reply>(Tx&, StaffId)>;
Work check_password(const Login& login, const Then& then);

// Under what the tries of a login name are kept. Not its plain hash: that of a password typed into the wrong field
// would be guessed soon.
std::string tries_key(const seal::Keyring& keys, std::string_view login);
// Calls hooks.left where one is given.
void tell_left(Tx& tx, const Hooks& hooks, StaffId staff);
// Calls hooks.less where one is given.
void tell_less(Tx& tx, const Hooks& hooks, StaffId staff);
// A line in the log about this person.
void record(Tx& tx, std::string_view what, StaffId staff, std::optional<StaffId> by, std::optional<LineId> line,
            std::string data);
// Written down that somebody may log in again, or may not for now.
void let_in(Tx& tx, StaffId staff, bool is_active, std::optional<StaffId> by, std::optional<LineId> line);
// As take_role, but leaves the sessions open; whether there was anything to take.
Result<bool> take_role_quietly(Tx& tx, StaffId staff, const RoleOnLine& role, std::optional<StaffId> by);
// The sessions that have expired by then end, with their sockets.
void tidy_at(Tx& tx, Millis due);

// How long a login name is closed after so many wrong passwords; 0 when it stays open.
std::chrono::milliseconds closed_after(std::int64_t wrong);

inline constexpr std::chrono::milliseconds kTriesKept = std::chrono::hours(24);

}  // namespace onthaal::accounts
