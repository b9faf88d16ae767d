#pragma once

#include <chrono>
#include <future>
#include <mutex>
#include <optional>

#include "core/clock.h"
#include "core/result.h"

namespace onthaal {

// What somebody else is asked for, who may give no answer: asked once in a minute of the server's clock, and the last
// good answer holds on where there is no new one; where there is none yet, it is asked again each time. Any thread may
// ask. One at a time does: who comes meanwhile gets the last good answer, or waits for the first.
template <typename Value>
class LastGood {
 public:
  // `ask` gives a Result<Value>, and may block.
  template <typename Ask>
  Result<Value> of(Millis now, Ask ask) const {
    std::unique_lock lock(mutex_);
    const bool is_asking = asked_.valid() && asked_.wait_for(std::chrono::seconds(0)) != std::future_status::ready;
    if (good_ && (is_asking || minute_ == now / kMinute)) return *good_;
    if (is_asking) {
      const auto theirs = asked_;
      lock.unlock();
      return theirs.get();
    }
    std::promise<Result<Value>> promise;  // broken, and so over, where asking throws
    asked_ = promise.get_future().share();
    minute_ = now / kMinute;
    lock.unlock();
    Result<Value> answer = ask();
    lock.lock();
    if (answer) good_ = *answer;
    if (good_) answer = *good_;
    promise.set_value(answer);
    return answer;
  }

 private:
  mutable std::mutex mutex_;
  mutable std::optional<Value> good_;
  mutable Millis minute_ = 0;  // in which it was asked last
  mutable std::shared_future<Result<Value>> asked_;
};

}  // namespace onthaal
