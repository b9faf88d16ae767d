#include "features/reports/reports_drawing.h"

#include <fmt/format.h>

#include <algorithm>

#include "features/reports/reports_chart.h"
#include "features/reports/reports_markup.h"

namespace onthaal::reports::drawing {

using measures::Table;

std::string_view tone(std::size_t series) {
  return kTones[series % kTones.size()];
}

std::string text(double x, double y, std::string_view anchor, std::string_view words, std::string_view fill,
                 std::string_view strong) {
  const std::string first =
      strong.empty() ? "" : fmt::format(R"(<tspan fill="{}" font-weight="600">{}</tspan> )", kInk, escaped(strong));
  return fmt::format(R"(<text x="{:.1f}" y="{:.1f}" text-anchor="{}" fill="{}">{}{}</text>)", x, y, anchor, fill, first,
                     escaped(words));
}

std::string box(double x, double y, double width, double height, std::string_view fill, double opacity) {
  return fmt::format(
      R"(<rect x="{:.1f}" y="{:.1f}" width="{:.1f}" height="{:.1f}" rx="2" fill="{}" fill-opacity="{:.2f}"/>)", x, y,
      width, height, fill, opacity);
}

std::string line(double x1, double y1, double x2, double y2, std::string_view stroke, std::string_view dashes) {
  return fmt::format(R"(<line x1="{:.1f}" y1="{:.1f}" x2="{:.1f}" y2="{:.1f}" stroke="{}" stroke-dasharray="{}"/>)", x1,
                     y1, x2, y2, stroke, dashes);
}

std::string framed(const Table& table, double height, const std::string& inside) {
  return fmt::format(
      R"(<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {0} {1:.0f}" width="{0}" height="{1:.0f}" role="img" )"
      R"(aria-label="{2}" font-family="{3}" font-size="12">{4}</svg>)",
      kWidth, height, escaped(table.says.empty() ? table.title : table.title + ". " + table.says), kFont, inside);
}

std::string cut(const std::string& label, std::size_t most) {
  if (label.size() <= most) return label;
  std::size_t end = most - 1;
  while (end > 0 && (static_cast<unsigned char>(label[end]) & 0xC0) == 0x80) --end;
  return label.substr(0, end) + "…";
}

std::string short_name(const Grid& grid, std::size_t row) {
  const measures::Key& key = grid.down[row];
  if (grid.dimension != "month") return cut(key.label, 14);
  return key.code == "03" ? "mrt" : key.label.substr(0, 3);
}

bool is_after_break(const Table& table, const Grid& grid, std::size_t row) {
  return row > 0 && std::ranges::any_of(table.breaks, [&](const std::string& day) {
           return measures::year_of(hours::parse_day(day).value()) == grid.down.at(row).code;
         });
}

std::string breaks(const Table& table, const Grid& grid, double step, double left, double bottom) {
  std::string out;
  for (std::size_t row = 0; row < grid.down.size(); ++row) {
    if (!is_after_break(table, grid, row)) continue;
    const double x = left + step * static_cast<double>(row);
    out += line(x, 2, x, bottom, kWarm, "4 3") + text(x - 6, 11, "end", "andere telling", kWarm);
  }
  return out;
}

}  // namespace onthaal::reports::drawing
