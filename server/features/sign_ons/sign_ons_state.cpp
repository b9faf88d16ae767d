#include "features/sign_ons/sign_ons_state.h"

#include <charconv>

#include "core/text.h"

namespace onthaal::sign_ons {
namespace {

std::string mark(const seal::Keyring& keys, std::string_view head, std::string_view browser) {
  return base64url(keys.index("sign_on state:" + std::string(head) + ":" + hex(seal::sha256(browser))));
}

}  // namespace

// random.expires.mark
std::string make_state(const seal::Keyring& keys, std::string_view browser, Millis now, Random& random) {
  std::string bytes(16, '\0');
  random.fill({reinterpret_cast<std::uint8_t*>(bytes.data()), bytes.size()});
  const std::string head = base64url(bytes) + "." + std::to_string(now + kWayOpen);
  return head + "." + mark(keys, head, browser);
}

std::optional<Millis> read_state(const seal::Keyring& keys, std::string_view state, std::string_view browser,
                                 Millis now) {
  const std::size_t last = state.rfind('.');
  if (last == state.npos || !seal::is_same(state.substr(last + 1), mark(keys, state.substr(0, last), browser)))
    return std::nullopt;
  const std::string_view time = state.substr(state.find('.') + 1, last - state.find('.') - 1);
  Millis expires_at = 0;
  std::from_chars(time.data(), time.data() + time.size(), expires_at);
  if (expires_at <= now) return std::nullopt;
  return expires_at;
}

std::string nonce_of(const seal::Keyring& keys, std::string_view state) {
  return base64url(keys.index("sign_on nonce:" + std::string(state)));
}

std::string verifier_of(const seal::Keyring& keys, std::string_view state) {
  return base64url(keys.index("sign_on verifier:" + std::string(state)));
}

}  // namespace onthaal::sign_ons
