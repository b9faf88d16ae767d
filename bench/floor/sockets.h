#pragma once

#include <sys/epoll.h>

#include <array>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "floor/rows.h"

namespace floor_server {

// The socket thread: WebSocket framing and nothing above it. The first frame on a socket, "TALK SIDE", says whose it
// is; every other goes to the rows, and after the commit to both sockets of its talk.
class Sockets {
 public:
  Sockets(std::uint16_t port, const std::string& database);
  ~Sockets();
  Sockets(const Sockets&) = delete;
  Sockets& operator=(const Sockets&) = delete;

  void turn();
  std::uint16_t port() const { return port_; }

 private:
  struct Socket {
    int fd;
    bool is_open = false;
    std::int64_t talk = -1;
    std::int64_t side = 0;
    std::string in, out;
  };
  void accept_all();
  void ready(Socket& socket, std::uint32_t events);
  void read_some(Socket& socket);
  std::size_t upgrade(Socket& socket, std::string_view bytes);
  std::size_t frame(Socket& socket, std::string_view bytes);
  void take(Socket& socket, std::shared_ptr<const std::string> frame, std::size_t size);
  void send(Socket& socket, std::string_view bytes);
  void fan_out();
  void close(Socket& socket);

  int epoll_, listener_, wake_;
  std::uint16_t port_;
  Rows rows_;
  std::vector<epoll_event> events_;
  std::vector<char> buffer_;
  std::vector<Message> messages_;  // of this turn
  std::unordered_map<int, std::unique_ptr<Socket>> sockets_;
  std::unordered_map<std::int64_t, std::array<Socket*, 2>> talks_;
};

}  // namespace floor_server
