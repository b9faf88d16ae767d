#pragma once

#include <stop_token>
#include <string>
#include <string_view>
#include <vector>

#include "core/result.h"
#include "features/reports/reports_annual.h"

// The forms in which a report leaves the server.
namespace onthaal::reports {

struct FileKind {
  std::string_view name;  // annual.xlsx
  std::string_view type;  // for Content-Type
  bool is_converted;      // by pandoc, which may not be installed
};
const FileKind* find_file(std::string_view name);
std::vector<std::string> available_files();
std::string why_not_available(const FileKind& file);  // empty: it is

// Takes some seconds where it is converted, less once a stop is asked for. `conflict` where the converter is not
// installed, `timeout` where it takes too long.
Result<std::string> make_file(const Annual& annual, const FileKind& file, const std::stop_token& stop = {});

// Every figure once: name, value, n, base, filter and definition; and those of the year before. The figures of a
// chapter about a theme that do not name it themselves have it behind an @: "theme_window.talks.pupil@pesten".
std::string figures_file(const Annual& annual);
// Every table on a sheet of its own, with what it says, its definition, base and filter, and a chart where it has one.
Result<std::string> workbook_file(const Annual& annual);

}  // namespace onthaal::reports
