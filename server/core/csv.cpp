#include "core/csv.h"

#include <algorithm>

namespace onthaal::csv {

Reader::Reader(std::string_view text, char separator) : left_(text), separator_(separator) {
  if (left_.starts_with("\xef\xbb\xbf")) left_.remove_prefix(3);
  if (separator_ != '\0') return;
  const std::size_t first = left_.find_first_of(";,\r\n");
  separator_ = first != left_.npos && left_[first] == ',' ? ',' : ';';
}

bool Reader::next() {
  cells_.clear();
  unquoted_.clear();
  is_text_ = true;
  if (left_.empty()) return false;
  ++number_;
  do {
    is_text_ = left_.starts_with('"') ? read_quoted() : read_plain();
  } while (is_text_ && take(separator_));
  if (!is_text_) left_.remove_prefix(std::min(left_.find('\n'), left_.size()));
  end_row();
  return true;
}

bool Reader::is_empty() const {
  return std::ranges::all_of(cells_, &std::string_view::empty);
}

bool Reader::take(char c) {
  if (!left_.starts_with(c)) return false;
  left_.remove_prefix(1);
  return true;
}

void Reader::end_row() {
  take('\r');
  take('\n');
}

bool Reader::is_at_cell_end() const {
  return left_.empty() || left_.starts_with(separator_) || left_.starts_with('\n') || left_.starts_with("\r\n");
}

bool Reader::read_plain() {
  const auto stops = [this](char c) { return c == separator_ || c == '\n' || c == '\r' || c == '"'; };
  const auto size = static_cast<std::size_t>(std::ranges::find_if(left_, stops) - left_.begin());
  cells_.push_back(left_.substr(0, size));
  left_.remove_prefix(size);
  return is_at_cell_end();
}

bool Reader::read_quoted() {
  take('"');
  std::string* cell = nullptr;
  for (;;) {
    const std::size_t quote = left_.find('"');
    if (quote == left_.npos) return false;
    const std::string_view part = left_.substr(0, quote);
    left_.remove_prefix(quote + 1);
    const bool is_doubled = take('"');
    if (cell == nullptr && is_doubled) cell = &unquoted_.emplace_back();
    if (cell != nullptr) *cell += part;
    if (is_doubled) {
      *cell += '"';
      continue;
    }
    cells_.push_back(cell != nullptr ? std::string_view(*cell) : part);
    return is_at_cell_end();
  }
}

Result<Table> parse(std::string_view text) {
  Reader reader(text);
  Table table;
  std::vector<FieldError> mistakes;
  while (reader.next()) {
    const auto& cells = reader.cells();
    const auto wrong = [&](const char* problem) {
      mistakes.push_back({"row " + std::to_string(reader.number()), problem});
    };
    if (!reader.is_text()) {
      wrong("not_text");
    } else if (reader.number() == 1) {
      table.columns.assign(cells.begin(), cells.end());
    } else if (reader.is_empty()) {
      continue;
    } else if (cells.size() != table.columns.size()) {
      wrong(cells.size() < table.columns.size() ? "too_short" : "too_long");
    } else {
      table.rows.push_back({reader.number(), {cells.begin(), cells.end()}});
    }
  }
  if (!mistakes.empty()) return std::unexpected(Error{Code::invalid, "not a CSV file", std::move(mistakes)});
  return table;
}

}  // namespace onthaal::csv
