#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

// Passkeys: what a browser's authenticator made or signed (W3C Web Authentication, level 2), checked by libfido2. No
// attestation is asked: which make of authenticator somebody has is not ours to know.
namespace onthaal::web_authn {

// Where a passkey is good for.
struct Site {
  std::string origin;  // "https://chat.example.be"
  std::string id;      // "chat.example.be"
};
Site site_of(std::string_view origin);

// The challenge that the browser's answer says it is to; nothing when it is no such answer.
std::optional<std::string> challenge_of(std::string_view client_data);

struct PublicKey {
  std::int64_t algorithm;  // COSE: -7 ES256, -8 EdDSA, -257 RS256
  std::string bytes;       // as libfido2 has it
};
// Section 7.1, without attestation.
struct Made {
  std::string credential;
  PublicKey key;
  std::int64_t signs;
  bool is_verified;  // the person too, by a PIN or a finger
};
std::optional<Made> read_made(const Site& site, std::string_view client_data, std::string_view authenticator_data);

// Section 7.2.
struct Signed {
  std::string client_data;
  std::string authenticator_data;
  std::string signature;
};
struct Shown {
  std::int64_t signs;
  bool is_verified;
};
std::optional<Shown> verify(const Site& site, const PublicKey& key, const Signed& answer);

}  // namespace onthaal::web_authn
