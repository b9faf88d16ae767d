#include "features/phrases/phrases.h"

#include <gtest/gtest.h>

#include <set>

#include "features/accounts/accounts.h"
#include "features/terms/terms.h"
#include "platform/json.h"
#include "support/world.h"

namespace onthaal::phrases {
namespace {

constexpr std::string_view kNew =
    R"({"title":"Dag","text":"Dag \"jij\"!\nWelkom.","theme":"pesten","register":"nl-u"})";

class PhrasesTest : public support::StoreTest {
 protected:
  PhrasesTest() {
    line = world.act([](Tx& tx) { return lines::create(tx, {"clbchat", "CLBch@t"}); })->id;
    world.act([](Tx& tx) { return lines::create(tx, {"gent", "Gent"}); }).value();
    operator_ = staff("noor", "clbchat", accounts::Role::operator_);
    coordinator = staff("greet", "clbchat", accounts::Role::coordinator);
    stranger = staff("piet", "gent", accounts::Role::coordinator);
    world.act([&](Tx& tx) { terms::ship(tx, line); });
  }

  Actor staff(const std::string& login, const std::string& slug, accounts::Role role) {
    const auto person = world.act([&](Tx& tx) {
      return accounts::add(tx, {.login = login, .name = login, .alias = login, .roles = {{slug, role}}}, "hash");
    });
    return Staff{person->id, {1}};
  }
  Result<Reply> ask(std::size_t route, const Actor& actor, std::string_view body = {}, std::string phrase = {},
                    const std::string& slug = "clbchat") {
    const http::Request request{.actor = actor, .parts = {slug, std::move(phrase)}, .body = body};
    auto work = routes().at(route).parse(request);
    if (!work) return std::unexpected(work.error());
    return world.finish(*std::move(work));
  }
  std::string added() { return std::string(json::parse(ask(1, coordinator, kNew)->body)->at("phrase").as_string()); }
  boost::json::array listed() { return json::parse(ask(0, operator_)->body)->at("phrases").as_array(); }

  LineId line;
  Actor operator_, coordinator, stranger;
};
ONTHAAL_ON_BOTH_ENGINES(PhrasesTest);

TEST_P(PhrasesTest, ANewLineHasSomeInBothRegisters) {
  world.act([&](Tx& tx) { ship(tx, line); });
  std::set<std::string> registers, themes;
  for (const auto& each : listed()) {
    registers.insert(std::string(each.at("register").as_string()));
    if (each.at("theme").is_string()) themes.insert(std::string(each.at("theme").as_string()));
  }
  EXPECT_GE(listed().size(), 15u);
  EXPECT_EQ(registers, (std::set<std::string>{"nl", "nl-u"}));
  EXPECT_EQ(themes, (std::set<std::string>{"pesten", "zelfmoordgedachten"}));
  EXPECT_EQ(listed().at(0).at("title").as_string(), "Welkom");
}

TEST_P(PhrasesTest, ALineWithFewerThemesHasFewer) {
  const LineId gent = lines::find_by_slug(world.database.connection(), "gent")->id;
  world.act([&](Tx& tx) {
    terms::ship(tx, gent, {"zelfmoordgedachten"});
    ship(tx, gent);
  });
  std::set<std::string> themes;
  const std::string body = ask(0, stranger, {}, {}, "gent")->body;
  for (const auto& each : json::parse(body)->at("phrases").as_array())
    if (each.at("theme").is_string()) themes.insert(std::string(each.at("theme").as_string()));
  EXPECT_EQ(themes, (std::set<std::string>{"zelfmoordgedachten"}));
}

TEST_P(PhrasesTest, ACoordinatorAddsChangesAndTakesAway) {
  const std::string phrase = added();
  EXPECT_EQ(boost::json::serialize(listed()),
            R"([{"phrase":")" + phrase +
                R"(","title":"Dag","text":"Dag \"jij\"!\nWelkom.","theme":"pesten","register":"nl-u"}])");
  const auto reply = ask(2, coordinator, R"({"title":"Hallo","text":"Hallo!","theme":null,"register":null})", phrase);
  ASSERT_TRUE(reply);
  EXPECT_EQ(reply->status, 200);
  const std::string shown =
      R"({"phrase":")" + phrase + R"(","title":"Hallo","text":"Hallo!","theme":null,"register":null})";
  EXPECT_EQ(reply->body, shown);
  EXPECT_EQ(boost::json::serialize(listed()), "[" + shown + "]");
  EXPECT_EQ(ask(3, coordinator, {}, phrase)->status, 204);
  EXPECT_TRUE(listed().empty());
  EXPECT_EQ(ask(3, coordinator, {}, phrase).error().code, Code::not_found);
  EXPECT_EQ(ask(2, coordinator, kNew, phrase).error().code, Code::not_found);
}

TEST_P(PhrasesTest, StaffOfTheLineReadAndItsCoordinatorsWrite) {
  const std::string phrase = added();
  EXPECT_EQ(ask(0, operator_)->status, 200);
  for (const Actor& actor : {stranger, Actor(Visitor{{1}}), Actor(Nobody{})})
    EXPECT_EQ(ask(0, actor).error().code, Code::not_found);
  for (const Actor& actor : {operator_, stranger, Actor(Visitor{{1}}), Actor(Nobody{})}) {
    EXPECT_EQ(ask(1, actor, kNew).error().code, Code::not_found);
    EXPECT_EQ(ask(2, actor, kNew, phrase).error().code, Code::not_found);
    EXPECT_EQ(ask(3, actor, {}, phrase).error().code, Code::not_found);
  }
  EXPECT_EQ(listed().size(), 1u);
}

TEST_P(PhrasesTest, OneOfAnotherLineIsNotThere) {
  const std::string phrase = added();
  const std::string_view plain = R"({"title":"Dag","text":"Dag","theme":null,"register":null})";
  EXPECT_EQ(ask(2, stranger, plain, phrase, "gent").error().code, Code::not_found);
  EXPECT_EQ(ask(3, stranger, {}, phrase, "gent").error().code, Code::not_found);
  EXPECT_EQ(ask(1, stranger, kNew, {}, "gent").error().fields, (std::vector<FieldError>{{"theme", "not_allowed"}}));
}

TEST_P(PhrasesTest, AWrongFieldIsNamed) {
  const auto wrong = ask(1, coordinator, R"({"title":"","text":"x","theme":"pesten","register":"fr","more":1})");
  EXPECT_EQ(wrong.error().fields,
            (std::vector<FieldError>{{"title", "too_short"}, {"register", "not_allowed"}, {"more", "unknown_field"}}));
  EXPECT_EQ(ask(1, coordinator, R"({"title":"a","text":"b","theme":"nergens","register":null})").error().fields,
            (std::vector<FieldError>{{"theme", "not_allowed"}}));
  EXPECT_EQ(ask(2, coordinator, kNew, "iets").error().code, Code::not_found);
}

}  // namespace
}  // namespace onthaal::phrases
