#include "features/accounts/accounts_store.h"

namespace onthaal::accounts::store {
namespace {

constexpr db::Sql kMembers{"staff.members",
                           "select s.id, s.uuid, s.name, s.alias, s.discipline, s.login, s.state, r.role, r.capacity"
                           " from staff_role r join staff s on s.id = r.staff where r.line = :line"
                           " order by s.login, r.role desc"};
constexpr db::Sql kMember{"staff.member",
                          "select s.id, s.uuid, s.name, s.alias, s.discipline, s.login, s.state, r.role, r.capacity"
                          " from staff_role r join staff s on s.id = r.staff where r.line = :line and s.uuid = :staff"
                          " order by r.role desc"};
constexpr db::Sql kUpdate{"staff.update",
                          "update staff set name = :name, alias = :alias, discipline = :discipline, state = :state"
                          " where id = :id"};
constexpr db::Sql kDropRoles{"staff.drop_roles", "delete from staff_role where staff = :staff and line = :line"};
constexpr db::Sql kSetCapacity{"staff.set_capacity",
                               "update staff_role set capacity = :capacity where staff = :staff and line = :line"};
constexpr db::Sql kElsewhere{"staff.elsewhere",
                             "select 1 from staff_role where staff = :staff and line <> :line limit 1"};
constexpr db::Sql kBeyond{"staff.beyond",
                          "select 1 from staff_role r where r.staff = :staff and not exists (select 1 from staff_role c"
                          " where c.staff = :coordinator and c.line = r.line and c.role = 'coordinator') limit 1"};
constexpr db::Sql kLastOfLine{
    "staff.last_of_line",
    "select 1 from staff_role r where r.staff = :staff and r.line = :line and r.role = 'coordinator' and not exists"
    " (select 1 from staff_role o join staff s on s.id = o.staff where o.line = r.line and o.role = 'coordinator'"
    " and o.staff <> r.staff and s.state = 'active')"};
constexpr db::Sql kLastOfAny{
    "staff.last_of_any",
    "select 1 from staff_role r where r.staff = :staff and r.role = 'coordinator' and not exists"
    " (select 1 from staff_role o join staff s on s.id = o.staff where o.line = r.line and o.role = 'coordinator'"
    " and o.staff <> r.staff and s.state = 'active') limit 1"};

// A row a role: those of one person stand together.
std::vector<Member> list(const db::Rows& rows) {
  std::vector<Member> members;
  for (const db::Row row : rows) {
    const StaffId id{row.integer(0)};
    if (members.empty() || members.back().person.id != id)
      members.push_back({.person = {id, row.uuid(1), row.text(2), row.text(3), row.maybe_text(4)},
                         .login = row.text(5),
                         .is_active = row.text(6) == "active",
                         .roles = {},
                         .capacity = row.maybe_integer(8)});
    members.back().roles.push_back(row.text(7) == "operator" ? Role::operator_ : Role::coordinator);
  }
  return members;
}

}  // namespace

std::vector<Member> members(db::Connection& db, LineId line) {
  return list(db.run(kMembers, {{"line", line}}));
}

std::optional<Member> find_member(db::Connection& db, LineId line, const Uuid& staff) {
  auto found = list(db.run(kMember, {{"line", line}, {"staff", staff}}));
  if (found.empty()) return std::nullopt;
  return std::move(found.front());
}

void update_person(db::Connection& db, const Person& person, bool is_active) {
  db.run(kUpdate, {{"id", person.id},
                   {"name", person.name},
                   {"alias", person.alias},
                   {"discipline", person.discipline},
                   {"state", is_active ? "active" : "disabled"}});
}

void set_roles(db::Connection& db, StaffId staff, LineId line, const std::vector<Role>& roles,
               std::optional<std::int64_t> capacity) {
  db.run(kDropRoles, {{"staff", staff}, {"line", line}});
  for (const Role role : roles) insert_role(db, staff, line, role);
  db.run(kSetCapacity, {{"staff", staff}, {"line", line}, {"capacity", capacity}});
}

bool has_roles_elsewhere(db::Connection& db, StaffId staff, LineId line) {
  return !db.run(kElsewhere, {{"staff", staff}, {"line", line}}).empty();
}

bool is_beyond(db::Connection& db, StaffId staff, StaffId coordinator) {
  return !db.run(kBeyond, {{"staff", staff}, {"coordinator", coordinator}}).empty();
}

bool is_last_coordinator(db::Connection& db, StaffId staff, LineId line) {
  return !db.run(kLastOfLine, {{"staff", staff}, {"line", line}}).empty();
}

bool is_last_coordinator(db::Connection& db, StaffId staff) {
  return !db.run(kLastOfAny, {{"staff", staff}}).empty();
}

}  // namespace onthaal::accounts::store
