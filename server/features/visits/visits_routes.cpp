#include "features/lines/lines.h"
#include "features/visits/visits_wire.h"
#include "platform/json.h"

namespace onthaal::visits {
namespace {

Result<Work> start_visit(const http::Request& request, const conversations::Conversations& conversations) {
  const auto body = json::parse(request.body);
  if (!body) return std::unexpected(body.error());
  auto parsed = wire::parse_start(request.parts.at(0), *body);
  if (!parsed) return std::unexpected(std::move(parsed.error()));
  return Act{"visits.start", [&conversations, parsed = *std::move(parsed)](Tx& tx) -> Result<Reply> {
               const auto started = start(tx, conversations, parsed);
               if (!started) return std::unexpected(started.error());
               return Reply{started->is_new ? 201 : 200, wire::started(*started)};
             }};
}

Result<Work> show_visit(const http::Request& request) {
  const auto* visitor = std::get_if<Visitor>(&request.actor);
  if (visitor == nullptr) return fail(Code::unauthenticated, "no visit");
  return Read{"visits.show", [visit = visitor->visit](const Snapshot& snapshot) -> Result<Work> {
                const auto conversation = conversations::latest_of_visit(snapshot.db, visit);
                if (!conversation) return fail(Code::unauthenticated, "no visit");
                const auto line = lines::find(snapshot.db, conversation->line);
                return Reply{200, wire::visit(*conversation, line.value())};
              }};
}

}  // namespace

http::Routes routes(const conversations::Conversations& conversations) {
  return {
      {http::Verb::post, "/api/lines/{slug}/visits",
       [&conversations](const http::Request& request) { return start_visit(request, conversations); }},
      {http::Verb::get, "/api/visit", show_visit},
  };
}

}  // namespace onthaal::visits
