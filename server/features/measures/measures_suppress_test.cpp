#include "features/measures/measures_suppress.h"

#include <gtest/gtest.h>

#include <map>
#include <random>
#include <set>

namespace onthaal::measures::suppress {
namespace {

// Somebody who reads a table tries all numbers: those shown stand, one withheld is at least 1, and sums add up.
class Attack {
 public:
  Attack(const std::vector<Cell>& cells, const std::vector<Sum>& sums)
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
Board board(std::size_t rows, std::size_t columns, const std::vector<std::int64_t>& values) {
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

void hide_small(Board& board, std::size_t values) {
  for (std::size_t i = 0; i < values; ++i) board.cells[i].is_withheld = board.cells[i].n > 0 && board.cells[i].n < 5;
}

TEST(Suppress, WhatIsLeftOverCannotBeTakenFromTheTotal) {
  Board one = board(1, 4, {40, 3, 12, 0});
  hide_small(one, 4);
  EXPECT_TRUE(protect(one.cells, one.sums));
  EXPECT_TRUE(one.cells[1].is_withheld);
  EXPECT_TRUE(one.cells[2].is_withheld);  // the smallest beside it
  EXPECT_FALSE(one.cells[0].is_withheld);
  EXPECT_FALSE(one.cells[3].is_withheld);  // zero stays zero
  EXPECT_FALSE(one.cells[4].is_withheld);  // the total stays
}

// Two of them, and two together: each is one.
TEST(Suppress, OnesAreNotKnownByTheirSum) {
  Board one = board(1, 3, {1, 1, 9});
  hide_small(one, 3);
  EXPECT_FALSE(is_safe(one.cells, one.sums, 0));
  EXPECT_TRUE(protect(one.cells, one.sums));
  EXPECT_TRUE(one.cells[2].is_withheld);
  EXPECT_TRUE(is_safe(one.cells, one.sums, 0));
}

TEST(Suppress, NothingBesideItHidesTheTotal) {
  Board one = board(1, 3, {0, 4, 0});
  hide_small(one, 3);
  EXPECT_TRUE(protect(one.cells, one.sums));
  EXPECT_TRUE(one.cells[3].is_withheld);
}

TEST(Suppress, ATotalThatCanBeDoneWithoutGoesFirst) {
  Board one = board(1, 3, {400, 3, 12});
  one.sums[0].is_total_first = true;
  hide_small(one, 3);
  EXPECT_TRUE(protect(one.cells, one.sums));
  EXPECT_TRUE(one.cells[3].is_withheld);
  EXPECT_FALSE(one.cells[0].is_withheld || one.cells[2].is_withheld);
}

// Six in six, and six together, as another table shows as well: each is one.
TEST(Suppress, WhatNothingHelpsIsSaid) {
  Board one = board(1, 6, {1, 1, 1, 1, 1, 1});
  one.cells[6].is_fixed = true;
  hide_small(one, 6);
  EXPECT_FALSE(protect(one.cells, one.sums));
}

TEST(Suppress, WhatOneCanDoWithoutGoesBeforeWhatIsSmaller) {
  Board one = board(1, 3, {3, 12, 40});
  one.cells[2].is_first = true;
  hide_small(one, 3);
  EXPECT_TRUE(protect(one.cells, one.sums));
  EXPECT_TRUE(one.cells[2].is_withheld);
  EXPECT_FALSE(one.cells[1].is_withheld);
}

TEST(Suppress, WithoutASmallNumberAllIsShown) {
  Board one = board(2, 2, {5, 6, 0, 8});
  hide_small(one, 4);
  EXPECT_TRUE(protect(one.cells, one.sums));
  for (const Cell& cell : one.cells) EXPECT_FALSE(cell.is_withheld);
}

TEST(Suppress, TwoSumsThatDoNotMeetAsRowsAndColumnsAreRefused) {
  std::vector<Cell> cells(8, Cell{1, false});
  EXPECT_THROW((void)protect(cells, {{{0, 1}, 5}, {{0, 2}, 6}, {{0, 3}, 7}}), std::logic_error);
  EXPECT_THROW((void)protect(cells, {{{0, 1}, 5}, {{1, 2}, 6}, {{2, 0}, 7}}), std::logic_error);
}

// The safety that the program computes is the one that an attacker meets, on random tables, whatever is withheld.
TEST(Suppress, KnowsExactlyWhatAnAttackerCanCompute) {
  std::mt19937 random(1);
  int safe = 0, open = 0;
  for (int i = 0; i < 1500; ++i) {
    const std::size_t rows = 1 + random() % 3, columns = 2 + random() % 2;
    std::vector<std::int64_t> values;
    for (std::size_t cell = 0; cell < rows * columns; ++cell) values.push_back(static_cast<std::int64_t>(random() % 4));
    Board one = board(rows, columns, values);
    std::size_t hidden = 0;
    for (Cell& cell : one.cells)
      if (cell.n > 0 && hidden < 6 && random() % 2 == 0) {
        cell.is_withheld = true;
        if (random() % 4 == 0) cell.most = cell.n + static_cast<std::int64_t>(random() % 2);
        ++hidden;
      }
    auto values_of = Attack(one.cells, one.sums).run();
    for (std::size_t cell = 0; cell < one.cells.size(); ++cell) {
      if (!one.cells[cell].is_withheld) continue;
      const bool is_open = values_of[cell].size() == 1;
      EXPECT_EQ(is_safe(one.cells, one.sums, cell), !is_open);
      (is_open ? open : safe) += 1;
    }
  }
  EXPECT_GT(safe, 200);
  EXPECT_GT(open, 200);
}

// What was small is never found out, in tables of one and of two dimensions with all their totals.
TEST(Suppress, AnAttackOnRandomTablesFails) {
  std::mt19937 random(2);
  int attacked = 0;
  for (int i = 0; i < 1500; ++i) {
    const std::size_t rows = 1 + random() % 3, columns = 2 + random() % 2;
    std::vector<std::int64_t> values;
    for (std::size_t cell = 0; cell < rows * columns; ++cell)
      values.push_back(random() % 3 == 0 ? 0 : static_cast<std::int64_t>(random() % 9));
    Board one = board(rows, columns, values);
    hide_small(one, values.size());
    EXPECT_TRUE(protect(one.cells, one.sums));
    std::size_t hidden = 0;
    for (const Cell& cell : one.cells) hidden += cell.is_withheld;
    if (hidden == 0 || hidden > 7) continue;  // all numbers are tried
    ++attacked;
    for (const auto& [cell, found] : Attack(one.cells, one.sums).run()) {
      EXPECT_GT(found.size(), 1u) << "cell " << cell;
      EXPECT_TRUE(found.contains(one.cells[cell].n));
    }
  }
  EXPECT_GT(attacked, 500);
}

}  // namespace
}  // namespace onthaal::measures::suppress
