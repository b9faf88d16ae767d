#include "features/visits/visits.h"

#include <gtest/gtest.h>

#include "core/text.h"
#include "features/queue/queue.h"
#include "platform/json.h"
#include "support/world.h"

namespace onthaal::visits {
namespace {

class VisitsTest : public support::StoreTest {
 protected:
  VisitsTest() {
    streams::register_kinds({conversations::stream_kind(), queue::stream_kind()});
    world.act([](Tx& tx) { return lines::create(tx, {"clbchat", "CLBch@t"}); }).value();
    world.act([](Tx& tx) { return lines::create(tx, {"gent", "Gent"}); }).value();
  }
  void TearDown() override { EXPECT_TRUE(conversations::find_astray(world.database.connection()).empty()); }

  std::string make_token() {
    std::string bytes(32, '\0');
    world.random.fill({reinterpret_cast<std::uint8_t*>(bytes.data()), bytes.size()});
    return base64url(bytes);
  }
  Result<Reply> http(std::size_t route, http::Request request) {
    auto work = routes(talks).at(route).parse(request);
    if (!work) return std::unexpected(std::move(work.error()));
    return world.finish(*std::move(work));
  }
  Result<Reply> start_with(const std::string& slug, const std::string& body) {
    http::Request request;
    request.parts = {slug};
    request.body = body;
    return http(0, std::move(request));
  }
  Result<Reply> start(const std::string& token, const std::string& slug = "clbchat",
                      std::string_view nickname = "vlinder") {
    return start_with(slug, json::Out().text("token", token).text("nickname", nickname).text("register", "nl-u").str());
  }
  Actor who(std::string_view token) {
    return world.view([&](const Snapshot& snapshot) { return find_visitor(snapshot, token); });
  }
  Result<Reply> show(const Actor& actor) {
    http::Request request;
    request.actor = actor;
    return http(1, std::move(request));
  }
  std::int64_t count(std::string_view table) {
    const std::string sql = "select count(*) from " + std::string(table);
    return world.database.connection().run({sql, sql})[0].integer(0);
  }

  conversations::Conversations talks{queue::hooks()};
};
ONTHAAL_ON_BOTH_ENGINES(VisitsTest);

TEST_P(VisitsTest, StartsAConversationThatWaits) {
  const std::string token = make_token();
  const auto reply = start(token);
  ASSERT_TRUE(reply);
  EXPECT_EQ(reply->status, 201);
  const auto conversation = json::parse(reply->body)->at("conversation").as_string();
  EXPECT_EQ(show(who(token))->body, R"({"conversation":")" + std::string(conversation) +
                                        R"(","line":{"slug":"clbchat","name":"CLBch@t"},"state":"waiting",)"
                                        R"("register":"nl-u"})");
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

TEST_P(VisitsTest, AWrongFieldIsNamed) {
  const auto fields = [&](const std::string& body) { return start_with("clbchat", body).error().fields; };
  using Fields = std::vector<FieldError>;
  EXPECT_EQ(fields("{}"), (Fields{{"token", "required"}, {"nickname", "required"}, {"register", "required"}}));
  EXPECT_EQ(
      fields(R"({"token":"kort","nickname":" \n ","register":"fr","age":14})"),
      (Fields{
          {"token", "too_short"}, {"nickname", "too_short"}, {"register", "not_allowed"}, {"age", "unknown_field"}}));
  const std::string almost = make_token().substr(1) + "!";
  EXPECT_EQ(fields(json::Out().text("token", almost).text("nickname", "v").text("register", "nl").str()),
            (Fields{{"token", "not_allowed"}}));
  EXPECT_EQ(
      fields(
          json::Out().text("token", make_token()).text("nickname", std::string(41, 'v')).text("register", "nl").str()),
      (Fields{{"nickname", "too_long"}}));
  EXPECT_EQ(start_with("clbchat", "[]").error().code, Code::malformed);
  EXPECT_EQ(count("visit"), 0);
}

}  // namespace
}  // namespace onthaal::visits
