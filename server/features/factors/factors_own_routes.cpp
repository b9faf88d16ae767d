#include "core/text.h"
#include "features/factors/factors_challenge.h"
#include "features/factors/factors_owner.h"
#include "features/factors/factors_routes.h"
#include "features/factors/factors_wire.h"
#include "platform/json.h"
#include "platform/totp.h"

// What somebody does with the own factors.
namespace onthaal::factors {
namespace {

constexpr std::string_view kMake = "make";
constexpr std::size_t kMostPasskeys = 20;
constexpr std::string_view kIssuer = "Onthaal";

Result<Work> show(const http::Request& request, const Settings& settings) {
  const auto* staff = std::get_if<Staff>(&request.actor);
  if (staff == nullptr) return fail(Code::unauthenticated, "no session");
  return Read{"factors.show", [staff = *staff, settings](const Snapshot& snapshot) -> Result<Work> {
                const StaffId id = staff.staff;
                return Reply{200, wire::factors({.login = accounts::find_login(snapshot.db, id).value_or(""),
                                                 .is_asked = is_asked(snapshot.db, settings, id),
                                                 .is_proven = accounts::is_proven(snapshot.db, staff, snapshot.now),
                                                 .totp_since = store::totp_since(snapshot.db, id),
                                                 .passkeys = store::passkeys_of(snapshot.db, id),
                                                 .codes_left = store::count_codes(snapshot.db, id)})};
              }};
}

Result<Work> begin_totp(const http::Request& request) {
  auto ticket = wire::parse_ticket(request.body);
  if (!ticket) return std::unexpected(std::move(ticket.error()));
  return Act{"totp.begin", [actor = request.actor, ticket = *std::move(ticket)](Tx& tx) -> Result<Reply> {
               const auto owner = access_owner(tx.db, tx.now, actor, ticket);
               if (!owner) return std::unexpected(owner.error());
               const std::string secret = totp::make_secret(tx.random);
               store::put_pending(tx, owner->staff, secret);
               const std::string login = accounts::find_login(tx.db, owner->staff).value_or("");
               return Reply{200, wire::totp(secret, totp::url(kIssuer, login, secret))};
             }};
}

Result<Reply> confirm_totp(Tx& tx, const Actor& actor, const wire::FirstCode& given, const Settings& settings) {
  const auto owner = access_owner(tx.db, tx.now, actor, given.ticket);
  if (!owner) return std::unexpected(owner.error());
  const std::string key = tries_key(tx.keys, owner->staff);
  if (accounts::find_tries(tx.db, key).closed_until > tx.now) return std::unexpected(accounts::too_many());
  const auto pending = store::find_totp(tx.db, tx.keys, owner->staff, store::State::pending);
  if (!pending) return fail(Code::conflict, "there is no code to confirm");
  const auto step = totp::find_step(pending->secret, given.code.reveal(), tx.now, pending->last_step);
  if (!step) return refuse(tx, owner->staff, owner->ticket ? &*owner->ticket : nullptr, wrong_code());
  const bool is_first = !has_any(tx.db, owner->staff);
  store::use_step(tx.db, owner->staff, store::State::pending, *step);
  store::activate(tx, owner->staff);
  accounts::forget_tries(tx.db, key);
  return added(tx, settings, *owner, "totp", is_first);
}

Result<Work> finish_totp(const http::Request& request, const Settings& settings) {
  auto given = wire::parse_first_code(request.body);
  if (!given) return std::unexpected(std::move(given.error()));
  return Act{"totp.confirm", [actor = request.actor, given = *std::move(given), settings](Tx& tx) {
               return confirm_totp(tx, actor, given, settings);
             }};
}

std::string subject_of(const Owner& owner) {
  return owner.ticket ? owner.ticket->hash : "staff " + std::to_string(owner.staff.value);
}

Result<Work> challenge(const http::Request& request, Random& random) {
  auto ticket = wire::parse_ticket(request.body);
  if (!ticket) return std::unexpected(std::move(ticket.error()));
  return Read{"passkey.challenge",
              [actor = request.actor, ticket = *std::move(ticket), site = web_authn::site_of(request.origin),
               &random](const Snapshot& snapshot) -> Result<Work> {
                const auto owner = access_owner(snapshot.db, snapshot.now, actor, ticket);
                if (!owner) return std::unexpected(owner.error());
                const auto person = accounts::find_person(snapshot.db, owner->staff);
                const auto login = accounts::find_login(snapshot.db, owner->staff);
                if (!person || !login) return std::unexpected(stale_ticket());
                wire::Asking asking{.challenge = make_challenge(snapshot, random, {kMake, subject_of(*owner)}),
                                    .site = site.id,
                                    .credentials = {}};
                for (const store::Passkey& each : store::passkeys_of(snapshot.db, owner->staff))
                  asking.credentials.push_back(each.credential);
                return Reply{200, wire::to_make(asking, {person->uuid, *login, person->name})};
              }};
}

// A passkey that a browser made, to a challenge that is still good.
struct Offered {
  web_authn::Made made;
  std::string name;
  std::string challenge;
  Millis challenge_ends;
};

Result<Reply> keep(Tx& tx, const Actor& actor, const std::optional<std::string>& ticket, const Offered& offered,
                   const Settings& settings) {
  const auto owner = access_owner(tx.db, tx.now, actor, ticket);
  if (!owner) return std::unexpected(owner.error());
  if (!store::answer_challenge(tx.db, seal::sha256(offered.challenge), offered.challenge_ends))
    return fail(Code::conflict, "this challenge was answered");
  if (store::passkeys_of(tx.db, owner->staff).size() >= kMostPasskeys)
    return fail(Code::conflict, "there are as many passkeys as there can be");
  const bool is_first = !has_any(tx.db, owner->staff);
  if (!store::insert_passkey(tx, owner->staff, offered.made, offered.name))
    return fail(Code::conflict, "this passkey is there already");
  return added(tx, settings, *owner, "passkey", is_first);
}

Result<Work> look(const Snapshot& snapshot, const Actor& actor, const wire::NewPasskey& given,
                  const web_authn::Site& site, const Settings& settings) {
  const auto owner = access_owner(snapshot.db, snapshot.now, actor, given.ticket);
  if (!owner) return std::unexpected(owner.error());
  const auto challenge = web_authn::challenge_of(given.client_data);
  const auto ends =
      challenge ? end_of_challenge(snapshot, {kMake, subject_of(*owner)}, *challenge) : std::optional<Millis>();
  if (!ends) return std::unexpected(Error{Code::invalid, "no answer to our challenge", {{"client_data", "wrong"}}});
  const auto made = web_authn::read_made(site, given.client_data, given.authenticator_data);
  if (!made) return std::unexpected(Error{Code::invalid, "no passkey of here", {{"authenticator_data", "wrong"}}});
  return Act{"passkey.keep",
             [actor, ticket = given.ticket, settings, offered = Offered{*made, given.name, *challenge, *ends}](Tx& tx) {
               return keep(tx, actor, ticket, offered, settings);
             }};
}

Result<Work> add_passkey(const http::Request& request, const Settings& settings) {
  auto given = wire::parse_new_passkey(request.body);
  if (!given) return std::unexpected(std::move(given.error()));
  return Read{"passkey.look",
              [actor = request.actor, given = *std::move(given), site = web_authn::site_of(request.origin),
               settings](const Snapshot& snapshot) { return look(snapshot, actor, given, site, settings); }};
}

// One less. Who must have a factor keeps one; with the last one the recovery codes go.
template <class Drop>
Act drop(const char* name, const http::Request& request, const Settings& settings, std::string_view kind,
         const Drop& drop_one) {
  return Act{name, [actor = request.actor, settings, kind, drop_one](Tx& tx) -> Result<Reply> {
               const auto owner = access_owner(tx.db, tx.now, actor, std::nullopt);
               if (!owner) return std::unexpected(owner.error());
               if (!drop_one(tx, owner->staff)) return fail(Code::not_found, "no such factor");
               if (!has_any(tx.db, owner->staff)) {
                 if (is_asked(tx.db, settings, owner->staff)) return fail(Code::conflict, "the last factor stays");
                 store::drop_codes(tx.db, owner->staff);
               }
               record(tx, "factor.removed", owner->staff, owner->staff, kind);
               return Reply{204, ""};
             }};
}

Result<Work> drop_totp(const http::Request& request, const Settings& settings) {
  return drop("totp.drop", request, settings, "totp",
              [](Tx& tx, StaffId staff) { return store::drop_totp(tx.db, staff, store::State::active); });
}

Result<Work> drop_passkey(const http::Request& request, const Settings& settings) {
  const auto passkey = Uuid::parse(request.parts.at(0));
  if (!passkey) return fail(Code::not_found, "no such factor");
  return drop("passkey.drop", request, settings, "passkey",
              [passkey = *passkey](Tx& tx, StaffId staff) { return store::drop_passkey(tx.db, staff, passkey); });
}

Result<Work> new_codes(const http::Request& request) {
  return Act{"recovery.make", [actor = request.actor](Tx& tx) -> Result<Reply> {
               const auto owner = access_owner(tx.db, tx.now, actor, std::nullopt);
               if (!owner) return std::unexpected(owner.error());
               if (!has_any(tx.db, owner->staff)) return fail(Code::conflict, "there is no factor to recover");
               record(tx, "recovery_codes.made", owner->staff, owner->staff, "recovery");
               return Reply{200, wire::made(make_codes(tx, owner->staff), "")};
             }};
}

}  // namespace

http::Routes own_routes(const Settings& settings, Random& random) {
  const auto with = [settings](auto route) {
    return [settings, route](const http::Request& request) { return route(request, settings); };
  };
  return {
      {http::Verb::get, "/api/account/factors", with(show)},
      {http::Verb::post, "/api/account/totp", begin_totp},
      {http::Verb::put, "/api/account/totp", with(finish_totp)},
      {http::Verb::del, "/api/account/totp", with(drop_totp)},
      {http::Verb::post, "/api/account/challenge",
       [&random](const http::Request& request) { return challenge(request, random); }},
      {http::Verb::post, "/api/account/passkeys", with(add_passkey)},
      {http::Verb::del, "/api/account/passkeys/{passkey}", with(drop_passkey)},
      {http::Verb::post, "/api/account/recovery-codes", new_codes},
  };
}

}  // namespace onthaal::factors
