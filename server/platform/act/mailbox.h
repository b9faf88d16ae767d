#pragma once

#include <algorithm>
#include <chrono>
#include <condition_variable>
#include <map>
#include <mutex>
#include <unordered_map>
#include <vector>

#include "platform/act/asker.h"

namespace onthaal {

// A bounded queue between threads, fair to whoever asks: it is emptied in rounds, one item of each asker a round, in
// the order in which they came; and no asker holds more than a share of it. With one taker, that one is woken only when
// it goes from empty to not empty.
template <class Item>
class Mailbox {
 public:
  // Of 4096, 256 are for one visitor or colleague, if nothing else is said.
  Mailbox(std::size_t limit, int takers) : Mailbox(limit, takers, std::max<std::size_t>(8, limit / 16)) {}
  Mailbox(std::size_t limit, int takers, std::size_t share)
      : limit_(limit), share_(std::min(limit, share)), has_many_takers_(takers > 1) {}

  // False when it is full, or the asker's share is; the item is untouched then.
  bool put(Item& item, Asker asker) {
    bool wake = has_many_takers_;
    {
      const std::scoped_lock lock(mutex_);
      if (items_.size() >= limit_) return false;
      std::uint64_t round = round_;
      if (asker != kHouse) {
        Held& held = held_[asker];
        if (held.count >= share_of(asker)) return false;
        if (held.count++ > 0) round = held.last + 1;
        held.last = round;
      }
      wake = wake || items_.empty();
      items_.emplace(round, Waiting{std::move(item), asker});
    }
    if (wake) changed_.notify_one();
    return true;
  }

  // Waits for something, at most `wait`, and appends what there is, at most `most`. False once it is closed and empty.
  bool take(std::vector<Item>& out, std::size_t most, std::chrono::milliseconds wait) {
    std::unique_lock lock(mutex_);
    changed_.wait_for(lock, wait, [&] { return !items_.empty() || is_closed_; });
    const std::size_t count = std::min(most, items_.size());
    for (std::size_t taken = 0; taken < count; ++taken) {
      const auto first = items_.begin();
      round_ = first->first;
      leave(first->second.asker);
      out.push_back(std::move(first->second.item));
      items_.erase(first);
    }
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
  struct Waiting {
    Item item;
    Asker asker;
  };
  struct Held {
    std::size_t count = 0;
    std::uint64_t last = 0;  // the round of the newest
  };

  // Half is for all together who did not say who they are.
  std::size_t share_of(Asker asker) const { return asker == kNobody ? (limit_ + 1) / 2 : share_; }

  void leave(Asker asker) {
    const auto held = held_.find(asker);
    if (held != held_.end() && --held->second.count == 0) held_.erase(held);
  }

  const std::size_t limit_;
  const std::size_t share_;
  const bool has_many_takers_;
  std::mutex mutex_;
  std::condition_variable changed_;
  std::multimap<std::uint64_t, Waiting> items_;  // by round
  std::unordered_map<Asker, Held> held_;
  std::uint64_t round_ = 0;  // that is being taken
  bool is_closed_ = false;
};

}  // namespace onthaal
