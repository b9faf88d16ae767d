#include "features/displays/displays.h"

#include <gtest/gtest.h>

#include "features/accounts/accounts.h"
#include "features/cases/cases.h"
#include "features/conversations/conversations.h"
#include "features/queue/queue.h"
#include "platform/json.h"
#include "support/world.h"

namespace onthaal::displays {
namespace {

enum Route : std::size_t { kList, kMake, kRevoke, kBoard };

class DisplaysTest : public support::StoreTest {
 protected:
  DisplaysTest() {
    streams::register_kinds({conversations::stream_kind(), queue::stream_kind(), cases::stream_kind()});
    line = world.act([](Tx& tx) { return lines::create(tx, {"clbchat", "CLBch@t"}); }).value();
    world.act([](Tx& tx) { return lines::create(tx, {"gent", "Gent"}); }).value();
    noor = staff("noor", "clbchat", accounts::Role::operator_);
    greet = staff("greet", "clbchat", accounts::Role::coordinator);
    piet = staff("piet", "gent", accounts::Role::coordinator);
  }

  Actor staff(const std::string& login, const std::string& slug, accounts::Role role) {
    const auto person = world.act([&](Tx& tx) {
      return accounts::add(tx, {.login = login, .name = login, .alias = login, .roles = {{slug, role}}}, "-");
    });
    return Staff{person->id, {1}};
  }
  void requests(const std::string& nickname) {
    const auto visit = world.act([](Tx& tx) {
      return tx.db
          .run({"test.visit", "insert into visit (token_hash, created_at) values (:hash, 0) returning id"},
               {{"hash", tx.new_uuid()}})[0]
          .integer(0);
    });
    world.act([&](Tx& tx) { return talks.request(tx, {line, VisitId{visit}, Redacted<std::string>(nickname), "nl"}); });
  }
  Result<Reply> ask(Route route, const Actor& actor, std::string_view body = {}, const std::string& display = {},
                    const std::string& slug = "clbchat") {
    const http::Request request{.actor = actor, .parts = {slug, display}, .body = body};
    auto work = displays::routes(overviews).at(route).parse(request);
    if (!work) return std::unexpected(work.error());
    return world.finish(*std::move(work));
  }
  boost::json::object makes() { return json::parse(ask(kMake, greet, R"({"name":"Gang"})")->body).value(); }
  static std::string text(const boost::json::object& object, std::string_view key) {
    return std::string(object.at(key).as_string());
  }
  Result<Reply> board(const std::string& token) { return ask(kBoard, Nobody{}, R"({"token":")" + token + "\"}"); }
  boost::json::object listed() { return json::parse(ask(kList, greet)->body)->at("displays").at(0).as_object(); }

  lines::Line line;
  Actor noor, greet, piet;
  overviews::Overviews overviews;
  conversations::Conversations talks{{}};
};
ONTHAAL_ON_BOTH_ENGINES(DisplaysTest);

TEST_P(DisplaysTest, ShowTheBoardOfTheirLineAndNoNameOfAVisitor) {
  requests("Wilhelmina");
  const auto made = makes();
  const auto reply = board(text(made, "token"));
  ASSERT_TRUE(reply);
  EXPECT_EQ(reply->body.find("Wilhelmina"), std::string::npos);
  const auto shown = json::parse(reply->body).value();
  EXPECT_EQ(text(shown, "name"), "CLBch@t");
  EXPECT_EQ(shown.at("waiting").as_array().size(), 1u);
  EXPECT_EQ(shown.at("overview").at("today").at("requested").as_int64(), 1);
  EXPECT_EQ(board("nergens").error().code, Code::not_found);
}

TEST_P(DisplaysTest, AreKeptAsAHashAndTellWhenTheyWereLastUsed) {
  const auto made = makes();
  EXPECT_TRUE(listed().at("used_at").is_null());
  EXPECT_FALSE(listed().contains("token"));
  EXPECT_EQ(world.database.connection()
                .run({"test.token", "select 1 from display where token_hash = :token"},
                     {{"token", db::Bytes{text(made, "token")}}})
                .size(),
            0u);
  ASSERT_TRUE(board(text(made, "token")));
  const auto first = listed().at("used_at");
  ASSERT_TRUE(first.is_string());
  world.clock.advance(std::chrono::seconds(59));
  ASSERT_TRUE(board(text(made, "token")));
  EXPECT_EQ(listed().at("used_at"), first) << "to the minute is enough";
  world.clock.advance(std::chrono::seconds(1));
  ASSERT_TRUE(board(text(made, "token")));
  EXPECT_NE(listed().at("used_at"), first);
}

TEST_P(DisplaysTest, OpenNothingOnceRevokedOrAfterAYear) {
  const auto made = makes();
  ASSERT_TRUE(ask(kRevoke, greet, {}, text(made, "display")));
  EXPECT_EQ(board(text(made, "token")).error().code, Code::not_found);
  EXPECT_EQ(ask(kRevoke, greet, {}, text(made, "display")).error().code, Code::not_found);
  const auto other = makes();
  world.clock.advance(std::chrono::days(365) - std::chrono::milliseconds(1));
  ASSERT_TRUE(board(text(other, "token")));
  world.clock.advance(std::chrono::milliseconds(1));
  EXPECT_EQ(board(text(other, "token")).error().code, Code::not_found);
  makes();
  EXPECT_EQ(world.database.connection().run({"test.count", "select id from display"}).size(), 1u);
}

TEST_P(DisplaysTest, AreOfTheCoordinatorsOfTheLine) {
  const auto made = makes();
  for (const Actor& actor : {noor, piet, Actor(Visitor{{1}}), Actor(Nobody{})}) {
    EXPECT_EQ(ask(kList, actor).error().code, Code::not_found);
    EXPECT_EQ(ask(kMake, actor, R"({"name":"Gang"})").error().code, Code::not_found);
    EXPECT_EQ(ask(kRevoke, actor, {}, text(made, "display")).error().code, Code::not_found);
  }
  EXPECT_EQ(ask(kRevoke, piet, {}, text(made, "display"), "gent").error().code, Code::not_found);
  ASSERT_TRUE(board(text(made, "token")));
  EXPECT_EQ(ask(kMake, greet, R"({"name":"","more":1})").error().fields,
            (std::vector<FieldError>{{"name", "too_short"}, {"more", "unknown_field"}}));
}

}  // namespace
}  // namespace onthaal::displays
