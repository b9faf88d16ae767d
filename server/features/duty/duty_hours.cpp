#include "features/duty/duty_hours.h"

#include <algorithm>
#include <map>

#include "features/duty/duty_store.h"

namespace onthaal::duty {
namespace {

constexpr Millis kHalfHour = 30 * kMinute;

// A page that is back within two minutes was never away. A server that was down wrote nothing: nobody was online for
// longer than duty lasts without a sign of a person.
Millis end_of(const store::Stretch& stretch, Millis now) {
  const bool is_lost = stretch.lost_at && now - *stretch.lost_at >= kAlone;
  return std::min(is_lost ? *stretch.lost_at : now, stretch.sign_at + kNoSign);
}

template <class Each>
void each_half_hour(Millis from, Millis until, const Each& each) {
  if (until <= from) return;
  for (Millis at = from - from % kHalfHour; at < until; at += kHalfHour)
    each(HalfHour{at, std::min(until, at + kHalfHour) - std::max(from, at)});
}

}  // namespace

void count_online(Tx& tx, StaffId staff) {
  for (const store::Stretch& stretch : store::stretches_of(tx.db, staff))
    each_half_hour(stretch.from, end_of(stretch, tx.now),
                   [&](const HalfHour& half_hour) { store::add_online(tx, stretch.line, half_hour); });
  store::set_counted(tx, staff);
}

std::vector<HalfHour> online_by_half_hour(db::Connection& db, LineId line, Millis from, Millis until, Millis now) {
  std::map<Millis, Millis> online;
  for (const HalfHour& each : store::counted(db, line, from, until)) online[each.at] = each.online;
  for (const store::Stretch& stretch : store::stretches_on(db, line))
    each_half_hour(stretch.from, end_of(stretch, now), [&](const HalfHour& each) {
      if (each.at >= from && each.at < until) online[each.at] += each.online;
    });
  std::vector<HalfHour> all;
  for (const auto& [at, together] : online) all.push_back({at, together});
  return all;
}

}  // namespace onthaal::duty
