#pragma once

#include <gtest/gtest.h>

#include <algorithm>

#include "features/accounts/accounts.h"
#include "features/conversations/conversations.h"
#include "features/places/places.h"
#include "features/terms/terms.h"
#include "platform/act/job_store.h"
#include "platform/json.h"
#include "support/world.h"

namespace onthaal::conversations {

// A line with two operators, and two visitors; what the hooks tell is kept.
class ConversationsWorld : public support::StoreTest {
 protected:
  ConversationsWorld() {
    streams::register_kinds({talks.stream_kind()});
    line = world.act([](Tx& tx) { return lines::create(tx, {"clbchat", "CLBch@t"}); }).value();
    anna = make_staff("anna", "Anna");
    bert = make_staff("bert", "Bert");
    visitor = make_visitor("1");
    stranger = make_visitor("2");
  }
  void TearDown() override { EXPECT_TRUE(find_astray(db()).empty()); }

  db::Connection& db() { return world.database.connection(); }

  Actor make_staff(const std::string& login, const std::string& alias) {
    const auto person = world.act([&](Tx& tx) {
      return accounts::add(
          tx, {.login = login, .name = login, .alias = alias, .roles = {{"clbchat", accounts::Role::operator_}}}, "-");
    });
    return Staff{person.value().id, {1}};
  }
  Actor make_visitor(std::string_view token) {
    return world.act([&](Tx& tx) -> Actor {
      const auto rows =
          tx.db.run({"test.visit", "insert into visit (token_hash, created_at) values (:hash, 0) returning id"},
                    {{"hash", db::Bytes{token}}});
      return Visitor{{rows[0].integer(0)}};
    });
  }

  // Now a planner of the line, or of another line.
  void loses_the_role(const Actor& who, const std::string& now = "role = 'planner'") {
    const std::string sql = "update staff_role set " + now + " where staff = :staff";
    world.act([&](Tx& tx) {
      tx.db.run({sql, sql}, {{"staff", std::get<Staff>(who).staff}});
      talks.let_go(tx, std::get<Staff>(who).staff);
    });
  }

  Uuid request(const Actor& who, const std::string& nickname = "vlinder") {
    return world.act([&](Tx& tx) {
      return talks.request(tx, {line, std::get<Visitor>(who).visit, Redacted<std::string>(nickname), "nl"});
    });
  }
  ConversationId id_of(const Uuid& uuid) {
    return {db().run({"test.id", "select id from conversation where uuid = :uuid"}, {{"uuid", uuid}})[0].integer(0)};
  }
  Result<Subject> accept(const Uuid& uuid, const Actor& who) {
    const ConversationId id = id_of(uuid);
    return world.act([&](Tx& tx) { return talks.accept(tx, id, std::get<Staff>(who).staff, tx.new_uuid()); });
  }
  Uuid active() {
    const Uuid uuid = request(visitor);
    accept(uuid, anna).value();
    return uuid;
  }

  Result<Reply> command(std::string_view name, live::Envelope envelope, const std::string& data) {
    for (const live::Command& command : talks.commands()) {
      if (command.name != name) continue;
      auto work = command.parse(envelope, json::parse(data).value());
      if (!work) return std::unexpected(std::move(work.error()));
      return world.finish(*std::move(work));
    }
    ADD_FAILURE() << "no command " << name;
    return Reply{};
  }
  live::Envelope from(const Actor& actor) { return {.actor = actor, .id = Uuid::v7(world.clock.now(), world.random)}; }
  Result<Reply> post(const live::Envelope& envelope, const Uuid& conversation, std::string_view text = "hallo") {
    return command("message.post", envelope, json::Out().uuid("conversation", conversation).text("text", text).str());
  }
  Result<Reply> end(const live::Envelope& envelope, const Uuid& conversation) {
    return command("conversation.end", envelope, json::Out().uuid("conversation", conversation).str());
  }
  static live::Envelope again(live::Envelope envelope, std::int64_t after) {
    envelope.again = true;
    envelope.after = after;
    return envelope;
  }
  static Code code_of(const Result<Reply>& reply) { return reply ? Code::internal : reply.error().code; }

