#include <filesystem>
#include <fstream>
#include <iterator>

#include "features/queue/queue_world.h"

namespace onthaal::queue {
namespace {

class QueueTest : public QueueWorld {};
ONTHAAL_ON_BOTH_ENGINES(QueueTest);

TEST_P(QueueTest, TheFirstWhoWaitsIsTakenFirst) {
  const Talk first = request("eerste");
  const Talk second = request("tweede");
  const auto reply = take(from(anna));
  EXPECT_EQ(reply->body, answer(first.uuid));
  EXPECT_EQ(reply->number, 3);
  EXPECT_EQ(take(from(bert))->body, answer(second.uuid));
  EXPECT_EQ(take(from(anna)).error().code, Code::conflict);
}

TEST_P(QueueTest, EveryLineHasItsOwnQueue) {
  const Talk here = request("hier");
  const Talk there = request("daar", other_line);
  EXPECT_EQ(take(from(carla), other_line.uuid)->body, answer(there.uuid));
  EXPECT_EQ(take(from(carla), other_line.uuid).error().code, Code::conflict);
  EXPECT_EQ(take(from(anna))->body, answer(here.uuid));
}

TEST_P(QueueTest, OnlyAnOperatorOfTheLineTakes) {
  const Talk talk = request("vlinder");
  const Uuid nowhere = *Uuid::parse("01900000-0000-7000-8000-00000000dead");
  const std::string detail = take(from(anna), nowhere).error().detail;
  for (const Actor& other : {carla, talk.visitor, Actor(Nobody{})}) {
    const auto refused = take(from(other));
    EXPECT_EQ(refused.error().code, Code::not_found);
    EXPECT_EQ(refused.error().detail, detail);
  }
  EXPECT_EQ(take(from(anna), other_line.uuid).error().code, Code::not_found);
  world.act([](Tx& tx) { return accounts::disable(tx, "anna"); }).value();
  EXPECT_EQ(take(from(anna)).error().code, Code::not_found);
  EXPECT_EQ(last(), 1);
}

TEST_P(QueueTest, WhoLeavesFirstIsNotTaken) {
  const Talk leaver = request("weg");
  const Talk stayer = request("blijft");
  ASSERT_TRUE(end(leaver.visitor, leaver.uuid));
  EXPECT_EQ(take(from(anna))->body, answer(stayer.uuid));
}

TEST_P(QueueTest, WhoIsTakenFirstEndsAndDoesNotLeave) {
  const Talk talk = request("vlinder");
  ASSERT_TRUE(take(from(anna)));
  ASSERT_TRUE(end(talk.visitor, talk.uuid));
  const auto rows = db().run({"test.state", "select state, ended_by from conversation"});
  EXPECT_EQ(rows[0].text(0), "ended");
  EXPECT_EQ(rows[0].text(1), "visitor");
  EXPECT_EQ(take(from(bert)).error().code, Code::conflict);
}

TEST_P(QueueTest, AResendAnswersWhatTheFirstOneTook) {
  const Talk talk = request("vlinder");
  const auto envelope = from(anna);
  const auto first = take(envelope).value();
  request("volgende");
  const std::int64_t before = last();
  for (const std::int64_t after : {std::int64_t{0}, std::int64_t{1}}) {
    const auto resent = take(again(envelope, after));
    EXPECT_EQ(resent->body, answer(talk.uuid));
    EXPECT_EQ(resent->number, first.number);
    EXPECT_TRUE(world.effects.empty());
  }
  ASSERT_TRUE(end(talk.visitor, talk.uuid));
  EXPECT_EQ(take(again(envelope, 1))->body, answer(talk.uuid));
  EXPECT_EQ(last(), before + 1);
}

TEST_P(QueueTest, AResendThatNeverArrivedTakes) {
  const Talk talk = request("vlinder");
  EXPECT_EQ(take(again(from(anna), 1))->body, answer(talk.uuid));
}

TEST_P(QueueTest, ANamesakeOfACommandIsNotAResend) {
  request("eerste");
  const Talk second = request("tweede");
  const auto annas = from(anna);
  ASSERT_TRUE(take(annas));
  live::Envelope berts = again(annas, 0);
  berts.actor = bert;
  EXPECT_EQ(take(berts)->body, answer(second.uuid));
}

TEST_P(QueueTest, TheLineIsToldWhatHappens) {
  const Talk talk = request("vlinder");
  const auto envelope = from(anna);
  ASSERT_TRUE(take(envelope));
  ASSERT_TRUE(end(anna, talk.uuid));
  const auto all = events();
  ASSERT_EQ(all.size(), 3u);
  EXPECT_EQ(all[0].event, "conversation.waiting");
  EXPECT_EQ(all[0].data, R"({"conversation":")" + talk.uuid.text() +
                             R"(","nickname":"vlinder","who":null,"topic":null,"since":"2026-09-01T08:00:01.000Z",)"
                             R"("front":false,"away":false,"last_operator":null,"wants":null,"for":null,"reason":null,)"
                             R"("kept_for":null,"handed_from":null})");
  EXPECT_EQ(all[1].event, "conversation.taken");
  EXPECT_EQ(all[1].command, envelope.id);
  const auto person = accounts::find_person(db(), std::get<Staff>(anna).staff);
  EXPECT_EQ(all[1].data, R"({"conversation":")" + talk.uuid.text() + R"(","operator":")" + person->uuid.text() +
                             R"(","alias":"alias anna","guide_ends_at":"2026-09-01T08:45:01.000Z"})");
  EXPECT_EQ(all[2].event, "conversation.gone");
  EXPECT_EQ(all[2].data,
            R"({"conversation":")" + talk.uuid.text() + R"(","operator":")" + person->uuid.text() + R"("})");
}

