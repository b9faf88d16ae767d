#include "features/accounts/accounts.h"
#include "features/terms/terms_store.h"
#include "features/terms/terms_wire.h"
#include "platform/json.h"

namespace onthaal::terms {
namespace {

Error no_such_term() {
  return {Code::not_found, "no such term", {}};
}

std::vector<Term> of_today(const Snapshot& snapshot, LineId line) {
  std::vector<Term> terms;
  for (const Kind kind : {Kind::theme, Kind::outcome, Kind::source, Kind::topic})
    for (Term& each : of_day(snapshot.db, line, kind, day_of(snapshot.now))) terms.push_back(std::move(each));
  return terms;
}

Result<Work> list_terms(const http::Request& request) {
  return Read{"terms.list", [actor = request.actor, slug = request.parts.at(0)](const Snapshot& s) -> Result<Work> {
                const auto line = accounts::access_line(s.db, actor, slug);
                if (!line) return std::unexpected(line.error());
                return Reply{200, wire::terms(of_today(s, line->id))};
              }};
}

Result<Work> list_all(const http::Request& request) {
  return Read{"terms.all", [actor = request.actor, slug = request.parts.at(0)](const Snapshot& s) -> Result<Work> {
                const auto line = accounts::access_line_as_coordinator(s.db, actor, slug);
                if (!line) return std::unexpected(line.error());
                return Reply{200, wire::terms(store::all(s.db, line->id))};
              }};
}

Result<Work> add_term(const http::Request& request) {
  const auto body = json::parse(request.body);
  if (!body) return std::unexpected(body.error());
  auto term = wire::parse_term(*body);
  if (!term) return std::unexpected(std::move(term.error()));
  return Act{"terms.add",
             [term = *std::move(term), actor = request.actor, slug = request.parts.at(0)](Tx& tx) -> Result<Reply> {
               const auto line = accounts::access_line_as_coordinator(tx.db, actor, slug);
               if (!line) return std::unexpected(line.error());
               const auto added = store::insert(tx, line->id, term);
               if (!added) return fail(Code::conflict, "a term of this kind has this code");
               return Reply{201, wire::term(*added)};
             }};
}

Result<Reply> change(Tx& tx, LineId line, const Uuid& uuid, const store::NewTerm& wanted) {
  const auto now = store::find(tx.db, line, uuid);
  if (!now) return std::unexpected(no_such_term());
  std::vector<FieldError> mistakes;
  if (wanted.kind != now->kind) mistakes.push_back({"kind", "not_allowed"});
  if (wanted.code != now->code) mistakes.push_back({"code", "not_allowed"});
  if (!mistakes.empty())
    return std::unexpected(Error{Code::invalid, "kind and code stay as they are", std::move(mistakes)});
  return Reply{200, wire::term(store::update(tx.db, now->id, wanted).value())};
}

Result<Work> change_term(const http::Request& request) {
  const auto body = json::parse(request.body);
  if (!body) return std::unexpected(body.error());
  auto term = wire::parse_term(*body);
  if (!term) return std::unexpected(std::move(term.error()));
  const auto uuid = Uuid::parse(request.parts.at(1));
  if (!uuid) return std::unexpected(no_such_term());
  return Act{"terms.change",
             [term = *std::move(term), uuid = *uuid, actor = request.actor,
              slug = request.parts.at(0)](Tx& tx) -> Result<Reply> {
               const auto line = accounts::access_line_as_coordinator(tx.db, actor, slug);
               if (!line) return std::unexpected(line.error());
               return change(tx, line->id, uuid, term);
             }};
}

}  // namespace

http::Routes routes() {
  return {
      {http::Verb::get, "/api/lines/{slug}/terms", list_terms},
      {http::Verb::get, "/api/lines/{slug}/terms/all", list_all},
      {http::Verb::post, "/api/lines/{slug}/terms", add_term},
      {http::Verb::put, "/api/lines/{slug}/terms/{term}", change_term},
  };
}

}  // namespace onthaal::terms
