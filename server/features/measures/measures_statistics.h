#pragma once

#include <cstdint>
#include <vector>

namespace onthaal::measures {

// Of values in any order, which it sorts in part: the middle one, or the mean of the two in the middle; the smallest
// one that at least nine in ten do not exceed.
double median(std::vector<std::uint32_t>& values);
double percentile_90(std::vector<std::uint32_t>& values);

}  // namespace onthaal::measures
