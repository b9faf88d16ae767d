#pragma once

#include <chrono>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "features/lines/lines.h"
#include "platform/act/jobs.h"
#include "platform/act/work.h"
#include "platform/control.h"
#include "platform/http/route.h"

// The people who answer and who run a line: their logins, sessions and roles.
namespace onthaal::accounts {

struct Settings {
  std::chrono::milliseconds session = std::chrono::hours(12);  // from log-in, however busy
};

// What others do when a person is no longer there.
struct Hooks {
  // Logged out, the last session expired, got a new password, lost a role, or was disabled.
  std::function<void(Tx&, StaffId)> left;
};

enum class Role : std::uint8_t { operator_, coordinator };

struct RoleOnLine {
  std::string slug;
  Role role;
};

struct NewStaff {
  std::string login;  // lower case: [a-z0-9._@-]{2,80}
  std::string name;   // colleagues see it
  std::string alias;  // visitors see it
  std::optional<std::string> discipline;
  std::vector<RoleOnLine> roles;
};

struct Person {
  StaffId id;
  Uuid uuid;
  std::string name;
  std::string alias;
  std::optional<std::string> discipline;
};

// `conflict` when the login is taken, `invalid` when a line does not exist. The hash is made by platform/password.
Result<Person> add(Tx& tx, const NewStaff& staff, std::string_view password_hash);
// Closes all sessions of this person. `not_found` when nobody has the login.
Result<void> reset_password(Tx& tx, std::string_view login, std::string_view password_hash, const Hooks& hooks = {});
Result<void> disable(Tx& tx, std::string_view login, const Hooks& hooks = {});

// Who is active.
std::optional<Person> find_person(db::Connection& db, StaffId id);
std::optional<Person> find_operator(db::Connection& db, LineId line, const Uuid& staff);  // who answers on the line
// Whether this person is active and has the role on the line.
bool has_role(db::Connection& db, StaffId staff, LineId line, Role role);
bool has_any_role(db::Connection& db, StaffId staff, LineId line);
bool is_coordinator(db::Connection& db, const Actor& actor, LineId line);
// The line with this slug, for staff with any role on it, or for its coordinators; for everybody else `not_found`.
Result<lines::Line> access_line(db::Connection& db, const Actor& actor, std::string_view slug);
Result<lines::Line> access_line_as_coordinator(db::Connection& db, const Actor& actor, std::string_view slug);

// Who a cookie's value is: Staff, or Nobody when it is unknown, expired, or its person disabled. Writes nothing.
Actor find_staff(const Snapshot& snapshot, std::string_view cookie);

http::Routes routes(const Settings& settings, const Hooks& hooks = {});
// Those with which a coordinator keeps the people of a line. `random` makes passwords, on workers, and outlives them.
http::Routes office_routes(std::int64_t most_talks, Random& random, const Hooks& hooks = {});

// For the machine's own administrator:
//   staff.add {"login","password","name","alias","discipline","roles":[{"line":slug,"role"}]}
//   staff.reset {"login","password"}   staff.disable {"login"}   staff.list {}
control::Commands control_commands(const Hooks& hooks = {});

std::vector<jobs::JobKind> jobs(const Hooks& hooks = {});
void schedule_jobs(Tx& tx);  // at every start

}  // namespace onthaal::accounts
