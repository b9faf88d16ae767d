#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "features/imports/imports.h"

namespace onthaal::imports {

// The vocabulary of a line, to look in.
class Names {
 public:
  explicit Names(const std::vector<Named>& all);
  enum class Found : std::uint8_t { no, one, several };
  struct Answer {
    Found found = Found::no;
    std::int64_t key = 0;
  };
  Answer find(std::string_view kind, std::string_view name) const;

 private:
  std::map<std::string, std::map<std::string, Answer, std::less<>>, std::less<>> kinds_;
};

}  // namespace onthaal::imports
