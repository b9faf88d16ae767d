#include <algorithm>

#include "features/appointments/appointments_store.h"
#include "features/appointments/appointments_words.h"
#include "features/notices/notices.h"
#include "features/queue/queue.h"

namespace onthaal::appointments {
namespace {

constexpr std::string_view kTalk = "appointments.talk";
constexpr Millis kLookAgain = 5 * kMinute;

std::optional<StaffId> worker_of(const store::Appointment& appointment) {
  if (!appointment.slot.worker) return std::nullopt;
  return appointment.slot.worker->id;
}

// Who did not come in time missed it; what was agreed is kept for a while, so that it can still be moved. One that was
// moved since has a later time. When it can be opened and nobody is on duty coordinators hear it: the visitor would
// find a closed door.
void look(Tx& tx, const duty::Duty& duty, const jobs::Job& job) {
  const auto appointment = store::find(tx.db, std::stoll(job.key));
  if (!appointment) return;
  const auto& slot = appointment->slot;
  const Millis opens_at = slot.starts_at - kEarly;
  const Millis closes_at = slot.starts_at + kLate;
  const Millis kept_until = slot.starts_at + kKept;
  if (appointment->state == "booked") {
    if (tx.now < opens_at) return look_at(tx, *appointment, opens_at);
    if (tx.now < closes_at) {
      if (!is_anybody_on_duty(tx.db, slot.line, tx.now))
        notices::raise(tx, {.line = slot.line, .kind = notices::Kind::overdue, .staff = worker_of(*appointment)});
      return look_at(tx, *appointment, closes_at);
    }
    if (!store::change(tx, appointment->id, "booked", "missed")) return;
    tell_line(tx, slot.line);
    duty.close(tx, slot.line);
    return look_at(tx, *appointment, kept_until);
  }
  if (appointment->state != "missed") return;
  if (tx.now < kept_until) return look_at(tx, *appointment, kept_until);
  store::destroy(tx, *appointment);
}

// The worker did not come: it waits for anybody (unless somebody took it, and gave it to a colleague), and coordinators
// hear it. Nobody came at all: it is refused once the line is closed, and can be moved.
void look_at_waiting(Tx& tx, const conversations::Conversations& conversations, const store::Appointment& appointment,
                     Millis limit) {
  const LineId line = appointment.slot.line;
  const auto waiting = conversations::find_waiting({tx.db, tx.now, tx.keys}, *appointment.conversation);
  if (!waiting || waiting->last_operator) return;
  if (tx.now < limit) {
    conversations.release(tx, waiting->id);
    notices::raise(
        tx,
        {.line = line, .kind = notices::Kind::overdue, .conversation = waiting->id, .staff = worker_of(appointment)});
    return look_at_talk(tx, appointment.id, limit);
  }
  if (queue::opening({tx.db, tx.now, tx.keys}, line).state != queue::Opening::State::closed)
    return look_at_talk(tx, appointment.id, tx.now + kLookAgain);
  conversations.refuse_waiting(tx, waiting->id);
}

void look_at_opened(Tx& tx, const conversations::Conversations& conversations, const duty::Duty& duty,
                    const jobs::Job& job) {
  const auto appointment = store::find(tx.db, std::stoll(job.key));
  if (!appointment || !appointment->conversation) return;
  const auto& slot = appointment->slot;
  const Millis limit = slot.ends_at + hours::settings_of(tx.db, slot.line).run_out_minutes * kMinute;
  look_at_waiting(tx, conversations, *appointment, limit);
  if (tx.now < limit) return look_at_talk(tx, appointment->id, limit);
  duty.close(tx, slot.line);
}

}  // namespace

bool is_anybody_on_duty(db::Connection& db, LineId line, Millis now) {
  const auto team = duty::team(db, line);
  return std::ranges::any_of(team, [&](const duty::OnDuty& each) { return !each.is_over(now); });
}

void look_at(Tx& tx, const store::Appointment& appointment, Millis due) {
  jobs::later(tx, kLook, std::to_string(appointment.id), due);
}

void look_at_talk(Tx& tx, std::int64_t appointment, Millis due) {
  jobs::later(tx, kTalk, std::to_string(appointment), due);
}

std::vector<jobs::JobKind> jobs(const conversations::Conversations& conversations, const duty::Duty& duty) {
  return {
      {kLook, [&duty](Tx& tx, const jobs::Job& job) { look(tx, duty, job); }},
      {kTalk, [&conversations, &duty](Tx& tx, const jobs::Job& job) { look_at_opened(tx, conversations, duty, job); }}};
}

}  // namespace onthaal::appointments
