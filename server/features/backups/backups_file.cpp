#include "features/backups/backups_file.h"

#include <algorithm>
#include <array>
#include <bit>

#include "features/backups/backups_wire.h"

namespace onthaal::backups::file {
namespace {

constexpr std::string_view kKind = "backup";
constexpr std::size_t kPiece = 1 << 16;
constexpr std::uint64_t kLongestManifest = 1 << 20;

Result<void> stopped() {
  return fail(Code::restart, "the server is stopping");
}

std::string length_of(std::string_view text) {
  std::uint64_t length = text.size();
  if constexpr (std::endian::native == std::endian::little) length = std::byteswap(length);
  return {reinterpret_cast<const char*>(&length), sizeof length};
}

std::uint64_t length_in(std::string_view bytes) {
  std::uint64_t length = 0;
  std::ranges::copy(bytes.substr(0, sizeof length), reinterpret_cast<char*>(&length));
  if constexpr (std::endian::native == std::endian::little) length = std::byteswap(length);
  return length;
}

std::unexpected<Error> not_as_told() {
  return fail(Code::invalid, "it holds something else than its manifest tells");
}

// The pieces of a sealed file, asked for by their length.
class Content {
 public:
  explicit Content(seal::Opener opener) : opener_(std::move(opener)) {}

  // Fewer than `most` only at the end.
  Result<std::string> take(std::size_t most) {
    while (waiting_.size() < most && !is_at_end_) {
      auto piece = opener_.read();
      if (!piece) return piece;
      is_at_end_ = piece->empty();
      waiting_ += *piece;
    }
    std::string taken = waiting_.substr(0, most);
    waiting_.erase(0, most);
    return taken;
  }

 private:
  seal::Opener opener_;
  std::string waiting_;
  bool is_at_end_ = false;
};

}  // namespace

Result<files::Sum> write(const std::filesystem::path& to, const seal::PublicKey& recipient, const Manifest& manifest,
                         const std::filesystem::path& database, const std::stop_token& stop) {
  auto draft = files::Draft::open(to);
  if (!draft) return std::unexpected(draft.error());
  files::Sum sum;
  files::Sha256 hash;
  auto sealer = seal::Sealer::seal_to(recipient, kKind, [&](std::string_view bytes) {
    hash.add(bytes);
    sum.bytes += static_cast<std::int64_t>(bytes.size());
    return draft->write(bytes);
  });
  auto reading = files::Reading::open(database);
  if (!sealer) return std::unexpected(sealer.error());
  if (!reading) return std::unexpected(reading.error());
  const std::string told = wire::manifest(manifest);
  auto written = sealer->write(length_of(told) + told);
  files::Sha256 database_hash;
  std::int64_t database_bytes = 0;
  std::array<char, kPiece> piece{};
  while (written) {
    const auto got = reading->read(piece);
    if (!got) return std::unexpected(got.error());
    if (*got == 0) break;
    database_hash.add({piece.data(), *got});
    database_bytes += static_cast<std::int64_t>(*got);
    written = stop.stop_requested() ? stopped() : sealer->write({piece.data(), *got});
  }
  if (written && (database_bytes != manifest.bytes || database_hash.hex() != manifest.sha256))
    written = fail(Code::internal, database.string() + " was changed while it was sealed");
  if (written) written = sealer->finish();
  if (written) written = draft->keep();
  if (!written) return std::unexpected(written.error());
  sum.sha256 = hash.hex();
  return sum;
}

Result<Manifest> read(const std::filesystem::path& from, const seal::KeyPair& keys,
                      const std::function<Result<void>(std::string_view)>& take) {
  auto reading = files::Reading::open(from);
  if (!reading) return std::unexpected(reading.error());
  auto opener = seal::Opener::open_with(keys, kKind, [&](std::span<char> into) { return reading->read(into); });
  if (!opener) return std::unexpected(opener.error());
  Content content(*std::move(opener));
  const auto length = content.take(sizeof(std::uint64_t));
  if (!length) return std::unexpected(length.error());
  if (length->size() < sizeof(std::uint64_t) || length_in(*length) > kLongestManifest) return not_as_told();
  const auto text = content.take(static_cast<std::size_t>(length_in(*length)));
  if (!text) return std::unexpected(text.error());
  auto manifest = wire::parse_manifest(*text);
  if (!manifest) return not_as_told();
  files::Sha256 hash;
  std::int64_t bytes = 0;
  for (;;) {
    const auto piece = content.take(kPiece);
    if (!piece) return std::unexpected(piece.error());
    if (piece->empty()) break;
    hash.add(*piece);
    bytes += static_cast<std::int64_t>(piece->size());
    if (auto taken = take(*piece); !taken) return std::unexpected(taken.error());
  }
  if (bytes != manifest->bytes || hash.hex() != manifest->sha256) return not_as_told();
  return manifest;
}

}  // namespace onthaal::backups::file
