#pragma once

#include "features/factors/factors_store.h"

// Whose factors: the person of a session, or of a ticket while that person has none yet.
namespace onthaal::factors {

struct Owner {
  StaffId staff;
  std::optional<SessionId> session;
  std::optional<store::Ticket> ticket;
};
// In a session the password must have been given just now. A ticket makes the first factor, never a second one.
Result<Owner> access_owner(db::Connection& db, Millis now, const Actor& actor,
                           const std::optional<std::string>& ticket);
Error stale_ticket();
Error wrong_code();

std::string tries_key(const seal::Keyring& keys, StaffId staff);
// Counted for the ticket and for the person. Told as a reply, so that it is remembered.
Reply refuse(Tx& tx, StaffId staff, const store::Ticket* ticket, const Error& error);

bool is_code(Tx& tx, StaffId staff, std::string_view code);           // of the active secret, and not used before
bool is_recovery_code(Tx& tx, StaffId staff, std::string_view code);  // and not used before
// Ten new ones, for those that were.
std::vector<std::string> make_codes(Tx& tx, StaffId staff);

// A factor was made: written down, with recovery codes when it is the first. A ticket becomes a session by it.
Result<Reply> added(Tx& tx, const Settings& settings, const Owner& owner, std::string_view kind, bool is_first);
void record(Tx& tx, std::string_view what, StaffId staff, std::optional<StaffId> by, std::string_view kind);

}  // namespace onthaal::factors
