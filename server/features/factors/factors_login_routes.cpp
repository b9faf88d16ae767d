#include "core/text.h"
#include "features/factors/factors_challenge.h"
#include "features/factors/factors_owner.h"
#include "features/factors/factors_routes.h"
#include "features/factors/factors_wire.h"

// What completes a log-in beside the password.
namespace onthaal::factors {
namespace {

constexpr std::string_view kLogIn = "log in";

Result<Reply> enter_code(Tx& tx, const wire::TicketAndCode& given, const Settings& settings) {
  const auto ticket = store::find_ticket(tx.db, given.ticket, tx.now);
  if (!ticket) return std::unexpected(stale_ticket());
  const std::string key = tries_key(tx.keys, ticket->staff);
  if (accounts::find_tries(tx.db, key).closed_until > tx.now) return std::unexpected(accounts::too_many());
  const std::string& code = given.code.reveal();
  if (!is_code(tx, ticket->staff, code) && !is_recovery_code(tx, ticket->staff, code))
    return refuse(tx, ticket->staff, &*ticket, wrong_code());
  accounts::forget_tries(tx.db, key);
  store::drop_ticket(tx.db, ticket->hash);
  return accounts::open_session(tx, ticket->staff, ticket->browser, settings.session, accounts::Shown::second);
}

Result<Work> start_by_code(const http::Request& request, const Settings& settings) {
  auto given = wire::parse_code(request.body);
  if (!given) return std::unexpected(std::move(given.error()));
  return Act{"session.enter_code",
             [given = *std::move(given), settings](Tx& tx) { return enter_code(tx, given, settings); }};
}

Result<Work> challenge(const http::Request& request, Random& random) {
  auto ticket = wire::parse_ticket(request.body);
  if (!ticket) return std::unexpected(std::move(ticket.error()));
  return Read{"session.challenge",
              [ticket = *std::move(ticket), site = web_authn::site_of(request.origin),
               &random](const Snapshot& snapshot) -> Result<Work> {
                wire::Asking asking{.challenge = "", .site = site.id, .credentials = {}};
                if (ticket) {
                  const auto found = store::find_ticket(snapshot.db, *ticket, snapshot.now);
                  if (!found) return std::unexpected(stale_ticket());
                  for (const store::Passkey& each : store::passkeys_of(snapshot.db, found->staff))
                    asking.credentials.push_back(each.credential);
                }
                asking.challenge = make_challenge(snapshot, random, {kLogIn, ticket.value_or("")});
                return Reply{200, wire::to_show(asking, !ticket)};
              }};
}

Error not_shown() {
  return {Code::unauthenticated, "this passkey opens nothing here", {}};
}

// A passkey that was shown, and how it was found to be.
struct Answered {
  store::Passkey passkey;
  std::int64_t signs;
  std::string challenge;
  Millis challenge_ends;
  std::string browser;
};

// The counter of an authenticator only goes forward: one that does not was copied.
Result<Reply> enter(Tx& tx, const Answered& answered, const std::optional<std::string>& ticket_hash,
                    const Settings& settings) {
  const StaffId staff = answered.passkey.staff;
  const auto ticket = ticket_hash ? store::find_ticket(tx.db, *ticket_hash, tx.now) : std::nullopt;
  if (ticket_hash && (!ticket || ticket->staff != staff)) return std::unexpected(stale_ticket());
  if (!store::answer_challenge(tx.db, seal::sha256(answered.challenge), answered.challenge_ends))
    return std::unexpected(not_shown());
  if (!store::find_passkey(tx.db, answered.passkey.credential)) return std::unexpected(not_shown());
  if (!store::use_passkey(tx, answered.passkey.id, answered.signs)) {
    record(tx, "passkey.found_copied", staff, std::nullopt, "passkey");
    return refuse(tx, staff, ticket ? &*ticket : nullptr, not_shown());
  }
  accounts::forget_tries(tx.db, tries_key(tx.keys, staff));
  if (ticket)
    store::drop_ticket(tx.db, ticket->hash);
  else if (auto refused = settings.alone ? settings.alone(tx, staff) : std::nullopt)
    return *std::move(refused);
  return accounts::open_session(tx, staff, answered.browser, settings.session, accounts::Shown::second);
}

// Alone it must have looked who the person is; after a password it need not.
std::optional<Answered> look(const Snapshot& snapshot, const wire::ShownPasskey& shown, const web_authn::Site& site) {
  const auto challenge = web_authn::challenge_of(shown.answer.client_data);
  if (!challenge) return std::nullopt;
  const auto ends = end_of_challenge(snapshot, {kLogIn, shown.ticket.value_or("")}, *challenge);
  auto passkey = store::find_passkey(snapshot.db, shown.credential);
  if (!ends || !passkey) return std::nullopt;
  const auto seen = web_authn::verify(site, passkey->key, shown.answer);
  if (!seen || (!shown.ticket && !seen->is_verified)) return std::nullopt;
  return Answered{*std::move(passkey), seen->signs, *challenge, *ends, ""};
}

Result<Work> start_by_passkey(const http::Request& request, const Settings& settings) {
  auto parsed = wire::parse_shown_passkey(request.body);
  if (!parsed) return std::unexpected(std::move(parsed.error()));
  return Read{"session.verify_passkey",
              [shown = *std::move(parsed), site = web_authn::site_of(request.origin),
               browser = accounts::browser_of(request), settings](const Snapshot& snapshot) -> Result<Work> {
                auto answered = look(snapshot, shown, site);
                if (!answered) return std::unexpected(not_shown());
                answered->browser = browser;
                return Act{"session.enter_passkey", [answered = *std::move(answered), ticket = shown.ticket, settings](
                                                        Tx& tx) { return enter(tx, answered, ticket, settings); }};
              }};
}

}  // namespace

http::Routes login_routes(const Settings& settings, Random& random) {
  return {
      {http::Verb::post, "/api/session/code",
       [settings](const http::Request& request) { return start_by_code(request, settings); }},
      {http::Verb::post, "/api/session/challenge",
       [&random](const http::Request& request) { return challenge(request, random); }},
      {http::Verb::post, "/api/session/passkey",
       [settings](const http::Request& request) { return start_by_passkey(request, settings); }},
  };
}

}  // namespace onthaal::factors
