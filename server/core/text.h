#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace onthaal {

// The number of code points, or nothing when `text` is not UTF-8 (RFC 3629: no surrogates, no overlong forms).
std::optional<std::size_t> utf8_length(std::string_view text);

// Without white space (ASCII, U+00A0, U+2000-U+200B, U+3000) at both ends.
std::string_view trimmed(std::string_view text);

std::string hex(std::string_view bytes);
std::optional<std::string> from_hex(std::string_view text);
std::string base64url(std::string_view bytes);  // RFC 4648 section 5, without padding
std::optional<std::string> from_base64url(std::string_view text);

std::string ascii_lower(std::string_view text);

// Whether it may stand in the envelope and the head of a mail: name@host.domain in ASCII, nothing that has a meaning
// there (RFC 5321 has more; nobody's address needs it).
bool is_mail_address(std::string_view text);
// Whether an address with "//" names this machine itself.
bool is_on_loopback(std::string_view url);

// Whether a page may make a link of it: http or https with a host, and nothing that ends an attribute.
bool is_web_address(std::string_view text);

}  // namespace onthaal
