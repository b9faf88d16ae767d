#pragma once

#include "features/factors/factors.h"
#include "platform/streams/streams.h"
#include "platform/web_authn.h"

namespace onthaal::factors::store {

// Whether somebody coordinates a line, or has a role of the house; answers on a line that asks it of its operators.
bool is_responsible(db::Connection& db, StaffId staff);
bool is_asked_by_line(db::Connection& db, StaffId staff);
bool asks_operators(db::Connection& db, LineId line);
void set_asks_operators(db::Connection& db, LineId line, bool asks);
std::vector<Uuid> with_factor(db::Connection& db, LineId line);  // who has a role there and a factor

struct Ticket {
  std::string hash;
  StaffId staff;
  std::string browser;
  std::int64_t tries_left;
};
void insert_ticket(Tx& tx, const Ticket& ticket, Millis expires_at);
std::optional<Ticket> find_ticket(db::Connection& db, std::string_view hash, Millis now);
bool drop_ticket(db::Connection& db, std::string_view hash);  // whether it was there
void use_up(db::Connection& db, std::string_view hash);       // one try; the last one drops it
void drop_tickets(db::Connection& db, StaffId staff);

enum class State : std::uint8_t { pending, active };
struct Totp {
  std::string secret;
  std::int64_t last_step;
  Millis made_at;
};
void put_pending(Tx& tx, StaffId staff, std::string_view secret);
std::optional<Totp> find_totp(db::Connection& db, const seal::Keyring& keys, StaffId staff, State state);
std::optional<Millis> totp_since(db::Connection& db, StaffId staff);
bool use_step(db::Connection& db, StaffId staff, State state, std::int64_t step);  // each once, and forward
void activate(Tx& tx, StaffId staff);  // the pending one, for the active one
bool drop_totp(db::Connection& db, StaffId staff, State state);

struct Passkey {
  std::int64_t id;
  Uuid uuid;
  StaffId staff;
  std::string credential;
  web_authn::PublicKey key;
  std::int64_t signs;
  std::string name;
  Millis made_at;
  std::optional<Millis> used_at;
};
bool insert_passkey(Tx& tx, StaffId staff, const web_authn::Made& made, std::string_view name);
std::optional<Passkey> find_passkey(db::Connection& db, std::string_view credential);
std::vector<Passkey> passkeys_of(db::Connection& db, StaffId staff);  // the oldest first
// Not when its counter has been as far already.
bool use_passkey(Tx& tx, std::int64_t id, std::int64_t signs);
bool drop_passkey(db::Connection& db, StaffId staff, const Uuid& passkey);
bool drop_passkeys(db::Connection& db, StaffId staff);

bool answer_challenge(db::Connection& db, std::string_view hash, Millis expires_at);  // whether for the first time

void put_codes(db::Connection& db, StaffId staff, const std::vector<std::string>& hashes);  // for those that were
bool use_code(Tx& tx, StaffId staff, std::string_view hash);
std::int64_t count_codes(db::Connection& db, StaffId staff);  // that are left
void drop_codes(db::Connection& db, StaffId staff);

// Tickets and challenges that have expired; whether there may be more.
bool drop_expired(Tx& tx, std::int64_t limit);

}  // namespace onthaal::factors::store
