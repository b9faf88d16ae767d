#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "core/clock.h"
#include "core/random.h"
#include "platform/seal.h"

// The way to the provider and back, without a row: its name says until when it is good, and for which tab of which
// browser, under an HMAC of ours. Nobody who only sees it can use it, or make another.
namespace onthaal::sign_ons {

inline constexpr Millis kWayOpen = 10 * kMinute;

std::string make_state(const seal::Keyring& keys, std::string_view browser, Millis now, Random& random);
// Until when it is good; nothing when it is not ours, of another tab, or over.
std::optional<Millis> read_state(const seal::Keyring& keys, std::string_view state, std::string_view browser,
                                 Millis now);
// What the provider is to say back in the token, and the secret of PKCE: known to who has our key only.
std::string nonce_of(const seal::Keyring& keys, std::string_view state);
std::string verifier_of(const seal::Keyring& keys, std::string_view state);

}  // namespace onthaal::sign_ons
