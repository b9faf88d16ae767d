#include <fmt/format.h>

#include <algorithm>

#include "features/reports/reports_chart.h"
#include "features/reports/reports_grid.h"
#include "features/reports/reports_markup.h"
#include "features/reports/reports_notes.h"
#include "features/reports/reports_page.h"
#include "features/reports/reports_told.h"

namespace onthaal::reports {
namespace {

using measures::Row;
using measures::Table;

constexpr std::size_t kOneSheet = 14;  // rows that stay together
constexpr std::size_t kMostRows = 40;  // on paper; the workbook has them all

// A text processor is told how wide columns are, and on which side their words stand; it knows no style sheet.
std::string columns_of(std::size_t number, For reader) {
  if (reader == For::screen_and_print) return {};
  const std::size_t first = number > 5 ? 16 : number > 4 ? 32 : number > 2 ? 46 : 70;
  std::string out = fmt::format(R"(<colgroup><col style="width:{}%">)", first);
  for (std::size_t at = 1; at < number; ++at)
    out += fmt::format(R"(<col style="width:{}%">)", (100 - first) / (number - 1));
  return out + "</colgroup>";
}

std::string header(const std::vector<std::string>& cells, For reader) {
  std::string out = columns_of(cells.size(), reader) + "<thead><tr>";
  for (std::size_t at = 0; at < cells.size(); ++at)
    out += fmt::format(R"(<th scope="col"{}>{}</th>)",
                       at > 0 && reader == For::document ? R"( style="text-align:right")" : "", escaped(cells[at]));
  return out + "</tr></thead>";
}

std::string td(std::string_view words, For reader) {
  const bool is_page = reader == For::screen_and_print;
  return fmt::format("<td{}>{}</td>", is_page ? "" : R"( style="text-align:right")", escaped(words));
}

// pandoc loses heads of rows in what it makes for LibreOffice.
std::string row_of(std::string_view name, const std::string& cells, For reader) {
  const bool is_page = reader == For::screen_and_print;
  return (is_page ? R"(<tr><th scope="row">)" : "<tr><td>") + escaped(name) + (is_page ? "</th>" : "</td>") + cells +
         "</tr>";
}

std::string cell_of(const Table& table, const Row* row, bool has_base = false) {
  if (row == nullptr) return "–";
  return has_base ? told::cell_with_base(table, *row) : told::cell(table, *row);
}

std::string count_of(const std::optional<std::int64_t>& number) {
  return number ? told::count(*number) : "–";
}

// What is drawn of a table stands in the table itself, on a page: bars beside the figures, or the colours of a map.
class Cells {
 public:
  Cells(const Shown& shown, const Grid& grid, For reader)
      : shown_(shown),
        most_(highest(for_chart(grid))),
        reader_(reader),
        is_map_(reader == For::screen_and_print && shown.drawn == Drawn::heat && !grid.is_plain()),
        is_drawn_(reader == For::screen_and_print && shown.drawn == Drawn::bars && most_ > 0),
        has_bases_(!is_drawn_ && !grid.is_plain() && has_many_bases(grid)) {}

  std::string td(const Row* row) const {
    const std::string words = cell_of(shown_.table, row, has_bases_);
    if (is_map_) return fmt::format(R"(<td class="h{}">{}</td>)", heat_step(value_of(row), most_), escaped(words));
    if (!is_drawn_) return reports::td(words, reader_);
    return fmt::format(
        R"(<td class="drawn"><div><svg viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true">)"
        R"(<rect width="{:.1f}" height="10"/></svg>{}</div></td>)",
        std::min(100.0, 100 * value_of(row) / most_), escaped(words));
  }

