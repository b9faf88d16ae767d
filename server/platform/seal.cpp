#include "platform/seal.h"

#include <fcntl.h>
#include <sodium.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <fstream>
#include <sstream>
#include <stdexcept>

#include "core/text.h"

namespace onthaal::seal {
namespace {

constexpr std::uint8_t kVersion = 1;
constexpr std::size_t kNonce = crypto_aead_xchacha20poly1305_ietf_NPUBBYTES;
constexpr std::size_t kTag = crypto_aead_xchacha20poly1305_ietf_ABYTES;
constexpr std::size_t kHeader = 1 + kNonce;

void ready() {
  static const int initialised = sodium_init();
  if (initialised < 0) throw std::runtime_error("libsodium does not start");
}

std::uint8_t* bytes_of(std::string& text) {
  return reinterpret_cast<std::uint8_t*>(text.data());
}
const std::uint8_t* bytes_of(std::string_view text) {
  return reinterpret_cast<const std::uint8_t*>(text.data());
}
std::string_view view_of(std::span<const std::uint8_t> bytes) {
  return {reinterpret_cast<const char*>(bytes.data()), bytes.size()};
}

std::array<std::uint8_t, 26> associated_data(Kind kind, const Uuid& owner, std::int64_t number) {
  std::array<std::uint8_t, 26> data{kVersion, static_cast<std::uint8_t>(kind)};
  std::ranges::copy(owner.bytes, data.begin() + 2);
  for (std::size_t i = 0; i < 8; ++i)
    data[18 + i] = static_cast<std::uint8_t>(static_cast<std::uint64_t>(number) >> (56 - 8 * i));
  return data;
}

class SystemRandom final : public Random {
 public:
  void fill(std::span<std::uint8_t> bytes) override { randombytes_buf(bytes.data(), bytes.size()); }
};

Key random_key(Random& random) {
  std::array<std::uint8_t, 32> bytes;
  random.fill(bytes);
  Key key(bytes);
  sodium_memzero(bytes.data(), bytes.size());
  return key;
}

std::optional<Key> key_of_bytes(std::string_view bytes) {
  if (bytes.size() != 32) return std::nullopt;
  return Key(std::span<const std::uint8_t, 32>(bytes_of(bytes), 32));
}

std::optional<Key> key_of_hex(std::string_view text) {
  auto bytes = from_hex(text);
  if (!bytes) return std::nullopt;
  auto key = key_of_bytes(*bytes);
  sodium_memzero(bytes->data(), bytes->size());
  return key;
}

std::unexpected<Error> refused(const std::filesystem::path& file, const std::string& why) {
  return fail(Code::internal, file.string() + " " + why);
}

// To disk before it gets its name: a half-written master key must never be taken for one.
Result<void> write_new_file(const std::filesystem::path& file, const std::string& content) {
  const std::filesystem::path draft = file.string() + ".new";
  ::unlink(draft.c_str());
  const int fd = ::open(draft.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
  if (fd < 0) return refused(file, std::string("cannot be made: ") + std::strerror(errno));
  const bool is_written =
      ::write(fd, content.data(), content.size()) == static_cast<ssize_t>(content.size()) && ::fsync(fd) == 0;
  int problem = errno;
  ::close(fd);
  const bool is_named = is_written && ::link(draft.c_str(), file.c_str()) == 0;
  if (is_written && !is_named) problem = errno;
  ::unlink(draft.c_str());
  if (!is_named) return refused(file, std::string("cannot be made: ") + std::strerror(problem));
  const auto folder = file.has_parent_path() ? file.parent_path() : std::filesystem::path(".");
  const int folder_fd = ::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  const bool is_kept = folder_fd >= 0 && ::fsync(folder_fd) == 0;
  problem = errno;
  if (folder_fd >= 0) ::close(folder_fd);
  if (!is_kept) return refused(file, std::string("is not safely on disk: ") + std::strerror(problem));
  return {};
}

}  // namespace

Random& system_random() {
  static SystemRandom random = [] {
    ready();
    return SystemRandom();
  }();
  return random;
}

Key::Key(std::span<const std::uint8_t, 32> bytes) {
  std::ranges::copy(bytes, bytes_.begin());
}
Key::~Key() {
  sodium_memzero(bytes_.data(), bytes_.size());
}

std::string seal(const Key& key, Kind kind, const Uuid& owner, std::int64_t number, std::string_view words,
                 Random& random) {
  ready();
  std::string sealed(kHeader + words.size() + kTag, '\0');
  std::uint8_t* out = bytes_of(sealed);
  out[0] = kVersion;
  random.fill({out + 1, kNonce});
  const auto data = associated_data(kind, owner, number);
  crypto_aead_xchacha20poly1305_ietf_encrypt(out + kHeader, nullptr, bytes_of(words), words.size(), data.data(),
                                             data.size(), nullptr, out + 1, key.bytes().data());
  return sealed;
}

std::optional<std::string> open(const Key& key, Kind kind, const Uuid& owner, std::int64_t number,
                                std::string_view sealed) {
  ready();
  if (sealed.size() < kHeader + kTag || bytes_of(sealed)[0] != kVersion) return std::nullopt;
  std::string words(sealed.size() - kHeader - kTag, '\0');
  const auto data = associated_data(kind, owner, number);
  const std::uint8_t* in = bytes_of(sealed);
  if (crypto_aead_xchacha20poly1305_ietf_decrypt(bytes_of(words), nullptr, nullptr, in + kHeader,
                                                 sealed.size() - kHeader, data.data(), data.size(), in + 1,
                                                 key.bytes().data()) != 0)
    return std::nullopt;
  return words;
}

Result<void> Keyring::create(const std::filesystem::path& file, std::int64_t now, Random& random) {
  ready();
  const Key master = random_key(random);
  const Key index = random_key(random);
  std::string content =
      "1 " + std::to_string(now) + " " + hex(view_of(master.bytes())) + "\nindex " + hex(view_of(index.bytes())) + "\n";
  auto written = write_new_file(file, content);
  sodium_memzero(content.data(), content.size());
  return written;
}

Result<Keyring> Keyring::read(const std::filesystem::path& file) {
  ready();
  struct stat status{};
  if (::stat(file.c_str(), &status) != 0) {
    if (errno == ENOENT) return fail(Code::not_found, file.string() + " does not exist");
    return refused(file, std::string("cannot be read: ") + std::strerror(errno));
  }
  if (!S_ISREG(status.st_mode)) return refused(file, "is not a file");
  if ((status.st_mode & 077) != 0) return refused(file, "can be read by others: chmod 600 " + file.string());

  std::ifstream in(file);
  if (!in) return refused(file, "cannot be read");
  Keyring ring;
  std::string line;
  for (int place = 1; std::getline(in, line); ++place) {
    std::istringstream words(line);
    std::string name, created, digits, rest;
    words >> name;
    if (name != "index") words >> created;
    words >> digits;
    auto key = key_of_hex(digits);
    const bool is_number =
        !name.empty() && name.size() < 10 && std::ranges::all_of(name, [](char c) { return c >= '0' && c <= '9'; });
    const bool is_in_order = is_number && (ring.masters_.empty() || std::stoll(name) > ring.masters_.back().number);
    const bool is_good = key && !(words >> rest) && (name == "index" ? !ring.index_ : is_in_order);
    sodium_memzero(line.data(), line.size());
    sodium_memzero(digits.data(), digits.size());
    if (!is_good) return refused(file, "is damaged in line " + std::to_string(place));
    if (name == "index")
      ring.index_ = std::move(key);
    else
      ring.masters_.push_back({std::stoll(name), *key});
  }
  if (ring.masters_.empty()) return refused(file, "is damaged: it holds no master key");
  if (!ring.index_) return refused(file, "is damaged: it holds no index key");
  return ring;
}

std::int64_t Keyring::newest() const {
  return masters_.back().number;
}

std::string Keyring::fingerprint() const {
  std::array<std::uint8_t, crypto_generichash_BYTES_MAX> hash;
  const auto key = masters_.back().key.bytes();
  crypto_generichash(hash.data(), hash.size(), key.data(), key.size(), nullptr, 0);
  return hex(view_of(std::span(hash).first(16)));
}

Key Keyring::make_key(Random& random) const {
  return random_key(random);
}

std::string Keyring::wrap(const Key& key, const Uuid& owner, Random& random) const {
  return seal(masters_.back().key, Kind::wrapped_key, owner, 0, view_of(key.bytes()), random);
}

std::optional<Key> Keyring::unwrap(std::string_view wrapped, std::int64_t master, const Uuid& owner) const {
  const auto found = std::ranges::find(masters_, master, &Master::number);
  if (found == masters_.end()) return std::nullopt;
  auto bytes = open(found->key, Kind::wrapped_key, owner, 0, wrapped);
  if (!bytes) return std::nullopt;
  auto key = key_of_bytes(*bytes);
  sodium_memzero(bytes->data(), bytes->size());
  return key;
}

std::string Keyring::index(std::string_view text) const {
  return mac(*index_, text);
}

std::string mac(const Key& key, std::string_view text) {
  std::string out(crypto_auth_hmacsha256_BYTES, '\0');
  crypto_auth_hmacsha256(bytes_of(out), bytes_of(text), text.size(), key.bytes().data());
  return out;
}

std::string sha256(std::string_view text) {
  std::string out(crypto_hash_sha256_BYTES, '\0');
  crypto_hash_sha256(bytes_of(out), bytes_of(text), text.size());
  return out;
}

std::string token_hash(std::string_view token) {
  return sha256(token);
}

bool is_same(std::string_view one, std::string_view other) {
  return one.size() == other.size() && sodium_memcmp(one.data(), other.data(), one.size()) == 0;
}

}  // namespace onthaal::seal
