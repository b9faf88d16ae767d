#pragma once

#include <gtest/gtest.h>

#include "features/accounts/accounts.h"
#include "features/cases/cases.h"
#include "features/flags/flags.h"
#include "features/registrations/registrations.h"
#include "features/traces/traces.h"
#include "platform/json.h"
#include "support/world.h"

namespace onthaal::flags {

// A line with operators Anna and Bert, coordinators Carla and Dora (who answers, too); Gert is of another line.
class FlagsWorld : public support::StoreTest {
 protected:
  FlagsWorld() {
    streams::StreamKind lines_stream{.name = "line", .table = "line_event"};
    streams::register_kinds({talks.stream_kind(), std::move(lines_stream), cases::stream_kind()});
    line = world.act([](Tx& tx) { return lines::create(tx, {"clbchat", "CLBch@t"}); }).value();
    other_line = world.act([](Tx& tx) { return lines::create(tx, {"gent", "Gent"}); }).value();
    using accounts::Role;
    anna = make_staff("anna", {{"clbchat", Role::operator_}, {"gent", Role::operator_}});
    bert = make_staff("bert", {{"clbchat", Role::operator_}});
    carla = make_staff("carla", {{"clbchat", Role::coordinator}});
    dora = make_staff("dora", {{"clbchat", Role::coordinator}, {"clbchat", Role::operator_}});
    gert = make_staff("gert", {{"gent", Role::coordinator}});
    world.act(traces::schedule_jobs);
  }

  db::Connection& db() { return world.database.connection(); }
  Actor make_staff(const std::string& login, std::vector<accounts::RoleOnLine> roles) {
    const auto person = world.act([&](Tx& tx) {
      return accounts::add(tx, {.login = login, .name = login, .alias = login, .roles = std::move(roles)}, "-");
    });
    return Staff{person.value().id, {1}};
  }

  struct Talk {
    Uuid uuid;
    ConversationId id;
    Actor visitor;
  };
  Talk comes(const std::string& evidence, std::optional<std::string> who = std::nullopt) {
    return comes_on(line, evidence, std::move(who));
  }
  Talk comes_on(const lines::Line& on, const std::string& evidence, std::optional<std::string> who = std::nullopt) {
    return world.act([&](Tx& tx) -> Talk {
      const std::string token = std::to_string(++visitors);
      const auto rows =
          tx.db.run({"test.visit", "insert into visit (token_hash, created_at) values (:hash, :now) returning id"},
                    {{"hash", db::Bytes{token}}, {"now", tx.now}});
      const VisitId visit{rows[0].integer(0)};
      traces::keep(tx, visit, Redacted<std::string>(evidence));
      const Uuid uuid = talks.request(tx, {.line = on,
                                           .visit = visit,
                                           .nickname = Redacted<std::string>("vlinder"),
                                           .language = "nl",
                                           .who = std::move(who)});
      const ConversationId id = conversations::find_subject(tx.db, uuid)->id;
      talks.present(tx, id, "visitor", true);
      return {uuid, id, Visitor{visit}};
    });
  }
  void take(const Talk& talk, const Actor& by) {
    world.act([&](Tx& tx) { return talks.accept(tx, talk.id, std::get<Staff>(by).staff, tx.new_uuid()); }).value();
  }
  void give(const Talk& talk, const Actor& from, const Actor& to) {
    world
        .act([&](Tx& tx) {
          const auto person = accounts::find_person(tx.db, std::get<Staff>(to).staff).value();
          return talks.pass(tx, {.actor = from, .id = tx.new_uuid()},
                            {.conversation = talk.uuid, .to = person.uuid, .reason = "other", .note = {}});
        })
        .value();
  }
  void cases_read(const Talk& talk, const Actor& by, cases::Purpose purpose) {
    world.act([&](Tx& tx) { cases::record_reading(tx, talk.id, std::get<Staff>(by).staff, purpose); });
  }
  void say(const Talk& talk, const Actor& who, const std::string& text) {
    world
        .act([&](Tx& tx) {
          return talks.post_message(tx, {.actor = who, .id = tx.new_uuid()},
                                    {talk.uuid, Redacted<std::string>(text), std::nullopt, std::nullopt});
        })
        .value();
  }
  void end(const Talk& talk, const Actor& by, std::optional<std::string> closing = std::nullopt) {
    world
        .act([&](Tx& tx) { return talks.end(tx, {.actor = by, .id = tx.new_uuid()}, {talk.uuid, std::move(closing)}); })
        .value();
  }
  // A whole talk of a quarter of an hour.
  Talk talked(const std::string& evidence, const Actor& with) {
    const Talk talk = comes(evidence);
    take(talk, with);
    pass(15 * kMinute);
    end(talk, with);
    return talk;
  }
  void pass(Millis time) { world.clock.advance(std::chrono::milliseconds(time)); }
  void record(const Talk& talk, std::string_view set) {
    const std::string sql = "update registration set " + std::string(set) + " where conversation = :id";
    db().run({sql, sql}, {{"id", talk.id}});
  }

