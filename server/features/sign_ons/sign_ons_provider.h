#pragma once

#include "features/sign_ons/sign_ons.h"

// What is asked of the provider; each blocks for ten seconds at most, and about one after a stop is asked for.
namespace onthaal::sign_ons {

Result<Provider> discover(const std::string& issuer, const std::stop_token& stop);
// A discovery document: every address is https, or on this machine where the issuer is.
Result<Provider> read_discovery(std::string_view body, const std::string& issuer);

// The ID token for a code.
Result<Redacted<std::string>> exchange_code(const Settings& settings, const Provider& provider, const std::string& code,
                                            const std::string& verifier, Millis now, Random& random,
                                            const std::stop_token& stop);
// The provider's keys as they are now: read at each log-in, so that a replaced one is known at once.
Result<boost::json::object> fetch_keys(const Provider& provider, const std::stop_token& stop);

// Where the browser goes.
std::string authorize_address(const Settings& settings, const Provider& provider, const std::string& state,
                              const std::string& nonce, const std::string& verifier);
// The same to log out there; empty where the provider has no such address. Without the token of the log-in, which is
// not kept: the provider may ask whether that is meant.
std::string end_session_address(const Settings& settings, const Provider& provider);

}  // namespace onthaal::sign_ons
