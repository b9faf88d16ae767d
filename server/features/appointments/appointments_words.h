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

// Staff of the line look again.
void tell_line(Tx& tx, LineId line);
// What becomes of it when nobody comes is looked at then.
void look_at(Tx& tx, const store::Appointment& appointment, Millis due);
void release_at(Tx& tx, std::int64_t appointment, Millis due);

}  // namespace onthaal::appointments