TEST_P(QueueTest, TheStateShowsWhoWaitsAndOnlyOnesOwnTalks) {
  const Talk annas = request("eerste");
  const Talk berts = request("tweede");
  const Talk waits = request("derde");
  const Talk elsewhere = request("elders", other_line);
  ASSERT_TRUE(take(from(anna)));
  ASSERT_TRUE(take(from(bert)));
  const auto running = [&](const Talk& talk, const Actor& who, const std::string& name) {
    return R"({"conversation":")" + talk.uuid.text() + R"(","operator":")" + uuid_text(who) + R"(","alias":"alias )" +
           name + R"(","since":"2026-09-01T08:00:04.000Z","guide_ends_at":"2026-09-01T08:45:04.000Z","aside":false})";
  };
  const auto on_duty = [&](const Actor& who, const std::string& name) {
    return R"({"staff":")" + uuid_text(who) + R"(","alias":"alias )" + name +
           R"(","discipline":null,"state":"online","since":"1970-01-01T00:00:00.000Z","connected":true,"until":null})";
  };
  EXPECT_EQ(state(anna),
            R"({"line":")" + line.uuid.text() + R"(","slug":"clbchat","name":"CLBch@t","open":true,"opening":{)" +
                R"("state":"open","until":null,"next":null,"why":null,"full":false,"medical":false},"briefing":{)" +
                R"("day":"2026-09-01","note":null,"reachable":null,"phone":null},"waiting":[)" +
                R"({"conversation":")" + waits.uuid.text() + R"(","nickname":"derde","who":null,"topic":null,)" +
                R"("since":"2026-09-01T08:00:03.000Z","front":false,"away":false,"last_operator":null,"wants":null,)" +
                R"("for":null,"reason":null,"kept_for":null,"handed_from":null}],"running":[)" +
                running(annas, anna, "anna") + "," + running(berts, bert, "bert") + R"(],"mine":[{"conversation":")" +
                annas.uuid.text() +
                R"(","nickname":"eerste","since":"2026-09-01T08:00:01.000Z"}],"registrations":[],"team":[)" +
                on_duty(anna, "anna") + "," + on_duty(bert, "bert") + R"(],"capacity":50,"coached":[]})");
  const auto mine = [&](const Actor& who) { return state(who).substr(state(who).find("\"mine\"")); };
  EXPECT_EQ(mine(anna).find(berts.uuid.text()), std::string::npos);
  EXPECT_EQ(mine(carla).find(annas.uuid.text()), std::string::npos);
  EXPECT_EQ(state(carla).find(elsewhere.uuid.text()), std::string::npos);
  EXPECT_NE(state(carla).find(waits.uuid.text()), std::string::npos);
}

