#include "features/accounts/accounts_store.h"

namespace onthaal::accounts::store {
namespace {

constexpr db::Sql kMembers{
    "staff.members",
    "select s.id, s.uuid, s.name, s.alias, s.discipline, s.login, s.state, r.role, r.capacity, p.uuid"
    " from staff_role r join staff s on s.id = r.staff left join place p on p.id = r.centre"
    " where r.line = :line order by s.login, r.role desc, p.position"};
constexpr db::Sql kMember{
    "staff.member",
    "select s.id, s.uuid, s.name, s.alias, s.discipline, s.login, s.state, r.role, r.capacity, p.uuid"
    " from staff_role r join staff s on s.id = r.staff left join place p on p.id = r.centre"
    " where r.line = :line and s.uuid = :staff order by r.role desc, p.position"};
constexpr db::Sql kUpdate{"staff.update",
                          "update staff set name = :name, alias = :alias, discipline = :discipline, state = :state"
                          " where id = :id"};
constexpr db::Sql kSetCapacity{"staff.set_capacity",
                               "update staff_role set capacity = :capacity where staff = :staff and line = :line"};
constexpr db::Sql kElsewhere{"staff.elsewhere",
                             "select 1 from staff_role where staff = :staff and (line is null or line <> :line)"
                             " limit 1"};
constexpr db::Sql kBeyond{"staff.beyond",
                          "select 1 from staff_role r where r.staff = :staff and not exists (select 1 from staff_role c"
                          " where c.staff = :coordinator and c.line = r.line and c.role = 'coordinator') limit 1"};
constexpr db::Sql kOtherCoordinator{
    "staff.other_coordinator",
    "select 1 from staff_role r join staff s on s.id = r.staff where r.line = :line and r.role = 'coordinator'"
    " and r.staff <> :staff and s.state = 'active' limit 1"};
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

constexpr db::Sql kListed{"staff.listed",
                          "select id, uuid, name, alias, discipline, login, state from staff where uuid = :staff"};
constexpr db::Sql kCentres{
    "staff.centres", "select uuid, name from place where id in (select centre from staff_role) order by name, id"};
constexpr db::Sql kRights{"staff.rights",
                          "select coalesce(l.slug, ''), r.role, p.uuid from staff_role r"
                          " left join line l on l.id = r.line left join place p on p.id = r.centre"
                          " where r.staff = :staff order by coalesce(l.slug, ''), r.role, p.position"};

// A row a role: those of one person stand together.
std::vector<Member> list(const db::Rows& rows, const std::string& slug) {
  std::vector<Member> members;
  for (const db::Row row : rows) {
    const StaffId id{row.integer(0)};
    if (members.empty() || members.back().person.id != id)
      members.push_back({.person = {id, row.uuid(1), row.text(2), row.text(3), row.maybe_text(4)},
                         .login = row.text(5),
                         .is_active = row.text(6) == "active",
                         .roles = {},
                         .capacity = row.maybe_integer(8)});
    if (const auto role = find_role(row.text(7))) members.back().roles.push_back({slug, *role, row.maybe_uuid(9)});
  }
  return members;
}

}  // namespace

std::vector<Member> members(db::Connection& db, const lines::Line& line) {
  return list(db.run(kMembers, {{"line", line.id}}), line.slug);
}

std::optional<Listed> find_listed(db::Connection& db, const Uuid& staff) {
  const db::Rows rows = db.run(kListed, {{"staff", staff}});
  if (rows.empty()) return std::nullopt;
  const db::Row row = rows[0];
  return Listed{{{row.integer(0)}, row.uuid(1), row.text(2), row.text(3), row.maybe_text(4)}, row.text(5), row.text(6)};
}

std::vector<Centre> centres_with_staff(db::Connection& db) {
  std::vector<Centre> all;
  for (const db::Row row : db.run(kCentres)) all.push_back({row.uuid(0), row.text(1)});
  return all;
}

std::vector<RoleOnLine> rights_of(db::Connection& db, StaffId staff) {
  std::vector<RoleOnLine> all;
  for (const db::Row row : db.run(kRights, {{"staff", staff}}))
    if (const auto role = find_role(row.text(1))) all.push_back({row.text(0), *role, row.maybe_uuid(2)});
  return all;
}

std::optional<Member> find_member(db::Connection& db, const lines::Line& line, const Uuid& staff) {
  auto found = list(db.run(kMember, {{"line", line.id}, {"staff", staff}}), line.slug);
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

void set_capacity(db::Connection& db, StaffId staff, LineId line, std::optional<std::int64_t> capacity) {
  db.run(kSetCapacity, {{"staff", staff}, {"line", line}, {"capacity", capacity}});
}

bool has_roles_elsewhere(db::Connection& db, StaffId staff, LineId line) {
  return !db.run(kElsewhere, {{"staff", staff}, {"line", line}}).empty();
}

bool is_beyond(db::Connection& db, StaffId staff, StaffId coordinator) {
  return !db.run(kBeyond, {{"staff", staff}, {"coordinator", coordinator}}).empty();
}

bool has_other_coordinator(db::Connection& db, LineId line, StaffId staff) {
  return !db.run(kOtherCoordinator, {{"line", line}, {"staff", staff}}).empty();
}

bool is_last_coordinator(db::Connection& db, StaffId staff, LineId line) {
  return !db.run(kLastOfLine, {{"staff", staff}, {"line", line}}).empty();
}

bool is_last_coordinator(db::Connection& db, StaffId staff) {
  return !db.run(kLastOfAny, {{"staff", staff}}).empty();
}

}  // namespace onthaal::accounts::store
