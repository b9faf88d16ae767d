#include "floor/sockets.h"

#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/eventfd.h>
#include <sys/socket.h>
#include <unistd.h>

#include <boost/uuid/detail/sha1.hpp>
#include <cerrno>
#include <cstring>
#include <system_error>

namespace floor_server {
namespace {

constexpr std::size_t kLargest = 16 * 1024;

int checked(int result) {
  if (result < 0) throw std::system_error(errno, std::generic_category());
  return result;
}

std::string accept_key(std::string_view key) {
  boost::uuids::detail::sha1 sha;
  sha.process_bytes(key.data(), key.size());
  constexpr std::string_view kGuid = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";
  sha.process_bytes(kGuid.data(), kGuid.size());
  unsigned words[5];
  sha.get_digest(words);
  constexpr std::string_view kDigits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  std::string text;
  for (unsigned bit = 0; bit < 162; bit += 6) {
    unsigned digit = 0;
    for (unsigned i = bit; i < bit + 6; ++i) digit = digit << 1 | (i < 160 ? words[i / 32] >> (31 - i % 32) & 1 : 0);
    text.push_back(kDigits[digit]);
  }
  return text + "=";
}

std::string server_frame(std::size_t size) {
  std::string frame;
  frame.reserve(size + 4);
  frame.push_back(static_cast<char>(0x81));
  if (size < 126) {
    frame.push_back(static_cast<char>(size));
  } else {
    frame.push_back(126);
    frame.push_back(static_cast<char>(size >> 8));
    frame.push_back(static_cast<char>(size & 255));
  }
  return frame;
}

}  // namespace

Sockets::Sockets(std::uint16_t port, const std::string& database)
    : epoll_(checked(epoll_create1(EPOLL_CLOEXEC))),
      listener_(checked(socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0))),
      wake_(checked(eventfd(0, EFD_NONBLOCK | EFD_CLOEXEC))),
      rows_(database, wake_),
      events_(256),
      buffer_(64 * 1024) {
  const int on = 1;
  setsockopt(listener_, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on);
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_port = htons(port);
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  checked(bind(listener_, reinterpret_cast<sockaddr*>(&address), sizeof address));
  socklen_t size = sizeof address;
  checked(getsockname(listener_, reinterpret_cast<sockaddr*>(&address), &size));
  port_ = ntohs(address.sin_port);
  checked(listen(listener_, 1024));
  for (int* fd : {&listener_, &wake_}) {
    epoll_event event{EPOLLIN, {.ptr = fd}};
    checked(epoll_ctl(epoll_, EPOLL_CTL_ADD, *fd, &event));
  }
}

Sockets::~Sockets() {
  for (const auto& [fd, socket] : sockets_) ::close(fd);
  for (const int fd : {epoll_, listener_, wake_}) ::close(fd);
}

void Sockets::turn() {
  const int count = epoll_wait(epoll_, events_.data(), static_cast<int>(events_.size()), -1);
  if (count < 0 && errno != EINTR) checked(count);
  for (int i = 0; i < count; ++i) {
    const epoll_event& event = events_[static_cast<std::size_t>(i)];
    if (event.data.ptr == &listener_) {
      accept_all();
    } else if (event.data.ptr == &wake_) {
      fan_out();
    } else {
      ready(*static_cast<Socket*>(event.data.ptr), event.events);
    }
  }
  rows_.add(messages_);
}

void Sockets::accept_all() {
  while (true) {
    const int fd = accept4(listener_, nullptr, nullptr, SOCK_NONBLOCK | SOCK_CLOEXEC);
    if (fd < 0) return;
    const int on = 1;
    setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
    auto socket = std::make_unique<Socket>(fd);
    epoll_event event{EPOLLIN, {.ptr = socket.get()}};
    checked(epoll_ctl(epoll_, EPOLL_CTL_ADD, fd, &event));
    sockets_[fd] = std::move(socket);
  }
}

void Sockets::ready(Socket& socket, std::uint32_t events) {
  if ((events & EPOLLOUT) != 0) {
    std::string waiting;
    waiting.swap(socket.out);
    epoll_event event{EPOLLIN, {.ptr = &socket}};
    checked(epoll_ctl(epoll_, EPOLL_CTL_MOD, socket.fd, &event));
    send(socket, waiting);
  }
  if ((events & (EPOLLIN | EPOLLERR | EPOLLHUP)) != 0) read_some(socket);
}

