#include "app/demo_year_spread.h"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <random>
#include <stdexcept>

namespace onthaal::app::demo {

// The standard says what this engine gives; it does not say so of its distributions and of std::shuffle.
std::vector<std::size_t> mixed(std::size_t n, std::uint64_t seed) {
  std::vector<std::size_t> all(n);
  std::iota(all.begin(), all.end(), 0U);
  std::mt19937_64 random(seed);
  for (std::size_t left = n; left > 1; --left) std::swap(all[left - 1], all[random() % left]);
  return all;
}

std::vector<int> split(int total, std::size_t parts) {
  if (parts == 0) return {};
  const int each = total / static_cast<int>(parts);
  std::vector<int> all(parts, each);
  for (int left = total - each * static_cast<int>(parts), i = 0; i < left; ++i) ++all[static_cast<std::size_t>(i)];
  return all;
}

std::vector<int> even(std::size_t n, int sum, double reach) {
  const double mean = n == 0 ? 0 : sum / static_cast<double>(n);
  const auto until = [&](std::size_t i) {  // the sum of the first i
    const auto at = static_cast<double>(i);
    return std::lround(at * (mean - reach) + reach * at * at / static_cast<double>(n));
  };
  std::vector<int> all;
  for (std::size_t i = 0; i < n; ++i) all.push_back(static_cast<int>(until(i + 1) - until(i)));
  return all;
}

std::vector<int> star_list(int raters, int sum) {
  std::vector<int> all(static_cast<std::size_t>(raters), 5);
  int short_of = 5 * raters - sum;
  for (std::size_t i = 0; short_of > 0; ++i) {
    const int less = std::min(static_cast<int>(i % 4) + 1, short_of);
    if (i == all.size()) throw std::logic_error("so few stars of so many raters");
    all[i] -= less;
    short_of -= less;
  }
  return all;
}

}  // namespace onthaal::app::demo
