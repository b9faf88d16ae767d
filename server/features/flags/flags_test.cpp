#include "features/flags/flags.h"

#include "features/flags/flags_world.h"

namespace onthaal::flags {
namespace {

constexpr const char* kHome = "203.0.113.0/24 firefox phone";
constexpr const char* kSchool = "198.51.100.0/24 chrome computer";

class FlagsTest : public FlagsWorld {
 protected:
  FlagsTest() { db().run({"test.often", "update line set frequent_talks = 50"}); }
};
ONTHAAL_ON_BOTH_ENGINES(FlagsTest);

TEST_P(FlagsTest, WhoHasTheTalkMarksIt) {
  const Talk talk = comes(kHome);
  for (const Actor& actor : {anna, bert, carla, gert, talk.visitor, Actor(Nobody{})})
    EXPECT_EQ(code_of(mark(talk, actor)), "not_found");
  take(talk, anna);
  EXPECT_NE(mark(talk, anna)->body.find(R"("state":"suspected")"), std::string::npos);
  for (const Actor& actor : {bert, carla, dora, gert, talk.visitor, Actor(Nobody{})}) {
    EXPECT_EQ(code_of(mark(talk, actor)), "not_found");
    EXPECT_EQ(code_of(withdraw(talk, actor)), "not_found");
    EXPECT_EQ(code_of(answer(talk, actor)), "not_found");
    EXPECT_EQ(code_of(ask(http::Verb::get, "/api/flags/{conversation}", actor, {talk.uuid.text()})), "not_found");
  }
  end(talk, anna);
  EXPECT_EQ(code_of(mark(talk, anna, R"({"why":"toch niet zeker"})")), "ok");
  EXPECT_EQ(ask(http::Verb::get, "/api/flags/{conversation}", anna, {talk.uuid.text()})->body.find("toch niet zeker") ==
                std::string::npos,
            false);
  EXPECT_EQ(mark(talk, anna, R"({"why":" "})").error().fields, (std::vector<FieldError>{{"why", "too_short"}}));
}

TEST_P(FlagsTest, OnlyCoordinatorsOfTheLineReadAndDecide) {
  const Talk talk = talked(kHome, anna);
  mark(talk, anna).value();
  for (const Actor& actor : {anna, bert, gert, talk.visitor, Actor(Nobody{})}) {
    EXPECT_EQ(code_of(list(actor)), "not_found");
    EXPECT_EQ(code_of(read(talk, actor)), "not_found");
    EXPECT_EQ(code_of(decide(talk, actor)), "not_found");
    EXPECT_EQ(code_of(frequent(actor)), "not_found");
    EXPECT_EQ(
        code_of(ask(http::Verb::put, "/api/lines/{slug}/frequent", actor, {"clbchat"}, R"({"talks":3,"days":7})")),
        "not_found");
    EXPECT_EQ(code_of(ask(http::Verb::get, "/api/lines/{slug}/frequent/{conversation}/talk", actor,
                          {"clbchat", talk.uuid.text()})),
              "not_found");
  }
  EXPECT_EQ(code_of(read(talk, gert, "gent")), "not_found");
  EXPECT_EQ(code_of(decide(talk, gert, "confirmed", "gent")), "not_found");
  EXPECT_EQ(json::parse(list(carla)->body)->at("flags").as_array().size(), 1u);
  EXPECT_EQ(list(gert, "gent")->body, R"({"flags":[],"confirmed_this_year":0})");
  EXPECT_EQ(count("select count(*) from reading"), 0);
}

TEST_P(FlagsTest, EveryReadingIsKept) {
  const Talk talk = comes(kHome);
  take(talk, anna);
  say(talk, talk.visitor, "pizza besteld");
  end(talk, anna);
  mark(talk, anna).value();
  const auto body = json::parse(read(talk, carla)->body).value();
  EXPECT_EQ(body.at("messages").as_array().at(0).at("text").as_string(), "pizza besteld");
  EXPECT_EQ(body.at("registration").at("nickname").as_string(), "vlinder");
  read(talk, dora).value();
  const auto rows = db().run({"test.readings", "select purpose, staff from reading order by id"});
  ASSERT_EQ(rows.size(), 2u);
  EXPECT_EQ(rows[0].text(0), "flag");
  EXPECT_EQ(rows[0].integer(1), std::get<Staff>(carla).staff.value);
  EXPECT_EQ(rows[1].integer(1), std::get<Staff>(dora).staff.value);
}

TEST_P(FlagsTest, WhoMarkedItDoesNotDecide) {
  const Talk talk = talked(kHome, dora);
  mark(talk, dora).value();
  EXPECT_TRUE(json::parse(list(dora)->body)->at("flags").at(0).at("mine").as_bool());
  for (const char* decision : {"confirmed", "rejected", "asked_back"})
    EXPECT_EQ(code_of(review(talk, dora, decision)), "conflict");
  EXPECT_FALSE(json::parse(list(carla)->body)->at("flags").at(0).at("mine").as_bool());
  EXPECT_EQ(code_of(review(talk, carla)), "ok");
}

TEST_P(FlagsTest, WhoDidNotReadTheTalkDoesNotDecide) {
  const Talk talk = talked(kHome, anna), other = talked(kSchool, anna);
  mark(talk, anna).value();
  mark(other, anna).value();
  read(other, carla).value();
  read(talk, dora).value();
  cases_read(talk, carla, cases::Purpose::coach);
  cases_read(talk, carla, cases::Purpose::frequent);
  for (const char* decision : {"confirmed", "rejected", "asked_back"}) {
    const auto refused = decide(talk, carla, decision);
    ASSERT_EQ(code_of(refused), "conflict");
    EXPECT_EQ(refused.error().detail, "read the talk first");
  }
  EXPECT_EQ(count("select count(*) from flag where state = 'suspected'"), 2);
  EXPECT_EQ(code_of(review(talk, carla)), "ok");
}

TEST_P(FlagsTest, WhatWasReadBeforeItWasMarkedAnewIsReadAgain) {
  const Talk talk = talked(kHome, anna);
  mark(talk, anna).value();
  read(talk, carla).value();
  withdraw(talk, anna).value();
  pass(kMinute);
  mark(talk, anna).value();
  EXPECT_EQ(code_of(decide(talk, carla)), "conflict");
  EXPECT_EQ(code_of(review(talk, carla)), "ok");
}

TEST_P(FlagsTest, WhoMarkedItAfterAColleagueDoesNotDecideEither) {
  const Talk talk = comes(kHome);
  take(talk, anna);
  mark(talk, anna).value();
  withdraw(talk, anna).value();
  give(talk, anna, dora);
  take(talk, dora);
  mark(talk, dora).value();
  end(talk, dora);
  EXPECT_EQ(code_of(review(talk, dora)), "conflict");
  EXPECT_EQ(code_of(review(talk, carla)), "ok");
}

TEST_P(FlagsTest, WhatIsNotMarkedIsShownAsSuch) {
  const Talk talk = comes(kHome);
  const auto show = [&](const Actor& by) {
    return ask(http::Verb::get, "/api/flags/{conversation}", by, {talk.uuid.text()});
  };
  EXPECT_EQ(code_of(show(anna)), "not_found");
  take(talk, anna);
  EXPECT_EQ(show(anna)->body, R"({"mark":null})");
  for (const Actor& actor : {bert, carla, gert, talk.visitor, Actor(Nobody{})})
    EXPECT_EQ(code_of(show(actor)), "not_found");
}

TEST_P(FlagsTest, AskedBackAndAnswered) {
  const Talk talk = talked(kHome, anna);
  mark(talk, anna).value();
  EXPECT_EQ(code_of(answer(talk, anna)), "conflict");
  review(talk, carla, "asked_back").value();
  const auto asked = json::parse(ask(http::Verb::get, "/api/flags", anna, {})->body)->at("flags").as_array();
  ASSERT_EQ(asked.size(), 1u);
  EXPECT_EQ(asked.at(0).at("question").as_string(), "hoe weet je dat?");
  EXPECT_EQ(ask(http::Verb::get, "/api/flags", bert, {})->body, R"({"flags":[]})");
  EXPECT_EQ(code_of(ask(http::Verb::get, "/api/flags", Nobody{}, {})), "unauthenticated");
  answer(talk, anna).value();
  EXPECT_EQ(ask(http::Verb::get, "/api/flags", anna, {})->body, R"({"flags":[]})");
  const auto flag = json::parse(list(carla)->body)->at("flags").at(0);
  EXPECT_EQ(flag.at("state").as_string(), "suspected");
  EXPECT_EQ(flag.at("answer").as_string(), "ja");
  EXPECT_EQ(code_of(review(talk, dora)), "ok");
  EXPECT_EQ(json::parse(list(carla)->body)->at("confirmed_this_year").as_int64(), 1);
}

TEST_P(FlagsTest, OneDecisionAndOneOnly) {
  const Talk talk = talked(kHome, anna);
  mark(talk, anna).value();
  EXPECT_EQ(code_of(review(talk, carla, "rejected")), "ok");
  EXPECT_EQ(code_of(review(talk, dora)), "conflict");
  EXPECT_EQ(code_of(withdraw(talk, anna)), "conflict");
  EXPECT_EQ(code_of(mark(talk, anna)), "conflict");

  const Talk other = talked(kHome, anna);
  mark(other, anna).value();
  EXPECT_EQ(code_of(withdraw(other, anna)), "ok");
  EXPECT_EQ(code_of(withdraw(other, anna)), "ok");
  EXPECT_EQ(code_of(decide(other, carla)), "not_found");
  EXPECT_EQ(code_of(mark(other, anna)), "ok");
  EXPECT_EQ(code_of(review(other, carla)), "ok");
}

TEST_P(FlagsTest, TheWordsGoWithTheTalk) {
  const Talk talk = talked(kHome, anna);
  mark(talk, anna).value();
  EXPECT_EQ(count("select count(*) from flag where why = cast('giechelen' as " +
                  std::string(GetParam() == db::Engine::sqlite ? "blob" : "bytea") + ")"),
            0);
  db().run({"test.destroy", "update seal_key set wrapped = null"});
  const auto flag = json::parse(list(carla)->body)->at("flags").at(0);
  EXPECT_TRUE(flag.at("why").is_null());
  EXPECT_EQ(code_of(review(talk, carla, "asked_back")), "closed");
  EXPECT_EQ(code_of(decide(talk, carla, "rejected")), "ok");
}

TEST_P(FlagsTest, EveryChangeIsToldToTheLineWithoutSayingWhichTalk) {
  const Talk talk = talked(kHome, anna);
  mark(talk, anna).value();
  review(talk, carla).value();
  const auto rows = db().run({"test.told", "select body from line_event where event = 'flag.changed'"});
  ASSERT_EQ(rows.size(), 2u);
  EXPECT_EQ(rows[0].text(0).find(talk.uuid.text()), std::string::npos);
}

TEST_P(FlagsTest, OnlyAConfirmedMarkAlerts) {
  const Talk talk = talked(kHome, anna);
  EXPECT_EQ(seen_at(kHome), "[]");
  mark(talk, anna).value();
  EXPECT_EQ(seen_at(kHome), "[]");
  review(talk, carla, "asked_back").value();
  EXPECT_EQ(seen_at(kHome), "[]");
  answer(talk, anna).value();
  review(talk, carla).value();
  EXPECT_EQ(alerts(talk), "[]");
  pass(kDay);
  const Talk later = comes(kHome);
  EXPECT_EQ(alerts(later), "[]");  // never in the queue
  take(later, bert);
  EXPECT_EQ(alerts(later), R"(["fake"])");
  EXPECT_EQ(seen_at(kSchool), "[]");
}

TEST_P(FlagsTest, ARejectedMarkAlertsNobody) {
  const Talk talk = talked(kHome, anna);
  mark(talk, anna).value();
  review(talk, carla, "rejected").value();
  EXPECT_EQ(seen_at(kHome), "[]");
}

TEST_P(FlagsTest, OnePrankDoesNotMarkASchool) {
  fake(kSchool);
  EXPECT_EQ(seen_at(kSchool, "pupil"), R"(["fake"])");
  // Two of the same class at once: it is a network and not a person, from now on.
  pass(kDay);
  const Talk one = comes(kSchool, "pupil");
  pass(kMinute);
  const Talk two = comes(kSchool, "pupil");
  take(one, anna);
  take(two, bert);
  EXPECT_EQ(alerts(one), "[]");
  EXPECT_EQ(alerts(two), "[]");
  pass(kMinute);
  end(one, anna);
  end(two, bert);
  EXPECT_EQ(seen_at(kSchool), "[]");
}

TEST_P(FlagsTest, AParentAtHomeIsNotTheChild) {
  const Talk talk = fake(kHome);
  record(talk, "who = 'pupil'");
  EXPECT_EQ(seen_at(kHome, "parent"), "[]");
}

TEST_P(FlagsTest, ARealTalkClearsTheEvidence) {
  fake(kHome);
  const Talk later = talked(kHome, anna);
  EXPECT_EQ(seen_at(kHome), R"(["fake"])");
  record(later, "state = 'done', done_at = 1, is_broken_off = 1");
  EXPECT_EQ(seen_at(kHome), R"(["fake"])");
  record(later, "is_broken_off = 0, is_fake = 1");
  EXPECT_EQ(seen_at(kHome), R"(["fake"])");
  record(later, "is_fake = 0");
  EXPECT_EQ(seen_at(kHome), "[]");
}

TEST_P(FlagsTest, MarksStayOnTheirLine) {
  fake(kHome);
  pass(kDay);
  const Talk later = comes_on(other_line, kHome);
  take(later, anna);
  EXPECT_EQ(alerts(later), "[]");
}

TEST_P(FlagsTest, TheAlertEndsWithTheKeyAndTheMarkStays) {
  fake(kHome);
  pass(58 * kDay);
  EXPECT_EQ(seen_at(kHome), R"(["fake"])");
  pass(kDay);
  world.act(traces::schedule_jobs);
  EXPECT_EQ(seen_at(kHome), "[]");
  EXPECT_EQ(json::parse(list(carla)->body)->at("confirmed_this_year").as_int64(), 1);
}

class FrequentTest : public FlagsWorld {
 protected:
  FrequentTest() {
    ask(http::Verb::put, "/api/lines/{slug}/frequent", carla, {"clbchat"}, R"({"talks":3,"days":7})").value();
  }
  std::int64_t notices() { return count("select count(*) from notice where kind = 'frequent'"); }
  void see() { db().run({"test.see", "update notice set seen_at = 1"}); }
};
ONTHAAL_ON_BOTH_ENGINES(FrequentTest);

TEST_P(FrequentTest, CoordinatorsHearItOnceForEachCrossing) {
  EXPECT_EQ(seen_at(kHome), "[]");
  EXPECT_EQ(seen_at(kHome), "[]");
  EXPECT_EQ(notices(), 0);
  EXPECT_EQ(seen_at(kHome), R"(["frequent"])");
  EXPECT_EQ(notices(), 1);
  EXPECT_EQ(count("select number from notice"), 3);
  see();
  EXPECT_EQ(seen_at(kHome), R"(["frequent"])");
  EXPECT_EQ(notices(), 1);
  pass(6 * kDay);
  EXPECT_EQ(seen_at(kHome), "[]");
  EXPECT_EQ(seen_at(kHome), "[]");
  EXPECT_EQ(seen_at(kHome), R"(["frequent"])");
  EXPECT_EQ(notices(), 2);
}

TEST_P(FrequentTest, TakenAgainIsNotASecondTalk) {
  seen_at(kHome);
  seen_at(kHome);
  pass(kDay);
  const Talk talk = comes(kHome);
  take(talk, anna);
  see();
  pass(kMinute);
  give(talk, anna, bert);
  take(talk, bert);
  EXPECT_EQ(notices(), 1);
  EXPECT_EQ(json::parse(frequent(carla)->body)->at("visitors").at(0).at("talks").as_int64(), 3);
}

TEST_P(FrequentTest, ATalkByAppointmentIsNotCounted) {
  for (int i = 0; i < 2; ++i) {
    pass(kHour);
    const Talk second = comes(kHome);
    db().run({"test.second", "update conversation set is_second = 1 where id = :id"}, {{"id", second.id}});
    take(second, anna);
    end(second, anna);
  }
  seen_at(kHome);
  EXPECT_EQ(seen_at(kHome), "[]");
  EXPECT_EQ(frequent(carla)->body, R"({"talks":3,"days":7,"visitors":[]})");
  EXPECT_EQ(seen_at(kHome), R"(["frequent"])");
  EXPECT_EQ(json::parse(frequent(carla)->body)->at("visitors").at(0).at("talks").as_int64(), 3);
  EXPECT_EQ(notices(), 1);
}

TEST_P(FrequentTest, TheListIsOfStrongEvidenceOnly) {
  EXPECT_EQ(frequent(carla)->body, R"({"talks":3,"days":7,"visitors":[]})");
  for (int i = 0; i < 3; ++i) seen_at(kHome);
  for (const char* who : {"pupil", "parent", "teacher"}) seen_at(kSchool, who);
  const auto visitors = json::parse(frequent(carla)->body)->at("visitors").as_array();
  ASSERT_EQ(visitors.size(), 1u);
  EXPECT_EQ(visitors.at(0).at("conversations").as_array().size(), 3u);
  pass(7 * kDay);
  EXPECT_TRUE(json::parse(frequent(carla)->body)->at("visitors").as_array().empty());
}

TEST_P(FrequentTest, TheirTalksCanBeReadAndThatIsKept) {
  const auto read_one = [&](const std::string& uuid) {
    return ask(http::Verb::get, "/api/lines/{slug}/frequent/{conversation}/talk", carla, {"clbchat", uuid});
  };
  seen_at(kHome);
  seen_at(kHome);
  const Talk third = comes(kHome);
  take(third, anna);
  EXPECT_EQ(code_of(read_one(third.uuid.text())), "conflict");
  end(third, anna);
  const Talk other = talked(kSchool, anna);
  EXPECT_EQ(code_of(read_one(third.uuid.text())), "ok");
  EXPECT_EQ(code_of(read_one(other.uuid.text())), "not_found");
  EXPECT_EQ(count("select count(*) from reading where purpose = 'frequent'"), 1);
}

TEST_P(FrequentTest, TheThresholdHasBounds) {
  for (const char* bad : {R"({"talks":1,"days":7})", R"({"talks":3,"days":31})", R"({"talks":3,"days":0})", "{}"})
    EXPECT_EQ(code_of(ask(http::Verb::put, "/api/lines/{slug}/frequent", carla, {"clbchat"}, bad)), "invalid") << bad;
}

}  // namespace
}  // namespace onthaal::flags
