#include <gtest/gtest.h>

#include "features/accounts/accounts.h"
#include "features/visits/visits_world.h"
#include "platform/act/job_store.h"

namespace onthaal::visits {
namespace {

// An abusive talk, and the coordinators Carla, and Gert of another line.
class RefusalsTest : public VisitsWorld {
 protected:
  RefusalsTest() {
    anna = make_staff("anna", "clbchat", accounts::Role::operator_);
    carla = make_staff("carla", "clbchat", accounts::Role::coordinator);
    gert = make_staff("gert", "gent", accounts::Role::coordinator);
    token = make_token();
    talk = talked(token, "boundary");
  }
  Actor make_staff(const std::string& login, const std::string& slug, accounts::Role role) {
    const auto person = world.act([&](Tx& tx) {
      return accounts::add(tx, {.login = login, .name = login, .alias = login, .roles = {{slug, role}}}, "-");
    });
    return Staff{person.value().id, {1}};
  }
  std::string talked(const std::string& as, const std::string& closing, const std::string& earlier = "") {
    const auto reply = come(as, earlier).value();
    const std::string uuid(json::parse(reply.body)->at("conversation").as_string());
    world
        .act([&](Tx& tx) -> Result<Reply> {
          const auto subject = conversations::find_subject(tx.db, *Uuid::parse(uuid)).value();
          const auto taken = talks.accept(tx, subject.id, std::get<Staff>(anna).staff, tx.new_uuid());
          if (!taken) return std::unexpected(taken.error());
          return talks.end(tx, {.actor = anna, .id = tx.new_uuid()},
                           {.conversation = subject.uuid, .closing = closing});
        })
        .value();
    return uuid;
  }
  Result<Reply> come(const std::string& as, const std::string& earlier = "", const std::string& slug = "clbchat") {
    json::Out body = started_by(as);
    if (!earlier.empty()) body.text("earlier", base64url(seal::token_hash(earlier)));
    return start_with(slug, body.str());
  }
  Result<Reply> ask(std::size_t route, const Actor& actor, std::vector<std::string> parts,
                    const std::string& body = "") {
    const http::Request request{.actor = actor, .parts = std::move(parts), .body = body, .evidence = {}};
    auto work = refusal_routes().at(route).parse(request);
    if (!work) return std::unexpected(std::move(work.error()));
    return world.finish(*std::move(work));
  }
  boost::json::object list() { return json::parse(ask(0, carla, {"clbchat"})->body).value(); }
  Result<Reply> refuse(const Actor& by, const std::string& conversation, const std::string& slug = "clbchat") {
    return ask(1, by, {slug}, R"({"reason":"schelden","conversation":")" + conversation + "\"}");
  }
  Result<Reply> undo(const Actor& by, const std::string& refusal, const std::string& slug = "clbchat") {
    return ask(2, by, {slug, refusal});
  }

  Actor anna, carla, gert;
  std::string token, talk;
};
ONTHAAL_ON_BOTH_ENGINES(RefusalsTest);

TEST_P(RefusalsTest, ThePageThatHadTheVisitIsNotLetInForADay) {
  EXPECT_EQ(refuse(carla, talk)->status, 201);
  EXPECT_EQ(code_of(come(make_token(), token)), "refused");
  EXPECT_EQ(code_of(come(make_token(), token)), "refused");
  EXPECT_EQ(code_of(come(make_token())), "ok");                // a new tab
  EXPECT_EQ(code_of(come(make_token(), make_token())), "ok");  // a token that nobody knows
  EXPECT_EQ(code_of(come(make_token(), token, "gent")), "ok");
  EXPECT_EQ(come(token)->status, 200);  // the visit itself stays what it is
  world.clock.advance(std::chrono::hours(24));
  EXPECT_EQ(code_of(come(make_token(), token)), "ok");
  EXPECT_TRUE(list().at("refusals").as_array().empty());
}

TEST_P(RefusalsTest, WhoCameAgainInBetweenIsNotLetInEither) {
  const std::string second = make_token();
  talked(second, "normal", token);
  refuse(carla, talk).value();
  EXPECT_EQ(code_of(come(make_token(), second)), "refused");
}

TEST_P(RefusalsTest, WhichVisitWasBeforeIsForgottenAfterTwoDays) {
  const auto linked = [&] { return count("visit where earlier is not null"); };
  const auto prune = [&] { world.act([](Tx& tx) { jobs().at(0).run(tx, {.key = "all", .data = {}}); }); };
  come(make_token(), token).value();
  prune();
  EXPECT_EQ(linked(), 1);
  world.clock.advance(std::chrono::hours(48));
  prune();
  EXPECT_EQ(linked(), 0);
}

TEST_P(RefusalsTest, OnlyAfterAnAbusiveTalk) {
  const std::string other = talked(make_token(), "normal");
  EXPECT_EQ(code_of(refuse(carla, other)), "conflict");
  change(
      "insert into registration (conversation, staff, state, is_boundary, opened_at, changed_at)"
      " select max(id), max(last_operator), 'open', 1, 0, 0 from conversation");
  EXPECT_EQ(code_of(refuse(carla, other)), "ok");
  EXPECT_EQ(code_of(refuse(carla, other)), "conflict");
}

TEST_P(RefusalsTest, OnlyCoordinatorsOfTheLine) {
  const std::string refusal(json::parse(refuse(carla, talk)->body)->at("refusal").as_string());
  for (const Actor& actor : {anna, gert, who(token), Actor(Nobody{})}) {
    EXPECT_EQ(code_of(ask(0, actor, {"clbchat"})), "not_found");
    EXPECT_EQ(code_of(refuse(actor, talk)), "not_found");
    EXPECT_EQ(code_of(undo(actor, refusal)), "not_found");
  }
  EXPECT_EQ(code_of(refuse(gert, talk, "gent")), "not_found");
  EXPECT_EQ(code_of(undo(gert, refusal, "gent")), "not_found");
  EXPECT_EQ(code_of(refuse(carla, make_token())), "invalid");
  EXPECT_EQ(code_of(come(make_token(), token)), "refused");
}

TEST_P(RefusalsTest, CanBeUndoneAndDoneAgain) {
  EXPECT_EQ(list().at("talks").as_array().size(), 1u);
  const std::string refusal(json::parse(refuse(carla, talk)->body)->at("refusal").as_string());
  EXPECT_TRUE(list().at("talks").as_array().empty());
  EXPECT_EQ(list().at("refusals").at(0).at("reason").as_string(), "schelden");
  EXPECT_EQ(undo(carla, refusal)->status, 204);
  EXPECT_EQ(code_of(undo(carla, refusal)), "not_found");
  EXPECT_EQ(code_of(come(make_token(), token)), "ok");
  EXPECT_EQ(list().at("talks").as_array().size(), 1u);
  EXPECT_EQ(refuse(carla, talk)->status, 201);
  const auto told = world.database.connection().run(
      {"test.told", "select count(*) from line_event where event = 'refusals.changed'"});
  EXPECT_EQ(told[0].integer(0), 3);
}

TEST_P(RefusalsTest, TheReasonIsSealedWithTheTalk) {
  refuse(carla, talk).value();
  const auto rows = world.database.connection().run({"test.reason", "select reason from visit_refusal"});
  EXPECT_EQ(rows[0].text(0).find("schelden"), std::string::npos);
  change("update seal_key set wrapped = null");
  EXPECT_TRUE(list().at("refusals").at(0).at("reason").is_null());
  EXPECT_EQ(code_of(come(make_token(), token)), "refused");
}

}  // namespace
}  // namespace onthaal::visits
