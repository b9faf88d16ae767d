#pragma once

#include <optional>
#include <string_view>

#include "features/imports/imports_names.h"

// The figures that yearly totals stand for: those of the tables through the years.
namespace onthaal::imports {

struct Figure {
  bool is_share = false;
};
// Nothing where no table shows a figure of this name: "theme_by_year.pesten.pupil", with themes of the line.
std::optional<Figure> find_figure(std::string_view name, const Names& names);

}  // namespace onthaal::imports
