#include "features/factors/factors_wire.h"

#include "core/text.h"
#include "platform/json.h"
#include "platform/totp.h"

namespace onthaal::factors::wire {
namespace {

constexpr std::size_t kMostBytes = 8192;  // of what a browser hands over, as text

std::string read_bytes(json::Reader& read, std::string_view field) {
  const std::string text = read.text(field, 1, kMostBytes);
  auto bytes = from_base64url(text);
  if (!bytes && !text.empty()) read.mistake(field, "not_allowed");
  return bytes.value_or("");
}

std::string read_ticket(json::Reader& read) {
  return seal::token_hash(read.text("ticket", 1, 100));
}

std::optional<std::string> read_maybe_ticket(json::Reader& read) {
  const auto ticket = read.maybe_text("ticket", 1, 100);
  if (!ticket) return std::nullopt;
  return seal::token_hash(*ticket);
}

Redacted<std::string> read_code(json::Reader& read) {
  return read.words("code", 1, 40);
}

template <class Read>
auto parse(std::string_view body, const Read& each) -> Result<decltype(each(std::declval<json::Reader&>()))> {
  const auto data = json::parse(body.empty() ? "{}" : body);
  if (!data) return std::unexpected(data.error());
  json::Reader read(*data);
  return read.done(each(read));
}

std::string texts(const auto& all) {
  std::vector<std::string> items;
  for (const auto& each : all) json::append_quoted(items.emplace_back(), each);
  return json::list(items);
}

std::string base64_texts(const std::vector<std::string>& all) {
  std::vector<std::string> items;
  for (const std::string& each : all) items.push_back(base64url(each));
  return texts(items);
}

std::string_view name_of(Asked asked) {
  switch (asked) {
    case Asked::nobody:
      return "off";
    case Asked::coordinators:
      return "coordinators";
    case Asked::everyone:
      return "everyone";
  }
  return "";
}

}  // namespace

Result<TicketAndCode> parse_code(std::string_view body) {
  return parse(body,
               [](json::Reader& read) { return TicketAndCode{.ticket = read_ticket(read), .code = read_code(read)}; });
}

Result<std::optional<std::string>> parse_ticket(std::string_view body) {
  return parse(body, read_maybe_ticket);
}

Result<FirstCode> parse_first_code(std::string_view body) {
  return parse(
      body, [](json::Reader& read) { return FirstCode{.ticket = read_maybe_ticket(read), .code = read_code(read)}; });
}

Result<NewPasskey> parse_new_passkey(std::string_view body) {
  return parse(body, [](json::Reader& read) {
    return NewPasskey{.ticket = read_maybe_ticket(read),
                      .name = read.words("name", 1, 40).reveal(),
                      .client_data = read_bytes(read, "client_data"),
                      .authenticator_data = read_bytes(read, "authenticator_data")};
  });
}

Result<ShownPasskey> parse_shown_passkey(std::string_view body) {
  return parse(body, [](json::Reader& read) {
    return ShownPasskey{.ticket = read_maybe_ticket(read),
                        .credential = read_bytes(read, "credential"),
                        .answer = {.client_data = read_bytes(read, "client_data"),
                                   .authenticator_data = read_bytes(read, "authenticator_data"),
                                   .signature = read_bytes(read, "signature")}};
  });
}

Result<bool> parse_line(std::string_view body) {
  return parse(body, [](json::Reader& read) { return read.boolean("operators"); });
}

Result<std::string> parse_login(const boost::json::object& data) {
  json::Reader read(data);
  return read.done(ascii_lower(read.text("login", 1, 80)));
}

std::string ticket(const Ticket& ticket) {
  return json::Out()
      .text("ticket", ticket.token)
      .raw("factors", texts(ticket.factors))
      .time("until", ticket.expires_at)
      .str();
}

std::string totp(std::string_view secret, std::string_view url) {
  const qr::Picture picture = qr::draw(std::string(url));
  return json::Out()
      .text("secret", totp::base32(secret))
      .text("url", url)
      .raw("qr", json::Out().integer("size", picture.size).text("path", picture.path).str())
      .str();
}

std::string to_show(const Asking& asking, bool wants_person) {
  return json::Out()
      .text("challenge", base64url(asking.challenge))
      .text("site", asking.site)
      .raw("credentials", base64_texts(asking.credentials))
      .text("verification", wants_person ? "required" : "preferred")
      .str();
}

std::string to_make(const Asking& asking, const Owner& owner) {
  return json::Out()
      .text("challenge", base64url(asking.challenge))
      .text("site", asking.site)
      .raw("credentials", base64_texts(asking.credentials))
      .raw("user", json::Out()
                       .text("id", base64url(owner.staff.view()))
                       .text("login", owner.login)
                       .text("name", owner.name)
                       .str())
      .str();
}

std::string made(const std::vector<std::string>& codes, std::string_view session) {
  return json::Out().raw("recovery_codes", texts(codes)).raw("session", session.empty() ? "null" : session).str();
}

std::string factors(const Shown& shown) {
  std::vector<std::string> passkeys;
  for (const store::Passkey& each : shown.passkeys)
    passkeys.push_back(json::Out()
                           .uuid("passkey", each.uuid)
                           .text("name", each.name)
                           .time("since", each.made_at)
                           .maybe_time("used", each.used_at)
                           .str());
  return json::Out()
      .text("login", shown.login)
      .boolean("asked", shown.is_asked)
      .boolean("proven", shown.is_proven)
      .maybe_time("totp_since", shown.totp_since)
      .raw("passkeys", json::list(passkeys))
      .integer("recovery_codes", shown.codes_left)
      .str();
}

std::string line(bool asks_operators, Asked house, const std::vector<Uuid>& with_factor) {
  std::vector<std::string> staff;
  for (const Uuid& each : with_factor) staff.push_back(each.text());
  return json::Out()
      .boolean("operators", asks_operators)
      .text("house", name_of(house))
      .raw("with_factor", texts(staff))
      .str();
}

}  // namespace onthaal::factors::wire
