#pragma once

#include "features/visits/visits.h"

// Proof of work (docs/protocol.md): what is asked, and whether it was done. A challenge is base64url of
//
//   nonce (16 bytes) | issued (8, milliseconds) | line (8) | bits (1) | HMAC of all that, under the index key
//
// so the server keeps nothing until one is spent.
namespace onthaal::visits::proof {

// At the hardest 2^14 hashes each: 1.9 s on a phone that makes 120,000 a second.
inline constexpr std::int64_t kPuzzles = 14;
inline constexpr std::int64_t kMostExtraBits = 4;
inline constexpr Millis kServes = 10 * kMinute;

struct Challenge {
  std::string nonce;  // 16 bytes
  Millis issued_at;
  LineId line;
  std::int64_t bits;
};
std::string write(const seal::Keyring& keys, const Challenge& challenge);
std::optional<Challenge> read(const seal::Keyring& keys, std::string_view text);  // nothing: not made by us

// How hard it is now: one bit more for every doubling of visits beyond 60 a minute; all of them while codes are
// guessed. Who is not let in costs next to nothing, and makes it dearer for nobody.
struct Rush {
  std::int64_t visits;       // started in the last minute
  std::int64_t wrong_codes;  // in this minute
};
std::int64_t bits_asked(const Settings& settings, const Rush& rush);

bool is_solved(const Claim& claim, std::int64_t bits);
struct Wanted {
  std::optional<LineId> line;  // nothing: of any line
  std::int64_t bits = 0;       // at least
  Millis patience = 0;         // for so long what was asked when the challenge was made is enough
};
// `invalid` with the field `proof`.
Result<Proven> check(const seal::Keyring& keys, Millis now, const Claim& claim, const Wanted& wanted);
std::unexpected<Error> refused(std::string detail);

}  // namespace onthaal::visits::proof
