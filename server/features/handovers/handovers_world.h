#pragma once

#include <gtest/gtest.h>

#include "features/accounts/accounts.h"
#include "features/handovers/handovers.h"
#include "features/queue/queue.h"
#include "features/terms/terms.h"
#include "platform/act/job_store.h"
#include "platform/json.h"
#include "support/world.h"

namespace onthaal::handovers {

using namespace std::chrono_literals;
using accounts::Role;

// Two lines with an operator each; Anna's hands talks to Vera's.
class HandoversWorld : public support::StoreTest {
 protected:
  HandoversWorld() {
    streams::register_kinds({talks.stream_kind(), queue::stream_kind()});
    line = world.act([](Tx& tx) { return lines::create(tx, {"clbchat", "CLBch@t"}); }).value();
    there = world.act([](Tx& tx) { return lines::create(tx, {"praat", "Praatlijn"}); }).value();
    world.act([&](Tx& tx) { terms::ship(tx, line.id); });
    anna = make_staff("anna", {{"clbchat", Role::operator_}});
    vera = make_staff("vera", {{"praat", Role::operator_}});
    greet = make_staff("greet", {{"clbchat", Role::coordinator}});
    change("update staff_role set capacity = 50");
    change(
        "insert into duty (staff, line, state, since) select staff, line, 'online', 0 from staff_role where role ="
        " 'operator'");
    partner = add_partner(R"("target":"praat","url":null)");
  }
  void TearDown() override {
    EXPECT_TRUE(conversations::find_astray(db()).empty());
    EXPECT_TRUE(find_odd(db()).empty());
  }

  db::Connection& db() { return world.database.connection(); }
  void change(const std::string& sql) {
    world.act([&](Tx& tx) { tx.db.run({sql, sql}); });
  }
  Actor make_staff(const std::string& login, std::vector<accounts::RoleOnLine> roles) {
    const auto person = world.act([&](Tx& tx) {
      return accounts::add(tx, {.login = login, .name = login, .alias = "alias " + login, .roles = std::move(roles)},
                           "-");
    });
    return Staff{person.value().id, {1}};
  }
  Actor make_visitor() {
    return world.act([](Tx& tx) -> Actor {
      const auto rows =
          tx.db.run({"test.visit", "insert into visit (token_hash, created_at) values (:hash, 0) returning id"},
                    {{"hash", tx.new_uuid()}});
      return Visitor{{rows[0].integer(0)}};
    });
  }

  // Routes, by their place in the table.
  Result<Reply> ask(std::size_t route, const Actor& actor, std::vector<std::string> parts, std::string_view body = {}) {
    const http::Request request{.actor = actor, .parts = std::move(parts), .body = body};
    auto work = routes().at(route).parse(request);
    if (!work) return std::unexpected(work.error());
    return world.finish(*std::move(work));
  }
  static std::string partner_json(const std::string& target) {
    return R"({"name":"Praatlijn","about":null,"privacy":{"nl":"regels","nl-u":"regels u","en":"rules"},)" + target +
           R"(,"take_minutes":10})";
  }
  Uuid add_partner(const std::string& target) {
    const auto reply = ask(1, greet, {"clbchat"}, partner_json(target));
    return Uuid::parse(json::parse(reply.value().body)->at("partner").as_string()).value();
  }

  // Commands.
  live::Envelope from(const Actor& actor) { return {.actor = actor, .id = Uuid::v7(world.clock.now(), world.random)}; }
  Result<Reply> command(std::string_view name, const live::Envelope& envelope, const std::string& data) {
    for (const live::Commands& table : {talks.commands(), queue::commands(talks), commands(talks)})
      for (const live::Command& each : table) {
        if (each.name != name) continue;
        auto work = each.parse(envelope, json::parse(data).value());
        if (!work) return std::unexpected(std::move(work.error()));
        return world.finish(*std::move(work));
      }
    ADD_FAILURE() << "no command " << name;
    return Reply{};
  }
  Result<Reply> asks(const Actor& who, const Uuid& talk, const std::string& theme = "null",
                     const std::string& summary = "null", std::optional<Uuid> to = std::nullopt) {
    return command("handover.ask", from(who),
                   json::Out()
                       .uuid("conversation", talk)
                       .uuid("partner", to.value_or(partner))
                       .raw("theme", theme)
                       .raw("summary", summary)
                       .str());
  }
  Result<Reply> answers(const Actor& who, const Uuid& handover, bool yes, bool with_summary = false) {
    return command(
        "handover.answer", from(who),
        json::Out().uuid("handover", handover).boolean("yes", yes).boolean("with_summary", with_summary).str());
  }
  Result<Reply> withdraws(const Actor& who, const Uuid& handover) {
    return command("handover.withdraw", from(who), json::Out().uuid("handover", handover).str());
  }
  Result<Reply> takes(const Actor& who, const lines::Line& on) {
    return command("queue.take", from(who), json::Out().uuid("line", on.uuid).str());
  }
  Result<Reply> says(const Actor& who, const Uuid& talk, std::string_view text = "dag") {
    return command("message.post", from(who), json::Out().uuid("conversation", talk).text("text", text).str());
  }
  void goes_online(const Actor& who) {
    world.act([&](Tx& tx) {
      tx.db.run({"test.online",
                 "insert into duty (staff, line, state, since) select staff, line, 'online', 0 from staff_role where"
                 " staff = :staff"},
                {{"staff", std::get<Staff>(who).staff}});
      tx.db.run({"test.room", "update staff_role set capacity = 50"});
    });
  }
  std::string pass_of(const Uuid& talk, const Actor& to) {
    const Uuid staff = accounts::find_person(db(), std::get<Staff>(to).staff).value().uuid;
    return json::Out().uuid("conversation", talk).uuid("to", staff).text("reason", "expertise").text("note", "").str();
  }
  Result<Reply> gives(const Actor& who, const Uuid& talk, const Actor& to) {
    return command("conversation.pass", from(who), pass_of(talk, to));
  }
  Result<Reply> ends(const Actor& who, const Uuid& talk) {
    return command("conversation.end", from(who), json::Out().uuid("conversation", talk).str());
  }
  static Code code_of(const Result<Reply>& reply) { return reply ? Code::internal : reply.error().code; }

