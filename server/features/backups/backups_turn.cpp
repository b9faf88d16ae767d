#include "features/backups/backups_turn.h"

#include <fcntl.h>
#include <sys/file.h>

#include <cerrno>
#include <chrono>
#include <cstring>
#include <thread>

namespace onthaal::backups {
namespace {

constexpr std::chrono::milliseconds kLookEvery{200};

files::Descriptor open(const std::filesystem::path& file) {
  return files::Descriptor(::open(file.c_str(), O_RDONLY | O_CLOEXEC));
}

}  // namespace

Result<Turn> Turn::wait(const std::filesystem::path& of, const std::stop_token& stop) {
  auto file = open(of);
  while (::flock(file.value(), LOCK_EX | LOCK_NB) != 0) {
    if (errno != EWOULDBLOCK && errno != EINTR)
      return fail(Code::internal, of.string() + " cannot be locked: " + std::strerror(errno));
    if (stop.stop_requested()) return fail(Code::restart, "the server is stopping");
    std::this_thread::sleep_for(kLookEvery);
  }
  return Turn(std::move(file));
}

std::optional<Turn> Turn::take_if_free(const std::filesystem::path& of) {
  auto file = open(of);
  if (::flock(file.value(), LOCK_EX | LOCK_NB) != 0) return std::nullopt;
  return Turn(std::move(file));
}

}  // namespace onthaal::backups
