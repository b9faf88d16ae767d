#pragma once

#include <string_view>
#include <vector>

#include "app/demo_year_published.h"
#include "core/result.h"
#include "features/imports/imports.h"

// A synthetic school year: talks that never were, whose figures are those that were published. What is not published
// stays unknown; what a talk has to have all the same (a moment, a duration around the mean) is spread evenly.
namespace onthaal::app::demo {

struct DayOfTalks {
  sheets::Day day;
  std::vector<sheets::Talk> talks;  // in order of time
};

// Always the same for the same names, within the open hours of `rules`; they point at the keys of `names`. `invalid`
// tells what the line lacks.
Result<std::vector<DayOfTalks>> make_year(const Published& published, const std::vector<imports::Named>& names,
                                          const hours::Rules& rules);

}  // namespace onthaal::app::demo
