#include <algorithm>

#include "features/audit/audit.h"
#include "features/retention/retention_rules.h"
#include "features/retention/retention_store.h"
#include "features/retention/retention_wire.h"

// A visitor deletes what was said, while the words are there: with the page that is open, or with a code.
namespace onthaal::retention {
namespace {

using conversations::Conversations;
using conversations::Summary;

bool is_open(const Summary& talk) {
  return talk.state == "waiting" || talk.state == "active";
}

// Both sides of the talk and the coordinators of its line hear it, and take the words from their pages.
void tell(Tx& tx, const conversations::Subject& subject, VisitId visit) {
  const Author author{Author::Kind::visitor, visit.value};
  const std::string data = json::Out().text("by", "visitor").str();
  for (const char* kind : {"conversation", "case"})
    streams::append(tx, streams::key(kind, subject.id.value), subject.uuid,
                    {"conversation.deleted", author, std::nullopt, data}, nullptr);
  streams::append(tx, streams::key("line", subject.line.value), subject.line_uuid,
                  {"conversation.deleted", author, std::nullopt, json::Out().uuid("conversation", subject.uuid).str()},
                  nullptr);
  audit::record(
      tx, {.what = "talk.deleted", .staff = std::nullopt, .line = subject.line, .about = subject.uuid, .data = data});
}

std::vector<Summary> talks_of(db::Connection& db, const std::vector<VisitId>& visits) {
  std::vector<Summary> all;
  for (const VisitId visit : visits)
    for (Summary& each : conversations::all_of_visit(db, visit)) all.push_back(std::move(each));
  return all;
}

Result<void> end_open(Tx& tx, const Conversations& conversations, VisitId visit) {
  // The first of two ends both.
  for (const Summary& each : conversations::all_of_visit(tx.db, visit)) {
    const auto ended = conversations.end(tx, {.actor = Visitor{visit}, .id = tx.new_uuid()}, {each.uuid, std::nullopt});
    if (!ended) return std::unexpected(ended.error());
  }
  return {};
}

}  // namespace

Result<Reply> delete_visits(Tx& tx, const Conversations& conversations, const std::vector<VisitId>& visits,
                            bool is_ending) {
  const auto talks = talks_of(tx.db, visits);
  if (!is_ending && std::ranges::any_of(talks, is_open)) return fail(Code::conflict, "it goes on: end it first");
  for (const VisitId visit : visits) {
    if (const auto ended = end_open(tx, conversations, visit); !ended) return std::unexpected(ended.error());
    for (const Summary& each : conversations::all_of_visit(tx.db, visit)) {
      if (!store::forget_soon(tx, each.id, "visitor")) continue;
      tell(tx, conversations::find_subject(tx.db, each.uuid).value(), visit);
    }
  }
  return Reply{200, wire::deleted(store::deleted(tx.db, visits))};
}

Result<bool> delete_again(Tx& tx, const Conversations& conversations, const Uuid& talk, By by) {
  const auto found = conversations::find_talk(Snapshot{tx.db, tx.now, tx.keys}, talk);
  if (!found) return false;
  if (found->is_open) {
    const auto ended =
        conversations.end(tx, {.actor = Visitor{found->visit}, .id = tx.new_uuid()}, {talk, std::nullopt});
    if (!ended) return std::unexpected(ended.error());
  }
  if (!forget(tx, found->subject.id, by)) return false;
  if (by == By::visitor) tell(tx, found->subject, found->visit);
  return true;
}

http::Routes visitor_routes(const Conversations& conversations, const visits::Settings& settings) {
  using http::Request;
  using http::Verb;
  return {
      {Verb::post, "/api/visit/deletion",
       [&conversations](const Request& request) -> Result<Work> {
         const auto* visitor = std::get_if<Visitor>(&request.actor);
         if (visitor == nullptr) return fail(Code::unauthenticated, "no visit");
         const auto body = json::parse(request.body);
         if (!body) return std::unexpected(body.error());
         json::Reader read(*body);
         const auto is_ending = read.done(read.boolean_or("end", false));
         if (!is_ending) return std::unexpected(is_ending.error());
         return Act{"visit.delete", [&conversations, visit = visitor->visit, is_ending = *is_ending](Tx& tx) {
                      return delete_visits(tx, conversations, {visit}, is_ending);
                    }};
       }},
      {Verb::post, "/api/deletions",
       [&conversations, settings](const Request& request) -> Result<Work> {
         const auto body = json::parse(request.body);
         if (!body) return std::unexpected(body.error());
         json::Reader read(*body);
         auto tried = visits::read_code_try(read);
         const auto asked = read.done(std::pair(std::move(tried), read.boolean_or("end", false)));
         if (!asked) return std::unexpected(asked.error());
         return visits::try_code("deletions.start", settings, asked->first,
                                 [&conversations, is_ending = asked->second](
                                     Tx& tx, const std::string& hash) -> Result<std::optional<Reply>> {
                                   const auto found = visits::visits_of(tx.db, hash);
                                   if (found.empty()) return std::nullopt;
                                   auto reply = delete_visits(tx, conversations, found, is_ending);
                                   if (!reply) return std::unexpected(std::move(reply.error()));
                                   return *std::move(reply);
                                 });
       }},
  };
}

}  // namespace onthaal::retention
