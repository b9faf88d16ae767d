#include "features/plans/plans.h"

#include <gtest/gtest.h>

#include "features/accounts/accounts.h"
#include "features/plans/plans_store.h"
#include "features/queue/queue.h"
#include "platform/json.h"
#include "support/world.h"

namespace onthaal::plans {
namespace {

using accounts::Role;

// anna and bert answer on a line, carla coordinates, dirk coordinates another. A visitor talks with anna.
class PlansTest : public support::StoreTest {
 protected:
  PlansTest() {
    streams::register_kinds({talks.stream_kind(), queue::stream_kind()});
    line = world.act([](Tx& tx) { return lines::create(tx, {"clbchat", "CLBch@t"}); }).value();
    other_line = world.act([](Tx& tx) { return lines::create(tx, {"gent", "Gent"}); }).value();
    anna = make_staff("anna", "clbchat", Role::operator_);
    bert = make_staff("bert", "clbchat", Role::operator_);
    carla = make_staff("carla", "clbchat", Role::coordinator);
    dirk = make_staff("dirk", "gent", Role::coordinator);
    talk = begin(visitor = make_visitor("1"), line);
  }
  void TearDown() override { EXPECT_TRUE(conversations::find_astray(db()).empty()); }

  db::Connection& db() { return world.database.connection(); }
  Actor make_staff(const std::string& login, const std::string& slug, Role role) {
    const auto person = world.act([&](Tx& tx) {
      return accounts::add(tx, {.login = login, .name = login, .alias = login, .roles = {{slug, role}}}, "-");
    });
    return Staff{person.value().id, {1}};
  }
  Actor make_visitor(std::string_view token) {
    return world.act(
        [&](Tx& tx) -> Actor { return Visitor{*visits::make_visit(tx, Redacted(std::string(token)), {})}; });
  }
  Uuid begin(const Actor& who, const lines::Line& on) {
    return world.act([&](Tx& tx) {
      const Uuid uuid = talks.request(tx, {on, std::get<Visitor>(who).visit, Redacted<std::string>("vlinder"), "nl"});
      const auto id = conversations::find_subject(tx.db, uuid).value().id;
      if (on.id == line.id) talks.accept(tx, id, std::get<Staff>(anna).staff, tx.new_uuid()).value();
      return uuid;
    });
  }
  live::Envelope from(const Actor& actor) { return {.actor = actor, .id = Uuid::v7(world.clock.now(), world.random)}; }
  Result<Reply> offer_as(const Actor& who) {
    return world.act([&](Tx& tx) {
      return offer(tx, from(who),
                   {talk, Redacted<std::string>("We beginnen met wat goed ging."),
                    Redacted<std::string>("Maandag en donderdag"), true});
    });
  }
  ConversationId id_of(const Uuid& uuid) { return conversations::find_subject(db(), uuid).value().id; }
  Uuid latest() { return store::latest_in(db(), id_of(talk)).value().uuid; }
  Result<Reply> answer_as(const Actor& who, bool is_yes) {
    const Uuid plan = latest();
    return world.act([&](Tx& tx) { return answer(tx, from(who), {plan, is_yes}); });
  }
  std::string agreed() {
    offer_as(anna).value();
    return code_in(answer_as(visitor, true));
  }
  static std::string code_in(const Result<Reply>& reply) {
    return std::string(std::string_view(json::parse(reply.value().body).value().at("code").as_string()));
  }
  Result<Reply> http(http::Verb verb, std::string_view path, const Actor& actor, const std::string& body,
                     std::vector<std::string> parts = {}) {
    http::Request request;
    request.actor = actor;
    request.parts = std::move(parts);
    request.body = body;
    for (const http::Route& route : routes({.puzzle_bits = 0})) {
      if (route.verb != verb || route.path != path) continue;
      auto work = route.parse(request);
      if (!work) return std::unexpected(std::move(work.error()));
      return world.finish(*std::move(work));
    }
    throw std::logic_error("no such route");
  }
  static std::string body_of(const std::string& code) { return R"({"code":")" + code + R"("})"; }
  Result<Reply> page(const std::string& code) { return http(http::Verb::post, "/api/plans", Nobody{}, body_of(code)); }
  Result<Reply> bring(const Actor& who, const std::string& code) {
    return http(http::Verb::put, "/api/visit/plan", who, body_of(code));
  }
  std::string brought_to(const Uuid& conversation) {
    return world.view([&](const Snapshot& snapshot) { return brought(snapshot, id_of(conversation)); });
  }
  Result<Reply> office(http::Verb verb, const Actor& who, const std::string& body = "") {
    return http(verb, "/api/lines/{slug}/plans/{plan}", who, body, {"clbchat", latest().text()});
  }
  Result<Reply> list(const Actor& who) {
    return http(http::Verb::get, "/api/lines/{slug}/plans", who, "", {"clbchat"});
  }
  static int status_of(const Result<Reply>& reply) {
    return reply ? reply->status : error_row(reply.error().code).http_status;
  }

