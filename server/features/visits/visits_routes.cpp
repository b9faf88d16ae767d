#include "features/lines/lines.h"
#include "features/visits/visits_proof.h"
#include "features/visits/visits_store.h"
#include "features/visits/visits_wire.h"
#include "platform/json.h"

namespace onthaal::visits {
namespace {

using conversations::Conversations;

proof::Rush rush_of(const Snapshot& snapshot) {
  return {.visits = store::started_since(snapshot.db, snapshot.now - kMinute).all,
          .wrong_codes = store::wrong_codes(snapshot.db, snapshot.now)};
}

Result<Work> make_challenge(const http::Request& request, const Settings& settings, Random& random) {
  std::string nonce(16, '\0');
  random.fill({reinterpret_cast<std::uint8_t*>(nonce.data()), nonce.size()});
  return Read{
      "visits.challenge", [slug = request.parts.at(0), nonce, settings](const Snapshot& snapshot) -> Result<Work> {
        const auto line = lines::find_by_slug(snapshot.db, slug);
        if (!line) return fail(Code::not_found, "no such line");
        const std::int64_t bits = proof::bits_asked(settings, rush_of(snapshot));
        return Reply{201, wire::challenge(proof::write(snapshot.keys, {nonce, snapshot.now, line->id, bits}), bits)};
      }};
}

// A token that is known needs no second proof. Who solves puzzles while it becomes busier is let in; who gathered easy
// ones in a quiet moment is asked anew.
Result<std::optional<Proven>> prove_start(const Snapshot& snapshot, const Settings& settings,
                                          const wire::Asked& asked) {
  if (!asked.claim || store::find(snapshot.db, seal::token_hash(asked.start.token.reveal()))) return std::nullopt;
  const auto line = lines::find_by_slug(snapshot.db, asked.start.slug);
  if (!line) return fail(Code::not_found, "no such line");
  const std::int64_t bits = proof::bits_asked(settings, rush_of(snapshot));
  return proof::check(snapshot.keys, snapshot.now, *asked.claim, {.line = line->id, .bits = bits, .patience = kMinute});
}

Result<Work> start_visit(const http::Request& request, const Conversations& conversations, const Settings& settings) {
  const auto body = json::parse(request.body);
  if (!body) return std::unexpected(body.error());
  auto asked = wire::parse_start(request.parts.at(0), *body);
  if (!asked) return std::unexpected(std::move(asked.error()));
  asked->start.evidence = request.evidence;
  return Read{"visits.prove", [&conversations, settings, asked = *std::move(asked)](const Snapshot& snapshot) {
                const auto proven = prove_start(snapshot, settings, asked);
                if (!proven) return Result<Work>(std::unexpected(proven.error()));
                Start given = asked.start;
                given.proof = *proven;
                return Result<Work>(Act{"visits.start", [&conversations, settings, given = std::move(given)](Tx& tx) {
                                          return start(tx, conversations, settings, given);
                                        }});
              }};
}

Result<std::optional<Proven>> prove_return(const Snapshot& snapshot, const Settings& settings,
                                           const wire::AskedBack& asked) {
  if (!asked.claim || store::find(snapshot.db, seal::token_hash(asked.back.token.reveal()))) return std::nullopt;
  const std::int64_t wrong = store::wrong_codes(snapshot.db, snapshot.now);
  const std::int64_t bits = proof::bits_asked(settings, {.visits = 0, .wrong_codes = wrong});
  return proof::check(snapshot.keys, snapshot.now, *asked.claim, {.line = std::nullopt, .bits = bits});
}

Result<Work> start_return(const http::Request& request, const Settings& settings) {
  const auto body = json::parse(request.body);
  if (!body) return std::unexpected(body.error());
  auto asked = wire::parse_return(*body);
  if (!asked) return std::unexpected(std::move(asked.error()));
  return Read{"returns.prove", [settings, asked = *std::move(asked)](const Snapshot& snapshot) {
                const auto proven = prove_return(snapshot, settings, asked);
                if (!proven) return Result<Work>(std::unexpected(proven.error()));
                Return back = asked.back;
                back.proof = *proven;
                return Result<Work>(Act{"returns.start", [settings, back = std::move(back)](Tx& tx) {
                                          return come_back(tx, settings, back);
                                        }});
              }};
}

Result<Work> show_visit(const http::Request& request) {
  const auto* visitor = std::get_if<Visitor>(&request.actor);
  if (visitor == nullptr) return fail(Code::unauthenticated, "no visit");
  return Read{"visits.show", [visit = visitor->visit](const Snapshot& snapshot) -> Result<Work> {
                const auto conversation = conversations::latest_of_visit(snapshot.db, visit);
                if (!conversation) return fail(Code::unauthenticated, "no visit");
                const auto line_of = [&](const conversations::Summary& each) {
                  return lines::find(snapshot.db, each.line).value();
                };
                std::optional<wire::Shown> second;
                if (const auto found = conversations::second_of_visit(snapshot.db, visit))
                  second = {*found, line_of(*found)};
                return Reply{200, wire::visit({*conversation, line_of(*conversation)},
                                              store::has_code(snapshot.db, visit), second)};
              }};
}

Result<Work> start_code(const http::Request& request) {
  const auto* visitor = std::get_if<Visitor>(&request.actor);
  if (visitor == nullptr) return fail(Code::unauthenticated, "no visit");
  return Act{"visits.code", [visit = visitor->visit](Tx& tx) -> Result<Reply> {
               const auto code = make_code(tx, visit);
               if (!code) return std::unexpected(code.error());
               return Reply{201, wire::code(*code)};
             }};
}

Result<Work> exit_visit(const http::Request& request, const Conversations& conversations) {
  const auto* visitor = std::get_if<Visitor>(&request.actor);
  if (visitor == nullptr) return fail(Code::unauthenticated, "no visit");
  return Act{"visits.exit", [&conversations, visit = visitor->visit](Tx& tx) -> Result<Reply> {
               conversations.exit(tx, visit);
               return Reply{.status = 204};
             }};
}

}  // namespace

http::Routes routes(const Conversations& conversations, const Settings& settings, Random& random) {
  using http::Request;
  using http::Verb;
  return {
      {Verb::post, "/api/lines/{slug}/challenges",
       [settings, &random](const Request& request) { return make_challenge(request, settings, random); }},
      {Verb::post, "/api/lines/{slug}/visits",
       [&conversations, settings](const Request& request) { return start_visit(request, conversations, settings); }},
      {Verb::get, "/api/visit", show_visit},
      {Verb::post, "/api/visit/code", start_code},
      {Verb::post, "/api/visit/exit",
       [&conversations](const Request& request) { return exit_visit(request, conversations); }},
      {Verb::post, "/api/returns", [settings](const Request& request) { return start_return(request, settings); }},
  };
}

}  // namespace onthaal::visits
