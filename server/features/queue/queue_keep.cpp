#include "features/queue/queue_keep.h"

// Whom a talk is kept for a while.
namespace onthaal::queue {
namespace {

bool can_take(db::Connection& db, LineId line, StaffId staff, Millis now) {
  const auto who = duty::find(db, line, staff);
  return who && who->is_connected && has_room(db, line, staff, now);
}

}  // namespace

void keep_for(Tx& tx, const conversations::Subject& subject, StaffId staff) {
  if (!can_take(tx.db, subject.line, staff, tx.now) || !conversations::keep_for(tx, subject.id, staff)) return;
  tell_waiting(tx, subject, {});
  jobs::later(tx, kStopKeeping, subject.uuid.text(), tx.now + kKeptFor);
}

void stop_keeping(Tx& tx, const conversations::Subject& subject) {
  if (conversations::stop_keeping(tx, subject.id)) tell_waiting(tx, subject, {});
}

void stop_keeping_for(Tx& tx, LineId line, StaffId staff) {
  const auto kept = conversations::kept_for(tx.db, line, staff);
  if (kept.empty() || can_take(tx.db, line, staff, tx.now)) return;
  for (const conversations::Subject& subject : kept) stop_keeping(tx, subject);
}

}  // namespace onthaal::queue
