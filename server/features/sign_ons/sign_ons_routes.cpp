#include "features/audit/audit.h"
#include "features/sign_ons/sign_ons_provider.h"
#include "features/sign_ons/sign_ons_state.h"
#include "features/sign_ons/sign_ons_store.h"
#include "features/sign_ons/sign_ons_token.h"
#include "platform/json.h"
#include "platform/log.h"

namespace onthaal::sign_ons {
namespace {

Error over() {
  return {Code::unauthenticated, "this way to the provider is over, or was begun elsewhere", {{"sign_on", "expired"}}};
}

// A token that is not to be trusted is written down: an administrator has to know. That the provider gave none, anybody
// can bring about with a code of fancy, and that goes into no log that is kept for ever.
Result<Work> refuse(const Error& error) {
  if (error.code == Code::restart) return std::unexpected(error);
  Error told = error;
  const bool is_token = !error.fields.empty() && error.fields[0].field == "token";
  told.code = Code::unauthenticated;
  told.fields = {{"sign_on", is_token ? "token" : "provider"}};
  if (!is_token) {
    log::warning("sign_on.no_answer");
    return std::unexpected(std::move(told));
  }
  std::string why = json::Out().text("why", error.fields[0].problem).str();
  return Act{"sign_on.refuse", [told, why = std::move(why)](Tx& tx) -> Result<Reply> {
               audit::record(tx, {.what = "sign_on.refused", .data = why});
               return Reply{error_row(told.code).http_status, json::error_body(told)};
             }};
}

Reply to_end(const std::string& url) {
  return {200, json::Out().maybe_text("url", url.empty() ? std::nullopt : std::optional(url)).str()};
}

}  // namespace

Result<Provider> SignOns::provider(Millis now, const std::stop_token& stop) const {
  return provider_.of(now, [&] { return discover(settings_.issuer, stop); });
}

Result<Work> SignOns::start(const http::Request& request, Random& random) const {
  const auto body = json::parse(request.body);
  if (!body) return std::unexpected(body.error());
  json::Reader read(*body);
  const auto browser = read.done(Redacted<std::string>(read.text("browser", 32, 100)));
  if (!browser) return std::unexpected(browser.error());
  if (!settings_.is_on()) return fail(Code::not_found, "there is no single sign-on");
  return Read{
      "sign_on.start", [this, browser = *browser, &random](const Snapshot& snapshot) -> Result<Work> {
        const std::string state = make_state(snapshot.keys, browser.reveal(), snapshot.now, random);
        const auto ask = [this, state, now = snapshot.now, nonce = nonce_of(snapshot.keys, state),
                          verifier = verifier_of(snapshot.keys, state)](const std::stop_token& stop) -> Result<Work> {
          const auto found = provider(now, stop);
          if (!found) return std::unexpected(found.error());
          const std::string url = authorize_address(settings_, *found, state, nonce, verifier);
          return Reply{200, json::Out().text("url", url).str()};
        };
        return Chore{"sign_on.discover", ask, ChoreLane::ask};
      }};
}

Result<Work> SignOns::end(const http::Request& request) const {
  const auto* staff = std::get_if<Staff>(&request.actor);
  if (staff == nullptr) return fail(Code::unauthenticated, "no session");
  return Read{"sign_on.end", [this, id = staff->staff](const Snapshot& snapshot) -> Result<Work> {
                const Millis since = snapshot.now - sessions_.session.count();
                if (!settings_.is_on() || !store::is_used_since(snapshot.db, settings_.issuer, id, since))
                  return to_end("");
                const auto ask = [this, now = snapshot.now](const std::stop_token& stop) -> Result<Work> {
                  const auto found = provider(now, stop);
                  return to_end(found ? end_session_address(settings_, *found) : "");
                };
                return Chore{"sign_on.discover", ask, ChoreLane::ask};
              }};
}

Result<Work> SignOns::exchange(const Back& back, const std::string& verifier, const std::string& nonce, Millis now,
                               Random& random, const std::stop_token& stop) const {
  const auto found = provider(now, stop);
  if (!found) return refuse(found.error());
  // The provider's clock is the world's, also where ours is made to run faster.
  const Millis world = system_clock().now();
  const auto token = exchange_code(settings_, *found, back.code.reveal(), verifier, world, random, stop);
  if (!token) return refuse(token.error());
  const auto keys = fetch_keys(*found, stop);
  if (!keys) return refuse(keys.error());
  const auto claims = verify(token->reveal(), *keys, {settings_.issuer, settings_.client_id, nonce, world});
  if (!claims) return refuse(claims.error());
  return Act{"sign_on.finish", [this, back, claims = *claims](Tx& tx) { return finish(tx, back, claims); }};
}

Result<Work> SignOns::come_back(const http::Request& request, Random& random) const {
  const auto body = json::parse(request.body);
  if (!body) return std::unexpected(body.error());
  json::Reader read(*body);
  auto back = read.done(Back{.state = read.text("state", 1, 300),
                             .code = Redacted<std::string>(read.text("code", 1, 4000)),
                             .browser = Redacted<std::string>(read.text("browser", 32, 100)),
                             .invitation = Redacted<std::string>(read.maybe_text("invitation", 1, 100).value_or("")),
                             .device = accounts::browser_of(request)});
  if (!back) return std::unexpected(std::move(back.error()));
  if (!settings_.is_on()) return fail(Code::not_found, "there is no single sign-on");
  return Read{"sign_on.back", [this, back = *std::move(back), &random](const Snapshot& snapshot) -> Result<Work> {
                if (!read_state(snapshot.keys, back.state, back.browser.reveal(), snapshot.now))
                  return std::unexpected(over());
                const auto ask = [this, back, &random, now = snapshot.now, nonce = nonce_of(snapshot.keys, back.state),
                                  verifier = verifier_of(snapshot.keys, back.state)](const std::stop_token& stop) {
                  return exchange(back, verifier, nonce, now, random, stop);
                };
                return Chore{"sign_on.exchange", ask, ChoreLane::ask};
              }};
}

http::Routes SignOns::routes(Random& random) const {
  const auto show = [this](const http::Request&) -> Result<Work> {
    const std::optional<std::string> name = settings_.is_on() ? std::optional(settings_.name) : std::nullopt;
    return Reply{200, json::Out().maybe_text("name", name).boolean("only", settings_.is_only).str()};
  };
  return {
      {http::Verb::get, "/api/sign-on", show},
      {http::Verb::post, "/api/sign-on",
       [this, &random](const http::Request& request) { return start(request, random); }},
      {http::Verb::get, "/api/sign-on/end", [this](const http::Request& request) { return end(request); }},
      {http::Verb::post, "/api/sign-on/session",
       [this, &random](const http::Request& request) { return come_back(request, random); }},
  };
}

}  // namespace onthaal::sign_ons
