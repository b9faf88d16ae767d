#include "features/accounts/accounts.h"
#include "features/places/places_store.h"
#include "features/places/places_wire.h"
#include "platform/json.h"

namespace onthaal::places {
namespace {

Error no_such_place() {
  return {Code::not_found, "no such place", {}};
}

Result<store::NewPlace> parse(const http::Request& request) {
  const auto body = json::parse(request.body);
  if (!body) return std::unexpected(body.error());
  return wire::parse_place(*body);
}

Reply shown(Tx& tx, LineId line, const Uuid& uuid, int status) {
  return {status, wire::place(store::find(tx.db, line, uuid).value())};
}

Result<Work> list_places(const http::Request& request) {
  return Read{"places.list", [actor = request.actor, slug = request.parts.at(0)](const Snapshot& s) -> Result<Work> {
                const auto line = accounts::access_line(s.db, actor, slug);
                if (!line) return std::unexpected(line.error());
                return Reply{200, wire::places(store::all(s.db, line->id))};
              }};
}

Result<Work> add_place(const http::Request& request) {
  auto wanted = parse(request);
  if (!wanted) return std::unexpected(std::move(wanted.error()));
  return Act{"places.add",
             [wanted = *std::move(wanted), actor = request.actor, slug = request.parts.at(0)](Tx& tx) -> Result<Reply> {
               const auto line = accounts::access_line_as_coordinator(tx.db, actor, slug);
               if (!line) return std::unexpected(line.error());
               return shown(tx, line->id, store::insert(tx, line->id, wanted), 201);
             }};
}

Result<Work> change_place(const http::Request& request) {
  auto wanted = parse(request);
  if (!wanted) return std::unexpected(std::move(wanted.error()));
  const auto uuid = Uuid::parse(request.parts.at(1));
  if (!uuid) return std::unexpected(no_such_place());
  return Act{"places.change",
             [wanted = *std::move(wanted), uuid = *uuid, actor = request.actor,
              slug = request.parts.at(0)](Tx& tx) -> Result<Reply> {
               const auto line = accounts::access_line_as_coordinator(tx.db, actor, slug);
               if (!line) return std::unexpected(line.error());
               if (!store::update(tx.db, line->id, uuid, wanted)) return std::unexpected(no_such_place());
               return shown(tx, line->id, uuid, 200);
             }};
}

Result<Work> drop_place(const http::Request& request) {
  const auto uuid = Uuid::parse(request.parts.at(1));
  if (!uuid) return std::unexpected(no_such_place());
  return Act{"places.drop", [uuid = *uuid, actor = request.actor, slug = request.parts.at(0)](Tx& tx) -> Result<Reply> {
               const auto line = accounts::access_line_as_coordinator(tx.db, actor, slug);
               if (!line) return std::unexpected(line.error());
               if (!store::drop(tx.db, line->id, uuid)) return std::unexpected(no_such_place());
               return Reply{204, ""};
             }};
}

}  // namespace

http::Routes routes() {
  return {
      {http::Verb::get, "/api/lines/{slug}/places", list_places},
      {http::Verb::post, "/api/lines/{slug}/places", add_place},
      {http::Verb::put, "/api/lines/{slug}/places/{place}", change_place},
      {http::Verb::del, "/api/lines/{slug}/places/{place}", drop_place},
  };
}

}  // namespace onthaal::places
