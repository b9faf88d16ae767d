#include "features/papers/papers.h"

#include <gtest/gtest.h>

#include "features/accounts/accounts.h"
#include "features/audit/audit.h"
#include "platform/json.h"
#include "platform/markdown.h"
#include "support/world.h"

namespace onthaal::papers {
namespace {

class PapersTest : public support::StoreTest {
 protected:
  PapersTest() {
    line = world.act([](Tx& tx) { return lines::create(tx, {"clbchat", "CLB *chat*"}); })->id;
    world.act([](Tx& tx) { return lines::create(tx, {"gent", "Gent"}); }).value();
    noor = staff("noor", "clbchat", accounts::Role::operator_);
    chris = staff("chris", "clbchat", accounts::Role::coordinator);
    piet = staff("piet", "gent", accounts::Role::coordinator);
    world.act([](Tx& tx) { ship(tx); });
  }
  Actor staff(const std::string& login, const std::string& slug, accounts::Role role) {
    const auto person = world.act([&](Tx& tx) {
      return accounts::add(tx, {.login = login, .name = login, .alias = login, .roles = {{slug, role}}}, "-");
    });
    return Staff{person->id, {1}};
  }
  enum Route : std::uint8_t { kList, kShow, kPublish, kPreview, kInside, kVersions, kVersion };
  Result<Reply> ask(Route route, const Actor& actor, const std::string& paper = "privacy-visitors",
                    std::string_view body = {}, const std::string& version = {}, const std::string& language = "nl") {
    const http::Request request{.actor = actor, .parts = {"clbchat", paper, language, version}, .body = body};
    auto work = routes().at(route).parse(request);
    if (!work) return std::unexpected(work.error());
    return world.finish(*std::move(work));
  }
  Code refused(Route route, const Actor& actor, const std::string& paper = "privacy-visitors",
               std::string_view body = {}, const std::string& version = {}) {
    const auto reply = ask(route, actor, paper, body, version);
    EXPECT_FALSE(reply) << reply->body;
    return reply ? Code::internal : reply.error().code;
  }
  Result<Reply> publish(std::int64_t number, std::string_view text, const std::string& paper = "privacy-visitors",
                        std::int64_t shipped = 1) {
    const auto body = json::Out().integer("number", number).integer("shipped", shipped).text("text", text).str();
    return ask(kPublish, chris, paper, body);
  }
  boost::json::object listed(std::string_view paper) {
    const auto papers = json::parse(ask(kList, chris)->body)->at("papers").as_array();
    for (const auto& each : papers)
      if (each.at("paper").as_string() == paper && each.at("language").as_string() == "nl") return each.as_object();
    return {};
  }

