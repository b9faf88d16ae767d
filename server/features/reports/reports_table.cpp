#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "features/reports/reports_grid.h"
#include "features/reports/reports_markup.h"
#include "features/reports/reports_page.h"
#include "features/reports/reports_told.h"

namespace onthaal::reports {
namespace {

using measures::Row;
using measures::Table;

constexpr std::size_t kOneSheet = 14;  // rows that stay together
constexpr std::size_t kMostRows = 40;  // on paper; the workbook has them all

std::string header(const std::vector<std::string>& cells) {
  std::string out = "<thead><tr>";
  for (const std::string& cell : cells) out += fmt::format(R"(<th scope="col">{}</th>)", escaped(cell));
  return out + "</tr></thead>";
}

// pandoc loses heads of rows in what it makes for LibreOffice.
std::string row_of(std::string_view name, const std::vector<std::string>& cells, For reader) {
  const bool is_page = reader == For::screen_and_print;
  std::string out = (is_page ? R"(<tr><th scope="row">)" : "<tr><td>") + escaped(name) + (is_page ? "</th>" : "</td>");
  for (const std::string& cell : cells) out += "<td>" + escaped(cell) + "</td>";
  return out + "</tr>";
}

std::string cell_of(const Table& table, const Row* row) {
  return row == nullptr ? "–" : told::cell(table, *row);
}

std::string count_of(const std::optional<std::int64_t>& number) {
  return number ? told::count(*number) : "–";
}

// The row of the year before with the same keys.
const Row* same_in(const std::optional<Table>& before, const Row& row) {
  if (!before) return nullptr;
  const auto has_same_keys = [&](const Row& other) {
    return std::ranges::equal(other.keys, row.keys, {}, &measures::Key::code, &measures::Key::code);
  };
  const auto found = std::ranges::find_if(before->rows, has_same_keys);
  return found == before->rows.end() ? nullptr : &*found;
}

// One below the other: what each is of, and what it was the year before.
std::string listed(const Shown& shown, const Grid& grid, const Annual& annual, For reader) {
  const Table& table = shown.table;
  const bool has_base = std::ranges::any_of(table.rows, [](const Row& row) { return row.base.has_value(); });
  std::vector<std::string> heads{grid.corner, annual.year};
  if (has_base) heads.emplace_back("van");
  if (shown.before) heads.push_back(annual.year_before);
  if (has_dimension(table, "year")) heads[1] = grid.across.front().label;
  std::string out = header(heads) + "<tbody>";
  for (std::size_t at = 0; at < grid.down.size(); ++at) {
    const Row* row = grid.cells[at][0];
    if (row == nullptr) continue;
    std::vector<std::string> cells{cell_of(table, row)};
    if (has_base) cells.push_back(count_of(row->base));
    if (shown.before) cells.push_back(cell_of(*shown.before, same_in(shown.before, *row)));
    out += row_of(grid.down[at].label, cells, reader);
  }
  return out + "</tbody>";
}

std::string crossed(const Table& table, const Grid& grid, For reader) {
  std::vector<std::string> heads{grid.corner};
  for (const auto& key : grid.across) heads.push_back(key.label);
  std::string out = header(heads) + "<tbody>";
  for (std::size_t at = 0; at < grid.down.size(); ++at) {
    std::vector<std::string> cells;
    for (const Row* row : grid.cells[at]) cells.push_back(cell_of(table, row));
    out += row_of(grid.down[at].label, cells, reader);
  }
  return out + "</tbody>";
}

// Of each group its base, where that is one for all its rows.
std::string bases_of(const Grid& grid) {
  std::string out;
  for (std::size_t column = 0; column < grid.across.size(); ++column) {
    std::optional<std::int64_t> base;
    bool is_one = true;
    for (const auto& row : grid.cells) {
      if (row[column] == nullptr || !row[column]->base) continue;
      is_one = is_one && (!base || base == row[column]->base);
      base = row[column]->base;
    }
    if (!is_one || !base || grid.is_plain()) continue;
    out += fmt::format("{}{}: {}", out.empty() ? "Van hoeveel: " : "; ", grid.across[column].label, told::count(*base));
  }
  return out.empty() ? out : out + ".";
}

std::string notes_of(const Shown& shown, const Grid& grid, const Annual& annual) {
  const Table& table = shown.table;
  std::string out = bases_of(grid);
  const auto add = [&out](std::string_view note) { out += (out.empty() ? "" : " ") + std::string(note); };
  if (std::ranges::any_of(table.rows, &Row::is_withheld)) add("n.g.: niet getoond, het gaat om te weinig mensen.");
  std::string sources;
  for (const Row& row : table.rows)
    if (row.source && !sources.contains(*row.source)) sources += (sources.empty() ? "" : "; ") + *row.source;
  if (!sources.empty()) add("Bron van wat niet meer geteld kan worden: " + sources + ".");
  for (const std::string& each : table.breaks)
    add("Op " + told::day(hours::parse_day(each).value()) + " veranderde de definitie: vergelijk niet zomaar.");
  if (shown.before && shown.before->definition.version != table.definition.version)
    add("In " + annual.year_before + " was de definitie anders: vergelijk niet zomaar.");
  return out;
}

}  // namespace

std::string table_of(const Shown& shown, const Annual& annual, For reader) {
  const auto whole = grid_of(shown.table);
  if (!whole) return {};
  const Grid paper = for_paper(*whole);
  const Grid grid = largest(paper, kMostRows);
  const bool is_short = grid.down.size() <= kOneSheet;
  std::string out =
      fmt::format("<table{} aria-label=\"{}\">", is_short ? R"( class="whole")" : "", escaped(shown.table.title));
  out += grid.is_plain() ? listed(shown, grid, annual, reader) : crossed(shown.table, grid, reader);
  out += "</table>";
  std::string notes = notes_of(shown, grid, annual);
  if (grid.down.size() < paper.down.size())
    notes = fmt::format("De {} grootste. Alle rijen staan in het werkboek. ", grid.down.size()) + notes;
  return notes.empty() ? out : out + R"(<p class="note">)" + escaped(notes) + "</p>";
}

}  // namespace onthaal::reports
