#pragma once

#include <utility>

namespace onthaal {

// A visitor's or an operator's words, an address, a token. It has no formatter and no conversion, so it cannot be
// logged or put in an error by accident: one must write reveal().
template <class T>
class Redacted {
 public:
  Redacted() = default;
  explicit Redacted(T value) : value_(std::move(value)) {}
  const T& reveal() const { return value_; }

 private:
  T value_;
};

}  // namespace onthaal
