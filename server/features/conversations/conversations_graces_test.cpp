#include "features/conversations/conversations_world.h"

namespace onthaal::conversations {
namespace {

using namespace std::chrono_literals;

class GracesTest : public ConversationsWorld {
 protected:
  Uuid connected_talk() {
    const Uuid uuid = active();
    present(uuid, "visitor", true);
    present(uuid, "operator", true);
    happened.clear();
    return uuid;
  }
  Result<Reply> on(const Uuid& uuid, std::string_view name, const live::Envelope& envelope) {
    return command(name, envelope, json::Out().uuid("conversation", uuid).str());
  }
  Result<Reply> set_aside(const Uuid& uuid, const Actor& who) { return on(uuid, "conversation.set_aside", from(who)); }
  bool is_revoked(const Actor& whose) const {
    for (const Effect& effect : world.effects)
      if (const auto* revoked = std::get_if<Revoked>(&effect))
        return revoked->actor == Actor(Staff{std::get<Staff>(whose).staff, {}});
    return false;
  }
  std::int64_t counted(const Actor& who) {
    return count_counted(db(), line.id, std::get<Staff>(who).staff, world.clock.now());
  }
};
ONTHAAL_ON_BOTH_ENGINES(GracesTest);

TEST_P(GracesTest, WhoNeverConnectsIsSkippedAndThenRemoved) {
  const Uuid uuid = request(visitor);
  pass(30s - 1ms);
  EXPECT_EQ(column(uuid, "away"), "0");
  pass(1ms);
  EXPECT_EQ(column(uuid, "away"), "1");
  EXPECT_EQ(happened.back(), "away");
  EXPECT_EQ(first_waiting(db(), line.id), std::nullopt);
  pass(9min + 30s - 1ms);
  EXPECT_EQ(column(uuid, "state"), "waiting");
  pass(1ms);
  EXPECT_EQ(column(uuid, "state"), "left");
  EXPECT_EQ(happened.back(), "left by lost");
  EXPECT_EQ(events(uuid).back().data, R"({"by":"lost","state":"left","closing":"normal"})");
  EXPECT_EQ(state(visitor, uuid).at("ended_by").as_string(), "lost");
  run_jobs();
  EXPECT_EQ(number_of_jobs(), "0");
}

TEST_P(GracesTest, WhoCameAndGoesIsSkippedLater) {
  const Uuid uuid = request(visitor);
  pass(1s);
  present(uuid, "visitor", true);
  present(uuid, "visitor", false);
  pass(2min - 1ms);
  EXPECT_EQ(column(uuid, "away"), "0");
  pass(1ms);
  EXPECT_EQ(column(uuid, "away"), "1");
}

TEST_P(GracesTest, WhoIsThereIsNeverSkipped) {
  const Uuid uuid = request(visitor);
  present(uuid, "visitor", true);
  pass(1h);
  EXPECT_EQ(column(uuid, "away"), "0");
  EXPECT_EQ(first_waiting(db(), line.id), id_of(uuid));
}

TEST_P(GracesTest, AwayKeepsThePlace) {
  const Uuid first = request(visitor);
  const Uuid second = request(stranger);
  present(second, "visitor", true);
  pass(3min);
  EXPECT_EQ(first_waiting(db(), line.id), id_of(second));
  EXPECT_EQ(state(stranger, second).at("place"), 1);
  present(first, "visitor", true);
  EXPECT_EQ(happened.back(), "back");
  EXPECT_EQ(first_waiting(db(), line.id), id_of(first));
  EXPECT_EQ(state(stranger, second).at("place"), 2);
  present(first, "visitor", false);
  pass(9min);
  EXPECT_EQ(column(first, "state"), "waiting");  // ten minutes count from when it went
}

TEST_P(GracesTest, PresenceMayBeSaidTwice) {
  const Uuid uuid = connected_talk();
  present(uuid, "visitor", false);
  const std::string lost = column(uuid, "visitor_lost_at");
  world.clock.advance(10s);
  present(uuid, "visitor", false);
  EXPECT_EQ(column(uuid, "visitor_lost_at"), lost);
  EXPECT_EQ(column(uuid, "breaks"), "1");
  present(uuid, "visitor", true);
  present(uuid, "visitor", true);
  EXPECT_EQ(column(uuid, "visitor_lost_at"), "null");
  present(uuid, "visitor", false);
  EXPECT_EQ(column(uuid, "breaks"), "2");
  ASSERT_TRUE(end(from(anna), uuid));
  present(uuid, "visitor", false);
  present(uuid, "operator", false);
  EXPECT_EQ(column(uuid, "visitor_lost_at"), "null");
}

TEST_P(GracesTest, ALostVisitorCountsForThreeMinutes) {
  const Uuid uuid = connected_talk();
  EXPECT_EQ(counted(anna), 1);
  present(uuid, "visitor", false);
  world.clock.advance(3min - 1ms);
  EXPECT_EQ(counted(anna), 1);
  world.clock.advance(1ms);
  EXPECT_EQ(counted(anna), 0);
  present(uuid, "visitor", true);
  EXPECT_EQ(counted(anna), 1);
}

TEST_P(GracesTest, AfterFiveMinutesItMayBeSetAside) {
  const Uuid uuid = connected_talk();
  EXPECT_EQ(code_of(set_aside(uuid, anna)), Code::conflict);
  present(uuid, "visitor", false);
  pass(5min - 1ms);
  EXPECT_EQ(code_of(set_aside(uuid, anna)), Code::conflict);
  pass(1ms);
  for (const Actor& other : {visitor, bert}) EXPECT_EQ(code_of(set_aside(uuid, other)), Code::not_found);
  ASSERT_TRUE(set_aside(uuid, anna));
  ASSERT_TRUE(set_aside(uuid, anna));
  EXPECT_EQ(happened, std::vector<std::string>{"aside"});
  EXPECT_TRUE(running(db(), line.id).at(0).is_aside);
  pass(1h);  // a clock ends no talk
  EXPECT_EQ(column(uuid, "state"), "active");
  present(uuid, "visitor", true);
  EXPECT_EQ(happened.back(), "not aside");
  EXPECT_EQ(column(uuid, "state"), "active");
  EXPECT_EQ(counted(anna), 1);
}

TEST_P(GracesTest, WhoComesBackToABusyOperatorGoesInFront) {
  const Uuid uuid = connected_talk();
  const Uuid other = request(stranger);
  present(other, "visitor", true);
  present(uuid, "visitor", false);
  pass(5min);
  ASSERT_TRUE(set_aside(uuid, anna));
  anna_has_room = false;
  present(uuid, "visitor", true);
  EXPECT_TRUE(is_revoked(anna));
  EXPECT_EQ(events(uuid).back().data, R"({"why":"returned","to":null})");
  EXPECT_EQ(column(uuid, "state"), "waiting");
  EXPECT_EQ(column(uuid, "aside_at"), "null");
  EXPECT_EQ(first_waiting(db(), line.id), id_of(uuid));
  EXPECT_EQ(state(visitor, uuid).at("place"), 1);
  EXPECT_EQ(door(anna, uuid).error().code, Code::not_found);
}

TEST_P(GracesTest, WhoComesBackToALostOperatorGoesInFront) {
  const Uuid uuid = connected_talk();
  present(uuid, "visitor", false);
  pass(5min);
  ASSERT_TRUE(set_aside(uuid, anna));
  present(uuid, "operator", false);
  present(uuid, "visitor", true);
  EXPECT_EQ(column(uuid, "state"), "waiting");
}

TEST_P(GracesTest, TheVisitorOfALostOperatorMayAskForAColleague) {
  const Uuid uuid = connected_talk();
  const auto ask = from(visitor);
  EXPECT_EQ(code_of(on(uuid, "conversation.give_back", ask)), Code::conflict);
  present(uuid, "operator", false);
  pass(2min - 1ms);
  EXPECT_EQ(code_of(on(uuid, "conversation.give_back", ask)), Code::conflict);
  pass(1ms);
  for (const Actor& other : {anna, bert, stranger})
    EXPECT_EQ(code_of(on(uuid, "conversation.give_back", from(other))), Code::not_found);
  EXPECT_EQ(on(uuid, "conversation.give_back", ask)->number, 3);
  EXPECT_TRUE(is_revoked(anna));
  EXPECT_EQ(events(uuid).back().data, R"({"why":"asked","to":null})");
  EXPECT_EQ(on(uuid, "conversation.give_back", again(ask, 2))->number, 3);
  EXPECT_EQ(code_of(on(uuid, "conversation.give_back", from(visitor))), Code::conflict);
  EXPECT_EQ(happened, std::vector<std::string>{"given back"});
}

TEST_P(GracesTest, ALostOperatorGivesItBackAfterFourMinutes) {
  const Uuid uuid = connected_talk();
  present(uuid, "operator", false);
  pass(4min - 1ms);
  EXPECT_EQ(column(uuid, "state"), "active");
  world.clock.advance(1ms);
  run_jobs();
  EXPECT_TRUE(is_revoked(anna));
  EXPECT_EQ(events(uuid).back().data, R"({"why":"operator_lost","to":null})");
  const auto waits = world.view([&](const Snapshot& snapshot) { return find_waiting(snapshot, id_of(uuid)); });
  EXPECT_TRUE(waits->is_front);
  EXPECT_EQ(waits->last_operator, accounts::find_person(db(), std::get<Staff>(anna).staff)->uuid);
  EXPECT_EQ(state(visitor, uuid).at("operator"), nullptr);
  EXPECT_NE(state(visitor, uuid).at("accepted_at"), nullptr);
  const std::string first = column(uuid, "first_accepted_at");
  ASSERT_TRUE(accept(uuid, anna));  // back, and nobody took it
  EXPECT_EQ(column(uuid, "first_accepted_at"), first);
  EXPECT_EQ(state(visitor, uuid).at("accepted_at").as_string(), "2026-09-01T08:00:00.000Z");
  EXPECT_EQ(column(uuid, "front"), "0");
}

TEST_P(GracesTest, ATalkThatHadBegunIsNeverEndedByAClock) {
  const Uuid uuid = connected_talk();
  present(uuid, "visitor", false);
  present(uuid, "operator", false);
  pass(4min);
  EXPECT_EQ(column(uuid, "state"), "waiting");
  const Uuid other = request(stranger);
  present(other, "visitor", true);
  pass(24h);
  EXPECT_EQ(column(uuid, "state"), "waiting");
  EXPECT_EQ(first_waiting(db(), line.id), id_of(other));  // who is there goes first
  accept(other, bert).value();
  EXPECT_EQ(first_waiting(db(), line.id), id_of(uuid));
  accept(uuid, anna).value();
  ASSERT_TRUE(end(from(anna), uuid));
  EXPECT_EQ(happened.back(), "ended by lost");
}

TEST_P(GracesTest, AnOperatorWhoIsBackInTimeKeepsIt) {
  const Uuid uuid = connected_talk();
  present(uuid, "operator", false);
  pass(3min);
  present(uuid, "operator", true);
  pass(10min);
  EXPECT_EQ(column(uuid, "state"), "active");
  EXPECT_EQ(happened, std::vector<std::string>{});
}

TEST_P(GracesTest, AnOperatorWhoNeverOpensWhatWasTakenLosesIt) {
  const Uuid uuid = active();
  pass(4min);
  EXPECT_EQ(column(uuid, "state"), "waiting");
}

TEST_P(GracesTest, WithBothGoneItWaitsAndIsSkippedAtOnce) {
  const Uuid uuid = connected_talk();
  present(uuid, "visitor", false);
  present(uuid, "operator", false);
  pass(4min);
  EXPECT_EQ(column(uuid, "state"), "waiting");
  EXPECT_EQ(column(uuid, "away"), "1");
}

TEST_P(GracesTest, AfterARestartEverybodyIsGoneFromThenOn) {
  const Uuid talk = connected_talk();
  const Uuid waits = request(stranger);
  present(waits, "visitor", true);
  world.act([](Tx& tx) { tx.db.run({"test.no_jobs", "delete from job"}); });
  pass(1h);
  world.act([](Tx& tx) { all_lost(tx); });
  const auto now = std::to_string(world.clock.now());
  EXPECT_EQ(column(talk, "visitor_lost_at"), now);
  EXPECT_EQ(column(talk, "operator_lost_at"), now);
  EXPECT_EQ(column(waits, "visitor_lost_at"), now);
  EXPECT_EQ(column(waits, "operator_lost_at"), "null");
  EXPECT_EQ(column(talk, "breaks"), "0");
  present(talk, "visitor", true);
  pass(4min);
  EXPECT_EQ(column(talk, "state"), "waiting");
  EXPECT_EQ(column(talk, "away"), "0");
  EXPECT_EQ(column(waits, "away"), "1");
  pass(6min);
  EXPECT_EQ(column(talk, "state"), "waiting");
  EXPECT_EQ(column(waits, "state"), "left");
}

TEST_P(GracesTest, WhoUsedTheExitMayComeBack) {
  const Uuid uuid = connected_talk();
  world.act([&](Tx& tx) { talks.exit(tx, std::get<Visitor>(visitor).visit); });
  EXPECT_EQ(events(uuid).back().event, "conversation.exited");
  EXPECT_EQ(column(uuid, "state"), "active");
  EXPECT_EQ(state(anna, uuid).at("exited_at").as_string(), "2026-09-01T08:00:00.000Z");
  world.clock.advance(1s);
  present(uuid, "visitor", false);
  world.clock.advance(1s);
  ASSERT_TRUE(end(from(anna), uuid));
  EXPECT_EQ(happened.back(), "ended by exit");
  EXPECT_EQ(column(uuid, "ended_by"), "operator");
  EXPECT_EQ(state(anna, uuid).at("ended_by").as_string(), "exit");
  const auto before = events(uuid).size();
  world.act([&](Tx& tx) { talks.exit(tx, std::get<Visitor>(visitor).visit); });
  EXPECT_EQ(events(uuid).size(), before);
}

TEST_P(GracesTest, WhoWaitsAndUsesTheExitIsSkippedAtOnce) {
  const auto exit = [&] { world.act([&](Tx& tx) { talks.exit(tx, std::get<Visitor>(visitor).visit); }); };
  for (const bool is_cut_first : {false, true}) {
    const Uuid uuid = request(visitor);
    present(uuid, "visitor", true);
    if (is_cut_first) present(uuid, "visitor", false);
    exit();
    EXPECT_EQ(column(uuid, "away"), is_cut_first ? "1" : "0");  // another device may still be there
    present(uuid, "visitor", false);
    EXPECT_EQ(column(uuid, "away"), "1");
    EXPECT_EQ(happened.back(), "away");
    EXPECT_EQ(first_waiting(db(), line.id), std::nullopt);
    present(uuid, "visitor", true);
    EXPECT_EQ(first_waiting(db(), line.id), id_of(uuid));
    pass(2min);
    present(uuid, "visitor", false);
    EXPECT_EQ(column(uuid, "away"), "0");  // a network that drops is no exit
    pass(10min);
    EXPECT_EQ(column(uuid, "state"), "left");
  }
}

TEST_P(GracesTest, WhoCameBackAfterTheExitIsThere) {
  const Uuid uuid = connected_talk();
  world.act([&](Tx& tx) { talks.exit(tx, std::get<Visitor>(visitor).visit); });
  present(uuid, "visitor", false);
  world.clock.advance(5min);
  present(uuid, "visitor", true);
  ASSERT_TRUE(end(from(anna), uuid));
  EXPECT_EQ(happened.back(), "ended by operator");
}

TEST_P(GracesTest, EndingATalkWhoseVisitorIsLostSaysSo) {
  const Uuid uuid = connected_talk();
  present(uuid, "visitor", false);
  world.clock.advance(3min + 1ms);
  ASSERT_TRUE(end(from(anna), uuid));
  EXPECT_EQ(happened.back(), "ended by lost");
  EXPECT_EQ(events(uuid).back().data, R"({"by":"lost","state":"ended","closing":"normal"})");
}

}  // namespace
}  // namespace onthaal::conversations
