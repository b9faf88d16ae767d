#pragma once

#include <chrono>
#include <functional>
#include <stop_token>

#include "platform/act/mailbox.h"
#include "platform/act/writer.h"

namespace onthaal {

// What the writer does as long as the server lives: acts as they come, jobs when they are due, and a new connection
// when it lost one.
class WriterThread {
 public:
  // `refuse` is called for what is not written because the server stops first, or another server has taken over.
  WriterThread(const EngineSettings& settings, const Clock& clock, Writer& writer, Mailbox<Pending>& acts,
               std::function<void(Done)> refuse, std::stop_token stopping)
      : settings_(settings),
        clock_(clock),
        writer_(writer),
        acts_(acts),
        refuse_(std::move(refuse)),
        stopping_(std::move(stopping)) {}

  void run();  // until the acts are closed

 private:
  std::chrono::milliseconds pause_before(bool is_idle) const;
  bool reconnect();
  bool is_stopping_within(std::chrono::milliseconds pause) const;
  void give_up() const;
  void refuse(std::vector<Pending> waiting);

  const EngineSettings& settings_;
  const Clock& clock_;
  Writer& writer_;
  Mailbox<Pending>& acts_;
  std::function<void(Done)> refuse_;
  std::stop_token stopping_;
};

}  // namespace onthaal
