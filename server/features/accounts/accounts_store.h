#pragma once

#include "features/accounts/accounts.h"

namespace onthaal::accounts::store {

std::string_view role_name(Role role);

std::optional<Person> insert(Tx& tx, const NewStaff& staff, std::string_view password_hash);
void insert_role(db::Connection& db, StaffId staff, LineId line, Role role);
std::optional<StaffId> set_password(db::Connection& db, std::string_view login, std::string_view password_hash);
std::optional<StaffId> disable(db::Connection& db, std::string_view login);

struct Credentials {
  StaffId staff;
  std::string password_hash;
};
std::optional<Credentials> find_credentials(db::Connection& db, std::string_view login);  // of who is active
bool has_password(db::Connection& db, StaffId staff, std::string_view password_hash);     // and is active

std::optional<Person> find_person(db::Connection& db, StaffId id);
bool has_role(db::Connection& db, StaffId staff, LineId line, Role role);
bool has_any_role(db::Connection& db, StaffId staff, LineId line);

struct LineRoles {
  lines::Line line;
  std::vector<std::string> roles;
};
std::vector<LineRoles> roles_of(db::Connection& db, StaffId staff);  // by slug

struct Listed {
  Person person;
  std::string login;
  std::string state;
};
std::vector<Listed> all(db::Connection& db);  // by login

void insert_session(Tx& tx, StaffId staff, std::string_view token_hash, Millis expires_at);
std::optional<Staff> find_session(db::Connection& db, std::string_view token_hash, Millis now);
bool delete_session(db::Connection& db, const Staff& staff);
std::vector<SessionId> delete_sessions(db::Connection& db, StaffId staff);
// Those that were deleted.
std::vector<Staff> delete_expired_sessions(db::Connection& db, Millis now, std::int64_t limit);
bool has_session(db::Connection& db, StaffId staff);  // expired or not
std::optional<Millis> next_expiry(db::Connection& db);

struct Tries {
  std::int64_t wrong = 0;
  Millis last_at = 0;
  Millis closed_until = 0;
};
Tries find_tries(db::Connection& db, std::string_view login_hash);
void put_tries(db::Connection& db, std::string_view login_hash, const Tries& tries);
void forget_tries(db::Connection& db, std::string_view login_hash);
std::int64_t delete_old_tries(db::Connection& db, Millis before, std::int64_t limit);

}  // namespace onthaal::accounts::store
