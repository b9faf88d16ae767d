#pragma once

#include "features/measures/measures_tables.h"

namespace onthaal::measures {

// What was asked, as a sentence of a table heeds it. Both outlive it.
class Question {
 public:
  Question(const Table& table, const Context& context) : table_(table), context_(context) {}

  // break: the definition changed between the years that are compared; part: the period is of whole months, and no
  // school year; inside: it is within one; group: one class of who is asked for; many: the operators are of more than
  // one system; none: no theme is chosen; talks: of requests only those that became talks are known; whole: a row is
  // all of its base.
  bool holds(std::string_view condition) const;
  std::string meant_by(const std::string& code) const;
  // Of a school year, or of a month of one.
  bool is_in_period(const Row& row) const;
  // The period is of several months that can be compared.
  bool has_a_most() const;
  // The definition changed between the two years that are compared.
  bool is_broken() const;
  // There are talks, and none of them tells, where the table has nothing.
  bool is_untold(const Measure& measure) const;
  // Where the period is another one, it is said that these are the numbers of all of that year; of one that is not
  // over, of all until now.
  std::string whole_year(const std::string& label) const;

 private:
  const Filter& filter() const { return context_.asked.filter; }
  bool has_break(Day from) const;  // after that day, up to the end of the last year

  const Table& table_;
  const Context& context_;
};

}  // namespace onthaal::measures
