#include "platform/control_socket.h"

#include <fcntl.h>
#include <poll.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <system_error>

namespace onthaal::control {
namespace {

[[noreturn]] void raise(const std::filesystem::path& path) {
  throw std::system_error(errno, std::generic_category(), path.string());
}

struct Place {
  Descriptor folder;
  sockaddr_un address{};
};

Place place_of(const std::filesystem::path& socket) {
  const auto folder = socket.has_parent_path() ? socket.parent_path() : std::filesystem::path(".");
  Place place{Descriptor(::open(folder.c_str(), O_PATH | O_DIRECTORY | O_CLOEXEC))};
  place.address.sun_family = AF_UNIX;
  const std::string path = "/proc/self/fd/" + std::to_string(place.folder.value()) + "/" + socket.filename().string();
  if (path.size() >= sizeof place.address.sun_path) {
    errno = ENAMETOOLONG;
    raise(socket);
  }
  path.copy(place.address.sun_path, path.size());
  return place;
}

Descriptor new_socket() {
  return Descriptor(::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0));
}

const sockaddr* raw(const Place& place) {
  return reinterpret_cast<const sockaddr*>(&place.address);
}

}  // namespace

Descriptor::~Descriptor() {
  if (value_ >= 0) ::close(value_);
}

Descriptor listen_at(const std::filesystem::path& socket) {
  const Place place = place_of(socket);
  if (!place.folder.is_open()) raise(socket.parent_path());
  if (::unlink(socket.c_str()) != 0 && errno != ENOENT) raise(socket);
  Descriptor listener = new_socket();
  // The file gets the mode of the socket that is bound to it.
  if (::fchmod(listener.value(), 0600) != 0 || ::bind(listener.value(), raw(place), sizeof place.address) != 0 ||
      ::listen(listener.value(), 8) != 0)
    raise(socket);
  return listener;
}

Descriptor connect_to(const std::filesystem::path& socket) {
  const Place place = place_of(socket);
  if (!place.folder.is_open()) return Descriptor();
  Descriptor connected = new_socket();
  if (::connect(connected.value(), raw(place), sizeof place.address) == 0) return connected;
  if (errno == ENOENT || errno == ECONNREFUSED) return Descriptor();
  raise(socket);
}

std::optional<std::string> read_line(const Descriptor& socket, std::size_t most, std::chrono::milliseconds patience,
                                     const Descriptor& stop) {
  const auto until = std::chrono::steady_clock::now() + patience;
  std::string line;
  std::array<char, 16384> part;
  while (line.size() <= most) {
    const auto left = std::chrono::ceil<std::chrono::milliseconds>(until - std::chrono::steady_clock::now());
    if (left.count() <= 0) return std::nullopt;
    pollfd wanted[2] = {{socket.value(), POLLIN, 0}, {stop.value(), POLLIN, 0}};
    const int ready = ::poll(wanted, 2, static_cast<int>(left.count()));
    if (ready < 0 && errno == EINTR) continue;
    if (ready <= 0 || wanted[1].revents != 0) return std::nullopt;
    const ssize_t size = ::recv(socket.value(), part.data(), part.size(), 0);
    if (size <= 0) return std::nullopt;
    line.append(part.data(), static_cast<std::size_t>(size));
    if (line.back() != '\n') continue;
    line.pop_back();
    return line;
  }
  return std::nullopt;
}

bool write_line(const Descriptor& socket, std::string line) {
  line += '\n';
  std::string_view rest = line;
  while (!rest.empty()) {
    const ssize_t size = ::send(socket.value(), rest.data(), rest.size(), MSG_NOSIGNAL);
    if (size < 0 && errno == EINTR) continue;
    if (size <= 0) return false;
    rest.remove_prefix(static_cast<std::size_t>(size));
  }
  return true;
}

}  // namespace onthaal::control
