#include "platform/download.h"

#include <fcntl.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>

namespace onthaal {
namespace {

std::unexpected<Error> refused(const char* what, int problem) {
  const Code code = problem == ENOSPC || problem == EDQUOT ? Code::busy : Code::internal;
  return fail(code, std::string("a file to send ") + what + ": " + std::strerror(problem));
}

}  // namespace

Result<std::shared_ptr<Download>> Download::make(const std::filesystem::path& folder) {
  std::string name = (folder / "onthaal-XXXXXX").string();
  files::Descriptor descriptor(::mkostemp(name.data(), O_CLOEXEC | O_APPEND));
  if (descriptor.value() < 0) return refused("cannot be made", errno);
  if (::unlink(name.c_str()) != 0) return refused("cannot be hidden", errno);
  return std::shared_ptr<Download>(new Download(std::move(descriptor)));
}

Result<void> Download::write(std::string_view bytes) {
  while (!bytes.empty()) {
    const ssize_t written = ::write(descriptor_.value(), bytes.data(), bytes.size());
    if (written < 0 && errno == EINTR) continue;
    if (written <= 0) return refused("cannot be written", written == 0 ? ENOSPC : errno);
    bytes.remove_prefix(static_cast<std::size_t>(written));
  }
  return {};
}

std::string Download::path() const {
  return "/proc/self/fd/" + std::to_string(descriptor_.value());
}

std::int64_t Download::size() const {
  struct stat found{};
  return ::fstat(descriptor_.value(), &found) == 0 ? found.st_size : 0;
}

Result<std::size_t> Download::read(std::int64_t at, std::span<char> into) const {
  for (;;) {
    const ssize_t got = ::pread(descriptor_.value(), into.data(), into.size(), at);
    if (got >= 0) return static_cast<std::size_t>(got);
    if (errno != EINTR) return refused("cannot be read", errno);
  }
}

Result<std::string> read_all(const std::shared_ptr<Download>& download) {
  std::string bytes(static_cast<std::size_t>(download->size()), '\0');
  for (std::size_t at = 0; at < bytes.size();) {
    const auto got = download->read(static_cast<std::int64_t>(at), std::span(bytes).subspan(at));
    if (!got) return std::unexpected(got.error());
    if (*got == 0) return fail(Code::internal, "a file to send became shorter");
    at += *got;
  }
  return bytes;
}

}  // namespace onthaal
