#pragma once

#include <chrono>
#include <functional>
#include <memory>

namespace boost::asio {
class io_context;  // NOLINT(readability-identifier-naming): Boost named it
}

namespace onthaal::net {

class Deadlines;

// The one thread that runs all sockets.
class Loop {
 public:
  Loop();
  ~Loop();

  void run();                             // until stop()
  void stop();                            // any thread
  void post(std::function<void()> task);  // any thread; runs on the loop, in order
  // Calls `task` on the loop every `period` until the loop stops.
  void every(std::chrono::milliseconds period, std::function<void()> task);
  // Calls `task` on the loop once, at the first SIGTERM or SIGINT.
  void on_stop_signal(std::function<void()> task);

  boost::asio::io_context& context();
  // Outlives every handler, and so every connection that a handler keeps.
  Deadlines& deadlines();

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace onthaal::net
