#include "features/overviews/overviews_days.h"

#include "features/hours/hours.h"

namespace onthaal::overviews {
namespace {

Millis begin(hours::LocalTime local) {
  return hours::utc_of(local, hours::Edge::begin);
}

}  // namespace

Day day_before(Millis now, int weeks) {
  const auto then = hours::local_of(now) - date::weeks(weeks);
  const auto day = date::floor<date::days>(then);
  return {begin(day), begin(day + date::days(1)), weeks == 0 ? now + 1 : begin(then) + now % kMinute};
}

std::string time_of_day(Millis at) {
  return date::format("%R", hours::local_of(at));
}

}  // namespace onthaal::overviews
