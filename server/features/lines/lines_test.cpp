#include "features/lines/lines.h"

#include <gtest/gtest.h>

#include "platform/json.h"
#include "support/world.h"

namespace onthaal::lines {
namespace {

constexpr Staff kCoordinator{{1}, {1}};
constexpr std::string_view kDefaults =
    R"({"revision":1,"name":"CLBch@t","rules":{"talk_minutes":45,"notice_minutes":10,"grace_minutes":30,"kept_days":90},)"
    R"("capacity":1,"max_waiting":30,"long_wait_minutes":15,"texts":{},"intake":{"who":["pupil","parent","teacher","other"],"age":true,)"
    R"("gender":true,"question":true,"source":true},"trusted_hosts":[]})";

class LinesTest : public support::StoreTest {
 protected:
  LinesTest() {
    outside.is_coordinator = [](db::Connection&, const Actor& actor, LineId) { return actor == Actor(kCoordinator); };
    outside.topics = [](const Snapshot&, LineId) { return R"(["a topic"])"; };
    outside.sources = [](const Snapshot&, LineId) { return R"(["a source"])"; };
    outside.help = [](const Snapshot&, LineId) { return R"(["help"])"; };
    outside.self_help = [](const Snapshot&, LineId) { return R"(["self-help"])"; };
    outside.opening = [](const Snapshot& snapshot, LineId of) {
      return Opening{.is_open = is_open(snapshot.db, of), .is_full = false, .json = "{}"};
    };
    outside.switched = [this](Tx&, const Line& line, bool is_open, const Author& author) {
      EXPECT_EQ(author, author_of(kCoordinator));
      switched.push_back(line.slug + (is_open ? " opened" : " closed"));
    };
  }

  Result<Line> make(const std::string& slug, const std::string& name = "CLBch@t") {
    return world.act([&](Tx& tx) { return create(tx, {slug, name}); });
  }
  Result<Reply> ask(std::size_t route, std::vector<std::string> parts = {}, std::string_view body = {},
                    const Actor& actor = kCoordinator) {
    const http::Request request{.actor = actor, .parts = std::move(parts), .body = body};
    auto work = routes(outside).at(route).parse(request);
    if (!work) return std::unexpected(work.error());
    return world.finish(*std::move(work));
  }
  Result<Reply> show(const std::string& slug) { return ask(1, {slug}, {}, Nobody{}); }
  Result<Reply> set_open(std::string_view body, const Actor& actor = kCoordinator) {
    return ask(2, {"clbchat"}, body, actor);
  }
  Result<Reply> settings() { return ask(3, {"clbchat"}); }
  Result<Reply> set(std::string_view body, const Actor& actor = kCoordinator) {
    return ask(4, {"clbchat"}, body, actor);
  }
  // The settings with `from` replaced.
  static std::string changed(std::string_view from, std::string_view to) {
    std::string text(kDefaults);
    return text.replace(text.find(from), from.size(), to);
  }
  std::vector<FieldError> mistakes(const std::string& body) { return set(body).error().fields; }

  Outside outside;
  std::vector<std::string> switched;
};
ONTHAAL_ON_BOTH_ENGINES(LinesTest);

TEST(LineSlug, IsShortLowerCaseAndNotOneOfOurWords) {
  for (const char* good : {"clbchat", "clb-gent", "a1", "clbchat2026", "0123456789012345678901234567890123456789"})
    EXPECT_TRUE(is_slug(good)) << good;
  for (const char* bad : {"", "a", "CLBchat", "clb chat", "clb_chat", "clb/chat", "clé", "..", "api", "live", "desk",
                          "office", "board", "assets", "site", "favicon", "01234567890123456789012345678901234567890"})
    EXPECT_FALSE(is_slug(bad)) << bad;
}

TEST(NewLine, AWrongFieldIsNamed) {
  const auto data = json::parse(R"({"slug":"desk","name":""})").value();
  json::Reader read(data);
  read_new_line(read);
  EXPECT_EQ(read.finished()->fields, (std::vector<FieldError>{{"name", "too_short"}, {"slug", "not_allowed"}}));
}

TEST_P(LinesTest, IsFoundByEveryNameItHas) {
  const Line made = make("clbchat").value();
  auto& db = world.database.connection();
  for (const auto& found : {find(db, made.id), find(db, made.uuid), find_by_slug(db, "clbchat")}) {
    ASSERT_TRUE(found);
    EXPECT_EQ(found->id, made.id);
    EXPECT_EQ(found->uuid, made.uuid);
    EXPECT_EQ(found->slug, "clbchat");
    EXPECT_EQ(found->name, "CLBch@t");
  }
  EXPECT_FALSE(find_by_slug(db, "CLBCHAT"));
  EXPECT_FALSE(find(db, Uuid{}));
}

TEST_P(LinesTest, ASlugIsGivenOnce) {
  const Line first = make("clbchat", "eerste").value();
  EXPECT_EQ(make("clbchat", "tweede").error().code, Code::conflict);
  EXPECT_EQ(find(world.database.connection(), first.id)->name, "eerste");
}

TEST_P(LinesTest, AreListedBySlug) {
  make("zee", "Zee").value();
  make("berg", "Berg \"hoog\"").value();
  EXPECT_EQ(ask(0)->body, R"({"lines":[{"slug":"berg","name":"Berg \"hoog\""},{"slug":"zee","name":"Zee"}]})");
}

