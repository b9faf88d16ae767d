#include <algorithm>
#include <array>
#include <set>

#include "core/csv.h"
#include "core/text.h"
#include "features/imports/imports_talks.h"
#include "features/measures/measures.h"

namespace onthaal::imports {
namespace {

constexpr std::array<std::string_view, 6> kColumns{"year", "figure", "n", "base", "value", "source"};
enum Column : std::size_t { year, figure, n, base, value, source };
constexpr std::int64_t kWhole = 1'000'000;  // millionths
using Cells = std::array<std::string_view, kColumns.size()>;

// Where each column stands in the file.
Result<std::array<std::size_t, kColumns.size()>> places_of(const std::vector<std::string_view>& header) {
  std::array<std::size_t, kColumns.size()> places{};
  std::vector<FieldError> mistakes;
  for (std::size_t i = 0; i < kColumns.size(); ++i) {
    const auto found = std::ranges::find_if(header, [&](auto name) { return trimmed(name) == kColumns.at(i); });
    if (found == header.end()) mistakes.push_back({"row 1." + std::string(kColumns.at(i)), "required"});
    places.at(i) = static_cast<std::size_t>(found - header.begin());
  }
  for (const std::string_view name : header)
    if (std::ranges::count(header, name) > 1 || std::ranges::find(kColumns, trimmed(name)) == kColumns.end())
      mistakes.push_back({"row 1." + std::string(name), "unknown_field"});
  if (!mistakes.empty())
    return std::unexpected(
        Error{Code::invalid, "the columns are year, figure, n, base, value and source", std::move(mistakes)});
  return places;
}

class TotalsReader {
 public:
  TotalsReader(TotalsRead& out, const Names& names, hours::Day today) : out_(out), names_(names), today_(today) {}

  void read(std::size_t row, const Cells& cells) {
    const std::size_t before = out_.refusals.size();
    row_ = row;
    sheets::Total total{.year = std::string(cells[year]),
                        .figure = std::string(cells[figure]),
                        .n = number(cells, n, parse_whole),
                        .base = number(cells, base, parse_whole),
                        .value = number(cells, value, parse_millionths),
                        .source = std::string(cells[source])};
    const auto period = measures::parse_year(total.year);
    if (!period) refuse(year, total.year.empty() ? "required" : "not_a_time", total.year);
    if (period && period->from > today_) refuse(year, "future", total.year);
    check_figure(total, cells);
    if (cells[n].empty() && cells[value].empty()) refuse(n, "required", "");
    if (total.source.empty()) refuse(source, "required", "");
    if (utf8_length(total.source).value_or(0) > 500) refuse(source, "too_long", total.source);
    if (before == out_.refusals.size() && !known_.emplace(total.year, total.figure).second)
      refuse(figure, "double", total.figure);
    if (before == out_.refusals.size())
      out_.totals.push_back(std::move(total));
    else
      ++out_.refused;
  }
  void refuse_row(std::size_t row, std::string_view reason) {
    out_.refusals.push_back({row, {}, reason, {}});
    ++out_.refused;
  }

 private:
  void check_figure(const sheets::Total& total, const Cells& cells) {
    const auto unit = measures::unit_of_totals(
        total.figure, [&](std::string_view theme) { return names_.find("theme", theme).found != Names::Found::no; });
    if (!unit) refuse(figure, total.figure.empty() ? "required" : "unknown_name", total.figure);
    if (unit == measures::Unit::share && total.value.value_or(0) > kWhole) refuse(value, "too_large", cells[value]);
    if (total.n && total.base && *total.n > *total.base) refuse(n, "too_large", cells[n]);
  }
  void refuse(Column column, std::string_view reason, std::string_view told) {
    out_.refusals.push_back({row_, std::string(kColumns.at(column)), reason, std::string(told)});
  }
  std::optional<std::int64_t> number(const Cells& cells, Column column,
                                     std::optional<std::int64_t> (*parse)(std::string_view)) {
    if (cells[column].empty()) return std::nullopt;
    const auto parsed = parse(cells[column]);
    if (!parsed) refuse(column, "not_a_number", cells[column]);
    return parsed;
  }

  TotalsRead& out_;
  const Names& names_;
  hours::Day today_;
  std::size_t row_ = 0;
  std::set<std::pair<std::string, std::string>> known_;
};

}  // namespace

Result<TotalsRead> read_totals(std::string_view csv, const Names& names, hours::Day today, char separator) {
  if (!utf8_length(csv)) return fail(Code::invalid, "the file is not UTF-8: save it as \"CSV UTF-8\"");
  csv::Reader reader(csv, separator);
  if (!reader.next() || !reader.is_text()) return fail(Code::invalid, "the first row does not name the columns");
  const auto places = places_of(reader.cells());
  if (!places) return std::unexpected(places.error());
  TotalsRead out;
  TotalsReader totals(out, names, today);
  while (reader.next()) {
    if (!reader.is_text()) {
      totals.refuse_row(reader.number(), "not_text");
    } else if (reader.cells().size() != kColumns.size()) {
      if (!reader.is_empty())
        totals.refuse_row(reader.number(), reader.cells().size() < kColumns.size() ? "too_short" : "too_long");
    } else if (!reader.is_empty()) {
      Cells cells;
      for (std::size_t i = 0; i < cells.size(); ++i) cells.at(i) = trimmed(reader.cells()[places->at(i)]);
      totals.read(reader.number(), cells);
    }
  }
  return out;
}

}  // namespace onthaal::imports