  Result<Reply> ask(http::Verb verb, std::string_view path, const Actor& actor, std::vector<std::string> parts,
                    const std::string& body = "") {
    const http::Request request{.actor = actor, .parts = std::move(parts), .body = body, .evidence = {}};
    for (const http::Route& route : routes()) {
      if (route.verb != verb || route.path != path) continue;
      auto work = route.parse(request);
      if (!work) return std::unexpected(std::move(work.error()));
      return world.finish(*std::move(work));
    }
    throw std::logic_error("no such route");
  }
  Result<Reply> mark(const Talk& talk, const Actor& by, const std::string& why = R"({"why":"giechelen"})") {
    return ask(http::Verb::put, "/api/flags/{conversation}", by, {talk.uuid.text()}, why);
  }
  Result<Reply> answer(const Talk& talk, const Actor& by) {
    return ask(http::Verb::put, "/api/flags/{conversation}/answer", by, {talk.uuid.text()}, R"({"answer":"ja"})");
  }
  Result<Reply> withdraw(const Talk& talk, const Actor& by) {
    return ask(http::Verb::del, "/api/flags/{conversation}", by, {talk.uuid.text()});
  }
  Result<Reply> list(const Actor& by, const std::string& slug = "clbchat") {
    return ask(http::Verb::get, "/api/lines/{slug}/flags", by, {slug});
  }
  std::string flag_of(const Talk& talk) {
    return db()
        .run({"test.flag", "select uuid from flag where conversation = :id"}, {{"id", talk.id}})[0]
        .uuid(0)
        .text();
  }
  Result<Reply> decide(const Talk& talk, const Actor& by, const std::string& decision = "confirmed",
                       const std::string& slug = "clbchat") {
    const std::string question = decision == "asked_back" ? R"(,"question":"hoe weet je dat?")" : "";
    return ask(http::Verb::post, "/api/lines/{slug}/flags/{flag}/decision", by, {slug, flag_of(talk)},
               R"({"decision":")" + decision + "\"" + question + "}");
  }
  Result<Reply> read(const Talk& talk, const Actor& by, const std::string& slug = "clbchat") {
    return ask(http::Verb::get, "/api/lines/{slug}/flags/{flag}/talk", by, {slug, flag_of(talk)});
  }
  // Reads, and decides.
  Result<Reply> review(const Talk& talk, const Actor& by, const std::string& decision = "confirmed") {
    read(talk, by).value();
    return decide(talk, by, decision);
  }
  // A talk that was confirmed to be a fake call.
  Talk fake(const std::string& evidence) {
    const Talk talk = talked(evidence, anna);
    mark(talk, anna).value();
    review(talk, carla).value();
    return talk;
  }
  std::string alerts(const Talk& talk) {
    const auto state =
        world.view([&](const Snapshot& snapshot) { return cases::stream_kind().state(snapshot, anna, talk.id.value); });
    return boost::json::serialize(json::parse(state.value())->at("alerts"));
  }
  // What the operator who takes them sees.
  std::string seen_at(const std::string& evidence, const std::optional<std::string>& who = std::nullopt) {
    pass(kDay);
    const Talk talk = comes(evidence, who);
    take(talk, anna);
    std::string shown = alerts(talk);
    pass(kMinute);
    end(talk, anna);
    return shown;
  }
  Result<Reply> frequent(const Actor& by) {
    return ask(http::Verb::get, "/api/lines/{slug}/frequent", by, {"clbchat"});
  }
  std::int64_t count(std::string_view sql) { return db().run({sql, sql})[0].integer(0); }
  static std::string_view code_of(const Result<Reply>& reply) {
    return reply ? "ok" : error_row(reply.error().code).name;
  }

  conversations::ConversationHooks hooks() {
    conversations::ConversationHooks hooks;
    hooks.accepted = on_accepted;
    hooks.ended = registrations::on_ended;
    hooks.is_there = [](Tx&, const conversations::Subject&, StaffId) { return true; };
    return hooks;
  }
  conversations::Conversations talks{hooks()};
  lines::Line line, other_line;
  Actor anna, bert, carla, dora, gert;
  int visitors = 0;
};

}  // namespace onthaal::flags
