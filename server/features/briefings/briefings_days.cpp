#include "features/briefings/briefings_days.h"

#include <date/tz.h>

#include <sstream>

namespace onthaal::briefings {
namespace {

const date::time_zone& brussels() {
  static const date::time_zone* const zone = date::locate_zone("Europe/Brussels");
  return *zone;
}

}  // namespace

std::optional<date::local_days> parse_day(std::string_view text) {
  std::istringstream in{std::string(text)};
  date::local_days day;
  in >> date::parse("%F", day);
  if (in.fail() || text_of(day) != text) return std::nullopt;
  return day;
}

std::string text_of(date::local_days day) {
  return date::format("%F", day);
}

date::local_days day_at(Millis now) {
  return date::floor<date::days>(
      brussels().to_local(date::sys_time<std::chrono::milliseconds>{std::chrono::milliseconds{now}}));
}

Millis beginning_of(date::local_days day) {
  return std::chrono::milliseconds(brussels().to_sys(day, date::choose::earliest).time_since_epoch()).count();
}

}  // namespace onthaal::briefings
