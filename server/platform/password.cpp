#include "platform/password.h"

#include <sodium.h>

#include <array>
#include <new>
#include <stdexcept>

namespace onthaal::password {
namespace {

constexpr unsigned long long kPasses = 2;
constexpr std::size_t kMemory = std::size_t{19} * 1024 * 1024;

void start_sodium() {
  static const int started = sodium_init();
  if (started < 0) throw std::runtime_error("libsodium does not start");
}

}  // namespace

std::string hash(const Redacted<std::string>& password) {
  start_sodium();
  std::array<char, crypto_pwhash_STRBYTES> out{};
  const std::string& words = password.reveal();
  if (crypto_pwhash_str_alg(out.data(), words.data(), words.size(), kPasses, kMemory, crypto_pwhash_ALG_ARGON2ID13) !=
      0)
    throw std::bad_alloc();
  return out.data();
}

bool verify(const std::string& hash, const Redacted<std::string>& password) {
  start_sodium();
  const std::string& words = password.reveal();
  return crypto_pwhash_str_verify(hash.c_str(), words.data(), words.size()) == 0;
}

std::string_view nobodys_hash() {
  return "$argon2id$v=19$m=19456,t=2,p=1$AAAAAAAAAAAAAAAAAAAAAA$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";
}

}  // namespace onthaal::password
