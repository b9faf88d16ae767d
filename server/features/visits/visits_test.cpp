#include "features/visits/visits.h"

#include <gtest/gtest.h>

#include "features/terms/terms.h"
#include "features/visits/visits_world.h"

namespace onthaal::visits {
namespace {

class VisitsTest : public VisitsWorld {};
ONTHAAL_ON_BOTH_ENGINES(VisitsTest);

TEST_P(VisitsTest, StartsAConversationThatWaits) {
  const std::string token = make_token();
  const auto reply = start(token);
  ASSERT_TRUE(reply);
  EXPECT_EQ(reply->status, 201);
  const auto conversation = json::parse(reply->body)->at("conversation").as_string();
  EXPECT_EQ(show(who(token))->body, R"({"conversation":")" + std::string(conversation) +
                                        R"(","line":{"slug":"clbchat","name":"CLBch@t"},"state":"waiting",)"
                                        R"("register":"nl-u","has_code":false,"second":null})");
}

TEST_P(VisitsTest, ARetryLeavesNoGhost) {
  const std::string token = make_token();
  const auto first = start(token).value();
  for (const auto& [slug, nickname] :
       {std::pair("clbchat", "vlinder"), std::pair("gent", "iemand anders"), std::pair("weg", "vlinder")}) {
    const auto retry = start(token, slug, nickname);
    EXPECT_EQ(retry->status, 200);
    EXPECT_EQ(retry->body, first.body);
    EXPECT_TRUE(world.effects.empty());
  }
  EXPECT_EQ(count("visit"), 1);
  EXPECT_EQ(count("conversation"), 1);
  EXPECT_EQ(count("conversation_event"), 1);
  EXPECT_EQ(count("line_event"), 1);
}

TEST_P(VisitsTest, AnotherTokenIsAnotherVisitor) {
  const std::string one = make_token();
  const std::string two = make_token();
  EXPECT_NE(start(one)->body, start(two)->body);
  EXPECT_NE(who(one), who(two));
  EXPECT_NE(show(who(one))->body, show(who(two))->body);
}

TEST_P(VisitsTest, AnUnknownLineLeavesNothing) {
  const std::string token = make_token();
  EXPECT_EQ(start(token, "nergens").error().code, Code::not_found);
  EXPECT_EQ(count("visit"), 0);
  EXPECT_EQ(start(token)->status, 201);
}

TEST_P(VisitsTest, AnUnknownTokenIsNobody) {
  const std::string token = make_token();
  EXPECT_EQ(who(token), Actor(Nobody{}));
  EXPECT_EQ(who(""), Actor(Nobody{}));
  start(token).value();
  EXPECT_EQ(who(token.substr(1)), Actor(Nobody{}));
  EXPECT_EQ(show(Nobody{}).error().code, Code::unauthenticated);
  EXPECT_EQ(show(Staff{{1}, {1}}).error().code, Code::unauthenticated);
}

TEST_P(VisitsTest, OnlyTheHashOfTheTokenIsKept) {
  const std::string token = make_token();
  start(token).value();
  const auto rows = world.database.connection().run({"test.hash", "select token_hash from visit"});
  ASSERT_EQ(rows.size(), 1u);
  EXPECT_EQ(rows[0].text(0), seal::token_hash(token));
  EXPECT_EQ(rows[0].text(0).find(token), std::string::npos);
}

TEST_P(VisitsTest, TellsWhoItIsAndWhatAbout) {
  const std::string topic = world.act([](Tx& tx) {
    const LineId line = lines::find_by_slug(tx.db, "clbchat")->id;
    terms::ship(tx, line);
    return terms::of_day(tx.db, line, terms::Kind::topic, terms::day_of(tx.now)).at(0).code;
  });
  const auto with_topic = [&](std::string_view code) {
    return start_with("clbchat",
                      started_by(make_token()).text("device", "phone").text("who", "parent").text("topic", code).str());
  };
  EXPECT_EQ(with_topic(topic)->status, 201);
  const auto rows = world.database.connection().run(
      {"test.intake", "select c.device, c.who, t.code from conversation c join term t on t.id = c.topic"});
  ASSERT_EQ(rows.size(), 1u);
  EXPECT_EQ(rows[0].text(0), "phone");
  EXPECT_EQ(rows[0].text(1), "parent");
  EXPECT_EQ(rows[0].text(2), topic);

  EXPECT_EQ(with_topic("iets").error().fields, (std::vector<FieldError>{{"topic", "not_allowed"}}));
  EXPECT_EQ(count("visit"), 1);
}

