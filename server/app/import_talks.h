#pragma once

#include <string>

#include "app/commands.h"
#include "features/imports/imports_report.h"

namespace onthaal::app {

struct ImportGiven {
  std::string file, map, line;  // of a house with one line its slug may be missing
  std::string refused;          // a file for what was not taken; empty: none
  std::string replaces;         // the id of an import; empty: none
  bool is_beside = false, is_dry = false;
};
struct ImportDone {
  imports::RefusalReport report;
  std::string line;
  std::string import;  // its id; empty: nothing was imported
  bool is_new = false;
  std::int64_t taken = 0, refused = 0;  // rows
  std::int64_t without_dialogue = 0;    // of what was taken: such talks of a time that counts only those with one
  std::string tally;                    // JSON: how many of each course, ..., in what was taken
};

// Reads, maps and stages a file, and shows it; a dry run stops before anything is sent. `invalid` when not one row can
// be taken, with what is wrong with them in `report`.
Result<ImportDone> import_talks(Door& door, const ImportGiven& given);
Result<ImportDone> import_totals(Door& door, const ImportGiven& given);

// The slug that is given, or that of the only line.
Result<std::string> line_of(Door& door, const std::string& given);

}  // namespace onthaal::app
