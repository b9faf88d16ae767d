#include "features/reports/reports_sheet.h"

#include "features/reports/reports_grid.h"
#include "features/reports/reports_notes.h"
#include "features/reports/reports_told.h"

namespace onthaal::reports {

using measures::Row;
using measures::Table;
using measures::Unit;
using workbook::Cell;
using workbook::Look;

std::string_view unit_name(Unit unit) {
  using enum Unit;
  switch (unit) {
    case count:
      return "aantal";
    case people:
      return "mensen";
    case share:
      return "aandeel";
    case seconds:
      return "minuten";
    case years:
      return "jaar";
    case stars:
      return "sterren";
    case hours:
      return "uren";
  }
  return "";
}

Cell value_cell(Unit unit, const Row* row) {
  if (row == nullptr || !row->value) return std::monostate{};
  const double value = *row->value;
  switch (row->unit.value_or(unit)) {
    case Unit::count:
    case Unit::people:
      if (value == static_cast<double>(static_cast<std::int64_t>(value))) return static_cast<std::int64_t>(value);
      return value;
    case Unit::share:
      return workbook::Share{value};
    case Unit::seconds:
      return value / 60;
    case Unit::years:
    case Unit::stars:
    case Unit::hours:
      return value;
  }
  return std::monostate{};
}

Cell count_cell(const std::optional<std::int64_t>& number) {
  return number ? Cell(*number) : Cell(std::monostate{});
}

namespace {

constexpr std::uint32_t kHeading = 7;  // above it: title, what it says, definition, base, filter, period, breaks

// What a sheet counts besides.
std::string told_of_year_before(const std::optional<Table>& before) {
  if (!before) return {};
  return " Daarnaast van " + told::day(before->filter.from) + " tot en met " + told::day(before->filter.until) + ": " +
         before->definition.name + ", " + told_of_versions(*before) + ".";
}

void write_head(workbook::Sheet& sheet, const Shown& shown) {
  const Table& table = shown.table;
  const std::string period = "Van " + told::day(table.filter.from) + " tot en met " + told::day(table.filter.until) +
                             ". Geteld op " + told::moment(table.computed_at) +
                             ". Definitie: " + table.definition.name + ", " + told_of_versions(table) +
                             ". Naam van de tabel: " + table.name + "." + told_of_year_before(shown.before);
  sheet.set(0, 0, std::string_view(table.title), Look::title);
  sheet.set(1, 0, std::string_view(table.says));
  sheet.set(2, 0, std::string_view(told_of_definition(table)));
  if (!table.definition.base.empty()) sheet.set(3, 0, std::string_view("Van: " + table.definition.base));
  if (!table.definition.filter.empty()) sheet.set(4, 0, std::string_view(table.definition.filter));
  sheet.set(5, 0, std::string_view(period));
  std::string breaks;
  for (const std::string& day : table.breaks) breaks += (breaks.empty() ? "" : " ") + told_of_break(day);
  if (!breaks.empty()) sheet.set(6, 0, std::string_view(breaks));
}

// A row for each figure. The first column after them that is free.
std::uint16_t write_rows(workbook::Sheet& sheet, const Shown& shown) {
  const Table& table = shown.table;
  std::uint16_t column = 0;
  const auto head = [&](std::string_view title, double width) {
    sheet.width(column, width);
    sheet.set(kHeading, column++, title, Look::heading);
  };
  for (const auto& dimension : table.dimensions) head(dimension.label, 28);
  for (const std::string_view title : {"Aantal", "Van", "Waarde", "Eenheid"}) head(title, 12);
  const std::string year = shown.before ? measures::year_of(shown.before->filter.until) : "";
  if (shown.before)
    for (const std::string_view title : {": aantal", ": van", ": waarde"}) head(year + std::string(title), 18);
  head("Opmerking", 30);
  std::uint32_t at = kHeading;
  for (const Row& row : table.rows) {
    ++at;
    std::uint16_t cell = 0;
    for (const auto& key : row.keys) sheet.set(at, cell++, std::string_view(key.label));
    sheet.set(at, cell++, count_cell(row.n));
    sheet.set(at, cell++, count_cell(row.base));
    sheet.set(at, cell++, value_cell(table.unit, &row));
    sheet.set(at, cell++, unit_name(row.unit.value_or(table.unit)));
    const Row* before = same_in(shown.before, row);
    std::string note = note_of(row);
    if (before != nullptr) {
      sheet.set(at, cell, count_cell(before->n));
      sheet.set(at, cell + 1, count_cell(before->base));
      sheet.set(at, cell + 2, value_cell(table.unit, before));
      if (before->is_withheld) note += (note.empty() ? "" : "; ") + year + ": " + note_of(*before);
    }
    if (!note.empty()) sheet.set(at, static_cast<std::uint16_t>(column - 1), std::string_view(note));
  }
  sheet.freeze(kHeading);
  if (!table.rows.empty()) sheet.filter(kHeading, at, static_cast<std::uint16_t>(column - 1));
  return static_cast<std::uint16_t>(column + 1);
}

// What the chart shows, set out again beside the rows, and the chart under it.
void draw(workbook::Sheet& sheet, const Shown& shown, std::uint16_t column) {
  const auto whole = grid_of(shown.table);
  if (!whole || shown.drawn == Drawn::table || shown.drawn == Drawn::heat) return;
  const Grid grid = for_chart(*whole);
  if (grid.down.empty() || grid.across.empty()) return;
  const auto last = kHeading + static_cast<std::uint32_t>(grid.down.size());
  workbook::Chart chart{.kind = shown.drawn == Drawn::bars    ? workbook::ChartKind::bars
                                : shown.drawn == Drawn::lines ? workbook::ChartKind::lines
                                                              : workbook::ChartKind::columns,
                        .title = shown.table.title,
                        .categories = {kHeading + 1, last, column},
                        .is_share = shown.table.unit == Unit::share,
                        .row = last + 2,
                        .column = column};
  sheet.width(column, 28);
  sheet.set(kHeading, column, std::string_view(grid.corner), Look::heading);
  for (std::size_t each = 0; each < grid.across.size(); ++each) {
    const auto at = static_cast<std::uint16_t>(column + 1 + each);
    const std::string name = grid.is_plain() ? std::string(unit_name(shown.table.unit)) : grid.across[each].label;
    sheet.set(kHeading, at, std::string_view(name), Look::heading);
    chart.series.push_back({name, {kHeading + 1, last, at}});
    for (std::size_t row = 0; row < grid.down.size(); ++row)
      sheet.set(kHeading + 1 + static_cast<std::uint32_t>(row), at,
                value_cell(shown.table.unit, grid.cells[row][each]));
  }
  for (std::size_t row = 0; row < grid.down.size(); ++row)
    sheet.set(kHeading + 1 + static_cast<std::uint32_t>(row), column, std::string_view(grid.down[row].label));
  sheet.add(chart);
}

}  // namespace

void write_sheet(workbook::Sheet& sheet, const Shown& shown) {
  write_head(sheet, shown);
  draw(sheet, shown, write_rows(sheet, shown));
}

}  // namespace onthaal::reports
