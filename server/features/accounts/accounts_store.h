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
std::optional<Person> find_operator(db::Connection& db, LineId line, const Uuid& staff);
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

// Somebody with a role on a line, as its coordinators see that person.
struct Member {
  Person person;
  std::string login;
  bool is_active;
  std::vector<Role> roles;  // on this line
  std::optional<std::int64_t> capacity;
};
std::vector<Member> members(db::Connection& db, LineId line);  // by login
std::optional<Member> find_member(db::Connection& db, LineId line, const Uuid& staff);
void update_person(db::Connection& db, const Person& person, bool is_active);
void set_roles(db::Connection& db, StaffId staff, LineId line, const std::vector<Role>& roles,
               std::optional<std::int64_t> capacity);
bool has_roles_elsewhere(db::Connection& db, StaffId staff, LineId line);
// Whether that person has a role on a line that this coordinator does not run.
bool is_beyond(db::Connection& db, StaffId staff, StaffId coordinator);
// Whether no other active person coordinates the line; any of the lines that this person coordinates.
bool is_last_coordinator(db::Connection& db, StaffId staff, LineId line);
bool is_last_coordinator(db::Connection& db, StaffId staff);

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
