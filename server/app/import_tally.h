#pragma once

#include <array>
#include <string>

#include "features/sheets/sheets.h"

namespace onthaal::app {

// What was read, in numbers that somebody can hold against what they expect.
class Tally {
 public:
  void add(hours::Day day, const sheets::Talk& talk);
  std::int64_t without_dialogue() const { return without_dialogue_; }
  std::string json() const;

 private:
  hours::Day first_, last_;
  std::int64_t talks_ = 0, with_theme_ = 0, with_outcome_ = 0, with_duration_ = 0, with_stars_ = 0, with_dialogue_ = 0;
  std::int64_t operators_ = 0, without_dialogue_ = 0;
  std::array<std::int64_t, 4> courses_{};
  std::array<std::int64_t, 5> whos_{};
};

}  // namespace onthaal::app
