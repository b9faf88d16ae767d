#pragma once

#include <string>
#include <string_view>

namespace onthaal::csv {

// One cell of a file that people open in a spreadsheet (RFC 4180): quoted where it has to be. A text that would be
// taken for a formula begins with an apostrophe.
std::string cell(std::string_view text, char separator);

}  // namespace onthaal::csv
