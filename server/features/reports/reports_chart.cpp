#include "features/reports/reports_chart.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "features/reports/reports_drawing.h"
#include "features/reports/reports_grid.h"
#include "features/reports/reports_told.h"

namespace onthaal::reports {
namespace {

using namespace drawing;
using measures::Row;
using measures::Table;

std::string bars(const Table& table, const Grid& whole, double most) {
  constexpr double kLeft = 262, kLong = 200, kThick = 14, kBetween = 9, kSheet = 780;  // so high is a sheet of paper
  const auto series = static_cast<double>(whole.across.size());
  const Grid grid = largest(whole, static_cast<std::size_t>(kSheet / (kThick * series + kBetween)));
  double y = 2;
  std::string out;
  for (std::size_t row = 0; row < grid.down.size(); ++row) {
    out += text(kLeft - 8, y + kThick * series / 2 + 4, "end", cut(grid.down[row].label, 40), kInk);
    for (std::size_t each = 0; each < grid.across.size(); ++each, y += kThick) {
      const Row* cell = grid.cells[row][each];
      if (cell == nullptr) continue;
      const double length = kLong * value_of(cell) / most;
      if (cell->value) out += box(kLeft, y, std::max(length, 1.0), kThick - 2, tone(each));
      out += text(kLeft + length + 6, y + 10, "start", grid.across[each].label, kQuiet, told::cell(table, *cell));
    }
    y += kBetween;
  }
  if (grid.down.size() == whole.down.size()) return framed(table, y, out);
  out += text(kLeft, y + 12, "start", fmt::format("De {} grootste van {}.", grid.down.size(), whole.down.size()));
  return framed(table, y + 20, out);
}

std::string columns(const Table& table, const Grid& grid, double most) {
  constexpr double kTop = 38, kTall = 140, kFloorAt = kTop + kTall, kWidest = 60, kNarrowest = 46;
  const double step = kWidth / static_cast<double>(grid.down.size());
  const auto series = static_cast<double>(grid.across.size());
  const double pace = std::min(0.9 * step / series, kWidest);
  if (pace < kNarrowest) return bars(table, grid, most);  // or the words would not fit
  const bool is_named = !grid.is_plain();
  std::string out = breaks(table, grid, step, 0, kFloorAt);
  for (std::size_t row = 0; row < grid.down.size(); ++row) {
    const double middle = step * (static_cast<double>(row) + 0.5);
    for (std::size_t each = 0; each < grid.across.size(); ++each) {
      const Row* cell = grid.cells[row][each];
      const double x = middle + pace * (static_cast<double>(each) - (series - 1) / 2);
      const double tall = kTall * value_of(cell) / most;
      const bool is_known = cell != nullptr && cell->value;
      if (is_known)
        out += box(x - pace * 0.4, kFloorAt - std::max(tall, 1.0), pace * 0.8, std::max(tall, 1.0), tone(each));
      const std::string words = is_known                               ? told::axis(table.unit, *cell->value)
                                : cell != nullptr && cell->is_withheld ? "n.g."
                                : is_named                             ? std::string(told::kUnknown)
                                                                       : "niet bekend";
      out += text(x, kFloorAt - tall - 7, "middle", is_known ? "" : words, kQuiet, is_known ? words : "");
      if (is_named) out += text(x, kFloorAt + 16, "middle", cut(grid.across[each].label, 10));
    }
    out += text(middle, kFloorAt + (is_named ? 33 : 17), "middle", short_name(grid, row), kInk);
  }
  out += line(0, kFloorAt, kWidth, kFloorAt, kFloor);
  return framed(table, kFloorAt + (is_named ? 40 : 24), out);
}

// Of a few years a line says nothing.
bool has_few_years(const Grid& grid) {
  constexpr std::ptrdiff_t kFew = 3;
  const auto is_known = [](const auto& year) { return highest_of(year) > 0; };
  return grid.dimension == "year" && std::ranges::count_if(grid.cells, is_known) <= kFew;
}

// Days under each other, half hours beside each other: the darker, the more.
std::string heat(const Table& table, const Grid& grid, double most) {
  constexpr double kLeft = 84, kTop = 20, kTall = 24;
  const double wide = (kWidth - kLeft) / static_cast<double>(grid.down.size());
  std::string out;
  for (std::size_t day = 0; day < grid.across.size(); ++day) {
    const double y = kTop + kTall * static_cast<double>(day);
    out += text(kLeft - 8, y + 16, "end", grid.across[day].label);
    for (std::size_t half = 0; half < grid.down.size(); ++half)
      out += box(kLeft + wide * static_cast<double>(half) + 1, y + 1, wide - 2, kTall - 2, tone(0),
                 kHeatSteps.at(heat_step(value_of(grid.cells[half][day]), most)));
  }
  for (std::size_t half = 0; half < grid.down.size(); ++half)
    if (grid.down[half].label.ends_with("00"))
      out += text(kLeft + wide * static_cast<double>(half), 12, "start", grid.down[half].label);
  return framed(table, kTop + kTall * static_cast<double>(grid.across.size()), out);
}

}  // namespace

std::size_t heat_step(double value, double most) {
  if (value <= 0 || most <= 0) return 0;
  constexpr std::size_t kLast = kHeatSteps.size() - 1;
  return std::clamp<std::size_t>(static_cast<std::size_t>(std::lround(value / most * kLast)), 1, kLast);
}

std::string chart_of(const Table& table, Drawn drawn) {
  const auto whole = grid_of(table);
  if (!whole || drawn == Drawn::table) return {};
  const Grid grid = drawn == Drawn::heat ? for_map(for_chart(*whole)) : for_chart(*whole);
  if (grid.across.empty() || grid.down.empty()) return {};
  const double most = highest(grid);
  if (most <= 0) return {};
  if (drawn == Drawn::bars) return bars(table, grid, most);
  if (drawn == Drawn::lines && grid.down.size() < 2) return {};
  if (drawn == Drawn::columns || (drawn == Drawn::lines && has_few_years(grid))) return columns(table, grid, most);
  if (drawn == Drawn::lines) return lines(table, grid, most);
  return grid.is_plain() ? std::string() : heat(table, grid, most);
}

}  // namespace onthaal::reports
