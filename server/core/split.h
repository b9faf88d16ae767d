#pragma once

#include <ranges>
#include <string>
#include <string_view>
#include <vector>

namespace onthaal {

// "a,b" into "a" and "b"; nothing of an empty text.
inline std::vector<std::string> split(std::string_view text, char separator) {
  std::vector<std::string> parts;
  for (const auto part : std::views::split(text, separator)) parts.emplace_back(part.begin(), part.end());
  return parts;
}

}  // namespace onthaal
