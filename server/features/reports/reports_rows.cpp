#include "features/reports/reports_rows.h"

#include <algorithm>

#include "core/text.h"
#include "features/reports/reports_drawing.h"
#include "features/reports/reports_notes.h"
#include "features/reports/reports_told.h"

namespace onthaal::reports {
namespace {

using measures::Row;
using measures::Table;
using measures::Unit;

// What stands in a column, where no school year does.
std::string head_of(Unit unit) {
  using enum Unit;
  switch (unit) {
    case count:
      return "aantal";
    case share:
      return "aantal (aandeel)";
    case seconds:
      return "duur";
    case years:
      return "leeftijd";
    case stars:
      return "sterren op 5";
    case hours:
      return "uren";
    case people:
      return "mensen";
  }
  return "";
}

// Under a filter a class of which there are too few in a year is left out of that year: nothing says whether there was
// anybody.
bool may_lack_classes(const Table& table) {
  const bool is_filtered = !table.filter.themes.empty() || table.filter.centre;
  return is_filtered && has_dimension(table, "year") && has_dimension(table, "who");
}

// Of what there is no row: months that did not come yet, what is not known of that year, or what nobody had.
std::string absent(const Table& table, const Grid& grid, std::size_t at, std::size_t column) {
  if (grid.dimension == "month") return "";
  if (has_dimension(table, "year")) {
    const auto is_counted = [](const Row* row) { return row != nullptr && row->n && !row->source; };
    const bool is_known =
        grid.dimension == "year"
            ? std::ranges::any_of(grid.cells[at], is_counted)
            : std::ranges::any_of(grid.cells, [&](const auto& row) { return is_counted(row[column]); });
    if (!is_known) return std::string(told::kUnknown);
  }
  const std::string& who = grid.dimension == "who" ? grid.down[at].code : grid.across[column].code;
  const bool is_counted = who == "pupil" || who == "parent" || !may_lack_classes(table);
  return std::string(table.unit == Unit::count && is_counted ? "0" : told::kOfNobody);
}

bool is_told(const Row* row) {
  return row != nullptr && (row->value || row->n || row->is_withheld);
}

// Of what a share or a mean is; nothing beside a class that has none.
std::string base_in(const Row* row) {
  if (row == nullptr || (!row->base && !row->value)) return "";
  return row->base ? told::count(*row->base) : std::string(told::kUnknown);
}

std::string head_of_bases(const Table& table) {
  return table.unit == Unit::share ? "van" : "aantal";
}

std::string in_year_before(const Shown& shown, const Row* before) {
  if (before != nullptr) return told::cell(*shown.before, *before);
  return std::string(shown.table.unit == Unit::count ? "0" : told::kOfNobody);
}

// One below the other: what each is of, and what it was the year before.
Rows listed(const Shown& shown, const Grid& grid, const Annual& annual) {
  const Table& table = shown.table;
  const bool has_bases = has_many_bases(grid) || has_many_bases(of_year_before(shown, grid));
  Rows rows{{grid.corner, shown.before ? annual.year : head_of(table.unit)}, {}};
  if (has_bases) rows.heads.push_back(head_of_bases(table));
  if (shown.before) rows.heads.push_back(annual.year_before + (is_otherwise(shown) ? " *" : ""));
  if (shown.before && has_bases) rows.heads.push_back(head_of_bases(table));
  for (std::size_t at = 0; at < grid.down.size(); ++at) {
    const Row* row = grid.cells[at][0];
    const Row* before = row == nullptr ? nullptr : same_in(shown.before, *row);
    if (row != nullptr && !is_told(row) && !is_told(before)) continue;
    Line line{grid.down[at].label, {{cell_of(shown, grid, at, 0), row}}};
    if (has_bases) line.cells.push_back({base_in(row)});
    if (shown.before) line.cells.push_back({in_year_before(shown, before)});
    if (shown.before && has_bases) line.cells.push_back({base_in(before)});
    rows.lines.push_back(std::move(line));
  }
  return rows;
}

Rows crossed(const Shown& shown, const Grid& grid) {
  Rows rows{{grid.corner}, {}};
  for (const auto& key : grid.across) rows.heads.push_back(key.label);
  for (std::size_t at = 0; at < grid.down.size(); ++at) {
    Line& line = rows.lines.emplace_back(Line{grid.down[at].label, {}});
    for (std::size_t column = 0; column < grid.across.size(); ++column)
      line.cells.push_back({cell_of(shown, grid, at, column), grid.cells[at][column]});
  }
  return rows;
}

// Under a chart on a page, as it is: years or months beside each other.
Rows lying(const Shown& shown, const Grid& grid) {
  Rows rows{{grid.corner}, {}};
  for (std::size_t at = 0; at < grid.down.size(); ++at) rows.heads.push_back(drawing::short_name(grid, at));
  for (std::size_t column = 0; column < grid.across.size(); ++column) {
    const std::string& name = grid.across[column].label;
    Line& line = rows.lines.emplace_back(Line{grid.is_plain() ? head_of(shown.table.unit) : name, {}});
    for (std::size_t at = 0; at < grid.down.size(); ++at)
      line.cells.push_back({cell_of(shown, grid, at, column), grid.cells[at][column]});
  }
  if (!grid.is_plain() || !has_many_bases(grid)) return rows;
  Line& bases = rows.lines.emplace_back(Line{head_of_bases(shown.table), {}});
  for (const auto& row : grid.cells) bases.cells.push_back({base_in(row[0])});
  return rows;
}

std::size_t widest(const Rows& rows, std::size_t column) {
  std::size_t most = utf8_length(rows.heads[column]).value_or(0);
  for (const Line& line : rows.lines)
    most = std::max(most, utf8_length(column == 0 ? line.name : line.cells[column - 1].words).value_or(0));
  return most;
}

}  // namespace

std::string cell_of(const Shown& shown, const Grid& grid, std::size_t at, std::size_t column) {
  const Row* row = grid.cells[at][column];
  if (row == nullptr) return absent(shown.table, grid, at, column);
  const bool has_base = shown.drawn != Drawn::bars && !grid.is_plain() && has_many_bases(grid);
  return has_base ? told::cell_with_base(shown.table, *row) : told::cell(shown.table, *row);
}

Rows rows_of(const Shown& shown, const Grid& grid, const Annual& annual, For reader) {
  const bool is_page = reader == For::screen_and_print;
  const bool is_short = grid.is_plain() || shown.table.unit == Unit::count;
  if (is_page && shown.drawn == Drawn::lines && is_short && !shown.before && grid.down.size() > 1)
    return lying(shown, grid);
  return grid.is_plain() ? listed(shown, grid, annual) : crossed(shown, grid);
}

std::string legend_of(const Table& table, const Rows& rows) {
  const auto has = [&](std::string_view sign) {
    return std::ranges::any_of(rows.lines, [&](const Line& line) {
      return std::ranges::find(line.cells, sign, &Cell::words) != line.cells.end();
    });
  };
  std::string out;
  if (has(told::kUnknown)) out += "n.b.: niet bekend. ";
  if (has(told::kOfNobody))
    out += may_lack_classes(table) ? "–: van niemand bekend, of van te weinig mensen om te tonen. "
                                   : "–: van niemand bekend. ";
  return out;
}

bool is_small(const Rows& rows) {
  constexpr std::size_t kMostLines = 7, kMostLetters = 46, kNameWraps = 24;
  std::size_t letters = std::min(widest(rows, 0), kNameWraps);
  for (std::size_t column = 1; column < rows.heads.size(); ++column) letters += widest(rows, column);
  return rows.lines.size() <= kMostLines && letters <= kMostLetters;
}

}  // namespace onthaal::reports