TEST_P(QueueTest, StaffWithARoleOnTheLineMayFollowIt) {
  const auto door = [&](const Actor& actor, const Uuid& uuid) {
    return world.view([&](const Snapshot& snapshot) { return stream_kind().door(snapshot, actor, uuid); });
  };
  EXPECT_EQ(door(anna, line.uuid)->id, line.id.value);
  EXPECT_TRUE(door(carla, line.uuid));
  const Talk talk = request("vlinder");
  for (const Actor& other : {talk.visitor, Actor(Nobody{})})
    EXPECT_EQ(door(other, line.uuid).error().code, Code::not_found);
  EXPECT_EQ(door(anna, other_line.uuid).error().code, Code::not_found);
}

TEST_P(QueueTest, TheWaitingAreToldTheirPlaces) {
  const Talk first = request("eerste");
  EXPECT_EQ(touched(), 1);
  const Talk second = request("tweede");
  const Talk third = request("derde");
  const auto all = places();
  ASSERT_EQ(all.size(), 3u);
  EXPECT_EQ(all[2].stream_uuid, third.uuid);
  EXPECT_EQ(all[2].name, "place");
  EXPECT_EQ(all[2].data, R"({"place":3,"wait":{"minutes":5,"or_more":false}})");
  ASSERT_TRUE(end(second.visitor, second.uuid));
  EXPECT_EQ(touched(), 1);
  ASSERT_TRUE(take(from(anna)));
  EXPECT_EQ(touched(), 1);
  const auto left = places();
  ASSERT_EQ(left.size(), 1u);
  EXPECT_EQ(left[0].stream_uuid, third.uuid);
  EXPECT_EQ(left[0].data, R"({"place":1,"wait":{"minutes":5,"or_more":false}})");
  ASSERT_TRUE(end(first.visitor, first.uuid));
  EXPECT_EQ(touched(), 1);  // somebody is free again: the wait is shorter
}

TEST_P(QueueTest, AWrongFieldIsNamed) {
  EXPECT_EQ(command(commands(talks), "queue.take", from(anna), R"({"line":7,"lijn":8})").error().fields,
            (std::vector<FieldError>{{"data.line", "not_a_uuid"}, {"data.lijn", "unknown_field"}}));
  const Talk talk = request("vlinder");
  const auto chosen = [&](json::Out data) {
    return command(commands(talks), "queue.take", from(anna), data.uuid("line", line.uuid).str()).error().fields;
  };
  EXPECT_EQ(chosen(json::Out().uuid("conversation", talk.uuid)),
            (std::vector<FieldError>{{"data.reason", "required"}}));
  EXPECT_EQ(chosen(json::Out().text("reason", "urgent")), (std::vector<FieldError>{{"data.conversation", "required"}}));
  EXPECT_EQ(chosen(json::Out().uuid("conversation", talk.uuid).text("reason", "nice")),
            (std::vector<FieldError>{{"data.reason", "not_allowed"}}));
}

TEST_P(QueueTest, OldEventsGoButTheNewestStays) {
  const jobs::JobKind prune = jobs(talks, duty).at(0);
  const auto run = [&] { world.act([&](Tx& tx) { prune.run(tx, {.key = "all"}); }); };
  request("eerste");
  const Talk second = request("tweede");
  world.clock.advance(23h);
  ASSERT_TRUE(take(from(anna)));
  run();
  EXPECT_EQ(events().size(), 3u);
  world.clock.advance(1h + 1s);  // the second is 24 hours and a second old
  run();
  ASSERT_EQ(events().size(), 1u);
  EXPECT_EQ(events()[0].number, 3);
  world.clock.advance(48h);
  run();
  ASSERT_EQ(events().size(), 1u);
  ASSERT_TRUE(end(second.visitor, second.uuid));
  EXPECT_EQ(last(), 4);
}