TEST_P(LinesTest, OneIsShownWithAllThatAVisitorsPageNeeds) {
  const Line made = make("clbchat").value();
  EXPECT_EQ(show("clbchat")->body,
            R"({"line":")" + made.uuid.text() +
                R"(","slug":"clbchat","name":"CLBch@t","open":true,"full":false,"opening":{},)"
                R"("rules":{"talk_minutes":45,"notice_minutes":10,"grace_minutes":30,"kept_days":90},"texts":{},)"
                R"("intake":{"who":["pupil","parent","teacher","other"],"topics":["a topic"],"age":true,)"
                R"("gender":true,"question":true,"sources":["a source"]},"trusted_hosts":[],"help":["help"],)"
                R"("self_help":["self-help"]})");
  EXPECT_EQ(show("iets-anders").error().code, Code::not_found);
}

TEST_P(LinesTest, WhatALineDoesNotAskIsNotInItsForm) {
  make("clbchat").value();
  set(changed(R"("source":true)", R"("source":false)")).value();
  const auto intake = json::parse(show("clbchat")->body)->at("intake").as_object();
  EXPECT_TRUE(intake.at("sources").as_array().empty());
}

TEST_P(LinesTest, TheSwitchTellsOnlyWhenItWasUsed) {
  const Line line = make("clbchat").value();
  EXPECT_TRUE(is_open(world.database.connection(), line.id));
  EXPECT_EQ(set_open(R"({"open":false})")->body, show("clbchat")->body);
  EXPECT_FALSE(is_open(world.database.connection(), line.id));
  EXPECT_FALSE(json::parse(show("clbchat")->body)->at("open").as_bool());
  EXPECT_EQ(set_open(R"({"open":false})")->status, 200);
  EXPECT_EQ(set_open(R"({"open":true})")->status, 200);
  EXPECT_EQ(switched, (std::vector<std::string>{"clbchat closed", "clbchat opened"}));
}

TEST_P(LinesTest, OnlyItsCoordinatorsChangeALine) {
  make("clbchat").value();
  for (const Actor& other : std::vector<Actor>{Nobody{}, Visitor{{1}}, Staff{{2}, {2}}}) {
    EXPECT_EQ(set_open(R"({"open":false})", other).error().code, Code::not_found);
    EXPECT_EQ(ask(3, {"clbchat"}, {}, other).error().code, Code::not_found);
    EXPECT_EQ(set(kDefaults, other).error().code, Code::not_found);
  }
  EXPECT_EQ(ask(3, {"gent"}).error().code, Code::not_found);
  EXPECT_TRUE(switched.empty());
}

TEST_P(LinesTest, ANewLineHasTheDefaults) {
  const Line line = make("clbchat").value();
  EXPECT_EQ(settings()->body, kDefaults);
  EXPECT_EQ(settings_of(world.database.connection(), line.id).max_waiting, 30);
}

TEST_P(LinesTest, WhatTheRowDoesNotSayHasItsDefault) {
  const Line line = make("clbchat").value();
  world.database.connection().run(
      {"test.old", R"(update line set settings = '{"rules":{"talk_minutes":60},"capacity":7}')"});
  const Settings kept = settings_of(world.database.connection(), line.id);
  EXPECT_EQ(kept.talk_minutes, 60);
  EXPECT_EQ(kept.notice_minutes, 10);
  EXPECT_EQ(kept.capacity, 7);  // more than a coordinator may set now
  EXPECT_TRUE(kept.asks_source);
}

