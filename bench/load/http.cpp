#include "load/http.h"

#include <fmt/core.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <strings.h>
#include <sys/socket.h>
#include <unistd.h>

#include <array>
#include <charconv>
#include <stdexcept>

namespace load {

Http::Http(std::uint16_t port) : port_(port), fd_(socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0)) {
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_port = htons(port);
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  const int on = 1;
  setsockopt(fd_, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
  const timeval patience{20, 0};
  setsockopt(fd_, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
  if (connect(fd_, reinterpret_cast<const sockaddr*>(&address), sizeof address) < 0) {
    throw std::runtime_error(fmt::format("nothing answers on port {}", port));
  }
}

Http::~Http() {
  close(fd_);
}

void Http::send(std::string_view verb, std::string_view path, std::string_view body) {
  const std::string request = fmt::format(
      "{0} {1} HTTP/1.1\r\nHost: 127.0.0.1:{2}\r\nOrigin: http://127.0.0.1:{2}\r\n"
      "Content-Type: application/json\r\nContent-Length: {3}\r\n\r\n{4}",
      verb, path, port_, body.size(), body);
  for (std::string_view rest = request; !rest.empty();) {
    const ssize_t count = ::send(fd_, rest.data(), rest.size(), MSG_NOSIGNAL);
    if (count <= 0) throw std::runtime_error("the server closed an HTTP connection");
    rest.remove_prefix(static_cast<std::size_t>(count));
  }
}

void Http::fill() {
  std::array<char, 16384> buffer;
  const ssize_t count = recv(fd_, buffer.data(), buffer.size(), 0);
  if (count <= 0) throw std::runtime_error("the server closed an HTTP connection, or did not answer in 20 s");
  in_.append(buffer.data(), static_cast<std::size_t>(count));
}

Answer Http::receive() {
  std::size_t end;
  while ((end = in_.find("\r\n\r\n")) == std::string::npos) fill();
  Answer answer;
  answer.head = in_.substr(0, end + 2);
  std::from_chars(in_.data() + 9, in_.data() + 12, answer.status);
  std::size_t size = 0;
  for (std::size_t at = answer.head.find("\r\n"); at + 2 < answer.head.size(); at = answer.head.find("\r\n", at + 2)) {
    const char* line = answer.head.c_str() + at + 2;
    if (strncasecmp(line, "content-length:", 15) == 0) size = std::stoul(line + 15);
  }
  in_.erase(0, end + 4);
  while (in_.size() < size) fill();
  answer.body = in_.substr(0, size);
  in_.erase(0, size);
  return answer;
}

Answer Http::ask(std::string_view verb, std::string_view path, std::string_view body) {
  send(verb, path, body);
  Answer answer = receive();
  if (answer.status / 100 != 2) {
    throw std::runtime_error(fmt::format("{} {}: {} {}", verb, path, answer.status, answer.body));
  }
  return answer;
}

std::string_view field(std::string_view json, std::string_view name) {
  const std::string key = fmt::format("\"{}\":", name);
  const std::size_t at = json.find(key);
  if (at == std::string_view::npos) return {};
  std::string_view rest = json.substr(at + key.size());
  if (rest.starts_with('"')) return rest.substr(1, rest.find('"', 1) - 1);
  return rest.substr(0, rest.find_first_of(",}]"));
}

}  // namespace load