TEST_P(QueueTest, PruningGoesInSlicesAndComesBackAtOnce) {
  world.act([&](Tx& tx) {
    for (int i = 0; i < 700; ++i)
      streams::append(tx, streams::key("line", line.id.value), line.uuid, {.event = "conversation.gone", .data = "{}"},
                      nullptr);
  });
  world.clock.advance(25h);
  const jobs::JobKind prune = jobs(talks, duty).at(0);
  const auto run = [&] {
    world.act([&](Tx& tx) { prune.run(tx, {.key = "all"}); });
    const auto due = db().run({"test.due", "select due from job"})[0].integer(0) - world.clock.now();
    world.act([](Tx& tx) { tx.db.run({"test.undue", "delete from job"}); });
    return due;
  };
  EXPECT_EQ(run(), 0);
  EXPECT_EQ(events().size(), 200u);
  EXPECT_EQ(run(), 3'600'000);
  EXPECT_EQ(events().size(), 1u);
}

TEST_P(QueueTest, OneNeedsRoomToTake) {
  const auto detail = [&] { return take(from(anna)).error().detail; };
  const Talk first = request("eerste");
  const Talk second = request("tweede");
  change("update staff_role set capacity = 1");
  change("update duty set state = 'paused'");
  EXPECT_EQ(take(from(anna)).error().code, Code::conflict);
  EXPECT_NE(detail().find("no room"), std::string::npos);
  change("update duty set state = 'online'");
  ASSERT_TRUE(take(from(anna)));
  present(first, "operator", true);
  present(first, "visitor", true);
  EXPECT_NE(detail().find("no room"), std::string::npos);
  present(second, "visitor", true);
  present(first, "visitor", false);
  pass(3min - 1ms);
  EXPECT_NE(detail().find("no room"), std::string::npos);
  pass(1ms);  // it no longer counts
  EXPECT_EQ(take(from(anna))->body, answer(second.uuid));
}

TEST_P(QueueTest, WhoRegistersIsNotFree) {
  const Talk first = request("eerste");
  request("tweede");
  change("update staff_role set capacity = 1");
  ASSERT_TRUE(take(from(anna)));
  ASSERT_TRUE(end(anna, first.uuid));
  world.act([&](Tx& tx) {
    const conversations::Subject subject{id_of(first.uuid), first.uuid, line.id, line.uuid};
    registrations::on_ended(tx, {subject, false, std::get<Staff>(anna).staff, "operator", {}, std::nullopt});
  });
  EXPECT_EQ(take(from(anna)).error().code, Code::conflict);
  EXPECT_EQ(json::parse(state(anna)).value().at("registrations").as_array().size(), 1u);
  EXPECT_EQ(json::parse(state(bert)).value().at("registrations").as_array().size(), 0u);
  change("update registration set state = 'later'");
  EXPECT_TRUE(take(from(anna)));
}

TEST_P(QueueTest, AnotherChoiceNeedsAReasonAndIsKept) {
  request("eerste");
  const Talk second = request("tweede");
  const Talk elsewhere = request("elders", other_line);
  EXPECT_EQ(take_chosen(anna, elsewhere.uuid, "urgent").error().code, Code::not_found);
  EXPECT_EQ(take_chosen(anna, second.uuid, "mine").error().code, Code::conflict);
  for (const Actor& other : {carla, second.visitor, Actor(Nobody{})})
    EXPECT_EQ(take_chosen(other, second.uuid, "urgent").error().code, Code::not_found);
  EXPECT_EQ(take_chosen(anna, second.uuid, "medical")->body, answer(second.uuid));
  EXPECT_EQ(take_chosen(bert, second.uuid, "urgent").error().code, Code::conflict);
  const auto kept = db().run({"test.reason", "select take_reason from conversation where state = 'active'"});
  EXPECT_EQ(kept[0].text(0), "medical");
}

