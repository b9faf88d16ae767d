#pragma once

#include <sys/epoll.h>

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace load {

std::int64_t now_ns();  // monotonic

class Wire;

struct Listener {
  virtual ~Listener() = default;
  virtual void opened(Wire& wire) = 0;
  virtual void received(Wire& wire, std::string_view text) = 0;
  // `code` is the WebSocket close code, 0 where the connection broke or was refused.
  virtual void closed(Wire& wire, int code) = 0;
};

// One thread's epoll. Wires are owned by the caller and stay where they are.
class Loop {
 public:
  Loop();
  ~Loop();
  Loop(const Loop&) = delete;
  Loop& operator=(const Loop&) = delete;

  // Handles what is there, or waits for it, at most until `until` (monotonic ns).
  void turn(std::int64_t until);

 private:
  friend class Wire;
  int epoll_;
  std::vector<epoll_event> events_;
  std::vector<char> buffer_;
};

// A WebSocket client (RFC 6455) over loopback TCP: just enough of it, no allocation on the way of a message.
class Wire {
 public:
  Wire(Loop& loop, Listener& listener) : loop_(&loop), listener_(&listener) {}
  ~Wire() { shut(); }
  Wire(Wire&& other) noexcept = delete;
  Wire& operator=(Wire&&) = delete;

  // `headers`: whole lines, each with its CRLF.
  void connect(std::uint16_t port, std::string_view headers);
  void send(std::string_view text);
  void shut();

  std::uint32_t talk = 0;
  std::uint8_t side = 0;      // 0 visitor, 1 staff
  bool is_following = false;  // the server has taken its hello; commands may go

 private:
  friend class Loop;
  enum class State : std::uint8_t { closed, upgrading, open };

  void ready(std::uint32_t events);
  void read_some();
  void consume(std::string_view bytes);
  std::size_t consume_upgrade(std::string_view bytes);
  std::size_t consume_frame(std::string_view bytes);
  void frame(unsigned opcode, bool is_last, std::string_view payload);
  void write(std::string_view bytes);
  void send_frame(unsigned opcode, std::string_view payload);
  void watch(std::uint32_t events);
  void break_off(int code);

  Loop* loop_;
  Listener* listener_;
  int fd_ = -1;
  State state_ = State::closed;
  std::string in_;     // what is not a whole frame yet
  std::string out_;    // what the kernel did not take
  std::string parts_;  // of a fragmented message
};

}  // namespace load
