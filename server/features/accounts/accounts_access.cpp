#include "features/accounts/accounts.h"

namespace onthaal::accounts {
namespace {

template <class IsAllowed>
Result<lines::Line> access(db::Connection& db, const Actor& actor, std::string_view slug, const IsAllowed& is_allowed) {
  const auto* staff = std::get_if<Staff>(&actor);
  auto line = lines::find_by_slug(db, slug);
  if (staff == nullptr || !line || !is_allowed(staff->staff, line->id)) return fail(Code::not_found, "no such line");
  return *std::move(line);
}

}  // namespace

bool is_coordinator(db::Connection& db, const Actor& actor, LineId line) {
  const auto* staff = std::get_if<Staff>(&actor);
  return staff != nullptr && has_role(db, staff->staff, line, Role::coordinator);
}

Result<lines::Line> access_line(db::Connection& db, const Actor& actor, std::string_view slug) {
  return access(db, actor, slug, [&](StaffId staff, LineId line) { return has_any_role(db, staff, line); });
}

Result<lines::Line> access_line_as_coordinator(db::Connection& db, const Actor& actor, std::string_view slug) {
  return access(db, actor, slug, [&](StaffId, LineId line) { return is_coordinator(db, actor, line); });
}

}  // namespace onthaal::accounts
