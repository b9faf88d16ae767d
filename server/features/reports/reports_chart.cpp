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

// As on the pages: web/src/ui/chart/chart.css.
constexpr std::array<std::string_view, 4> kTones{"#0b6e6e", "#b4541b", "#4b3f8f", "#57400a"};
constexpr std::string_view kInk = "#17292d", kQuiet = "#475b60", kRule = "#e4ddd2", kFloor = "#8a8172",
                           kBefore = "#98a4a6", kWarm = "#9a4417";
constexpr double kWidth = 640;

std::string_view tone(std::size_t series) {
  return kTones[series % kTones.size()];
}

// `strong` stands before the words.
std::string text(double x, double y, std::string_view anchor, std::string_view words, std::string_view fill = kQuiet,
                 std::string_view strong = "") {
  const std::string first =
      strong.empty() ? "" : fmt::format(R"(<tspan fill="{}" font-weight="600">{}</tspan> )", kInk, escaped(strong));
  return fmt::format(R"(<text x="{:.1f}" y="{:.1f}" text-anchor="{}" fill="{}">{}{}</text>)", x, y, anchor, fill, first,
                     escaped(words));
}

std::string box(double x, double y, double width, double height, std::string_view fill, double opacity = 1) {
  return fmt::format(
      R"(<rect x="{:.1f}" y="{:.1f}" width="{:.1f}" height="{:.1f}" rx="2" fill="{}" fill-opacity="{:.2f}"/>)", x, y,
      width, height, fill, opacity);
}

std::string line(double x1, double y1, double x2, double y2, std::string_view stroke,
                 std::string_view dashes = "none") {
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

// Of a month three letters: twelve stand beside each other.
std::string short_name(const Grid& grid, std::size_t row) {
  const measures::Key& key = grid.down[row];
  if (grid.dimension != "month") return cut(key.label, 14);
  return key.code == "03" ? "mrt" : key.label.substr(0, 3);
}

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

// Where the definition changed, among years beside each other.
std::string breaks(const Table& table, const Grid& grid, double step, double left, double bottom) {
  std::string out;
  for (const std::string& day : table.breaks) {
    const std::string year = measures::year_of(hours::parse_day(day).value());
    const auto found = std::ranges::find(grid.down, year, &measures::Key::code);
    if (found == grid.down.begin() || found == grid.down.end()) continue;
    const double x = left + step * static_cast<double>(found - grid.down.begin());
    out += line(x, 2, x, bottom, kWarm, "4 3") + text(x - 6, 11, "end", "andere definitie", kWarm);
  }
  return out;
}

std::string columns(const Table& table, const Grid& grid, double most) {
  constexpr double kTop = 38, kTall = 165, kFloorAt = kTop + kTall, kWidest = 60, kNarrowest = 46;
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
                                : is_named                             ? "–"
                                                                       : "niet bekend";
      out += text(x, kFloorAt - tall - 7, "middle", is_known ? "" : words, kQuiet, is_known ? words : "");
      if (is_named) out += text(x, kFloorAt + 16, "middle", cut(grid.across[each].label, 10));
    }
    out += text(middle, kFloorAt + (is_named ? 33 : 17), "middle", short_name(grid, row), kInk);
  }
  out += line(0, kFloorAt, kWidth, kFloorAt, kFloor);
  return framed(table, kFloorAt + (is_named ? 40 : 24), out);
}

// The next 1, 2, 2.5 or 5 with zeros: where an axis ends.
double rounded_up(double most) {
  const double power = std::pow(10, std::floor(std::log10(most)));
  for (const double step : {1.0, 2.0, 2.5, 5.0, 10.0})
    if (most <= step * power) return step * power;
  return most;
}

// One line, which ends where nothing is known; its values stand at its points where `is_told`, its name at its end.
struct Curve {
  std::vector<const Row*> cells;
  std::string_view colour;
  double width;
  bool is_told;
};

struct End {
  double x = 0, y = 0;
};

std::string drawn(const Curve& curve, const Table& table, const auto& x, const auto& y, End& end) {
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
    if (known(at + 1)) continue;
    out += fmt::format(R"(<polyline points="{}" fill="none" stroke="{}" stroke-width="{}"/>)", points, curve.colour,
                       curve.width);
    points.clear();
  }
  return out + dots;
}

std::string lines(const Table& table, const Grid& grid, double most) {
  constexpr double kLeft = 52, kTop = 30, kWide = 500, kTall = 180;
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
    out += drawn(curve, table, x, y, end);
    while (std::ranges::any_of(ends, [&](double other) { return std::abs(other - end.y) < 14; })) end.y += 1;
    ends.push_back(end.y);
    out += text(end.x + 10, end.y + 4, "start", cut(grid.across[each].label, 16), is_before ? kQuiet : curve.colour);
  }
  for (std::size_t row = 0; row < grid.down.size(); ++row)
    out += text(x(row), kTop + kTall + 20, "middle", short_name(grid, row), kInk);
  return framed(table, kTop + kTall + 28, out);
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
  const Grid grid = drawn == Drawn::heat ? from_first_to_last(for_chart(*whole)) : for_chart(*whole);
  if (grid.across.empty() || grid.down.empty()) return {};
  const double most = highest(grid);
  if (most <= 0) return {};
  if (drawn == Drawn::bars) return bars(table, grid, most);
  if (drawn == Drawn::columns) return columns(table, grid, most);
  if (drawn == Drawn::lines) return grid.down.size() < 2 ? std::string() : lines(table, grid, most);
  return grid.is_plain() ? std::string() : heat(table, grid, most);
}

}  // namespace onthaal::reports
