#pragma once

#include <array>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

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
  mail = 18,
  totp = 19,
  legal = 20,
};

// version (1 byte) | nonce (24) | ciphertext and tag. A fresh nonce each time. Associated data: version | kind | owner
// | number (64 bits, big endian; 0 where there is none).
std::string seal(const Key& key, Kind kind, const Uuid& owner, std::int64_t number, std::string_view words,
                 Random& random);
// Nothing when it was not sealed by this key as just this: damaged, moved, or another key.
std::optional<std::string> open(const Key& key, Kind kind, const Uuid& owner, std::int64_t number,
                                std::string_view sealed);

// A key under a master key. Both go into the row together: the ring may get a newer one at any moment.
struct Wrapped {
  std::int64_t master;  // its number
  std::string bytes;
};

// A master key as the database knows it. The fingerprint is the first 16 bytes of its BLAKE2b, hex.
struct MasterKey {
  std::int64_t number;
  std::int64_t created_at;
  std::string fingerprint;
  bool operator==(const MasterKey&) const = default;
};

// The master keys of one installation. Their text, as file `master.key` holds it, is a line for each: `number
// created-ms hex`, the newest last; `destroyed number created-ms fingerprint` for each that was destroyed, so that a
// backup of its time is known for what it is; and `index hex` for the HMAC key of codes. A copy of a Keyring is the
// same ring: who takes up another one with take() does so for all that hold it, on any thread.
class Keyring {
 public:
  // The text of a new ring with one master key.
  static std::string make(std::int64_t now, Random& random);
  // Refuses what is damaged; the error begins with `place`.
  static Result<Keyring> parse(std::string_view text, const std::string& place);
  // A file with a new ring. It must not exist.
  static Result<void> create(const std::filesystem::path& file, std::int64_t now, Random& random);
  // Refuses a file that is missing, damaged, or readable by others, and says which.
  static Result<Keyring> read(const std::filesystem::path& file);

  // Rings of their own: with one more key, which wraps from then on; without one, of which only the fingerprint stays.
  Keyring with_new(std::int64_t now, Random& random) const;
  Keyring without(std::int64_t number) const;
  // For all that hold a copy of this Keyring, on any thread, it is the other ring from now on. Nothing happens, and
  // false, unless this one is within the other.
  bool take(const Keyring& other) const;
  // To be wiped after use.
  std::string text() const;

  std::int64_t newest() const;               // number of the master key that wraps new keys
  std::string fingerprint() const;           // of that one
  std::vector<MasterKey> masters() const;    // the newest last
  std::vector<MasterKey> destroyed() const;  // those that it held once
  // All that this ring opens, the other opens too or has destroyed.
  bool is_within(const Keyring& other) const;

  Key make_key(Random& random) const;
  Wrapped wrap(const Key& key, const Uuid& owner, Random& random) const;  // under the newest master key
  std::optional<Key> unwrap(std::string_view wrapped, std::int64_t master, const Uuid& owner) const;

  // HMAC-SHA-256 under the index key: for codes that must be found again.
  std::string index(std::string_view text) const;

 private:
  struct Ring;
  struct Shared;
  explicit Keyring(Ring ring);
  std::shared_ptr<const Ring> ring() const;
  std::shared_ptr<Shared> shared_;
};

// Overwrites a text that held keys, and empties it.
void wipe(std::string& text);

// HMAC-SHA-256.
std::string mac(const Key& key, std::string_view text);

// 32 bytes.
std::string sha256(std::string_view text);
// SHA-256: for random tokens of 256 bits, which need no key.
std::string token_hash(std::string_view token);
// Takes as long for a near miss as for any other.
bool is_same(std::string_view one, std::string_view other);

}  // namespace onthaal::seal