void Sockets::read_some(Socket& socket) {
  const ssize_t count = recv(socket.fd, buffer_.data(), buffer_.size(), 0);
  if (count < 0 && (errno == EAGAIN || errno == EINTR)) return;
  if (count <= 0) return close(socket);
  std::string_view bytes(buffer_.data(), static_cast<std::size_t>(count));
  std::string whole;
  if (!socket.in.empty()) {
    whole.swap(socket.in);
    whole.append(bytes);
    bytes = whole;
  }
  while (!bytes.empty()) {
    const std::size_t used = socket.is_open ? frame(socket, bytes) : upgrade(socket, bytes);
    if (used == std::string_view::npos) return close(socket);
    if (used == 0) break;
    bytes.remove_prefix(used);
  }
  socket.in.assign(bytes);
}

std::size_t Sockets::upgrade(Socket& socket, std::string_view bytes) {
  const std::size_t end = bytes.find("\r\n\r\n");
  if (end == std::string_view::npos) return bytes.size() > kLargest ? std::string_view::npos : 0;
  constexpr std::string_view kName = "Sec-WebSocket-Key: ";
  const std::size_t at = bytes.find(kName);
  if (at == std::string_view::npos || at > end) return std::string_view::npos;
  const std::string_view key = bytes.substr(at + kName.size(), 24);
  socket.is_open = true;
  send(socket,
       "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: " +
           accept_key(key) + "\r\n\r\n");
  return end + 4;
}

// Clients of the floor send whole text frames under 16 kB; any other closes the socket.
std::size_t Sockets::frame(Socket& socket, std::string_view bytes) {
  if (bytes.size() < 2) return 0;
  const auto byte = [&](std::size_t i) { return static_cast<std::size_t>(static_cast<unsigned char>(bytes[i])); };
  std::size_t size = byte(1) & 127, head = 6;
  if (byte(0) != 0x81 || (byte(1) & 128) == 0 || size == 127) return std::string_view::npos;
  if (size == 126) {
    head = 8;
    if (bytes.size() < head) return 0;
    size = byte(2) << 8 | byte(3);
  }
  if (size > kLargest) return std::string_view::npos;
  if (bytes.size() < head + size) return 0;
  auto out = std::make_shared<std::string>(server_frame(size));
  const std::size_t begin = out->size();
  out->append(bytes.substr(head, size));
  std::uint32_t mask;
  std::memcpy(&mask, bytes.data() + head - 4, 4);
  char* text = out->data() + begin;
  std::size_t i = 0;
  for (; i + 4 <= size; i += 4) {
    std::uint32_t word;
    std::memcpy(&word, text + i, 4);
    word ^= mask;
    std::memcpy(text + i, &word, 4);
  }
  for (; i < size; ++i) text[i] = static_cast<char>(text[i] ^ bytes[head - 4 + i % 4]);
  take(socket, std::move(out), size);
  return head + size;
}

void Sockets::take(Socket& socket, std::shared_ptr<const std::string> frame, std::size_t size) {
  if (socket.talk >= 0) {
    messages_.push_back({socket.talk, socket.side, std::move(frame), size});
    return;
  }
  const std::string text = frame->substr(frame->size() - size);
  char* end = nullptr;
  socket.talk = std::strtoll(text.c_str(), &end, 10);
  socket.side = std::strtoll(end, nullptr, 10) & 1;
  talks_[socket.talk].at(static_cast<std::size_t>(socket.side)) = &socket;
  constexpr std::string_view kHello = R"({"type":"hello"})";
  send(socket, server_frame(kHello.size()).append(kHello));
}

void Sockets::send(Socket& socket, std::string_view bytes) {
  if (socket.out.empty()) {
    const ssize_t count = ::send(socket.fd, bytes.data(), bytes.size(), MSG_NOSIGNAL);
    if (count < 0 && errno != EAGAIN && errno != EINTR) return;  // the next read tells
    if (count > 0) bytes.remove_prefix(static_cast<std::size_t>(count));
    if (bytes.empty()) return;
    epoll_event event{EPOLLIN | EPOLLOUT, {.ptr = &socket}};
    checked(epoll_ctl(epoll_, EPOLL_CTL_MOD, socket.fd, &event));
  }
  socket.out.append(bytes);
}

void Sockets::fan_out() {
  std::uint64_t count;
  if (read(wake_, &count, sizeof count) < 0) return;
  for (const Message& message : rows_.committed()) {
    for (Socket* socket : talks_[message.talk]) {
      if (socket != nullptr) send(*socket, *message.frame);
    }
  }
}

void Sockets::close(Socket& socket) {
  if (socket.talk >= 0) {
    Socket*& place = talks_[socket.talk].at(static_cast<std::size_t>(socket.side));
    if (place == &socket) place = nullptr;
  }
  ::close(socket.fd);
  sockets_.erase(socket.fd);
}

}  // namespace floor_server
