#include "features/factors/factors.h"

#include <algorithm>
#include <array>

#include "core/text.h"
#include "features/audit/audit.h"
#include "features/factors/factors_owner.h"
#include "features/factors/factors_wire.h"
#include "platform/json.h"
#include "platform/totp.h"

namespace onthaal::factors {
namespace {

// Nobody confuses them on paper: ten letters of 32 are 50 bits.
std::string make_code(Random& random) {
  static constexpr std::string_view kLetters = "abcdefghijkmnpqrstuvwxyz23456789";
  std::array<std::uint8_t, 10> bytes{};
  random.fill(bytes);
  std::string code;
  for (const std::uint8_t byte : bytes) code += kLetters[byte % kLetters.size()];
  return code;
}

std::string hash_of(const seal::Keyring& keys, std::string_view code) {
  return keys.index("recovery:" + std::string(code));
}

// As people type them: in capitals, with and without the hyphen.
std::string plain(std::string_view code) {
  std::string letters = ascii_lower(code);
  std::erase_if(letters, [](char c) { return c == '-' || c == ' '; });
  return letters;
}

}  // namespace

Asked parse_asked(std::string_view setting) {
  if (setting == "off") return Asked::nobody;
  return setting == "everyone" ? Asked::everyone : Asked::coordinators;
}

bool is_asked(db::Connection& db, const Settings& settings, StaffId staff) {
  switch (settings.asked) {
    case Asked::nobody:
      return false;
    case Asked::coordinators:
      return store::is_responsible(db, staff) || store::is_asked_by_line(db, staff);
    case Asked::everyone:
      return true;
  }
  return true;
}

bool has_any(db::Connection& db, StaffId staff) {
  return store::totp_since(db, staff) || !store::passkeys_of(db, staff).empty();
}

std::optional<Reply> ask(Tx& tx, const Settings& settings, StaffId staff, std::string_view browser) {
  const bool has_totp = store::totp_since(tx.db, staff).has_value();
  const bool has_passkey = !store::passkeys_of(tx.db, staff).empty();
  if (!has_totp && !has_passkey && !is_asked(tx.db, settings, staff)) return std::nullopt;
  std::string bytes(32, '\0');
  tx.random.fill({reinterpret_cast<std::uint8_t*>(bytes.data()), bytes.size()});
  wire::Ticket ticket{.token = base64url(bytes), .factors = {}, .expires_at = tx.now + kTicketLasts};
  if (has_totp) ticket.factors.push_back("code");
  if (has_passkey) ticket.factors.push_back("passkey");
  if (store::count_codes(tx.db, staff) > 0) ticket.factors.push_back("recovery");
  store::insert_ticket(tx, {seal::token_hash(ticket.token), staff, std::string(browser), kTicketTries},
                       ticket.expires_at);
  return Reply{202, wire::ticket(ticket)};
}

void ask_again(Tx& tx, const Settings& settings, StaffId staff, const accounts::Hooks& hooks) {
  if (is_asked(tx.db, settings, staff)) accounts::close_password_sessions(tx, staff, hooks);
}

void ask_everybody_again(Tx& tx, const Settings& settings, const accounts::Hooks& hooks) {
  for (const StaffId staff : accounts::with_password_alone(tx.db)) ask_again(tx, settings, staff, hooks);
}

void take_away(Tx& tx, StaffId staff, std::optional<StaffId> by, const accounts::Hooks& hooks) {
  const bool had_any = has_any(tx.db, staff);
  store::drop_totp(tx.db, staff, store::State::pending);
  store::drop_totp(tx.db, staff, store::State::active);
  store::drop_passkeys(tx.db, staff);
  store::drop_codes(tx.db, staff);
  store::drop_tickets(tx.db, staff);
  accounts::forget_tries(tx.db, tries_key(tx.keys, staff));
  if (!had_any) return;
  record(tx, "factor.removed", staff, by, "all");
  if (by != staff) accounts::handled(tx, staff);
  accounts::close_sessions(tx, staff, hooks);
}

Result<Owner> access_owner(db::Connection& db, Millis now, const Actor& actor,
                           const std::optional<std::string>& ticket) {
  if (ticket) {
    auto found = store::find_ticket(db, *ticket, now);
    if (!found || has_any(db, found->staff)) return std::unexpected(stale_ticket());
    const StaffId staff = found->staff;
    return Owner{staff, std::nullopt, *std::move(found)};
  }
  const auto* staff = std::get_if<Staff>(&actor);
  if (staff == nullptr) return fail(Code::unauthenticated, "no session");
  if (!accounts::is_proven(db, *staff, now)) return std::unexpected(accounts::not_proven());
  return Owner{staff->staff, staff->session, std::nullopt};
}

Error stale_ticket() {
  return {Code::unauthenticated, "the ticket is of no use any more; log in again", {}};
}

Error wrong_code() {
  return {Code::invalid, "the code is wrong, or was used", {{"code", "wrong"}}};
}

std::string tries_key(const seal::Keyring& keys, StaffId staff) {
  return keys.index("factor:" + std::to_string(staff.value));
}

Reply refuse(Tx& tx, StaffId staff, const store::Ticket* ticket, const Error& error) {
  accounts::add_wrong(tx, tries_key(tx.keys, staff));
  if (ticket != nullptr) store::use_up(tx.db, ticket->hash);
  return {error_row(error.code).http_status, json::error_body(error)};
}

bool is_code(Tx& tx, StaffId staff, std::string_view code) {
  const auto totp = store::find_totp(tx.db, tx.keys, staff, store::State::active);
  if (!totp) return false;
  const auto step = totp::find_step(totp->secret, plain(code), tx.now, totp->last_step);
  return step && store::use_step(tx.db, staff, store::State::active, *step);
}

bool is_recovery_code(Tx& tx, StaffId staff, std::string_view code) {
  if (!store::use_code(tx, staff, hash_of(tx.keys, plain(code)))) return false;
  record(tx, "recovery_code.used", staff, staff, "recovery");
  return true;
}

std::vector<std::string> make_codes(Tx& tx, StaffId staff) {
  std::vector<std::string> codes;
  std::vector<std::string> hashes;
  for (std::size_t i = 0; i < kRecoveryCodes; ++i) {
    const std::string code = make_code(tx.random);
    hashes.push_back(hash_of(tx.keys, code));
    codes.push_back(code.substr(0, 5) + "-" + code.substr(5));
  }
  store::put_codes(tx.db, staff, hashes);
  return codes;
}

Result<Reply> added(Tx& tx, const Settings& settings, const Owner& owner, std::string_view kind, bool is_first) {
  record(tx, "factor.added", owner.staff, owner.staff, kind);
  const auto codes = is_first ? make_codes(tx, owner.staff) : std::vector<std::string>();
  if (!owner.ticket) return Reply{200, wire::made(codes, "")};
  store::drop_tickets(tx.db, owner.staff);
  auto session =
      accounts::open_session(tx, owner.staff, owner.ticket->browser, settings.session, accounts::Shown::second);
  if (!session) return std::unexpected(std::move(session.error()));
  session->body = wire::made(codes, session->body);
  return *std::move(session);
}

void record(Tx& tx, std::string_view what, StaffId staff, std::optional<StaffId> by, std::string_view kind) {
  const auto person = accounts::find_person(tx.db, staff);
  audit::record(tx, {.what = what,
                     .staff = by,
                     .line = std::nullopt,
                     .about = person ? std::optional(person->uuid) : std::nullopt,
                     .data = json::Out().text("kind", kind).str()});
}

}  // namespace onthaal::factors
