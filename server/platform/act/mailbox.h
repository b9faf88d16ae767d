#pragma once

#include <algorithm>
#include <chrono>
#include <condition_variable>
#include <deque>
#include <iterator>
#include <mutex>
#include <optional>
#include <vector>

namespace onthaal {

// A bounded queue between threads. With one taker, that one is woken only when it goes from empty to not empty.
template <class Item>
class Mailbox {
 public:
  Mailbox(std::size_t limit, int takers) : limit_(limit), has_many_takers_(takers > 1) {}

  // False when it is full; the item is untouched then.
  bool put(Item& item) {
    bool wake = has_many_takers_;
    {
      const std::scoped_lock lock(mutex_);
      if (items_.size() >= limit_) return false;
      wake = wake || items_.empty();
      items_.push_back(std::move(item));
    }
    if (wake) changed_.notify_one();
    return true;
  }

  // Waits for something, at most `wait`, and appends what there is, at most `most`. False once it is closed and empty.
  bool take(std::vector<Item>& out, std::size_t most, std::chrono::milliseconds wait) {
    std::unique_lock lock(mutex_);
    changed_.wait_for(lock, wait, [&] { return !items_.empty() || is_closed_; });
    const auto count = static_cast<std::ptrdiff_t>(std::min(most, items_.size()));
    std::move(items_.begin(), items_.begin() + count, std::back_inserter(out));
    items_.erase(items_.begin(), items_.begin() + count);
    return count > 0 || !is_closed_;
  }

  void close() {
    {
      const std::scoped_lock lock(mutex_);
      is_closed_ = true;
    }
    changed_.notify_all();
  }

 private:
  const std::size_t limit_;
  const bool has_many_takers_;
  std::mutex mutex_;
  std::condition_variable changed_;
  std::deque<Item> items_;
  bool is_closed_ = false;
};

}  // namespace onthaal
