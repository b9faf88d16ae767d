#include "features/reports/reports_chart.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>

#include "features/reports/reports_grid.h"
#include "features/reports/reports_markup.h"
#include "features/reports/reports_told.h"

namespace onthaal::reports {
namespace {

using measures::Row;
using measures::Table;

constexpr std::array<std::string_view, 5> kColours{"#0b6e6e", "#d5762b", "#3c6eb4", "#a84d83", "#6b6b6b"};
constexpr std::string_view kInk = "#1d2b2b";
constexpr std::string_view kGrid = "#d0d5d5";
constexpr int kWidth = 640;

std::string_view colour(std::size_t series) {
  return kColours[series % kColours.size()];
}

double highest(const Grid& grid) {
  double most = 0;
  for (const auto& row : grid.cells)
    for (const Row* cell : row) most = std::max(most, value_of(cell));
  return most;
}

// The next 1, 2, 2.5 or 5 with zeros: where an axis ends.
double rounded_up(double most) {
  const double power = std::pow(10, std::floor(std::log10(most)));
  for (const double step : {1.0, 2.0, 2.5, 5.0, 10.0})
    if (most <= step * power) return step * power;
  return most;
}

std::string text(double x, double y, std::string_view anchor, std::string_view words, std::string_view fill = kInk) {
  return fmt::format(R"(<text x="{:.1f}" y="{:.1f}" text-anchor="{}" fill="{}">{}</text>)", x, y, anchor, fill,
                     escaped(words));
}

std::string box(double x, double y, double width, double height, std::string_view fill, double opacity = 1) {
  return fmt::format(R"(<rect x="{:.1f}" y="{:.1f}" width="{:.1f}" height="{:.1f}" fill="{}" fill-opacity="{:.2f}"/>)",
                     x, y, width, height, fill, opacity);
}

std::string line(double x1, double y1, double x2, double y2, std::string_view stroke, double width) {
  return fmt::format(R"(<line x1="{:.1f}" y1="{:.1f}" x2="{:.1f}" y2="{:.1f}" stroke="{}" stroke-width="{:.2f}"/>)", x1,
                     y1, x2, y2, stroke, width);
}

std::string cut(const std::string& label, std::size_t most) {
  if (label.size() <= most) return label;
  std::size_t end = most - 1;
  while (end > 0 && (static_cast<unsigned char>(label[end]) & 0xC0) == 0x80) --end;
  return label.substr(0, end) + "…";
}

std::string framed(const Table& table, double height, const std::string& inside) {
  return fmt::format(
      R"(<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {} {:.0f}" width="{}" height="{:.0f}" role="img" )"
      R"(aria-label="{}" font-family="sans-serif" font-size="12">{}</svg>)",
      kWidth, height, kWidth, height, escaped(table.says.empty() ? table.title : table.title + ". " + table.says),
      inside);
}

// Of a month three letters: twelve stand beside each other.
std::string short_name(const Grid& grid, std::size_t row) {
  const std::string& code = grid.down[row].code;
  if (grid.dimension != "month") return cut(grid.down[row].label, 14);
  return code == "03" ? "mrt" : grid.down[row].label.substr(0, 3);
}

bool has_legend(const Grid& grid) {
  return !grid.across.front().label.empty();
}

// What each colour is.
std::string legend(const Grid& grid) {
  std::string out;
  double x = 0;
  if (!has_legend(grid)) return out;
  for (std::size_t series = 0; series < grid.across.size(); ++series) {
    const std::string label = cut(grid.across[series].label, 40);
    out += box(x, 2, 12, 12, colour(series)) + text(x + 17, 12, "start", label);
    x += 34 + 6.6 * static_cast<double>(label.size());
  }
  return out;
}

std::string bars(const Table& table, const Grid& whole, double most) {
  constexpr double kLeft = 262, kLong = 255, kSheet = 780, kBetween = 7;  // a sheet of paper is that high
  const auto series = static_cast<double>(whole.across.size());
  const double thick = whole.is_plain() ? 16 : 13;
  const Grid grid = largest(whole, static_cast<std::size_t>(kSheet / (thick * series + kBetween)));
  double y = has_legend(grid) ? 26 : 4;
  std::string out = legend(grid);
  for (std::size_t row = 0; row < grid.down.size(); ++row) {
    out += text(kLeft - 8, y + thick * series / 2 + 4, "end", cut(grid.down[row].label, 35));
    for (std::size_t each = 0; each < grid.across.size(); ++each) {
      const Row* cell = grid.cells[row][each];
      const double length = kLong * value_of(cell) / most;
      if (cell != nullptr && cell->value) out += box(kLeft, y, std::max(length, 1.0), thick - 2, colour(each));
      if (cell != nullptr) out += text(kLeft + length + 6, y + thick - 4, "start", told::cell(table, *cell));
      y += thick;
    }
    y += kBetween;
  }
  out += line(kLeft, 0, kLeft, y, kGrid, 1);
  if (grid.down.size() == whole.down.size()) return framed(table, y, out);
  out += text(kLeft, y + 16, "start", fmt::format("De {} grootste van {}.", grid.down.size(), whole.down.size()));
  return framed(table, y + 24, out);
}

// Lines across, with what they stand for.
struct Paper {
  double left = 60, top = 30, width = 560, height = 190, end;
  double x(double part) const { return left + width * part; }
  double y(double value) const { return top + height * (1 - value / end); }
};

std::string ruled(const Table& table, const Paper& paper) {
  std::string out;
  for (const double part : {0.0, 0.5, 1.0}) {
    const double y = paper.y(part * paper.end);
    out += line(paper.left, y, paper.x(1), y, kGrid, part == 0 ? 1 : 0.5) +
           text(paper.left - 8, y + 4, "end", told::axis(table.unit, part * paper.end));
  }
  return out;
}

std::string columns(const Table& table, const Grid& grid, double most) {
  const Paper paper{.end = rounded_up(most)};
  const auto count = static_cast<double>(grid.down.size());
  const double wide = std::min(0.75 / count, 0.16) / static_cast<double>(grid.across.size());
  const bool is_told = grid.down.size() * grid.across.size() <= 8;
  std::string out = legend(grid) + ruled(table, paper);
  for (std::size_t row = 0; row < grid.down.size(); ++row) {
    const double middle = (static_cast<double>(row) + 0.5) / count;
    for (std::size_t each = 0; each < grid.across.size(); ++each) {
      const Row* cell = grid.cells[row][each];
      if (cell == nullptr) continue;
      const double value = value_of(cell);
      const double begin = middle + wide * (static_cast<double>(each) - static_cast<double>(grid.across.size()) / 2);
      out += box(paper.x(begin), paper.y(value), paper.width * wide * 0.92, paper.height * value / paper.end,
                 colour(each));
      const std::string words = cell->is_withheld        ? "n.g."
                                : is_told && cell->value ? told::value(table.unit, value)
                                                         : "";
      if (!words.empty()) out += text(paper.x(begin + wide * 0.46), paper.y(value) - 5, "middle", words);
    }
    out += text(paper.x(middle), paper.top + paper.height + 18, "middle", short_name(grid, row));
  }
  return framed(table, paper.top + paper.height + 28, out);
}

std::string lines(const Table& table, const Grid& grid, double most) {
  const Paper paper{.width = 470, .end = rounded_up(most)};
  const auto x_of = [&](std::size_t row) {
    return paper.x((static_cast<double>(row) + 0.5) / static_cast<double>(grid.down.size()));
  };
  std::string out = ruled(table, paper);
  std::vector<double> ends;
  for (std::size_t each = 0; each < grid.across.size(); ++each) {
    std::string points, dots;  // of what is known; a line ends where nothing is
    const auto end_line = [&] {
      if (points.empty()) return;
      out += fmt::format(R"(<polyline points="{}" fill="none" stroke="{}" stroke-width="2"/>)", points, colour(each));
      points.clear();
    };
    double last_x = 0, last_y = 0;
    for (std::size_t row = 0; row < grid.down.size(); ++row) {
      const Row* cell = grid.cells[row][each];
      if (cell == nullptr || !cell->value) {
        end_line();
        continue;
      }
      const double x = x_of(row), y = paper.y(*cell->value);
      points += fmt::format("{:.1f},{:.1f} ", x, y);
      dots += fmt::format(R"(<circle cx="{:.1f}" cy="{:.1f}" r="3" fill="{}"/>)", x, y, colour(each));
      if (grid.is_plain()) dots += text(x, y - 8, "middle", told::value(table.unit, *cell->value));
      last_x = x;
      last_y = y;
    }
    // A name that another one stands on moves down.
    while (std::ranges::any_of(ends, [&](double end) { return std::abs(end - last_y) < 13; })) last_y += 1;
    ends.push_back(last_y);
    const std::string name = text(last_x + 8, last_y + 4, "start", cut(grid.across[each].label, 16), colour(each));
    end_line();
    out += dots + name;
  }
  for (std::size_t row = 0; row < grid.down.size(); ++row)
    out += text(x_of(row), paper.top + paper.height + 18, "middle", short_name(grid, row));
  return framed(table, paper.top + paper.height + 28, out);
}

// Days under each other, half hours beside each other: the darker, the more.
std::string heat(const Table& table, const Grid& grid, double most) {
  constexpr double kLeft = 90, kTop = 20, kTall = 22;
  const double wide = (kWidth - kLeft) / static_cast<double>(grid.down.size());
  std::string out;
  for (std::size_t day = 0; day < grid.across.size(); ++day) {
    const double y = kTop + kTall * static_cast<double>(day);
    out += text(kLeft - 8, y + 15, "end", grid.across[day].label);
    for (std::size_t half = 0; half < grid.down.size(); ++half)
      if (const double value = value_of(grid.cells[half][day]); value > 0)
        out += box(kLeft + wide * static_cast<double>(half), y, wide - 1, kTall - 1, kColours[0],
                   0.08 + 0.92 * value / most);
  }
  for (std::size_t half = 0; half < grid.down.size(); ++half)
    if (grid.down[half].label.ends_with("00"))
      out += text(kLeft + wide * static_cast<double>(half), 12, "start", grid.down[half].label);
  return framed(table, kTop + kTall * static_cast<double>(grid.across.size()), out);
}

// From the first half hour of the week in which there is something, to the last one.
Grid from_first_to_last(Grid grid) {
  const auto is_empty = [](const std::vector<const Row*>& row) {
    return std::ranges::all_of(row, [](const Row* cell) { return value_of(cell) <= 0; });
  };
  while (!grid.cells.empty() && is_empty(grid.cells.back())) {
    grid.cells.pop_back();
    grid.down.pop_back();
  }
  while (!grid.cells.empty() && is_empty(grid.cells.front())) {
    grid.cells.erase(grid.cells.begin());
    grid.down.erase(grid.down.begin());
  }
  return grid;
}

}  // namespace

std::string chart_of(const Table& table, Drawn drawn) {
  const auto whole = grid_of(table);
  if (!whole || drawn == Drawn::table) return {};
  const Grid grid = for_chart(*whole);
  if (grid.across.empty()) return {};
  const double most = highest(grid);
  if (most <= 0 || grid.down.empty() || (drawn == Drawn::heat && grid.is_plain())) return {};
  switch (drawn) {
    case Drawn::table:
      return {};
    case Drawn::bars:
      return bars(table, grid, most);
    case Drawn::columns:
      return columns(table, grid, most);
    case Drawn::lines:
      if (grid.down.size() < 2) return columns(table, grid, most);
      return lines(table, grid, most);
    case Drawn::heat:
      return heat(table, from_first_to_last(grid), most);
  }
  return {};
}

}  // namespace onthaal::reports
