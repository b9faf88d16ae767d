#pragma once

#include <cstdint>
#include <vector>

// Whole numbers that come out at a given sum, always the same ones.
namespace onthaal::app::demo {

// The numbers from 0 to n - 1, mixed; another way for each `seed`.
std::vector<std::size_t> mixed(std::size_t n, std::uint64_t seed);

// `total` in so many parts that differ by one at most; the larger ones come first.
std::vector<int> split(int total, std::size_t parts);

// n numbers, evenly from `reach` under their mean to `reach` above it, in that order.
std::vector<int> even(std::size_t n, int sum, double reach);

// Of each rater 1 to 5: 5, or evenly 4, 3, 2, 1, with what falls short in the last of them. The sum must allow it.
std::vector<int> star_list(int raters, int sum);

}  // namespace onthaal::app::demo
