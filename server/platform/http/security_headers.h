#pragma once

#include <array>
#include <string_view>
#include <utility>

namespace onthaal::http {

// On every answer. The pages load nothing from anywhere else, run no inline script or style, and make a script or
// markup out of text only by the two policies that are named here: Svelte's own, and that of
// web/src/features/visit/worker.ts.
inline constexpr std::array<std::pair<std::string_view, std::string_view>, 9> kSecurityHeaders{{
    {"Content-Security-Policy",
     "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; "
     "connect-src 'self'; manifest-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'; "
     "require-trusted-types-for 'script'; trusted-types svelte-trusted-html onthaal-worker"},
    {"Referrer-Policy", "no-referrer"},
    {"X-Content-Type-Options", "nosniff"},
    {"X-Frame-Options", "DENY"},
    {"Cross-Origin-Opener-Policy", "same-origin"},
    {"Cross-Origin-Resource-Policy", "same-origin"},
    {"Cross-Origin-Embedder-Policy", "require-corp"},
    {"Origin-Agent-Cluster", "?1"},
    // What the pages use: copying a code, the sound of the desk, passkeys. Nothing else is theirs to ask for.
    {"Permissions-Policy",
     "accelerometer=(), autoplay=(self), camera=(), clipboard-read=(), clipboard-write=(self), "
     "display-capture=(), encrypted-media=(), fullscreen=(), gamepad=(), geolocation=(), gyroscope=(), hid=(), "
     "idle-detection=(), local-fonts=(), magnetometer=(), microphone=(), midi=(), payment=(), picture-in-picture=(), "
     "publickey-credentials-create=(self), publickey-credentials-get=(self), screen-wake-lock=(), serial=(), "
     "storage-access=(), usb=(), window-management=(), xr-spatial-tracking=()"},
}};

template <class Response>
void add_security_headers(Response& response) {
  for (const auto& [name, value] : kSecurityHeaders) response.set(std::string_view(name), std::string_view(value));
}

}  // namespace onthaal::http
