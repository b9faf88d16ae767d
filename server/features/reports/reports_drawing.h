#pragma once

#include <array>
#include <string>
#include <string_view>

#include "features/reports/reports_grid.h"

// What charts are drawn with: pieces of SVG, `kWidth` wide.
namespace onthaal::reports::drawing {

// As on the pages: web/src/ui/chart/chart.css.
inline constexpr std::array<std::string_view, 4> kTones{"#0b6e6e", "#b4541b", "#4b3f8f", "#57400a"};
inline constexpr std::string_view kInk = "#17292d", kQuiet = "#475b60", kRule = "#e4ddd2", kFloor = "#8a8172",
                                  kBefore = "#98a4a6", kWarm = "#9a4417";
inline constexpr double kWidth = 640;

std::string_view tone(std::size_t series);
// `strong` stands before the words.
std::string text(double x, double y, std::string_view anchor, std::string_view words, std::string_view fill = kQuiet,
                 std::string_view strong = "");
std::string box(double x, double y, double width, double height, std::string_view fill, double opacity = 1);
std::string line(double x1, double y1, double x2, double y2, std::string_view stroke, std::string_view dashes = "none");
std::string framed(const measures::Table& table, double height, const std::string& inside);

std::string cut(const std::string& label, std::size_t most);
// Of a month three letters: twelve stand beside each other.
std::string short_name(const Grid& grid, std::size_t row);
// The definition changed in that year, and others stand before it.
bool is_after_break(const measures::Table& table, const Grid& grid, std::size_t row);
// Where the definition changed, among years beside each other.
std::string breaks(const measures::Table& table, const Grid& grid, double step, double left, double bottom);

// By school year or month; the years before stand behind the last one.
std::string lines(const measures::Table& table, const Grid& grid, double most);

}  // namespace onthaal::reports::drawing
