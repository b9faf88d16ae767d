#pragma once

#include "features/backups/backups.h"

namespace onthaal::backups::wire {

std::string manifest(const Manifest& manifest);
Result<Manifest> parse_manifest(std::string_view text);

std::string label(const Label& label);
Result<Label> parse_label(const boost::json::object& data);

// What the log keeps of one: its name, its hash, its size, and which schema.
std::string entry(const Label& label);

std::string state(const State& state, const Settings& settings);

}  // namespace onthaal::backups::wire
