#pragma once

#include <map>
#include <mutex>

#include "core/clock.h"

namespace onthaal {

// What is costly to count and may be a minute old: counted once in a minute of the server's clock for each key. Any
// thread may ask; two that ask at once may both count.
template <typename Key, typename Value>
class EachMinute {
 public:
  template <typename Count>
  Value of(const Key& key, Millis now, Count count) const {
    const Millis minute = now / kMinute;
    {
      const std::scoped_lock lock(mutex_);
      const auto found = counted_.find(key);
      if (found != counted_.end() && found->second.minute == minute) return found->second.value;
    }
    Value value = count();
    const std::scoped_lock lock(mutex_);
    counted_.insert_or_assign(key, Counted{minute, value});
    return value;
  }

 private:
  struct Counted {
    Millis minute;
    Value value;
  };
  mutable std::mutex mutex_;
  mutable std::map<Key, Counted> counted_;
};

}  // namespace onthaal
