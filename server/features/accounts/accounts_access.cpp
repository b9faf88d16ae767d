#include <algorithm>
#include <array>

#include "features/accounts/accounts.h"

namespace onthaal::accounts {
namespace {

constexpr std::array<std::string_view, 8> kNames{"operator",      "coordinator",    "reviewer",      "planner",
                                                 "centre_worker", "centre_contact", "administrator", "auditor"};

template <class IsAllowed>
Result<lines::Line> access(db::Connection& db, const Actor& actor, std::string_view slug, const IsAllowed& is_allowed) {
  const auto* staff = std::get_if<Staff>(&actor);
  auto line = lines::find_by_slug(db, slug);
  if (staff == nullptr || !line || !is_allowed(staff->staff, line->id)) return fail(Code::not_found, "no such line");
  return *std::move(line);
}

}  // namespace

Scope scope_of(Role role) {
  switch (role) {
    case Role::operator_:
    case Role::coordinator:
    case Role::reviewer:
    case Role::planner:
      return Scope::line;
    case Role::centre_worker:
    case Role::centre_contact:
      return Scope::centre;
    case Role::administrator:
    case Role::auditor:
      return Scope::house;
  }
  return Scope::house;
}

std::string_view name_of(Role role) {
  return kNames.at(static_cast<std::size_t>(role));
}

std::optional<Role> find_role(std::string_view name) {
  const auto found = std::ranges::find(kNames, name);
  if (found == kNames.end()) return std::nullopt;
  return static_cast<Role>(found - kNames.begin());
}

bool is_coordinator(db::Connection& db, const Actor& actor, LineId line) {
  const auto* staff = std::get_if<Staff>(&actor);
  return staff != nullptr && has_role(db, staff->staff, line, Role::coordinator);
}

Result<lines::Line> access_line(db::Connection& db, const Actor& actor, std::string_view slug) {
  return access(db, actor, slug, [&](StaffId staff, LineId line) { return is_on_team(db, staff, line); });
}

Result<lines::Line> access_line_as_coordinator(db::Connection& db, const Actor& actor, std::string_view slug) {
  return access(db, actor, slug, [&](StaffId, LineId line) { return is_coordinator(db, actor, line); });
}

Result<lines::Line> access_line_as(db::Connection& db, const Actor& actor, std::string_view slug,
                                   std::initializer_list<Role> roles) {
  return access(db, actor, slug, [&](StaffId staff, LineId line) {
    return std::ranges::any_of(roles, [&](Role role) {
      return scope_of(role) == Scope::house ? has_house_role(db, staff, role) : has_role(db, staff, line, role);
    });
  });
}

Result<StaffId> access_house(db::Connection& db, const Actor& actor, std::initializer_list<Role> roles) {
  const auto* staff = std::get_if<Staff>(&actor);
  if (staff == nullptr ||
      std::ranges::none_of(roles, [&](Role role) { return has_house_role(db, staff->staff, role); }))
    return fail(Code::not_found, "nothing here");
  return staff->staff;
}

}  // namespace onthaal::accounts
