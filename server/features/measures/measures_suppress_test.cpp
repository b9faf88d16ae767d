#include <gtest/gtest.h>

#include <random>

#include "features/measures/measures_board.h"

namespace onthaal::measures::suppress {
namespace {

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
    auto values_of = BoardAttack(one.cells, one.sums).run();
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
    for (const auto& [cell, found] : BoardAttack(one.cells, one.sums).run()) {
      EXPECT_GT(found.size(), 1u) << "cell " << cell;
      EXPECT_TRUE(found.contains(one.cells[cell].n));
    }
  }
  EXPECT_GT(attacked, 500);
}

}  // namespace
}  // namespace onthaal::measures::suppress
