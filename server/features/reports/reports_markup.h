#pragma once

#include <string>
#include <string_view>

// Text as it may stand in HTML and SVG, in an attribute too.
namespace onthaal::reports {

std::string escaped(std::string_view text);

}  // namespace onthaal::reports
