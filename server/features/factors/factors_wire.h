#pragma once

#include "core/redacted.h"
#include "features/factors/factors_store.h"
#include "platform/qr.h"
#include "platform/web_authn.h"

namespace onthaal::factors::wire {

// Of a ticket only the hash goes on.
struct TicketAndCode {
  std::string ticket;
  Redacted<std::string> code;
};
Result<TicketAndCode> parse_code(std::string_view body);
Result<std::optional<std::string>> parse_ticket(std::string_view body);  // {} or {"ticket"}
struct FirstCode {
  std::optional<std::string> ticket;
  Redacted<std::string> code;
};
Result<FirstCode> parse_first_code(std::string_view body);
struct NewPasskey {
  std::optional<std::string> ticket;
  std::string name;
  std::string client_data;
  std::string authenticator_data;
};
Result<NewPasskey> parse_new_passkey(std::string_view body);
struct ShownPasskey {
  std::optional<std::string> ticket;
  std::string credential;
  web_authn::Signed answer;
};
Result<ShownPasskey> parse_shown_passkey(std::string_view body);
Result<bool> parse_line(std::string_view body);
Result<std::string> parse_login(const boost::json::object& data);

// A right password, and what is still to be shown. No factors: the first one is to be made.
struct Ticket {
  std::string token;
  std::vector<std::string_view> factors;  // "code", "passkey", "recovery"
  Millis expires_at;
};
std::string ticket(const Ticket& ticket);
std::string totp(std::string_view secret, std::string_view url);
struct Asking {
  std::string challenge;
  std::string site;                      // rp.id
  std::vector<std::string> credentials;  // that may answer; that are there already
};
std::string to_show(const Asking& asking, bool wants_person);
struct Owner {
  Uuid staff;
  std::string login;
  std::string name;
};
std::string to_make(const Asking& asking, const Owner& owner);
// After a factor was made: recovery codes when it was the first, the session when a ticket was given.
std::string made(const std::vector<std::string>& codes, std::string_view session);
struct Shown {
  std::string login;
  bool is_asked;
  bool is_proven;
  std::optional<Millis> totp_since;
  std::vector<store::Passkey> passkeys;
  std::int64_t codes_left;
};
std::string factors(const Shown& shown);
std::string line(bool asks_operators, Asked house, const std::vector<Uuid>& with_factor);

}  // namespace onthaal::factors::wire
