#pragma once

#include <map>
#include <string>
#include <vector>

#include "features/crosswalks/crosswalks_wire.h"

namespace onthaal::crosswalks {

// How often each combination of keys was counted, of how many.
struct Tally {
  using Keys = std::vector<std::string>;
  std::map<Keys, std::int64_t> counts;
  std::int64_t base = 0;

  void note(const Keys& keys) { ++counts[keys]; }
  void add(std::initializer_list<std::string_view> keys) {
    note({keys.begin(), keys.end()});
    ++base;
  }
};

// Tables of figures.txt, in words. What is unmapped comes last, each of it under its own name.
class Made {
 public:
  Made(const Snapshot& snapshot, LineId line, const wire::Asked& asked);
  measures::Table table(std::string_view name, const Tally& tally) const;

 private:
  measures::Row row(std::string_view table, const Tally::Keys& keys, std::int64_t n, std::int64_t base) const;
  std::string label(std::string_view table, const std::string& code) const;
  std::string word(const char* nl, const char* en) const;
  std::string number(std::int64_t n) const;
  std::string says(const std::vector<measures::Row>& rows) const;
  void withhold(measures::Table& table) const;

  wire::Asked asked_;
  Millis now_;
  std::map<std::string, std::string> terms_;  // by code
};

}  // namespace onthaal::crosswalks
