#include "features/visits/visits_proof.h"

#include <algorithm>
#include <bit>

#include "core/text.h"
#include "platform/seal.h"

namespace onthaal::visits {
namespace proof {
namespace {

constexpr std::size_t kNonce = 16;
constexpr std::size_t kSigned = kNonce + 8 + 8 + 1;
constexpr std::size_t kMac = 32;
constexpr std::int64_t kQuietVisits = 60;
constexpr std::int64_t kQuietCodes = 30;

void append_number(std::string& to, std::int64_t number) {
  for (int shift = 56; shift >= 0; shift -= 8) to += static_cast<char>(static_cast<std::uint64_t>(number) >> shift);
}

std::int64_t number_at(std::string_view bytes, std::size_t place) {
  std::uint64_t number = 0;
  for (const char byte : bytes.substr(place, 8)) number = number << 8 | static_cast<unsigned char>(byte);
  return static_cast<std::int64_t>(number);
}

std::string mac_of(const seal::Keyring& keys, std::string_view body) {
  return keys.index("visits.challenge:" + std::string(body));
}

bool is_solution(std::string_view challenge, std::int64_t puzzle, std::int64_t number, std::int64_t bits) {
  const std::string hash =
      seal::sha256(std::string(challenge) + ":" + std::to_string(puzzle) + ":" + std::to_string(number));
  const auto head = static_cast<std::uint64_t>(number_at(hash, 0));
  return std::countl_zero(head) >= bits;
}

}  // namespace

std::string write(const seal::Keyring& keys, const Challenge& challenge) {
  std::string bytes = challenge.nonce;
  append_number(bytes, challenge.issued_at);
  append_number(bytes, challenge.line.value);
  bytes += static_cast<char>(challenge.bits);
  return base64url(bytes + mac_of(keys, bytes));
}

std::optional<Challenge> read(const seal::Keyring& keys, std::string_view text) {
  const auto bytes = from_base64url(text);
  if (!bytes || bytes->size() != kSigned + kMac) return std::nullopt;
  const std::string_view body = std::string_view(*bytes).substr(0, kSigned);
  if (!seal::is_same(mac_of(keys, body), std::string_view(*bytes).substr(kSigned))) return std::nullopt;
  return Challenge{.nonce = std::string(body.substr(0, kNonce)),
                   .issued_at = number_at(body, kNonce),
                   .line = {number_at(body, kNonce + 8)},
                   .bits = body.back()};
}

std::int64_t bits_asked(const Settings& settings, const Rush& rush) {
  if (settings.puzzle_bits == 0) return 0;
  std::int64_t extra = rush.wrong_codes > kQuietCodes ? kMostExtraBits : 0;
  for (std::int64_t visits = rush.visits / kQuietVisits; visits > 1; visits /= 2) ++extra;
  return settings.puzzle_bits + std::min(extra, kMostExtraBits);
}

bool is_solved(const Claim& claim, std::int64_t bits) {
  if (std::ssize(claim.solutions) != kPuzzles) return false;
  for (std::int64_t puzzle = 0; puzzle < kPuzzles; ++puzzle)
    if (!is_solution(claim.challenge, puzzle, claim.solutions[static_cast<std::size_t>(puzzle)], bits)) return false;
  return true;
}

Result<Proven> check(const seal::Keyring& keys, Millis now, const Claim& claim, const Wanted& wanted) {
  const auto challenge = read(keys, claim.challenge);
  if (!challenge) return refused("this challenge was not made here");
  if (wanted.line && *wanted.line != challenge->line) return refused("the challenge is of another line");
  const Millis expires_at = challenge->issued_at + kServes;
  if (now >= expires_at) return refused("the challenge has expired");
  if (challenge->bits < wanted.bits && now >= challenge->issued_at + wanted.patience)
    return refused("more is asked now");
  if (!is_solved(claim, challenge->bits)) return refused("a puzzle is not solved");
  return Proven{challenge->nonce, expires_at};
}

std::unexpected<Error> refused(std::string detail) {
  return std::unexpected(Error{Code::invalid, std::move(detail), {{"proof", "not_allowed"}}});
}

}  // namespace proof

std::vector<std::int64_t> solve(std::string_view challenge, std::int64_t puzzles, std::int64_t bits) {
  std::vector<std::int64_t> solutions;
  for (std::int64_t puzzle = 0; puzzle < puzzles; ++puzzle) {
    std::int64_t number = 0;
    while (!proof::is_solution(challenge, puzzle, number, bits)) ++number;
    solutions.push_back(number);
  }
  return solutions;
}

}  // namespace onthaal::visits
