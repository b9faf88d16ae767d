#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "core/clock.h"
#include "core/random.h"

// Codes of six digits by time (RFC 6238, with HMAC-SHA-1 and steps of 30 seconds: what every authenticator app knows).
namespace onthaal::totp {

std::string make_secret(Random& random);  // 20 bytes
std::string base32(std::string_view secret);
// What the QR code says: otpauth://totp/ISSUER:ACCOUNT?secret=...&issuer=ISSUER
std::string url(std::string_view issuer, std::string_view account, std::string_view secret);

std::string code_of(std::string_view secret, std::int64_t step);
// The step of which `code` is the code: that of now, or one beside it. Nothing when it is of none of them, or of none
// after `last_step`.
std::optional<std::int64_t> find_step(std::string_view secret, std::string_view code, Millis now,
                                      std::int64_t last_step);

}  // namespace onthaal::totp
