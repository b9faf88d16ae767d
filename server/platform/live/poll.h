#pragma once

#include <chrono>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>

#include "core/random.h"
#include "platform/live/hub.h"

namespace onthaal::live {

// The WebSocket's twin for networks that block it: commands by POST, events by long poll (docs/protocol.md, "Without
// WebSockets"). A session's frames are numbered from 1 and kept until the next poll says that they arrived.
class Poll {
 public:
  using Answer = std::function<void(Result<Reply>)>;

  // At most `max_sessions` at a time; beyond that the answer is `busy`.
  Poll(Hub& hub, const Clock& clock, Random& random, std::chrono::seconds idle_limit, std::size_t max_sessions);
  ~Poll();

  bool has(std::string_view session) const { return find(session) != nullptr; }
  Result<Reply> open(std::string_view hello, std::string cookie);
  Result<Reply> push(std::string_view session, std::string_view body);
  // `answer` is called once: with frames at once, with the first that comes, or empty after 25 seconds (after half the
  // idle limit where that is shorter).
  void pull(std::string_view session, std::int64_t after, Answer answer);
  void tick();
  // Answers everybody who waits: the server stops.
  void release();

 private:
  class Line;
  std::shared_ptr<Line> find(std::string_view session) const;

  Hub& hub_;
  const Clock& clock_;
  Random& random_;
  std::chrono::seconds idle_limit_;
  std::size_t max_sessions_;
  std::unordered_map<std::string, std::shared_ptr<Line>> lines_;
};

}  // namespace onthaal::live
