#pragma once

#include <xlsxwriter.h>

#include "platform/workbook.h"

// How cells and charts of a workbook look: calm, the same everywhere. Only for workbook.cpp.
namespace onthaal::workbook {

struct Formats {
  explicit Formats(lxw_workbook* book);
  lxw_format* of(Look look) const;

  lxw_format *title, *heading, *note, *count, *decimal, *share, *date;
};

// Without the two characters that XML cannot have and UTF-8 can: U+FFFE and U+FFFF.
std::string sound(std::string_view text);

lxw_chart* draw(lxw_workbook* book, const char* sheet, const Chart& chart);

}  // namespace onthaal::workbook
