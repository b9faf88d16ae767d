#include "platform/durable_file.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <fstream>
#include <iterator>

namespace onthaal::durable_file {
namespace {

std::unexpected<Error> refused(const std::filesystem::path& file, const std::string& why) {
  return fail(Code::internal, file.string() + " " + why);
}
std::unexpected<Error> refused(const std::filesystem::path& file, const std::string& why, int problem) {
  return refused(file, why + ": " + std::strerror(problem));
}

bool write_all(int fd, std::string_view content) {
  while (!content.empty()) {
    const ssize_t written = ::write(fd, content.data(), content.size());
    if (written < 0 && errno == EINTR) continue;
    if (written <= 0) return false;
    content.remove_prefix(static_cast<std::size_t>(written));
  }
  return true;
}

Result<std::filesystem::path> write_draft(const std::filesystem::path& file, std::string_view content) {
  std::filesystem::path draft = file.string() + ".new";
  ::unlink(draft.c_str());
  const int fd = ::open(draft.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
  if (fd < 0) return refused(file, "cannot be made", errno);
  const bool is_written = write_all(fd, content) && ::fsync(fd) == 0;
  const int problem = errno;
  ::close(fd);
  if (is_written) return draft;
  ::unlink(draft.c_str());
  return refused(file, "cannot be made", problem);
}

Result<void> keep_names(const std::filesystem::path& file) {
  const auto folder = file.has_parent_path() ? file.parent_path() : std::filesystem::path(".");
  const int fd = ::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  const bool is_kept = fd >= 0 && ::fsync(fd) == 0;
  const int problem = errno;
  if (fd >= 0) ::close(fd);
  if (!is_kept) return refused(file, "is not safely on disk", problem);
  return {};
}

// As far as that means something: a disk that writes elsewhere each time (SSD, snapshots, a journal of data) keeps the
// old blocks until it needs them. A file that has another name still is left alone.
void overwrite(int fd) {
  struct stat status{};
  if (::fstat(fd, &status) != 0 || status.st_nlink != 0) return;
  if (write_all(fd, std::string(static_cast<std::size_t>(status.st_size), '\0'))) ::fsync(fd);
}

}  // namespace

Result<void> make(const std::filesystem::path& file, std::string_view content) {
  const auto draft = write_draft(file, content);
  if (!draft) return std::unexpected(draft.error());
  const bool is_named = ::link(draft->c_str(), file.c_str()) == 0;
  const int problem = errno;
  ::unlink(draft->c_str());
  if (!is_named) return refused(file, "cannot be made", problem);
  return keep_names(file);
}

Result<void> replace(const std::filesystem::path& file, std::string_view content) {
  const auto draft = write_draft(file, content);
  if (!draft) return std::unexpected(draft.error());
  const int old = ::open(file.c_str(), O_WRONLY | O_CLOEXEC);
  const bool is_named = ::rename(draft->c_str(), file.c_str()) == 0;
  const int problem = errno;
  if (!is_named) ::unlink(draft->c_str());
  Result<void> kept = is_named ? keep_names(file) : refused(file, "cannot be replaced", problem);
  if (old >= 0 && kept) overwrite(old);
  if (old >= 0) ::close(old);
  return kept;
}

Result<std::string> read_secret(const std::filesystem::path& file) {
  struct stat status{};
  if (::stat(file.c_str(), &status) != 0) {
    if (errno == ENOENT) return fail(Code::not_found, file.string() + " does not exist");
    return refused(file, "cannot be read", errno);
  }
  if (!S_ISREG(status.st_mode)) return refused(file, "is not a file");
  if ((status.st_mode & 077) != 0) return refused(file, "can be read by others: chmod 600 " + file.string());
  std::ifstream in(file, std::ios::binary);
  if (!in) return refused(file, "cannot be read");
  return std::string(std::istreambuf_iterator<char>(in), {});
}

}  // namespace onthaal::durable_file