TEST_P(QueueTest, WhoIsAwayIsSkippedButMayBeChosen) {
  const Talk first = request("weg");
  const Talk second = request("er");
  present(second, "visitor", true);
  pass(2min);
  EXPECT_EQ(events().back().event, "conversation.away");
  EXPECT_EQ(events().back().data, R"({"conversation":")" + first.uuid.text() + R"(","away":true})");
  EXPECT_EQ(places().at(1).data, R"({"place":1,"wait":{"minutes":5,"or_more":false}})");
  EXPECT_EQ(take(from(anna))->body, answer(second.uuid));
  EXPECT_EQ(take(from(anna)).error().code, Code::conflict);
  EXPECT_EQ(take_chosen(bert, first.uuid, "urgent")->body, answer(first.uuid));
}

TEST_P(QueueTest, WhoIsGivenBackGoesInFrontAndMayBeTakenAgain) {
  const Talk talk = request("eerste");
  present(talk, "visitor", true);
  ASSERT_TRUE(take(from(anna)));
  const Talk other = request("tweede");
  present(other, "visitor", true);
  pass(4min);  // anna never opened it
  EXPECT_EQ(events().back().event, "conversation.waiting");
  const auto waiting = json::parse(events().back().data.value()).value();
  EXPECT_EQ(waiting.at("front"), true);
  EXPECT_EQ(waiting.at("nickname").as_string(), "eerste");
  EXPECT_EQ(waiting.at("last_operator").as_string(), uuid_text(anna));
  EXPECT_EQ(places().at(0).stream_uuid, talk.uuid);
  EXPECT_EQ(take_chosen(bert, talk.uuid, "mine").error().code, Code::conflict);
  EXPECT_EQ(take_chosen(anna, talk.uuid, "mine")->body, answer(talk.uuid));
  pass(4min);
  EXPECT_EQ(take(from(bert))->body, answer(talk.uuid));  // before the other
}

TEST_P(QueueTest, TheOrderIsNotTheClocks) {
  const Talk first = request("eerste");
  const Talk second = request("tweede");
  change("update conversation set requested_at = requested_at + 3600000 where id = (select min(id) from conversation)");
  EXPECT_EQ(places().at(0).stream_uuid, first.uuid);
  EXPECT_EQ(take(from(anna))->body, answer(first.uuid));
  EXPECT_EQ(take(from(anna))->body, answer(second.uuid));
}

TEST_P(QueueTest, TheLineHearsOfItsTeam) {
  const auto person = accounts::find_person(db(), std::get<Staff>(anna).staff).value();
  world.act([&](Tx& tx) {
    on_duty(tx, {line.id, line.uuid, person, duty::State::paused, true, std::nullopt, {}, std::nullopt});
  });
  EXPECT_EQ(events().back().event, "duty.changed");
  EXPECT_EQ(events().back().data,
            R"({"staff":")" + person.uuid.text() +
                R"(","alias":"alias anna","discipline":null,"state":"paused","connected":true,"until":null})");
  EXPECT_EQ(touched(), 1);
  change("update line set is_open = 0");
  world.act([&](Tx& tx) { on_switched(tx, line, false, {}); });
  EXPECT_EQ(events().back().event, "line.changed");
  EXPECT_EQ(
      events().back().data,
      R"({"open":false,"opening":{"state":"closed","until":null,"next":null,"why":"switched_off","full":false,"medical":false}})");
  const auto told = events().size();
  world.act([&](Tx& tx) { on_switched(tx, line, false, {}); });
  EXPECT_EQ(events().size(), told) << "told once";
  const Talk talk = request("vlinder");
  const conversations::Subject subject{id_of(talk.uuid), talk.uuid, line.id, line.uuid};
  world.act([&](Tx& tx) { on_registration(tx, {subject, person.uuid, "done", {}}); });
  EXPECT_EQ(events().back().event, "registration.changed");
  EXPECT_EQ(events().back().data, R"({"conversation":")" + talk.uuid.text() + R"(","operator":")" + person.uuid.text() +
                                      R"(","state":"done"})");
}

