#pragma once

#include <string>

#include "features/measures/measures.h"
#include "features/reports/reports_chapters.h"

namespace onthaal::reports {

// A table as a small SVG that stands by itself: calm, with its labels beside what they name, colours that anybody can
// tell apart. Empty where there is nothing to draw, or the table is not for drawing.
std::string chart_of(const measures::Table& table, Drawn drawn);

}  // namespace onthaal::reports
