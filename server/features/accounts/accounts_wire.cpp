#include "features/accounts/accounts_wire.h"

#include <algorithm>
#include <array>

#include "core/text.h"
#include "features/accounts/accounts_password.h"
#include "platform/json.h"
#include "platform/name.h"

namespace onthaal::accounts::wire {
namespace {

constexpr std::array<std::string_view, 4> kDisciplines{"arts", "verpleegkundige", "maatschappelijk_werker",
                                                       "psycholoog_pedagoog"};

std::string read_login_name(json::Reader& read) {
  return ascii_lower(read.text("login", 1, 80));
}

std::string read_new_password(json::Reader& read) {
  return read.text("password", kShortestPassword, kLongestPassword);
}

bool is_login_name(std::string_view login, std::string_view more = "") {
  return login.size() >= 2 && std::ranges::all_of(login, [&](char c) {
           return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '.' || c == '_' || c == '-' ||
                  more.contains(c);
         });
}

std::optional<std::string> read_discipline(json::Reader& read) {
  auto discipline = read.maybe_text("discipline", 1, 40);
  if (discipline && std::ranges::find(kDisciplines, *discipline) == kDisciplines.end())
    read.mistake("discipline", "not_allowed");
  return discipline;
}

Role read_role(json::Reader& read) {
  const auto role = find_role(read.text("role", 1, 20));
  if (!role) read.mistake("role", "not_allowed");
  return role.value_or(Role::operator_);
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
    const Role role = read_role(each);
    std::string slug = scope_of(role) == Scope::house ? "" : each.text("line", 2, 40);
    const auto centre = scope_of(role) == Scope::centre ? std::optional(each.uuid("centre")) : std::nullopt;
    roles.push_back({std::move(slug), role, centre});
    if (const auto error = each.finished())
      for (const FieldError& field : error->fields) read.mistake(field.field, field.problem);
  }
  return roles;
}

// [{"role","centre"}]
std::vector<RoleOnLine> read_centre_roles(json::Reader& read) {
  std::vector<RoleOnLine> roles;
  const auto& items = read.array_or_empty("centre_roles", 100);
  for (std::size_t i = 0; i < items.size(); ++i) {
    const std::string at = "centre_roles." + std::to_string(i);
    const auto* item = items[i].if_object();
    if (item == nullptr) {
      read.mistake(at, "not_an_object");
      continue;
    }
    json::Reader each(*item, at);
    const Role role = read_role(each);
    if (scope_of(role) != Scope::centre) each.mistake("role", "not_allowed");
    roles.push_back({"", role, each.uuid("centre")});
    read.take_mistakes(each);
  }
  return roles;
}

// On the line that is asked: "roles":["operator","coordinator"], and those of its centres.
MemberRoles read_member_roles(json::Reader& read, const boost::json::object& data) {
  MemberRoles all;
  for (const auto& item : read.array("roles", 4)) {
    const auto* name = item.if_string();
    const auto role = name != nullptr ? find_role(*name) : std::nullopt;
    if (role && scope_of(*role) == Scope::line && std::ranges::find(all.roles, *role) == all.roles.end())
      all.roles.push_back(*role);
    else
      read.mistake("roles." + std::to_string(all.roles.size()), "not_allowed");
  }
  if (data.contains("centre_roles")) all.centres = read_centre_roles(read);
  return all;
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

std::vector<RoleOnLine> on_line(const MemberRoles& roles, const std::string& slug) {
  std::vector<RoleOnLine> all;
  for (const Role role : roles.roles) all.push_back({slug, role});
  if (roles.centres)
    for (const RoleOnLine& role : *roles.centres) all.push_back({slug, role.role, role.centre});
  return all;
}

Result<Login> parse_login(const boost::json::object& data) {
  json::Reader read(data);
  Login login{.login = read_login_name(read),
              .password = Redacted<std::string>(read.text("password", 1, kLongestPassword))};
  return read.done(std::move(login));
}

Result<StaffAndPassword> parse_staff(const boost::json::object& data) {
  json::Reader read(data);
  StaffAndPassword parsed{.staff = {.login = read_login_name(read),
                                    .name = json::read_name(read, "name", 80),
                                    .alias = json::read_name(read, "alias", 40),
                                    .discipline = read_discipline(read),
                                    .roles = read_roles(read)},
                          .password = Redacted<std::string>(read_new_password(read))};
  if (!parsed.staff.login.empty() && !is_login_name(parsed.staff.login)) read.mistake("login", "not_allowed");
  return read.done(std::move(parsed));
}

Result<NewMember> parse_new_member(const boost::json::object& data) {
  json::Reader read(data);
  NewMember member{.login = read_login_name(read),
                   .name = json::read_name(read, "name", 80),
                   .alias = json::read_name(read, "alias", 40),
                   .discipline = read_discipline(read),
                   .roles = read_member_roles(read, data)};
  if (!member.login.empty() && !is_login_name(member.login)) read.mistake("login", "not_allowed");
  const auto* roles = data.if_contains("roles");
  const bool has_centre = member.roles.centres && !member.roles.centres->empty();
  if (roles != nullptr && roles->is_array() && roles->get_array().empty() && !has_centre)
    read.mistake("roles", "too_short");
  return read.done(std::move(member));
}

Result<NewStaff> parse_new_staff(const boost::json::object& data) {
  json::Reader read(data);
  NewStaff staff{.login = read_login_name(read),
                 .name = json::read_name(read, "name", 80),
                 .alias = json::read_name(read, "alias", 40),
                 .discipline = read_discipline(read),
                 .roles = read_roles(read)};
  if (!staff.login.empty() && !is_login_name(staff.login)) read.mistake("login", "not_allowed");
  return read.done(std::move(staff));
}

Result<PersonChange> parse_person_change(const boost::json::object& data) {
  json::Reader read(data);
  return read.done(PersonChange{.roles = read_roles(read), .is_active = read.boolean("active")});
}

Result<MemberChange> parse_member_change(const boost::json::object& data, std::int64_t most_talks) {
  json::Reader read(data);
  return read.done(MemberChange{.name = json::read_name(read, "name", 80),
                                .alias = json::read_name(read, "alias", 40),
                                .discipline = read_discipline(read),
                                .roles = read_member_roles(read, data),
                                .capacity = read.maybe_integer("capacity", 1, most_talks),
                                .is_active = read.boolean("active")});
}

Result<Login> parse_new_password(const boost::json::object& data) {
  json::Reader read(data);
  Login login{.login = read_login_name(read), .password = Redacted<std::string>(read_new_password(read))};
  return read.done(std::move(login));
}

Result<OwnPassword> parse_own_password(const boost::json::object& data) {
  json::Reader read(data);
  return read.done(OwnPassword{.old_one = Redacted<std::string>(read.text("old", 1, kLongestPassword)),
                               .new_one = Redacted<std::string>(read_new_password(read))});
}

Result<Redacted<std::string>> parse_proof(const boost::json::object& data) {
  json::Reader read(data);
  return read.done(Redacted<std::string>(read.text("password", 1, kLongestPassword)));
}

Result<std::string> parse_login_name(const boost::json::object& data) {
  json::Reader read(data);
  return read.done(read_login_name(read));
}

std::string session(const Person& person, const std::vector<store::LineRoles>& lines,
                    const std::vector<std::string>& house) {
  return json::Out()
      .uuid("staff", person.uuid)
      .text("name", person.name)
      .text("alias", person.alias)
      .maybe_text("discipline", person.discipline)
      .raw("lines", lines_json(lines))
      .raw("house", roles_json(house))
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
                        .raw("house", roles_json(store::house_roles_of(db, each.person.id)))
                        .str());
  return json::Out().raw("staff", json::list(items)).str();
}

std::string listed(db::Connection& db, const store::Listed& staff) {
  std::vector<std::string> roles;
  for (const RoleOnLine& right : store::rights_of(db, staff.person.id)) {
    json::Out out;
    out.text("role", name_of(right.role));
    if (!right.slug.empty()) out.text("line", right.slug);
    if (right.centre) out.uuid("centre", *right.centre);
    roles.push_back(out.str());
  }
  return json::Out()
      .uuid("staff", staff.person.uuid)
      .text("login", staff.login)
      .text("name", staff.person.name)
      .text("alias", staff.person.alias)
      .maybe_text("discipline", staff.person.discipline)
      .boolean("active", staff.state == "active")
      .raw("roles", json::list(roles))
      .str();
}

std::string people(db::Connection& db) {
  std::vector<std::string> staff;
  for (const store::Listed& each : store::all(db)) staff.push_back(listed(db, each));
  std::vector<std::string> centres;
  for (const store::Centre& each : store::centres_with_staff(db))
    centres.push_back(json::Out().uuid("centre", each.uuid).text("name", each.name).str());
  return json::Out().raw("staff", json::list(staff)).raw("centres", json::list(centres)).str();
}

std::string member(const store::Member& member) {
  std::vector<std::string> roles;
  std::vector<std::string> centres;
  for (const RoleOnLine& role : member.roles)
    if (role.centre)
      centres.push_back(json::Out().text("role", name_of(role.role)).uuid("centre", *role.centre).str());
    else
      roles.emplace_back(name_of(role.role));
  return json::Out()
      .uuid("staff", member.person.uuid)
      .text("login", member.login)
      .text("name", member.person.name)
      .text("alias", member.person.alias)
      .maybe_text("discipline", member.person.discipline)
      .boolean("active", member.is_active)
      .raw("roles", roles_json(roles))
      .raw("centre_roles", json::list(centres))
      .raw("capacity", member.capacity ? std::to_string(*member.capacity) : "null")
      .str();
}

std::string members(const std::vector<store::Member>& all) {
  std::vector<std::string> items;
  for (const store::Member& each : all) items.push_back(member(each));
  return json::Out().raw("staff", json::list(items)).str();
}

std::string open_sessions(const std::vector<store::OpenSession>& sessions, SessionId own) {
  std::vector<std::string> items;
  for (const store::OpenSession& each : sessions)
    items.push_back(json::Out()
                        .uuid("session", each.uuid)
                        .text("browser", each.browser)
                        .time("since", each.created_at)
                        .time("used", each.used_at)
                        .boolean("own", each.id == own)
                        .str());
  return json::Out().raw("sessions", json::list(items)).str();
}

std::string session_cookie(std::string_view token, std::chrono::milliseconds life) {
  const auto seconds = token.empty() ? 0 : std::chrono::duration_cast<std::chrono::seconds>(life).count();
  return "__Host-onthaal=" + std::string(token) +
         "; Path=/; HttpOnly; Secure; SameSite=Strict; Max-Age=" + std::to_string(seconds);
}

}  // namespace onthaal::accounts::wire

namespace onthaal::accounts {

std::string read_login(json::Reader& read) {
  std::string login = wire::read_login_name(read);
  if (!login.empty() && !wire::is_login_name(login, "@")) read.mistake("login", "not_allowed");
  return login;
}

std::optional<std::string> read_discipline(json::Reader& read) {
  return wire::read_discipline(read);
}

Redacted<std::string> read_password(json::Reader& read) {
  return Redacted<std::string>(wire::read_new_password(read));
}

}  // namespace onthaal::accounts
