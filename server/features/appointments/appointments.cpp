#include "features/appointments/appointments.h"

#include <map>

#include "features/appointments/appointments_store.h"
#include "features/appointments/appointments_wire.h"
#include "features/appointments/appointments_words.h"
#include "features/handovers/handovers.h"
#include "features/notices/notices.h"

namespace onthaal::appointments {
namespace {

using conversations::Talk;

std::unexpected<Error> not_found() {
  return fail(Code::not_found, "no such appointment");
}

// An appointment, and the talk in which it was offered.
struct Offered {
  store::Appointment appointment;
  Talk talk;
};
using Access = Result<Talk> (*)(Tx&, const Actor&, const Uuid&);
Result<Offered> find_offered(Tx& tx, const Actor& actor, const Uuid& uuid, Access access) {
  auto found = store::find(tx.db, uuid);
  if (!found) return not_found();
  auto talk = access(tx, actor, found->offered_in);
  if (!talk) return not_found();
  return Offered{*std::move(found), *std::move(talk)};
}

Reply tell_changed(Tx& tx, const Offered& offered, const live::Envelope& envelope, std::string_view state) {
  return conversations::tell(
      tx, offered.talk,
      {"appointment.changed", author_of(envelope.actor), envelope.id, wire::changed(offered.appointment.uuid, state)});
}

// A code of its talk, too.
std::string put_code(Tx& tx, const store::Appointment& appointment, VisitId visit) {
  if (const auto before = store::code_of(tx.db, appointment.id)) visits::drop_code(tx, *before);
  return visits::new_code(tx, visits::CodeKind::appointment, [&](const std::string& hash) {
    if (!store::put_code(tx, appointment.id, hash)) return false;
    visits::add_code(tx, visit, hash);
    return true;
  });
}

Result<Reply> refuse(Tx& tx, const live::Envelope& envelope, const Offered& offered) {
  if (offered.appointment.state == "declined") return Reply{.body = "{}"};
  if (!store::change(tx, offered.appointment.id, "offered", "declined"))
    return fail(Code::conflict, "it is no longer offered");
  store::destroy(tx, offered.appointment);
  Reply reply = tell_changed(tx, offered, envelope, "declined");
  reply.body = "{}";  // the answer to an answer is an ack
  return reply;
}

// An offer whose slot somebody else has taken stands in nobody's way.
void clear_overtaken(Tx& tx, ConversationId conversation) {
  const auto before = store::latest_in(tx.db, conversation);
  if (before && !before->slot.is_free && store::change(tx, before->id, "offered", "withdrawn"))
    store::destroy(tx, *before);
}

struct Place {
  store::Slot slot;
  lines::Line line;
  std::optional<handovers::Partner> partner;
};
// The rules of the other line, in the words of the visitor.
std::optional<std::string> privacy_of(const std::optional<handovers::Partner>& partner, std::string_view language) {
  if (!partner) return std::nullopt;
  return language == "en" ? partner->privacy.en : language == "nl-u" ? partner->privacy.nl_u : partner->privacy.nl;
}
Result<Place> find_place(Tx& tx, const Talk& talk, const Offer& offer) {
  LineId line = talk.subject.line;
  std::optional<handovers::Partner> partner;
  if (offer.partner) {
    partner = handovers::find_partner(tx.db, line, *offer.partner);
    if (!partner || !partner->target) return fail(Code::not_found, "no such partner");
    line = *partner->target;
  }
  auto slot = store::find_slot(tx.db, offer.slot);
  if (!slot || slot->line != line) return fail(Code::not_found, "no such slot");
  if (!slot->is_free || slot->starts_at <= tx.now || !store::has_second_talks(tx.db, line))
    return fail(Code::conflict, "the slot is not free");
  return Place{*std::move(slot), lines::find(tx.db, line).value(), partner};
}

void book(Tx& tx, const Offered& offered) {
  const store::Appointment& appointment = offered.appointment;
  look_at(tx, appointment, appointment.slot.starts_at - kEarly);
  tell_line(tx, appointment.slot.line);
  if (appointment.partner)
    handovers::record_booked(tx, offered.talk.subject.id, {*appointment.partner}, appointment.made_by);
}

// Where nobody ever took it the code serves on: at its time, or for another.
void end_second(Tx& tx, const store::Appointment& second, bool was_talk) {
  if (was_talk) return store::destroy(tx, second);
  const Millis closes_at = second.slot.starts_at + kLate;
  const bool is_time = tx.now < closes_at;
  store::change(tx, second.id, "opened", is_time ? "booked" : "missed");
  look_at(tx, second, is_time ? closes_at : second.slot.starts_at + kKept);
  tell_line(tx, second.slot.line);
}

std::string_view shown_state(std::string_view state) {
  return state == "offered" || state == "declined" || state == "withdrawn" ? state : "booked";
}

}  // namespace

Result<Reply> offer(Tx& tx, const live::Envelope& envelope, const Offer& offer) {
  const auto talk = conversations::access_talk_as_owner(tx, envelope.actor, offer.conversation);
  if (!talk) return std::unexpected(talk.error());
  if (auto told = conversations::find_told(tx, envelope, *talk)) return *std::move(told);
  if (!talk->is_active || !talk->nickname) return fail(Code::closed, "it has ended");
  const auto place = find_place(tx, *talk, offer);
  if (!place) return std::unexpected(place.error());
  clear_overtaken(tx, talk->subject.id);
  const Uuid uuid = tx.new_uuid();
  const streams::Sealing sealing = streams::make_sealing(tx, uuid);
  const wire::Words words{*talk->nickname, offer.note ? std::optional(offer.note->reveal()) : std::nullopt};
  const SealedWords sealed = seal_words(tx, sealing, words);
  if (!store::insert(tx, {.uuid = uuid,
                          .slot = place->slot.id,
                          .key = sealing.id,
                          .nickname = sealed.nickname,
                          .note = sealed.note,
                          .language = talk->language,
                          .offered_in = talk->subject.id,
                          .partner = place->partner ? std::optional(place->partner->id.value) : std::nullopt,
                          .made_by = std::get<Staff>(envelope.actor).staff}))
    return fail(Code::conflict, "an offer is open");
  return conversations::tell(tx, *talk,
                             {"appointment.offered", author_of(envelope.actor), envelope.id,
                              wire::offered(uuid, "offered", place->slot, place->line.name,
                                            privacy_of(place->partner, talk->language), words.note)});
}

Result<Reply> answer(Tx& tx, const live::Envelope& envelope, const Answer& answer) {
  const auto offered = find_offered(tx, envelope.actor, answer.appointment, conversations::access_talk_as_visitor);
  if (!offered) return std::unexpected(offered.error());
  if (!answer.is_yes) return refuse(tx, envelope, *offered);
  Reply reply;
  if (store::book(tx, offered->appointment)) {
    book(tx, *offered);
    reply = tell_changed(tx, *offered, envelope, "booked");
  } else if (offered->appointment.state != "booked") {
    return fail(Code::conflict, "the slot is not free, or no longer offered");
  }
  reply.body = wire::code(put_code(tx, offered->appointment, offered->talk.visit));
  return reply;
}

Result<Reply> withdraw(Tx& tx, const live::Envelope& envelope, const Uuid& appointment) {
  const auto offered = find_offered(tx, envelope.actor, appointment, conversations::access_talk_as_owner);
  if (!offered) return std::unexpected(offered.error());
  if (offered->appointment.state == "withdrawn") return Reply{};
  if (!store::change(tx, offered->appointment.id, "offered", "withdrawn"))
    return fail(Code::conflict, "it was answered");
  store::destroy(tx, offered->appointment);
  return tell_changed(tx, *offered, envelope, "withdrawn");
}

void on_gone(Tx& tx, StaffId worker) {
  std::map<LineId, std::int64_t> booked;
  for (const LineId line : store::release_slots(tx, worker)) ++booked[line];
  for (const auto& [line, count] : booked)
    notices::raise(tx, {.line = line, .kind = notices::Kind::departed, .staff = worker, .number = count});
}

void on_ended(Tx& tx, const conversations::ConversationEnded& what) {
  const auto offered = store::latest_in(tx.db, what.conversation.id);
  if (offered && store::change(tx, offered->id, "offered", "withdrawn")) store::destroy(tx, *offered);
  const auto second = store::opened_as(tx.db, what.conversation.id);
  if (second && second->state == "opened") end_second(tx, *second, what.owner.has_value());
}

bool is_expected(db::Connection& db, LineId line, Millis now) {
  const Millis run_out = hours::settings_of(db, line).run_out_minutes * kMinute;
  return store::is_expected(db, line, now + duty::kEarly, now - run_out);
}

std::string latest_offer(const Snapshot& snapshot, ConversationId conversation) {
  const auto appointment = store::latest_in(snapshot.db, conversation);
  const auto words = appointment ? open_words(snapshot, *appointment) : std::nullopt;
  if (!words) return "null";
  const auto line = lines::find(snapshot.db, appointment->slot.line).value();
  const auto partner = appointment->partner_uuid
                           ? handovers::find_partner(snapshot.db, appointment->offered_on, *appointment->partner_uuid)
                           : std::nullopt;
  return wire::offered(appointment->uuid, shown_state(appointment->state), appointment->slot, line.name,
                       privacy_of(partner, appointment->language), words->note);
}

}  // namespace onthaal::appointments
