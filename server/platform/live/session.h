#pragma once

#include <chrono>
#include <memory>
#include <string>
#include <vector>

#include "platform/actor.h"
#include "platform/allowance.h"
#include "platform/live/frame.h"

namespace onthaal::live {

// Carries the frames of one session: a WebSocket, or a long poll.
class Transport {
 public:
  virtual ~Transport() = default;
  virtual void send(Frame frame) = 0;
  virtual std::size_t waiting_bytes() const = 0;  // given to send() and not yet taken by the receiver
  virtual void ping() = 0;
  // After what was sent (at once with too_slow). Hub::closed() follows, never from inside this call.
  virtual void close(Code code) = 0;
};

struct Subscription;

// One page's connection.
struct Session {
  enum class State : std::uint8_t { before_hello, checking, live, closing };

  Transport* transport = nullptr;  // nullptr once closed
  State state = State::before_hello;
  bool is_doubtful = false;  // an actor was closed while it was looked up who this is
  Actor actor;
  Uuid last_command;  // of the last event that reached this session: an event is the acknowledgement of its command
  std::vector<std::shared_ptr<Subscription>> subscriptions;
  std::chrono::steady_clock::time_point heard_at;
  std::chrono::steady_clock::time_point pinged_at;
  std::shared_ptr<Allowance> allowance;  // of frames: of all pages of one visitor together, so that more are no more
  std::size_t caught_bytes = 0;          // of what waits for the receiver: brought by catching up, at most
  std::unique_ptr<std::string> cookie;
};

}  // namespace onthaal::live
