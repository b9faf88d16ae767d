#pragma once

#include "platform/json.h"

namespace onthaal {

// By what others know a person or a line: something that is seen, on one line, and read in the order in which it is
// written. One of json::Reader's problems, or empty. `name` is UTF-8.
std::string_view problem_of_name(std::string_view name);

namespace json {

// Trimmed.
std::string read_name(Reader& read, std::string_view field, std::size_t max);

}  // namespace json

}  // namespace onthaal
