#pragma once

#include <array>
#include <string>

#include "features/measures/measures.h"
#include "features/reports/reports_chapters.h"

namespace onthaal::reports {

inline constexpr std::string_view kFont =
    "Atkinson Hyperlegible Next, Segoe UI, Roboto, Helvetica Neue, Arial, Liberation Sans, sans-serif";

// A table as a small SVG that stands by itself: calm, with its labels beside what they name, colours that anybody can
// tell apart. Empty where there is nothing to draw, or the table is not for drawing.
std::string chart_of(const measures::Table& table, Drawn drawn);

// How deep the colour of a heat map is, from nothing to the most; and which of the steps a value has.
inline constexpr std::array kHeatSteps{0.07, 0.18, 0.32, 0.48, 0.68, 1.0};
std::size_t heat_step(double value, double most);

}  // namespace onthaal::reports
