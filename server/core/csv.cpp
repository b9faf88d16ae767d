#include "core/csv.h"

#include <algorithm>
#include <optional>

namespace onthaal::csv {
namespace {

class Parser {
 public:
  explicit Parser(std::string_view text) : left_(text) {
    if (left_.starts_with("\xef\xbb\xbf")) left_.remove_prefix(3);
    const std::size_t first = left_.find_first_of(";,\r\n");
    if (first != left_.npos && left_[first] == ',') separator_ = ',';
  }

  bool is_at_end() const { return left_.empty(); }

  // The next row, or nothing when a quote is out of place; the rest of its line is then skipped.
  std::optional<std::vector<std::string>> row() {
    std::vector<std::string> cells;
    do {
      auto cell = left_.starts_with('"') ? quoted() : plain();
      if (!cell) {
        left_.remove_prefix(std::min(left_.find('\n'), left_.size()));
        end_row();
        return std::nullopt;
      }
      cells.push_back(*std::move(cell));
    } while (take(separator_));
    end_row();
    return cells;
  }

 private:
  bool take(char c) {
    if (!left_.starts_with(c)) return false;
    left_.remove_prefix(1);
    return true;
  }
  void end_row() {
    take('\r');
    take('\n');
  }
  bool is_at_cell_end() const {
    return left_.empty() || left_.starts_with(separator_) || left_.starts_with('\n') || left_.starts_with("\r\n");
  }

  std::optional<std::string> plain() {
    std::string cell;
    for (; !is_at_cell_end(); left_.remove_prefix(1)) {
      if (left_.front() == '"' || left_.front() == '\r') return std::nullopt;
      cell += left_.front();
    }
    return cell;
  }

  std::optional<std::string> quoted() {
    std::string cell;
    take('"');
    for (;;) {
      const std::size_t quote = left_.find('"');
      if (quote == left_.npos) return std::nullopt;
      cell += left_.substr(0, quote);
      left_.remove_prefix(quote + 1);
      if (!take('"')) break;
      cell += '"';
    }
    if (!is_at_cell_end()) return std::nullopt;
    return cell;
  }

  std::string_view left_;
  char separator_ = ';';
};

}  // namespace

Result<Table> parse(std::string_view text) {
  Parser parser(text);
  Table table;
  std::vector<FieldError> mistakes;
  for (std::size_t number = 1; !parser.is_at_end(); ++number) {
    auto cells = parser.row();
    const auto wrong = [&](const char* problem) { mistakes.push_back({"row " + std::to_string(number), problem}); };
    if (!cells) {
      wrong("not_text");
    } else if (number == 1) {
      table.columns = *std::move(cells);
    } else if (std::ranges::all_of(*cells, [](const auto& cell) { return cell.empty(); })) {
      continue;
    } else if (cells->size() != table.columns.size()) {
      wrong(cells->size() < table.columns.size() ? "too_short" : "too_long");
    } else {
      table.rows.push_back({number, *std::move(cells)});
    }
  }
  if (!mistakes.empty()) return std::unexpected(Error{Code::invalid, "not a CSV file", std::move(mistakes)});
  return table;
}

}  // namespace onthaal::csv