TEST_P(VisitsTest, AClosedLineLetsNobodyInAndCounts) {
  const std::string early = make_token();
  start(early).value();
  change("update line set is_open = 0 where slug = 'clbchat'");
  const auto refused = start(make_token());
  EXPECT_EQ(refused->status, error_row(Code::closed).http_status);
  EXPECT_EQ(json::parse(refused->body)->at("code").as_string(), "closed");
  EXPECT_EQ(start(early)->status, 200);
  EXPECT_EQ(start(make_token(), "gent")->status, 201);
  EXPECT_EQ(count("refusal"), 1);
  EXPECT_EQ(count("visit"), 2);
}

TEST_P(VisitsTest, AFullLineLetsNobodyInAndCounts) {
  change(R"(update line set settings = '{"max_waiting":1}' where slug = 'clbchat')");
  EXPECT_EQ(start(make_token())->status, 201);
  const auto refused = start(make_token());
  EXPECT_EQ(refused->status, error_row(Code::full).http_status);
  EXPECT_EQ(json::parse(refused->body)->at("code").as_string(), "full");

  const auto refusals = [&](std::string_view slug, Millis from) {
    return world.view([&](const Snapshot& snapshot) {
      return refusals_since(snapshot.db, lines::find_by_slug(snapshot.db, slug)->id, from);
    });
  };
  EXPECT_EQ(refusals("clbchat", world.clock.now()).full, 1);
  EXPECT_EQ(refusals("clbchat", world.clock.now()).closed, 0);
  EXPECT_EQ(refusals("clbchat", world.clock.now() + 1).full, 0);
  EXPECT_EQ(refusals("gent", 0).full, 0);
}

TEST_P(VisitsTest, AWrongFieldIsNamed) {
  const auto fields = [&](const std::string& body) { return start_with("clbchat", body).error().fields; };
  using Fields = std::vector<FieldError>;
  EXPECT_EQ(fields("{}"), (Fields{{"token", "required"}, {"nickname", "required"}, {"register", "required"}}));
  EXPECT_EQ(
      fields(R"({"token":"kort","nickname":" \n ","register":"fr","age":14})"),
      (Fields{
          {"token", "too_short"}, {"nickname", "too_short"}, {"register", "not_allowed"}, {"age", "unknown_field"}}));
  const std::string almost = make_token().substr(1) + "!";
  EXPECT_EQ(fields(started_by(almost).str()), (Fields{{"token", "not_allowed"}}));
  EXPECT_EQ(fields(started_by(make_token(), std::string(41, 'v')).str()), (Fields{{"nickname", "too_long"}}));
  EXPECT_EQ(fields(started_by(make_token()).text("device", "horloge").text("who", "kat").integer("topic", 1).str()),
            (Fields{{"device", "not_allowed"}, {"who", "not_allowed"}, {"topic", "not_text"}}));
  EXPECT_EQ(fields(started_by(make_token()).raw("proof", "[]").str()), (Fields{{"proof", "not_an_object"}}));
  EXPECT_EQ(
      fields(started_by(make_token()).raw("proof", R"({"solutions":[-1],"x":1})").str()),
      (Fields{{"proof.challenge", "required"}, {"proof.solutions", "not_allowed"}, {"proof.x", "unknown_field"}}));
  EXPECT_EQ(start_with("clbchat", "[]").error().code, Code::malformed);
  EXPECT_EQ(count("visit"), 0);
}

TEST_P(VisitsTest, TheExitButtonLeavesTheTalkOpen) {
  const std::string token = make_token();
  start(token).value();
  EXPECT_EQ(as(who(token), http::Verb::post, "/api/visit/exit")->status, 204);
  EXPECT_EQ(json::parse(show(who(token))->body)->at("state").as_string(), "waiting");
  EXPECT_EQ(world.database.connection()
                .run({"test.exited", "select count(*) from conversation where exited_at is not null"})[0]
                .integer(0),
            1);
  EXPECT_EQ(as(Nobody{}, http::Verb::post, "/api/visit/exit").error().code, Code::unauthenticated);
}

}  // namespace
}  // namespace onthaal::visits
