#pragma once

#include <string_view>
#include <vector>

#include "features/reports/reports_annual.h"

namespace onthaal::reports {

// Only the rows of that key, and the title says so. A sentence about others does not come along. The table as it is
// where it has no such dimension.
measures::Table narrowed(measures::Table table, std::string_view dimension, std::string_view key);
// Those in which there is something, without the numbers that only explain another one, nor that of open talks where
// there are none.
std::vector<Shown> on_paper(std::vector<Shown> tables);

}  // namespace onthaal::reports
