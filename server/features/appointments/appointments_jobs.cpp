#include "features/appointments/appointments_store.h"
#include "features/appointments/appointments_words.h"

namespace onthaal::appointments {
namespace {

constexpr std::string_view kLook = "appointments.look";
constexpr std::string_view kRelease = "appointments.release";

// Who did not come in time missed it; what was agreed is kept for a while, so that it can still be moved. One that was
// moved since has a later time.
void look(Tx& tx, const jobs::Job& job) {
  const auto appointment = store::find(tx.db, std::stoll(job.key));
  if (!appointment) return;
  const Millis closes_at = appointment->slot.starts_at + kLate;
  const Millis kept_until = appointment->slot.starts_at + kKept;
  if (appointment->state == "booked" && tx.now < closes_at) return look_at(tx, *appointment, closes_at);
  if (appointment->state == "booked") {
    if (!store::change(tx, appointment->id, "booked", "missed")) return;
    tell_line(tx, appointment->slot.line);
    return look_at(tx, *appointment, kept_until);
  }
  if (appointment->state != "missed") return;
  if (tx.now < kept_until) return look_at(tx, *appointment, kept_until);
  store::destroy(tx, *appointment);
}

// The worker did not come. Once somebody took it, it may wait for a colleague to whom it was given.
void release(Tx& tx, const conversations::Conversations& conversations, std::int64_t id) {
  const auto appointment = store::find(tx.db, id);
  if (!appointment || !appointment->conversation) return;
  if (!conversations::latest_pass(tx.db, *appointment->conversation))
    conversations.release(tx, *appointment->conversation);
}

}  // namespace

void look_at(Tx& tx, const store::Appointment& appointment, Millis due) {
  jobs::later(tx, kLook, std::to_string(appointment.id), due);
}

void release_at(Tx& tx, std::int64_t appointment, Millis due) {
  jobs::later(tx, kRelease, std::to_string(appointment), due);
}

std::vector<jobs::JobKind> jobs(const conversations::Conversations& conversations) {
  return {{kLook, look}, {kRelease, [&conversations](Tx& tx, const jobs::Job& job) {
                            release(tx, conversations, std::stoll(job.key));
                          }}};
}

}  // namespace onthaal::appointments
