#pragma once

#include <unordered_map>

#include "platform/act/asker.h"
#include "platform/allowance.h"

namespace onthaal::http {

// The requests that each token, each session of staff and each long poll may still send. Addresses are not counted: a
// school is behind one. Kept by a hash of the secret, in memory only, until it would be full again.
class Allowances {
 public:
  using Time = std::chrono::steady_clock::time_point;

  explicit Allowances(Allowance::Rate rate) : rate_(rate) {}

  // False when nothing is left.
  bool spend(Asker asker, Time now) {
    return allowances_.try_emplace(asker, Allowance{rate_.burst, now}).first->second.spend(rate_, now);
  }
  // It was nobody's: whoever makes up secrets makes us remember none.
  void forget(Asker asker) { allowances_.erase(asker); }
  void tick(Time now) {
    std::erase_if(allowances_, [&](const auto& entry) { return entry.second.is_full(rate_, now); });
  }
  std::size_t size() const { return allowances_.size(); }

 private:
  Allowance::Rate rate_;
  std::unordered_map<Asker, Allowance> allowances_;
};

}  // namespace onthaal::http
