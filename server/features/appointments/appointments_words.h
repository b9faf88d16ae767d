#pragma once

#include "features/appointments/appointments_wire.h"

// The words of an appointment: the nickname is sealed as number 0, the note as number 1. And who hears of it.
namespace onthaal::appointments {

struct SealedWords {
  std::string nickname;
  std::optional<std::string> note;
};
SealedWords seal_words(Tx& tx, const streams::Sealing& sealing, const wire::Words& words);
// Nothing: they were destroyed.
std::optional<wire::Words> open_words(const Snapshot& snapshot, const store::Appointment& appointment);

// By the number of an appointment: what becomes of it when nobody comes.
inline constexpr std::string_view kLook = "appointments.look";

// Staff of the line look again.
void tell_line(Tx& tx, LineId line);
// What becomes of it when nobody comes is looked at then; and of the talk that waits.
void look_at(Tx& tx, const store::Appointment& appointment, Millis due);
void look_at_talk(Tx& tx, std::int64_t appointment, Millis due);
bool is_anybody_on_duty(db::Connection& db, LineId line, Millis now);

}  // namespace onthaal::appointments
