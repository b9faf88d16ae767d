#pragma once

#include <boost/json.hpp>

#include "features/lines/lines.h"

namespace onthaal::lines::wire {

std::string lines(const std::vector<Line>& lines);

// GET /api/lines/{slug}
std::string page(const Snapshot& snapshot, const Line& line, const Outside& outside);

Result<bool> parse_open(const boost::json::object& data);

struct NamedSettings {
  std::string name;
  Settings settings;
};
Result<NamedSettings> parse_settings(const boost::json::object& data, std::int64_t most_talks);
std::string settings(const Line& line, const Settings& settings);

// As they stand in the line's row: without the name and the revision, which have columns of their own.
std::string kept(const Settings& settings);
// What is not there has its default. Throws when it was not written by kept().
Settings parse_kept(std::string_view text);

}  // namespace onthaal::lines::wire
