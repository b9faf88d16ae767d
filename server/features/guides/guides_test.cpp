#include "features/guides/guides.h"

#include <gtest/gtest.h>

#include <map>

#include "features/accounts/accounts.h"
#include "platform/json.h"
#include "support/world.h"

namespace onthaal::guides {
namespace {

constexpr std::string_view kNew =
    R"({"kind":"suicide","code":"extra","title":"Nog iets","text":"Vraag het.","is_step":true})";

class GuidesTest : public support::StoreTest {
 protected:
  GuidesTest() {
    line = world.act([](Tx& tx) { return lines::create(tx, {"clbchat", "CLBch@t"}); })->id;
    world.act([](Tx& tx) { return lines::create(tx, {"gent", "Gent"}); }).value();
    noor = staff("noor", "clbchat", accounts::Role::operator_);
    chris = staff("chris", "clbchat", accounts::Role::coordinator);
    piet = staff("piet", "gent", accounts::Role::coordinator);
  }

  Actor staff(const std::string& login, const std::string& slug, accounts::Role role) {
    const auto person = world.act([&](Tx& tx) {
      return accounts::add(tx, {.login = login, .name = login, .alias = login, .roles = {{slug, role}}}, "-");
    });
    return Staff{person->id, {1}};
  }
  Result<Reply> ask(std::size_t route, const Actor& actor, std::string_view body = {}, std::string guide = {},
                    const std::string& slug = "clbchat") {
    const http::Request request{.actor = actor, .parts = {slug, std::move(guide)}, .body = body};
    auto work = routes().at(route).parse(request);
    if (!work) return std::unexpected(work.error());
    return world.finish(*std::move(work));
  }
  std::string added() { return std::string(json::parse(ask(1, chris, kNew)->body)->at("guide").as_string()); }
  boost::json::array listed() { return json::parse(ask(0, noor)->body)->at("guides").as_array(); }

  LineId line;
  Actor noor, chris, piet;
};
ONTHAAL_ON_BOTH_ENGINES(GuidesTest);

TEST_P(GuidesTest, ANewLineHasTextsOfEachKind) {
  world.act([&](Tx& tx) { ship(tx, line); });
  std::map<std::string, int> kinds;
  for (const auto& each : listed()) {
    ++kinds[std::string(each.at("kind").as_string())];
    const bool is_step = each.at("is_step").as_bool();
    EXPECT_EQ(is_step, each.at("kind").as_string() == "suicide");
    EXPECT_EQ(guides::is_step(world.database.connection(), line, std::string(each.at("code").as_string())), is_step);
  }
  EXPECT_EQ(kinds,
            (std::map<std::string, int>{{"abuse", 1}, {"emergency", 3}, {"fake", 3}, {"frequent", 1}, {"suicide", 8}}));
}

TEST_P(GuidesTest, ACoordinatorAddsChangesAndTakesAway) {
  const std::string guide = added();
  EXPECT_EQ(ask(1, chris, kNew).error().code, Code::conflict);  // the code is taken
  const auto changed =
      ask(3, chris, R"({"kind":"fake","code":"anders","title":"Anders","text":"Zo.","is_step":false})", guide);
  ASSERT_TRUE(changed);
  EXPECT_EQ(changed->body, R"({"guide":")" + guide +
                               R"(","kind":"fake","code":"extra","title":"Anders","text":"Zo.","is_step":false})");
  EXPECT_EQ(ask(4, chris, {}, guide)->status, 204);
  EXPECT_TRUE(listed().empty());
  EXPECT_EQ(ask(4, chris, {}, guide).error().code, Code::not_found);
  EXPECT_EQ(ask(3, chris, kNew, guide).error().code, Code::not_found);
}

// A line of before they existed has none.
TEST_P(GuidesTest, ACoordinatorTakesOverWhatIsShipped) {
  ASSERT_EQ(ask(2, chris)->status, 200);
  const auto shipped = listed();
  EXPECT_GT(shipped.size(), 10u);
  const auto uuid = [&](std::size_t at) { return std::string(shipped.at(at).at("guide").as_string()); };
  const std::string edited = R"({"kind":"fake","code":"anders","title":"Anders","text":"Zo.","is_step":false})";
  ASSERT_TRUE(ask(3, chris, edited, uuid(0)));
  ASSERT_TRUE(ask(4, chris, {}, uuid(1)));
  ASSERT_TRUE(ask(2, chris));
  const auto again = listed();
  ASSERT_EQ(again.size(), shipped.size()) << "nothing twice";
  EXPECT_EQ(again.at(0).at("title").as_string(), "Anders") << "what was edited stays";
  EXPECT_EQ(again.at(1), shipped.at(1)) << "what was taken away is back";
}

TEST_P(GuidesTest, StaffOfTheLineReadAndItsCoordinatorsWrite) {
  const std::string guide = added();
  EXPECT_EQ(ask(0, noor)->status, 200);
  for (const Actor& actor : {piet, Actor(Visitor{{1}}), Actor(Nobody{})})
    EXPECT_EQ(ask(0, actor).error().code, Code::not_found);
  for (const Actor& actor : {noor, piet, Actor(Visitor{{1}}), Actor(Nobody{})}) {
    EXPECT_EQ(ask(1, actor, kNew).error().code, Code::not_found);
    EXPECT_EQ(ask(2, actor).error().code, Code::not_found);
    EXPECT_EQ(ask(3, actor, kNew, guide).error().code, Code::not_found);
    EXPECT_EQ(ask(4, actor, {}, guide).error().code, Code::not_found);
  }
  EXPECT_EQ(ask(3, piet, kNew, guide, "gent").error().code, Code::not_found);
  EXPECT_EQ(listed().size(), 1u);
}

TEST_P(GuidesTest, AWrongFieldIsNamed) {
  const auto wrong =
      ask(1, chris, R"({"kind":"iets","code":"Met Spatie","title":"","text":"x","is_step":true,"more":1})");
  EXPECT_EQ(wrong.error().fields,
            (std::vector<FieldError>{
                {"kind", "not_allowed"}, {"title", "too_short"}, {"code", "not_allowed"}, {"more", "unknown_field"}}));
}

}  // namespace
}  // namespace onthaal::guides
