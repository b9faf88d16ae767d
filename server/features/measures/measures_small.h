#pragma once

#include "features/measures/measures_tables.h"

namespace onthaal::measures {

// Which numbers of a table are too small by themselves, by its traits and what the filter adds to them. `measure` and
// `filter` outlive it.
class SmallNumbers {
 public:
  SmallNumbers(const Measure& measure, const Filter& filter) : measure_(measure), filter_(filter) {}

  std::string_view code(const DraftRow& row, std::string_view dimension) const;  // empty: no such dimension
  bool is_small(const DraftRow& row) const;
  bool has_small_base(const DraftRow& row) const;

 private:
  bool is_small_base(const DraftRow& row, std::int64_t base) const;
  bool is_crossed(const DraftRow& row) const;
  bool is_of_centre() const;
  bool is_of_one_centre() const;  // by the filter

  const Measure& measure_;
  const Filter& filter_;
};

}  // namespace onthaal::measures
