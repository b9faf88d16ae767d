#pragma once

#include <array>
#include <string_view>
#include <utility>

namespace onthaal::http {

// On every answer. The pages load nothing from anywhere else and run no inline script or style.
inline constexpr std::array<std::pair<std::string_view, std::string_view>, 7> kSecurityHeaders{{
    {"Content-Security-Policy",
     "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; "
     "connect-src 'self'; manifest-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'"},
    {"Referrer-Policy", "no-referrer"},
    {"X-Content-Type-Options", "nosniff"},
    {"X-Frame-Options", "DENY"},
    {"Cross-Origin-Opener-Policy", "same-origin"},
    {"Cross-Origin-Resource-Policy", "same-origin"},
    {"Permissions-Policy", "camera=(), geolocation=(), microphone=(), interest-cohort=()"},
}};

template <class Response>
void add_security_headers(Response& response) {
  for (const auto& [name, value] : kSecurityHeaders) response.set(std::string_view(name), std::string_view(value));
}

}  // namespace onthaal::http
