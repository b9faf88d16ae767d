#pragma once

#include <deque>
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

// Row after row of a file that is too large for a Table; `text` outlives it. The header is a row like any other.
class Reader {
 public:
  // Without a separator: as the first row has it.
  explicit Reader(std::string_view text, char separator = '\0');
  // False at the end. Empty rows are given too.
  bool next();
  std::size_t number() const { return number_; }  // of the row, as Row has it
  bool is_text() const { return is_text_; }  // false: a quote is out of place, and the rest of its line is left out
  const std::vector<std::string_view>& cells() const { return cells_; }  // until the next row
  bool is_empty() const;                                                 // nothing stands in any cell

 private:
  bool take(char c);
  bool is_at_cell_end() const;
  void end_row();
  bool read_plain();
  bool read_quoted();

  std::string_view left_;
  char separator_;
  std::size_t number_ = 0;
  bool is_text_ = true;
  std::vector<std::string_view> cells_;
  std::deque<std::string> unquoted_;  // cells that had quotes in them
};

// RFC 4180, strictly, with `;` or `,` as the header has it. Takes a byte order mark, line ends of either kind, and
// empty rows, which are left out. `invalid` names all rows that are wrong ("row 3"): not_text for a quote out of place,
// too_short and too_long for the number of cells. Does not look whether it is UTF-8.
Result<Table> parse(std::string_view text);

}  // namespace onthaal::csv
