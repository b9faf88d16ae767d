#pragma once

#include <gtest/gtest.h>

#include <algorithm>

#include "features/accounts/accounts.h"
#include "features/queue/queue.h"
#include "platform/act/job_store.h"
#include "platform/json.h"
#include "support/world.h"

namespace onthaal::queue {

using namespace std::chrono_literals;
using accounts::Role;

// Two lines; operators who are online and have room enough.
class QueueWorld : public support::StoreTest {
 protected:
  QueueWorld() {
    streams::register_kinds({talks.stream_kind(), stream_kind()});
    line = world.act([](Tx& tx) { return lines::create(tx, {"clbchat", "CLBch@t"}); }).value();
    other_line = world.act([](Tx& tx) { return lines::create(tx, {"gent", "Gent"}); }).value();
    anna = make_staff("anna", {{"clbchat", Role::operator_}});
    bert = make_staff("bert", {{"clbchat", Role::operator_}});
    carla = make_staff("carla", {{"clbchat", Role::coordinator}, {"gent", Role::operator_}});
    change("update staff_role set capacity = 50");
    change(
        "insert into duty (staff, line, state, since) select staff, line, 'online', 0 from staff_role where role ="
        " 'operator'");
    world.act([](Tx& tx) {
      for (const lines::Line& each : lines::all(tx.db)) tell_opening(tx, each.id, {});
    });
    change("delete from line_event");
  }
  void TearDown() override { EXPECT_TRUE(conversations::find_astray(db()).empty()); }

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
  struct Talk {
    Actor visitor;
    Uuid uuid;
  };
  Talk request(const std::string& nickname, std::optional<lines::Line> on = std::nullopt) {
    world.clock.advance(1s);
    return world.act([&](Tx& tx) -> Talk {
      const auto rows =
          tx.db.run({"test.visit", "insert into visit (token_hash, created_at) values (:hash, 0) returning id"},
                    {{"hash", tx.new_uuid()}});
      const VisitId visit{rows[0].integer(0)};
      return {Visitor{visit}, talks.request(tx, {on.value_or(line), visit, Redacted<std::string>(nickname), "nl"})};
    });
  }

  live::Envelope from(const Actor& actor) { return {.actor = actor, .id = Uuid::v7(world.clock.now(), world.random)}; }
  static live::Envelope again(live::Envelope envelope, std::int64_t after) {
    envelope.again = true;
    envelope.after = after;
    return envelope;
  }
  Result<Reply> command(const live::Commands& commands, std::string_view name, const live::Envelope& envelope,
                        const std::string& data) {
    auto work = std::ranges::find(commands, name, &live::Command::name)->parse(envelope, json::parse(data).value());
    if (!work) return std::unexpected(std::move(work.error()));
    return world.finish(*std::move(work));
  }
  Result<Reply> take(const live::Envelope& envelope, const Uuid& on) {
    return command(commands(talks), "queue.take", envelope, json::Out().uuid("line", on).str());
  }
  Result<Reply> take(const live::Envelope& envelope) { return take(envelope, line.uuid); }
  Result<Reply> end(const Actor& actor, const Uuid& uuid) {
    return command(talks.commands(), "conversation.end", from(actor), json::Out().uuid("conversation", uuid).str());
  }
  Result<Reply> post(const Actor& actor, const Uuid& uuid, std::string_view text) {
    return command(talks.commands(), "message.post", from(actor),
                   json::Out().uuid("conversation", uuid).text("text", text).str());
  }
  Result<Reply> take_chosen(const Actor& who, const Uuid& uuid, std::string_view reason) {
    return command(commands(talks), "queue.take", from(who),
                   json::Out().uuid("line", line.uuid).uuid("conversation", uuid).text("reason", reason).str());
  }
  void present(const Talk& talk, std::string_view label, bool is_there) {
    world.act([&](Tx& tx) { talks.present(tx, id_of(talk.uuid), label, is_there); });
  }
  ConversationId id_of(const Uuid& uuid) {
    return {db().run({"test.id", "select id from conversation where uuid = :uuid"}, {{"uuid", uuid}})[0].integer(0)};
  }
  // Everything that is due, as the writer does.
  void pass(std::chrono::milliseconds time) {
    world.clock.advance(time);
    while (const auto due = jobs::find_due(db(), world.clock.now()))
      world.act([&](Tx& tx) {
        const auto job = jobs::take(tx.db, due->id);
        for (const auto& kinds : {talks.jobs(), duty.jobs()})
          for (const jobs::JobKind& kind : kinds)
            if (kind.name == due->kind) kind.run(tx, job.value());
      });
  }
  std::string uuid_text(const Actor& who) {
    return accounts::find_person(db(), std::get<Staff>(who).staff)->uuid.text();
  }
  static std::string answer(const Uuid& uuid) { return R"({"conversation":")" + uuid.text() + R"("})"; }

  std::string state(const Actor& actor) {
    return world.view([&](const Snapshot& snapshot) { return stream_kind().state(snapshot, actor, line.id.value); })
        .value();
  }
  std::vector<streams::Event> events(std::int64_t after = 0) {
    return world.view([&](const Snapshot& snapshot) {
      return streams::read(snapshot, streams::key("line", line.id.value), after, 10000);
    });
  }
  std::int64_t last() { return streams::last_number(db(), streams::key("line", line.id.value)); }
  std::vector<live::Signal> places() {
    return world.view([&](const Snapshot& snapshot) { return watch().read(snapshot, line.id.value); });
  }
  int touched() const {
    int count = 0;
    for (const Effect& effect : world.effects)
      if (const auto* each = std::get_if<Touched>(&effect)) count += each->what == "queue" && each->id == line.id.value;
    return count;
  }

  conversations::Conversations talks{hooks()};
  duty::Duty duty{
      {.changed =
           [this](Tx& tx, const duty::DutyChanged& what) {
             on_duty(tx, what);
             look_after(tx, talks, what.line);
           },
       .last_gone = [this](Tx& tx, const duty::DutyChanged& what) { look_after(tx, talks, what.line); },
       .has_talk = [](Tx& tx, LineId of, StaffId staff) { return conversations::has_talk(tx.db, of, staff); },
       .is_expected =
           [](Tx& tx, LineId of) {
             return std::ranges::any_of(conversations::waiters(tx.db, of), &conversations::Waiter::had_begun);
           },
       .is_anybody_waiting = [](Tx& tx, LineId of) { return conversations::count_waiting(tx.db, of) > 0; }}};
  lines::Line line, other_line;
  Actor anna, bert, carla;
};
}  // namespace onthaal::queue
