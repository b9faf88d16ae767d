#include "platform/files.h"

#include <fcntl.h>
#include <sodium.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <utility>
#include <vector>

#include "core/text.h"

namespace onthaal::files {
namespace {

constexpr std::size_t kPiece = 1 << 18;
constexpr std::size_t kSyncEvery = 2 << 20;  // bytes

std::unexpected<Error> refused(const std::filesystem::path& file, const char* why, int problem) {
  const Code code = problem == ENOSPC || problem == EDQUOT ? Code::busy
                    : problem == ENOENT                    ? Code::not_found
                    : problem == EEXIST                    ? Code::conflict
                                                           : Code::internal;
  return fail(code, file.string() + " " + why + ": " + std::strerror(problem));
}

Result<void> sync_folder_of(const std::filesystem::path& file) {
  const auto folder = file.has_parent_path() ? file.parent_path() : std::filesystem::path(".");
  const Descriptor open(::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
  if (open.value() < 0 || ::fsync(open.value()) != 0) return refused(folder, "is not safely on disk", errno);
  return {};
}

}  // namespace

struct Sha256::State {
  crypto_hash_sha256_state sha{};
};
Sha256::Sha256() : state_(std::make_unique<State>()) {
  crypto_hash_sha256_init(&state_->sha);
}
Sha256::Sha256(Sha256&&) noexcept = default;
Sha256& Sha256::operator=(Sha256&&) noexcept = default;
Sha256::~Sha256() = default;

void Sha256::add(std::string_view bytes) {
  crypto_hash_sha256_update(&state_->sha, reinterpret_cast<const std::uint8_t*>(bytes.data()), bytes.size());
}

std::string Sha256::hex() {
  std::string hash(crypto_hash_sha256_BYTES, '\0');
  crypto_hash_sha256_final(&state_->sha, reinterpret_cast<std::uint8_t*>(hash.data()));
  return onthaal::hex(hash);
}

Descriptor::Descriptor(Descriptor&& other) noexcept : value_(std::exchange(other.value_, -1)) {}
Descriptor& Descriptor::operator=(Descriptor&& other) noexcept {
  std::swap(value_, other.value_);
  return *this;
}
Descriptor::~Descriptor() {
  if (value_ >= 0) ::close(value_);
}

Draft::Draft(std::filesystem::path file, Descriptor descriptor)
    : file_(std::move(file)), draft_(file_.string() + ".partial"), descriptor_(std::move(descriptor)) {}

Draft::~Draft() {
  if (!draft_.empty()) ::unlink(draft_.c_str());
}

Result<Draft> Draft::open(std::filesystem::path file) {
  const std::string draft = file.string() + ".partial";
  Descriptor open(::open(draft.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600));
  if (open.value() < 0) return refused(file, "cannot be made", errno);
  return Draft(std::move(file), std::move(open));
}

Result<void> Draft::write(std::string_view bytes) {
  while (!bytes.empty()) {
    const ssize_t written = ::write(descriptor_.value(), bytes.data(), bytes.size());
    if (written < 0 && errno == EINTR) continue;
    if (written <= 0) return refused(file_, "cannot be written", written == 0 ? ENOSPC : errno);
    bytes.remove_prefix(static_cast<std::size_t>(written));
    unsynced_ += static_cast<std::size_t>(written);
  }
  if (unsynced_ < kSyncEvery) return {};
  unsynced_ = 0;
  if (::fdatasync(descriptor_.value()) != 0) return refused(file_, "cannot be written", errno);
  return {};
}

Result<void> Draft::keep() {
  if (::fsync(descriptor_.value()) != 0) return refused(file_, "is not safely on disk", errno);
  auto named = rename_new(draft_, file_);
  if (named) draft_.clear();
  return named;
}

Reading::Reading(std::filesystem::path file, Descriptor descriptor)
    : file_(std::move(file)), descriptor_(std::move(descriptor)) {}

Result<Reading> Reading::open(const std::filesystem::path& file) {
  Descriptor open(::open(file.c_str(), O_RDONLY | O_CLOEXEC));
  if (open.value() < 0) return refused(file, "cannot be read", errno);
  return Reading(file, std::move(open));
}

Result<std::size_t> Reading::read(std::span<char> into) {
  for (;;) {
    const ssize_t got = ::read(descriptor_.value(), into.data(), into.size());
    if (got >= 0) return static_cast<std::size_t>(got);
    if (errno != EINTR) return refused(file_, "cannot be read", errno);
  }
}

Result<std::string> Reading::read_up_to(std::size_t most) {
  std::string bytes(most, '\0');
  std::size_t got = 0;
  while (got < most) {
    const auto more = read(std::span(bytes).subspan(got));
    if (!more) return std::unexpected(more.error());
    if (*more == 0) break;
    got += *more;
  }
  bytes.resize(got);
  return bytes;
}

Result<Sum> sum_of(const std::filesystem::path& file) {
  auto reading = Reading::open(file);
  if (!reading) return std::unexpected(reading.error());
  Sum sum;
  Sha256 hash;
  std::vector<char> piece(kPiece);
  for (;;) {
    const auto got = reading->read(piece);
    if (!got) return std::unexpected(got.error());
    if (*got == 0) break;
    hash.add({piece.data(), *got});
    sum.bytes += static_cast<std::int64_t>(*got);
  }
  sum.sha256 = hash.hex();
  return sum;
}

Result<void> sync(const std::filesystem::path& file) {
  const Descriptor open(::open(file.c_str(), O_RDONLY | O_CLOEXEC));
  if (open.value() < 0 || ::fsync(open.value()) != 0) return refused(file, "is not safely on disk", errno);
  return sync_folder_of(file);
}

Result<void> rename_new(const std::filesystem::path& from, const std::filesystem::path& to) {
  if (::renameat2(AT_FDCWD, from.c_str(), AT_FDCWD, to.c_str(), RENAME_NOREPLACE) != 0) {
    // Some file systems on a network know no such rename.
    if (errno != EINVAL || std::filesystem::exists(to))
      return refused(to, "cannot be named", errno == EINVAL ? EEXIST : errno);
    if (::rename(from.c_str(), to.c_str()) != 0) return refused(to, "cannot be named", errno);
  }
  return sync_folder_of(to);
}

}  // namespace onthaal::files
