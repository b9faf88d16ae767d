#pragma once

#include "features/accounts/accounts_login.h"
#include "features/accounts/accounts_store.h"

namespace onthaal::accounts::wire {

Result<Login> parse_login(const boost::json::object& data);

struct StaffAndPassword {
  NewStaff staff;
  Redacted<std::string> password;
};
Result<StaffAndPassword> parse_staff(const boost::json::object& data);
Result<Login> parse_new_password(const boost::json::object& data);
struct OwnPassword {
  Redacted<std::string> old_one;
  Redacted<std::string> new_one;
};
Result<OwnPassword> parse_own_password(const boost::json::object& data);
Result<Redacted<std::string>> parse_proof(const boost::json::object& data);
Result<std::string> parse_login_name(const boost::json::object& data);

// What a coordinator writes about somebody of the line.
struct MemberRoles {
  std::vector<Role> roles;                         // of the line
  std::optional<std::vector<RoleOnLine>> centres;  // of its centres; nothing: not spoken of
};
std::vector<RoleOnLine> on_line(const MemberRoles& roles, const std::string& slug);
struct NewMember {
  std::string login;
  std::string name;
  std::string alias;
  std::optional<std::string> discipline;
  MemberRoles roles;
};
Result<NewMember> parse_new_member(const boost::json::object& data);
struct MemberChange {
  std::string name;
  std::string alias;
  std::optional<std::string> discipline;
  MemberRoles roles;
  std::optional<std::int64_t> capacity;
  bool is_active;
};
Result<MemberChange> parse_member_change(const boost::json::object& data, std::int64_t most_talks);
Result<NewStaff> parse_new_staff(const boost::json::object& data);
struct PersonChange {
  std::vector<RoleOnLine> roles;  // everywhere
  bool is_active;
};
Result<PersonChange> parse_person_change(const boost::json::object& data);
std::string listed(db::Connection& db, const store::Listed& staff);
std::string people(db::Connection& db);  // {"staff":[...],"centres":[...]}: everybody
std::string member(const store::Member& member);
std::string members(const std::vector<store::Member>& all);  // {"staff":[...]}

std::string session(const Person& person, const std::vector<store::LineRoles>& lines,
                    const std::vector<std::string>& house);
std::string staff_list(db::Connection& db, const std::vector<store::Listed>& staff);

std::string open_sessions(const std::vector<store::OpenSession>& sessions, SessionId own);

// The value of Set-Cookie. An empty token takes the cookie away.
std::string session_cookie(std::string_view token, std::chrono::milliseconds life);

}  // namespace onthaal::accounts::wire
