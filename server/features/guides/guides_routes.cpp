#include "features/accounts/accounts.h"
#include "features/guides/guides_wire.h"
#include "platform/json.h"

namespace onthaal::guides {
namespace {

Error no_such_guide() {
  return {Code::not_found, "no such guide", {}};
}

Result<store::NewGuide> parse(const http::Request& request) {
  const auto body = json::parse(request.body);
  if (!body) return std::unexpected(body.error());
  return wire::parse_guide(*body);
}

Reply shown(Tx& tx, LineId line, const Uuid& uuid, int status) {
  return {status, wire::guide(store::find(tx.db, line, uuid).value())};
}

Result<Work> list_guides(const http::Request& request) {
  return Read{"guides.list", [actor = request.actor, slug = request.parts.at(0)](const Snapshot& s) -> Result<Work> {
                const auto line = accounts::access_line(s.db, actor, slug);
                if (!line) return std::unexpected(line.error());
                return Reply{200, wire::guides(store::all(s.db, line->id))};
              }};
}

Result<Work> add_guide(const http::Request& request) {
  auto wanted = parse(request);
  if (!wanted) return std::unexpected(std::move(wanted.error()));
  return Act{"guides.add",
             [wanted = *std::move(wanted), actor = request.actor, slug = request.parts.at(0)](Tx& tx) -> Result<Reply> {
               const auto line = accounts::access_line_as_coordinator(tx.db, actor, slug);
               if (!line) return std::unexpected(line.error());
               const auto uuid = store::insert(tx, line->id, wanted);
               if (!uuid) return fail(Code::conflict, "the code is taken");
               return shown(tx, line->id, *uuid, 201);
             }};
}

Result<Work> add_shipped(const http::Request& request) {
  return Act{"guides.add_shipped", [actor = request.actor, slug = request.parts.at(0)](Tx& tx) -> Result<Reply> {
               const auto line = accounts::access_line_as_coordinator(tx.db, actor, slug);
               if (!line) return std::unexpected(line.error());
               ship(tx, line->id);
               return Reply{200, wire::guides(store::all(tx.db, line->id))};
             }};
}

Result<Work> change_guide(const http::Request& request) {
  auto wanted = parse(request);
  if (!wanted) return std::unexpected(std::move(wanted.error()));
  const auto uuid = Uuid::parse(request.parts.at(1));
  if (!uuid) return std::unexpected(no_such_guide());
  return Act{"guides.change",
             [wanted = *std::move(wanted), uuid = *uuid, actor = request.actor,
              slug = request.parts.at(0)](Tx& tx) -> Result<Reply> {
               const auto line = accounts::access_line_as_coordinator(tx.db, actor, slug);
               if (!line) return std::unexpected(line.error());
               if (!store::update(tx.db, line->id, uuid, wanted)) return std::unexpected(no_such_guide());
               return shown(tx, line->id, uuid, 200);
             }};
}

Result<Work> drop_guide(const http::Request& request) {
  const auto uuid = Uuid::parse(request.parts.at(1));
  if (!uuid) return std::unexpected(no_such_guide());
  return Act{"guides.drop", [uuid = *uuid, actor = request.actor, slug = request.parts.at(0)](Tx& tx) -> Result<Reply> {
               const auto line = accounts::access_line_as_coordinator(tx.db, actor, slug);
               if (!line) return std::unexpected(line.error());
               if (!store::drop(tx.db, line->id, uuid)) return std::unexpected(no_such_guide());
               return Reply{204, ""};
             }};
}

}  // namespace

http::Routes routes() {
  return {
      {http::Verb::get, "/api/lines/{slug}/guides", list_guides},
      {http::Verb::post, "/api/lines/{slug}/guides", add_guide},
      {http::Verb::post, "/api/lines/{slug}/guides/shipped", add_shipped},
      {http::Verb::put, "/api/lines/{slug}/guides/{guide}", change_guide},
      {http::Verb::del, "/api/lines/{slug}/guides/{guide}", drop_guide},
  };
}

}  // namespace onthaal::guides
