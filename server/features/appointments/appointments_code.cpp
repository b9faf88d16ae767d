#include "features/appointments/appointments_store.h"
#include "features/appointments/appointments_wire.h"
#include "features/appointments/appointments_words.h"
#include "features/duty/duty.h"

// What who has the code may do.
namespace onthaal::appointments {

http::Routes code_routes(const conversations::Conversations& conversations, const duty::Duty& duty,
                         const visits::Settings& settings);

namespace {

using store::Appointment;
using wire::There;
using Answered = Result<std::optional<Reply>>;

// By its own code, or by another of the visit in which it was made: then the latest that was not cancelled.
std::optional<Appointment> find_by_code(db::Connection& db, const std::string& hash) {
  if (auto found = store::find_by_code(db, hash)) return found;
  std::optional<Appointment> latest;
  for (const VisitId visit : visits::visits_of(db, hash))
    for (const auto& talk : conversations::all_of_visit(db, visit))
      if (auto found = store::coded_in(db, talk.id); found && (!latest || found->id > latest->id))
        latest = std::move(found);
  return latest;
}

bool is_there(db::Connection& db, LineId line, StaffId staff, Millis now) {
  const auto person = duty::find(db, line, staff);
  return person && !person->is_over(now);
}

// Somebody on duty is enough, whatever the hours say: an appointment is kept.
There who_is_there(db::Connection& db, const Appointment& appointment, Millis now) {
  const LineId line = appointment.slot.line;
  if (!is_anybody_on_duty(db, line, now)) return There::nobody;
  const auto& worker = appointment.slot.worker;
  return !worker || is_there(db, line, worker->id, now) ? There::worker : There::others;
}

std::optional<Reply> page_of(Tx& tx, const Appointment& appointment) {
  const auto words = open_words({tx.db, tx.now, tx.keys}, appointment);
  if (!words) return std::nullopt;
  const auto& slot = appointment.slot;
  const auto free =
      store::free_slots(tx.db, slot.line, tx.now, slot.worker ? std::optional(slot.worker->id) : std::nullopt);
  const auto line = lines::find(tx.db, slot.line).value();
  return Reply{200, wire::page(appointment, line, *words, who_is_there(tx.db, appointment, tx.now), free, tx.now)};
}

Answered show(Tx& tx, const std::string& hash) {
  const auto appointment = find_by_code(tx.db, hash);
  return appointment ? page_of(tx, *appointment) : std::nullopt;
}

Answered move(Tx& tx, const duty::Duty& duty, const std::string& hash, const Uuid& uuid) {
  const auto appointment = find_by_code(tx.db, hash);
  if (!appointment) return std::nullopt;
  const auto slot = store::find_slot(tx.db, uuid);
  if (!slot || slot->line != appointment->slot.line) return fail(Code::conflict, "no such slot any more");
  // The answer was lost and this is a retry.
  if (appointment->slot.id != slot->id || appointment->state != "booked") {
    if (!store::move(tx, *appointment, *slot)) return fail(Code::conflict, "somebody was first");
    look_at(tx, *appointment, slot->starts_at - kEarly);
    tell_line(tx, slot->line);
    duty.close(tx, slot->line);
  }
  return page_of(tx, store::find(tx.db, appointment->id).value());
}

Answered cancel(Tx& tx, const duty::Duty& duty, const std::string& hash) {
  const auto appointment = find_by_code(tx.db, hash);
  if (!appointment) return std::nullopt;
  if (!store::cancel(tx, appointment->id)) return fail(Code::conflict, "the talk was opened");
  store::destroy(tx, *appointment);
  tell_line(tx, appointment->slot.line);
  duty.close(tx, appointment->slot.line);
  return Reply{204, ""};
}

struct Open {
  Redacted<std::string> token;
  std::optional<std::string> device;
  Redacted<std::string> evidence;
};

std::unexpected<Error> bad_token() {
  return std::unexpected(Error{Code::invalid, "a token of another visit", {{"token", "not_allowed"}}});
}

Reply opened(Tx& tx, const Appointment& appointment, const Uuid& conversation, int status) {
  const auto line = lines::find(tx.db, appointment.slot.line).value();
  return {status, wire::opened(conversation, line, appointment.language)};
}

// Goes on with it, on this device or another. The code is void once the talk has ended.
Answered go_on(Tx& tx, const Appointment& appointment, const Open& wish) {
  const auto talk = conversations::latest_of_visit(tx.db, appointment.visit.value());
  if (!talk) return std::nullopt;
  if (!visits::join_visit(tx, *appointment.visit, wish.token)) return bad_token();
  return opened(tx, appointment, talk->uuid, 200);
}

Answered open(Tx& tx, const conversations::Conversations& conversations, const std::string& hash, const Open& wish) {
  const auto appointment = find_by_code(tx.db, hash);
  if (!appointment) return std::nullopt;
  if (appointment->state == "opened") return go_on(tx, *appointment, wish);
  const auto& slot = appointment->slot;
  const auto there = who_is_there(tx.db, *appointment, tx.now);
  if (appointment->state != "booked" || tx.now < slot.starts_at - kEarly || tx.now >= slot.starts_at + kLate ||
      there == There::nobody)
    return fail(Code::closed, "not now, or nobody is there");
  const auto words = open_words({tx.db, tx.now, tx.keys}, *appointment);
  if (!words) return std::nullopt;
  const auto visit = visits::make_visit(tx, wish.token, wish.evidence);
  if (!visit) return bad_token();
  if (!store::open(tx, appointment->id, *visit)) return fail(Code::conflict, "somebody was first");
  visits::add_code(tx, *visit, hash);
  if (const auto first = conversations::find_talk({tx.db, tx.now, tx.keys}, appointment->offered_in))
    visits::share_codes(tx, first->visit, *visit);
  const auto worker = slot.worker && there == There::worker ? std::optional(slot.worker->id) : std::nullopt;
  const Uuid conversation = conversations.request(tx, {.line = lines::find(tx.db, slot.line).value(),
                                                       .visit = *visit,
                                                       .nickname = Redacted<std::string>(words->nickname),
                                                       .language = appointment->language,
                                                       .device = wish.device,
                                                       .is_front = true,
                                                       .for_staff = worker,
                                                       .is_second = true});
  store::set_conversation(tx, appointment->id, conversation);
  look_at_talk(tx, appointment->id, std::max(slot.starts_at + kWorkerFor, tx.now + kPatience));
  tell_line(tx, slot.line);
  return opened(tx, *appointment, conversation, 201);
}

// Reads the code and its proof, and what `more` reads beside them.
template <class More>
auto parse(const http::Request& request, const More& more)
    -> Result<std::pair<visits::CodeTry, decltype(more(std::declval<json::Reader&>()))>> {
  const auto body = json::parse(request.body);
  if (!body) return std::unexpected(body.error());
  json::Reader read(*body);
  auto tried = visits::read_code_try(read);
  auto wish = more(read);
  return read.done(std::pair(std::move(tried), std::move(wish)));
}
constexpr auto kNothing = [](json::Reader&) { return true; };

}  // namespace

http::Routes code_routes(const conversations::Conversations& conversations, const duty::Duty& duty,
                         const visits::Settings& settings) {
  using http::Request;
  using http::Verb;
  return {
      {Verb::post, "/api/appointments",
       [settings](const Request& request) -> Result<Work> {
         const auto asked = parse(request, kNothing);
         if (!asked) return std::unexpected(asked.error());
         return visits::try_code("appointments.show", settings, asked->first, show);
       }},
      {Verb::post, "/api/appointments/move",
       [&duty, settings](const Request& request) -> Result<Work> {
         const auto asked = parse(request, [](json::Reader& read) { return read.uuid("slot"); });
         if (!asked) return std::unexpected(asked.error());
         return visits::try_code(
             "appointments.move", settings, asked->first,
             [&duty, slot = asked->second](Tx& tx, const std::string& hash) { return move(tx, duty, hash, slot); });
       }},
      {Verb::post, "/api/appointments/cancel",
       [&duty, settings](const Request& request) -> Result<Work> {
         const auto asked = parse(request, kNothing);
         if (!asked) return std::unexpected(asked.error());
         return visits::try_code("appointments.cancel", settings, asked->first,
                                 [&duty](Tx& tx, const std::string& hash) { return cancel(tx, duty, hash); });
       }},
      {Verb::post, "/api/appointments/open",
       [&conversations, settings](const Request& request) -> Result<Work> {
         const auto asked = parse(request, [&](json::Reader& read) {
           return Open{visits::read_token(read), read.maybe_choice("device", {"phone", "tablet", "computer"}),
                       request.evidence};
         });
         if (!asked) return std::unexpected(asked.error());
         return visits::try_code("appointments.open", settings, asked->first,
                                 [&conversations, wish = asked->second](Tx& tx, const std::string& hash) {
                                   return open(tx, conversations, hash, wish);
                                 });
       }},
  };
}

}  // namespace onthaal::appointments
