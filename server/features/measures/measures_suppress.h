#pragma once

#include <cstdint>
#include <limits>
#include <optional>
#include <vector>

// Which numbers of a table to withhold, so that those that could point at a person cannot be computed from the others.
//
// Whoever reads knows every number that is shown, that a withheld one is at least 1 (zero is always shown), the most
// that it can be, and which numbers add up to which. A withheld number is safe when more than one value of it agrees
// with all of that.
namespace onthaal::measures::suppress {

struct Cell {
  std::int64_t n = 0;
  bool is_withheld = false;  // from the start: too small
  bool is_fixed = false;     // shown elsewhere: to withhold it here hides nothing
  bool is_first = false;     // what one can best do without
  // As everybody knows: no more than there are of those whom it is a part of.
  std::int64_t most = std::numeric_limits<std::int64_t>::max();
};
// The cells add up to the total, a cell as well. A cell is in at most two sums, as a part or as the total, and sums
// meet as rows and columns do (a network); else std::logic_error.
struct Sum {
  std::vector<std::size_t> cells;
  std::size_t total;
  bool is_total_first = false;  // the total is what one can best do without
};

// Withholds more cells until all that are withheld are safe: the smallest first, totals last, but for those above.
// False where nothing helps some of them (is_safe): then nothing that they add up with can be shown, nor which are
// zero.
[[nodiscard]] bool protect(std::vector<Cell>& cells, const std::vector<Sum>& sums);

// Whether more than one value of that cell agrees with what is shown. Exact, for integers.
bool is_safe(const std::vector<Cell>& cells, const std::vector<Sum>& sums, std::size_t cell);

}  // namespace onthaal::measures::suppress