TEST_P(LinesTest, SettingsAreKeptAsTheyWereGiven) {
  const Line line = make("clbchat").value();
  const std::string wanted =
      R"({"revision":1,"name":"Chat","rules":{"talk_minutes":60,"notice_minutes":5,"grace_minutes":20,"kept_days":90},)"
      R"("capacity":2,"max_waiting":12,"long_wait_minutes":20,"texts":{"welcome":{"nl":"Dag!","nl-u":"Welkom.","en":"Hi"},)"
      R"("boundary":{"nl":"a","nl-u":"b","en":"c"}},"intake":{"who":["pupil"],"age":false,"gender":false,)"
      R"("question":false,"source":false},"trusted_hosts":["clbchat.be","www.awel.be"]})";
  const std::string next = std::string(wanted).replace(wanted.find("1"), 1, "2");
  EXPECT_EQ(set(wanted)->body, next);
  EXPECT_EQ(settings()->body, next);
  EXPECT_EQ(find(world.database.connection(), line.id)->name, "Chat");
  const auto shown = json::parse(show("clbchat")->body).value();
  EXPECT_EQ(shown.at("texts").at("welcome").at("nl-u").as_string(), "Welkom.");
  EXPECT_EQ(shown.at("trusted_hosts").as_array().size(), 2u);
}

TEST_P(LinesTest, WhoReadsFirstAndWritesLastChangesNothing) {
  make("clbchat").value();
  EXPECT_EQ(set(changed("\"capacity\":1", "\"capacity\":2"))->status, 200);
  EXPECT_EQ(set(changed("CLBch@t", "Te laat")).error().code, Code::conflict);
  EXPECT_EQ(set(changed("\"revision\":1", "\"revision\":3")).error().code, Code::conflict);
  EXPECT_EQ(set(changed("\"revision\":1", "\"revision\":2"))->status, 200);
  EXPECT_EQ(json::parse(settings()->body)->at("name").as_string(), "CLBch@t");
}

TEST_P(LinesTest, EveryWrongSettingIsNamed) {
  make("clbchat").value();
  using Fields = std::vector<FieldError>;
  EXPECT_EQ(mistakes(changed("\"talk_minutes\":45,\"notice_minutes\":10", "\"talk_minutes\":10,\"notice_minutes\":10")),
            (Fields{{"rules.notice_minutes", "too_large"}}));
  EXPECT_EQ(mistakes(changed("\"grace_minutes\":30", "\"grace_minutes\":4")),
            (Fields{{"rules.grace_minutes", "too_small"}}));
  EXPECT_EQ(mistakes(changed("\"capacity\":1", "\"capacity\":3")), (Fields{{"capacity", "too_large"}}));
  EXPECT_EQ(
      mistakes(changed("\"texts\":{}", R"("texts":{"welcome":{"nl":"","en":"x"},"other":1})")),
      (Fields{
          {"texts.welcome.nl", "too_short"}, {"texts.welcome.nl-u", "required"}, {"texts.other", "unknown_field"}}));
  EXPECT_EQ(mistakes(changed("\"texts\":{}", R"("texts":{"closed":null})")), (Fields{{"texts.closed", "required"},
                                                                                     {"texts.closed.nl", "required"},
                                                                                     {"texts.closed.nl-u", "required"},
                                                                                     {"texts.closed.en", "required"}}));
  EXPECT_EQ(mistakes(changed("\"pupil\",\"parent\"", "\"pupil\",\"pupil\",7")), (Fields{{"intake.who", "too_long"}}));
  EXPECT_EQ(mistakes(changed("\"pupil\",\"parent\"", "\"boss\"")), (Fields{{"intake.who.0", "not_allowed"}}));
  EXPECT_EQ(mistakes("{}").size(), 18u);
  EXPECT_EQ(settings()->body, kDefaults);
}

TEST_P(LinesTest, ATrustedHostIsABareNameInLowerCase) {
  make("clbchat").value();
  for (const char* bad : {"https://clbchat.be", "CLBchat.be", "clbchat", "clbchat.be/", "clbchat.be:80", ".be", "a..be",
                          "-a.be", "a-.be", "a.be.", "*.clbchat.be", ""})
    EXPECT_FALSE(set(changed("hosts\":[]", "hosts\":[\"" + std::string(bad) + "\"]"))) << bad;
  EXPECT_TRUE(set(changed("hosts\":[]", R"(hosts":["clbchat.be","onlinehulp-apps.be","xn--clb-yla.be"])")));
}

TEST_P(LinesTest, ATextHasTwoThousandCharacters) {
  make("clbchat").value();
  const auto with = [](std::size_t size) {
    std::string text;
    for (std::size_t i = 0; i < size; ++i) text += "é";
    return changed("\"texts\":{}", R"("texts":{"goodbye":{"nl":"a","nl-u":"b","en":")" + text + "\"}}");
  };
  EXPECT_EQ(mistakes(with(2001)), (std::vector<FieldError>{{"texts.goodbye.en", "too_long"}}));
  EXPECT_TRUE(set(with(2000)));
}

}  // namespace
}  // namespace onthaal::lines
