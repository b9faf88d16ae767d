#pragma once

#include <chrono>
#include <unordered_set>
#include <utility>

#include "platform/act/asker.h"

namespace onthaal {

// The secrets that were found to be somebody's, by their hash, for an hour or two after their last use: only those have
// a share of their own. Whoever makes secrets up shares with all who do not say who they are, and none is remembered.
// On the loop's thread only.
class KnownAskers {
 public:
  using Time = std::chrono::steady_clock::time_point;

  // Whose share a question by that secret takes.
  Asker share_of(Asker secret) const { return lately_.contains(secret) || before_.contains(secret) ? secret : kNobody; }
  // The secret was looked up.
  void found(Asker secret, const Actor& actor) {
    if (!std::holds_alternative<Nobody>(actor)) {
      lately_.insert(secret);
      return;
    }
    lately_.erase(secret);
    before_.erase(secret);
  }
  void tick(Time now) {
    if (now < next_) return;
    before_ = std::exchange(lately_, {});
    next_ = now + std::chrono::hours(1);
  }

 private:
  std::unordered_set<Asker> lately_;
  std::unordered_set<Asker> before_;
  Time next_;
};

}  // namespace onthaal
