#include "features/overviews/overviews_days.h"

#include <date/tz.h>

namespace onthaal::overviews {
namespace {

using Milliseconds = std::chrono::milliseconds;

const date::time_zone& brussels() {
  static const date::time_zone* const zone = date::locate_zone("Europe/Brussels");
  return *zone;
}

date::local_time<Milliseconds> local(Millis at) {
  return brussels().to_local(date::sys_time<Milliseconds>{Milliseconds{at}});
}

// Of a time that there is twice the first; of one that there is not, when the clock jumps over it.
Millis millis(date::local_time<Milliseconds> at) {
  return brussels().to_sys(at, date::choose::earliest).time_since_epoch().count();
}

}  // namespace

Day day_before(Millis now, int weeks) {
  const auto then = local(now) - date::weeks(weeks);
  const auto day = date::floor<date::days>(then);
  return {millis(day), millis(day + date::days(1)), weeks == 0 ? now + 1 : millis(then)};
}

std::string time_of_day(Millis at) {
  return date::format("%R", local(at));
}

}  // namespace onthaal::overviews
