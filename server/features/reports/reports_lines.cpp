#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "features/reports/reports_drawing.h"
#include "features/reports/reports_told.h"

namespace onthaal::reports::drawing {
namespace {

using measures::Row;
using measures::Table;

// The next 1, 2, 2.5 or 5 with zeros: where an axis ends.
double rounded_up(double most) {
  const double power = std::pow(10, std::floor(std::log10(most)));
  for (const double step : {1.0, 2.0, 2.5, 5.0, 10.0})
    if (most <= step * power) return step * power;
  return most;
}

// One line, which ends where nothing is known or the definition changed; its values stand at its points where
// `is_told`, its name at its end.
struct Curve {
  std::vector<const Row*> cells;
  std::string_view colour;
  double width;
  bool is_told;
};

struct End {
  double x = 0, y = 0;
};

std::string drawn(const Curve& curve, const Table& table, const Grid& grid, const auto& x, const auto& y, End& end) {
  std::string out, points, dots;
  const auto known = [&](std::size_t at) {
    return at < curve.cells.size() && curve.cells[at] && curve.cells[at]->value;
  };
  for (std::size_t at = 0; at < curve.cells.size(); ++at) {
    if (!known(at)) continue;
    const double value = *curve.cells[at]->value;
    end = {x(at), y(value)};
    points += fmt::format("{:.1f},{:.1f} ", end.x, end.y);
    dots += fmt::format(R"(<circle cx="{:.1f}" cy="{:.1f}" r="3" fill="{}"/>)", end.x, end.y, curve.colour);
    const auto is_higher = [&](std::size_t other) { return known(other) && *curve.cells[other]->value > value; };
    // Where the line is not.
    const bool falls = at > 0 && is_higher(at - 1), rises = is_higher(at + 1);
    const bool is_dip = rises && (at == 0 || falls);
    const std::string_view anchor = is_dip ? "middle" : falls ? "start" : rises ? "end" : "middle";
    if (curve.is_told)
      dots += text(end.x, end.y + (is_dip ? 18 : -9), anchor, "", kQuiet, told::axis(table.unit, value));
    if (known(at + 1) && !is_after_break(table, grid, at + 1)) continue;
    out += fmt::format(R"(<polyline points="{}" fill="none" stroke="{}" stroke-width="{}"/>)", points, curve.colour,
                       curve.width);
    points.clear();
  }
  return out + dots;
}

}  // namespace

std::string lines(const Table& table, const Grid& grid, double most) {
  constexpr double kLeft = 52, kTop = 26, kWide = 500, kTall = 130;
  const double step = kWide / static_cast<double>(grid.down.size());
  const double top = rounded_up(most);
  const auto x = [&](std::size_t row) { return kLeft + step * (static_cast<double>(row) + 0.5); };
  const auto y = [&](double value) { return kTop + kTall * (1 - value / top); };
  std::string out;
  for (const double value : {0.0, top / 2, top})
    out += line(kLeft, y(value), kLeft + kWide, y(value), value == 0 ? kFloor : kRule) +
           text(kLeft - 8, y(value) + 4, "end", told::axis(table.unit, value));
  out += breaks(table, grid, step, kLeft, kTop + kTall);
  std::vector<double> ends;
  for (std::size_t each = 0; each < grid.across.size(); ++each) {
    // The years before stand behind this one.
    const bool is_before = measures::parse_year(grid.across[each].code) && each + 1 < grid.across.size();
    const bool is_year = measures::parse_year(grid.across[each].code).has_value();
    const bool is_told = grid.is_plain() || (grid.down.size() <= 6 && grid.across.size() <= 2);
    Curve curve{{}, is_before ? kBefore : tone(is_year ? 0 : each), is_before ? 1.4 : 2.6, is_told};
    for (const auto& row : grid.cells) curve.cells.push_back(row[each]);
    End end;
    out += drawn(curve, table, grid, x, y, end);
    while (std::ranges::any_of(ends, [&](double other) { return std::abs(other - end.y) < 14; })) end.y += 1;
    ends.push_back(end.y);
    out += text(end.x + 10, end.y + 4, "start", cut(grid.across[each].label, 16), is_before ? kQuiet : curve.colour);
  }
  for (std::size_t row = 0; row < grid.down.size(); ++row)
    out += text(x(row), kTop + kTall + 20, "middle", short_name(grid, row), kInk);
  return framed(table, kTop + kTall + 28, out);
}

}  // namespace onthaal::reports::drawing
