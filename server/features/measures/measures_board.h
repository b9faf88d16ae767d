#pragma once

#include <algorithm>
#include <map>
#include <set>

#include "features/measures/measures_suppress.h"

// Rows and columns made by hand, and what can be computed of them.
namespace onthaal::measures::suppress {

// Somebody who reads a table tries all numbers: those shown stand, one withheld is at least 1, and sums add up.
class BoardAttack {
 public:
  BoardAttack(const std::vector<Cell>& cells, const std::vector<Sum>& sums)
      : cells_(cells), sums_(sums), tried_(cells.size()) {
    for (std::size_t i = 0; i < cells.size(); ++i) {
      if (cells[i].is_withheld)
        unknown_.push_back(i);
      else
        tried_[i] = cells[i].n;
    }
    most_ = 0;
    for (const Cell& cell : cells) most_ = std::max(most_, cell.n);
  }
  // The values that each withheld cell can have.
  std::map<std::size_t, std::set<std::int64_t>> run() {
    attempt(0);
    return values_;
  }

 private:
  bool agrees(std::size_t known) const {
    for (const Sum& sum : sums_) {
      std::int64_t least = 0;
      bool is_whole = true;
      const auto is_tried = [&](std::size_t cell) {
        return !cells_[cell].is_withheld ||
               std::find(unknown_.begin(), unknown_.begin() + static_cast<std::ptrdiff_t>(known), cell) !=
                   unknown_.begin() + static_cast<std::ptrdiff_t>(known);
      };
      for (const std::size_t cell : sum.cells) {
        is_whole = is_whole && is_tried(cell);
        least += is_tried(cell) ? tried_[cell] : 1;
      }
      if (!is_tried(sum.total)) continue;
      if (is_whole ? least != tried_[sum.total] : least > tried_[sum.total]) return false;
    }
    return true;
  }
  void attempt(std::size_t known) {
    if (!agrees(known)) return;
    if (known == unknown_.size()) {
      for (const std::size_t cell : unknown_) values_[cell].insert(tried_[cell]);
      return;
    }
    for (std::int64_t n = 1; n <= std::min(most_ + 2, cells_[unknown_[known]].most); ++n) {
      tried_[unknown_[known]] = n;
      attempt(known + 1);
    }
  }

  const std::vector<Cell>& cells_;
  const std::vector<Sum>& sums_;
  std::vector<std::int64_t> tried_;
  std::vector<std::size_t> unknown_;
  std::int64_t most_ = 0;
  std::map<std::size_t, std::set<std::int64_t>> values_;
};

struct Board {
  std::vector<Cell> cells;
  std::vector<Sum> sums;
};

// Rows and columns with their totals, and the total of those.
inline Board board(std::size_t rows, std::size_t columns, const std::vector<std::int64_t>& values) {
  Board made;
  for (const std::int64_t n : values) made.cells.push_back({n, false});
  const auto add = [&](std::vector<std::size_t> parts) {
    std::int64_t total = 0;
    for (const std::size_t part : parts) total += made.cells[part].n;
    made.cells.push_back({total, false});
    made.sums.push_back({std::move(parts), made.cells.size() - 1});
    return made.cells.size() - 1;
  };
  std::vector<std::size_t> totals;
  for (std::size_t row = 0; row < rows; ++row) {
    std::vector<std::size_t> parts;
    for (std::size_t column = 0; column < columns; ++column) parts.push_back(row * columns + column);
    totals.push_back(add(std::move(parts)));
  }
  if (columns == 1 || rows == 1) return made;
  for (std::size_t column = 0; column < columns; ++column) {
    std::vector<std::size_t> parts;
    for (std::size_t row = 0; row < rows; ++row) parts.push_back(row * columns + column);
    add(std::move(parts));
  }
  add(totals);
  return made;
}

}  // namespace onthaal::measures::suppress
