#include "features/accounts/accounts.h"
#include "features/visits/visits_store.h"
#include "platform/json.h"

namespace onthaal::visits {
namespace {

constexpr Millis kRefusedFor = 24 * kHour;
constexpr Millis kTalksShown = 24 * kHour;

struct Refuse {
  Uuid conversation;
  Redacted<std::string> reason;
};

Result<Refuse> parse_refuse(std::string_view body) {
  const auto data = json::parse(body);
  if (!data) return std::unexpected(data.error());
  json::Reader read(*data);
  Refuse refuse{.conversation = read.uuid("conversation"), .reason = read.words("reason", 1, 1000)};
  return read.done(std::move(refuse));
}

// Says nothing of whom: coordinators look again.
void tell_line(Tx& tx, const Actor& actor, const lines::Line& line) {
  streams::append(tx, streams::key("line", line.id.value), line.uuid,
                  {"refusals.changed", author_of(actor), std::nullopt, "{}"}, nullptr);
}

Result<Reply> refuse(Tx& tx, const Actor& actor, std::string_view slug, const Refuse& refuse) {
  const auto line = accounts::access_line_as_coordinator(tx.db, actor, slug);
  if (!line) return std::unexpected(line.error());
  const auto subject = conversations::find_subject(tx.db, refuse.conversation);
  if (!subject || subject->line != line->id) return fail(Code::not_found, "no such talk");
  const auto talk = store::find_abusive(tx.db, line->id, refuse.conversation);
  if (!talk) return fail(Code::conflict, "it did not end as abusive");
  const auto sealing = streams::find_sealing(tx.db, tx.keys, talk->key);
  if (!sealing) return fail(Code::closed, "its words were destroyed");
  const Uuid uuid = tx.new_uuid();
  const Millis until = tx.now + kRefusedFor;
  if (!store::refuse(
          tx, {.uuid = uuid,
               .line = line->id,
               .talk = *talk,
               .until = until,
               .reason = seal::seal(sealing->key, seal::Kind::refusal, uuid, 0, refuse.reason.reveal(), tx.random),
               .made_by = std::get<Staff>(actor).staff}))
    return fail(Code::conflict, "it is refused already");
  tell_line(tx, actor, *line);
  return Reply{201, json::Out().uuid("refusal", uuid).time("until", until).str()};
}

std::string refusal(const Snapshot& snapshot, const store::Refusal& refusal) {
  std::optional<std::string> reason;
  if (const auto sealing = streams::find_sealing(snapshot.db, snapshot.keys, refusal.key))
    reason = seal::open(sealing->key, seal::Kind::refusal, refusal.uuid, 0, refusal.reason);
  return json::Out()
      .uuid("refusal", refusal.uuid)
      .uuid("conversation", refusal.conversation)
      .text("alias", refusal.alias)
      .time("made_at", refusal.made_at)
      .time("until", refusal.until)
      .maybe_text("reason", reason)
      .str();
}

std::string talk(const store::Abusive& talk) {
  return json::Out().uuid("conversation", talk.uuid).text("alias", talk.alias).time("ended_at", talk.ended_at).str();
}

Result<Work> list_refusals(const http::Request& request) {
  return Read{
      "refusals.list", [actor = request.actor, slug = request.parts.at(0)](const Snapshot& snapshot) -> Result<Work> {
        const auto line = accounts::access_line_as_coordinator(snapshot.db, actor, slug);
        if (!line) return std::unexpected(line.error());
        std::vector<std::string> refusals, talks;
        for (const store::Refusal& each : store::lasting(snapshot, line->id))
          refusals.push_back(refusal(snapshot, each));
        for (const store::Abusive& each : store::let_in_still(snapshot, line->id, snapshot.now - kTalksShown))
          talks.push_back(talk(each));
        return Reply{200, json::Out().raw("refusals", json::list(refusals)).raw("talks", json::list(talks)).str()};
      }};
}

Result<Work> add_refusal(const http::Request& request) {
  auto parsed = parse_refuse(request.body);
  if (!parsed) return std::unexpected(std::move(parsed.error()));
  return Act{"refusals.add", [actor = request.actor, slug = request.parts.at(0), parsed = *std::move(parsed)](Tx& tx) {
               return refuse(tx, actor, slug, parsed);
             }};
}

Result<Work> undo_refusal(const http::Request& request) {
  const auto uuid = Uuid::parse(request.parts.at(1));
  if (!uuid) return fail(Code::not_found, "no such refusal");
  return Act{"refusals.undo",
             [actor = request.actor, slug = request.parts.at(0), uuid = *uuid](Tx& tx) -> Result<Reply> {
               const auto line = accounts::access_line_as_coordinator(tx.db, actor, slug);
               if (!line) return std::unexpected(line.error());
               if (!store::undo_refusal(tx, line->id, uuid, std::get<Staff>(actor).staff))
                 return fail(Code::not_found, "no such refusal");
               tell_line(tx, actor, *line);
               return Reply{204, ""};
             }};
}

}  // namespace

http::Routes refusal_routes() {
  return {
      {http::Verb::get, "/api/lines/{slug}/refusals", list_refusals},
      {http::Verb::post, "/api/lines/{slug}/refusals", add_refusal},
      {http::Verb::del, "/api/lines/{slug}/refusals/{refusal}", undo_refusal},
  };
}

}  // namespace onthaal::visits
