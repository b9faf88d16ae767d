#pragma once

#include <chrono>
#include <filesystem>
#include <optional>
#include <string>
#include <utility>

// Unix stream sockets that carry lines. Only for platform/control.
namespace onthaal::control {

class Descriptor {
 public:
  explicit Descriptor(int value = -1) : value_(value) {}
  Descriptor(Descriptor&& other) noexcept : value_(std::exchange(other.value_, -1)) {}
  Descriptor& operator=(Descriptor&& other) noexcept {
    std::swap(value_, other.value_);
    return *this;
  }
  ~Descriptor();
  int value() const { return value_; }
  bool is_open() const { return value_ >= 0; }

 private:
  int value_;
};

// Both reach a socket by its folder, so that the path may be longer than a socket's address. Mode 0600 from the first
// moment. Throws std::system_error.
Descriptor listen_at(const std::filesystem::path& socket);
// Not open when nobody listens there.
Descriptor connect_to(const std::filesystem::path& socket);

// The next line without its newline; nothing when the other side is gone, too slow, says more than `most` bytes or a
// few more, or `stop` is readable.
std::optional<std::string> read_line(const Descriptor& socket, std::size_t most, std::chrono::milliseconds patience,
                                     const Descriptor& stop);
bool write_line(const Descriptor& socket, std::string line);

}  // namespace onthaal::control
