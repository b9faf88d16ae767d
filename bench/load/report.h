#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "load/ledger.h"

namespace load {

// Figures in the order in which they were found, printed for people or as one JSON object.
class Report {
 public:
  void add(std::string_view name, std::string_view text);
  void add(std::string_view name, double value);
  void add(std::string_view name, const Percentiles& latency);
  // Prints all; gives the exit code: 1 where something was not as promised.
  int print(const Ledger& ledger, bool as_json) const;

 private:
  std::vector<std::pair<std::string, std::string>> figures_;  // value as JSON
};

}  // namespace load
