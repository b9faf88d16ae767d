#include <fmt/format.h>

#include <algorithm>

#include "features/reports/reports_chart.h"
#include "features/reports/reports_grid.h"
#include "features/reports/reports_markup.h"
#include "features/reports/reports_notes.h"
#include "features/reports/reports_page.h"
#include "features/reports/reports_rows.h"
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
    out += reader == For::screen_and_print
               ? fmt::format(R"(<th scope="col">{}</th>)", escaped(cells[at]))
               : fmt::format("<th{}><strong>{}</strong></th>", at > 0 ? R"( style="text-align:right")" : "",
                             escaped(cells[at]));
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

// What is drawn of a table stands in the table itself, on a page: bars beside the figures, or the colours of a map.
class Drawing {
 public:
  Drawing(const Shown& shown, const Grid& grid, For reader)
      : most_(highest(for_chart(grid))),
        reader_(reader),
        is_map_(reader == For::screen_and_print && shown.drawn == Drawn::heat && !grid.is_plain()),
        is_bars_(reader == For::screen_and_print && shown.drawn == Drawn::bars && most_ > 0) {}

  std::string td(const Cell& cell) const {
    if (is_map_)
      return fmt::format(R"(<td class="h{}">{}</td>)", heat_step(value_of(cell.drawn), most_), escaped(cell.words));
    if (!is_bars_ || cell.drawn == nullptr) return reports::td(cell.words, reader_);
    return fmt::format(
        R"(<td class="drawn"><div><svg viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true">)"
        R"(<rect width="{:.1f}" height="10"/></svg>{}</div></td>)",
        std::min(100.0, 100 * value_of(cell.drawn) / most_), escaped(cell.words));
  }

 private:
  double most_;
  For reader_;
  bool is_map_, is_bars_;
};

std::string html_of(const Rows& rows, const Drawing& drawing, For reader) {
  std::string out = header(rows.heads, reader) + "<tbody>";
  for (const Line& line : rows.lines) {
    std::string cells;
    for (const Cell& cell : line.cells) cells += drawing.td(cell);
    out += row_of(line.name, cells, reader);
  }
  return out + "</tbody>";
}

// One figure alone needs no table, nor more than the sentence about it.
std::string fact_of(const Shown& shown, const Grid& grid) {
  if (!shown.table.says.empty()) return {};
  return fmt::format(R"(<p class="fact"><strong>{}</strong> {}</p>)", escaped(cell_of(shown, grid, 0, 0)),
                     escaped(grid.down[0].label));
}

// A chart with each of its values in it says as much as its table: that is for who cannot see it, and not for paper.
bool is_told_by_chart(const Shown& shown, const Grid& grid) {
  const bool is_chart = shown.drawn == Drawn::columns || shown.drawn == Drawn::lines;
  return is_chart && shown.table.unit == measures::Unit::count && grid.is_plain() && !shown.before &&
         !chart_of(shown.table, shown.drawn).empty();
}

}  // namespace

std::string paragraph(std::string_view style, std::string_view words, For reader) {
  if (words.empty()) return {};
  return fmt::format(fmt::runtime(reader == For::screen_and_print ? R"(<p class="{}">{}</p>)"
                                                                  : R"(<div custom-style="{}"><p>{}</p></div>)"),
                     style, escaped(words));
}

Printed table_of(const Shown& shown, const Annual& annual, For reader) {
  const auto whole = grid_of(shown.table);
  if (!whole) return {};
  const bool is_page = reader == For::screen_and_print;
  const Grid paper = shown.drawn == Drawn::heat ? for_map(for_paper(*whole)) : for_paper(*whole);
  const Grid grid = largest(paper, kMostRows);
  const bool is_fact = is_page && grid.is_plain() && grid.down.size() == 1;
  std::string notes = notes_of(shown, is_fact ? Grid{} : grid);
  const Row* before = is_fact && grid.cells[0][0] != nullptr ? same_in(shown.before, *grid.cells[0][0]) : nullptr;
  const std::string year_before = annual.year_before + (is_otherwise(shown) ? " *" : "");
  if (before != nullptr)
    notes = fmt::format("{}: {}. ", year_before, told::cell_with_base(*shown.before, *before)) + notes;
  if (grid.down.size() < paper.down.size())
    notes = fmt::format("De {} grootste. Alle rijen staan in het werkboek. ", grid.down.size()) + notes;
  if (is_fact) return {fact_of(shown, grid) + paragraph("note", notes, reader), Size::sentence};
  const Rows rows = rows_of(shown, grid, annual, reader);
  const std::string table =
      fmt::format("<table class=\"{}{}\" aria-label=\"{}\">{}</table>", rows.lines.size() <= kOneSheet ? "whole" : "",
                  shown.drawn == Drawn::heat ? " map" : "", escaped(shown.table.title),
                  html_of(rows, Drawing(shown, grid, reader), reader));
  if (is_page && is_told_by_chart(shown, grid))
    return {"<details><summary>Als tabel</summary>" + table + paragraph("note", legend_of(shown.table, rows), reader) +
            "</details>" + paragraph("note", notes, reader)};
  const bool is_narrow = is_small(rows) && (grid.is_plain() || shown.drawn == Drawn::table);
  return {table + paragraph("note", legend_of(shown.table, rows) + notes, reader),
          is_narrow ? Size::narrow : Size::wide};
}

}  // namespace onthaal::reports
