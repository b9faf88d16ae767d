#include "core/text.h"
#include "features/audit/audit.h"
#include "features/conversations/conversations_world.h"

namespace onthaal::conversations {
namespace {

class RedactTest : public ConversationsWorld {
 protected:
  RedactTest() {
    const auto carla = world.act([](Tx& tx) {
      return accounts::add(
          tx,
          {.login = "carla", .name = "carla", .alias = "Carla", .roles = {{"clbchat", accounts::Role::coordinator}}},
          "-");
    });
    coordinator = Staff{carla.value().id, {1}};
    talk = active();
    message = post(from(visitor), talk, "ik ben Élise, bel 0470 12 34 56").value().number.value();
  }
  Result<Reply> redact(const Actor& by, std::int64_t number, const std::string& ranges) {
    return redact(from(by), number, ranges);
  }
  Result<Reply> redact(const live::Envelope& envelope, std::int64_t number, const std::string& ranges) {
    return command("message.redact", envelope,
                   json::Out().uuid("conversation", talk).integer("number", number).raw("ranges", ranges).str());
  }
  std::vector<std::string> told() {
    std::vector<std::string> all;
    for (const auto& each : audit::find(db(), {.line = line.id, .what = "message.redacted"})) all.push_back(each.data);
    return all;
  }
  std::string shown() { return std::string(state(visitor, talk).at("messages").at(0).at("text").as_string()); }
  Actor coordinator;
  Uuid talk;
  std::int64_t message = 0;
};
ONTHAAL_ON_BOTH_ENGINES(RedactTest);

TEST_P(RedactTest, TheWordsAreTakenOutOfTheRowAndNotOnlyOutOfSight) {
  const auto reply = redact(anna, message, R"([{"start":19,"length":12}])");
  ASSERT_TRUE(reply);
  EXPECT_EQ(shown(), "ik ben Élise, bel 0\u25ae\u25ae\u25ae");
  const auto first = events(talk).at(static_cast<std::size_t>(message - 1));
  EXPECT_EQ(first.data->find("470"), std::string::npos);
  EXPECT_EQ(json::parse(*first.data)->at("redacted").as_int64(), reply->number);
  EXPECT_EQ(events(talk).back().data,
            R"({"number":)" + std::to_string(message) + R"(,"ranges":[{"start":19,"length":12}]})");
  EXPECT_EQ(audit::find(db(), {.line = line.id, .what = "message.redacted"}).size(), 1u);
}

TEST_P(RedactTest, RangesAreCodePointsAndSeveralMayGoAtOnce) {
  ASSERT_TRUE(redact(anna, message, R"([{"start":7,"length":5},{"start":18,"length":13}])"));
  EXPECT_EQ(shown(), "ik ben \u25ae\u25ae\u25ae, bel \u25ae\u25ae\u25ae");
}

TEST_P(RedactTest, WhatIsLeftCanBeTakenOutLater) {
  ASSERT_TRUE(redact(anna, message, R"([{"start":18,"length":13}])"));
  const auto again = redact(anna, message, R"([{"start":7,"length":5}])");
  EXPECT_EQ(shown(), "ik ben \u25ae\u25ae\u25ae, bel \u25ae\u25ae\u25ae");
  const auto first = events(talk).at(static_cast<std::size_t>(message - 1));
  EXPECT_EQ(json::parse(*first.data)->at("redacted").as_int64(), again->number);
}

TEST_P(RedactTest, TheSameWordsGoOutOfTheNicknameAndTheFirstQuestionInRowAndEvent) {
  ASSERT_TRUE(
      command("intake.give", from(visitor),
              json::Out().uuid("conversation", talk).text("question", "Mag VLINDER met Élise, vlinder?").str()));
  const auto number = post(from(visitor), talk, "ik heet vlinder, mijn zus Élise").value().number.value();
  ASSERT_TRUE(redact(anna, number, R"([{"start":8,"length":7},{"start":26,"length":5}])"));
  const auto after = state(anna, talk);
  EXPECT_EQ(after.at("nickname").as_string(), "▮▮▮");
  EXPECT_EQ(after.at("intake").at("question").as_string(), "Mag ▮▮▮ met ▮▮▮, ▮▮▮?");
  for (const auto& event : events(talk))
    EXPECT_EQ(ascii_lower(event.data.value()).find("vlinder"), std::string::npos) << event.event;
  EXPECT_EQ(told().at(0), R"({"number":)" + std::to_string(number) + R"(,"ranges":2,"length":12,"elsewhere":4})");
  EXPECT_EQ(shown(), "ik ben Élise, bel 0470 12 34 56") << "another message is for somebody to judge";
}

TEST_P(RedactTest, OnlyWholeWordsGoElsewhere) {
  const auto left = [&](const std::string& word, const std::string& question) {
    command("intake.give", from(visitor), json::Out().uuid("conversation", talk).text("question", question).str())
        .value();
    const auto number = post(from(visitor), talk, word).value().number.value();
    redact(anna, number, R"([{"start":0,"length":)" + std::to_string(utf8_length(word).value()) + "}]").value();
    return std::string(state(anna, talk).at("intake").at("question").as_string());
  };
  EXPECT_EQ(left("Jan", "In januari zei Jan's zus: ‘jan’… Marjan, JAN1 en jan"),
            "In januari zei ▮▮▮'s zus: ‘▮▮▮’… Marjan, JAN1 en ▮▮▮");
  EXPECT_EQ(left("An", "An woont in Antwerpen, met an en Jan"), "▮▮▮ woont in Antwerpen, met ▮▮▮ en Jan");
  EXPECT_EQ(left("Élise", "ÉLISE, élise en Élisette"), "▮▮▮, ▮▮▮ en Élisette");
  EXPECT_EQ(left("ŞEYMA Żółć", "Şeyma żółć en Żółćeyma"), "▮▮▮ en Żółćeyma");
  EXPECT_EQ(left("Олена Ёлка", "олена ёлка, Олена"), "▮▮▮, Олена");
  EXPECT_EQ(left("oma", "éoma omaë, oma▮ 😀oma €oma «oma»"), "éoma omaë, ▮▮▮▮ 😀▮▮▮ €▮▮▮ «▮▮▮»");
  EXPECT_EQ(left("+32 470", "+32 470, x+32 470 of +32 4701"), "▮▮▮, x▮▮▮ of +32 4701");
  EXPECT_EQ(left("李小龙", "我叫李小龙。"), "我叫▮▮▮。");
}

TEST_P(RedactTest, TheLogTellsHowMuchWasTakenAndNoWord) {
  ASSERT_TRUE(redact(anna, message, R"([{"start":7,"length":5},{"start":18,"length":13}])"));
  EXPECT_EQ(told(), std::vector<std::string>{R"({"number":)" + std::to_string(message) +
                                             R"(,"ranges":2,"length":18,"elsewhere":0})"});
}

TEST_P(RedactTest, OneLetterAndTwoDigitsAreTakenFromTheMessageOnly) {
  command("intake.give", from(visitor),
          json::Out().uuid("conversation", talk).text("question", "ik ben 12, mag a ook? 112").str())
      .value();
  const auto number = post(from(visitor), talk, "12 a 112").value().number.value();
  ASSERT_TRUE(redact(anna, number, R"([{"start":0,"length":2},{"start":3,"length":1},{"start":5,"length":3}])"));
  EXPECT_EQ(state(anna, talk).at("intake").at("question").as_string(), "ik ben 12, mag a ook? ▮▮▮");
}

TEST_P(RedactTest, AResendTakesOutNothingMore) {
  const auto envelope = from(anna);
  const auto reply = redact(envelope, message, R"([{"start":0,"length":2}])");
  const std::string before = shown();
  EXPECT_EQ(redact(again(envelope, message), message, R"([{"start":0,"length":2}])")->number, reply->number);
  EXPECT_EQ(shown(), before);
}

TEST_P(RedactTest, WhatIsNotThereIsRefused) {
  EXPECT_EQ(code_of(redact(anna, message, "[]")), Code::invalid);
  EXPECT_EQ(code_of(redact(anna, message, R"([{"start":0,"length":400}])")), Code::invalid);
  EXPECT_EQ(code_of(redact(anna, message, R"([{"start":3,"length":3},{"start":4,"length":3}])")), Code::invalid);
  EXPECT_EQ(code_of(redact(anna, message, R"([{"start":4,"length":3},{"start":3,"length":3}])")), Code::invalid);
  EXPECT_EQ(code_of(redact(anna, 1, R"([{"start":0,"length":1}])")), Code::invalid) << "no message";
  EXPECT_EQ(code_of(redact(anna, 99, R"([{"start":0,"length":1}])")), Code::invalid);
}

TEST_P(RedactTest, TheOwnerAndTheCoordinatorsOfTheLineAndNobodyElse) {
  const std::string first = R"([{"start":0,"length":1}])";
  for (const Actor& other : {visitor, stranger, bert, Actor{Nobody{}}})
    EXPECT_EQ(code_of(redact(other, message, first)), Code::not_found);
  EXPECT_TRUE(redact(coordinator, message, first));
  ASSERT_TRUE(end(from(anna), talk));
  EXPECT_TRUE(redact(anna, message, first)) << "while it is recorded";
  world.clock.advance(std::chrono::milliseconds(kOwnFor - 1));
  EXPECT_TRUE(redact(anna, message, first));
  world.clock.advance(std::chrono::milliseconds(1));
  EXPECT_EQ(code_of(redact(anna, message, first)), Code::not_found) << "no longer than it is read without a purpose";
  EXPECT_TRUE(redact(coordinator, message, first));
  db().run({"test.destroy", "update seal_key set wrapped = null"});
  EXPECT_EQ(code_of(redact(coordinator, message, first)), Code::closed);
}

TEST_P(RedactTest, WhoIsNoLongerOnTheLineLeavesATalkThatEndedAsItIs) {
  const auto leaves = [&] {
    db().run({"test.leave", "delete from staff_role where staff = :staff"}, {{"staff", std::get<Staff>(anna).staff}});
  };
  ASSERT_TRUE(end(from(anna), talk));
  EXPECT_EQ(door(anna, talk)->label, "operator");
  leaves();
  EXPECT_EQ(code_of(redact(anna, message, R"([{"start":0,"length":1}])")), Code::not_found);
  EXPECT_EQ(door(anna, talk).error().code, Code::not_found);
  EXPECT_TRUE(redact(coordinator, message, R"([{"start":0,"length":1}])"));
}

}  // namespace
}  // namespace onthaal::conversations
