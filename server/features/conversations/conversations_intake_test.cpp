#include "features/conversations/conversations_world.h"

namespace onthaal::conversations {
namespace {

class IntakeTest : public ConversationsWorld {
 protected:
  IntakeTest() {
    world.act([&](Tx& tx) { terms::ship(tx, line.id); });
  }
  Result<Reply> give(const Actor& who, const Uuid& uuid, json::Out data) {
    return command("intake.give", from(who), data.uuid("conversation", uuid).str());
  }
  std::string intake(const Uuid& uuid) { return boost::json::serialize(state(anna, uuid).at("intake")); }
};
ONTHAAL_ON_BOTH_ENGINES(IntakeTest);

TEST_P(IntakeTest, WhatWasToldBeforehandIsShown) {
  const auto topic = terms::of_day(db(), line.id, terms::Kind::topic, "2026-09-01").at(0);
  const Uuid uuid = world.act([&](Tx& tx) {
    return talks.request(tx, {.line = line,
                              .visit = std::get<Visitor>(visitor).visit,
                              .nickname = Redacted<std::string>("vlinder"),
                              .language = "nl",
                              .who = "pupil",
                              .device = "phone",
                              .topic = topic.id});
  });
  EXPECT_EQ(events(uuid)[0].data, R"({"nickname":"vlinder","who":"pupil","topic":")" + topic.code + R"("})");
  EXPECT_EQ(intake_of(db(), id_of(uuid)).topic, topic.id);
  const auto waits = world.view([&](const Snapshot& snapshot) { return find_waiting(snapshot, id_of(uuid)); });
  EXPECT_EQ(waits->who, "pupil");
  EXPECT_EQ(waits->topic, topic.code);
  accept(uuid, anna).value();
  EXPECT_EQ(state(anna, uuid).at("device").as_string(), "phone");
  EXPECT_EQ(state(visitor, uuid).at("device"), nullptr);
}

TEST_P(IntakeTest, WhatIsLeftOutStaysAndNullTakesAway) {
  const Uuid uuid = active();
  EXPECT_EQ(give(visitor, uuid, json::Out().integer("age", 14).text("question", " mag ik iets vragen? "))->number, 3);
  EXPECT_EQ(intake(uuid),
            R"({"who":null,"topic":null,"age":14,"gender":null,"question":"mag ik iets vragen?","source":null})");
  EXPECT_TRUE(give(visitor, uuid, json::Out().text("gender", "x").text("source", "affiche").raw("age", "null")));
  EXPECT_EQ(intake(uuid),
            R"({"who":null,"topic":null,"age":null,"gender":"x","question":"mag ik iets vragen?","source":"affiche"})");
  EXPECT_EQ(events(uuid).back().data,
            R"({"age":null,"gender":"x","question":"mag ik iets vragen?","source":"affiche"})");
  EXPECT_TRUE(give(visitor, uuid, json::Out().raw("question", "null")));
  EXPECT_EQ(column(uuid, "question"), "null");
}

TEST_P(IntakeTest, ItIsGivenWhileWaitingAndAfterTheEnd) {
  const Uuid uuid = request(visitor);
  EXPECT_TRUE(give(visitor, uuid, json::Out().integer("age", 99)));
  ASSERT_TRUE(end(from(visitor), uuid));
  EXPECT_TRUE(give(visitor, uuid, json::Out().text("source", "folder")));
}

TEST_P(IntakeTest, OnlyTheVisitorGivesIt) {
  const Uuid uuid = active();
  for (const Actor& other : {anna, bert, stranger, Actor(Nobody{})})
    EXPECT_EQ(code_of(give(other, uuid, json::Out().integer("age", 14))), Code::not_found);
}

TEST_P(IntakeTest, AWrongFieldIsNamed) {
  const Uuid uuid = active();
  const auto wrong = give(visitor, uuid, json::Out().integer("age", 100).text("gender", "v").integer("question", 1));
  EXPECT_EQ(wrong.error().fields,
            (std::vector<FieldError>{
                {"data.age", "too_large"}, {"data.gender", "not_allowed"}, {"data.question", "not_text"}}));
  for (const char* code : {"nergens", "pesten"})  // a theme is no source
    EXPECT_EQ(give(visitor, uuid, json::Out().text("source", code)).error().fields,
              (std::vector<FieldError>{{"data.source", "not_allowed"}}));
  EXPECT_EQ(events(uuid).size(), 2u);
}

TEST_P(IntakeTest, TheQuestionIsSealed) {
  const Uuid uuid = active();
  ASSERT_TRUE(give(visitor, uuid, json::Out().text("question", "een geheim")));
  EXPECT_EQ(db().run({"test.question", "select question from conversation"})[0].text(0).find("geheim"),
            std::string::npos);
  world.act([](Tx& tx) { tx.db.run({"test.destroy", "update seal_key set wrapped = null"}); });
  EXPECT_EQ(state(anna, uuid).at("intake").at("question"), nullptr);
  EXPECT_EQ(code_of(give(visitor, uuid, json::Out().integer("age", 14))), Code::closed);
}

}  // namespace
}  // namespace onthaal::conversations
