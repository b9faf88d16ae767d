#pragma once

#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "features/imports/imports_row.h"

namespace onthaal::imports {

struct Counted {
  std::int64_t taken = 0, refused = 0;  // rows
};

// A file of talks, row by row, `taken` or `refused` (once for each thing that is wrong with a row). `names` as
// RowMapper. `invalid` when the file as a whole cannot be read: it is not UTF-8, or its header and the map do not fit.
struct Sink {
  std::function<void(hours::Day, const sheets::Talk&)> taken;
  std::function<void(const Refusal&)> refused;
};
Result<Counted> read_talks(std::string_view csv, const Map& map, const Names& names, Millis now, const Sink& sink);

// A file of yearly totals: the columns year (2017-2018), figure, n, base, value and source, in any order. `names`: what
// themes the line has. No year that is still to begin.
struct TotalsRead {
  std::vector<sheets::Total> totals;
  std::vector<Refusal> refusals;
  std::int64_t refused = 0;  // rows
};
Result<TotalsRead> read_totals(std::string_view csv, const Names& names, hours::Day today, char separator = '\0');

// Talks by day, as sheets: talks of a day may stand anywhere in a file. Only the last many of them are in memory as
// they are, all others packed.
class Days {
 public:
  void add(hours::Day day, const sheets::Talk& talk);
  // In their order, and empties them.
  void each(const std::function<void(hours::Day, std::int64_t talks, std::string_view body)>& sheet);
  std::size_t size() const { return days_.size(); }

 private:
  struct Slot {
    std::vector<sheets::Talk> loose;
    std::vector<std::string> packed;
    std::int64_t talks = 0;
  };
  void pack_all();
  std::map<hours::Day, Slot> days_;
  std::size_t loose_ = 0;
};

}  // namespace onthaal::imports
