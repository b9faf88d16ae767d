#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/result.h"

namespace onthaal::csv {

// A row by its number in a spreadsheet: the header is row 1.
struct Row {
  std::size_t number = 0;
  std::vector<std::string> cells;  // as many as the header has
};
struct Table {
  std::vector<std::string> columns;
  std::vector<Row> rows;
};

// RFC 4180, strictly, with `;` or `,` as the header has it. Takes a byte order mark, line ends of either kind, and
// empty rows, which are left out. `invalid` names all rows that are wrong ("row 3"): not_text for a quote out of place,
// too_short and too_long for the number of cells. Does not look whether it is UTF-8.
Result<Table> parse(std::string_view text);

}  // namespace onthaal::csv
