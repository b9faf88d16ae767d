#pragma once

#include <gtest/gtest.h>

#include "core/text.h"
#include "features/accounts/accounts.h"
#include "features/appointments/appointments.h"
#include "features/appointments/appointments_store.h"
#include "features/queue/queue.h"
#include "platform/act/job_store.h"
#include "platform/json.h"
#include "support/world.h"

namespace onthaal::appointments {

using accounts::Role;
using namespace std::chrono_literals;

// A line with second talks: anna, who is on duty, and bert answer; carla coordinates. A visitor talks with anna.
class AppointmentsWorld : public support::StoreTest {
 protected:
  AppointmentsWorld() {
    streams::register_kinds({talks.stream_kind(), queue::stream_kind()});
    line = world.act([](Tx& tx) { return lines::create(tx, {"clbchat", "CLBch@t"}); }).value();
    world.act([](Tx& tx) { return lines::create(tx, {"gent", "Gent"}); }).value();
    anna = make_staff("anna", Role::operator_);
    bert = make_staff("bert", Role::operator_);
    carla = make_staff("carla", Role::coordinator);
    on_duty(anna, true);
    change("update line set second_talks = 1 where slug = 'clbchat'");
    talk = begin(visitor = make_visitor("1"));
  }
  void TearDown() override { EXPECT_TRUE(conversations::find_astray(db()).empty()); }

  db::Connection& db() { return world.database.connection(); }
  void change(const std::string& sql) {
    world.act([&](Tx& tx) { tx.db.run({sql, sql}); });
  }
  Actor make_staff(const std::string& login, Role role) {
    const auto person = world.act([&](Tx& tx) {
      return accounts::add(tx, {.login = login, .name = login, .alias = login, .roles = {{"clbchat", role}}}, "-");
    });
    return Staff{person.value().id, {1}};
  }
  void on_duty(const Actor& who, bool is_there) {
    const std::string staff = std::to_string(std::get<Staff>(who).staff.value);
    change("delete from duty where staff = " + staff);
    if (is_there)
      change("insert into duty (staff, line, state, since) values (" + staff + ", " + std::to_string(line.id.value) +
             ", 'online', 0)");
  }
  Actor make_visitor(std::string_view token) {
    return world.act(
        [&](Tx& tx) -> Actor { return Visitor{*visits::make_visit(tx, Redacted(std::string(token)), {})}; });
  }
  Uuid begin(const Actor& who) {
    const Uuid uuid = world.act([&](Tx& tx) {
      return talks.request(tx, {line, std::get<Visitor>(who).visit, Redacted<std::string>("vlinder"), "nl-u"});
    });
    accept(uuid, anna);
    return uuid;
  }
  ConversationId id_of(const Uuid& uuid) { return conversations::find_subject(db(), uuid).value().id; }
  void accept(const Uuid& uuid, const Actor& who) {
    world.act([&](Tx& tx) { return talks.accept(tx, id_of(uuid), std::get<Staff>(who).staff, tx.new_uuid()); }).value();
  }
  void end(const Uuid& uuid, const Actor& who) {
    world.act([&](Tx& tx) { return talks.end(tx, from(who), {uuid, std::nullopt}); }).value();
  }

  // Hours from now; of anna unless it says whose.
  Uuid open_slot(int hours, std::optional<Actor> worker) {
    const Millis at = world.clock.now() + hours * kHour;
    world.act([&](Tx& tx) {
      EXPECT_TRUE(store::insert_slot(
          tx, {line.id, at, at + 45 * kMinute, worker ? std::optional(std::get<Staff>(*worker).staff) : std::nullopt}));
    });
    for (const auto& slot : store::slots(db(), line.id, 0))
      if (slot.starts_at == at) return slot.uuid;
    throw std::logic_error("no slot");
  }
  Uuid open_slot(int hours) { return open_slot(hours, anna); }

