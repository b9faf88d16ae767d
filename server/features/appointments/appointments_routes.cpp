#include "features/accounts/accounts.h"
#include "features/appointments/appointments_store.h"
#include "features/appointments/appointments_wire.h"
#include "features/appointments/appointments_words.h"
#include "features/handovers/handovers.h"

// What staff ask, and the commands within a talk.
namespace onthaal::appointments {

http::Routes code_routes(const conversations::Conversations& conversations, const duty::Duty& duty,
                         const visits::Settings& settings);

namespace {

Reply shown_slots(db::Connection& db, LineId line, Millis now, int status = 200) {
  return {status, wire::slots(store::has_second_talks(db, line), store::slots(db, line, now))};
}

Result<Work> list_slots(const http::Request& request) {
  return Read{"slots.list",
              [actor = request.actor, slug = request.parts.at(0)](const Snapshot& snapshot) -> Result<Work> {
                const auto line = accounts::access_line(snapshot.db, actor, slug);
                if (!line) return std::unexpected(line.error());
                return shown_slots(snapshot.db, line->id, snapshot.now);
              }};
}

// Moments that can be booked at the lines that talks are handed to.
Result<Work> list_elsewhere(const http::Request& request) {
  return Read{"slots.elsewhere",
              [actor = request.actor, slug = request.parts.at(0)](const Snapshot& snapshot) -> Result<Work> {
                const auto line = accounts::access_line(snapshot.db, actor, slug);
                if (!line) return std::unexpected(line.error());
                std::vector<wire::Elsewhere> all;
                for (const handovers::Partner& each : handovers::partners(snapshot.db, line->id)) {
                  if (!each.target || !store::has_second_talks(snapshot.db, *each.target)) continue;
                  all.push_back(
                      {each.uuid, each.name, store::free_slots(snapshot.db, *each.target, snapshot.now, std::nullopt)});
                }
                return Reply{200, wire::elsewhere(all)};
              }};
}

Result<Work> set_second_talks(const http::Request& request) {
  const auto body = json::parse(request.body);
  if (!body) return std::unexpected(body.error());
  const auto on = wire::parse_second_talks(*body);
  if (!on) return std::unexpected(on.error());
  return Act{"slots.switch", [actor = request.actor, slug = request.parts.at(0), on = *on](Tx& tx) -> Result<Reply> {
               const auto line = accounts::access_line_as_coordinator(tx.db, actor, slug);
               if (!line) return std::unexpected(line.error());
               store::set_second_talks(tx, line->id, on);
               tell_line(tx, line->id);
               return shown_slots(tx.db, line->id, tx.now);
             }};
}

Result<Reply> open_slots(Tx& tx, LineId line, const wire::NewSlots& wanted) {
  std::optional<StaffId> worker;
  if (wanted.worker) {
    const auto person = accounts::find_operator(tx.db, line, *wanted.worker);
    if (!person) return std::unexpected(Error{Code::invalid, "", {{"worker", "not_allowed"}}});
    worker = person->id;
  }
  if (hours::utc_of(wanted.begins, hours::Edge::begin) <= tx.now)
    return std::unexpected(Error{Code::invalid, "it has passed", {{"day", "not_allowed"}}});
  for (std::int64_t week = 0; week < wanted.weeks; ++week) {
    // The local time stays the same when the clock changes.
    const Millis starts_at = hours::utc_of(wanted.begins + date::weeks{week}, hours::Edge::begin);
    store::insert_slot(tx, {line, starts_at, starts_at + wanted.minutes * kMinute, worker});
  }
  tell_line(tx, line);
  return shown_slots(tx.db, line, tx.now, 201);
}

Result<Work> add_slots(const http::Request& request) {
  const auto body = json::parse(request.body);
  if (!body) return std::unexpected(body.error());
  const auto wanted = wire::parse_slots(*body);
  if (!wanted) return std::unexpected(wanted.error());
  return Act{"slots.open",
             [actor = request.actor, slug = request.parts.at(0), wanted = *wanted](Tx& tx) -> Result<Reply> {
               const auto line = accounts::access_line_as_coordinator(tx.db, actor, slug);
               if (!line) return std::unexpected(line.error());
               return open_slots(tx, line->id, wanted);
             }};
}

Result<Work> drop_slot(const http::Request& request) {
  const auto uuid = Uuid::parse(request.parts.at(1));
  if (!uuid) return fail(Code::not_found, "no such slot");
  return Act{"slots.drop", [actor = request.actor, slug = request.parts.at(0), uuid = *uuid](Tx& tx) -> Result<Reply> {
               const auto line = accounts::access_line_as_coordinator(tx.db, actor, slug);
               if (!line) return std::unexpected(line.error());
               const auto slot = store::find_slot(tx.db, uuid);
               if (!slot || slot->line != line->id) return fail(Code::not_found, "no such slot");
               if (!store::drop_slot(tx, *slot)) return fail(Code::conflict, "it is booked");
               tell_line(tx, line->id);
               return Reply{204, ""};
             }};
}

Result<Work> list_appointments(const http::Request& request) {
  return Read{"appointments.list",
              [actor = request.actor, slug = request.parts.at(0)](const Snapshot& snapshot) -> Result<Work> {
                const auto line = accounts::access_line(snapshot.db, actor, slug);
                if (!line) return std::unexpected(line.error());
                const StaffId me = std::get<Staff>(actor).staff;
                const bool is_coordinator = accounts::is_coordinator(snapshot.db, actor, line->id);
                const bool is_operator = accounts::has_role(snapshot.db, me, line->id, accounts::Role::operator_);
                const Millis today = hours::utc_of(hours::LocalTime{hours::day_of(snapshot.now)}, hours::Edge::begin);
                std::vector<std::string> all;
                for (const store::Appointment& each : store::from(snapshot.db, line->id, today)) {
                  const bool is_mine = is_operator && (!each.slot.worker || each.slot.worker->id == me);
                  if (is_mine || is_coordinator) all.push_back(wire::listed(each, open_words(snapshot, each), is_mine));
                }
                return Reply{200, json::Out().raw("appointments", json::list(all)).str()};
              }};
}

Result<Work> show_agreed(const http::Request& request) {
  const auto* staff = std::get_if<Staff>(&request.actor);
  const auto uuid = Uuid::parse(request.parts.at(0));
  if (staff == nullptr || !uuid) return fail(Code::not_found, "no such conversation");
  return Read{"appointments.agreed", [me = staff->staff, uuid = *uuid](const Snapshot& snapshot) -> Result<Work> {
                const auto talk = conversations::find_talk(snapshot, uuid);
                if (!talk || talk->owner != me) return fail(Code::not_found, "no such conversation");
                const auto second = store::opened_as(snapshot.db, talk->subject.id);
                const auto words = second ? open_words(snapshot, *second) : std::nullopt;
                return Reply{200, json::Out()
                                      .raw("plan", plans::brought(snapshot, talk->subject.id))
                                      .raw("appointment", words ? wire::agreed_note(*second, *words) : "null")
                                      .str()};
              }};
}

}  // namespace

live::Commands commands() {
  return {live::command("appointment.offer", wire::parse_offer, offer),
          live::command("appointment.answer", wire::parse_answer, answer),
          live::command("appointment.withdraw", wire::parse_withdraw, withdraw)};
}

http::Routes routes(const conversations::Conversations& conversations, const duty::Duty& duty,
                    const visits::Settings& settings) {
  using http::Verb;
  http::Routes all = code_routes(conversations, duty, settings);
  all.insert(all.end(), {
                            {Verb::get, "/api/lines/{slug}/slots", list_slots},
                            {Verb::get, "/api/lines/{slug}/slots/elsewhere", list_elsewhere},
                            {Verb::put, "/api/lines/{slug}/slots", set_second_talks},
                            {Verb::post, "/api/lines/{slug}/slots", add_slots},
                            {Verb::del, "/api/lines/{slug}/slots/{slot}", drop_slot},
                            {Verb::get, "/api/lines/{slug}/appointments", list_appointments},
                            {Verb::get, "/api/conversations/{conversation}/agreed", show_agreed},
                        });
  return all;
}

}  // namespace onthaal::appointments
