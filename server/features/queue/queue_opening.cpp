#include "features/hours/hours.h"
#include "features/lines/lines.h"
#include "features/queue/queue.h"
#include "features/queue/queue_store.h"
#include "features/queue/queue_wire.h"

// Open, closed, full.
namespace onthaal::queue {
namespace {

// How long who comes now would wait is longer than the time that is left. Nobody online: nobody can tell.
bool is_too_late(const Snapshot& snapshot, LineId line, std::int64_t waiting, const std::optional<Millis>& until) {
  if (!until) return false;
  const auto wait = wait_of(staffing_of(snapshot, line), waiting + 1);
  return wait && *wait > *until - snapshot.now;
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
  for (const duty::OnDuty& each : duty::team(snapshot.db, line)) {
    if (each.is_over(snapshot.now)) continue;
    is_anybody = true;
    opening.has_medical = opening.has_medical || duty::is_medical(each.person);
  }
  const std::int64_t waiting = conversations::count_waiting(snapshot.db, line);
  opening.is_full = waiting >= lines::settings_of(snapshot.db, line).max_waiting ||
                    (at.is_open && is_too_late(snapshot, line, waiting, at.until));
  if (at.is_open && is_anybody && lines::is_open(snapshot.db, line)) return opening;
  opening.state = Opening::State::closed;
  if (!lines::is_open(snapshot.db, line)) {
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
