#pragma once

#include "features/measures/measures_tables.h"

namespace onthaal::measures {

// What the tables that are asked for need, each read once. `asked` and the snapshot outlive it.
class Reading {
 public:
  Reading(const Snapshot& snapshot, LineId line, const Asked& asked)
      : snapshot_(snapshot), line_(line), asked_(asked) {}

  // Also from which year on those that look back count.
  void fill(Scope& scope, Facts& facts) const;

 private:
  bool asks(std::string_view table) const;
  bool looks_back() const;
  bool needs_talks() const;
  int first_year(const std::vector<sheets::Total>& totals) const;
  Counts count(const Scope& scope) const;
  bool is_unknown(Period period, Day begun) const;
  bool is_kept(Day from, Day until) const;
  Moments today(const Scope& scope, Day begun) const;
  void fill_lifetime(Facts& facts, const std::optional<sheets::Extent>& extent) const;
  std::map<int, OpenHours> open_hours(const Scope& scope) const;

  const Snapshot& snapshot_;
  LineId line_;
  const Asked& asked_;
};

}  // namespace onthaal::measures
