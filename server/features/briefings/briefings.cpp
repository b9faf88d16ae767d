#include "features/briefings/briefings.h"

#include "features/briefings/briefings_days.h"
#include "features/briefings/briefings_wire.h"

namespace onthaal::briefings {

std::string today(db::Connection& db, LineId line, Millis now) {
  return wire::briefing(store::of_day(db, line, text_of(day_at(now))));
}

}  // namespace onthaal::briefings
