#pragma once

#include <boost/json.hpp>

#include "features/flags/flags_frequent.h"
#include "features/flags/flags_marks.h"

namespace onthaal::flags::wire {

Result<Redacted<std::string>> parse_words(std::string_view body, std::string_view field);  // {"why"} or {"answer"}
Result<Decide> parse_decide(std::string_view body);
Result<store::Often> parse_often(std::string_view body);

// For who marked it, and for who reads it again.
std::string mark(const store::Flag& flag, const Words& words);
struct Reviewed {
  const store::Flag& flag;
  const Words& words;
  bool is_mine;
};
std::string flag(const Reviewed& reviewed);
std::string frequent(const store::Often& often, const std::vector<Visitor>& visitors);

}  // namespace onthaal::flags::wire
