#include "features/measures/measures_calendar.h"

#include <fmt/format.h>

#include "features/measures/measures.h"

namespace onthaal::measures {

int year_number(Day day) {
  const date::year_month_day date(day);
  return static_cast<int>(date.year()) - (date.month() < date::September ? 1 : 0);
}

Day first_day(int year) {
  return Day(date::year(year) / 9 / 1);
}

Day last_day(int year) {
  return Day(date::year(year + 1) / 8 / 31);
}

std::size_t month_of(Day day) {
  return (static_cast<unsigned>(date::year_month_day(day).month()) + 3) % 12;
}

Day first_of_month(int year, std::size_t month) {
  return Day(date::year_month_day(first_day(year)) + date::months(static_cast<int>(month)));
}

Day years_before(Day day, int years) {
  const date::year_month_day date(day);
  const date::year_month_day before = date - date::years(years);
  return before.ok() ? Day(before) : Day(before.year() / before.month() / date::last);
}

std::string year_of(Day day) {
  const int year = year_number(day);
  return fmt::format("{}-{}", year, year + 1);
}

std::optional<Period> parse_year(std::string_view text) {
  if (text.size() != 9 || text[4] != '-') return std::nullopt;
  const auto from = hours::parse_day(std::string(text.substr(0, 4)) + "-09-01");
  const auto until = hours::parse_day(std::string(text.substr(5)) + "-08-31");
  if (!from || !until || year_number(*from) != year_number(*until)) return std::nullopt;
  return Period{*from, *until};
}

Period whole_months(Period period) {
  const date::year_month_day first{period.from}, last{period.until};
  return {Day(first.year() / first.month() / 1), Day(last.year() / last.month() / date::last)};
}

}  // namespace onthaal::measures
