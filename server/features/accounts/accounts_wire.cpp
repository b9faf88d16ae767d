#include "features/accounts/accounts_wire.h"

#include <algorithm>
#include <array>

#include "core/text.h"
#include "platform/json.h"

namespace onthaal::accounts::wire {
namespace {

constexpr std::array<std::string_view, 4> kDisciplines{"arts", "verpleegkundige", "maatschappelijk_werker",
                                                       "psycholoog_pedagoog"};

std::string read_login_name(json::Reader& read) {
  return ascii_lower(read.text("login", 1, 80));
}

bool is_login_name(std::string_view login) {
  return login.size() >= 2 && std::ranges::all_of(login, [](char c) {
           return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '.' || c == '_' || c == '-' || c == '@';
         });
}

std::optional<std::string> read_discipline(json::Reader& read) {
  auto discipline = read.maybe_text("discipline", 1, 40);
  if (discipline && std::ranges::find(kDisciplines, *discipline) == kDisciplines.end())
    read.mistake("discipline", "not_allowed");
  return discipline;
}

std::vector<RoleOnLine> read_roles(json::Reader& read) {
  std::vector<RoleOnLine> roles;
  const auto& items = read.array_or_empty("roles", 100);
  for (std::size_t i = 0; i < items.size(); ++i) {
    const std::string at = "roles." + std::to_string(i);
    const auto* item = items[i].if_object();
    if (item == nullptr) {
      read.mistake(at, "not_an_object");
      continue;
    }
    json::Reader each(*item, at);
    std::string slug = each.text("line", 2, 40);
    const auto role = each.choice("role", {"operator", "coordinator"}) == 0 ? Role::operator_ : Role::coordinator;
    roles.push_back({std::move(slug), role});
    if (const auto error = each.finished())
      for (const FieldError& field : error->fields) read.mistake(field.field, field.problem);
  }
  return roles;
}

// ["operator","coordinator"]: on the line that is asked.
std::vector<Role> read_role_names(json::Reader& read) {
  std::vector<Role> roles;
  for (const auto& item : read.array("roles", 2)) {
    const bool is_operator = item == "operator";
    const Role role = is_operator ? Role::operator_ : Role::coordinator;
    if ((is_operator || item == "coordinator") && std::ranges::find(roles, role) == roles.end())
      roles.push_back(role);
    else
      read.mistake("roles." + std::to_string(roles.size()), "not_allowed");
  }
  return roles;
}

std::string roles_json(const std::vector<std::string>& roles) {
  std::vector<std::string> items;
  for (const std::string& role : roles) json::append_quoted(items.emplace_back(), role);
  return json::list(items);
}

std::string lines_json(const std::vector<store::LineRoles>& lines) {
  std::vector<std::string> items;
  for (const auto& each : lines)
    items.push_back(json::Out()
                        .uuid("line", each.line.uuid)
                        .text("slug", each.line.slug)
                        .text("name", each.line.name)
                        .raw("roles", roles_json(each.roles))
                        .str());
  return json::list(items);
}

}  // namespace

Result<Login> parse_login(const boost::json::object& data) {
  json::Reader read(data);
  Login login{.login = read_login_name(read), .password = Redacted<std::string>(read.text("password", 1, 200))};
  return read.done(std::move(login));
}

Result<StaffAndPassword> parse_staff(const boost::json::object& data) {
  json::Reader read(data);
  StaffAndPassword parsed{.staff = {.login = read_login_name(read),
                                    .name = read.text("name", 1, 80),
                                    .alias = read.text("alias", 1, 40),
                                    .discipline = read_discipline(read),
                                    .roles = read_roles(read)},
                          .password = Redacted<std::string>(read.text("password", 10, 200))};
  if (!parsed.staff.login.empty() && !is_login_name(parsed.staff.login)) read.mistake("login", "not_allowed");
  return read.done(std::move(parsed));
}

Result<NewMember> parse_new_member(const boost::json::object& data) {
  json::Reader read(data);
  NewMember member{.login = read_login_name(read),
                   .name = read.text("name", 1, 80),
                   .alias = read.text("alias", 1, 40),
                   .discipline = read_discipline(read),
                   .roles = read_role_names(read)};
  if (!member.login.empty() && !is_login_name(member.login)) read.mistake("login", "not_allowed");
  const auto* roles = data.if_contains("roles");
  if (roles != nullptr && roles->is_array() && roles->get_array().empty()) read.mistake("roles", "too_short");
  return read.done(std::move(member));
}

Result<MemberChange> parse_member_change(const boost::json::object& data, std::int64_t most_talks) {
  json::Reader read(data);
  return read.done(MemberChange{.name = read.text("name", 1, 80),
                                .alias = read.text("alias", 1, 40),
                                .discipline = read_discipline(read),
                                .roles = read_role_names(read),
                                .capacity = read.maybe_integer("capacity", 1, most_talks),
                                .is_active = read.boolean("active")});
}

Result<Login> parse_new_password(const boost::json::object& data) {
  json::Reader read(data);
  Login login{.login = read_login_name(read), .password = Redacted<std::string>(read.text("password", 10, 200))};
  return read.done(std::move(login));
}

Result<std::string> parse_login_name(const boost::json::object& data) {
  json::Reader read(data);
  return read.done(read_login_name(read));
}

std::string session(const Person& person, const std::vector<store::LineRoles>& lines) {
  return json::Out()
      .uuid("staff", person.uuid)
      .text("name", person.name)
      .text("alias", person.alias)
      .maybe_text("discipline", person.discipline)
      .raw("lines", lines_json(lines))
      .str();
}

std::string staff_list(db::Connection& db, const std::vector<store::Listed>& staff) {
  std::vector<std::string> items;
  for (const store::Listed& each : staff)
    items.push_back(json::Out()
                        .uuid("staff", each.person.uuid)
                        .text("login", each.login)
                        .text("name", each.person.name)
                        .text("alias", each.person.alias)
                        .maybe_text("discipline", each.person.discipline)
                        .text("state", each.state)
                        .raw("lines", lines_json(store::roles_of(db, each.person.id)))
                        .str());
  return json::Out().raw("staff", json::list(items)).str();
}

std::string member(const store::Member& member) {
  std::vector<std::string> roles;
  for (const Role role : member.roles) roles.emplace_back(store::role_name(role));
  return json::Out()
      .uuid("staff", member.person.uuid)
      .text("login", member.login)
      .text("name", member.person.name)
      .text("alias", member.person.alias)
      .maybe_text("discipline", member.person.discipline)
      .boolean("active", member.is_active)
      .raw("roles", roles_json(roles))
      .raw("capacity", member.capacity ? std::to_string(*member.capacity) : "null")
      .str();
}

std::string members(const std::vector<store::Member>& all) {
  std::vector<std::string> items;
  for (const store::Member& each : all) items.push_back(member(each));
  return json::Out().raw("staff", json::list(items)).str();
}

std::string session_cookie(std::string_view token, std::chrono::milliseconds life) {
  const auto seconds = token.empty() ? 0 : std::chrono::duration_cast<std::chrono::seconds>(life).count();
  return "__Host-onthaal=" + std::string(token) +
         "; Path=/; HttpOnly; Secure; SameSite=Strict; Max-Age=" + std::to_string(seconds);
}

}  // namespace onthaal::accounts::wire
