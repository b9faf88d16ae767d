#pragma once

#include <array>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <span>
#include <string>
#include <string_view>

#include "core/random.h"
#include "core/result.h"
#include "platform/seal.h"

// Whole files sealed to a public key, so that whoever writes them cannot read them: backups, escrow copies of keys.
// A key pair is two files of one line of text: `onthaal-public-key 1 HEX CHECKSUM`, which may be anywhere, and
// `onthaal-secret-key 1 HEX CHECKSUM`, mode 0600, which is best kept off the server. The checksum is the first 4 bytes
// of BLAKE2b over what stands before it: who types a key over from paper is told of a slip.
//
// A sealed file: `onthaal-sealed 1 KIND RECIPIENT\n`, where RECIPIENT is the fingerprint of the public key | a
// libsodium sealed box (X25519, XSalsa20-Poly1305) of a fresh key, 80 bytes | crypto_secretstream_xchacha20poly1305
// under that key: its header, 24 bytes | pieces of 64 KiB, the last one with what is left, each 17 bytes longer than
// its text. The first line is associated data of the first piece: a file that was cut, changed, or is of another kind
// does not open.
namespace onthaal::seal {

class PublicKey {
 public:
  explicit PublicKey(std::span<const std::uint8_t, 32> bytes);
  std::span<const std::uint8_t, 32> bytes() const { return bytes_; }
  std::string fingerprint() const;  // first 8 bytes of its BLAKE2b, hex

 private:
  std::array<std::uint8_t, 32> bytes_{};
};
// The secret half; the public one follows from it.
struct KeyPair {
  Key secret;
  PublicKey public_key;
};

KeyPair make_key_pair(Random& random);
// Neither file may exist. Safely on disk, both of them, or an error. Everybody may read the public one.
Result<void> write_key_pair(const KeyPair& pair, const std::filesystem::path& secret_file,
                            const std::filesystem::path& public_file);
// Both say what is wrong; a secret key that others can read is refused.
Result<PublicKey> read_public_key(const std::filesystem::path& file);
Result<KeyPair> read_secret_key(const std::filesystem::path& file);

// Where sealed bytes go, and come from: the number of bytes read, 0 at the end.
using Sink = std::function<Result<void>(std::string_view bytes)>;
using Source = std::function<Result<std::size_t>(std::span<char> into)>;

// Seals what is written, piece by piece. What it was given is complete only after finish().
class Sealer {
 public:
  // `kind` names what is sealed, a word such as "backup".
  static Result<Sealer> seal_to(const PublicKey& recipient, std::string_view kind, Sink sink);
  Sealer(Sealer&&) noexcept;
  Sealer& operator=(Sealer&&) noexcept;
  ~Sealer();
  Result<void> write(std::string_view bytes);
  Result<void> finish();

 private:
  struct Impl;
  explicit Sealer(std::unique_ptr<Impl> impl);
  std::unique_ptr<Impl> impl_;
};

// Opens what a Sealer made. `not_found` in the error: sealed to another key; `invalid`: another kind, cut or changed.
class Opener {
 public:
  static Result<Opener> open_with(const KeyPair& keys, std::string_view kind, Source source);
  Opener(Opener&&) noexcept;
  Opener& operator=(Opener&&) noexcept;
  ~Opener();
  // The next piece, at most 64 KiB; empty at the end, and only where the last piece was the last one sealed.
  Result<std::string> read();

 private:
  struct Impl;
  explicit Opener(std::unique_ptr<Impl> impl);
  std::unique_ptr<Impl> impl_;
};

// The same for what fits in memory.
Result<std::string> seal_whole(const PublicKey& recipient, std::string_view kind, std::string_view content);
Result<std::string> open_whole(const KeyPair& keys, std::string_view kind, std::string_view sealed);

}  // namespace onthaal::seal
