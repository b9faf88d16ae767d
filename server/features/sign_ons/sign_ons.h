#pragma once

#include <optional>
#include <string>
#include <vector>

#include "features/accounts/accounts.h"
#include "features/sign_ons/sign_ons_rules.h"
#include "platform/act/jobs.h"
#include "platform/config.h"
#include "platform/http/route.h"
#include "platform/last_good.h"

// Single sign-on with OpenID Connect: code flow with PKCE (S256), any one provider that has a discovery document.
// Somebody is known by issuer and subject, never by a mail address; and stays known after leaving, so that nobody comes
// back by a new account: an administrator lets them in again. docs/decisions/0026 says how the way there and back
// is bound to one tab of one browser without a cookie.
namespace onthaal::sign_ons {

struct Settings {
  std::string issuer;  // empty: there is none
  std::string name;
  std::string client_id;
  Redacted<std::string> client_secret;
  Redacted<std::string> client_key;  // JWK, for private_key_jwt
  std::string client_auth;
  std::string scopes;      // with spaces, as on the wire
  std::string acr_values;  // the same
  std::vector<std::string> second_factor;
  std::vector<Rule> rules;
  bool is_only = false;
  std::string redirect;
  std::string after_logout;  // where the provider sends who logged out there
  bool is_on() const { return !issuer.empty(); }
};
// `invalid` with what is wrong in a rule, or in the file with our key.
Result<Settings> settings_of(const config::Config& config);

// Where the provider answers, from its discovery document.
struct Provider {
  std::string authorize;
  std::string token;
  std::string keys;
  std::string end_session;  // empty: nobody logs out there
};

class SignOns {
 public:
  // `second`: what is asked of somebody beside what the provider says, as accounts::Hooks::second; where the provider's
  // log-in does not count as one. `hooks` outlives this.
  using Second = std::function<std::optional<Reply>(Tx&, StaffId, std::string_view browser)>;
  SignOns(Settings settings, accounts::Settings sessions, const accounts::Hooks& hooks, Second second)
      : settings_(std::move(settings)), sessions_(sessions), hooks_(hooks), second_(std::move(second)) {}

  // The tables point into this object. `random` is used on readers and workers, and outlives them.
  http::Routes routes(Random& random) const;
  const Settings& settings() const { return settings_; }

  // What a page says when it is back from the provider.
  struct Back {
    std::string state;
    Redacted<std::string> code;
    Redacted<std::string> browser;     // the secret of that tab
    Redacted<std::string> invitation;  // the token of one, or empty
    std::string device;                // accounts::browser_of
  };
  // Who the provider says that it is, and what is done about it: roles by rules, then a session, or what a second
  // factor asks. For `claims` that verify() gave.
  Result<Reply> finish(Tx& tx, const Back& back, const boost::json::object& claims) const;

 private:
  Result<Work> start(const http::Request& request, Random& random) const;
  Result<Work> end(const http::Request& request) const;
  Result<Work> come_back(const http::Request& request, Random& random) const;
  Result<Work> exchange(const Back& back, const std::string& verifier, const std::string& nonce, Millis now,
                        Random& random, const std::stop_token& stop) const;
  Result<Provider> provider(Millis now, const std::stop_token& stop) const;
  Result<Reply> open(Tx& tx, StaffId staff, const Back& back, const boost::json::object& claims) const;

  Settings settings_;
  accounts::Settings sessions_;
  const accounts::Hooks& hooks_;
  Second second_;
  LastGood<Provider> provider_;
};

// Refuses the password or the passkey, although it is right, of who has to log in by single sign-on: everybody but
// administrators.
std::optional<Reply> refuse_own_way(db::Connection& db, const Settings& settings, StaffId staff);

std::vector<jobs::JobKind> jobs();
void schedule_jobs(Tx& tx);  // at every start

}  // namespace onthaal::sign_ons
