#include "features/queue/queue_closing.h"

#include "features/hours/hours.h"
#include "features/lines/lines.h"
#include "features/notices/notices.h"
#include "features/queue/queue.h"

// The end of an evening. Talks that have begun are ended by a person, never by a clock.
namespace onthaal::queue {
namespace {

constexpr Millis kLookAgain = kMinute;

std::optional<Millis> run_out_end(const hours::At& at, const hours::Settings& settings) {
  if (at.run_out_until) return at.run_out_until;
  if (at.is_open && at.until) return *at.until + settings.run_out_minutes * kMinute;
  return std::nullopt;
}

void warn(Tx& tx, const conversations::Conversations& conversations, const lines::Line& line, Millis left) {
  const Staffing staffing = staffing_of({tx.db, tx.now, tx.keys}, line.id);
  for (const auto& [conversation, place] : conversations::places_of(tx.db, line)) {
    const auto wait = wait_of(staffing, place);
    if (!wait || *wait >= left) conversations.warn(tx, conversation.id);
  }
}

}  // namespace

void look_after(Tx& tx, const conversations::Conversations& conversations, LineId line) {
  const bool is_anybody = duty::is_anybody_answering(tx.db, line, tx.now);
  for (const auto& each : conversations::waiters(tx.db, line)) {
    if (!each.had_begun || !conversations.set_unattended(tx, each.id, !is_anybody)) continue;
    if (is_anybody)
      settle_waiting(tx, line, each.id, std::nullopt);
    else
      notices::raise(tx, {.line = line, .kind = notices::Kind::nobody, .conversation = each.id});
  }
}

void settle_waiting(Tx& tx, LineId line, ConversationId conversation, std::optional<StaffId> by) {
  for (const auto kind : {notices::Kind::nobody, notices::Kind::overdue})
    notices::settle(tx, line, kind, conversation, by);
}

void on_hours(Tx& tx, const conversations::Conversations& conversations, const duty::Duty& duty, LineId id) {
  const auto line = lines::find(tx.db, id);
  if (!line) return;
  const hours::At at = hours::at(tx.db, id, tx.now);
  const hours::Settings settings = hours::settings_of(tx.db, id);
  const auto end = run_out_end(at, settings);
  if (end && *end - tx.now <= settings.warn_minutes * kMinute) {
    warn(tx, conversations, *line, *end - tx.now);
    jobs::later(tx, kWarn, std::to_string(id.value), tx.now + kLookAgain);
  }
  if (!at.is_open && !at.run_out_until) {
    for (const auto& [conversation, had_begun, is_second] : conversations::waiters(tx.db, id))
      if (!had_begun && !is_second) conversations.refuse_waiting(tx, conversation);
    duty.close(tx, id);
    look_after(tx, conversations, id);
  }
  tell_opening(tx, id, {});
}

}  // namespace onthaal::queue
