#include <algorithm>

#include "features/accounts/accounts_login.h"
#include "features/accounts/accounts_office.h"
#include "platform/json.h"
#include "platform/password.h"

// The people of the house, for its administrators: everybody, with every role. Nobody gives a right to oneself, so the
// last one stays. Who gives a reading role to an account of their own making is not kept from it, for somebody makes
// the first coordinator: but the line's coordinators are told in the same act.
namespace onthaal::accounts {
namespace {

Error not_there() {
  return {Code::not_found, "no such person", {}};
}

Result<StaffId> access(db::Connection& db, const Actor& actor) {
  return access_house(db, actor, {Role::administrator});
}

// Somebody else than who asks.
Result<store::Listed> access_other(db::Connection& db, const Actor& actor, const Uuid& uuid) {
  const auto me = access(db, actor);
  if (!me) return std::unexpected(me.error());
  auto person = store::find_listed(db, uuid);
  if (!person) return std::unexpected(not_there());
  if (person->person.id == *me) return fail(Code::conflict, "nobody gives a right to oneself");
  return *std::move(person);
}

Result<Uuid> staff_of(const http::Request& request) {
  const auto staff = Uuid::parse(request.parts.at(0));
  if (!staff) return std::unexpected(not_there());
  return *staff;
}

Result<Work> list_people(const http::Request& request) {
  return Read{"staff.house", [actor = request.actor](const Snapshot& s) -> Result<Work> {
                if (const auto me = access(s.db, actor); !me) return std::unexpected(me.error());
                return Reply{200, wire::people(s.db)};
              }};
}

Result<Reply> add_now(Tx& tx, const Actor& actor, const NewStaff& staff, const std::string& password,
                      const std::string& hash, const Hooks& hooks) {
  const auto me = access(tx.db, actor);
  if (!me) return std::unexpected(me.error());
  const auto person = add(tx, staff, hash, *me, hooks);
  if (!person) return std::unexpected(person.error());
  return Reply{201, json::Out().uuid("staff", person->uuid).text("password", password).str()};
}

Result<Work> add_person(const http::Request& request, Random& random, const Hooks& hooks) {
  const auto body = json::parse(request.body);
  if (!body) return std::unexpected(body.error());
  auto parsed = wire::parse_new_staff(*body);
  if (!parsed) return std::unexpected(std::move(parsed.error()));
  const auto hash = [actor = request.actor, staff = *std::move(parsed), hooks, &random]() -> Result<Work> {
    const std::string password = office::make_password(random);
    return Act{"staff.add_to_house", [=, hash = password::hash(Redacted<std::string>(password))](Tx& tx) {
                 return add_now(tx, actor, staff, password, hash, hooks);
               }};
  };
  return Read{"staff.may_add_to_house", [actor = request.actor, hash](const Snapshot& s) -> Result<Work> {
                if (const auto me = access(s.db, actor); !me) return std::unexpected(me.error());
                return Prepare{"staff.hash", hash};
              }};
}

// What is wanted is all that this person has from now on.
Result<bool> set_roles(Tx& tx, StaffId staff, const std::vector<RoleOnLine>& wanted, StaffId by, const Hooks& hooks) {
  for (std::size_t i = 0; i < wanted.size(); ++i) {
    auto given = give_role(tx, staff, wanted[i], by, hooks);
    if (given) continue;
    for (FieldError& field : given.error().fields) field.field = "roles." + std::to_string(i) + "." + field.field;
    return std::unexpected(std::move(given.error()));
  }
  bool is_less = false;
  for (const RoleOnLine& role : store::rights_of(tx.db, staff)) {
    if (std::ranges::find(wanted, role) != wanted.end()) continue;
    const auto taken = take_role_quietly(tx, staff, role, by);
    if (!taken) return std::unexpected(taken.error());
    is_less = true;
  }
  return is_less;
}

Result<Reply> change_now(Tx& tx, const Actor& actor, const Uuid& uuid, const wire::PersonChange& wanted,
                         const Hooks& hooks) {
  const auto other = access_other(tx.db, actor, uuid);
  if (!other) return std::unexpected(other.error());
  const StaffId me = std::get<Staff>(actor).staff;
  const StaffId staff = other->person.id;
  const bool was_active = other->state == "active";
  const auto is_less = set_roles(tx, staff, wanted.roles, me, hooks);
  if (!is_less) return std::unexpected(is_less.error());
  if (was_active != wanted.is_active) {
    store::update_person(tx.db, other->person, wanted.is_active);
    let_in(tx, staff, wanted.is_active, me, std::nullopt);
  }
  if (*is_less || !wanted.is_active) {
    tell_less(tx, hooks, staff);
    close_sessions(tx, staff, hooks);
  }
  return Reply{200, wire::listed(tx.db, store::find_listed(tx.db, uuid).value())};
}

Result<Work> change_person(const http::Request& request, const Hooks& hooks) {
  const auto staff = staff_of(request);
  if (!staff) return std::unexpected(staff.error());
  const auto body = json::parse(request.body);
  if (!body) return std::unexpected(body.error());
  auto parsed = wire::parse_person_change(*body);
  if (!parsed) return std::unexpected(std::move(parsed.error()));
  return Act{"staff.change_in_house", [actor = request.actor, staff = *staff, wanted = *std::move(parsed),
                                       hooks](Tx& tx) { return change_now(tx, actor, staff, wanted, hooks); }};
}

Result<Reply> give_password(Tx& tx, const Actor& actor, const Uuid& staff, const std::string& password,
                            const std::string& hash, const Hooks& hooks) {
  const auto other = access_other(tx.db, actor, staff);
  if (!other) return std::unexpected(other.error());
  if (const auto done = reset_password(tx, other->login, hash, hooks, std::get<Staff>(actor).staff); !done)
    return std::unexpected(done.error());
  return Reply{200, json::Out().text("password", password).str()};
}

Result<Work> new_password(const http::Request& request, Random& random, const Hooks& hooks) {
  const auto staff = staff_of(request);
  if (!staff) return std::unexpected(staff.error());
  const auto hash = [actor = request.actor, staff = *staff, hooks, &random]() -> Result<Work> {
    const std::string password = office::make_password(random);
    return Act{"staff.new_password_in_house", [=, hash = password::hash(Redacted<std::string>(password))](Tx& tx) {
                 return give_password(tx, actor, staff, password, hash, hooks);
               }};
  };
  return Read{"staff.may_reset_in_house",
              [actor = request.actor, staff = *staff, hash](const Snapshot& s) -> Result<Work> {
                if (const auto other = access_other(s.db, actor, staff); !other) return std::unexpected(other.error());
                return Prepare{"staff.hash", hash};
              }};
}

}  // namespace

http::Routes house_routes(Random& random, const Hooks& hooks) {
  return {
      {http::Verb::get, "/api/house/staff", list_people},
      {http::Verb::post, "/api/house/staff",
       [&random, hooks](const http::Request& request) { return add_person(request, random, hooks); }},
      {http::Verb::put, "/api/house/staff/{staff}",
       [hooks](const http::Request& request) { return change_person(request, hooks); }},
      {http::Verb::post, "/api/house/staff/{staff}/password",
       [&random, hooks](const http::Request& request) { return new_password(request, random, hooks); }},
  };
}

}  // namespace onthaal::accounts