  Uuid begins(const Actor& who) {
    const Uuid uuid = world.act([&](Tx& tx) {
      return talks.request(tx, {line, std::get<Visitor>(who).visit, Redacted<std::string>("vlinder"), "nl"});
    });
    takes(anna, line).value();
    present(uuid, "visitor", true);
    present(uuid, "operator", true);
    return uuid;
  }
  void present(const Uuid& talk, std::string_view label, bool is_there) {
    world.act([&](Tx& tx) { talks.present(tx, id_of(talk), label, is_there); });
  }
  Uuid second_of(const Uuid& talk) {
    return Uuid::parse(state(anna, talk).at("handover").at("second").as_string()).value();
  }
  // Talk, hand-over and second talk.
  struct Three {
    Uuid first, handover, second;
  };
  Uuid handover_of(const Uuid& talk) {
    return Uuid::parse(state(anna, talk).at("handover").at("handover").as_string()).value();
  }
  Three agreed(bool with_summary = false) {
    const Uuid first = begins(visitor);
    asks(anna, first, "null", R"("het gaat over thuis")").value();
    const Uuid handover = handover_of(first);
    answers(visitor, handover, true, with_summary).value();
    const Uuid second = second_of(first);
    present(second, "visitor", true);
    return {first, handover, second};
  }
  std::string handover_state(const Uuid& talk) {
    return std::string(state(visitor, talk).at("handover").at("state").as_string());
  }
  std::string state_of(const Uuid& talk) {
    return db().run({"test.state", "select state from conversation where uuid = :uuid"}, {{"uuid", talk}})[0].text(0);
  }
  ConversationId id_of(const Uuid& uuid) {
    return {db().run({"test.id", "select id from conversation where uuid = :uuid"}, {{"uuid", uuid}})[0].integer(0)};
  }
  boost::json::object state(const Actor& actor, const Uuid& uuid) {
    const auto id = id_of(uuid).value;
    return json::parse(world.view([&](const Snapshot& s) { return talks.stream_kind().state(s, actor, id); }).value())
        .value();
  }
  bool may_see(const Actor& actor, const Uuid& uuid) {
    return world.view([&](const Snapshot& s) { return talks.stream_kind().door(s, actor, uuid); }).has_value();
  }
  std::vector<streams::Event> events(const Uuid& uuid) {
    const StreamKey key = streams::key("conversation", id_of(uuid).value);
    return world.view([&](const Snapshot& s) { return streams::read(s, key, 0, 100); });
  }
  void pass(std::chrono::milliseconds time) {
    world.clock.advance(time);
    run_jobs();
  }
  void run_jobs() {
    while (const auto due = jobs::find_due(db(), world.clock.now()))
      world.act([&](Tx& tx) {
        const auto job = jobs::take(tx.db, due->id);
        for (const std::vector<jobs::JobKind>& table : {talks.jobs(), jobs(talks)})
          for (const jobs::JobKind& kind : table)
            if (kind.name == due->kind) kind.run(tx, job.value());
      });
  }

  conversations::ConversationHooks hooks() {
    conversations::ConversationHooks all = queue::hooks();
    follow(all, talks);
    return all;
  }
  conversations::Conversations talks{hooks()};
  lines::Line line, there;
  Actor anna, vera, greet;
  Actor visitor = make_visitor();
  Uuid partner;
};

}  // namespace onthaal::handovers
