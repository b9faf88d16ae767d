#include "features/measures/measures_few.h"
#include "features/measures/measures_suppress.h"

namespace onthaal::measures {
namespace {

void hide(Row& row) {
  row.is_withheld = true;
  row.n.reset();
  row.value.reset();
}

}  // namespace

bool withhold_small(Table& table) {
  if (table.rows.empty()) return true;
  const std::int64_t base = table.rows.front().base.value_or(0);
  std::vector<suppress::Cell> cells;
  suppress::Sum sum{.cells = {}, .total = table.rows.size()};
  for (const Row& row : table.rows) {
    const std::int64_t n = row.n.value_or(0);
    const bool is_small = n > 0 && n < kFewest && row.keys.front().code != "unknown";
    sum.cells.push_back(cells.size());
    cells.push_back({.n = n, .is_withheld = is_small});
  }
  cells.push_back({.n = base, .is_fixed = true});
  if (!suppress::protect(cells, {sum})) {
    for (Row& row : table.rows) hide(row);
    return false;
  }
  for (std::size_t i = 0; i < table.rows.size(); ++i) {
    if (cells[i].is_withheld) hide(table.rows[i]);
    if (base < kFewest) table.rows[i].base.reset();
  }
  return true;
}

}  // namespace onthaal::measures