  LineId line;
  Actor nobody, noor, chris, piet;
};
ONTHAAL_ON_BOTH_ENGINES(PapersTest);

TEST(Markdown, IsBlocksAndNeverMarkup) {
  const auto blocks = markdown::blocks(
      "# Van {{helpline}} en {{x}}\n\n<b>x</b> [a](javascript:1) [b](https://b.be)\n\n| a |\n|---|\n| {{days_words}} "
      "|\n",
      [](std::string_view name) {
        return name == "x" ? std::nullopt : std::optional("<" + std::string(name) + "> *");
      });
  EXPECT_EQ(
      blocks,
      R"([{"kind":"heading","level":1,"in":[{"kind":"text","text":"Van <helpline> * en "},{"kind":"blank","text":"x"}]},)"
      R"({"kind":"paragraph","in":[{"kind":"text","text":"<b>"},{"kind":"text","text":"x"},{"kind":"text","text":"</b>"},)"
      R"({"kind":"text","text":" "},{"kind":"plain","in":[{"kind":"text","text":"a"}]},{"kind":"text","text":" "},)"
      R"({"kind":"link","url":"https://b.be","in":[{"kind":"text","text":"b"}]}]},)"
      R"({"kind":"table","in":[{"kind":"table_header","is_header":true,"in":[{"kind":"table_cell","in":[{"kind":"text","text":"a"}]}]},)"
      R"({"kind":"table_row","is_header":false,"in":[{"kind":"table_cell","in":[{"kind":"text","text":"<days_words> *"}]}]}]}])");
}

TEST(Markdown, DoesNotFollowForEver) {
  const std::string deep = std::string(150, '>') + " x";
  EXPECT_LT(markdown::blocks(deep, [](std::string_view) { return std::nullopt; }).size(), 2'000U);
}

std::string repeated(std::string_view text, std::size_t bytes) {
  std::string all;
  while (all.size() + text.size() <= bytes) all += text;
  return all;
}

TEST(Markdown, IsNotReadWhereThatWouldTakeSeconds) {
  const std::string wide = repeated("|a", 2'000) + "\n" + repeated("|-", 2'000) + "\n" + repeated("a\n", 26'000);
  const std::string nested = repeated("- ", 15'000) + "a" + repeated("\n", 15'000);
  for (const std::string& text :
       {wide, nested, repeated("|\n|-\n", 30'000), repeated(">", 15'000) + "a\n" + repeated("b\n", 15'000),
        "|a|\n|-|\n" + repeated("a\n", 29'000), repeated("![[]()", 30'000), repeated("a<?", 30'000),
        repeated("|a", 40) + "|\n" + repeated("|-", 40) + "|\n" + repeated("a\n", 1'000)}) {
    EXPECT_FALSE(markdown::is_modest(text)) << text.substr(0, 10);
    const auto blocks = markdown::blocks(text, [](std::string_view) { return std::nullopt; });
    EXPECT_EQ(blocks,
              json::list({json::Out()
                              .text("kind", "paragraph")
                              .raw("in", json::list({json::Out().text("kind", "text").text("text", text).str()}))
                              .str()}));
  }
  for (const Shipped& paper : shipped()) EXPECT_TRUE(markdown::is_modest(paper.text)) << paper.name;
}

TEST(Markdown, OfASmallTextIsNotEnormous) {
  const std::string wide = repeated("|a", 40) + "|\n" + repeated("|-", 40) + "|\n" + repeated("a\n", 900);
  for (const std::string& text : {wide, repeated("*a* ", 30'000), repeated("`` a", 30'000)}) {
    EXPECT_TRUE(markdown::is_modest(text)) << text.substr(0, 10);
    EXPECT_LT(markdown::blocks(text, [](std::string_view) { return std::nullopt; }).size(), 1'000'000U);
  }
  const std::string fact(800, 'x');
  EXPECT_LT(markdown::blocks(repeated("{{dpo}}", 30'000), [&](std::string_view) { return fact; }).size(), 1'000'000U);
}

TEST_P(PapersTest, EverybodyReadsTheVisitorsOneAndTheProgramFillsIn) {
  const auto body = ask(kShow, nobody)->body;
  EXPECT_NE(body.find("90 dagen"), body.npos);
  EXPECT_NE(body.find("CLB *chat*"), body.npos);
  EXPECT_NE(body.find(R"({"kind":"blank","text":"controller"})"), body.npos);
  EXPECT_EQ(body.find(R"({"kind":"blank","text":"date"})"), body.npos);
  EXPECT_EQ(body.find("{{"), body.npos);
  for (const Actor& actor : {nobody, noor, chris}) {
    EXPECT_EQ(refused(kShow, actor, "privacy-staff"), Code::not_found);
    EXPECT_EQ(refused(kShow, actor, "nothing"), Code::not_found);
    EXPECT_EQ(refused(kShow, actor, "facts"), Code::not_found);
  }
}

TEST_P(PapersTest, StaffReadAll) {
  const auto house = world.act([&](Tx& tx) {
    return accounts::add(tx, {.login = "ada", .name = "ada", .alias = "ada", .roles = {{"", accounts::Role::auditor}}},
                         "-");
  });
  for (const Shipped& paper : shipped())
    for (const Actor& actor : {noor, chris, Actor(Staff{house->id, {1}})})
      EXPECT_TRUE(ask(kInside, actor, std::string(paper.name), {}, {}, std::string(paper.language))) << paper.name;
  for (const Actor& actor : {nobody, piet}) EXPECT_EQ(refused(kInside, actor, "privacy-staff"), Code::not_found);
  EXPECT_EQ(refused(kInside, chris, "facts"), Code::not_found);
}

TEST_P(PapersTest, VersionsAreKeptWithWhoAndWhen) {
  ASSERT_TRUE(publish(0, "Eerst {{days_words}}"));
  ASSERT_TRUE(publish(1, "Dan {{days_words}}"));
  EXPECT_NE(ask(kShow, nobody)->body.find("Dan 90"), std::string::npos);
  EXPECT_NE(ask(kVersion, chris, "privacy-visitors", {}, "1")->body.find("Eerst {{"), std::string::npos);
  EXPECT_NE(ask(kVersion, chris, "privacy-visitors", {}, "shipped-1")->body.find("{{helpline}}"), std::string::npos);
  for (const char* version : {"0", "3", "shipped-2", "x", "1x", "-1"})
    EXPECT_EQ(refused(kVersion, chris, "privacy-visitors", {}, version), Code::not_found) << version;
  const auto versions = json::parse(ask(kVersions, chris)->body)->at("versions").as_array();
  ASSERT_EQ(versions.size(), 2U);
  EXPECT_EQ(versions[0].at("number").as_int64(), 2);
  EXPECT_EQ(versions[0].at("by").as_string(), "chris");
  EXPECT_EQ(audit::find(world.database.connection(), {.line = line, .what = "paper.published"}).size(), 2U);
}

TEST_P(PapersTest, OfTwoWhoPublishOneIsToldAndNothingIsLost) {
  ASSERT_TRUE(publish(0, "Van de een {{days_words}}"));
  EXPECT_EQ(publish(0, "Van de ander {{days_words}}").error().code, Code::conflict);
  EXPECT_EQ(publish(2, "Van later {{days_words}}").error().code, Code::conflict);
  EXPECT_NE(ask(kShow, nobody)->body.find("Van de een"), std::string::npos);
  EXPECT_TRUE(publish(1, "Van de ander {{days_words}}"));
}

TEST_P(PapersTest, TheSameAgainIsNoVersion) {
  ASSERT_TRUE(publish(0, "Zo {{days_words}}"));
  for (const std::int64_t seen : {0, 1})  // an answer that was lost; without a change
    EXPECT_EQ(json::parse(publish(seen, "Zo {{days_words}}")->body)->at("number").as_int64(), 1);
  EXPECT_EQ(publish(2, "Zo {{days_words}}").error().code, Code::conflict);
  EXPECT_EQ(json::parse(ask(kVersions, chris)->body)->at("versions").as_array().size(), 1U);
  EXPECT_EQ(audit::find(world.database.connection(), {.line = line, .what = "paper.published"}).size(), 1U);
}

TEST_P(PapersTest, AnUpgradeIsToldAndReplacesNothing) {
  EXPECT_FALSE(listed("accessibility").at("behind").as_bool());
  ASSERT_TRUE(publish(0, "Van de lijn", "accessibility"));
  const Shipped newer[] = {{"accessibility", "nl", "Nieuw van het programma"}, {"privacy-visitors", "nl", "Ook nieuw"}};
  world.act([&](Tx& tx) { ship(tx, newer); });
  world.act([&](Tx& tx) { ship(tx, newer); });  // another start
  EXPECT_TRUE(listed("accessibility").at("behind").as_bool());
  EXPECT_EQ(listed("accessibility").at("shipped").at("number").as_int64(), 2);
  EXPECT_NE(ask(kShow, nobody, "accessibility")->body.find("Van de lijn"), std::string::npos);
  // What nobody edited is the newest that is shipped.
  EXPECT_NE(ask(kShow, nobody)->body.find("Ook nieuw"), std::string::npos);
  // A page of before the upgrade did not tell its editor.
  EXPECT_EQ(publish(1, "Van de lijn", "accessibility", 1).error().code, Code::conflict);
  ASSERT_TRUE(publish(1, "Van de lijn", "accessibility", 2));
  EXPECT_FALSE(listed("accessibility").at("behind").as_bool());
  EXPECT_NE(ask(kVersion, chris, "accessibility", {}, "shipped-1")->body.find("{{controller}}"), std::string::npos);
}

TEST_P(PapersTest, OnlyCoordinatorsOfTheLineEdit) {
  for (const Actor& actor : {nobody, noor, piet}) {
    EXPECT_EQ(refused(kList, actor), Code::not_found);
    EXPECT_EQ(refused(kPublish, actor, "accessibility", R"({"number":0,"shipped":1,"text":"x"})"), Code::not_found);
    EXPECT_EQ(refused(kPreview, actor, "accessibility", R"({"text":"x"})"), Code::not_found);
    EXPECT_EQ(refused(kVersion, actor, "accessibility", {}, "shipped-1"), Code::not_found);
    EXPECT_EQ(refused(kVersions, actor), Code::not_found);
  }
  EXPECT_EQ(publish(0, "x", "nothing").error().code, Code::not_found);
  for (const char* empty : {"", " \n\t"})
    EXPECT_EQ(publish(0, empty, "accessibility").error().fields, (std::vector<FieldError>{{"text", "too_short"}}));
}

TEST_P(PapersTest, ThePeriodForVisitorsIsTheOneInForce) {
  EXPECT_EQ(publish(0, "We bewaren het 30 dagen.").error().fields, (std::vector<FieldError>{{"text", "not_allowed"}}));
  // Who may not publish makes nobody read what is written.
  for (const Actor& actor : {nobody, noor, piet})
    EXPECT_EQ(refused(kPublish, actor, "privacy-visitors", R"({"number":0,"shipped":1,"text":"x"})"), Code::not_found);
  ASSERT_TRUE(publish(0, "We bewaren het {{days_words}} dagen."));
  EXPECT_NE(ask(kShow, nobody)->body.find("het 90 dagen"), std::string::npos);
}

TEST_P(PapersTest, WhatTakesTooLongToReadIsNotPublished) {
  const std::string text = "{{days_words}}" + repeated("|\n|-\n", 29'000);
  EXPECT_EQ(publish(0, text).error().fields, (std::vector<FieldError>{{"text", "too_large"}}));
  EXPECT_EQ(listed("privacy-visitors").at("number").as_int64(), 0);
  const auto shown = ask(kPreview, chris, "privacy-visitors", json::Out().text("text", text).str());
  EXPECT_EQ(json::parse(shown->body)->at("blocks").as_array().size(), 1U);
}

TEST_P(PapersTest, TheFactsOfALineAreFilledInEverywhere) {
  EXPECT_TRUE(publish(0, "contact: chat@clb.be\ndpo: *An*", "facts", 0));
  const auto body = ask(kShow, nobody)->body;
  EXPECT_NE(body.find("chat@clb.be"), body.npos);
  EXPECT_NE(body.find("*An*"), body.npos);
  // Of the other language until it has its own.
  EXPECT_NE(ask(kShow, nobody, "privacy-visitors", {}, {}, "en")->body.find("chat@clb.be"), body.npos);
  for (const char* wrong : {"nobody: x", "contact", "contact: "})
    EXPECT_EQ(publish(1, wrong, "facts", 0).error().code, Code::invalid) << wrong;
  EXPECT_EQ(publish(0, "dpo: Bo", "facts", 0).error().code, Code::conflict);
  EXPECT_EQ(publish(1, "dpo: " + repeated("a", 201), "facts", 0).error().code, Code::invalid);
  for (const auto& each : listed("privacy-visitors").at("blanks").as_array()) {
    EXPECT_NE(each.as_string(), "contact");
    EXPECT_FALSE(each.as_string().starts_with("days_"));
  }
  EXPECT_TRUE(publish(1, "", "facts", 0));
  EXPECT_TRUE(publish(2, "dpo: " + repeated("\U0001F642", 800), "facts", 0));  // 200 characters
}

TEST_P(PapersTest, APreviewIsWhatWouldBeShown) {
  const auto body = ask(kPreview, chris, "accessibility", R"({"text":"{{days_words}} {{onbekend}} <i>"})")->body;
  EXPECT_NE(body.find(R"("text":"90 "},{"kind":"blank","text":"onbekend"})"), body.npos);
  EXPECT_NE(body.find(R"("blanks":["onbekend"])"), body.npos);
  EXPECT_EQ(refused(kPreview, chris, "accessibility", R"({"text":""})"), Code::invalid);
}

}  // namespace
}  // namespace onthaal::papers
