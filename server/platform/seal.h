#pragma once

#include <array>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "core/ids.h"
#include "core/random.h"
#include "core/redacted.h"
#include "core/result.h"

// Words at rest: XChaCha20-Poly1305 (libsodium) under a key per conversation, itself wrapped by a master key that is
// kept outside the database. Deleting a wrapped key deletes the words.
namespace onthaal::seal {

// The operating system's randomness (getrandom through libsodium).
Random& system_random();

// 32 bytes that are wiped when they go out of scope.
class Key {
 public:
  explicit Key(std::span<const std::uint8_t, 32> bytes);
  Key(const Key&) = default;
  Key& operator=(const Key&) = default;
  ~Key();
  std::span<const std::uint8_t, 32> bytes() const { return bytes_; }

 private:
  std::array<std::uint8_t, 32> bytes_;
};

// What a sealed text is: part of the associated data, so that a sealed nickname never opens as a message.
enum class Kind : std::uint8_t {
  wrapped_key = 1,
  event = 2,
  nickname = 3,
  line_event = 4,
  note = 5,
  rating = 6,
  question = 7,
  case_event = 8,
  escalation = 9,
  flag = 10,
  handover = 11,
  refusal = 12,
  plan = 13,
  appointment = 14,
};

// version (1 byte) | nonce (24) | ciphertext and tag. A fresh nonce each time. Associated data: version | kind | owner
// | number (64 bits, big endian; 0 where there is none).
std::string seal(const Key& key, Kind kind, const Uuid& owner, std::int64_t number, std::string_view words,
                 Random& random);
// Nothing when it was not sealed by this key as just this: damaged, moved, or another key.
std::optional<std::string> open(const Key& key, Kind kind, const Uuid& owner, std::int64_t number,
                                std::string_view sealed);

// The master keys of one installation: file `master.key`, mode 0600, one line a key: `number created-ms hex`, the
// newest last, and one line `index hex` for the HMAC key of codes. Thread-safe: never changes after it was read.
class Keyring {
 public:
  // Makes the file. It must not exist.
  static Result<void> create(const std::filesystem::path& file, std::int64_t now, Random& random);
  // Refuses a file that is missing, damaged, or readable by others, and says which.
  static Result<Keyring> read(const std::filesystem::path& file);

  std::int64_t newest() const;  // number of the master key that wraps new keys
  // Names a master key in the database without telling it: first 16 bytes of its BLAKE2b, hex.
  std::string fingerprint() const;

  Key make_key(Random& random) const;
  std::string wrap(const Key& key, const Uuid& owner, Random& random) const;  // under the newest master key
  std::optional<Key> unwrap(std::string_view wrapped, std::int64_t master, const Uuid& owner) const;

  // HMAC-SHA-256 under the index key: for codes that must be found again.
  std::string index(std::string_view text) const;

 private:
  struct Master {
    std::int64_t number;
    Key key;
  };
  std::vector<Master> masters_;
  std::optional<Key> index_;
};

// HMAC-SHA-256.
std::string mac(const Key& key, std::string_view text);

// 32 bytes.
std::string sha256(std::string_view text);
// SHA-256: for random tokens of 256 bits, which need no key.
std::string token_hash(std::string_view token);
// Takes as long for a near miss as for any other.
bool is_same(std::string_view one, std::string_view other);

}  // namespace onthaal::seal
