#include "features/appointments/appointments_world.h"

namespace onthaal::appointments {
namespace {

class AppointmentsTest : public AppointmentsWorld {};
ONTHAAL_ON_BOTH_ENGINES(AppointmentsTest);

TEST_P(AppointmentsTest, AYesBooksTheSlotAndIsAnsweredWithACode) {
  const Uuid slot = open_slot(24);
  const Uuid appointment = offered(slot, "We praten verder over thuis.");
  EXPECT_EQ(state_of(appointment), "offered");
  const std::string code = code_in(answer_as(visitor, appointment, true));
  EXPECT_EQ(code.size(), 16u);
  EXPECT_EQ(code.front(), '8');
  EXPECT_EQ(state_of(appointment), "booked");
  const auto shown = page(code);
  EXPECT_EQ(shown.at("nickname"), "vlinder");
  EXPECT_EQ(shown.at("note"), "We praten verder over thuis.");
  EXPECT_EQ(shown.at("with"), "anna");
  EXPECT_EQ(shown.at("register"), "nl-u");
  EXPECT_EQ(shown.at("there"), "worker");
  const auto rows = db().run({"test.hash", "select code_hash, nickname, note from appointment"});
  EXPECT_EQ(rows[0].text(0), visits::code_hash(world.keys, code)) << "only the hash is kept";
  EXPECT_EQ(rows[0].text(1).find("vlinder"), std::string::npos);
  EXPECT_EQ(rows[0].text(2).find("thuis"), std::string::npos);
}

TEST_P(AppointmentsTest, AskingAgainMakesANewCodeAndVoidsTheOld) {
  const Uuid appointment = offered(open_slot(24));
  const std::string first = code_in(answer_as(visitor, appointment, true));
  const std::string second = code_in(answer_as(visitor, appointment, true));
  EXPECT_NE(first, second);
  EXPECT_EQ(status_of(with_code("", first)), 404);
  EXPECT_EQ(status_of(with_code("", second)), 200);
}

TEST_P(AppointmentsTest, ANoDestroysWhatWouldHaveGoneAlong) {
  const Uuid slot = open_slot(24);
  const Uuid appointment = offered(slot, "Dit blijft hier.");
  EXPECT_TRUE(answer_as(visitor, appointment, false));
  EXPECT_EQ(state_of(appointment), "declined");
  EXPECT_FALSE(has_words(appointment));
  EXPECT_EQ(status_of(answer_as(visitor, appointment, true)), 409);
  EXPECT_TRUE(store::find_slot(db(), slot)->is_free);
}

TEST_P(AppointmentsTest, OnlyTheOwnerOffersAndOnlyTheVisitorAnswers) {
  const Uuid slot = open_slot(24);
  for (const Actor& other : {bert, carla, visitor, Actor{Nobody{}}}) EXPECT_EQ(status_of(offer_as(other, slot)), 404);
  const Uuid appointment = offered(slot);
  for (const Actor& other : {anna, bert, carla, make_visitor("2"), Actor{Nobody{}}})
    EXPECT_EQ(status_of(answer_as(other, appointment, true)), 404);
  EXPECT_EQ(status_of(world.act([&](Tx& tx) { return withdraw(tx, from(bert), appointment); })), 404);
  EXPECT_EQ(status_of(offer_as(anna, slot)), 409) << "one offer at a time";
  EXPECT_TRUE(world.act([&](Tx& tx) { return withdraw(tx, from(anna), appointment); }));
  EXPECT_EQ(status_of(answer_as(visitor, appointment, true)), 409);
  EXPECT_FALSE(has_words(appointment));
}

TEST_P(AppointmentsTest, ALineThatHasNoneOffersNone) {
  const Uuid slot = open_slot(24);
  change("update line set second_talks = 0");
  EXPECT_EQ(status_of(offer_as(anna, slot)), 409);
}

TEST_P(AppointmentsTest, OfTwoWhoBookOneSlotOneHasIt) {
  const Uuid slot = open_slot(24);
  const Uuid first = offered(slot);
  const Actor other = make_visitor("2");
  const Uuid first_talk = talk;
  talk = begin(other);
  const Uuid second = offered(slot);
  EXPECT_TRUE(answer_as(other, second, true));
  EXPECT_EQ(status_of(answer_as(visitor, first, true)), 409);
  EXPECT_EQ(state_of(first), "offered");
  talk = first_talk;
  EXPECT_TRUE(offer_as(anna, open_slot(48))) << "an offer that was overtaken makes way";
  EXPECT_EQ(state_of(first), "withdrawn");
}

TEST_P(AppointmentsTest, AnOfferEndsWithItsTalk) {
  const Uuid appointment = offered(open_slot(24));
  end(talk, anna);
  EXPECT_EQ(state_of(appointment), "withdrawn");
  EXPECT_EQ(status_of(answer_as(visitor, appointment, true)), 409);
}

TEST_P(AppointmentsTest, ItMovesToAFreeSlotAndTheOldOneIsFree) {
  const Uuid slot = open_slot(24);
  const Uuid later = open_slot(48, std::nullopt);
  const std::string code = book(slot);
  EXPECT_EQ(page(code).at("slots").as_array().size(), 1u);
  const auto moved = move_to(code, later);
  ASSERT_EQ(status_of(moved), 200);
  EXPECT_TRUE(json::parse(moved->body)->at("with").is_null());
  EXPECT_TRUE(store::find_slot(db(), slot)->is_free);
  EXPECT_FALSE(store::find_slot(db(), later)->is_free);
  EXPECT_EQ(status_of(move_to(code, later)), 200) << "a lost answer";
  EXPECT_EQ(db().run({"test.moves", "select moves from appointment"})[0].integer(0), 1);
}

TEST_P(AppointmentsTest, OfAMoveAndACancelWhoIsFirstCounts) {
  const Uuid slot = open_slot(24);
  const Uuid later = open_slot(48);
  const std::string code = book(slot);
  EXPECT_EQ(status_of(with_code("/cancel", code)), 204);
  EXPECT_EQ(status_of(move_to(code, later)), 404) << "the code is void";
  EXPECT_TRUE(store::find_slot(db(), slot)->is_free);
  EXPECT_TRUE(store::find_slot(db(), later)->is_free);
  EXPECT_FALSE(has_words(latest(talk)));
  // Both read it as booked.
  const Uuid again = offered(slot);
  EXPECT_TRUE(answer_as(visitor, again, true));
  const auto read = store::find(db(), again).value();
  world.act([&](Tx& tx) { EXPECT_TRUE(store::cancel(tx, read.id)); });
  world.act([&](Tx& tx) { EXPECT_FALSE(store::move(tx, read, store::find_slot(tx.db, later).value())); });
}

TEST_P(AppointmentsTest, TwoWhoMoveToOneSlotAreDecidedByTheDatabase) {
  const Uuid wanted = open_slot(72);
  const std::string code = book(open_slot(24));
  visitor = make_visitor("2");
  talk = begin(visitor);
  const std::string second = book(open_slot(48));
  EXPECT_EQ(status_of(move_to(second, wanted)), 200);
  EXPECT_EQ(status_of(move_to(code, wanted)), 409);
}

TEST_P(AppointmentsTest, ItOpensAroundItsTimeForItsWorkerInFront) {
  const std::string code = book(open_slot(24), "We praten verder.");
  const Uuid appointment = latest(talk);
  end(talk, anna);
  const std::string token = make_token();
  EXPECT_EQ(status_of(open_with(code, token)), 409) << "too early";
  pass(24h - 11min);
  EXPECT_EQ(status_of(open_with(code, token)), 409);
  pass(1min);
  const auto opened = open_with(code, token);
  ASSERT_EQ(status_of(opened), 201);
  EXPECT_EQ(state_of(appointment), "opened");
  const auto waiting = world.view([&](const Snapshot& snapshot) { return conversations::waiting(snapshot, line.id); });
  ASSERT_EQ(waiting.size(), 1u);
  EXPECT_TRUE(waiting[0].is_front);
  EXPECT_EQ(waiting[0].nickname, "vlinder");
  ASSERT_TRUE(waiting[0].for_staff);
  EXPECT_EQ(*waiting[0].for_staff, accounts::find_person(db(), std::get<Staff>(anna).staff)->uuid);
  EXPECT_EQ(conversations::figures_since(db(), line.id, 0).requested, 1) << "counted apart";
  EXPECT_EQ(open_with(code, token)->status, 200) << "a lost answer";
  EXPECT_EQ(open_with(code, make_token())->status, 200) << "on another device";
  EXPECT_EQ(status_of(move_to(code, open_slot(4))), 409);
  EXPECT_EQ(status_of(with_code("/cancel", code)), 409);
  const Uuid second = Uuid::parse(std::string_view(json::parse(opened->body)->at("conversation").as_string())).value();
  accept(second, anna);
  const auto agreed = [&](const Actor& who) {
    return http(http::Verb::get, "/api/conversations/{conversation}/agreed", who, "", {second.text()});
  };
  EXPECT_NE(agreed(anna)->body.find("We praten verder."), std::string::npos);
  for (const Actor& other : {bert, carla, Actor{Nobody{}}}) EXPECT_EQ(status_of(agreed(other)), 404);
  end(second, anna);
  EXPECT_FALSE(has_words(appointment)) << "destroyed with its end";
  EXPECT_EQ(status_of(with_code("", code)), 404);
}

TEST_P(AppointmentsTest, ItWaitsForAnybodyWhenItsWorkerIsNotThereOrDoesNotCome) {
  const std::string code = book(open_slot(1));
  end(talk, anna);
  pass(1h);
  on_duty(anna, false);
  EXPECT_EQ(page(code).at("there"), "nobody");
  EXPECT_EQ(status_of(open_with(code, make_token())), 409) << "nobody would take it";
  on_duty(bert, true);
  EXPECT_EQ(page(code).at("there"), "others");
  on_duty(anna, true);
  EXPECT_EQ(status_of(open_with(code, make_token())), 201);
  const auto for_whom = [&] {
    return world.view([&](const Snapshot& snapshot) { return conversations::waiting(snapshot, line.id)[0].for_staff; });
  };
  EXPECT_TRUE(for_whom());
  pass(std::chrono::milliseconds{kWorkerFor} - 1s);
  EXPECT_TRUE(for_whom());
  pass(1s);
  EXPECT_FALSE(for_whom());
}

TEST_P(AppointmentsTest, AColleagueToWhomItIsGivenKeepsIt) {
  const std::string code = book(open_slot(1));
  end(talk, anna);
  pass(1h);
  on_duty(bert, true);
  ASSERT_TRUE(open_with(code, make_token()));
  const Uuid second =
      world.view([&](const Snapshot& snapshot) { return conversations::waiting(snapshot, line.id)[0].uuid; });
  accept(second, anna);
  pass(std::chrono::milliseconds{kWorkerFor} - 1s);
  const Uuid to = accounts::find_person(db(), std::get<Staff>(bert).staff)->uuid;
  world
      .act([&](Tx& tx) {
        return talks.pass(tx, from(anna), {.conversation = second, .to = to, .reason = "shift_over", .note = {}});
      })
      .value();
  pass(2s);
  const auto waiting = world.view([&](const Snapshot& snapshot) { return conversations::waiting(snapshot, line.id); });
  EXPECT_EQ(waiting.at(0).for_staff, to);
}

TEST_P(AppointmentsTest, WhoWaitedAndLeftMayOpenItAgain) {
  const std::string code = book(open_slot(1));
  const Uuid appointment = latest(talk);
  end(talk, anna);
  pass(1h);
  const auto open_and_leave = [&] {
    const std::string token = make_token();
    const auto opened = open_with(code, token);
    ASSERT_EQ(status_of(opened), 201);
    const auto visit = visits::find_visit(db(), token).value();
    end(conversations::latest_of_visit(db(), visit).value().uuid, Visitor{visit});
  };
  open_and_leave();
  EXPECT_EQ(state_of(appointment), "booked");
  open_and_leave();
  pass(20min);
  EXPECT_EQ(state_of(appointment), "missed");
  EXPECT_EQ(status_of(move_to(code, open_slot(24))), 200);
}

TEST_P(AppointmentsTest, WhoDoesNotComeMissedItAndMayStillMove) {
  const std::string code = book(open_slot(1));
  const Uuid appointment = latest(talk);
  end(talk, anna);
  pass(1h + 20min);
  EXPECT_EQ(state_of(appointment), "missed");
  EXPECT_EQ(status_of(open_with(code, make_token())), 409);
  const Uuid later = open_slot(24);
  EXPECT_EQ(status_of(move_to(code, later)), 200);
  EXPECT_EQ(state_of(appointment), "booked");
  pass(24h + 20min);
  EXPECT_EQ(state_of(appointment), "missed");
  EXPECT_TRUE(has_words(appointment));
  pass(24h * 7);
  EXPECT_FALSE(has_words(appointment));
  EXPECT_EQ(status_of(with_code("", code)), 404);
}

TEST_P(AppointmentsTest, OfExpiryAndUseWhoIsFirstCounts) {
  book(open_slot(1));
  const auto read = store::find(db(), latest(talk)).value();
  const VisitId visit = std::get<Visitor>(make_visitor("9")).visit;
  world.act([&](Tx& tx) { EXPECT_TRUE(store::change(tx, read.id, "booked", "missed")); });
  world.act([&](Tx& tx) { EXPECT_FALSE(store::open(tx, read.id, visit)); });
  world.act([&](Tx& tx) { EXPECT_TRUE(store::change(tx, read.id, "missed", "booked")); });
  world.act([&](Tx& tx) { EXPECT_TRUE(store::open(tx, read.id, visit)); });
  pass(2h);
  EXPECT_EQ(state_of(read.uuid), "opened");
}

// Of return or of the appointment: who kept one has all that there is.
TEST_P(AppointmentsTest, AnyCodeOfTheVisitReturnsMovesOpensAndCancels) {
  const VisitId visit = std::get<Visitor>(visitor).visit;
  const std::string kept = world.act([&](Tx& tx) { return visits::make_code(tx, visit); }).value();
  const std::string own = book(open_slot(24));
  const auto come_back = [&](const std::string& code) {
    return status_of(world.act([&](Tx& tx) {
      return visits::come_back(tx, {.puzzle_bits = 0},
                               {.code = Redacted(std::string(code)), .token = Redacted(make_token())});
    }));
  };
  const auto talks_of = [&](const std::string& code) {
    return visits::visits_of(db(), visits::code_hash(world.keys, code)).size();
  };
  for (const std::string& code : {kept, own}) {
    EXPECT_EQ(come_back(code), 200);
    EXPECT_EQ(page(code).at("state"), "booked");
  }
  end(talk, anna);
  EXPECT_EQ(status_of(move_to(kept, open_slot(48))), 200);
  EXPECT_EQ(status_of(move_to(own, open_slot(1))), 200);
  for (const std::string& code : {kept, own}) EXPECT_EQ(come_back(code), 404) << "that talk has ended";
  pass(1h);
  const auto opened = open_with(kept, make_token());
  ASSERT_EQ(status_of(opened), 201);
  for (const std::string& code : {kept, own}) {
    EXPECT_EQ(come_back(code), 200) << "the second talk";
    EXPECT_EQ(talks_of(code), 2u);
  }
  const Uuid second = Uuid::parse(std::string_view(json::parse(opened->body)->at("conversation").as_string())).value();
  accept(second, anna);
  end(second, anna);
  for (const std::string& code : {kept, own}) EXPECT_EQ(status_of(with_code("", code)), 404);

  visitor = make_visitor("2");
  talk = begin(visitor);
  const std::string other = book(open_slot(24));
  const VisitId of_other = std::get<Visitor>(visitor).visit;
  const std::string again = world.act([&](Tx& tx) { return visits::make_code(tx, of_other); }).value();
  EXPECT_EQ(status_of(with_code("/cancel", again)), 204);
  for (const std::string& code : {other, again}) {
    EXPECT_EQ(status_of(with_code("", code)), 404);
    EXPECT_EQ(talks_of(code), 1u) << "it still deletes what was said";
    EXPECT_EQ(come_back(code), 200);
  }
}

TEST_P(AppointmentsTest, WrongCodesAreCountedAndNotTakenForAnotherKind) {
  const std::string code = book(open_slot(24));
  EXPECT_EQ(status_of(with_code("", "8000000000000000")), 404);
  EXPECT_EQ(db().run({"test.tries", "select wrong from code_try"})[0].integer(0), 1);
  EXPECT_EQ(status_of(with_code("", code.substr(0, 4) + " " + code.substr(4))), 200);
}

TEST_P(AppointmentsTest, SlotsRepeatAtTheSameLocalTimeAndDoNotOverlap) {
  // The clock goes back in the week between.
  const std::string path = "/api/lines/{slug}/slots";
  const std::string body = R"({"day":"2026-10-20","at":"16:00","minutes":45,"worker":null,"weeks":2})";
  for (const Actor& other : {anna, bert, visitor, Actor{Nobody{}}})
    EXPECT_EQ(status_of(http(http::Verb::post, path, other, body, {"clbchat"})), 404);
  EXPECT_EQ(status_of(http(http::Verb::post, path, carla, body, {"gent"})), 404);
  const auto made = http(http::Verb::post, path, carla, body, {"clbchat"});
  ASSERT_EQ(status_of(made), 201);
  EXPECT_NE(made->body.find("2026-10-20T14:00:00.000Z"), std::string::npos);
  EXPECT_NE(made->body.find("2026-10-27T15:00:00.000Z"), std::string::npos);
  EXPECT_EQ(http(http::Verb::post, path, carla, body, {"clbchat"})->body, made->body) << "no overlap";
  EXPECT_EQ(status_of(http(http::Verb::get, path, anna, "", {"clbchat"})), 200);
  const Uuid slot = store::slots(db(), line.id, 0).at(0).uuid;
  const auto drop = [&](const Actor& who) {
    return status_of(http(http::Verb::del, path + "/{slot}", who, "", {"clbchat", slot.text()}));
  };
  EXPECT_EQ(drop(anna), 404);
  book(slot);
  EXPECT_EQ(drop(carla), 409) << "it is booked";
  EXPECT_EQ(status_of(http(http::Verb::put, path, anna, R"({"second_talks":false})", {"clbchat"})), 404);
  EXPECT_EQ(status_of(http(http::Verb::put, path, carla, R"({"second_talks":false})", {"clbchat"})), 200);
}

TEST_P(AppointmentsTest, TheDayListShowsTheNoteToWhoWillTalk) {
  book(open_slot(2), "Over thuis.");
  const auto list = [&](const Actor& who) {
    return http(http::Verb::get, "/api/lines/{slug}/appointments", who, "", {"clbchat"});
  };
  EXPECT_NE(list(anna)->body.find("Over thuis."), std::string::npos);
  EXPECT_EQ(list(bert)->body, R"({"appointments":[]})");
  EXPECT_NE(list(carla)->body.find("vlinder"), std::string::npos);
  EXPECT_EQ(list(carla)->body.find("Over thuis."), std::string::npos);
  for (const Actor& other : {visitor, Actor{Nobody{}}}) EXPECT_EQ(status_of(list(other)), 404);
}

TEST_P(AppointmentsTest, AMomentAtAPartnerIsBookedThereAndCounted) {
  change(
      "insert into partner (uuid, line, target, name, privacy, position) select uuid, (select id from line where"
      " slug = 'clbchat'), id, 'Gent', '{\"nl\":\"Zo.\",\"nl-u\":\"Zo, u.\",\"en\":\"So.\"}', 0 from line where"
      " slug = 'gent'");
  const auto gent = lines::find_by_slug(db(), "gent").value();
  const Millis at = world.clock.now() + kHour;
  world.act([&](Tx& tx) { store::insert_slot(tx, {gent.id, at, at + 45 * kMinute, std::nullopt}); });
  const Uuid slot = store::slots(db(), gent.id, 0).at(0).uuid;
  const auto elsewhere = [&](const Actor& who) {
    return http(http::Verb::get, "/api/lines/{slug}/slots/elsewhere", who, "", {"clbchat"});
  };
  const auto offer_there = [&] {
    return world.act([&](Tx& tx) { return offer(tx, from(anna), {talk, slot, std::nullopt, gent.uuid}); });
  };
  EXPECT_EQ(elsewhere(anna)->body, R"({"partners":[]})") << "that line has no second talks";
  EXPECT_EQ(status_of(offer_there()), 409);
  change("update line set second_talks = 1 where slug = 'gent'");
  EXPECT_NE(elsewhere(anna)->body.find(slot.text()), std::string::npos);
  EXPECT_EQ(status_of(elsewhere(visitor)), 404);
  EXPECT_EQ(status_of(offer_as(anna, slot)), 404) << "not without saying whose it is";
  EXPECT_TRUE(offer_there());
  const Uuid appointment = latest(talk);
  const auto shown = world.view([&](const Snapshot& snapshot) { return latest_offer(snapshot, id_of(talk)); });
  EXPECT_EQ(json::parse(shown)->at("privacy"), "Zo, u.");
  const std::string code = code_in(answer_as(visitor, appointment, true));
  EXPECT_EQ(json::parse(with_code("", code)->body)->at("line").at("slug"), "gent");
  const auto rows = db().run({"test.handover", "select kind, state from handover"});
  ASSERT_EQ(rows.size(), 1u);
  EXPECT_EQ(rows[0].text(0) + " " + rows[0].text(1), "booked booked");
}

}  // namespace
}  // namespace onthaal::appointments
