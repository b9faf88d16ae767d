#include "features/accounts/accounts_store.h"

namespace onthaal::accounts::store {
namespace {

constexpr db::Sql kInsert{"staff.insert",
                          "insert into staff (uuid, login, name, alias, discipline, password, state, created_at) values"
                          " (:uuid, :login, :name, :alias, :discipline, :password, 'active', :now)"
                          " on conflict (login) do nothing returning id, uuid, name, alias, discipline"};
constexpr db::Sql kInsertRole{"staff.insert_role",
                              "insert into staff_role (staff, line, role) values (:staff, :line, :role)"
                              " on conflict (staff, line, role) do nothing"};
constexpr db::Sql kSetPassword{"staff.set_password",
                               "update staff set password = :password where login = :login returning id"};
constexpr db::Sql kDisable{"staff.disable", "update staff set state = 'disabled' where login = :login returning id"};
constexpr db::Sql kCredentials{"staff.credentials",
                               "select id, password from staff where login = :login and state = 'active'"};
constexpr db::Sql kHasPassword{"staff.has_password",
                               "select 1 from staff where id = :staff and password = :password and state = 'active'"};
constexpr db::Sql kFind{"staff.find",
                        "select id, uuid, name, alias, discipline from staff where id = :id and state = 'active'"};
constexpr db::Sql kFindOperator{
    "staff.find_operator",
    "select s.id, s.uuid, s.name, s.alias, s.discipline from staff s join staff_role r on r.staff = s.id"
    " where s.uuid = :staff and r.line = :line and r.role = 'operator' and s.state = 'active'"};
constexpr db::Sql kHasRole{"staff.has_role",
                           "select 1 from staff_role r join staff s on s.id = r.staff where r.staff = :staff"
                           " and r.line = :line and r.role = :role and s.state = 'active'"};
constexpr db::Sql kHasAnyRole{"staff.has_any_role",
                              "select 1 from staff_role r join staff s on s.id = r.staff where r.staff = :staff"
                              " and r.line = :line and s.state = 'active' limit 1"};
constexpr db::Sql kRoles{"staff.roles",
                         "select l.id, l.uuid, l.slug, l.name, r.role from staff_role r join line l on l.id = r.line"
                         " where r.staff = :staff order by l.slug, r.role"};
constexpr db::Sql kAll{"staff.all", "select id, uuid, name, alias, discipline, login, state from staff order by login"};

Person person_of(const db::Row& row) {
  return {{row.integer(0)}, row.uuid(1), row.text(2), row.text(3), row.maybe_text(4)};
}

std::optional<StaffId> id_of(const db::Rows& rows) {
  if (rows.empty()) return std::nullopt;
  return StaffId{rows[0].integer(0)};
}

}  // namespace

std::string_view role_name(Role role) {
  switch (role) {
    case Role::operator_:
      return "operator";
    case Role::coordinator:
      return "coordinator";
  }
  return "";
}

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

void insert_role(db::Connection& db, StaffId staff, LineId line, Role role) {
  db.run(kInsertRole, {{"staff", staff}, {"line", line}, {"role", role_name(role)}});
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

bool has_password(db::Connection& db, StaffId staff, std::string_view password_hash) {
  return !db.run(kHasPassword, {{"staff", staff}, {"password", password_hash}}).empty();
}

std::optional<Person> find_operator(db::Connection& db, LineId line, const Uuid& staff) {
  const db::Rows rows = db.run(kFindOperator, {{"line", line}, {"staff", staff}});
  if (rows.empty()) return std::nullopt;
  return person_of(rows[0]);
}

std::optional<Person> find_person(db::Connection& db, StaffId id) {
  const db::Rows rows = db.run(kFind, {{"id", id}});
  if (rows.empty()) return std::nullopt;
  return person_of(rows[0]);
}

bool has_role(db::Connection& db, StaffId staff, LineId line, Role role) {
  return !db.run(kHasRole, {{"staff", staff}, {"line", line}, {"role", role_name(role)}}).empty();
}

bool has_any_role(db::Connection& db, StaffId staff, LineId line) {
  return !db.run(kHasAnyRole, {{"staff", staff}, {"line", line}}).empty();
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

std::vector<Listed> all(db::Connection& db) {
  std::vector<Listed> staff;
  for (const db::Row row : db.run(kAll)) staff.push_back({person_of(row), row.text(5), row.text(6)});
  return staff;
}

}  // namespace onthaal::accounts::store