  Result<streams::Door> door(const Actor& actor, const Uuid& uuid) {
    return world.view([&](const Snapshot& snapshot) { return stream_kind().door(snapshot, actor, uuid); });
  }
  boost::json::object state(const Actor& actor, const Uuid& uuid) {
    const auto id = id_of(uuid).value;
    const auto text =
        world.view([&](const Snapshot& snapshot) { return talks.stream_kind().state(snapshot, actor, id); });
    return json::parse(text.value()).value();
  }
  std::vector<streams::Event> events(const Uuid& uuid) {
    const StreamKey key = streams::key("conversation", id_of(uuid).value);
    return world.view([&](const Snapshot& snapshot) { return streams::read(snapshot, key, 0, 100); });
  }
  std::int64_t rows_written() {
    return db().run({"test.count", "select count(*) from conversation_event"})[0].integer(0);
  }

  void present(const Uuid& uuid, std::string_view label, bool is_there) {
    world.act([&](Tx& tx) { talks.present(tx, id_of(uuid), label, is_there); });
  }
  // Everything that is due, as the writer does.
  void run_jobs() {
    while (const auto due = jobs::find_due(db(), world.clock.now()))
      world.act([&](Tx& tx) {
        const auto job = jobs::take(tx.db, due->id);
        for (const jobs::JobKind& kind : talks.jobs())
          if (kind.name == due->kind) kind.run(tx, job.value());
      });
  }
  void pass(std::chrono::milliseconds time) {
    world.clock.advance(time);
    run_jobs();
  }
  std::string column(const Uuid& uuid, const std::string& name) {
    const std::string sql = "select cast(" + name + " as text) from conversation where uuid = :uuid";
    return db().run({sql, sql}, {{"uuid", uuid}})[0].maybe_text(0).value_or("null");
  }
  std::string number_of_jobs() {
    return std::to_string(db().run({"test.jobs", "select count(*) from job"})[0].integer(0));
  }

  std::vector<std::string> happened;
  bool anna_has_room = true;
  Conversations talks{
      {.requested = [this](Tx&, const ConversationRequested& what) { tell("requested", what.conversation); },
       .accepted = [this](Tx&, const ConversationAccepted& what) { tell("accepted " + std::string(what.alias)); },
       .given_back = [this](Tx&, const ConversationGivenBack& what) { tell("given back", what.conversation); },
       .passed =
           [this](Tx&, const ConversationPassed& what) {
             tell(std::string(what.alias) + " notes " + what.note.reveal(), what.conversation);
           },
       .waiting_changed = [this](Tx&, const WaitingChanged& what) { tell("waits otherwise", what.conversation); },
       .away = [this](Tx&, const VisitorAway& what) { tell(what.is_away ? "away" : "back"); },
       .set_aside = [this](Tx&, const ConversationSetAside& what) { tell(what.is_aside ? "aside" : "not aside"); },
       .extended = [this](Tx&, const ConversationExtended& what) { tell("extended", what.conversation); },
       .ended =
           [this](Tx&, const ConversationEnded& what) {
             tell((what.was_waiting ? "left by " : "ended by ") + std::string(what.by));
             owner_at_end = what.owner;
           },
       .has_room = [this](Tx&, const Subject&, StaffId) { return anna_has_room; },
       .is_there = [this](Tx&, const Subject&,
                          StaffId staff) { return std::ranges::find(absent, staff) == absent.end(); },
       .wait = [](const Snapshot&, LineId, std::int64_t place) { return std::to_string(place * 5); },
       .may_look_along = [this](const Snapshot&, StaffId staff, ConversationId) { return staff == coach; }}};
  std::vector<StaffId> absent;
  std::optional<StaffId> coach;
  void tell(const std::string& what) { happened.push_back(what); }
  void tell(const std::string& what, const Subject& subject) {
    EXPECT_EQ(subject.line_uuid, line.uuid);
    tell(what);
  }
  std::optional<StaffId> owner_at_end;
  lines::Line line;
  Actor anna, bert, visitor, stranger;
};
}  // namespace onthaal::conversations
