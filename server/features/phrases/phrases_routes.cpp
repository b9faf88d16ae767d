#include "features/accounts/accounts.h"
#include "features/phrases/phrases_rules.h"
#include "platform/json.h"

namespace onthaal::phrases {
namespace {

Error no_such_phrase() {
  return {Code::not_found, "no such phrase", {}};
}

Result<wire::PhraseRequest> parse(const http::Request& request) {
  const auto body = json::parse(request.body);
  if (!body) return std::unexpected(body.error());
  return wire::parse_phrase(*body);
}

Reply shown(Tx& tx, LineId line, const Uuid& uuid, int status) {
  return {status, wire::phrase(store::find(tx.db, line, uuid).value())};
}

Result<Work> list_phrases(const http::Request& request) {
  return Read{"phrases.list", [actor = request.actor, slug = request.parts.at(0)](const Snapshot& s) -> Result<Work> {
                const auto line = accounts::access_line(s.db, actor, slug);
                if (!line) return std::unexpected(line.error());
                return Reply{200, wire::phrases(store::all(s.db, line->id))};
              }};
}

Result<Work> add_phrase(const http::Request& request) {
  auto wanted = parse(request);
  if (!wanted) return std::unexpected(std::move(wanted.error()));
  return Act{"phrases.add",
             [wanted = *std::move(wanted), actor = request.actor, slug = request.parts.at(0)](Tx& tx) -> Result<Reply> {
               const auto line = accounts::access_line_as_coordinator(tx.db, actor, slug);
               if (!line) return std::unexpected(line.error());
               const auto phrase = with_theme(tx.db, line->id, wanted);
               if (!phrase) return std::unexpected(phrase.error());
               return shown(tx, line->id, store::insert(tx, line->id, *phrase), 201);
             }};
}

Result<Work> change_phrase(const http::Request& request) {
  auto wanted = parse(request);
  if (!wanted) return std::unexpected(std::move(wanted.error()));
  const auto uuid = Uuid::parse(request.parts.at(1));
  if (!uuid) return std::unexpected(no_such_phrase());
  return Act{"phrases.change",
             [wanted = *std::move(wanted), uuid = *uuid, actor = request.actor,
              slug = request.parts.at(0)](Tx& tx) -> Result<Reply> {
               const auto line = accounts::access_line_as_coordinator(tx.db, actor, slug);
               if (!line) return std::unexpected(line.error());
               const auto phrase = with_theme(tx.db, line->id, wanted);
               if (!phrase) return std::unexpected(phrase.error());
               if (!store::update(tx.db, line->id, uuid, *phrase)) return std::unexpected(no_such_phrase());
               return shown(tx, line->id, uuid, 200);
             }};
}

Result<Work> drop_phrase(const http::Request& request) {
  const auto uuid = Uuid::parse(request.parts.at(1));
  if (!uuid) return std::unexpected(no_such_phrase());
  return Act{"phrases.drop",
             [uuid = *uuid, actor = request.actor, slug = request.parts.at(0)](Tx& tx) -> Result<Reply> {
               const auto line = accounts::access_line_as_coordinator(tx.db, actor, slug);
               if (!line) return std::unexpected(line.error());
               if (!store::drop(tx.db, line->id, uuid)) return std::unexpected(no_such_phrase());
               return Reply{204, ""};
             }};
}

}  // namespace

http::Routes routes() {
  return {
      {http::Verb::get, "/api/lines/{slug}/phrases", list_phrases},
      {http::Verb::post, "/api/lines/{slug}/phrases", add_phrase},
      {http::Verb::put, "/api/lines/{slug}/phrases/{phrase}", change_phrase},
      {http::Verb::del, "/api/lines/{slug}/phrases/{phrase}", drop_phrase},
  };
}

}  // namespace onthaal::phrases
