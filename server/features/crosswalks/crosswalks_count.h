#pragma once

#include <map>
#include <string>
#include <vector>

#include "features/crosswalks/crosswalks_wire.h"

namespace onthaal::crosswalks {

// What the line did in a period, in the terms of the crosswalk's newest version. Genders
// and ages are traits that are crossed with being a pupil, or a child: their small numbers are withheld as those of the
// line's own measures. The others go along one thing.
struct Figures {
  lines::Line line;
  store::Version version;
  wire::Asked asked;
  std::vector<measures::Table> tables;
};
Figures count(const Snapshot& snapshot, const lines::Line& line, const wire::Asked& asked);

std::string json_of(const Figures& figures);
std::string csv_of(const Figures& figures);
Result<std::string> book_of(const Figures& figures);

}  // namespace onthaal::crosswalks
