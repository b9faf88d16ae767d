#include "features/accounts/accounts.h"
#include "features/plans/plans_store.h"
#include "features/plans/plans_wire.h"
#include "features/plans/plans_words.h"
#include "features/queue/queue.h"

namespace onthaal::plans {
namespace {

std::unexpected<Error> not_found() {
  return fail(Code::not_found, "no such plan");
}

std::optional<Reply> page_of(const Snapshot& snapshot, const store::Plan& plan) {
  const auto words = open_words(snapshot, plan);
  if (!words) return std::nullopt;
  return Reply{200, wire::page(plan, lines::find(snapshot.db, plan.line).value(), *words)};
}

Result<std::optional<Reply>> show(Tx& tx, const std::string& hash) {
  const auto plan = store::find_by_code(tx.db, hash);
  return plan ? page_of({tx.db, tx.now, tx.keys}, *plan) : std::nullopt;
}

// The talk that the visitor is in goes with the plan from now on.
Result<std::optional<Reply>> bring(Tx& tx, VisitId visit, const std::string& hash) {
  const auto plan = store::find_by_code(tx.db, hash);
  const Snapshot snapshot{tx.db, tx.now, tx.keys};
  const auto latest = conversations::latest_of_visit(tx.db, visit);
  const auto talk = latest ? conversations::find_talk(snapshot, latest->uuid) : std::nullopt;
  if (!plan || !talk || plan->line != talk->subject.line) return std::nullopt;
  if (!talk->is_open) return fail(Code::closed, "it has ended");
  const auto before = store::brought_to(tx.db, talk->subject.id);
  if (!before || before->id != plan->id) {
    store::bring(tx, talk->subject.id, *plan);
    conversations::tell(tx, *talk, {"plan.brought", {Author::Kind::visitor, visit.value}, std::nullopt, "{}"});
    if (plan->worker) queue::keep_for(tx, talk->subject, plan->worker->id);
  }
  return page_of(snapshot, *plan);
}

Result<visits::CodeTry> parse_try(const http::Request& request) {
  const auto body = json::parse(request.body);
  if (!body) return std::unexpected(body.error());
  json::Reader read(*body);
  auto tried = visits::read_code_try(read);
  return read.done(std::move(tried));
}

Result<Work> show_page(const http::Request& request, const visits::Settings& settings) {
  const auto tried = parse_try(request);
  if (!tried) return std::unexpected(tried.error());
  return visits::try_code("plans.show", settings, *tried, show);
}

Result<Work> bring_plan(const http::Request& request, const visits::Settings& settings) {
  const auto* visitor = std::get_if<Visitor>(&request.actor);
  if (visitor == nullptr) return fail(Code::unauthenticated, "no visit");
  const auto tried = parse_try(request);
  if (!tried) return std::unexpected(tried.error());
  return visits::try_code("plans.bring", settings, *tried,
                          [visit = visitor->visit](Tx& tx, const std::string& hash) { return bring(tx, visit, hash); });
}

Result<Work> list_plans(const http::Request& request) {
  return Read{"plans.list",
              [actor = request.actor, slug = request.parts.at(0)](const Snapshot& snapshot) -> Result<Work> {
                const auto line = accounts::access_line_as_coordinator(snapshot.db, actor, slug);
                if (!line) return std::unexpected(line.error());
                std::vector<std::string> all;
                for (const store::Plan& plan : store::active(snapshot.db, line->id))
                  if (const auto words = open_words(snapshot, plan)) all.push_back(wire::plan(plan, *words));
                return Reply{200, json::Out().raw("plans", json::list(all)).str()};
              }};
}

// One that is active.
Result<store::Plan> access_plan(Tx& tx, const Actor& actor, const std::string& slug, const Uuid& uuid) {
  const auto line = accounts::access_line_as_coordinator(tx.db, actor, slug);
  if (!line) return std::unexpected(line.error());
  auto plan = store::find(tx.db, uuid);
  if (!plan || plan->line != line->id || plan->state != "active") return not_found();
  return *std::move(plan);
}

Result<Reply> change(Tx& tx, const Actor& actor, const store::Plan& plan, const wire::Change& wanted) {
  const auto sealing = streams::find_sealing(tx.db, tx.keys, plan.key);
  if (!sealing) return not_found();
  std::optional<StaffId> worker;
  if (wanted.worker) {
    const auto person = accounts::find_operator(tx.db, plan.line, *wanted.worker);
    if (!person) return std::unexpected(Error{Code::invalid, "", {{"worker", "not_allowed"}}});
    worker = person->id;
  }
  const wire::Words words{wanted.text.reveal(),
                          wanted.moments ? std::optional(wanted.moments->reveal()) : std::nullopt};
  const SealedWords sealed = seal_words(tx, *sealing, words);
  if (!store::change(tx, plan, {sealed.text, sealed.moments, worker})) return not_found();
  tell_line(tx, actor, plan.line);
  return Reply{200, wire::plan(store::find(tx.db, plan.uuid).value(), words)};
}

Result<Work> change_plan(const http::Request& request) {
  const auto uuid = Uuid::parse(request.parts.at(1));
  if (!uuid) return not_found();
  const auto body = json::parse(request.body);
  if (!body) return std::unexpected(body.error());
  auto wanted = wire::parse_change(*body);
  if (!wanted) return std::unexpected(std::move(wanted.error()));
  return Act{"plans.change",
             [actor = request.actor, slug = request.parts.at(0), uuid = *uuid,
              wanted = *std::move(wanted)](Tx& tx) -> Result<Reply> {
               const auto plan = access_plan(tx, actor, slug, uuid);
               if (!plan) return std::unexpected(plan.error());
               return change(tx, actor, *plan, wanted);
             }};
}

Result<Work> end_plan(const http::Request& request) {
  const auto uuid = Uuid::parse(request.parts.at(1));
  if (!uuid) return not_found();
  return Act{"plans.end", [actor = request.actor, slug = request.parts.at(0), uuid = *uuid](Tx& tx) -> Result<Reply> {
               const auto plan = access_plan(tx, actor, slug, uuid);
               if (!plan) return std::unexpected(plan.error());
               if (!store::move(tx, *plan, "active", "ended")) return not_found();
               store::destroy(tx, *plan);
               tell_line(tx, actor, plan->line);
               return Reply{204, ""};
             }};
}

}  // namespace

live::Commands commands() {
  return {live::command("plan.offer", wire::parse_offer, offer),
          live::command("plan.answer", wire::parse_answer, answer),
          live::command("plan.withdraw", wire::parse_withdraw, withdraw)};
}

http::Routes routes(const visits::Settings& settings) {
  using http::Verb;
  return {
      {Verb::post, "/api/plans", [settings](const http::Request& request) { return show_page(request, settings); }},
      {Verb::put, "/api/visit/plan",
       [settings](const http::Request& request) { return bring_plan(request, settings); }},
      {Verb::get, "/api/lines/{slug}/plans", list_plans},
      {Verb::put, "/api/lines/{slug}/plans/{plan}", change_plan},
      {Verb::del, "/api/lines/{slug}/plans/{plan}", end_plan},
  };
}

}  // namespace onthaal::plans
