#include "platform/sealed_file.h"

#include <sodium.h>

#include <algorithm>
#include <cstring>
#include <fstream>
#include <iterator>
#include <utility>

#include "core/text.h"
#include "platform/durable_file.h"

namespace onthaal::seal {
namespace {

constexpr std::size_t kPiece = 65536;
constexpr std::size_t kMore = crypto_secretstream_xchacha20poly1305_ABYTES;
constexpr std::size_t kStreamHeader = crypto_secretstream_xchacha20poly1305_HEADERBYTES;
constexpr std::size_t kBoxedKey = crypto_secretstream_xchacha20poly1305_KEYBYTES + crypto_box_SEALBYTES;
constexpr std::size_t kLongestLine = 100;
constexpr std::string_view kSealed = "onthaal-sealed 1 ";
constexpr std::string_view kPublic = "onthaal-public-key 1 ";
constexpr std::string_view kSecret = "onthaal-secret-key 1 ";

const std::uint8_t* bytes_of(std::string_view text) {
  return reinterpret_cast<const std::uint8_t*>(text.data());
}
std::uint8_t* bytes_of(std::string& text) {
  return reinterpret_cast<std::uint8_t*>(text.data());
}
std::string_view view_of(std::span<const std::uint8_t> bytes) {
  return {reinterpret_cast<const char*>(bytes.data()), bytes.size()};
}

std::string short_hash(std::string_view text, std::size_t bytes) {
  std::array<std::uint8_t, crypto_generichash_BYTES> hash{};
  crypto_generichash(hash.data(), hash.size(), bytes_of(text), text.size(), nullptr, 0);
  return hex(view_of(hash).substr(0, bytes));
}

std::string key_line(std::string_view name, std::span<const std::uint8_t> key) {
  std::string line = std::string(name) + hex(view_of(key));
  return line + " " + short_hash(line, 4) + "\n";
}

// The 32 bytes of a key file.
Result<std::string> key_in(const std::filesystem::path& file, std::string_view name, std::string_view content) {
  const std::string_view line = trimmed(content);
  const auto refused = [&](const char* why) { return fail(Code::invalid, file.string() + " " + why); };
  if (!line.starts_with(name)) return refused(name == kPublic ? "is not a public key" : "is not a secret key");
  const std::size_t end = line.rfind(' ');
  auto key = from_hex(line.substr(name.size(), std::max(end, name.size()) - name.size()));
  if (!key || key->size() != 32) return refused("is damaged: it does not hold a whole key");
  if (line.substr(end + 1) != short_hash(line.substr(0, end), 4)) return refused("is damaged: its checksum is another");
  return *std::move(key);
}

std::unexpected<Error> damaged() {
  return fail(Code::invalid, "it was cut, or changed after it was sealed");
}

// As many bytes as there are, up to `most`.
Result<std::string> read_up_to(const Source& source, std::size_t most) {
  std::string bytes(most, '\0');
  std::size_t got = 0;
  while (got < most) {
    const auto more = source(std::span(bytes).subspan(got));
    if (!more) return std::unexpected(more.error());
    if (*more == 0) break;
    got += *more;
  }
  bytes.resize(got);
  return bytes;
}

Result<std::string> read_line(const Source& source) {
  std::string line;
  while (line.size() < kLongestLine && !line.ends_with('\n')) {
    const auto next = read_up_to(source, 1);
    if (!next) return std::unexpected(next.error());
    if (next->empty()) break;
    line += *next;
  }
  return line;
}

}  // namespace

PublicKey::PublicKey(std::span<const std::uint8_t, 32> bytes) {
  std::ranges::copy(bytes, bytes_.begin());
}

std::string PublicKey::fingerprint() const {
  return short_hash(view_of(bytes_), 8);
}

KeyPair make_key_pair(Random& random) {
  std::array<std::uint8_t, 32> secret{}, open{};
  random.fill(secret);
  crypto_scalarmult_base(open.data(), secret.data());
  KeyPair pair{Key(secret), PublicKey(open)};
  sodium_memzero(secret.data(), secret.size());
  return pair;
}

Result<void> write_key_pair(const KeyPair& pair, const std::filesystem::path& secret_file,
                            const std::filesystem::path& public_file) {
  std::string secret = key_line(kSecret, pair.secret.bytes());
  auto written = durable_file::make(secret_file, secret);
  sodium_memzero(secret.data(), secret.size());
  if (!written) return written;
  written = durable_file::make(public_file, key_line(kPublic, pair.public_key.bytes()));
  if (!written) return written;
  using std::filesystem::perms;
  std::error_code error;
  std::filesystem::permissions(public_file, perms::group_read | perms::others_read, std::filesystem::perm_options::add,
                               error);
  if (error) return fail(Code::internal, public_file.string() + " cannot be made readable: " + error.message());
  return {};
}

Result<PublicKey> read_public_key(const std::filesystem::path& file) {
  std::ifstream in(file, std::ios::binary);
  if (!in) return fail(Code::not_found, file.string() + " cannot be read");
  const auto key = key_in(file, kPublic, std::string(std::istreambuf_iterator<char>(in), {}));
  if (!key) return std::unexpected(key.error());
  return PublicKey(std::span<const std::uint8_t, 32>(bytes_of(*key), 32));
}

Result<KeyPair> read_secret_key(const std::filesystem::path& file) {
  auto content = durable_file::read_secret(file);
  if (!content) return std::unexpected(content.error());
  auto key = key_in(file, kSecret, *content);
  sodium_memzero(content->data(), content->size());
  if (!key) return std::unexpected(key.error());
  std::array<std::uint8_t, 32> open{};
  crypto_scalarmult_base(open.data(), bytes_of(*key));
  KeyPair pair{Key(std::span<const std::uint8_t, 32>(bytes_of(*key), 32)), PublicKey(open)};
  sodium_memzero(key->data(), key->size());
  return pair;
}

struct Sealer::Impl {
  crypto_secretstream_xchacha20poly1305_state state{};
  std::string line;  // associated data of the first piece, then empty
  std::string waiting;
  Sink sink;

