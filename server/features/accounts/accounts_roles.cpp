#include "features/accounts/accounts_login.h"
#include "features/accounts/accounts_store.h"
#include "features/audit/audit.h"
#include "platform/json.h"

namespace onthaal::accounts {
namespace {

std::string data_of(const RoleOnLine& role) {
  json::Out out;
  out.text("role", name_of(role.role));
  if (role.centre) out.uuid("centre", *role.centre);
  return out.str();
}

// For a line, or for the house: a coordinator or an administrator is the second person where two are needed.
bool answers(Role role) {
  return role == Role::coordinator || role == Role::administrator;
}

}  // namespace

bool reads_talks(Role role) {
  return role == Role::coordinator || role == Role::reviewer;
}

void record(Tx& tx, std::string_view what, StaffId staff, std::optional<StaffId> by, std::optional<LineId> line,
            std::string data) {
  audit::record(
      tx, {.what = what, .staff = by, .line = line, .about = store::find_uuid(tx.db, staff), .data = std::move(data)});
}

void let_in(Tx& tx, StaffId staff, bool is_active, std::optional<StaffId> by, std::optional<LineId> line) {
  record(tx, is_active ? "staff.enabled" : "staff.disabled", staff, by, line, "");
  if (is_active) handled(tx, staff);
}

Result<void> give_role(Tx& tx, StaffId staff, const RoleOnLine& role, std::optional<StaffId> by, const Hooks& hooks) {
  const auto right = store::find_right(tx.db, role);
  if (!right) return std::unexpected(right.error());
  if (!store::insert_role(tx.db, staff, *right)) return {};
  record(tx, "role.given", staff, by, right->line, data_of(role));
  if (answers(role.role)) handled(tx, staff);
  if (hooks.more) hooks.more(tx, staff);
  if (right->line && reads_talks(role.role) && hooks.reads) hooks.reads(tx, staff, *right->line);
  return {};
}

Result<bool> take_role_quietly(Tx& tx, StaffId staff, const RoleOnLine& role, std::optional<StaffId> by) {
  const auto right = store::find_right(tx.db, role);
  if (!right) return std::unexpected(right.error());
  if (!store::delete_role(tx.db, staff, *right)) return false;
  record(tx, "role.taken", staff, by, right->line, data_of(role));
  return true;
}

Result<void> take_role(Tx& tx, StaffId staff, const RoleOnLine& role, std::optional<StaffId> by, const Hooks& hooks) {
  const auto taken = take_role_quietly(tx, staff, role, by);
  if (!taken) return std::unexpected(taken.error());
  if (!*taken) return {};
  tell_less(tx, hooks, staff);
  close_sessions(tx, staff, hooks);
  return {};
}

}  // namespace onthaal::accounts
