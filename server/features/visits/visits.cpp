#include "features/visits/visits.h"

#include "features/lines/lines.h"
#include "features/queue/queue.h"
#include "features/terms/terms.h"
#include "features/traces/traces.h"
#include "features/visits/visits_proof.h"
#include "features/visits/visits_store.h"
#include "features/visits/visits_wire.h"
#include "platform/json.h"

namespace onthaal::visits {
namespace {

// An open door of this size for phones that solve nothing; and no more rows than that a minute from who proves nothing.
bool has_room_for_unproven(Tx& tx, const Settings& settings) {
  return store::started_since(tx.db, tx.now - kMinute).unproven < settings.unproven_per_minute;
}

std::optional<Error> why_not(Tx& tx, const lines::Line& line) {
  const queue::Opening opening = queue::opening({tx.db, tx.now, tx.keys}, line.id);
  if (opening.state != queue::Opening::State::open) return Error{Code::closed, "the line is closed", {}};
  if (opening.is_full) return Error{Code::full, "too many wait", {}};
  return std::nullopt;
}

void count_refusal(Tx& tx, const Settings& settings, const lines::Line& line, const Error& why, bool is_proven) {
  const auto [closed, full] = store::refusals_since(tx.db, line.id, tx.now - kMinute);
  if (!is_proven && closed + full >= settings.unproven_per_minute) return;
  store::insert_refusal(tx, line.id, error_row(why.code).name);
}

Result<Reply> insert(Tx& tx, const conversations::Conversations& conversations, const lines::Line& line,
                     const Start& start, const store::NewVisit& visit) {
  std::optional<TermId> topic;
  if (start.topic) {
    const auto term = terms::find(tx.db, line.id, terms::Kind::topic, *start.topic);
    if (!term) return std::unexpected(Error{Code::invalid, "no such topic", {{"topic", "not_allowed"}}});
    topic = term->id;
  }
  const auto id = store::insert(tx, visit);
  if (!id) return fail(Code::conflict, "the visit was started at the same time");
  traces::keep(tx, *id, start.evidence);
  const Uuid conversation = conversations.request(tx, {.line = line,
                                                       .visit = *id,
                                                       .nickname = start.nickname,
                                                       .language = start.language,
                                                       .who = start.who,
                                                       .device = start.device,
                                                       .topic = topic});
  return Reply{201, wire::started(conversation)};
}

}  // namespace

Result<Reply> start(Tx& tx, const conversations::Conversations& conversations, const Settings& settings,
                    const Start& start) {
  const std::string hash = seal::token_hash(start.token.reveal());
  if (const auto visit = store::find(tx.db, hash))
    return Reply{200, wire::started(conversations::first_of_visit(tx.db, *visit).value().uuid)};
  const auto line = lines::find_by_slug(tx.db, start.slug);
  if (!line) return fail(Code::not_found, "no such line");
  if (start.proof && !store::spend(tx, *start.proof)) return proof::refused("the challenge was used before");
  const bool is_proven = start.proof || settings.puzzle_bits == 0;
  if (const auto why = why_not(tx, *line)) {
    count_refusal(tx, settings, *line, *why, is_proven);
    return Reply{error_row(why->code).http_status, json::error_body(*why)};
  }
  const auto earlier = start.earlier ? store::find(tx.db, *start.earlier) : std::nullopt;
  if (earlier && store::is_refused(tx, *earlier, line->id)) return fail(Code::refused, "a coordinator said so");
  if (!is_proven && !has_room_for_unproven(tx, settings))
    return fail(Code::too_many, "many come without a proof of work; try again in a while");
  return insert(tx, conversations, *line, start, {hash, is_proven, earlier});
}

Actor find_visitor(const Snapshot& snapshot, std::string_view token) {
  const auto visit = store::find(snapshot.db, seal::token_hash(token));
  if (!visit) return Nobody{};
  return Visitor{*visit};
}

std::optional<VisitId> find_visit(db::Connection& db, std::string_view token) {
  return store::find(db, seal::token_hash(token));
}

std::optional<VisitId> make_visit(Tx& tx, const Redacted<std::string>& token, const Redacted<std::string>& evidence) {
  const std::string hash = seal::token_hash(token.reveal());
  if (store::find(tx.db, hash)) return std::nullopt;
  const auto visit = store::insert(tx, {hash, true});
  if (visit) traces::keep(tx, *visit, evidence);
  return visit;
}

bool join_visit(Tx& tx, VisitId visit, const Redacted<std::string>& token) {
  const std::string hash = seal::token_hash(token.reveal());
  if (const auto owner = store::find(tx.db, hash)) return *owner == visit;
  store::insert_token(tx, visit, hash);
  return true;
}

Refusals refusals_since(db::Connection& db, LineId line, Millis from) {
  return store::refusals_since(db, line, from);
}

}  // namespace onthaal::visits
