#include "features/measures/measures_written.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace onthaal::measures {
namespace {

// A number and its unit stay on one line.
const std::string kUnbroken = "\u00a0";

// A digit behind the comma, unless that is a 0.
int digits_of(double value) {
  return std::lround(value * 10) % 10 == 0 ? 0 : 1;
}

// At least a second: of less nobody says that it was nothing.
std::string duration(double seconds, Language language) {
  const bool is_dutch = language == Language::nl;
  if (seconds >= 90)
    return number(seconds / 60, digits_of(seconds / 60), language) + kUnbroken + (is_dutch ? "minuten" : "minutes");
  const double whole = std::max(1.0, std::round(seconds));
  const std::string plural = is_dutch ? "n" : "s";
  return number(whole, 0, language) + kUnbroken + (is_dutch ? "seconde" : "second") + (whole == 1 ? "" : plural);
}

}  // namespace

std::string number(double value, int digits, Language language) {
  std::string text = fmt::format("{:.{}f}", std::abs(value), digits);
  const std::size_t point = text.find('.');
  std::size_t at = point == text.npos ? text.size() : point;
  if (point != text.npos && language == Language::nl) text[point] = ',';
  for (; at > 3; at -= 3) text.insert(at - 3, language == Language::nl ? "." : ",");
  return (value < 0 ? "-" : "") + text;
}

std::string percent(double share, Language language) {
  const double percent = share * 100;
  const int digits = std::abs(percent) < 9.95 ? digits_of(percent) : 0;
  return number(percent, digits, language) + (language == Language::nl ? kUnbroken + "%" : "%");
}

std::optional<std::string> written(double value, Unit unit, Language language) {
  constexpr double kFewestPeople = 0.05;
  const bool is_dutch = language == Language::nl;
  const int digits = digits_of(value);
  switch (unit) {
    case Unit::count:
      return number(value, digits, language);
    case Unit::share:
      return percent(value, language);
    case Unit::seconds:
      return duration(value, language);
    case Unit::years:
      return number(value, digits, language) + (is_dutch ? " jaar" : " years");
    case Unit::stars:
      return number(value, 2, language);
    case Unit::hours:
      return number(value, digits, language) + kUnbroken + (is_dutch ? "uur" : value == 1 ? "hour" : "hours");
    case Unit::people:
      return value < kFewestPeople ? std::nullopt : std::optional(number(value, digits, language));
  }
  return std::nullopt;
}

std::string listed(std::vector<std::string> names, bool is_quoted, Language language) {
  std::string text;
  for (std::size_t at = 0; at < names.size(); ++at) {
    const bool is_last = at + 1 == names.size();
    if (at > 0) text += !is_last ? ", " : language == Language::nl ? " en " : " and ";
    text += is_quoted ? "‘" + names[at] + "’" : names[at];
  }
  return text;
}

std::string one_or_more(std::string_view words, double number) {
  const std::size_t slash = words.find('/');
  return std::string(number == 1 ? words.substr(0, slash) : words.substr(slash + 1));
}

}  // namespace onthaal::measures
