#include "features/appointments/appointments_words.h"

namespace onthaal::appointments {
namespace {

constexpr seal::Kind kKind = seal::Kind::appointment;

}  // namespace

SealedWords seal_words(Tx& tx, const streams::Sealing& sealing, const wire::Words& words) {
  SealedWords sealed{seal::seal(sealing.key, kKind, sealing.owner, 0, words.nickname, tx.random), std::nullopt};
  if (words.note) sealed.note = seal::seal(sealing.key, kKind, sealing.owner, 1, *words.note, tx.random);
  return sealed;
}

std::optional<wire::Words> open_words(const Snapshot& snapshot, const store::Appointment& appointment) {
  const auto sealing = streams::find_sealing(snapshot.db, snapshot.keys, appointment.key);
  auto nickname = sealing ? seal::open(sealing->key, kKind, appointment.uuid, 0, appointment.nickname) : std::nullopt;
  if (!nickname) return std::nullopt;
  wire::Words words{*std::move(nickname), std::nullopt};
  if (appointment.note) words.note = seal::open(sealing->key, kKind, appointment.uuid, 1, *appointment.note);
  return words;
}

void tell_line(Tx& tx, LineId line) {
  streams::append(tx, streams::key("line", line.value), lines::find(tx.db, line).value().uuid,
                  {"appointments.changed", {}, std::nullopt, "{}"}, nullptr);
}

}  // namespace onthaal::appointments
