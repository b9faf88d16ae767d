#include "features/accounts/accounts.h"

#include "features/accounts/accounts_login.h"
#include "features/accounts/accounts_password.h"
#include "features/accounts/accounts_store.h"

namespace onthaal::accounts {

void tell_left(Tx& tx, const Hooks& hooks, StaffId staff) {
  if (hooks.left) hooks.left(tx, staff);
}

void tell_less(Tx& tx, const Hooks& hooks, StaffId staff) {
  if (hooks.less) hooks.less(tx, staff);
}

Result<Person> add(Tx& tx, const NewStaff& staff, std::string_view password_hash, std::optional<StaffId> by,
                   const Hooks& hooks) {
  auto person = store::insert(tx, staff, password_hash);
  if (!person) return fail(Code::conflict, "somebody has this login");
  record(tx, "staff.added", person->id, by, std::nullopt, "");
  for (std::size_t i = 0; i < staff.roles.size(); ++i) {
    auto given = give_role(tx, person->id, staff.roles[i], by, hooks);
    if (given) continue;
    for (FieldError& field : given.error().fields) field.field = "roles." + std::to_string(i) + "." + field.field;
    return std::unexpected(std::move(given.error()));
  }
  return *std::move(person);
}

Result<void> reset_password(Tx& tx, std::string_view login, std::string_view password_hash, const Hooks& hooks,
                            std::optional<StaffId> by) {
  const auto staff = store::set_password(tx.db, login, password_hash);
  if (!staff) return fail(Code::not_found, "nobody has this login");
  record(tx, "password.reset", *staff, by, std::nullopt, "");
  if (by != *staff) handled(tx, *staff);
  if (hooks.new_password) hooks.new_password(tx, *staff);
  store::forget_tries(tx.db, tries_key(tx.keys, login));
  close_sessions(tx, *staff, hooks);
  return {};
}

std::optional<Error> refuse_password(db::Connection& db, const Redacted<std::string>& password,
                                     std::vector<std::string> own) {
  own.emplace_back("onthaal");
  for (lines::Line& line : lines::all(db)) {
    own.push_back(std::move(line.slug));
    own.push_back(std::move(line.name));
  }
  if (!is_too_common(password, own)) return std::nullopt;
  return Error{Code::invalid, "guessed among the first", {{"password", "too_common"}}};
}

std::optional<Person> find_person(db::Connection& db, StaffId id) {
  return store::find_person(db, id);
}

std::optional<Person> find_person(db::Connection& db, const Uuid& staff) {
  return store::find_person(db, staff);
}

std::optional<Person> find_person(db::Connection& db, std::string_view login) {
  const auto found = store::find_credentials(db, login);
  return found ? store::find_person(db, found->staff) : std::nullopt;
}

std::optional<std::string> find_login(db::Connection& db, StaffId id) {
  return store::login_of(db, id);
}

std::optional<Person> find_operator(db::Connection& db, LineId line, const Uuid& staff) {
  return store::find_operator(db, line, staff);
}

bool has_role(db::Connection& db, StaffId staff, LineId line, Role role) {
  return store::has_role(db, staff, line, role);
}

bool has_other_coordinator(db::Connection& db, LineId line, StaffId staff) {
  return store::has_other_coordinator(db, line, staff);
}

bool is_on_team(db::Connection& db, StaffId staff, LineId line) {
  return store::is_on_team(db, staff, line);
}

bool is_on_line(db::Connection& db, StaffId staff, LineId line) {
  return store::is_on_line(db, staff, line);
}

bool has_any_role(db::Connection& db, StaffId staff) {
  return store::has_any_role(db, staff);
}

bool has_house_role(db::Connection& db, StaffId staff, Role role) {
  return store::has_house_role(db, staff, role);
}

void handled(Tx& tx, StaffId staff) {
  store::set_handled(tx, staff);
}

bool is_handled_after(db::Connection& db, StaffId staff, Millis at) {
  return store::is_handled_after(db, staff, at);
}

bool is_last_administrator(db::Connection& db, StaffId staff) {
  return has_house_role(db, staff, Role::administrator) && !store::has_other_administrator(db, staff);
}

Actor find_staff(const Snapshot& snapshot, std::string_view cookie) {
  const auto staff = store::find_session(snapshot.db, seal::token_hash(cookie), snapshot.now);
  if (!staff) return Nobody{};
  return *staff;
}

}  // namespace onthaal::accounts
