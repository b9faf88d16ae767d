#include "features/measures/measures_statistics.h"

#include <algorithm>
#include <cstddef>

namespace onthaal::measures {

double median(std::vector<std::uint32_t>& values) {
  const std::size_t middle = values.size() / 2;
  const auto at = values.begin() + static_cast<std::ptrdiff_t>(middle);
  std::ranges::nth_element(values, at);
  if (values.size() % 2 == 1) return *at;
  return (static_cast<double>(*std::max_element(values.begin(), at)) + *at) / 2;
}

double percentile_90(std::vector<std::uint32_t>& values) {
  const std::size_t rank = (values.size() * 9 + 9) / 10;  // rounded up
  const auto at = values.begin() + static_cast<std::ptrdiff_t>(rank - 1);
  std::ranges::nth_element(values, at);
  return *at;
}

}  // namespace onthaal::measures
