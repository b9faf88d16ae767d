#pragma once

#include <map>
#include <string>
#include <tuple>
#include <vector>

#include "features/imports/imports_row.h"

namespace onthaal::imports {

// What was refused, gathered for people: the same reason and value in a column once, however many rows have it.
class RefusalReport {
 public:
  void add(const Refusal& refusal);
  // Most rows first: `   12  Thema 1   unknown_name: "Pestn", rows 4, 17, 203 ...`; at most `lines` of them.
  std::string text(std::size_t lines) const;
  // [{"column","reason","value","rows","first"}], the same and in that order.
  std::string json(std::size_t items) const;

 private:
  struct Group {
    std::int64_t rows = 0;
    std::vector<std::size_t> first;
  };
  using Key = std::tuple<std::string, std::string, std::string>;  // column, reason, value
  using Item = std::pair<const Key, Group>;
  std::vector<const Item*> sorted(std::size_t most) const;
  std::map<Key, Group> groups_;
};

// row,column,reason,value: a file for --refused.
std::string refusal_heading();
std::string refusal_line(const Refusal& refusal);

}  // namespace onthaal::imports
