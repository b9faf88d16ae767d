#include <algorithm>

#include "features/hours/hours.h"
#include "features/lines/lines.h"
#include "features/queue/queue.h"
#include "features/queue/queue_store.h"
#include "features/queue/queue_wire.h"

// Open, closed, full.
namespace onthaal::queue {
namespace {

// How long who comes now would wait is longer than the time that is left. While nobody can tell, since nobody is there
// to answer, it counts as one usual talk. Nobody waits longer than for all before, one after the other: only when that
// is too long it is reckoned who answers.
bool is_too_late(const Snapshot& snapshot, LineId line, const std::vector<duty::OnDuty>& team, std::int64_t waiting,
                 const std::optional<Millis>& until) {
  if (!until) return false;
  const Millis left = *until - snapshot.now;
  const Millis talk = usual_talk(snapshot.db, line);
  if (std::ranges::none_of(team, [&](const duty::OnDuty& each) { return can_take(each, snapshot.now); }))
    return talk > left;
  return (waiting + 1) * talk > left && wait_of(staffing_of(snapshot, line), waiting + 1).value_or(talk) > left;
}

}  // namespace

Opening opening(const Snapshot& snapshot, LineId line) {
  const hours::At at = hours::at(snapshot.db, line, snapshot.now);
  Opening opening{.state = Opening::State::open,
                  .until = at.until,
                  .next = at.next,
                  .why = std::nullopt,
                  .is_full = false,
                  .has_medical = false};
  bool is_anybody = false;
  const auto team = duty::team(snapshot.db, line);
  for (const duty::OnDuty& each : team) {
    if (each.is_over(snapshot.now)) continue;
    is_anybody = true;
    opening.has_medical = opening.has_medical || duty::is_medical(each.person);
  }
  const std::int64_t waiting = store::count_places(snapshot.db, line);
  opening.is_full = waiting >= lines::settings_of(snapshot.db, line).max_waiting ||
                    (at.is_open && is_too_late(snapshot, line, team, waiting, at.until));
  const bool is_on = lines::is_open(snapshot.db, line);
  if (at.is_open && is_anybody && is_on) return opening;
  opening.state = Opening::State::closed;
  if (!is_on) {
    opening.why = Opening::Why::switched_off;
  } else if (at.is_open) {
    opening.why = Opening::Why::nobody;
  } else {
    opening.why = Opening::Why::hours;
    if (at.run_out_until) opening.state = Opening::State::run_out, opening.until = at.run_out_until;
  }
  return opening;
}

void tell_opening(Tx& tx, LineId id, const Author& author) {
  const Opening now = opening({tx.db, tx.now, tx.keys}, id);
  if (!store::set_told(tx, id, opening_json(now))) return;
  const auto line = lines::find(tx.db, id);
  streams::append(tx, streams::key("line", id.value), line.value().uuid,
                  {"line.changed", author, std::nullopt, wire::line_changed(now)}, nullptr);
}

}  // namespace onthaal::queue
