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
Result<std::string> parse_login_name(const boost::json::object& data);

// What a coordinator writes about somebody of the line.
struct NewMember {
  std::string login;
  std::string name;
  std::string alias;
  std::optional<std::string> discipline;
  std::vector<Role> roles;
};
Result<NewMember> parse_new_member(const boost::json::object& data);
struct MemberChange {
  std::string name;
  std::string alias;
  std::optional<std::string> discipline;
  std::vector<Role> roles;
  std::optional<std::int64_t> capacity;
  bool is_active;
};
Result<MemberChange> parse_member_change(const boost::json::object& data, std::int64_t most_talks);
std::string member(const store::Member& member);
std::string members(const std::vector<store::Member>& all);  // {"staff":[...]}

std::string session(const Person& person, const std::vector<store::LineRoles>& lines);
std::string staff_list(db::Connection& db, const std::vector<store::Listed>& staff);

// The value of Set-Cookie. An empty token takes the cookie away.
std::string session_cookie(std::string_view token, std::chrono::milliseconds life);

}  // namespace onthaal::accounts::wire
