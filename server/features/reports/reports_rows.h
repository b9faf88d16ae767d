#pragma once

#include <string>
#include <vector>

#include "features/reports/reports_annual.h"
#include "features/reports/reports_grid.h"
#include "features/reports/reports_page.h"

// A table in words, before it is a page or a document.
namespace onthaal::reports {

struct Cell {
  std::string words;
  const measures::Row* drawn = nullptr;  // what a bar or a colour may show of it
};
struct Line {
  std::string name;
  std::vector<Cell> cells;
};
struct Rows {
  std::vector<std::string> heads;
  std::vector<Line> lines;
};
Rows rows_of(const Shown& shown, const Grid& grid, const Annual& annual, For reader);
std::string cell_of(const Shown& shown, const Grid& grid, std::size_t at, std::size_t column);
// What the signs in it mean.
std::string legend_of(const measures::Table& table, const Rows& rows);
// Two such stand beside each other.
bool is_small(const Rows& rows);

}  // namespace onthaal::reports
