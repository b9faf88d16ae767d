#pragma once

#include <chrono>
#include <cstddef>
#include <vector>

namespace onthaal::net {

// A connection that is cut when its deadline passes. One timer looks at all of them, instead of one timer each.
class Deadlined {
 public:
  using Time = std::chrono::steady_clock::time_point;
  Deadlined() = default;
  Deadlined(const Deadlined&) = delete;
  Deadlined& operator=(const Deadlined&) = delete;
  virtual ~Deadlined() = default;
  virtual void cut() = 0;
  virtual void leave() {}  // the server stops: cut it if nothing is under way

  Time deadline = Time::max();

 private:
  friend class Deadlines;
  std::size_t place_ = 0;
};

// All connections of the server. The loop's thread only.
class Deadlines {
 public:
  void add(Deadlined& one);
  void remove(Deadlined& one);
  void tick(Deadlined::Time now);
  std::size_t size() const { return all_.size(); }
  template <class F>
  void each(F f) {
    const std::vector<Deadlined*> all = all_;
    for (Deadlined* one : all) f(*one);
  }

 private:
  std::vector<Deadlined*> all_;
};

}  // namespace onthaal::net
