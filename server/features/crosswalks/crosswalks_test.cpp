#include "features/crosswalks/crosswalks_categories.h"
#include "features/crosswalks/crosswalks_world.h"

namespace onthaal::crosswalks {
namespace {

TEST(Categories, AreThoseOfTheFrameworkAndWhatIsProposedIsAmongThem) {
  EXPECT_EQ(std::ranges::count(categories(), terms::Kind::theme, &Category::kind), 67);
  for (const Proposed& each : proposed()) EXPECT_TRUE(is_category(each.category)) << each.code;
}

class CrosswalksTest : public World {};
ONTHAAL_ON_BOTH_ENGINES(CrosswalksTest);

TEST_P(CrosswalksTest, ALineBeginsWithWhatIsProposed) {
  const auto shown = show();
  EXPECT_EQ(shown.at("version"), 1);
  EXPECT_TRUE(shown.at("versions").at(0).at("made_by").is_null());
  EXPECT_EQ(category_of(shown, "pesten"), "Bullying");
  EXPECT_EQ(category_of(shown, "zelfmoordgedachten"), "Suicidal thoughts and suicide attempts");
  EXPECT_EQ(category_of(shown, "doorverwezen_school"), "Referral to school counsellors");
  EXPECT_EQ(category_of(shown, "ander_thema"), "");
  world.act([](Tx& tx) { ship(tx); });
  EXPECT_EQ(show().at("versions").as_array().size(), 1U) << "at every start";
}

TEST_P(CrosswalksTest, EachChangeIsANewVersionAndTheOldOnesStay) {
  const Reply changed = put(R"({"version":1,"mappings":[)" + mapping("pesten", "Violence", "Cyberbullying") + "," +
                            mapping("info_en_advies", "Action taken", "Other", "outcome") + "]}")
                            .value();
  const auto now = json::parse(changed.body).value();
  EXPECT_EQ(now.at("version"), 2);
  EXPECT_EQ(now.at("versions").at(0).at("made_by"), "carla");
  EXPECT_EQ(category_of(now, "pesten"), "Cyberbullying");
  EXPECT_EQ(category_of(now, "depressie"), "") << "left out";
  EXPECT_EQ(category_of(show({{"version", "1"}}), "pesten"), "Bullying");
  EXPECT_EQ(ask(0, carla, {{"version", "3"}}).error().code, Code::not_found);
  EXPECT_EQ(put(R"({"version":1,"mappings":[]})").error().code, Code::conflict) << "somebody was first";
  EXPECT_EQ(count_audit("crosswalk.changed"), 1);
}

TEST_P(CrosswalksTest, WhatIsNotThereIsRefusedAndNamed) {
  using Fields = std::vector<FieldError>;
  const auto refused = [&](const std::string& mappings) {
    return put(R"({"version":1,"mappings":[)" + mappings + "]}").error().fields;
  };
  const std::string good = mapping("pesten", "Violence", "Bullying");
  EXPECT_EQ(refused(good + "," + mapping("geen", "Violence", "Bullying")),
            (Fields{{"mappings.1.code", "not_allowed"}}));
  EXPECT_EQ(refused(mapping("pesten", "Violence", "Pesten")), (Fields{{"mappings.0.category", "not_allowed"}}));
  EXPECT_EQ(refused(mapping("pesten", "Sexuality", "Bullying")), (Fields{{"mappings.0.category", "not_allowed"}}));
  EXPECT_EQ(refused(mapping("pesten", "Action taken", "Other")), (Fields{{"mappings.0.category", "not_allowed"}}));
  EXPECT_EQ(refused(mapping("pesten", "Violence", "Bullying", "outcome")),
            (Fields{{"mappings.0.category", "not_allowed"}}));
  EXPECT_EQ(refused(mapping("pesten", "Violence", "Bullying", "topic")), (Fields{{"mappings.0.kind", "not_allowed"}}));
  EXPECT_EQ(refused(good + "," + good), (Fields{{"mappings.1.code", "repeated"}}));
  EXPECT_EQ(refused("5"), (Fields{{"mappings.0", "not_an_object"}}));
  EXPECT_EQ(show().at("version"), 1);
}

TEST_P(CrosswalksTest, OnlyForCoordinators) {
  for (const Actor& actor : {anna, Actor(Nobody{})}) {
    EXPECT_EQ(ask(0, actor, {}).error().code, Code::not_found);
    EXPECT_EQ(ask(1, actor, {}, R"({"version":1,"mappings":[]})").error().code, Code::not_found);
    EXPECT_EQ(ask(2, actor, {{"from", "2021-09-01"}, {"until", "2022-08-31"}}).error().code, Code::not_found);
  }
}

TEST_P(CrosswalksTest, WhoAsksTheSameAgainIsToldWhatWasMade) {
  const std::string mood = "Emotional distress – mood problems";
  const std::string body = R"({"version":1,"mappings":[)" + mapping("pesten", "Violence", "Cyberbullying") + "," +
                           mapping("depressie", "Mental Health", mood) + "]}";
  const std::string turned = R"({"version":1,"mappings":[)" + mapping("depressie", "Mental Health", mood) + "," +
                             mapping("pesten", "Violence", "Cyberbullying") + "]}";
  const Result<Reply> first = put(body);
  ASSERT_TRUE(first) << first.error().detail;
  EXPECT_EQ(put(turned).value().body, first->body);
  EXPECT_EQ(show().at("version"), 2);
  EXPECT_EQ(count_audit("crosswalk.changed"), 1);
  EXPECT_EQ(put(R"({"version":1,"mappings":[)" + mapping("pesten", "Violence", "Cyberbullying") + "]}").error().code,
            Code::conflict);
  put(R"({"version":2,"mappings":[]})").value();
  EXPECT_EQ(put(body).error().code, Code::conflict) << "that is not the newest any more";
}

}  // namespace
}  // namespace onthaal::crosswalks
