#pragma once

#include <string>

#include "features/reports/reports_annual.h"

namespace onthaal::reports {

// When it was counted, and how: the definition of each table in the report. What several of them say is said once.
std::string appendix_of(const Annual& annual);

}  // namespace onthaal::reports
