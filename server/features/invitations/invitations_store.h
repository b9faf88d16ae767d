#pragma once

#include <optional>
#include <vector>

#include "features/accounts/accounts.h"

namespace onthaal::invitations::store {

struct New {
  LineId line;
  std::string email;
  std::string name;
  std::string alias;
  std::optional<std::string> discipline;
  std::vector<accounts::Role> roles;
  StaffId by;
};
struct Link {
  std::string token_hash;
  Millis expires_at;
};
struct Invitation {
  std::int64_t id;
  Uuid uuid;
  LineId line;
  std::string email;
  std::string name;
  std::string alias;
  std::optional<std::string> discipline;
  std::vector<accounts::Role> roles;
  std::string invited_by;  // the name
  StaffId by;
  std::optional<Uuid> mail;
  Millis made_at;
  Millis expires_at;
  std::string state;
};

std::int64_t insert(Tx& tx, const Uuid& uuid, const New& wanted, const Link& link);
void set_mail(db::Connection& db, std::int64_t id, const Uuid& mail);
// A new link in place of the last one; false when it is not open.
bool renew(db::Connection& db, std::int64_t id, const Link& link);
bool revoke(db::Connection& db, std::int64_t id);
bool take(db::Connection& db, std::int64_t id, StaffId staff);  // accepted by; false when somebody was first
std::optional<Invitation> find(db::Connection& db, LineId line, const Uuid& uuid);
std::optional<Invitation> find_open(db::Connection& db, std::string_view token_hash, Millis now);
std::vector<Invitation> all(db::Connection& db, LineId line);  // the newest first
bool has_open(db::Connection& db, LineId line, std::string_view email, Millis now);
struct Revoked {
  LineId line;
  Uuid uuid;
};
std::vector<Revoked> revoke_of(db::Connection& db, StaffId by);
std::vector<Revoked> revoke_beyond(db::Connection& db, StaffId by);  // those that this person may make no longer
void forget_old(db::Connection& db, Millis before);
void forget_links(db::Connection& db, Millis now, Millis counted_until);  // that are over, and count no more

std::optional<StaffId> find_by_email(db::Connection& db, std::string_view email);  // whoever's
// Who is meant by a mail address, or else by a log-in name, when active and known by mail.
struct Reached {
  StaffId staff;
  std::string login;
  std::string name;
  std::string email;
};
std::optional<Reached> find_reached(db::Connection& db, std::string_view login_or_email);
std::optional<std::string> email_of(db::Connection& db, StaffId staff);
// False when it is another's, or another's login.
bool put_email(db::Connection& db, StaffId staff, std::string_view email);
void drop_email(db::Connection& db, StaffId staff);

// The links that a person got lately.
struct Sent {
  Millis last_at;
  Millis counted_from;
  std::int64_t count;
};
std::optional<Sent> links_of(db::Connection& db, StaffId staff);
void put_link(Tx& tx, StaffId staff, const Link& link, const Sent& sent);
std::optional<Reached> find_link(db::Connection& db, std::string_view token_hash, Millis now);
bool drop_link(db::Connection& db, StaffId staff);

}  // namespace onthaal::invitations::store