  live::Envelope from(const Actor& actor) { return {.actor = actor, .id = Uuid::v7(world.clock.now(), world.random)}; }
  Result<Reply> offer_as(const Actor& who, const Uuid& slot, std::optional<std::string> note = std::nullopt) {
    return world.act([&](Tx& tx) {
      std::optional<Redacted<std::string>> words;
      if (note) words.emplace(*note);
      return offer(tx, from(who), {talk, slot, words, std::nullopt});
    });
  }
  Uuid latest(const Uuid& conversation) { return store::latest_in(db(), id_of(conversation)).value().uuid; }
  Uuid offered(const Uuid& slot, std::optional<std::string> note = std::nullopt) {
    EXPECT_TRUE(offer_as(anna, slot, std::move(note)));
    return latest(talk);
  }
  Result<Reply> answer_as(const Actor& who, const Uuid& appointment, bool is_yes) {
    return world.act([&](Tx& tx) { return answer(tx, from(who), {appointment, is_yes}); });
  }
  static std::string code_in(const Result<Reply>& reply) {
    return std::string(std::string_view(json::parse(reply.value().body).value().at("code").as_string()));
  }
  std::string book(const Uuid& slot, std::optional<std::string> note = std::nullopt) {
    return code_in(answer_as(visitor, offered(slot, std::move(note)), true));
  }

  Result<Reply> http(http::Verb verb, std::string_view path, const Actor& actor, const std::string& body,
                     std::vector<std::string> parts = {}) {
    http::Request request;
    request.actor = actor;
    request.parts = std::move(parts);
    request.body = body;
    for (const http::Route& route : routes(talks, duty, {.puzzle_bits = 0})) {
      if (route.verb != verb || route.path != path) continue;
      auto work = route.parse(request);
      if (!work) return std::unexpected(std::move(work.error()));
      return world.finish(*std::move(work));
    }
    throw std::logic_error("no such route");
  }
  Result<Reply> with_code(const std::string& act, const std::string& code, const std::string& more = "") {
    return http(http::Verb::post, "/api/appointments" + act, Nobody{}, R"({"code":")" + code + '"' + more + "}");
  }
  Result<Reply> move_to(const std::string& code, const Uuid& slot) {
    return with_code("/move", code, R"(,"slot":")" + slot.text() + '"');
  }
  std::string make_token() {
    std::string bytes(32, '\0');
    world.random.fill({reinterpret_cast<std::uint8_t*>(bytes.data()), bytes.size()});
    return base64url(bytes);
  }
  Result<Reply> open_with(const std::string& code, const std::string& token) {
    return with_code("/open", code, R"(,"token":")" + token + '"');
  }
  static int status_of(const Result<Reply>& reply) {
    return reply ? reply->status : error_row(reply.error().code).http_status;
  }
  boost::json::object page(const std::string& code) { return json::parse(with_code("", code).value().body).value(); }
  std::string state_of(const Uuid& appointment) { return store::find(db(), appointment).value().state; }

  void run_jobs() {
    while (const auto due = jobs::find_due(db(), world.clock.now()))
      world.act([&](Tx& tx) {
        const auto job = jobs::take(tx.db, due->id);
        for (const jobs::JobKind& kind : jobs(talks, duty))
          if (kind.name == due->kind) kind.run(tx, job.value());
      });
  }
  void pass(std::chrono::milliseconds time) {
    world.clock.advance(time);
    run_jobs();
  }
  bool has_words(const Uuid& appointment) {
    const auto key = store::find(db(), appointment).value().key;
    return streams::find_sealing(db(), world.keys, key).has_value();
  }

  conversations::Conversations talks{[] {
    conversations::ConversationHooks hooks = queue::hooks();
    hooks.ended = on_ended;
    hooks.appointment = latest_offer;
    return hooks;
  }()};
  duty::Duty duty{
      {.changed = queue::on_duty,
       .last_gone = {},
       .has_talk = [](Tx& tx, LineId of, StaffId staff) { return conversations::has_talk(tx.db, of, staff); },
       .is_expected = [](Tx& tx, LineId of) { return is_expected(tx.db, of, tx.now); },
       .is_anybody_waiting = {}}};
  lines::Line line;
  Actor anna, bert, carla, visitor;
  Uuid talk;
};

}  // namespace onthaal::appointments
