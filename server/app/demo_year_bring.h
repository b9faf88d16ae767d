#pragma once

#include <optional>
#include <string>
#include <vector>

#include "app/commands.h"
#include "app/demo_year.h"

// What was made goes the way of every import: staged in slices, and counted by one last step.
namespace onthaal::app::demo {

struct Brought {
  std::string import;  // its UUID
  std::int64_t talks = 0, totals = 0;
  bool is_new = false;  // else it was there already
};

// A line of CLBch@t's slug with its terms and hours, where there is no line at all; else one has to be named.
Result<std::string> line_for(Door& door, const std::string& database_url, const std::string& wanted);

Result<Brought> bring_year(Door& door, const std::string& line, const Published& published);
// `conflict` where some of them came from elsewhere.
Result<Brought> bring_before(Door& door, const std::string& line);

}  // namespace onthaal::app::demo
