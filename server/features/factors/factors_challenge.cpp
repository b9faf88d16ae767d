#include "features/factors/factors_challenge.h"

#include "platform/seal.h"

namespace onthaal::factors {
namespace {

constexpr std::size_t kNonce = 16;
constexpr std::size_t kEnd = 8;
constexpr std::size_t kMac = 32;

std::string mac_of(const seal::Keyring& keys, const Challenge& what, std::string_view head) {
  return keys.index("passkey:" + std::string(what.purpose) + ":" + what.subject + ":" + std::string(head));
}

}  // namespace

std::string make_challenge(const Snapshot& snapshot, Random& random, const Challenge& what) {
  std::string head(kNonce, '\0');
  random.fill({reinterpret_cast<std::uint8_t*>(head.data()), head.size()});
  const auto end = static_cast<std::uint64_t>(snapshot.now + kChallengeLasts);
  for (std::size_t i = 0; i < kEnd; ++i) head += static_cast<char>(end >> (56 - 8 * i));
  return head + mac_of(snapshot.keys, what, head);
}

std::optional<Millis> end_of_challenge(const Snapshot& snapshot, const Challenge& what, std::string_view challenge) {
  if (challenge.size() != kNonce + kEnd + kMac) return std::nullopt;
  const std::string_view head = challenge.substr(0, kNonce + kEnd);
  if (!seal::is_same(mac_of(snapshot.keys, what, head), challenge.substr(head.size()))) return std::nullopt;
  std::uint64_t end = 0;
  for (const char each : head.substr(kNonce)) end = end << 8 | static_cast<std::uint8_t>(each);
  if (static_cast<Millis>(end) <= snapshot.now) return std::nullopt;
  return static_cast<Millis>(end);
}

}  // namespace onthaal::factors
