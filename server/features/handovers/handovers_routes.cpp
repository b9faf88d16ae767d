#include "features/accounts/accounts.h"
#include "features/duty/duty.h"
#include "features/handovers/handovers_tell.h"
#include "features/hours/hours.h"
#include "features/queue/queue.h"
#include "platform/json.h"

namespace onthaal::handovers {
namespace {

Error no_such_partner() {
  return {Code::not_found, "no such partner", {}};
}

std::optional<wire::Free> free_of(const Snapshot& snapshot, const Partner& partner) {
  if (!partner.target) return std::nullopt;
  wire::Free free{.state = std::string(queue::state_name(queue::opening(snapshot, *partner.target).state)),
                  .operators = 0,
                  .has_room = false};
  for (const duty::OnDuty& each : duty::team(snapshot.db, *partner.target)) {
    if (each.state != duty::State::online || !each.is_connected || each.is_over(snapshot.now)) continue;
    ++free.operators;
    free.has_room = free.has_room || queue::has_room(snapshot.db, *partner.target, each.person.id, snapshot.now);
  }
  return free;
}

std::string shown(const Snapshot& snapshot, const Partner& partner) {
  return wire::partner(partner, free_of(snapshot, partner));
}

Reply shown(Tx& tx, LineId line, const Uuid& uuid, int status) {
  return {status, shown(Snapshot{tx.db, tx.now, tx.keys}, store::find_partner(tx.db, line, uuid).value())};
}

Result<wire::PartnerRequest> parse(const http::Request& request) {
  const auto body = json::parse(request.body);
  if (!body) return std::unexpected(body.error());
  return wire::parse_partner(*body);
}

// With the line that `target` names: another one than this.
Result<store::NewPartner> with_target(db::Connection& db, LineId line, const wire::PartnerRequest& request) {
  store::NewPartner partner = request.partner;
  if (!request.target) return partner;
  const auto target = lines::find_by_slug(db, *request.target);
  if (!target || target->id == line)
    return std::unexpected(Error{Code::invalid, "no such other line", {{"target", "not_allowed"}}});
  partner.target = target->id;
  return partner;
}

Result<Work> list_partners(const http::Request& request) {
  return Read{"partners.list", [actor = request.actor, slug = request.parts.at(0)](const Snapshot& s) -> Result<Work> {
                const auto line = accounts::access_line(s.db, actor, slug);
                if (!line) return std::unexpected(line.error());
                std::vector<std::string> partners;
                for (const Partner& each : store::partners(s.db, line->id)) partners.push_back(shown(s, each));
                return Reply{200, wire::partners(partners)};
              }};
}

Result<Work> add_partner(const http::Request& request) {
  auto wanted = parse(request);
  if (!wanted) return std::unexpected(std::move(wanted.error()));
  return Act{"partners.add",
             [wanted = *std::move(wanted), actor = request.actor, slug = request.parts.at(0)](Tx& tx) -> Result<Reply> {
               const auto line = accounts::access_line_as_coordinator(tx.db, actor, slug);
               if (!line) return std::unexpected(line.error());
               const auto partner = with_target(tx.db, line->id, wanted);
               if (!partner) return std::unexpected(partner.error());
               return shown(tx, line->id, store::insert_partner(tx, line->id, *partner), 201);
             }};
}

Result<Work> change_partner(const http::Request& request) {
  auto wanted = parse(request);
  if (!wanted) return std::unexpected(std::move(wanted.error()));
  const auto uuid = Uuid::parse(request.parts.at(1));
  if (!uuid) return std::unexpected(no_such_partner());
  return Act{"partners.change",
             [wanted = *std::move(wanted), uuid = *uuid, actor = request.actor,
              slug = request.parts.at(0)](Tx& tx) -> Result<Reply> {
               const auto line = accounts::access_line_as_coordinator(tx.db, actor, slug);
               if (!line) return std::unexpected(line.error());
               const auto partner = with_target(tx.db, line->id, wanted);
               if (!partner) return std::unexpected(partner.error());
               // The visitor reads a card about the partner as it was: a yes to that is no yes to this.
               for (const store::Handover& each : store::asked_of(tx.db, line->id, uuid))
                 end(tx, each, store::State::withdrawn, {});
               if (!store::update_partner(tx.db, line->id, uuid, *partner)) return std::unexpected(no_such_partner());
               return shown(tx, line->id, uuid, 200);
             }};
}

Result<Work> drop_partner(const http::Request& request) {
  const auto uuid = Uuid::parse(request.parts.at(1));
  if (!uuid) return std::unexpected(no_such_partner());
  return Act{"partners.drop",
             [uuid = *uuid, actor = request.actor, slug = request.parts.at(0)](Tx& tx) -> Result<Reply> {
               const auto line = accounts::access_line_as_coordinator(tx.db, actor, slug);
               if (!line) return std::unexpected(line.error());
               if (!store::drop_partner(tx.db, line->id, uuid)) return std::unexpected(no_such_partner());
               return Reply{204, ""};
             }};
}

Result<Work> count_handovers(const http::Request& request) {
  const auto from = hours::parse_day(request.parts.at(1));
  const auto to = hours::parse_day(request.parts.at(2));
  if (!from || !to) return fail(Code::not_found, "no such days");
  const Millis begins = hours::utc_of(*from, hours::Edge::begin);
  const Millis ends = hours::utc_of(*to + date::days{1}, hours::Edge::begin);
  return Read{"handovers.count",
              [actor = request.actor, slug = request.parts.at(0), begins, ends](const Snapshot& s) -> Result<Work> {
                const auto line = accounts::access_line_as_coordinator(s.db, actor, slug);
                if (!line) return std::unexpected(line.error());
                return Reply{200, wire::counted(store::counted(s.db, line->id, begins, ends),
                                                conversations::count_passes(s.db, line->id, begins, ends))};
              }};
}

// Of one talk: who has it sees what it asked.
Result<Work> list_handovers(const http::Request& request) {
  const auto uuid = Uuid::parse(request.parts.at(0));
  if (!uuid) return fail(Code::not_found, "no such conversation");
  return Read{"handovers.list", [actor = request.actor, uuid = *uuid](const Snapshot& s) -> Result<Work> {
                const auto talk = conversations::find_talk(s, uuid);
                if (!talk || !is_owner_of(actor, *talk)) return fail(Code::not_found, "no such conversation");
                std::vector<std::string> handovers;
                for (const store::Handover& each : store::of_first(s.db, talk->subject.id))
                  handovers.push_back(json_of(s.db, each, *talk));
                return Reply{200, wire::handovers(handovers)};
              }};
}

}  // namespace

http::Routes routes() {
  return {
      {http::Verb::get, "/api/lines/{slug}/partners", list_partners},
      {http::Verb::post, "/api/lines/{slug}/partners", add_partner},
      {http::Verb::put, "/api/lines/{slug}/partners/{partner}", change_partner},
      {http::Verb::del, "/api/lines/{slug}/partners/{partner}", drop_partner},
      {http::Verb::get, "/api/lines/{slug}/handovers/{from}/{to}", count_handovers},
      {http::Verb::get, "/api/conversations/{conversation}/handovers", list_handovers},
  };
}

}  // namespace onthaal::handovers
