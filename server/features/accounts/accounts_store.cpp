#include "features/accounts/accounts_store.h"

namespace onthaal::accounts::store {
namespace {

constexpr db::Sql kInsert{
    "staff.insert",
    "insert into staff (uuid, login, name, alias, discipline, password, state, created_at, handled_at)"
    " values (:uuid, :login, :name, :alias, :discipline, :password, 'active', :now, :now)"
    " on conflict (login) do nothing returning id, uuid, name, alias, discipline"};
constexpr db::Sql kInsertRole{"staff.insert_role",
                              "insert into staff_role (staff, line, centre, role) values"
                              " (:staff, :line, :centre, :role) on conflict do nothing returning staff"};
constexpr db::Sql kDeleteRole{"staff.delete_role",
                              "delete from staff_role where staff = :staff and role = :role and"
                              " coalesce(line, 0) = coalesce(:line, 0) and coalesce(centre, 0) = coalesce(:centre, 0)"
                              " returning staff"};
constexpr db::Sql kCentreNamed{"staff.centre_named",
                               "select p.uuid from place p join line l on l.id = p.line where l.slug = :slug and"
                               " p.name = :name and p.kind = 'centre' limit 2"};
constexpr db::Sql kCentre{"staff.centre",
                          "select id from place where uuid = :centre and line = :line and kind = 'centre'"};
constexpr db::Sql kSetPassword{"staff.set_password",
                               "update staff set password = :password where login = :login returning id"};
constexpr db::Sql kDisable{"staff.disable", "update staff set state = 'disabled' where login = :login returning id"};
constexpr db::Sql kCredentials{"staff.credentials",
                               "select id, password from staff where login = :login and state = 'active'"};
constexpr db::Sql kNames{"staff.names", "select name, alias from staff where login = :login"};
constexpr db::Sql kLogin{"staff.login", "select login from staff where id = :staff"};
constexpr db::Sql kHasPassword{"staff.has_password",
                               "select 1 from staff where id = :staff and password = :password and state = 'active'"};
constexpr db::Sql kFind{"staff.find",
                        "select id, uuid, name, alias, discipline from staff where id = :id and state = 'active'"};
constexpr db::Sql kUuid{"staff.uuid", "select uuid from staff where id = :id"};
constexpr db::Sql kFindByUuid{"staff.find_by_uuid",
                              "select id, uuid, name, alias, discipline from staff where uuid = :uuid"
                              " and state = 'active'"};
constexpr db::Sql kFindOperator{
    "staff.find_operator",
    "select s.id, s.uuid, s.name, s.alias, s.discipline from staff s join staff_role r on r.staff = s.id"
    " where s.uuid = :staff and r.line = :line and r.role = 'operator' and s.state = 'active'"};
constexpr db::Sql kHasRole{"staff.has_role",
                           "select 1 from staff_role r join staff s on s.id = r.staff where r.staff = :staff"
                           " and r.line = :line and r.role = :role and s.state = 'active'"};
constexpr db::Sql kIsOnTeam{"staff.is_on_team",
                            "select 1 from staff_role r join staff s on s.id = r.staff where r.staff = :staff"
                            " and r.line = :line and r.role in ('operator', 'coordinator') and s.state = 'active'"
                            " limit 1"};
constexpr db::Sql kIsOnLine{"staff.is_on_line",
                            "select 1 from staff_role r join staff s on s.id = r.staff where r.staff = :staff"
                            " and r.line = :line and s.state = 'active' limit 1"};
constexpr db::Sql kHasAnyRole{"staff.has_any_role", "select 1 from staff_role where staff = :staff limit 1"};
constexpr db::Sql kSetHandled{"staff.set_handled", "update staff set handled_at = :now where id = :staff"};
constexpr db::Sql kIsHandledAfter{"staff.is_handled_after",
                                  "select 1 from staff where id = :staff and handled_at > :at"};
constexpr db::Sql kHasHouseRole{"staff.has_house_role",
                                "select 1 from staff_role r join staff s on s.id = r.staff where r.staff = :staff"
                                " and r.line is null and r.role = :role and s.state = 'active'"};
constexpr db::Sql kOtherAdministrator{
    "staff.other_administrator",
    "select 1 from staff_role r join staff s on s.id = r.staff where r.staff <> :staff"
    " and r.line is null and r.role = 'administrator' and s.state = 'active' limit 1"};
constexpr db::Sql kRoles{"staff.roles",
                         "select distinct l.id, l.uuid, l.slug, l.name, r.role from staff_role r"
                         " join line l on l.id = r.line where r.staff = :staff order by l.slug, r.role"};
constexpr db::Sql kHouseRoles{"staff.house_roles",
                              "select role from staff_role where staff = :staff and line is null order by role"};
constexpr db::Sql kAll{"staff.all", "select id, uuid, name, alias, discipline, login, state from staff order by login"};

Person person_of(const db::Row& row) {
  return {{row.integer(0)}, row.uuid(1), row.text(2), row.text(3), row.maybe_text(4)};
}

std::optional<StaffId> id_of(const db::Rows& rows) {
  if (rows.empty()) return std::nullopt;
  return StaffId{rows[0].integer(0)};
}

}  // namespace

std::optional<Person> insert(Tx& tx, const NewStaff& staff, std::string_view password_hash) {
  const db::Rows rows = tx.db.run(kInsert, {{"uuid", tx.new_uuid()},
                                            {"login", staff.login},
                                            {"name", staff.name},
                                            {"alias", staff.alias},
                                            {"discipline", staff.discipline},
                                            {"password", password_hash},
                                            {"now", tx.now}});
  if (rows.empty()) return std::nullopt;
  return person_of(rows[0]);
}

Result<Right> find_right(db::Connection& db, const RoleOnLine& role) {
  const auto wrong = [](std::string field) {
    return std::unexpected(Error{Code::invalid, "no such right", {{std::move(field), "not_allowed"}}});
  };
  const Scope scope = scope_of(role.role);
  if ((scope == Scope::house) != role.slug.empty()) return wrong("line");
  if ((scope == Scope::centre) != role.centre.has_value()) return wrong("centre");
  if (scope == Scope::house) return Right{role.role, std::nullopt, std::nullopt};
  const auto line = lines::find_by_slug(db, role.slug);
  if (!line) return wrong("line");
  if (!role.centre) return Right{role.role, line->id, std::nullopt};
  const db::Rows rows = db.run(kCentre, {{"centre", role.centre}, {"line", line->id}});
  if (rows.empty()) return wrong("centre");
  return Right{role.role, line->id, rows[0].integer(0)};
}

bool insert_role(db::Connection& db, StaffId staff, const Right& right) {
  return !db.run(kInsertRole,
                 {{"staff", staff}, {"line", right.line}, {"centre", right.centre}, {"role", name_of(right.role)}})
              .empty();
}

bool delete_role(db::Connection& db, StaffId staff, const Right& right) {
  return !db.run(kDeleteRole,
                 {{"staff", staff}, {"line", right.line}, {"centre", right.centre}, {"role", name_of(right.role)}})
              .empty();
}

std::optional<Uuid> find_centre(db::Connection& db, std::string_view slug, std::string_view name) {
  const db::Rows rows = db.run(kCentreNamed, {{"slug", slug}, {"name", name}});
  return rows.size() == 1 ? std::optional(rows[0].uuid(0)) : std::nullopt;
}

std::optional<StaffId> set_password(db::Connection& db, std::string_view login, std::string_view password_hash) {
  return id_of(db.run(kSetPassword, {{"login", login}, {"password", password_hash}}));
}

std::optional<StaffId> disable(db::Connection& db, std::string_view login) {
  return id_of(db.run(kDisable, {{"login", login}}));
}

std::optional<Credentials> find_credentials(db::Connection& db, std::string_view login) {
  const db::Rows rows = db.run(kCredentials, {{"login", login}});
  if (rows.empty()) return std::nullopt;
  return Credentials{{rows[0].integer(0)}, rows[0].text(1)};
}

std::optional<Names> names_of(db::Connection& db, std::string_view login) {
  const db::Rows rows = db.run(kNames, {{"login", login}});
  if (rows.empty()) return std::nullopt;
  return Names{rows[0].text(0), rows[0].text(1)};
}

std::optional<std::string> login_of(db::Connection& db, StaffId staff) {
  const db::Rows rows = db.run(kLogin, {{"staff", staff}});
  if (rows.empty()) return std::nullopt;
  return rows[0].text(0);
}

bool has_password(db::Connection& db, StaffId staff, std::string_view password_hash) {
  return !db.run(kHasPassword, {{"staff", staff}, {"password", password_hash}}).empty();
}

std::optional<Person> find_operator(db::Connection& db, LineId line, const Uuid& staff) {
  const db::Rows rows = db.run(kFindOperator, {{"line", line}, {"staff", staff}});
  if (rows.empty()) return std::nullopt;
  return person_of(rows[0]);
}

std::optional<Uuid> find_uuid(db::Connection& db, StaffId id) {
  const db::Rows rows = db.run(kUuid, {{"id", id}});
  if (rows.empty()) return std::nullopt;
  return rows[0].uuid(0);
}

std::optional<Person> find_person(db::Connection& db, StaffId id) {
  const db::Rows rows = db.run(kFind, {{"id", id}});
  if (rows.empty()) return std::nullopt;
  return person_of(rows[0]);
}

std::optional<Person> find_person(db::Connection& db, const Uuid& staff) {
  const db::Rows rows = db.run(kFindByUuid, {{"uuid", staff}});
  if (rows.empty()) return std::nullopt;
  return person_of(rows[0]);
}

bool has_role(db::Connection& db, StaffId staff, LineId line, Role role) {
  return !db.run(kHasRole, {{"staff", staff}, {"line", line}, {"role", name_of(role)}}).empty();
}

bool is_on_team(db::Connection& db, StaffId staff, LineId line) {
  return !db.run(kIsOnTeam, {{"staff", staff}, {"line", line}}).empty();
}

bool is_on_line(db::Connection& db, StaffId staff, LineId line) {
  return !db.run(kIsOnLine, {{"staff", staff}, {"line", line}}).empty();
}

bool has_any_role(db::Connection& db, StaffId staff) {
  return !db.run(kHasAnyRole, {{"staff", staff}}).empty();
}

void set_handled(Tx& tx, StaffId staff) {
  tx.db.run(kSetHandled, {{"staff", staff}, {"now", tx.now}});
}

bool is_handled_after(db::Connection& db, StaffId staff, Millis at) {
  return !db.run(kIsHandledAfter, {{"staff", staff}, {"at", at}}).empty();
}

bool has_house_role(db::Connection& db, StaffId staff, Role role) {
  return !db.run(kHasHouseRole, {{"staff", staff}, {"role", name_of(role)}}).empty();
}

bool has_other_administrator(db::Connection& db, StaffId staff) {
  return !db.run(kOtherAdministrator, {{"staff", staff}}).empty();
}

std::vector<LineRoles> roles_of(db::Connection& db, StaffId staff) {
  std::vector<LineRoles> lines;
  for (const db::Row row : db.run(kRoles, {{"staff", staff}})) {
    const LineId id{row.integer(0)};
    if (lines.empty() || lines.back().line.id != id) lines.push_back({{id, row.uuid(1), row.text(2), row.text(3)}, {}});
    lines.back().roles.push_back(row.text(4));
  }
  return lines;
}

std::vector<std::string> house_roles_of(db::Connection& db, StaffId staff) {
  std::vector<std::string> roles;
  for (const db::Row row : db.run(kHouseRoles, {{"staff", staff}})) roles.push_back(row.text(0));
  return roles;
}

std::vector<Listed> all(db::Connection& db) {
  std::vector<Listed> staff;
  for (const db::Row row : db.run(kAll)) staff.push_back({person_of(row), row.text(5), row.text(6)});
  return staff;
}

}  // namespace onthaal::accounts::store
