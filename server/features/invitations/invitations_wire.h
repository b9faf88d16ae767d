#pragma once

#include "features/invitations/invitations_store.h"

namespace onthaal::invitations::wire {

struct Wanted {
  std::string email;
  std::string name;
  std::string alias;
  std::optional<std::string> discipline;
  std::vector<accounts::Role> roles;  // of the line
};
Result<Wanted> parse_wanted(std::string_view body);
Result<Redacted<std::string>> parse_token(std::string_view body);

struct Accepted {
  Redacted<std::string> token;
  std::string login;
  Redacted<std::string> password;
};
Result<Accepted> parse_accepted(std::string_view body);

Result<Redacted<std::string>> parse_forgotten(std::string_view body);  // a log-in name or a mail address, lower case
struct NewPassword {
  Redacted<std::string> token;
  Redacted<std::string> password;
};
Result<NewPassword> parse_new_password(std::string_view body);
Result<std::optional<std::string>> parse_email(std::string_view body);

std::string invitation(const Snapshot& snapshot, const store::Invitation& invitation);
std::string invitations(const Snapshot& snapshot, const std::vector<store::Invitation>& all, bool is_mail_on);
// What whoever has the link sees.
std::string opened(const store::Invitation& invitation, const std::string& line);

}  // namespace onthaal::invitations::wire
