#pragma once

#include <chrono>
#include <functional>
#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "features/lines/lines.h"
#include "platform/act/jobs.h"
#include "platform/act/work.h"
#include "platform/control.h"
#include "platform/http/route.h"
#include "platform/json.h"

// The people who answer and who run a line: their logins, sessions and roles.
namespace onthaal::accounts {

struct Settings {
  std::chrono::milliseconds session = std::chrono::hours(12);  // from log-in, however busy
  std::chrono::milliseconds idle = std::chrono::minutes(30);   // without a request or a live sign
};

// What others add to a log-in, and do when a person is no longer there.
struct Hooks {
  // What this person has to show beside the right password: the reply that asks for it. Nothing: the log-in is
  // complete.
  std::function<std::optional<Reply>(Tx&, StaffId, std::string_view browser)> second;
  // Logged out, the last session expired, got a new password, lost a role, or was disabled.
  std::function<void(Tx&, StaffId)> left;
  // Left the house for good: whatever else lets this person in is to go. `by`: nothing for the machine's administrator.
  std::function<void(Tx&, StaffId, std::optional<StaffId> by)> gone;
  // Lost a role, or may not log in for now: what this person had begun for others is looked at again.
  std::function<void(Tx&, StaffId)> less = nullptr;
  // Has a new password, by whatever way: other ways to one close.
  std::function<void(Tx&, StaffId)> new_password = nullptr;
  // Got a role: whoever is logged in without what is asked from now on is to log in anew.
  std::function<void(Tx&, StaffId)> more = nullptr;
  // Got a role with which ended talks of this line are read.
  std::function<void(Tx&, StaffId, LineId)> reads = nullptr;
};

enum class Role : std::uint8_t {
  operator_,       // answers on a line
  coordinator,     // runs a line
  reviewer,        // reads ended talks of a line, for their quality
  planner,         // plans who answers when
  centre_worker,   // works in one centre of a line
  centre_contact,  // whom the line writes to in one centre
  administrator,   // keeps people, roles, keys, backups and settings of the house; reads no talk
  auditor,         // reads the log of the house; reads no talk
};
// What a role is of. A centre is a place of kind centre, on one line.
enum class Scope : std::uint8_t { line, centre, house };
Scope scope_of(Role role);
std::string_view name_of(Role role);  // "operator"
std::optional<Role> find_role(std::string_view name);
bool reads_talks(Role role);  // whoever's, once they have ended

struct RoleOnLine {
  std::string slug;  // empty: of the house
  Role role;
  std::optional<Uuid> centre = std::nullopt;  // for a role of a centre, and only then
  bool operator==(const RoleOnLine&) const = default;
};

struct NewStaff {
  std::string login;  // lower case: [a-z0-9._-]{2,80}, with '@' only where it is one's own mail address
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
Result<Person> add(Tx& tx, const NewStaff& staff, std::string_view password_hash,
                   std::optional<StaffId> by = std::nullopt, const Hooks& hooks = {});
// Closes all sessions of this person. `not_found` when nobody has the login.
Result<void> reset_password(Tx& tx, std::string_view login, std::string_view password_hash, const Hooks& hooks = {},
                            std::optional<StaffId> by = std::nullopt);
// Leaves the house: no session, no role, no way in any more, on no line. What that person wrote stays.
Result<void> disable(Tx& tx, std::string_view login, const Hooks& hooks = {}, std::optional<StaffId> by = std::nullopt);

// For who gets an account elsewhere, by an invitation: the fields `login`, `discipline` and `password`, with the rules
// that hold everywhere, but for '@' in a login, which the caller has to look at, and for refuse_password.
std::string read_login(json::Reader& read);
std::optional<std::string> read_discipline(json::Reader& read);
Redacted<std::string> read_password(json::Reader& read);
// What is said to a password of a right length that is guessed among the first. `own`: the login and the names of whose
// it is to be; those of the lines are looked up.
std::optional<Error> refuse_password(db::Connection& db, const Redacted<std::string>& password,
                                     std::vector<std::string> own);

// Who is active.
std::optional<Person> find_person(db::Connection& db, StaffId id);
std::optional<Person> find_person(db::Connection& db, const Uuid& staff);
std::optional<Person> find_person(db::Connection& db, std::string_view login);
std::optional<std::string> find_login(db::Connection& db, StaffId id);
std::optional<Person> find_operator(db::Connection& db, LineId line, const Uuid& staff);  // who answers on the line
// Whether this person is active and has the role on the line.
bool has_role(db::Connection& db, StaffId staff, LineId line, Role role);
bool is_on_team(db::Connection& db, StaffId staff, LineId line);  // operator or coordinator
bool is_on_line(db::Connection& db, StaffId staff, LineId line);  // with any role, that of a centre too
bool is_coordinator(db::Connection& db, const Actor& actor, LineId line);
bool has_other_coordinator(db::Connection& db, LineId line, StaffId staff);  // active, and somebody else
bool has_house_role(db::Connection& db, StaffId staff, Role role);
bool is_last_administrator(db::Connection& db, StaffId staff);  // one, and nobody else is
bool has_any_role(db::Connection& db, StaffId staff);           // on any line, or in the house
// The line with this slug, for its operators and coordinators, for its coordinators alone, or for who has one of these
// roles on it or in the house; for everybody else `not_found`.
Result<lines::Line> access_line(db::Connection& db, const Actor& actor, std::string_view slug);
Result<lines::Line> access_line_as_coordinator(db::Connection& db, const Actor& actor, std::string_view slug);
Result<lines::Line> access_line_as(db::Connection& db, const Actor& actor, std::string_view slug,
                                   std::initializer_list<Role> roles);
// Somebody else of this line, for a coordinator of all of that person's lines; `conflict` when there are others, and
// for oneself: one's own ways in are changed with the password, at one's own account.
Result<StaffId> access_member(db::Connection& db, const Actor& actor, const std::string& slug, const Uuid& staff);
// Who it is, when it has one of these roles of the house; for everybody else `not_found`.
Result<StaffId> access_house(db::Connection& db, const Actor& actor, std::initializer_list<Role> roles);

// One right more or less, written in the log; what is so already stays so, and writes nothing. `by`: nothing for the
// server itself or the administrator of the machine. `invalid` when the line or the centre does not exist.
Result<void> give_role(Tx& tx, StaffId staff, const RoleOnLine& role, std::optional<StaffId> by,
                       const Hooks& hooks = {});
// Closes all sessions of this person when something was taken.
Result<void> take_role(Tx& tx, StaffId staff, const RoleOnLine& role, std::optional<StaffId> by,
                       const Hooks& hooks = {});

// Somebody else has this account in hand: makes it, lets it in again, sets its password, takes its second step, or
// gives it a role that answers for a line or the house. Who did may have got in by that, so such an account is no
// second person beside them, until that is long enough ago for others to have seen it.
void handled(Tx& tx, StaffId staff);
bool is_handled_after(db::Connection& db, StaffId staff, Millis at);

enum class Shown : std::uint8_t { password, second };  // or what a provider counts as one
// What completes every log-in: a session and the reply that sets its cookie. `browser`: as browser_of() gives it.
// `unauthenticated` when this person is no longer active.
Result<Reply> open_session(Tx& tx, StaffId staff, std::string_view browser, const Settings& settings, Shown shown);
// "firefox computer": all that is kept of where somebody logged in.
std::string browser_of(const http::Request& request);

// Closes all sessions of this person, with their sockets; not the one that is kept.
void close_sessions(Tx& tx, StaffId staff, const Hooks& hooks, std::optional<SessionId> kept = std::nullopt);
// Who is logged in with no more than a password; and the end of those sessions of somebody, with their sockets.
std::vector<StaffId> with_password_alone(db::Connection& db);
void close_password_sessions(Tx& tx, StaffId staff, const Hooks& hooks);
// Whether the password was given in this session within the last ten minutes: asked before one's own ways in change.
bool is_proven(db::Connection& db, const Staff& staff, Millis now);
Error not_proven();

// Wrong tries at a secret, whoever's it is: from the fifth on it is closed, for 30 seconds and then for ever longer
// (accounts_login.h). The key is an HMAC, as Keyring::index() gives it.
struct Tries {
  std::int64_t wrong = 0;
  Millis last_at = 0;
  Millis closed_until = 0;
};
Tries find_tries(db::Connection& db, std::string_view key);
void add_wrong(Tx& tx, std::string_view key);
void forget_tries(db::Connection& db, std::string_view key);
Error too_many();

// Whether this session is still open: asked again by every act of a request, which may have waited since.
bool is_open(db::Connection& db, const Staff& staff);
// That a session is used keeps it from ending idle: written once in three minutes. And what a door has to write first.
void keep_session(Tx& tx, const Staff& staff);
std::optional<Act> use_session(const Snapshot& snapshot, const Staff& staff);

// Who a cookie's value is: Staff, or Nobody when it is unknown, expired, or its person disabled. Writes nothing.
Actor find_staff(const Snapshot& snapshot, std::string_view cookie);

http::Routes routes(const Settings& settings, const Hooks& hooks = {});
// With which somebody changes the own password, and sees and ends the own sessions.
http::Routes own_routes(const Hooks& hooks = {});
// Those with which a coordinator keeps the people of a line. `random` makes passwords, on workers, and outlives them.
http::Routes office_routes(std::int64_t most_talks, Random& random, const Hooks& hooks = {});
// With which a coordinator says that somebody leaves.
http::Routes departure_routes(const Hooks& hooks = {});
// Those with which an administrator keeps the people of the house.
http::Routes house_routes(Random& random, const Hooks& hooks = {});

// For the machine's own administrator:
//   staff.add {"login","password","name","alias","discipline","roles":[{"line":slug,"role"}]}
//   staff.reset {"login","password"}   staff.disable {"login"}   staff.list {}
control::Commands control_commands(const Hooks& hooks = {});

std::vector<jobs::JobKind> jobs(const Hooks& hooks = {});
void schedule_jobs(Tx& tx);  // at every start

}  // namespace onthaal::accounts
