#include "features/accounts/accounts_office.h"

#include <algorithm>
#include <array>
#include <iterator>

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

// By this it can be told afterwards who stood under which name when.
std::string renaming(const Person& was, const Person& is) {
  json::Out out;
  if (was.name != is.name) out.text("name_was", was.name).text("name", is.name);
  if (was.alias != is.alias) out.text("alias_was", was.alias).text("alias", is.alias);
  return out.str();
}

bool has(const std::vector<RoleOnLine>& roles, const RoleOnLine& role) {
  return std::ranges::find(roles, role) != roles.end();
}

bool has_coordinator(const std::vector<RoleOnLine>& roles) {
  return std::ranges::find(roles, Role::coordinator, &RoleOnLine::role) != roles.end();
}

// All of them on this line; those of centres as they are where nothing is said of them.
std::vector<RoleOnLine> wanted_roles(const store::Member& member, const wire::MemberChange& wanted,
                                     const std::string& slug) {
  std::vector<RoleOnLine> roles = wire::on_line(wanted.roles, slug);
  if (!wanted.roles.centres)
    std::ranges::copy_if(member.roles, std::back_inserter(roles),
                         [](const RoleOnLine& role) { return role.centre.has_value(); });
  return roles;
}

std::optional<Error> refusal(db::Connection& db, const Actor& actor, LineId line, const store::Member& member,
                             const wire::MemberChange& wanted, const std::vector<RoleOnLine>& roles) {
  const StaffId staff = member.person.id;
  const StaffId me = std::get<Staff>(actor).staff;
  if (staff == me && !wanted.is_active) return Error{Code::conflict, "nobody puts themselves out", {}};
  if (roles.empty() && !store::has_roles_elsewhere(db, staff, line))
    return Error{Code::invalid, "somebody without any role cannot be found again", {{"roles", "too_short"}}};
  if (is_person_changed(member, wanted) && store::is_beyond(db, staff, me))
    return Error{Code::conflict, "this person has roles on lines of others", {}};
  const bool leaves_line_alone =
      member.is_active && !has_coordinator(roles) && store::is_last_coordinator(db, staff, line);
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
  auto member = store::find_member(db, *line, staff);
  if (!member) return std::unexpected(not_there());
  const StaffId me = std::get<Staff>(asked.actor).staff;
  if (member->person.id == me) return fail(Code::conflict, "one's own ways in are changed at one's own account");
  if (store::is_beyond(db, member->person.id, me))
    return fail(Code::conflict, "this person has roles on lines of others");
  return *std::move(member);
}

Result<Reply> add(Tx& tx, const Asked& asked, const wire::NewMember& member, const std::string& password,
                  const std::string& hash, const Hooks& hooks) {
  const auto line = access_line_as_coordinator(tx.db, asked.actor, asked.slug);
  if (!line) return std::unexpected(line.error());
  const NewStaff staff{member.login, member.name, member.alias, member.discipline,
                       wire::on_line(member.roles, asked.slug)};
  const auto person = accounts::add(tx, staff, hash, std::get<Staff>(asked.actor).staff, hooks);
  if (!person) return std::unexpected(person.error());
  return Reply{201, json::Out().uuid("staff", person->uuid).text("password", password).str()};
}

Result<Reply> change(Tx& tx, const Asked& asked, const Uuid& staff, const wire::MemberChange& wanted,
                     const Hooks& hooks) {
  const auto line = access_line_as_coordinator(tx.db, asked.actor, asked.slug);
  if (!line) return std::unexpected(line.error());
  const auto member = store::find_member(tx.db, *line, staff);
  if (!member) return std::unexpected(not_there());
  const auto roles = wanted_roles(*member, wanted, asked.slug);
  if (auto error = refusal(tx.db, asked.actor, line->id, *member, wanted, roles))
    return std::unexpected(*std::move(error));
  const StaffId by = std::get<Staff>(asked.actor).staff;
  const Person person{member->person.id, staff, wanted.name, wanted.alias, wanted.discipline};
  store::update_person(tx.db, person, wanted.is_active);
  if (wanted.name != member->person.name || wanted.alias != member->person.alias)
    record(tx, "staff.renamed", person.id, by, line->id, renaming(member->person, person));
  if (member->is_active != wanted.is_active) let_in(tx, person.id, wanted.is_active, by, line->id);
  for (const RoleOnLine& role : roles)
    if (const auto given = give_role(tx, person.id, role, by, hooks); !given) return std::unexpected(given.error());
  bool is_less = false;
  for (const RoleOnLine& role : member->roles) {
    if (has(roles, role)) continue;
    if (const auto taken = take_role_quietly(tx, person.id, role, by); !taken) return std::unexpected(taken.error());
    is_less = true;
  }
  store::set_capacity(tx.db, person.id, line->id, wanted.capacity);
  if (!wanted.is_active || is_less) {
    tell_less(tx, hooks, person.id);
    close_sessions(tx, person.id, hooks);
  }
  return Reply{200, wire::member({person, member->login, wanted.is_active, roles, wanted.capacity})};
}

}  // namespace onthaal::accounts::office

namespace onthaal::accounts {

Result<StaffId> access_member(db::Connection& db, const Actor& actor, const std::string& slug, const Uuid& staff) {
  const auto member = office::access_member(db, {actor, slug}, staff);
  if (!member) return std::unexpected(member.error());
  return member->person.id;
}

}  // namespace onthaal::accounts
