#include "features/accounts/accounts_office.h"

#include <algorithm>
#include <array>

#include "features/accounts/accounts_login.h"
#include "platform/json.h"

namespace onthaal::accounts::office {
namespace {

Error not_there() {
  return {Code::not_found, "no such person on this line", {}};
}

bool is_person_changed(const store::Member& member, const wire::MemberChange& wanted) {
  return wanted.name != member.person.name || wanted.alias != member.person.alias ||
         wanted.discipline != member.person.discipline || wanted.is_active != member.is_active;
}

// Of those that `member` has, one is not among the wanted.
bool loses_role(const store::Member& member, const wire::MemberChange& wanted) {
  return std::ranges::any_of(member.roles,
                             [&](Role role) { return std::ranges::find(wanted.roles, role) == wanted.roles.end(); });
}

std::optional<Error> refusal(db::Connection& db, const Actor& actor, LineId line, const store::Member& member,
                             const wire::MemberChange& wanted) {
  const StaffId staff = member.person.id;
  if (wanted.roles.empty() && !store::has_roles_elsewhere(db, staff, line))
    return Error{Code::invalid, "somebody without any role cannot be found again", {{"roles", "too_short"}}};
  if (is_person_changed(member, wanted) && store::is_beyond(db, staff, std::get<Staff>(actor).staff))
    return Error{Code::conflict, "this person has roles on lines of others", {}};
  const bool stays_coordinator = std::ranges::find(wanted.roles, Role::coordinator) != wanted.roles.end();
  const bool leaves_line_alone = member.is_active && !stays_coordinator && store::is_last_coordinator(db, staff, line);
  const bool leaves_any_alone = member.is_active && !wanted.is_active && store::is_last_coordinator(db, staff);
  if (leaves_line_alone || leaves_any_alone) return Error{Code::conflict, "the last coordinator stays", {}};
  return std::nullopt;
}

}  // namespace

std::string make_password(Random& random) {
  static constexpr std::string_view kLetters = "abcdefghijkmnpqrstuvwxyz23456789";
  static_assert(kLetters.size() == 32);
  std::array<std::uint8_t, 16> bytes{};
  random.fill(bytes);
  std::string password;
  for (const std::uint8_t byte : bytes) password += kLetters[byte % kLetters.size()];
  return password;
}

Result<store::Member> access_member(db::Connection& db, const Asked& asked, const Uuid& staff) {
  const auto line = access_line_as_coordinator(db, asked.actor, asked.slug);
  if (!line) return std::unexpected(line.error());
  auto member = store::find_member(db, line->id, staff);
  if (!member) return std::unexpected(not_there());
  if (store::is_beyond(db, member->person.id, std::get<Staff>(asked.actor).staff))
    return fail(Code::conflict, "this person has roles on lines of others");
  return *std::move(member);
}

Result<Reply> add(Tx& tx, const Asked& asked, const wire::NewMember& member, const std::string& password,
                  const std::string& hash) {
  const auto line = access_line_as_coordinator(tx.db, asked.actor, asked.slug);
  if (!line) return std::unexpected(line.error());
  NewStaff staff{member.login, member.name, member.alias, member.discipline, {}};
  for (const Role role : member.roles) staff.roles.push_back({asked.slug, role});
  const auto person = accounts::add(tx, staff, hash);
  if (!person) return std::unexpected(person.error());
  return Reply{201, json::Out().uuid("staff", person->uuid).text("password", password).str()};
}

Result<Reply> change(Tx& tx, const Asked& asked, const Uuid& staff, const wire::MemberChange& wanted,
                     const Hooks& hooks) {
  const auto line = access_line_as_coordinator(tx.db, asked.actor, asked.slug);
  if (!line) return std::unexpected(line.error());
  const auto member = store::find_member(tx.db, line->id, staff);
  if (!member) return std::unexpected(not_there());
  if (auto error = refusal(tx.db, asked.actor, line->id, *member, wanted)) return std::unexpected(*std::move(error));
  const Person person{member->person.id, staff, wanted.name, wanted.alias, wanted.discipline};
  store::update_person(tx.db, person, wanted.is_active);
  store::set_roles(tx.db, person.id, line->id, wanted.roles, wanted.capacity);
  if (!wanted.is_active || loses_role(*member, wanted)) close_sessions(tx, person.id, hooks);
  return Reply{200, wire::member({person, member->login, wanted.is_active, wanted.roles, wanted.capacity})};
}

}  // namespace onthaal::accounts::office
