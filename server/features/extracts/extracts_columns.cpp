#include "features/extracts/extracts_columns.h"

#include <algorithm>
#include <stdexcept>

#include "core/csv.h"

namespace onthaal::extracts {

std::string_view shipped_csv();  // extracts.csv

namespace {

Kind kind_of(std::string_view name) {
  constexpr std::array<std::string_view, 4> kKinds{"text", "number", "flag", "list"};
  const auto found = std::ranges::find(kKinds, name);
  if (found == kKinds.end()) throw std::logic_error("no such kind of column");
  return static_cast<Kind>(found - kKinds.begin());
}

std::vector<About> read_columns() {
  std::vector<About> all;
  for (const auto& [_, cells] : csv::parse(shipped_csv()).value().rows)
    all.push_back({cells[0], kind_of(cells[1]), cells[2], cells[3], cells[4], cells[5]});
  if (all.size() != kColumns) throw std::logic_error("extracts.csv has other columns than the rows");
  return all;
}

}  // namespace

const std::vector<About>& columns() {
  static const std::vector<About> all = read_columns();
  return all;
}

std::vector<std::string_view> parts_of(std::string_view list) {
  std::vector<std::string_view> parts;
  while (!list.empty()) {
    const std::size_t bar = std::min(list.find('|'), list.size());
    parts.push_back(list.substr(0, bar));
    list.remove_prefix(std::min(bar + 1, list.size()));
  }
  return parts;
}

}  // namespace onthaal::extracts
