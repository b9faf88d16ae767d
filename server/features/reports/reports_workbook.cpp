#include <algorithm>

#include "features/reports/reports_files.h"
#include "features/reports/reports_grid.h"
#include "features/reports/reports_notes.h"
#include "features/reports/reports_told.h"
#include "platform/workbook.h"

namespace onthaal::reports {
namespace {

using measures::Row;
using measures::Table;
using measures::Unit;
using workbook::Cell;
using workbook::Look;

constexpr std::uint32_t kHeading = 7;  // above it: title, what it says, definition, base, filter, period, breaks

// As values stand in the cells.
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

void write_head(workbook::Sheet& sheet, const Table& table) {
  const std::string period = "Van " + told::day(table.filter.from) + " tot en met " + told::day(table.filter.until) +
                             ". Geteld op " + told::moment(table.computed_at) +
                             ". Definitie: " + table.definition.name + ", " + told_of_versions(table) +
                             ". Naam van de tabel: " + table.name + ".";
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
std::uint16_t write_rows(workbook::Sheet& sheet, const Table& table) {
  std::uint16_t column = 0;
  const auto head = [&](std::string_view title, double width) {
    sheet.width(column, width);
    sheet.set(kHeading, column++, title, Look::heading);
  };
  for (const auto& dimension : table.dimensions) head(dimension.label, 28);
  for (const std::string_view title : {"Aantal", "Van", "Waarde", "Eenheid"}) head(title, 12);
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
    if (const std::string note = note_of(row); !note.empty()) sheet.set(at, cell, std::string_view(note));
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

Drawn drawn_of(const Annual& annual, const Table& table) {
  for (const Part& part : annual.parts)
    for (const Shown& shown : part.tables)
      if (shown.table.name == table.name) return shown.drawn;
  return Drawn::table;
}

void write_contents(workbook::Sheet& sheet, const Annual& annual) {
  constexpr std::uint32_t kHeads = 3;
  sheet.set(0, 0, std::string_view("Jaarverslag " + annual.line.name + " " + annual.year), Look::title);
  if (annual.origin) sheet.set(1, 0, std::string_view(*annual.origin));
  std::vector<std::string_view> heads{"In één oogopslag", annual.year, "Eenheid", "Aantal", "Van"};
  if (std::ranges::any_of(annual.glance, [](const Told& told) { return told.before.has_value(); }))
    heads.push_back(annual.year_before);
  std::uint16_t column = 0;
  for (const std::string_view head : heads) {
    sheet.width(column, column == 0 ? 38 : 12);
    sheet.set(kHeads, column++, head, Look::heading);
  }
  std::uint32_t at = kHeads;
  for (const Told& told : annual.glance) {
    ++at;
    const Row before{.keys = {}, .value = told.before, .unit = told.unit};
    sheet.set(at, 0, std::string_view(told.label));
    sheet.set(at, 1, value_cell(told.unit, &told.row));
    sheet.set(at, 2, unit_name(told.unit));
    sheet.set(at, 3, count_cell(told.row.n));
    sheet.set(at, 4, count_cell(told.row.base));
    sheet.set(at, 5, value_cell(told.unit, &before));
  }
}

}  // namespace

Result<std::string> workbook_file(const Annual& annual) {
  workbook::Book book("Jaarverslag " + annual.line.name + " " + annual.year);
  write_contents(book.add("Overzicht"), annual);
  const auto add = [&](const Table& table, const std::string& name) {
    workbook::Sheet& sheet = book.add(name);
    write_head(sheet, table);
    const std::uint16_t free = write_rows(sheet, table);
    draw(sheet, {table, std::nullopt, drawn_of(annual, table)}, free);
  };
  for (const Table& table : annual.tables) add(table, table.name);
  // Not as long as a name of a sheet may be: "zelfmoordgedachten by_year".
  for (const Table& table : annual.of_themes)
    add(table, table.filter.themes.at(0) + " " + table.name.substr(std::string_view("theme_").size()));
  return book.bytes();
}

}  // namespace onthaal::reports
