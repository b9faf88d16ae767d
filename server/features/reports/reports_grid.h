#pragma once

#include <optional>
#include <string>
#include <vector>

#include "features/measures/measures.h"

// A table set out on paper: one dimension down, and at most one across. Dimensions that have one key alone say nothing
// and are left out.
namespace onthaal::reports {

struct Grid {
  std::string dimension;  // what stands down: its code, and what people call it
  std::string corner;
  std::vector<measures::Key> down;                       // in the order of the table
  std::vector<measures::Key> across;                     // one without a label, where nothing goes across
  std::vector<std::vector<const measures::Row*>> cells;  // by `down`, then by `across`; null where there is none
  bool is_plain() const { return across.size() == 1; }
};
bool has_dimension(const measures::Table& table, std::string_view code);
// Of a table that outlives it; nothing where there are more dimensions than paper has. Years that follow each other
// stand there all, also one of which nothing is known.
std::optional<Grid> grid_of(const measures::Table& table);

// Without the sums and the classes beside the base, and with the newest years alone: what a chart shows.
Grid for_chart(const Grid& grid);
// The newest years alone.
Grid for_paper(const Grid& grid);
// Of more rows than that the largest ones, as they stood.
Grid largest(const Grid& grid, std::size_t most);
// Of a map: from the first row in which there is something to the last one, without the columns in which nothing is.
Grid for_map(Grid grid);
double value_of(const measures::Row* row);  // 0 where it is unknown
double highest_of(const std::vector<const measures::Row*>& cells);
double highest(const Grid& grid);

}  // namespace onthaal::reports