TEST_P(QueueTest, WhatIsExtendedAndSetAsideIsTold) {
  const Talk talk = request("vlinder");
  ASSERT_TRUE(take(from(anna)));
  present(talk, "operator", true);
  const auto on = [&](std::string_view which) {
    return command(talks.commands(), which, from(anna), json::Out().uuid("conversation", talk.uuid).str());
  };
  ASSERT_TRUE(on("conversation.extend"));
  EXPECT_EQ(events().back().event, "conversation.extended");
  EXPECT_EQ(events().back().data,
            R"({"conversation":")" + talk.uuid.text() + R"(","guide_ends_at":"2026-09-01T09:00:01.000Z"})");
  pass(5min);  // the visitor never connected
  ASSERT_TRUE(on("conversation.set_aside"));
  EXPECT_EQ(events().back().event, "conversation.aside");
  EXPECT_EQ(events().back().data, R"({"conversation":")" + talk.uuid.text() + R"(","aside":true})");
  EXPECT_TRUE(has_room(db(), line.id, std::get<Staff>(anna).staff, world.clock.now()));
}

TEST_P(QueueTest, ALineTakesAsManyAsItSays) {
  const auto full = [&] {
    return world.view([&](const Snapshot& snapshot) { return opening(snapshot, line.id).is_full; });
  };
  for (int i = 0; i < 29; ++i) request("nummer");
  EXPECT_FALSE(full());
  request("dertig");
  EXPECT_TRUE(full());
  ASSERT_TRUE(take(from(anna)));
  EXPECT_FALSE(full());
}

// Who starts and never comes keeps nobody out for longer than half a minute; who goes, two.
TEST_P(QueueTest, WhoIsAwayHasNoPlaceOnAFullLine) {
  const auto full = [&] {
    return world.view([&](const Snapshot& snapshot) { return opening(snapshot, line.id).is_full; });
  };
  const Talk first = request("een");
  for (int i = 1; i < 30; ++i) request("nummer");
  EXPECT_TRUE(full());
  const auto told = [&] { return std::ranges::count(events(), std::string("line.changed"), &streams::Event::event); };
  const auto before = told();
  pass(30s);
  EXPECT_FALSE(full());
  EXPECT_EQ(told(), before + 1) << "the line is told";
  for (int i = 0; i < 29; ++i) request("nummer");
  EXPECT_FALSE(full());
  present(first, "visitor", true);
  EXPECT_TRUE(full());
}

std::string file_bytes(const std::filesystem::path& path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

TEST_P(QueueTest, NobodysWordsStandInTheDatabase) {
  const Talk talk = request("schuilnaampje");
  ASSERT_TRUE(take(from(anna)));
  ASSERT_TRUE(post(talk.visitor, talk.uuid, "iets heel persoonlijks"));
  ASSERT_TRUE(post(anna, talk.uuid, "een voorzichtig antwoord"));
  ASSERT_TRUE(end(talk.visitor, talk.uuid));
  std::string stored;
  for (const char* sql : {"select nickname from conversation", "select body from conversation_event",
                          "select body from line_event", "select data from job"})
    for (const db::Row row : db().run({sql, sql})) stored += row.text(0);
  EXPECT_NE(stored.find("alias anna"), std::string::npos);  // what may be read is found
  if (GetParam() == db::Engine::sqlite) {
    const std::string path = world.database.url().substr(std::string("sqlite://").size());
    stored += file_bytes(path) + file_bytes(path + "-wal");
    EXPECT_NE(stored.find("clbchat"), std::string::npos);
  }
  for (const char* words : {"schuilnaampje", "persoonlijks", "voorzichtig"})
    EXPECT_EQ(stored.find(words), std::string::npos) << words;
}

}  // namespace
}  // namespace onthaal::queue
