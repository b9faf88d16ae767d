#include "platform/seal.h"

#include <fmt/format.h>
#include <sodium.h>

#include <algorithm>
#include <charconv>
#include <mutex>
#include <new>
#include <ranges>
#include <stdexcept>
#include <utility>

#include "core/text.h"
#include "platform/durable_file.h"

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

std::string fingerprint_of(const Key& key) {
  std::array<std::uint8_t, crypto_generichash_BYTES_MAX> hash;
  crypto_generichash(hash.data(), hash.size(), key.bytes().data(), key.bytes().size(), nullptr, 0);
  return hex(view_of(std::span(hash).first(16)));
}

std::optional<std::int64_t> number_of(std::string_view text) {
  std::int64_t number = 0;
  const auto [stop, problem] = std::from_chars(text.begin(), text.end(), number);
  if (text.empty() || problem != std::errc{} || stop != text.end() || number < 0) return std::nullopt;
  return number;
}

std::vector<std::string_view> words_of(std::string_view line) {
  std::vector<std::string_view> words;
  for (const auto word : std::views::split(line, ' ')) words.emplace_back(word.begin(), word.end());
  return words;
}

// Pages that are never swapped out or dumped, and wiped when given back (where the machine has room for it).
template <class T>
struct Locked {
  using value_type = T;
  Locked() = default;
  template <class U>
  explicit Locked(const Locked<U>&) {}
  T* allocate(std::size_t count) {
    void* memory = sodium_allocarray(count, sizeof(T));
    if (memory == nullptr) throw std::bad_alloc();
    return static_cast<T*>(memory);
  }
  void deallocate(T* memory, std::size_t) { sodium_free(memory); }
  bool operator==(const Locked&) const = default;
};

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

struct Keyring::Ring {
  struct Master {
    std::int64_t number;
    std::int64_t created_at;
    Key key;
  };
  std::vector<Master, Locked<Master>> masters;
  std::vector<Key, Locked<Key>> index;  // one
  std::vector<MasterKey> destroyed;

  const Master* find(std::int64_t number) const {
    const auto found = std::ranges::find(masters, number, &Master::number);
    return found == masters.end() ? nullptr : &*found;
  }

  bool has_destroyed(const Master& master) const {
    return std::ranges::find(destroyed, MasterKey{master.number, master.created_at, fingerprint_of(master.key)}) !=
           destroyed.end();
  }

  bool is_within(const Ring& other) const {
    const auto is_same_key = [](const Key& one, const Key& two) {
      return is_same(view_of(one.bytes()), view_of(two.bytes()));
    };
    return is_same_key(index.front(), other.index.front()) && std::ranges::all_of(masters, [&](const Master& each) {
             const Master* found = other.find(each.number);
             return found != nullptr ? is_same_key(found->key, each.key) : other.has_destroyed(each);
           });
  }

  // False when the line is not one of a ring, or does not follow those before it.
  bool add(const std::vector<std::string_view>& words) {
    if (words.size() == 2 && words[0] == "index") {
      const auto key = key_of_hex(words[1]);
      if (key && index.empty()) return static_cast<void>(index.push_back(*key)), true;
      return false;
    }
    const bool is_gone = words.size() == 4 && words[0] == "destroyed";
    if (!is_gone && words.size() != 3) return false;
    const auto number = number_of(words[is_gone ? 1 : 0]);
    const auto created = number_of(words[is_gone ? 2 : 1]);
    if (!number || !created) return false;
    if (is_gone) {
      destroyed.push_back({*number, *created, std::string(words[3])});
      return words[3].size() == 32;
    }
    const auto key = key_of_hex(words[2]);
    if (!key || (!masters.empty() && *number <= masters.back().number)) return false;
    masters.push_back({*number, *created, *key});
    return true;
  }
};

struct Keyring::Shared {
  mutable std::mutex mutex;
  std::shared_ptr<const Ring> ring;
};

Keyring::Keyring(Ring ring) : shared_(std::make_shared<Shared>()) {
  shared_->ring = std::make_shared<const Ring>(std::move(ring));
}

std::shared_ptr<const Keyring::Ring> Keyring::ring() const {
  const std::scoped_lock lock(shared_->mutex);
  return shared_->ring;
}

bool Keyring::take(const Keyring& other) const {
  auto ring = other.ring();
  const std::scoped_lock lock(shared_->mutex);
  if (!shared_->ring->is_within(*ring)) return false;
  shared_->ring.swap(ring);
  return true;
}

