#include "load/wire.h"

#include <arpa/inet.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <bit>
#include <cerrno>
#include <cstring>
#include <ctime>
#include <system_error>

namespace load {
namespace {

constexpr unsigned kContinuation = 0, kText = 1, kClose = 8, kPing = 9, kPong = 10;
constexpr std::uint64_t kMask = 0x5a17c3e95a17c3e9;  // any key makes the server do the work of unmasking

[[noreturn]] void fail(const char* what) {
  throw std::system_error(errno, std::generic_category(), what);
}

// Header and masked payload of a client's frame, in `frame`.
void encode(std::string& frame, unsigned opcode, std::string_view payload) {
  frame.clear();
  frame.push_back(static_cast<char>(0x80 | opcode));
  const std::size_t size = payload.size();
  if (size < 126) {
    frame.push_back(static_cast<char>(0x80 | size));
  } else if (size < 65536) {
    frame.push_back(static_cast<char>(0x80 | 126));
    frame.push_back(static_cast<char>(size >> 8));
    frame.push_back(static_cast<char>(size & 255));
  } else {
    throw std::length_error("a client's frame is small");
  }
  std::array<char, 8> mask;
  std::memcpy(mask.data(), &kMask, 8);
  frame.append(mask.data(), 4);
  const std::size_t begin = frame.size();
  frame.append(payload);
  for (std::size_t i = 0; i < size; ++i) frame[begin + i] = static_cast<char>(frame[begin + i] ^ mask[i & 7]);
}

}  // namespace

std::int64_t now_ns() {
  timespec time{};
  clock_gettime(CLOCK_MONOTONIC, &time);
  return std::int64_t{time.tv_sec} * 1'000'000'000 + time.tv_nsec;
}

Loop::Loop() : epoll_(epoll_create1(EPOLL_CLOEXEC)), events_(512), buffer_(256 * 1024) {
  if (epoll_ < 0) fail("epoll_create1");
  prctl(PR_SET_TIMERSLACK, 1000UL);  // a message is sent when it is due, not 50 us later
}

Loop::~Loop() {
  close(epoll_);
}

void Loop::turn(std::int64_t until) {
  const std::int64_t wait = std::max<std::int64_t>(0, until - now_ns());
  const timespec timeout{wait / 1'000'000'000, wait % 1'000'000'000};
  const int count = epoll_pwait2(epoll_, events_.data(), static_cast<int>(events_.size()), &timeout, nullptr);
  if (count < 0 && errno != EINTR) fail("epoll_pwait2");
  for (int i = 0; i < count; ++i) {
    const epoll_event& event = events_[static_cast<std::size_t>(i)];
    static_cast<Wire*>(event.data.ptr)->ready(event.events);
  }
}

void Wire::connect(std::uint16_t port, std::string_view headers) {
  shut();
  fd_ = socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
  if (fd_ < 0) fail("socket");
  const int on = 1;
  setsockopt(fd_, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
  // Thousands of sockets are closed at once: a reset leaves no TIME_WAIT that the next round would meet.
  const linger reset{1, 0};
  setsockopt(fd_, SOL_SOCKET, SO_LINGER, &reset, sizeof reset);
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_port = htons(port);
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  state_ = State::upgrading;
  out_ = "GET /live HTTP/1.1\r\nHost: 127.0.0.1:" + std::to_string(port) +
         "\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\n"
         "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n";
  out_.append(headers).append("\r\n");
  epoll_event event{EPOLLIN | EPOLLOUT, {.ptr = this}};
  if (epoll_ctl(loop_->epoll_, EPOLL_CTL_ADD, fd_, &event) < 0) fail("epoll_ctl");
  if (::connect(fd_, reinterpret_cast<const sockaddr*>(&address), sizeof address) < 0 && errno != EINPROGRESS) {
    if (errno != ECONNREFUSED) fail("connect");
  }
}

void Wire::shut() {
  if (fd_ >= 0) close(fd_);
  fd_ = -1;
  state_ = State::closed;
  is_following = false;
  in_.clear();
  out_.clear();
  parts_.clear();
}

void Wire::break_off(int code) {
  shut();
  listener_->closed(*this, code);
}

void Wire::watch(std::uint32_t events) {
  epoll_event event{events, {.ptr = this}};
  if (epoll_ctl(loop_->epoll_, EPOLL_CTL_MOD, fd_, &event) < 0) fail("epoll_ctl");
}

void Wire::ready(std::uint32_t events) {
  if (fd_ < 0) return;
  if ((events & EPOLLOUT) != 0 && (events & (EPOLLERR | EPOLLHUP)) == 0) {
    std::string waiting;
    waiting.swap(out_);
    watch(EPOLLIN);
    write(waiting);
  }
  if (fd_ >= 0 && (events & (EPOLLIN | EPOLLERR | EPOLLHUP)) != 0) read_some();
}

void Wire::read_some() {
  const ssize_t count = recv(fd_, loop_->buffer_.data(), loop_->buffer_.size(), 0);
  if (count < 0 && (errno == EAGAIN || errno == EINTR)) return;
  if (count <= 0) return break_off(0);
  const std::string_view bytes(loop_->buffer_.data(), static_cast<std::size_t>(count));
  if (in_.empty()) return consume(bytes);
  std::string whole;
  whole.swap(in_);
  whole.append(bytes);
  consume(whole);
}

void Wire::consume(std::string_view bytes) {
  while (!bytes.empty() && fd_ >= 0) {
    const std::size_t used = state_ == State::upgrading ? consume_upgrade(bytes) : consume_frame(bytes);
    if (used == 0) break;
    bytes.remove_prefix(used);
  }
  if (fd_ >= 0) in_.assign(bytes);
}

std::size_t Wire::consume_upgrade(std::string_view bytes) {
  const std::size_t end = bytes.find("\r\n\r\n");
  if (end == std::string_view::npos) return 0;
  if (!bytes.starts_with("HTTP/1.1 101")) {
    break_off(0);
    return 0;
  }
  state_ = State::open;
  listener_->opened(*this);
  return end + 4;
}

std::size_t Wire::consume_frame(std::string_view bytes) {
  if (bytes.size() < 2) return 0;
  const auto byte = [&](std::size_t i) { return static_cast<std::size_t>(static_cast<unsigned char>(bytes[i])); };
  std::size_t size = byte(1) & 127;
  const std::size_t head = size < 126 ? 2 : size == 126 ? 4 : 10;
  if (bytes.size() < head) return 0;
  if (head > 2) {
    size = 0;
    for (std::size_t i = 2; i < head; ++i) size = size << 8 | byte(i);
  }
  if (bytes.size() - head < size) return 0;
  frame(static_cast<unsigned>(byte(0) & 15), (byte(0) & 128) != 0, bytes.substr(head, size));
  return head + size;
}

void Wire::frame(unsigned opcode, bool is_last, std::string_view payload) {
  if (opcode == kPing) return send_frame(kPong, payload);
  if (opcode == kPong) return;
  if (opcode == kClose) {
    const auto byte = [&](std::size_t i) { return static_cast<int>(static_cast<unsigned char>(payload[i])); };
    return break_off(payload.size() >= 2 ? byte(0) << 8 | byte(1) : 1005);
  }
  if (opcode == kText && is_last) return listener_->received(*this, payload);
  if (opcode != kText && opcode != kContinuation) return break_off(1002);
  parts_.append(payload);
  if (!is_last) return;
  std::string whole;
  whole.swap(parts_);
  listener_->received(*this, whole);
}

void Wire::send(std::string_view text) {
  send_frame(kText, text);
}

void Wire::send_frame(unsigned opcode, std::string_view payload) {
  if (state_ != State::open) return;
  thread_local std::string frame;
  encode(frame, opcode, payload);
  write(frame);
}

void Wire::write(std::string_view bytes) {
  if (out_.empty()) {
    const ssize_t count = ::send(fd_, bytes.data(), bytes.size(), MSG_NOSIGNAL);
    if (count < 0 && errno != EAGAIN && errno != EINTR) return;  // the next read tells
    if (count > 0) bytes.remove_prefix(static_cast<std::size_t>(count));
    if (bytes.empty()) return;
    watch(EPOLLIN | EPOLLOUT);
  }
  out_.append(bytes);
}

}  // namespace load
