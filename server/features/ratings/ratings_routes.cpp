#include "features/accounts/accounts.h"
#include "features/ratings/ratings_wire.h"

namespace onthaal::ratings {
namespace {

constexpr std::int64_t kMaxListed = 200;

Result<Reply> take_back(Tx& tx, VisitId visit, const RatingHooks& hooks) {
  for (const ConversationId talk : store::take_back(tx, visit))
    if (hooks.taken_back) hooks.taken_back(tx, talk);
  return Reply{204, ""};
}

// What it replaces nobody has read, so it is not quoted.
Result<Reply> rate(Tx& tx, VisitId visit, const wire::Rate& rate, const RatingHooks& hooks) {
  if (!rate.stars && !rate.text) return take_back(tx, visit, hooks);
  const auto latest = store::find_latest(tx.db, visit);
  if (!latest || !latest->was_talk) return fail(Code::conflict, "no talk has ended");
  store::NewRating rating{.conversation = latest->id, .stars = rate.stars, .may_quote = rate.may_quote};
  if (rate.text) {
    const auto sealing = streams::find_sealing(tx.db, tx.keys, latest->key);
    if (!sealing) return fail(Code::closed, "its words were destroyed");
    rating.text = seal::seal(sealing->key, seal::Kind::rating, latest->uuid, 0, rate.text->reveal(), tx.random);
  }
  if (!store::put(tx, rating)) return fail(Code::conflict, "somebody has read it");
  if (hooks.given) hooks.given(tx, latest->id);
  return Reply{204, ""};
}

Result<Work> put_rating(const http::Request& request, const RatingHooks& hooks) {
  const auto* visitor = std::get_if<Visitor>(&request.actor);
  if (visitor == nullptr) return fail(Code::unauthenticated, "no visit");
  const auto body = json::parse(request.body);
  if (!body) return std::unexpected(body.error());
  auto parsed = wire::parse_rate(*body);
  if (!parsed) return std::unexpected(std::move(parsed.error()));
  return Act{"ratings.put", [visit = visitor->visit, parsed = *std::move(parsed), &hooks](Tx& tx) {
               return rate(tx, visit, parsed, hooks);
             }};
}

std::vector<std::string> unread(const Snapshot& snapshot, LineId line) {
  std::vector<std::string> all;
  for (const store::Text& each : store::unread(snapshot.db, line, kMaxListed)) {
    std::optional<std::string> words;
    if (const auto sealing = streams::find_sealing(snapshot.db, snapshot.keys, each.key))
      words = seal::open(sealing->key, seal::Kind::rating, each.conversation, 0, each.text);
    all.push_back(wire::text(each, words));
  }
  return all;
}

Result<Work> list_ratings(const http::Request& request) {
  return Read{"ratings.list",
              [actor = request.actor, slug = request.parts.at(0)](const Snapshot& snapshot) -> Result<Work> {
                const auto line = accounts::access_line_as_coordinator(snapshot.db, actor, slug);
                if (!line) return std::unexpected(line.error());
                return Reply{200, wire::ratings(store::figures(snapshot.db, line->id), unread(snapshot, line->id))};
              }};
}

Result<Work> read_rating(const http::Request& request) {
  const auto rating = Uuid::parse(request.parts.at(1));
  if (!rating) return fail(Code::not_found, "no such rating");
  return Act{"ratings.read",
             [actor = request.actor, slug = request.parts.at(0), rating = *rating](Tx& tx) -> Result<Reply> {
               const auto line = accounts::access_line_as_coordinator(tx.db, actor, slug);
               if (!line) return std::unexpected(line.error());
               if (!store::mark_read(tx, line->id, rating, std::get<Staff>(actor).staff))
                 return fail(Code::not_found, "no such rating");
               return Reply{204, ""};
             }};
}

}  // namespace

http::Routes routes(const RatingHooks& hooks) {
  return {
      {http::Verb::put, "/api/visit/rating",
       [&hooks](const http::Request& request) { return put_rating(request, hooks); }},
      {http::Verb::get, "/api/lines/{slug}/ratings", list_ratings},
      {http::Verb::post, "/api/lines/{slug}/ratings/{rating}/read", read_rating},
  };
}

}  // namespace onthaal::ratings
