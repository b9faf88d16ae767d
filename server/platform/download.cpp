#include "platform/download.h"

#include <fcntl.h>
#include <stdlib.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <filesystem>
#include <string>

namespace onthaal {
namespace {

std::unexpected<Error> refused(const char* what, int problem) {
  const Code code = problem == ENOSPC || problem == EDQUOT ? Code::busy : Code::internal;
  return fail(code, std::string("a file to send ") + what + ": " + std::strerror(problem));
}

}  // namespace

Result<std::shared_ptr<Download>> Download::make() {
  std::string name = (std::filesystem::temp_directory_path() / "onthaal-XXXXXX").string();
  files::Descriptor descriptor(::mkostemp(name.data(), O_CLOEXEC));
  if (descriptor.value() < 0) return refused("cannot be made", errno);
  if (::unlink(name.c_str()) != 0) return refused("cannot be hidden", errno);
  return std::shared_ptr<Download>(new Download(std::move(descriptor)));
}

Result<void> Download::write(std::string_view bytes) {
  while (!bytes.empty()) {
    const ssize_t written = ::pwrite(descriptor_.value(), bytes.data(), bytes.size(), size_);
    if (written < 0 && errno == EINTR) continue;
    if (written <= 0) return refused("cannot be written", written == 0 ? ENOSPC : errno);
    bytes.remove_prefix(static_cast<std::size_t>(written));
    size_ += written;
  }
  return {};
}

Result<std::size_t> Download::read(std::int64_t at, std::span<char> into) const {
  for (;;) {
    const ssize_t got = ::pread(descriptor_.value(), into.data(), into.size(), at);
    if (got >= 0) return static_cast<std::size_t>(got);
    if (errno != EINTR) return refused("cannot be read", errno);
  }
}

}  // namespace onthaal
