#include "features/sign_ons/sign_ons_provider.h"

#include <boost/url.hpp>

#include "core/text.h"
#include "features/sign_ons/sign_ons_token.h"
#include "platform/fetch.h"
#include "platform/json.h"
#include "platform/seal.h"

namespace onthaal::sign_ons {
namespace {

std::unexpected<Error> no_answer(const std::string& why) {
  return std::unexpected(Error{Code::unauthenticated, why, {{"sign_on", "provider"}}});
}

std::unexpected<Error> no_answer(const Error& error, const std::string& why) {
  return error.code == Code::restart ? std::unexpected(error) : no_answer(why);
}

std::string text_of(const boost::json::object& object, std::string_view name) {
  const auto* value = object.if_contains(name);
  return value != nullptr && value->is_string() ? std::string(value->get_string()) : std::string();
}

Result<boost::json::object> ask_json(const fetch::Request& request, const std::stop_token& stop) {
  const auto answer = fetch::ask(request, stop);
  if (!answer) return no_answer(answer.error(), "the provider gave no answer");
  if (answer->status != 200) return no_answer("the provider answered " + std::to_string(answer->status));
  auto data = json::parse(answer->body);
  if (!data) return no_answer("the provider's answer is no JSON object");
  return *std::move(data);
}

bool may_ask(const std::string& url, const std::string& issuer) {
  return is_web_address(url) && (url.starts_with("https://") || (is_on_loopback(issuer) && is_on_loopback(url)));
}

}  // namespace

Result<Provider> read_discovery(std::string_view body, const std::string& issuer) {
  const auto data = json::parse(body);
  if (!data) return no_answer("the discovery document is no JSON object");
  if (text_of(*data, "issuer") != issuer) return no_answer("the discovery document is of another issuer");
  Provider provider{.authorize = text_of(*data, "authorization_endpoint"),
                    .token = text_of(*data, "token_endpoint"),
                    .keys = text_of(*data, "jwks_uri"),
                    .end_session = text_of(*data, "end_session_endpoint")};
  for (const std::string& url : {provider.authorize, provider.token, provider.keys})
    if (!may_ask(url, issuer)) return no_answer("the discovery document has an address that is not https");
  if (!may_ask(provider.end_session, issuer)) provider.end_session.clear();
  return provider;
}

Result<Provider> discover(const std::string& issuer, const std::stop_token& stop) {
  const std::string base = issuer.ends_with('/') ? issuer.substr(0, issuer.size() - 1) : issuer;
  const auto answer = fetch::ask({.url = base + "/.well-known/openid-configuration"}, stop);
  if (!answer) return no_answer(answer.error(), "the provider gave no discovery document");
  if (answer->status != 200) return no_answer("the provider gave no discovery document");
  return read_discovery(answer->body, issuer);
}

Result<Redacted<std::string>> exchange_code(const Settings& settings, const Provider& provider, const std::string& code,
                                            const std::string& verifier, Millis now, Random& random,
                                            const std::stop_token& stop) {
  fetch::Request request{.url = provider.token,
                         .form = {{"grant_type", "authorization_code"},
                                  {"code", code},
                                  {"redirect_uri", settings.redirect},
                                  {"code_verifier", verifier}}};
  if (settings.client_auth == "basic") {
    request.user = Redacted<std::string>(settings.client_id);
    request.password = settings.client_secret;
  } else {
    request.form.emplace_back("client_id", settings.client_id);
  }
  if (settings.client_auth == "post") request.form.emplace_back("client_secret", settings.client_secret.reveal());
  if (settings.client_auth == "private_key_jwt") {
    auto assertion = make_assertion(settings.client_key.reveal(), settings.client_id, settings.issuer, now, random);
    if (!assertion) return std::unexpected(std::move(assertion.error()));
    request.form.emplace_back("client_assertion_type", "urn:ietf:params:oauth:client-assertion-type:jwt-bearer");
    request.form.emplace_back("client_assertion", *std::move(assertion));
  }
  const auto data = ask_json(request, stop);
  if (!data) return std::unexpected(data.error());
  return Redacted<std::string>(text_of(*data, "id_token"));
}

Result<boost::json::object> fetch_keys(const Provider& provider, const std::stop_token& stop) {
  return ask_json({.url = provider.keys}, stop);
}

std::string authorize_address(const Settings& settings, const Provider& provider, const std::string& state,
                              const std::string& nonce, const std::string& verifier) {
  boost::urls::url url(provider.authorize);
  auto query = url.params();
  query.set("response_type", "code");
  query.set("client_id", settings.client_id);
  query.set("redirect_uri", settings.redirect);
  query.set("scope", settings.scopes);
  query.set("state", state);
  query.set("nonce", nonce);
  query.set("code_challenge", base64url(seal::sha256(verifier)));
  query.set("code_challenge_method", "S256");
  if (!settings.acr_values.empty()) query.set("acr_values", settings.acr_values);
  return std::string(url.buffer());
}

std::string end_session_address(const Settings& settings, const Provider& provider) {
  if (provider.end_session.empty()) return "";
  boost::urls::url url(provider.end_session);
  url.params().set("client_id", settings.client_id);
  url.params().set("post_logout_redirect_uri", settings.after_logout);
  return std::string(url.buffer());
}

}  // namespace onthaal::sign_ons
