#include "features/reports/reports_told.h"

#include <fmt/format.h>

#include <array>
#include <cmath>
#include <stdexcept>

namespace onthaal::reports::told {

std::string count(std::int64_t number) {
  std::string text = std::to_string(number < 0 ? -number : number);
  for (auto at = static_cast<std::ptrdiff_t>(text.size()) - 3; at > 0; at -= 3)
    text.insert(static_cast<std::size_t>(at), ".");
  return number < 0 ? "-" + text : text;
}

std::string decimal(double number, int digits) {
  const std::string plain = fmt::format("{:.{}f}", std::abs(number), digits);
  const auto point = plain.find('.');
  const std::string whole = count(std::stoll(plain.substr(0, point)));
  const std::string sign = number < 0 ? "-" : "";
  return point == plain.npos ? sign + whole : sign + whole + "," + plain.substr(point + 1);
}

std::string value(measures::Unit unit, double value) {
  using enum measures::Unit;
  switch (unit) {
    case count:
    case people:
      return decimal(value, std::lround(value * 10) % 10 == 0 ? 0 : 1);
    case share:
      return decimal(100 * value, 2) + "\u00a0%";
    case seconds:
      return value < 60 ? decimal(std::round(value), 0) + "\u00a0sec." : decimal(value / 60, 1) + "\u00a0min.";
    case years:
      return decimal(value, 1) + "\u00a0jaar";
    case stars:
      return decimal(value, 2);
    case hours:
      return decimal(value, value == std::round(value) ? 0 : 1) + "\u00a0uur";
  }
  throw std::logic_error("a unit");
}

std::string axis(measures::Unit unit, double value) {
  if (unit != measures::Unit::share) return told::value(unit, value);
  const double percent = 100 * value;
  return decimal(percent, percent == std::round(percent) ? 0 : 1) + "\u00a0%";
}

std::string cell(const measures::Table& table, const measures::Row& row) {
  if (row.is_withheld) return "n.g.";
  const measures::Unit unit = row.unit.value_or(table.unit);
  const bool is_counted = unit == measures::Unit::count || unit == measures::Unit::share;
  if (!row.value && row.n && is_counted) return count(*row.n);
  if (!row.value) return std::string(row.base == 0 ? kOfNobody : kUnknown);
  if (unit == measures::Unit::share && row.n) return count(*row.n) + " (" + value(unit, *row.value) + ")";
  return value(unit, *row.value);
}

std::string cell_with_base(const measures::Table& table, const measures::Row& row) {
  const std::string words = cell(table, row);
  if (!row.value || !row.base) return words;
  const std::string base = "van " + count(*row.base);
  const auto share = words.find(" (");
  return share == words.npos ? words + " (" + base + ")" : words.substr(0, share) + " " + base + words.substr(share);
}

std::string day(hours::Day day) {
  constexpr std::array<std::string_view, 12> kMonths{"januari",   "februari", "maart",    "april",
                                                     "mei",       "juni",     "juli",     "augustus",
                                                     "september", "oktober",  "november", "december"};
  const date::year_month_day parts{day};
  return fmt::format("{} {} {}", static_cast<unsigned>(parts.day()),
                     kMonths.at(static_cast<unsigned>(parts.month()) - 1), static_cast<int>(parts.year()));
}

std::string moment(Millis at) {
  const hours::LocalTime local = hours::local_of(at);
  const auto today = date::floor<date::days>(local);
  const date::hh_mm_ss time(local - today);
  return fmt::format("{} om {:02}:{:02}", day(today), time.hours().count(), time.minutes().count());
}

}  // namespace onthaal::reports::told
