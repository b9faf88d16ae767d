#include "features/invitations/invitations_wire.h"

#include <algorithm>

#include "core/text.h"
#include "features/mails/mails.h"
#include "platform/json.h"
#include "platform/name.h"

namespace onthaal::invitations::wire {
namespace {

std::string read_email(json::Reader& read) {
  std::string email = ascii_lower(read.text("email", 1, 254));
  if (!email.empty() && !is_mail_address(email)) read.mistake("email", "not_allowed");
  return email;
}

// Those of a line; a centre's are given in the office, where the centre is chosen.
std::vector<accounts::Role> read_roles(json::Reader& read) {
  std::vector<accounts::Role> roles;
  const auto& items = read.array("roles", 4);
  for (const auto& item : items) {
    const auto role = item.is_string() ? accounts::find_role(std::string_view(item.get_string())) : std::nullopt;
    if (role && accounts::scope_of(*role) == accounts::Scope::line && std::ranges::find(roles, *role) == roles.end())
      roles.push_back(*role);
    else
      read.mistake("roles." + std::to_string(roles.size()), "not_allowed");
  }
  return roles;
}

std::string roles_json(const std::vector<accounts::Role>& roles) {
  std::vector<std::string> items;
  for (const accounts::Role role : roles) json::append_quoted(items.emplace_back(), accounts::name_of(role));
  return json::list(items);
}

}  // namespace

Result<Wanted> parse_wanted(std::string_view body) {
  const auto data = json::parse(body);
  if (!data) return std::unexpected(data.error());
  json::Reader read(*data);
  Wanted wanted{.email = read_email(read),
                .name = json::read_name(read, "name", 80),
                .alias = json::read_name(read, "alias", 40),
                .discipline = accounts::read_discipline(read),
                .roles = read_roles(read)};
  const auto* roles = data->if_contains("roles");
  if (roles != nullptr && roles->is_array() && roles->get_array().empty()) read.mistake("roles", "too_short");
  return read.done(std::move(wanted));
}

Result<Redacted<std::string>> parse_token(std::string_view body) {
  const auto data = json::parse(body);
  if (!data) return std::unexpected(data.error());
  json::Reader read(*data);
  return read.done(Redacted<std::string>(read.text("token", 1, 100)));
}

Result<Accepted> parse_accepted(std::string_view body) {
  const auto data = json::parse(body);
  if (!data) return std::unexpected(data.error());
  json::Reader read(*data);
  Accepted accepted{.token = Redacted<std::string>(read.text("token", 1, 100)), .login = accounts::read_login(read)};
  accepted.password = accounts::read_password(read);
  return read.done(std::move(accepted));
}

Result<Redacted<std::string>> parse_forgotten(std::string_view body) {
  const auto data = json::parse(body);
  if (!data) return std::unexpected(data.error());
  json::Reader read(*data);
  return read.done(Redacted<std::string>(ascii_lower(trimmed(read.text("login", 1, 254)))));
}

Result<NewPassword> parse_new_password(std::string_view body) {
  const auto data = json::parse(body);
  if (!data) return std::unexpected(data.error());
  json::Reader read(*data);
  return read.done(NewPassword{.token = Redacted<std::string>(read.text("token", 1, 100)),
                               .password = accounts::read_password(read)});
}

Result<std::optional<std::string>> parse_email(std::string_view body) {
  const auto data = json::parse(body);
  if (!data) return std::unexpected(data.error());
  json::Reader read(*data);
  const auto* given = data->if_contains("email");
  if (given != nullptr && given->is_null()) {
    static_cast<void>(read.maybe_text("email", 1, 254));
    return read.done(std::optional<std::string>());
  }
  return read.done(std::optional(read_email(read)));
}

std::string invitation(const Snapshot& snapshot, const store::Invitation& invitation) {
  const bool is_over = invitation.state == "open" && invitation.expires_at <= snapshot.now;
  const auto mail = invitation.mail
                        ? std::optional(std::string(mails::name_of(mails::state_of(snapshot.db, *invitation.mail))))
                        : std::nullopt;
  return json::Out()
      .uuid("invitation", invitation.uuid)
      .text("email", invitation.email)
      .text("name", invitation.name)
      .text("alias", invitation.alias)
      .maybe_text("discipline", invitation.discipline)
      .raw("roles", roles_json(invitation.roles))
      .text("invited_by", invitation.invited_by)
      .time("made_at", invitation.made_at)
      .time("expires_at", invitation.expires_at)
      .text("state", is_over ? "expired" : invitation.state)
      .maybe_text("mail", mail)
      .str();
}

std::string invitations(const Snapshot& snapshot, const std::vector<store::Invitation>& all, bool is_mail_on) {
  std::vector<std::string> items;
  items.reserve(all.size());
  for (const auto& each : all) items.push_back(invitation(snapshot, each));
  return json::Out().boolean("mail", is_mail_on).raw("invitations", json::list(items)).str();
}

std::string opened(const store::Invitation& invitation, const std::string& line) {
  return json::Out()
      .text("line", line)
      .text("name", invitation.name)
      .text("alias", invitation.alias)
      .text("email", invitation.email)
      .raw("roles", roles_json(invitation.roles))
      .text("invited_by", invitation.invited_by)
      .time("expires_at", invitation.expires_at)
      .str();
}

}  // namespace onthaal::invitations::wire
