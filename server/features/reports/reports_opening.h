#pragma once

#include <string>
#include <string_view>

#include "features/reports/reports_annual.h"
#include "features/reports/reports_page.h"

// What a report begins with, in HTML.
namespace onthaal::reports {

std::string origin_of(const Annual& annual);  // where talks come from, if that is to be said
std::string cover_of(const Annual& annual, std::string_view title, std::string_view prose);
std::string glance_of(const Annual& annual, For reader);  // the year in a few numbers

}  // namespace onthaal::reports
