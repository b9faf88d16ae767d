#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

#include "features/reports/reports_annual.h"
#include "platform/workbook.h"

// A sheet of the workbook of a report.
namespace onthaal::reports {

// What it says, its definition, base and filter, a row for each figure with that of the year before beside it, and a
// chart where it has one.
void write_sheet(workbook::Sheet& sheet, const Shown& shown);

workbook::Cell value_cell(measures::Unit unit, const measures::Row* row);
workbook::Cell count_cell(const std::optional<std::int64_t>& number);
std::string_view unit_name(measures::Unit unit);  // as values stand in the cells

}  // namespace onthaal::reports