 private:
  const Shown& shown_;
  double most_;
  For reader_;
  bool is_map_, is_drawn_, has_bases_;
};

// What stands in a column, where no school year does.
std::string_view head_of(measures::Unit unit) {
  using enum measures::Unit;
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

// The row of the year before with the same keys.
const Row* same_in(const std::optional<Table>& before, const Row& row) {
  if (!before) return nullptr;
  const auto has_same_keys = [&](const Row& other) {
    return std::ranges::equal(other.keys, row.keys, {}, &measures::Key::code, &measures::Key::code);
  };
  const auto found = std::ranges::find_if(before->rows, has_same_keys);
  return found == before->rows.end() ? nullptr : &*found;
}

bool is_told(const Row* row) {
  return row != nullptr && (row->value || row->n || row->is_withheld);
}

// One below the other: what each is of, and what it was the year before.
std::string listed(const Shown& shown, const Grid& grid, const Annual& annual, For reader) {
  const Table& table = shown.table;
  const bool has_bases =
      !base_of(grid, 0) && std::ranges::any_of(table.rows, [](const Row& row) { return row.base.has_value(); });
  std::vector<std::string> heads{grid.corner, shown.before ? annual.year : std::string(head_of(table.unit))};
  if (has_bases) heads.emplace_back(table.unit == measures::Unit::share ? "van" : "aantal");
  if (shown.before) heads.push_back(annual.year_before + (is_otherwise(shown) ? " *" : ""));
  std::string out = header(heads, reader) + "<tbody>";
  const Cells cells(shown, grid, reader);
  for (std::size_t at = 0; at < grid.down.size(); ++at) {
    const Row* row = grid.cells[at][0];
    const Row* before = row == nullptr ? nullptr : same_in(shown.before, *row);
    if (row != nullptr && !is_told(row) && !is_told(before)) continue;
    std::string tds = cells.td(row);
    if (has_bases) tds += td(count_of(row == nullptr ? std::nullopt : row->base), reader);
    if (shown.before) tds += td(cell_of(*shown.before, before), reader);
    out += row_of(grid.down[at].label, tds, reader);
  }
  return out + "</tbody>";
}

std::string crossed(const Shown& shown, const Grid& grid, For reader) {
  std::vector<std::string> heads{grid.corner};
  for (const auto& key : grid.across) heads.push_back(key.label);
  std::string out = header(heads, reader) + "<tbody>";
  const Cells cells(shown, grid, reader);
  for (std::size_t at = 0; at < grid.down.size(); ++at) {
    std::string tds;
    for (const Row* row : grid.cells[at]) tds += cells.td(row);
    out += row_of(grid.down[at].label, tds, reader);
  }
  return out + "</tbody>";
}

// One figure alone needs no table, nor more than the sentence about it.
std::string fact_of(const Shown& shown, const Grid& grid) {
  if (!shown.table.says.empty()) return {};
  return fmt::format(R"(<p class="fact"><strong>{}</strong> {}</p>)", escaped(cell_of(shown.table, grid.cells[0][0])),
                     escaped(grid.down[0].label));
}

// A chart with each of its values in it says as much as its table: that is for who cannot see it, and not for paper.
bool is_told_by_chart(const Shown& shown, const Grid& grid) {
  const bool is_chart = shown.drawn == Drawn::columns || shown.drawn == Drawn::lines;
  return is_chart && shown.table.unit == measures::Unit::count && grid.is_plain() && !shown.before &&
         !chart_of(shown.table, shown.drawn).empty();
}

}  // namespace

std::string table_of(const Shown& shown, const Annual& annual, For reader) {
  const auto whole = grid_of(shown.table);
  if (!whole) return {};
  const bool is_page = reader == For::screen_and_print;
  const Grid paper = is_page && shown.drawn == Drawn::heat ? for_map(for_paper(*whole)) : for_paper(*whole);
  const Grid grid = largest(paper, kMostRows);
  const bool is_fact = is_page && grid.is_plain() && grid.down.size() == 1;
  std::string notes = notes_of(shown, is_fact ? Grid{} : grid);
  const Row* before = is_fact && grid.cells[0][0] != nullptr ? same_in(shown.before, *grid.cells[0][0]) : nullptr;
  const std::string year_before = annual.year_before + (is_otherwise(shown) ? " *" : "");
  if (before != nullptr) notes = fmt::format("{}: {}. ", year_before, cell_of(*shown.before, before)) + notes;
  if (grid.down.size() < paper.down.size())
    notes = fmt::format("De {} grootste. Alle rijen staan in het werkboek. ", grid.down.size()) + notes;
  const std::string note = notes.empty() ? "" : R"(<p class="note">)" + escaped(notes) + "</p>";
  if (is_fact) return fact_of(shown, grid) + note;
  const std::string table =
      fmt::format("<table class=\"{}{}\" aria-label=\"{}\">{}</table>", grid.down.size() <= kOneSheet ? "whole" : "",
                  shown.drawn == Drawn::heat ? " map" : "", escaped(shown.table.title),
                  grid.is_plain() ? listed(shown, grid, annual, reader) : crossed(shown, grid, reader));
  if (!is_page || !is_told_by_chart(shown, grid)) return table + note;
  return "<details><summary>Als tabel</summary>" + table + "</details>" + note;
}

}  // namespace onthaal::reports
