#pragma once

#include "features/accounts/accounts.h"

namespace onthaal::accounts::store {

std::optional<Person> insert(Tx& tx, const NewStaff& staff, std::string_view password_hash);
// A role with the rows that it is of.
struct Right {
  Role role;
  std::optional<LineId> line;
  std::optional<std::int64_t> centre;  // the place
};
// The centre with this name on that line; nothing where none, or more than one, has it.
std::optional<Uuid> find_centre(db::Connection& db, std::string_view slug, std::string_view name);
// `invalid` when the line or the centre does not exist, or does not belong to such a role.
Result<Right> find_right(db::Connection& db, const RoleOnLine& role);
bool insert_role(db::Connection& db, StaffId staff, const Right& right);  // whether it is new
bool delete_role(db::Connection& db, StaffId staff, const Right& right);
std::optional<StaffId> set_password(db::Connection& db, std::string_view login, std::string_view password_hash);
std::optional<StaffId> disable(db::Connection& db, std::string_view login);

struct Credentials {
  StaffId staff;
  std::string password_hash;
};
std::optional<Credentials> find_credentials(db::Connection& db, std::string_view login);  // of who is active
struct Names {
  std::string name;
  std::string alias;
};
std::optional<Names> names_of(db::Connection& db, std::string_view login);
std::optional<std::string> login_of(db::Connection& db, StaffId staff);
bool has_password(db::Connection& db, StaffId staff, std::string_view password_hash);  // and is active

std::optional<Person> find_person(db::Connection& db, StaffId id);
std::optional<Person> find_person(db::Connection& db, const Uuid& staff);
std::optional<Uuid> find_uuid(db::Connection& db, StaffId id);  // disabled or not
std::optional<Person> find_operator(db::Connection& db, LineId line, const Uuid& staff);
bool has_role(db::Connection& db, StaffId staff, LineId line, Role role);
bool is_on_team(db::Connection& db, StaffId staff, LineId line);
bool is_on_line(db::Connection& db, StaffId staff, LineId line);
bool has_other_administrator(db::Connection& db, StaffId staff);
bool has_house_role(db::Connection& db, StaffId staff, Role role);
bool has_any_role(db::Connection& db, StaffId staff);
void set_handled(Tx& tx, StaffId staff);
bool is_handled_after(db::Connection& db, StaffId staff, Millis at);

struct LineRoles {
  lines::Line line;
  std::vector<std::string> roles;
};
std::vector<LineRoles> roles_of(db::Connection& db, StaffId staff);  // by slug
std::vector<std::string> house_roles_of(db::Connection& db, StaffId staff);

struct Listed {
  Person person;
  std::string login;
  std::string state;
};
std::vector<Listed> all(db::Connection& db);  // by login
std::optional<Listed> find_listed(db::Connection& db, const Uuid& staff);
struct Centre {
  Uuid uuid;
  std::string name;
};
std::vector<Centre> centres_with_staff(db::Connection& db);            // on every line
std::vector<RoleOnLine> rights_of(db::Connection& db, StaffId staff);  // on every line, and of the house

// Somebody with a role on a line, as its coordinators see that person.
struct Member {
  Person person;
  std::string login;
  bool is_active;
  std::vector<RoleOnLine> roles;  // on this line
  std::optional<std::int64_t> capacity;
};
std::vector<Member> members(db::Connection& db, const lines::Line& line);  // by login
std::optional<Member> find_member(db::Connection& db, const lines::Line& line, const Uuid& staff);
void update_person(db::Connection& db, const Person& person, bool is_active);
void set_capacity(db::Connection& db, StaffId staff, LineId line, std::optional<std::int64_t> capacity);
bool has_roles_elsewhere(db::Connection& db, StaffId staff, LineId line);
// Whether that person has a role on a line that this coordinator does not run.
bool is_beyond(db::Connection& db, StaffId staff, StaffId coordinator);
bool has_other_coordinator(db::Connection& db, LineId line, StaffId staff);
// Whether no other active person coordinates the line; any of the lines that this person coordinates.
bool is_last_coordinator(db::Connection& db, StaffId staff, LineId line);
bool is_last_coordinator(db::Connection& db, StaffId staff);

struct Life {
  std::string_view browser;
  Shown shown;
  Millis expires_at;  // however busy
  Millis idle_at;     // unless used before
};
void insert_session(Tx& tx, StaffId staff, std::string_view token_hash, const Life& life);
std::optional<Staff> find_session(db::Connection& db, std::string_view token_hash, Millis now);
bool delete_session(db::Connection& db, const Staff& staff);
bool is_open(db::Connection& db, const Staff& staff);
std::vector<SessionId> delete_sessions(db::Connection& db, StaffId staff, std::optional<SessionId> kept);
std::vector<SessionId> delete_password_sessions(db::Connection& db, StaffId staff);
std::vector<StaffId> with_password_alone(db::Connection& db);
std::optional<Staff> delete_session(db::Connection& db, StaffId staff, const Uuid& session);
bool is_proven_since(db::Connection& db, const Staff& staff, Millis at);
void prove(Tx& tx, const Staff& staff);
bool is_unused_since(db::Connection& db, const Staff& staff, Millis at);
void use_session(Tx& tx, const Staff& staff, Millis unused_since);
struct OpenSession {
  SessionId id;
  Uuid uuid;
  std::string browser;
  Millis created_at;
  Millis used_at;
};
std::vector<OpenSession> sessions_of(const Snapshot& snapshot, StaffId staff);  // the one last used first
// Those that were deleted.
std::vector<Staff> delete_expired_sessions(db::Connection& db, Millis now, std::int64_t limit);
bool has_session(db::Connection& db, StaffId staff);  // expired or not
std::optional<Millis> next_expiry(db::Connection& db);

Tries find_tries(db::Connection& db, std::string_view login_hash);
void put_tries(db::Connection& db, std::string_view login_hash, const Tries& tries);
void forget_tries(db::Connection& db, std::string_view login_hash);
std::int64_t delete_old_tries(db::Connection& db, Millis before, std::int64_t limit);

}  // namespace onthaal::accounts::store
