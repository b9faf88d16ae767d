#include "features/accounts/accounts.h"

#include "features/accounts/accounts_login.h"
#include "features/accounts/accounts_store.h"

namespace onthaal::accounts {

void close_sessions(Tx& tx, StaffId staff, const Hooks& hooks) {
  for (const SessionId session : store::delete_sessions(tx.db, staff))
    tx.effects.push_back(ActorClosed{Staff{staff, session}});
  tell_left(tx, hooks, staff);
}

void tell_left(Tx& tx, const Hooks& hooks, StaffId staff) {
  if (hooks.left) hooks.left(tx, staff);
}

Result<Person> add(Tx& tx, const NewStaff& staff, std::string_view password_hash) {
  auto person = store::insert(tx, staff, password_hash);
  if (!person) return fail(Code::conflict, "somebody has this login");
  for (std::size_t i = 0; i < staff.roles.size(); ++i) {
    const auto line = lines::find_by_slug(tx.db, staff.roles[i].slug);
    if (!line)
      return std::unexpected(
          Error{Code::invalid, "no such line", {{"roles." + std::to_string(i) + ".line", "not_allowed"}}});
    store::insert_role(tx.db, person->id, line->id, staff.roles[i].role);
  }
  return *std::move(person);
}

Result<void> reset_password(Tx& tx, std::string_view login, std::string_view password_hash, const Hooks& hooks) {
  const auto staff = store::set_password(tx.db, login, password_hash);
  if (!staff) return fail(Code::not_found, "nobody has this login");
  store::forget_tries(tx.db, tries_key(tx.keys, login));
  close_sessions(tx, *staff, hooks);
  return {};
}

Result<void> disable(Tx& tx, std::string_view login, const Hooks& hooks) {
  const auto staff = store::disable(tx.db, login);
  if (!staff) return fail(Code::not_found, "nobody has this login");
  close_sessions(tx, *staff, hooks);
  return {};
}

std::optional<Person> find_person(db::Connection& db, StaffId id) {
  return store::find_person(db, id);
}

std::optional<Person> find_operator(db::Connection& db, LineId line, const Uuid& staff) {
  return store::find_operator(db, line, staff);
}

bool has_role(db::Connection& db, StaffId staff, LineId line, Role role) {
  return store::has_role(db, staff, line, role);
}

bool has_any_role(db::Connection& db, StaffId staff, LineId line) {
  return store::has_any_role(db, staff, line);
}

Actor find_staff(const Snapshot& snapshot, std::string_view cookie) {
  const auto staff = store::find_session(snapshot.db, seal::token_hash(cookie), snapshot.now);
  if (!staff) return Nobody{};
  return *staff;
}

}  // namespace onthaal::accounts
