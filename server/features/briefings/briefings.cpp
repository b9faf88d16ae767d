#include "features/briefings/briefings.h"

#include "features/briefings/briefings_wire.h"
#include "features/hours/hours.h"

namespace onthaal::briefings {

std::string today(db::Connection& db, LineId line, Millis now) {
  return wire::briefing(store::of_day(db, line, hours::day_text(hours::day_of(now))));
}

}  // namespace onthaal::briefings