  conversations::Conversations talks{[] {
    conversations::ConversationHooks hooks = queue::hooks();
    hooks.ended = on_ended;
    return hooks;
  }()};
  lines::Line line, other_line;
  Actor anna, bert, carla, dirk, visitor;
  Uuid talk;
};
ONTHAAL_ON_BOTH_ENGINES(PlansTest);

TEST_P(PlansTest, AYesIsAnsweredWithACodeThatShowsThePlan) {
  offer_as(anna).value();
  EXPECT_EQ(list(carla)->body, R"({"plans":[]})") << "not before the yes";
  const std::string first = code_in(answer_as(visitor, true));
  EXPECT_EQ(first.front(), '9');
  const std::string code = code_in(answer_as(visitor, true));
  EXPECT_EQ(status_of(page(first)), 404) << "the old one is void";
  const auto shown = json::parse(page(code).value().body).value();
  EXPECT_EQ(shown.at("text"), "We beginnen met wat goed ging.");
  EXPECT_EQ(shown.at("moments"), "Maandag en donderdag");
  EXPECT_EQ(shown.at("with"), "anna");
  const auto rows = db().run({"test.plan", "select text, code_hash from plan"});
  EXPECT_EQ(rows[0].text(0).find("goed ging"), std::string::npos);
  EXPECT_EQ(rows[0].text(1), visits::code_hash(world.keys, code));
}

TEST_P(PlansTest, OnlyTheOwnerOffersAndOnlyTheVisitorAnswers) {
  for (const Actor& other : {bert, carla, visitor, Actor{Nobody{}}}) EXPECT_EQ(status_of(offer_as(other)), 404);
  offer_as(anna).value();
  EXPECT_EQ(status_of(offer_as(anna)), 409);
  for (const Actor& other : {anna, bert, carla, make_visitor("2"), Actor{Nobody{}}})
    EXPECT_EQ(status_of(answer_as(other, true)), 404);
  EXPECT_TRUE(answer_as(visitor, false));
  EXPECT_EQ(status_of(answer_as(visitor, true)), 409);
  offer_as(anna).value();
  world.act([&](Tx& tx) { return withdraw(tx, from(anna), latest()); }).value();
  EXPECT_EQ(status_of(answer_as(visitor, true)), 409);
  offer_as(anna).value();
  world.act([&](Tx& tx) { return talks.end(tx, from(anna), {talk, std::nullopt}); }).value();
  EXPECT_EQ(status_of(answer_as(visitor, true)), 409) << "it ended with its talk";
  const auto rows = db().run({"test.keys",
                              "select count(*) from plan p join seal_key k on k.id = p.key"
                              " where k.wrapped is not null"});
  EXPECT_EQ(rows[0].integer(0), 0) << "what was not agreed is destroyed";
}

TEST_P(PlansTest, ItAppearsInATalkOnlyByItsCode) {
  const std::string code = agreed();
  const Actor friend_ = make_visitor("2");
  const Uuid next = begin(friend_, line);
  EXPECT_EQ(brought_to(next), "null") << "nobody is recognised";
  EXPECT_EQ(status_of(bring(friend_, "9000000000000000")), 404);
  EXPECT_EQ(brought_to(next), "null");
  EXPECT_EQ(status_of(bring(anna, code)), 401);
  const auto used_at = [&] {
    return world.database.connection().run({"test.used", "select used_at from plan"})[0].integer(0);
  };
  world.clock.advance(std::chrono::hours(1));
  EXPECT_LT(used_at(), world.clock.now());
  EXPECT_EQ(status_of(bring(friend_, code)), 200);
  EXPECT_EQ(status_of(bring(friend_, code)), 200);
  EXPECT_EQ(used_at(), world.clock.now()) << "it is kept from then on";
  EXPECT_NE(brought_to(next).find("We beginnen met wat goed ging."), std::string::npos);
  EXPECT_EQ(json::parse(list(carla)->body)->at("plans").at(0).at("talks"), 1);
  const Actor elsewhere = make_visitor("3");
  const Uuid gent = begin(elsewhere, other_line);
  EXPECT_EQ(status_of(bring(elsewhere, code)), 404) << "it is of another line";
  EXPECT_EQ(brought_to(gent), "null");
}

TEST_P(PlansTest, WhoWaitsWithItIsKeptForItsWorkerWhileThatPersonCanTakeThem) {
  const std::string code = agreed();
  int later = 0;
  const auto kept_for = [&](bool is_on_duty) {
    db().run({"test.duty", "delete from duty"});
    if (is_on_duty)
      db().run({"test.anna", "insert into duty (staff, line, state, since) values (:staff, :line, 'online', 0)"},
               {{"staff", std::get<Staff>(anna).staff}, {"line", line.id}});
    const Actor who = make_visitor("a" + std::to_string(++later));
    const Uuid uuid = world.act([&](Tx& tx) {
      return talks.request(tx, {line, std::get<Visitor>(who).visit, Redacted<std::string>("vlinder"), "nl"});
    });
    EXPECT_EQ(status_of(bring(who, code)), 200);
    return world.view([&](const Snapshot& snapshot) { return conversations::find_waiting(snapshot, id_of(uuid)); })
        ->kept_for;
  };
  EXPECT_EQ(kept_for(false), std::nullopt);
  EXPECT_EQ(kept_for(true), std::nullopt) << "anna has a talk";
  world.act([&](Tx& tx) { return talks.end(tx, from(anna), {talk, std::nullopt}); }).value();
  EXPECT_EQ(kept_for(true), accounts::find_person(db(), std::get<Staff>(anna).staff)->uuid);
}

TEST_P(PlansTest, CoordinatorsChangeAndEndIt) {
  const std::string code = agreed();
  const std::string body = R"({"text":"Anders.","moments":null,"worker":null})";
  for (const Actor& other : {anna, bert, dirk, visitor, Actor{Nobody{}}}) {
    EXPECT_EQ(status_of(list(other)), 404);
    EXPECT_EQ(status_of(office(http::Verb::put, other, body)), 404);
    EXPECT_EQ(status_of(office(http::Verb::del, other)), 404);
  }
  EXPECT_EQ(status_of(office(http::Verb::put, carla, body)), 200);
  EXPECT_EQ(json::parse(page(code)->body)->at("text"), "Anders.");
  const auto dirk_uuid = accounts::find_person(db(), std::get<Staff>(dirk).staff)->uuid.text();
  EXPECT_EQ(status_of(office(http::Verb::put, carla, R"({"text":"x","moments":null,"worker":")" + dirk_uuid + "\"}")),
            422);
  EXPECT_EQ(status_of(office(http::Verb::del, carla)), 204);
  EXPECT_EQ(status_of(office(http::Verb::del, carla)), 404);
  const auto told = db().run({"test.told", "select count(*) from line_event where event = 'plans.changed'"});
  EXPECT_EQ(told[0].integer(0), 3) << "a yes, a change and the end";
  EXPECT_EQ(status_of(page(code)), 404);
  EXPECT_EQ(list(carla)->body, R"({"plans":[]})");
}

}  // namespace
}  // namespace onthaal::plans