  ~Impl() { sodium_memzero(&state, sizeof(state)); }

  Result<void> push(std::string_view piece, std::uint8_t tag) {
    std::string sealed(piece.size() + kMore, '\0');
    crypto_secretstream_xchacha20poly1305_push(&state, bytes_of(sealed), nullptr, bytes_of(piece), piece.size(),
                                               bytes_of(std::string_view(line)), line.size(), tag);
    line.clear();
    return sink(sealed);
  }
};

Sealer::Sealer(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
Sealer::Sealer(Sealer&&) noexcept = default;
Sealer& Sealer::operator=(Sealer&&) noexcept = default;
Sealer::~Sealer() = default;

Result<Sealer> Sealer::seal_to(const PublicKey& recipient, std::string_view kind, Sink sink) {
  static_cast<void>(system_random());  // libsodium has started
  auto impl = std::make_unique<Impl>();
  impl->sink = std::move(sink);
  impl->line = std::string(kSealed) + std::string(kind) + " " + recipient.fingerprint() + "\n";
  std::array<std::uint8_t, crypto_secretstream_xchacha20poly1305_KEYBYTES> key{};
  crypto_secretstream_xchacha20poly1305_keygen(key.data());
  std::array<std::uint8_t, kBoxedKey> boxed{};
  const bool is_boxed = crypto_box_seal(boxed.data(), key.data(), key.size(), recipient.bytes().data()) == 0;
  std::array<std::uint8_t, kStreamHeader> header{};
  crypto_secretstream_xchacha20poly1305_init_push(&impl->state, header.data(), key.data());
  sodium_memzero(key.data(), key.size());
  if (!is_boxed) return fail(Code::invalid, "nothing can be sealed to this public key");
  const std::string begin = impl->line + std::string(view_of(boxed)) + std::string(view_of(header));
  if (auto written = impl->sink(begin); !written) return std::unexpected(written.error());
  return Sealer(std::move(impl));
}

Result<void> Sealer::write(std::string_view bytes) {
  while (!bytes.empty()) {
    if (impl_->waiting.size() == kPiece) {  // a whole piece goes only when more follows: the last one is shorter
      if (auto pushed = impl_->push(impl_->waiting, 0); !pushed) return pushed;
      impl_->waiting.clear();
    }
    const std::size_t taken = std::min(bytes.size(), kPiece - impl_->waiting.size());
    impl_->waiting.append(bytes.substr(0, taken));
    bytes.remove_prefix(taken);
  }
  return {};
}

Result<void> Sealer::finish() {
  auto pushed = impl_->push(impl_->waiting, crypto_secretstream_xchacha20poly1305_TAG_FINAL);
  sodium_memzero(impl_->waiting.data(), impl_->waiting.size());
  impl_->waiting.clear();
  return pushed;
}

struct Opener::Impl {
  crypto_secretstream_xchacha20poly1305_state state{};
  std::string line;
  Source source;
  bool is_finished = false;

  ~Impl() { sodium_memzero(&state, sizeof(state)); }
};

Opener::Opener(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
Opener::Opener(Opener&&) noexcept = default;
Opener& Opener::operator=(Opener&&) noexcept = default;
Opener::~Opener() = default;

Result<Opener> Opener::open_with(const KeyPair& keys, std::string_view kind, Source source) {
  auto impl = std::make_unique<Impl>();
  impl->source = std::move(source);
  auto line = read_line(impl->source);
  if (!line) return std::unexpected(line.error());
  const std::string expected = std::string(kSealed) + std::string(kind) + " ";
  if (!line->starts_with(expected)) return fail(Code::invalid, "it is no sealed " + std::string(kind));
  if (*line != expected + keys.public_key.fingerprint() + "\n")
    return fail(Code::not_found, "it was sealed to another key than " + keys.public_key.fingerprint() + ": " +
                                     std::string(trimmed(line->substr(expected.size()))));
  impl->line = *std::move(line);
  const auto begin = read_up_to(impl->source, kBoxedKey + kStreamHeader);
  if (!begin) return std::unexpected(begin.error());
  if (begin->size() < kBoxedKey + kStreamHeader) return damaged();
  std::array<std::uint8_t, crypto_secretstream_xchacha20poly1305_KEYBYTES> key{};
  const bool is_opened =
      crypto_box_seal_open(key.data(), bytes_of(*begin), kBoxedKey, keys.public_key.bytes().data(),
                           keys.secret.bytes().data()) == 0 &&
      crypto_secretstream_xchacha20poly1305_init_pull(&impl->state, bytes_of(*begin) + kBoxedKey, key.data()) == 0;
  sodium_memzero(key.data(), key.size());
  if (!is_opened) return damaged();
  return Opener(std::move(impl));
}

Result<std::string> Opener::read() {
  if (impl_->is_finished) return "";
  const auto sealed = read_up_to(impl_->source, kPiece + kMore);
  if (!sealed) return std::unexpected(sealed.error());
  if (sealed->size() < kMore) return damaged();
  std::string piece(sealed->size() - kMore, '\0');
  std::uint8_t tag = 0;
  if (crypto_secretstream_xchacha20poly1305_pull(&impl_->state, bytes_of(piece), nullptr, &tag, bytes_of(*sealed),
                                                 sealed->size(), bytes_of(std::string_view(impl_->line)),
                                                 impl_->line.size()) != 0)
    return damaged();
  impl_->line.clear();
  impl_->is_finished = tag == crypto_secretstream_xchacha20poly1305_TAG_FINAL;
  if (!impl_->is_finished && piece.size() < kPiece) return damaged();
  if (impl_->is_finished) {
    const auto more = read_up_to(impl_->source, 1);
    if (!more) return std::unexpected(more.error());
    if (!more->empty()) return damaged();
  }
  return piece;
}

Result<std::string> seal_whole(const PublicKey& recipient, std::string_view kind, std::string_view content) {
  std::string sealed;
  auto sealer = Sealer::seal_to(recipient, kind, [&](std::string_view bytes) -> Result<void> {
    sealed += bytes;
    return {};
  });
  if (!sealer) return std::unexpected(sealer.error());
  if (auto written = sealer->write(content); !written) return std::unexpected(written.error());
  if (auto written = sealer->finish(); !written) return std::unexpected(written.error());
  return sealed;
}

Result<std::string> open_whole(const KeyPair& keys, std::string_view kind, std::string_view sealed) {
  auto opener = Opener::open_with(keys, kind, [&](std::span<char> into) -> Result<std::size_t> {
    const std::size_t taken = sealed.copy(into.data(), into.size());
    sealed.remove_prefix(taken);
    return taken;
  });
  if (!opener) return std::unexpected(opener.error());
  std::string content;
  for (;;) {
    auto piece = opener->read();
    if (!piece) return piece;
    if (piece->empty()) return content;
    content += *piece;
  }
}

}  // namespace onthaal::seal
