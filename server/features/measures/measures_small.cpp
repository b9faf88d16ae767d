#include "features/measures/measures_small.h"

#include <algorithm>
#include <set>

#include "features/measures/measures_few.h"

namespace onthaal::measures {

std::string_view SmallNumbers::code(const DraftRow& row, std::string_view dimension) const {
  const auto at = std::ranges::find(measure_.dimensions, dimension);
  if (at == measure_.dimensions.end()) return {};
  return row.row.keys.at(static_cast<std::size_t>(at - measure_.dimensions.begin())).code;
}

namespace {

bool is_few_of_centre(std::int64_t n) {
  return n > 0 && n < kFewestOfCentre;
}

}  // namespace

bool SmallNumbers::is_small(const DraftRow& row) const {
  const std::int64_t n = row.row.n.value_or(0);
  if (row.row.source) return false;
  if (row.is_beside && row.whole > 0)
    return n > 0 && (is_small_base(row, row.whole - n) || (is_of_one_centre() && is_few_of_centre(row.whole)));
  const bool is_unknown = row.is_beside || code(row, "who") == "unknown";
  if (is_unknown && !is_of_one_centre()) return false;
  if (!is_unknown && is_crossed(row) && row.rest > 0 && row.rest < kFewest) return true;
  if (n == 0) return false;
  if (!is_unknown && is_crossed(row) && n < kFewest) return true;
  const bool is_by_itself = has_dimension(measure_, "centre") || row.is_group;
  return is_of_centre() && is_few_of_centre(is_by_itself ? n : std::max(n, row.row.base.value_or(0)));
}

bool SmallNumbers::has_small_base(const DraftRow& row) const {
  return is_small_base(row, row.row.base.value_or(0));
}

bool SmallNumbers::is_small_base(const DraftRow& row, std::int64_t base) const {
  return (is_crossed(row) && base > 0 && base < kFewest) || (is_of_centre() && is_few_of_centre(base));
}

// A theme is so much about a person that it crosses with whatever the table is of.
bool SmallNumbers::is_crossed(const DraftRow& row) const {
  std::set<std::string_view> traits(measure_.traits.begin(), measure_.traits.end());
  if (code(row, "who") == "all") traits.erase("who");
  if (filter_.who && heeds(measure_, "who")) traits.insert("who");
  if (filter_.centre && heeds(measure_, "centre")) traits.insert("centre");
  return traits.size() >= 2 || !heeded(measure_, filter_).themes.empty();
}

bool SmallNumbers::is_of_centre() const {
  return has_dimension(measure_, "centre") || is_of_one_centre();
}

bool SmallNumbers::is_of_one_centre() const {
  return filter_.centre && heeds(measure_, "centre");
}

}  // namespace onthaal::measures
