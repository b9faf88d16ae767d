#pragma once

#include <boost/json.hpp>
#include <string>
#include <string_view>

#include "core/clock.h"
#include "core/random.h"
#include "core/redacted.h"
#include "core/result.h"

// Signed tokens (JWS compact, RFC 7515): the provider's ID token, checked; our own assertion, made.
namespace onthaal::sign_ons {

struct Expected {
  std::string issuer;
  std::string client;
  std::string nonce;
  Millis now;  // of the world's clock; a minute more or less does not matter
};
// The claims of an ID token that is signed with RS256, PS256 or ES256 by one of these keys (a JWK set) and says what is
// expected (OpenID Connect Core, 3.1.3.7). Else `unauthenticated`, and the field `token` names what was wrong: form,
// algorithm, key, signature, issuer, audience, expired, issued, nonce, subject.
Result<boost::json::object> verify(std::string_view token, const boost::json::object& keys, const Expected& expected);

// Who we are (RFC 7523): signed with our key, for a minute. `invalid` when the key is no private RSA or P-256 JWK.
Result<std::string> make_assertion(const std::string& private_jwk, const std::string& client,
                                   const std::string& audience, Millis now, Random& random);

}  // namespace onthaal::sign_ons