std::string Keyring::make(std::int64_t now, Random& random) {
  ready();
  Ring ring;
  ring.masters.push_back({1, now, random_key(random)});
  ring.index.push_back(random_key(random));
  return Keyring(std::move(ring)).text();
}

Result<Keyring> Keyring::parse(std::string_view text, const std::string& place) {
  ready();
  const auto damaged = [&](const std::string& what) { return fail(Code::internal, place + " is damaged" + what); };
  Ring ring;
  for (int line = 1; !text.empty(); ++line) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    if (!ring.add(words_of(text.substr(0, end)))) return damaged(" in line " + std::to_string(line));
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  if (ring.masters.empty()) return damaged(": it holds no master key");
  if (ring.index.empty()) return damaged(": it holds no index key");
  return Keyring(std::move(ring));
}

Result<void> Keyring::create(const std::filesystem::path& file, std::int64_t now, Random& random) {
  std::string text = make(now, random);
  auto written = durable_file::make(file, text);
  sodium_memzero(text.data(), text.size());
  return written;
}

Result<Keyring> Keyring::read(const std::filesystem::path& file) {
  auto text = durable_file::read_secret(file);
  if (!text) return std::unexpected(text.error());
  auto ring = parse(*text, file.string());
  sodium_memzero(text->data(), text->size());
  return ring;
}

Keyring Keyring::with_new(std::int64_t now, Random& random) const {
  Ring more = *ring();
  more.masters.push_back({more.masters.back().number + 1, now, random_key(random)});
  return Keyring(std::move(more));
}

Keyring Keyring::without(std::int64_t number) const {
  Ring less = *ring();
  if (const Ring::Master* gone = less.find(number)) {
    if (!less.has_destroyed(*gone))
      less.destroyed.push_back({gone->number, gone->created_at, fingerprint_of(gone->key)});
    std::erase_if(less.masters, [&](const Ring::Master& each) { return each.number == number; });
  }
  return Keyring(std::move(less));
}

std::string Keyring::text() const {
  const auto held = ring();
  std::string text;
  text.reserve(128 * (held->masters.size() + held->destroyed.size() + 1));  // no copy of it stays behind
  const auto put = [&text](std::string digits) {
    text += digits;
    text += '\n';
    sodium_memzero(digits.data(), digits.size());
  };
  for (const MasterKey& each : held->destroyed)
    text += fmt::format("destroyed {} {} {}\n", each.number, each.created_at, each.fingerprint);
  for (const Ring::Master& each : held->masters) {
    text += fmt::format("{} {} ", each.number, each.created_at);
    put(hex(view_of(each.key.bytes())));
  }
  text += "index ";
  put(hex(view_of(held->index.front().bytes())));
  return text;
}

std::int64_t Keyring::newest() const {
  return ring()->masters.back().number;
}

std::string Keyring::fingerprint() const {
  return fingerprint_of(ring()->masters.back().key);
}

std::vector<MasterKey> Keyring::masters() const {
  std::vector<MasterKey> all;
  for (const Ring::Master& each : ring()->masters)
    all.push_back({each.number, each.created_at, fingerprint_of(each.key)});
  return all;
}

std::vector<MasterKey> Keyring::destroyed() const {
  return ring()->destroyed;
}

bool Keyring::is_within(const Keyring& other) const {
  return ring()->is_within(*other.ring());
}

Key Keyring::make_key(Random& random) const {
  return random_key(random);
}

Wrapped Keyring::wrap(const Key& key, const Uuid& owner, Random& random) const {
  const auto held = ring();
  const Ring::Master& newest = held->masters.back();
  return {newest.number, seal(newest.key, Kind::wrapped_key, owner, 0, view_of(key.bytes()), random)};
}

std::optional<Key> Keyring::unwrap(std::string_view wrapped, std::int64_t master, const Uuid& owner) const {
  const auto held = ring();
  const Ring::Master* found = held->find(master);
  if (found == nullptr) return std::nullopt;
  auto bytes = open(found->key, Kind::wrapped_key, owner, 0, wrapped);
  if (!bytes) return std::nullopt;
  auto key = key_of_bytes(*bytes);
  sodium_memzero(bytes->data(), bytes->size());
  return key;
}

std::string Keyring::index(std::string_view text) const {
  return mac(ring()->index.front(), text);
}

void wipe(std::string& text) {
  sodium_memzero(text.data(), text.size());
  text.clear();
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
