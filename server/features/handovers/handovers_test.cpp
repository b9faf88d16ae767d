#include "features/handovers/handovers_world.h"

namespace onthaal::handovers {
namespace {

class HandoversTest : public HandoversWorld {
 protected:
  // In how many other places stood the words that were taken out: as the log tells.
  std::int64_t elsewhere() {
    const db::Rows log = db().run({"test.told", "select data from audit where what = 'message.redacted'"});
    return json::parse(log[0].text(0))->at("elsewhere").as_int64();
  }
};
ONTHAAL_ON_BOTH_ENGINES(HandoversTest);

TEST_P(HandoversTest, TheCardShowsExactlyWhatWouldGoAlong) {
  const Uuid first = begins(visitor);
  asks(anna, first, R"("pesten")", R"("  het gaat over thuis ")").value();
  const auto card = state(visitor, first).at("handover").as_object();
  EXPECT_EQ(card.at("kind").as_string(), "live");
  EXPECT_EQ(card.at("state").as_string(), "asked");
  EXPECT_EQ(card.at("partner").as_string(), "Praatlijn");
  EXPECT_EQ(card.at("privacy").as_string(), "regels");
  EXPECT_EQ(card.at("passes").at("nickname").as_string(), "vlinder");
  EXPECT_EQ(card.at("passes").at("theme").at("nl").as_string(), "Pesten, cyberpesten");
  EXPECT_EQ(card.at("passes").at("summary").as_string(), "het gaat over thuis");
  EXPECT_TRUE(card.at("second").is_null());
  EXPECT_EQ(events(first).back().event, "handover.asked");
  EXPECT_EQ(json::parse(events(first).back().data.value()).value(), card);
  EXPECT_EQ(state(anna, first).at("handover"), card);
  EXPECT_EQ(json::parse(ask(5, anna, {first.text()})->body)->at("handovers").as_array().at(0), card);
}

TEST_P(HandoversTest, WordsThatAreTakenOutOfAMessageGoOutOfTheSummaryToo) {
  const Uuid first = begins(visitor);
  asks(anna, first, "null", R"("An belt AN haar oma in Antwerpen, met vlinder")").value();
  const auto number = says(visitor, first, "ik ben An").value().number.value();
  command("message.redact", from(anna),
          json::Out()
              .uuid("conversation", first)
              .integer("number", number)
              .raw("ranges", R"([{"start":7,"length":2}])")
              .str())
      .value();
  const std::string_view left = "▮▮▮ belt ▮▮▮ haar oma in Antwerpen, met vlinder";
  EXPECT_EQ(state(visitor, first).at("handover").at("passes").at("summary").as_string(), left);
  const auto told = events(first);
  const auto asked = std::ranges::find(told, "handover.asked", &streams::Event::event);
  ASSERT_NE(asked, told.end());
  EXPECT_EQ(json::parse(asked->data.value())->at("passes").at("summary").as_string(), left);
  EXPECT_EQ(elsewhere(), 2) << "the row, and the event";
  // What the other line reads after a yes.
  answers(visitor, handover_of(first), true, true).value();
  takes(vera, there).value();
  EXPECT_EQ(state(vera, second_of(first)).at("handed_from").at("summary").as_string(), left);
}

TEST_P(HandoversTest, WordsThatAreTakenOutOfTheSecondTalkGoOutOfTheSummaryThatCameAlong) {
  const auto [first, handover, second] = agreed(true);
  takes(vera, there).value();
  const auto number = says(visitor, second, "thuis bij mij").value().number.value();
  command("message.redact", from(vera),
          json::Out()
              .uuid("conversation", second)
              .integer("number", number)
              .raw("ranges", R"([{"start":0,"length":5}])")
              .str())
      .value();
  EXPECT_EQ(state(vera, second).at("handed_from").at("summary").as_string(), "het gaat over ▮▮▮");
  EXPECT_EQ(elsewhere(), 1);
  EXPECT_EQ(state(anna, first).at("handover").at("passes").at("summary").as_string(), "het gaat over thuis")
      << "the first line takes words out of its own";
}

TEST_P(HandoversTest, NoChangesNothing) {
  const Uuid first = begins(visitor);
  asks(anna, first, "null", R"("het gaat over thuis")").value();
  const Uuid handover = handover_of(first);
  answers(visitor, handover, false, true).value();
  EXPECT_EQ(handover_state(first), "refused");
  EXPECT_TRUE(state(visitor, first).at("handover").at("passes").at("summary").is_null());
  EXPECT_EQ(state_of(first), "active");
  EXPECT_TRUE(world.view([&](const Snapshot& s) { return conversations::waiting(s, there.id); }).empty());
  EXPECT_EQ(code_of(answers(visitor, handover, true)), Code::conflict);
  EXPECT_TRUE(says(anna, first));
  asks(anna, first).value();
  EXPECT_EQ(handover_state(first), "asked");
}

TEST_P(HandoversTest, YesOpensASecondTalkThatWaitsInFrontUnderItsOwnKey) {
  const auto [first, handover, second] = agreed(true);
  EXPECT_EQ(handover_state(first), "agreed");
  const auto waiting = world.view([&](const Snapshot& s) { return conversations::waiting(s, there.id); });
  ASSERT_EQ(waiting.size(), 1u);
  EXPECT_EQ(waiting[0].uuid, second);
  EXPECT_TRUE(waiting[0].is_front);
  EXPECT_EQ(waiting[0].nickname, "vlinder");
  EXPECT_EQ(waiting[0].handed_from, "CLBch@t");
  EXPECT_EQ(waiting[0].who, std::nullopt);
  const auto rows = db().run({"test.keys", "select count(distinct key), count(distinct visit) from conversation"});
  EXPECT_EQ(rows[0].integer(0), 2);
  EXPECT_EQ(rows[0].integer(1), 1);
  EXPECT_EQ(state_of(first), "active");
  EXPECT_EQ(world
                .view([&](const Snapshot& s) {
                  return conversations::latest_of_visit(s.db, std::get<Visitor>(visitor).visit);
                })
                ->uuid,
            first);
}

TEST_P(HandoversTest, TheSummaryGoesWordForWordAndOnlyAfterAYesToIt) {
  for (const bool with_summary : {true, false}) {
    visitor = make_visitor();
    const auto [first, handover, second] = agreed(with_summary);
    takes(vera, there).value();
    const auto shown = state(vera, second).at("handed_from").as_object();
    EXPECT_EQ(shown.at("line").as_string(), "CLBch@t");
    EXPECT_TRUE(shown.at("conversation").is_null());
    EXPECT_EQ(shown.at("summary"), with_summary ? boost::json::value("het gaat over thuis") : nullptr);
    EXPECT_EQ(state(visitor, second).at("handed_from").at("conversation").as_string(), first.text());
    EXPECT_TRUE(state(visitor, first).at("handed_from").is_null());
    says(vera, second).value();
    ends(vera, second).value();
  }
}

TEST_P(HandoversTest, WhatGoesAlongOutlivesTheFirstTalksKey) {
  const auto [first, handover, second] = agreed(true);
  takes(vera, there).value();
  says(vera, second).value();
  world.act([&](Tx& tx) {
    tx.db.run({"test.destroy", "update seal_key set wrapped = null where uuid = :uuid"}, {{"uuid", first}});
  });
  EXPECT_EQ(state(vera, second).at("handed_from").at("summary").as_string(), "het gaat over thuis");
  EXPECT_TRUE(state(visitor, first).at("handover").at("passes").at("summary").is_null());
}

TEST_P(HandoversTest, TheFirstTalkEndsWhenTheOtherOperatorGreets) {
  const auto [first, handover, second] = agreed();
  takes(vera, there).value();
  EXPECT_EQ(handover_state(first), "taken");
  EXPECT_EQ(state_of(first), "active");
  says(visitor, second).value();
  EXPECT_EQ(handover_state(first), "taken");
  says(vera, second).value();
  EXPECT_EQ(handover_state(first), "greeted");
  EXPECT_EQ(state(visitor, first).at("ended_by").as_string(), "handed_over");
  EXPECT_EQ(state_of(second), "active");
  EXPECT_EQ(world
                .view([&](const Snapshot& s) {
                  return conversations::latest_of_visit(s.db, std::get<Visitor>(visitor).visit);
                })
                ->uuid,
            second);
  says(vera, second).value();
  EXPECT_TRUE(says(visitor, second));
}

TEST_P(HandoversTest, NobodyTakesItAndNothingHasChanged) {
  const auto [first, handover, second] = agreed();
  pass(10min - 1ms);
  EXPECT_EQ(handover_state(first), "agreed");
  pass(1ms);
  EXPECT_EQ(handover_state(first), "not_taken");
  EXPECT_EQ(state_of(second), "refused");
  EXPECT_EQ(state_of(first), "active");
  EXPECT_TRUE(says(visitor, first));
  EXPECT_EQ(code_of(takes(vera, there)), Code::conflict);
  asks(anna, first).value();
}

TEST_P(HandoversTest, TakenJustBeforeTheTimeIsOver) {
  const auto [first, handover, second] = agreed();
  world.clock.advance(10min);
  takes(vera, there).value();
  run_jobs();
  EXPECT_EQ(handover_state(first), "taken");
  EXPECT_EQ(state_of(second), "active");
}

TEST_P(HandoversTest, WhoTookItAndWentAwayLetsItWaitAnew) {
  const auto [first, handover, second] = agreed();
  takes(vera, there).value();
  present(second, "operator", false);
  pass(4min);
  EXPECT_EQ(handover_state(first), "agreed");
  EXPECT_EQ(state_of(second), "waiting");
  takes(vera, there).value();
  says(vera, second).value();
  EXPECT_EQ(handover_state(first), "greeted");
}

TEST_P(HandoversTest, GivenBackAndNotTakenAgain) {
  const auto [first, handover, second] = agreed();
  takes(vera, there).value();
  present(second, "operator", false);
  pass(4min);
  pass(10min);
  EXPECT_EQ(handover_state(first), "not_taken");
  EXPECT_EQ(state_of(second), "ended");
  EXPECT_EQ(state_of(first), "active");
}

TEST_P(HandoversTest, EitherSideWithdrawsInTime) {
  const Uuid asked = begins(visitor);
  asks(anna, asked).value();
  withdraws(anna, handover_of(asked)).value();
  EXPECT_EQ(handover_state(asked), "withdrawn");
  EXPECT_EQ(code_of(answers(visitor, handover_of(asked), true)), Code::conflict);

  for (const Actor& who : {anna, visitor}) {
    asks(anna, asked).value();
    answers(visitor, handover_of(asked), true).value();
    withdraws(who, handover_of(asked)).value();
    EXPECT_EQ(handover_state(asked), "withdrawn");
    EXPECT_TRUE(world.view([&](const Snapshot& s) { return conversations::waiting(s, there.id); }).empty());
  }
  EXPECT_EQ(state_of(asked), "active");
}

TEST_P(HandoversTest, OnceTakenOnlyTheFirstOperatorMayWithdraw) {
  const auto [first, handover, second] = agreed();
  takes(vera, there).value();
  EXPECT_EQ(code_of(withdraws(visitor, handover)), Code::conflict);
  withdraws(anna, handover).value();
  EXPECT_EQ(state_of(second), "ended");
  EXPECT_EQ(code_of(withdraws(anna, handover)), Code::conflict);
  EXPECT_EQ(code_of(says(vera, second)), Code::closed);
  EXPECT_EQ(handover_state(first), "withdrawn");
}

TEST_P(HandoversTest, TheOperatorStaysWhileSomebodyIsOnTheWay) {
  const auto [first, handover, second] = agreed();
  EXPECT_EQ(code_of(ends(anna, first)), Code::conflict);
  takes(vera, there).value();
  EXPECT_EQ(code_of(ends(anna, first)), Code::conflict);
  withdraws(anna, handover).value();
  EXPECT_TRUE(ends(anna, first));
}

TEST_P(HandoversTest, WhatIsAskedOrOnTheWayIsGivenToNoColleague) {
  const Actor bert = make_staff("bert", {{"clbchat", Role::operator_}});
  goes_online(bert);
  const Uuid first = begins(visitor);
  asks(anna, first).value();
  EXPECT_EQ(code_of(gives(anna, first, bert)), Code::conflict);
  answers(visitor, handover_of(first), true).value();
  EXPECT_EQ(code_of(gives(anna, first, bert)), Code::conflict);
  present(second_of(first), "visitor", true);
  takes(vera, there).value();
  EXPECT_EQ(code_of(gives(anna, first, bert)), Code::conflict);
  withdraws(anna, handover_of(first)).value();
  gives(anna, first, bert).value();
  EXPECT_EQ(code_of(asks(anna, first)), Code::not_found);
  ends(visitor, first).value();
}

TEST_P(HandoversTest, TheOtherOperatorGivesItToAColleagueBeforeGreeting) {
  const Actor victor = make_staff("victor", {{"praat", Role::operator_}});
  goes_online(victor);
  const auto [first, handover, second] = agreed();
  takes(vera, there).value();
  gives(vera, second, victor).value();
  EXPECT_EQ(handover_state(first), "agreed");
  takes(victor, there).value();
  EXPECT_EQ(handover_state(first), "taken");
  says(victor, second).value();
  EXPECT_EQ(state_of(first), "ended");
  EXPECT_EQ(state_of(second), "active");
}

TEST_P(HandoversTest, TheDoctorFindsWhatNothingWouldEnd) {
  const auto [first, handover, second] = agreed();
  EXPECT_TRUE(find_odd(db()).empty());
  const auto finds = [&](const std::string& damage, const std::string& mend) {
    change(damage);
    EXPECT_EQ(find_odd(db()), std::vector<Uuid>{handover}) << damage;
    change(mend);
  };
  finds("update handover set state = 'taken'", "update handover set state = 'agreed'");
  finds("update handover set state = 'not_taken'", "update handover set state = 'agreed'");
  finds("update handover set state = 'greeted'", "update handover set state = 'agreed'");
  finds("update job set kind = 'lost' where kind = 'handovers.take'",
        "update job set kind = 'handovers.take' where kind = 'lost'");
  finds("update handover set kind = 'booked'", "update handover set kind = 'live'");
}

TEST_P(HandoversTest, TheVisitorWhoLeavesLeavesBoth) {
  const auto [first, handover, second] = agreed();
  ends(visitor, first).value();
  EXPECT_EQ(handover_state(first), "withdrawn");
  EXPECT_EQ(state_of(second), "refused");

  visitor = make_visitor();
  const auto taken = agreed();
  takes(vera, there).value();
  ends(visitor, taken.first).value();
  EXPECT_EQ(state_of(taken.second), "ended");

  visitor = make_visitor();
  const Uuid asked = begins(visitor);
  asks(anna, asked).value();
  ends(anna, asked).value();
  EXPECT_EQ(handover_state(asked), "withdrawn");
}

TEST_P(HandoversTest, TheVisitorWhoLeavesTheSecondStaysInTheFirst) {
  const auto [first, handover, second] = agreed();
  ends(visitor, second).value();
  EXPECT_EQ(handover_state(first), "withdrawn");
  EXPECT_EQ(state_of(first), "active");
}

TEST_P(HandoversTest, TheOtherOperatorEndsItWithoutAWord) {
  const auto [first, handover, second] = agreed();
  takes(vera, there).value();
  ends(vera, second).value();
  EXPECT_EQ(handover_state(first), "not_taken");
  EXPECT_EQ(state_of(first), "active");
  // What the visitor is asked about afterwards is the talk that it was.
  world.clock.advance(1s);
  ends(anna, first).value();
  EXPECT_EQ(world
                .view([&](const Snapshot& s) {
                  return conversations::latest_of_visit(s.db, std::get<Visitor>(visitor).visit);
                })
                ->uuid,
            first);
}

TEST_P(HandoversTest, TheOtherLineCloses) {
  const auto [first, handover, second] = agreed();
  world.act([&](Tx& tx) { talks.refuse_waiting(tx, id_of(second)); });
  EXPECT_EQ(handover_state(first), "not_taken");
  EXPECT_EQ(state_of(first), "active");
}

TEST_P(HandoversTest, AClosedLineIsNotAskedAndNotGoneTo) {
  const Uuid first = begins(visitor);
  change("update line set is_open = 0 where slug = 'praat'");
  EXPECT_EQ(code_of(asks(anna, first)), Code::conflict);
  change("update line set is_open = 1 where slug = 'praat'");
  asks(anna, first).value();
  EXPECT_EQ(code_of(asks(anna, first)), Code::conflict);  // one is open
  change("delete from duty where line = (select id from line where slug = 'praat')");
  answers(visitor, handover_of(first), true).value();
  EXPECT_EQ(handover_state(first), "not_taken");
  EXPECT_TRUE(state(visitor, first).at("handover").at("second").is_null());
}

TEST_P(HandoversTest, ATalkThatWasGivenBackStillGoesOver) {
  const auto [first, handover, second] = agreed();
  present(first, "operator", false);
  pass(4min);
  EXPECT_EQ(state_of(first), "waiting");
  takes(vera, there).value();
  says(vera, second).value();
  EXPECT_EQ(state_of(first), "ended");
  EXPECT_EQ(state(visitor, first).at("ended_by").as_string(), "handed_over");
}

TEST_P(HandoversTest, ALinkIsOpenedByTheVisitorAndNothingGoesAlong) {
  const Uuid elsewhere = add_partner(R"("target":null,"url":"https://praat.example")");
  const Uuid first = begins(visitor);
  EXPECT_EQ(code_of(asks(anna, first, "null", R"("woorden")", elsewhere)), Code::invalid);
  EXPECT_EQ(code_of(asks(anna, first, R"("pesten")", "null", elsewhere)), Code::invalid);
  asks(anna, first, "null", "null", elsewhere).value();
  const auto card = state(visitor, first).at("handover").as_object();
  EXPECT_EQ(card.at("kind").as_string(), "link");
  EXPECT_EQ(card.at("url").as_string(), "https://praat.example");
  EXPECT_TRUE(card.at("passes").is_null());
  answers(visitor, handover_of(first), true).value();
  EXPECT_EQ(handover_state(first), "linked");
  EXPECT_EQ(state_of(first), "active");
}

TEST_P(HandoversTest, AYesIsToWhatWasAskedWhateverThePartnerHasBecomeSince) {
  const Uuid elsewhere = add_partner(R"("target":null,"url":"https://praat.example")");
  const Uuid first = begins(visitor);
  asks(anna, first, "null", "null", elsewhere).value();
  change("update partner set url = null, target = (select id from line where slug = 'praat') where target is null");
  answers(visitor, handover_of(first), true).value();
  EXPECT_EQ(handover_state(first), "linked");
  EXPECT_TRUE(state(visitor, first).at("handover").at("second").is_null());
  asks(anna, first).value();
  change("update partner set url = 'https://praat.example', target = null");
  answers(visitor, handover_of(first), true).value();
  EXPECT_EQ(handover_state(first), "not_taken");
  EXPECT_EQ(state_of(first), "active");
}

TEST_P(HandoversTest, WhatIsAskedOfAPartnerThatChangesIsAskedNoMore) {
  const Uuid first = begins(visitor);
  asks(anna, first, "null", R"("ruzie thuis")").value();
  const Uuid asked = handover_of(first);
  const std::string elsewhere = partner_json(R"("target":null,"url":"https://praat.example")");
  EXPECT_EQ(ask(2, greet, {"clbchat", partner.text()}, elsewhere)->status, 200);
  EXPECT_EQ(handover_state(first), "withdrawn");
  EXPECT_EQ(code_of(answers(visitor, asked, true)), Code::conflict);
  EXPECT_EQ(state_of(first), "active");
  asks(anna, first).value();
  EXPECT_EQ(handover_state(first), "asked");
}

TEST_P(HandoversTest, OnlyTheTwoSidesOfTheTalk) {
  const Actor stranger = make_visitor();
  const Actor bert = make_staff("bert", {{"clbchat", Role::operator_}});
  const Uuid first = begins(visitor);
  for (const Actor& who : {visitor, stranger, bert, vera, greet, Actor(Nobody{})})
    EXPECT_EQ(code_of(asks(who, first)), Code::not_found);
  asks(anna, first).value();
  const Uuid handover = handover_of(first);
  for (const Actor& who : {anna, stranger, bert, vera, greet, Actor(Nobody{})})
    EXPECT_EQ(code_of(answers(who, handover, true)), Code::not_found);
  for (const Actor& who : {stranger, bert, vera, greet, Actor(Nobody{})}) {
    EXPECT_EQ(code_of(withdraws(who, handover)), Code::not_found);
    EXPECT_EQ(code_of(ask(5, who, {first.text()})), Code::not_found);
  }
  EXPECT_EQ(code_of(answers(visitor, first, true)), Code::not_found);
}

TEST_P(HandoversTest, AResendAnswersTheSame) {
  const Uuid first = begins(visitor);
  live::Envelope envelope = from(anna);
  const std::string data = json::Out()
                               .uuid("conversation", first)
                               .uuid("partner", partner)
                               .raw("theme", "null")
                               .raw("summary", "null")
                               .str();
  const auto number = command("handover.ask", envelope, data)->number;
  envelope.again = true;
  EXPECT_EQ(command("handover.ask", envelope, data)->number, number);
  live::Envelope yes = from(visitor);
  const std::string answer =
      json::Out().uuid("handover", handover_of(first)).boolean("yes", true).boolean("with_summary", false).str();
  const auto answered = command("handover.answer", yes, answer)->number;
  yes.again = true;
  EXPECT_EQ(command("handover.answer", yes, answer)->number, answered);
}

TEST_P(HandoversTest, TheOtherOperatorSeesNothingOfTheFirstTalk) {
  const auto [first, handover, second] = agreed();
  says(visitor, first, "een geheim").value();
  takes(vera, there).value();
  says(vera, second).value();
  EXPECT_FALSE(may_see(vera, first));
  EXPECT_FALSE(may_see(anna, second));
  EXPECT_TRUE(may_see(visitor, first));
  EXPECT_TRUE(may_see(visitor, second));
  EXPECT_EQ(boost::json::serialize(state(vera, second)).find("geheim"), std::string::npos);
  for (const streams::Event& event : events(second)) EXPECT_EQ(event.data->find("geheim"), std::string::npos);
}

TEST_P(HandoversTest, EachIsCountedByPartnerAndByDay) {
  const Uuid elsewhere = add_partner(R"("target":null,"url":"https://praat.example")");
  const Uuid first = begins(visitor);
  asks(anna, first).value();
  answers(visitor, handover_of(first), false).value();
  asks(anna, first).value();
  answers(visitor, handover_of(first), true).value();
  pass(10min);
  asks(anna, first, "null", "null", elsewhere).value();
  answers(visitor, handover_of(first), true).value();
  asks(anna, first).value();
  answers(visitor, handover_of(first), true).value();
  takes(vera, there).value();
  const Uuid second = second_of(first);
  const auto live = world.view([&](const Snapshot& s) { return find_partner(s.db, line.id, partner); });
  world.act([&](Tx& tx) { record_booked(tx, id_of(first), live->id, std::get<Staff>(anna).staff); });
  says(vera, second).value();
  const std::string day = terms::day_of(world.clock.now());
  const auto counted = json::parse(ask(4, greet, {"clbchat", day, day})->body).value();
  EXPECT_EQ(
      boost::json::serialize(counted.at("partners").as_array().at(0)),
      R"({"partner":")" + partner.text() +
          R"(","name":"Praatlijn","asked":3,"refused":1,"agreed":2,"greeted":1,"not_taken":1,"booked":1,"linked":0})");
  EXPECT_EQ(counted.at("partners").at(1).at("linked").as_int64(), 1);
  EXPECT_EQ(counted.at("passed").as_int64(), 0);
  const auto before = json::parse(ask(4, greet, {"clbchat", "2020-01-01", "2020-12-31"})->body).value();
  EXPECT_EQ(before.at("partners").at(0).at("asked").as_int64(), 0);
  for (const Actor& who : {anna, vera, visitor, Actor(Nobody{})})
    EXPECT_EQ(code_of(ask(4, who, {"clbchat", day, day})), Code::not_found);
  EXPECT_EQ(code_of(ask(4, greet, {"clbchat", "vandaag", day})), Code::not_found);
}

TEST_P(HandoversTest, PartnersAreKeptByCoordinatorsAndReadByStaff) {
  const std::string link = partner_json(R"("target":null,"url":"https://praat.example")");
  for (const Actor& who : {anna, vera, visitor, Actor(Nobody{})}) {
    EXPECT_EQ(code_of(ask(1, who, {"clbchat"}, link)), Code::not_found);
    EXPECT_EQ(code_of(ask(2, who, {"clbchat", partner.text()}, link)), Code::not_found);
    EXPECT_EQ(code_of(ask(3, who, {"clbchat", partner.text()})), Code::not_found);
  }
  for (const Actor& who : {vera, visitor, Actor(Nobody{})})
    EXPECT_EQ(code_of(ask(0, who, {"clbchat"})), Code::not_found);
  EXPECT_EQ(ask(2, greet, {"clbchat", partner.text()}, link)->status, 200);
  const auto listed = json::parse(ask(0, anna, {"clbchat"})->body)->at("partners").as_array();
  ASSERT_EQ(listed.size(), 1u);
  EXPECT_EQ(listed.at(0).at("url").as_string(), "https://praat.example");
  EXPECT_TRUE(listed.at(0).at("free").is_null());
  EXPECT_EQ(ask(3, greet, {"clbchat", partner.text()})->status, 204);
  EXPECT_EQ(code_of(ask(3, greet, {"clbchat", partner.text()})), Code::not_found);
  EXPECT_EQ(code_of(ask(2, greet, {"clbchat", partner.text()}, link)), Code::not_found);
  const Uuid first = begins(visitor);
  EXPECT_EQ(code_of(asks(anna, first)), Code::invalid);
}

TEST_P(HandoversTest, APartnerIsAnotherLineOrAnAddress) {
  using Fields = std::vector<FieldError>;
  const auto mistakes = [&](const std::string& target) {
    return ask(1, greet, {"clbchat"}, partner_json(target)).error().fields;
  };
  EXPECT_EQ(mistakes(R"("target":null,"url":null)"), (Fields{{"url", "required"}}));
  EXPECT_EQ(mistakes(R"("target":"praat","url":"https://praat.example")"), (Fields{{"url", "not_allowed"}}));
  EXPECT_EQ(mistakes(R"("target":null,"url":"javascript:alert")"), (Fields{{"url", "not_allowed"}}));
  EXPECT_EQ(mistakes(R"("target":"clbchat","url":null)"), (Fields{{"target", "not_allowed"}}));
  EXPECT_EQ(mistakes(R"("target":"nergens","url":null)"), (Fields{{"target", "not_allowed"}}));
}

TEST_P(HandoversTest, WhetherSomebodyIsFreeThere) {
  const auto free = [&] { return json::parse(ask(0, anna, {"clbchat"})->body)->at("partners").at(0).at("free"); };
  change("update duty set lost_at = null");
  EXPECT_EQ(boost::json::serialize(free()), R"({"state":"open","operators":1,"room":true})");
  change("update duty set until = 1");
  EXPECT_EQ(boost::json::serialize(free()), R"({"state":"closed","operators":0,"room":false})");
  change("update duty set until = null");
  change("update staff_role set capacity = 1 where line = (select id from line where slug = 'praat')");
  agreed();
  takes(vera, there).value();
  EXPECT_EQ(boost::json::serialize(free()), R"({"state":"open","operators":1,"room":false})");
  change("delete from duty where line = (select id from line where slug = 'praat')");
  EXPECT_EQ(boost::json::serialize(free()), R"({"state":"closed","operators":0,"room":false})");
}

TEST_P(HandoversTest, ExamplesAreLinesThatSayWhatTheyAre) {
  const auto count = [&] { return json::parse(ask(0, anna, {"clbchat"})->body)->at("partners").as_array().size(); };
  const auto all = examples();
  ASSERT_EQ(all.size(), 3u);
  for (const Example& each : all) {
    EXPECT_TRUE(lines::is_slug(each.line.slug));
    EXPECT_TRUE(each.line.name.ends_with("(voorbeeld)"));
    for (const lines::Label& label : {each.welcome, each.privacy}) {
      for (const std::string& dutch : {label.nl, label.nl_u}) EXPECT_TRUE(dutch.starts_with("Dit is een voorbeeld"));
      EXPECT_TRUE(label.en.starts_with("This is an example"));
    }
    EXPECT_NE(each.privacy.nl.find(std::to_string(each.kept_days) + " dagen"), std::string::npos);
    for (const std::string& theme : each.themes)
      EXPECT_TRUE(terms::find(db(), line.id, terms::Kind::theme, theme)) << theme;
  }
  const auto before = count();
  world.act([&](Tx& tx) {
    const auto target = lines::create(tx, all[0].line).value();
    for (int again = 0; again < 2; ++again) add_example(tx, line.id, all[0], target.id);
    add_example(tx, target.id, all[0], target.id);
  });
  EXPECT_EQ(count(), before + 1);
}

TEST_P(HandoversTest, ANewLineHasExamplesThatAreLinks) {
  world.act([&](Tx& tx) { ship(tx, there.id); });
  const Actor coordinator = make_staff("carla", {{"praat", Role::coordinator}});
  const auto listed = json::parse(ask(0, coordinator, {"praat"})->body)->at("partners").as_array();
  ASSERT_EQ(listed.size(), 3u);
  for (const auto& each : listed) EXPECT_TRUE(each.at("target").is_null() && each.at("url").is_string());
  EXPECT_EQ(listed[0].at("name").as_string(), "Nu praat ik erover");
}

}  // namespace
}  // namespace onthaal::handovers
