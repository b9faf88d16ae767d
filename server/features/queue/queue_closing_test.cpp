#include <algorithm>

#include "features/hours/hours.h"
#include "features/queue/queue_world.h"

// Whether a line is open, and the end of an evening: Tuesday 1 September 2026, open from 17 to 21 in Brussels (UTC +
// 2).
namespace onthaal::queue {
namespace {

constexpr Millis kSix = 1'788'278'400'000;  // 18.00 that day, 16.00 UTC

class ClosingTest : public QueueWorld {
 protected:
  ClosingTest() {
    change(
        "insert into opening_regime (uuid, line, days, week, valid_from) select uuid, id, 'school', '{\"mon\":[],"
        "\"tue\":[\"17:00-21:00\"],\"wed\":[],\"thu\":[],\"fri\":[],\"sat\":[],\"sun\":[]}', '2026-01-01' from line"
        " where slug = 'clbchat'");
    change("update staff_role set capacity = 1 where line = (select id from line where slug = 'clbchat')");
    at(18, 0);
  }
  // Of that day, in Brussels; not back in time.
  void at(int hour, int minute) {
    const Millis time = kSix + (hour - 18) * kHour + minute * kMinute;
    ASSERT_GE(time, world.clock.now());
    world.clock.advance(std::chrono::milliseconds(time - world.clock.now()));
  }
  Opening now() {
    return world.view([&](const Snapshot& snapshot) { return opening(snapshot, line.id); });
  }
  // What the jobs of the hours and of the queue do at their moments.
  void look() {
    world.act([&](Tx& tx) { on_hours(tx, talks, duty, line.id); });
  }
  std::string state_of(const Talk& talk) {
    return db().run({"test.state", "select state from conversation where uuid = :uuid"}, {{"uuid", talk.uuid}})[0].text(
        0);
  }
  std::vector<std::string> heard(const Talk& talk) {
    std::vector<std::string> names;
    world.view([&](const Snapshot& snapshot) {
      for (const auto& event : streams::read(snapshot, streams::key("conversation", id_of(talk.uuid).value), 0, 100))
        names.push_back(event.event);
    });
    return names;
  }
  Result<Reply> go(const Actor& who, const std::string& state, const std::string& until = "") {
    json::Out data;
    data.uuid("line", line.uuid).text("state", state);
    if (!until.empty()) data.text("until", until);
    return command(duty.commands(), "duty.set", from(who), data.str());
  }
  duty::State duty_of(const Actor& who) { return duty::state_of(db(), line.id, std::get<Staff>(who).staff); }
};
ONTHAAL_ON_BOTH_ENGINES(ClosingTest);

TEST_P(ClosingTest, ALineIsOpenInItsHoursWhileSomebodyIsOnDuty) {
  EXPECT_EQ(now().state, Opening::State::open);
  EXPECT_EQ(now().until, kSix + 3 * kHour);
  EXPECT_EQ(now().why, std::nullopt);
  change("update duty set state = 'paused'");
  EXPECT_EQ(now().state, Opening::State::open) << "who pauses is on duty";
  change("delete from duty");
  EXPECT_EQ(now().state, Opening::State::closed);
  EXPECT_EQ(now().why, Opening::Why::nobody);
  change("update line set is_open = 0");
  EXPECT_EQ(now().why, Opening::Why::switched_off);
}

TEST_P(ClosingTest, AfterItsHoursALineRunsOutThenItIsClosedUntilTheNextStretch) {
  at(21, 0);
  EXPECT_EQ(now().state, Opening::State::run_out);
  EXPECT_EQ(now().until, kSix + 3 * kHour + 30 * kMinute);
  EXPECT_EQ(now().why, Opening::Why::hours);
  at(21, 30);
  EXPECT_EQ(now().state, Opening::State::closed);
  EXPECT_EQ(now().next, kSix - kHour + 7 * kDay);
}

TEST_P(ClosingTest, WhoseBlockIsOverKeepsNothingOpenAndTakesNobody) {
  ASSERT_TRUE(go(anna, "online", "2026-09-01T17:00:00.000Z"));
  ASSERT_TRUE(go(bert, "off"));
  EXPECT_EQ(now().state, Opening::State::open);
  request("vlinder");
  at(19, 0);
  EXPECT_EQ(now().why, Opening::Why::nobody);
  EXPECT_EQ(take(from(anna)).error().code, Code::conflict);
  ASSERT_TRUE(go(anna, "online", "2026-09-01T18:00:00.000Z"));
  EXPECT_TRUE(take(from(anna)));
}

TEST_P(ClosingTest, MedicalIsADoctorOrANurseOnDuty) {
  EXPECT_FALSE(now().has_medical);
  change("update staff set discipline = 'verpleegkundige' where login = 'bert'");
  EXPECT_TRUE(now().has_medical);
  change("update duty set until = 1");
  EXPECT_FALSE(now().has_medical);
}

TEST_P(ClosingTest, ALineIsFullWhenTheWaitIsLongerThanTheTimeThatIsLeft) {
  at(20, 30);
  request("eerste");
  request("tweede");  // two are free: no wait
  EXPECT_FALSE(now().is_full) << "the third would wait 10 minutes";
  request("derde");
  EXPECT_FALSE(now().is_full) << "the fourth 20";
  request("vierde");
  EXPECT_TRUE(now().is_full) << "and the fifth 30, a moment more than there is";
  ASSERT_TRUE(take(from(anna)));
  at(20, 45);
  EXPECT_TRUE(now().is_full);
}

TEST_P(ClosingTest, ThreeWaitWhenAnEveningCloses) {
  const Talk first = request("eerste");
  const Talk second = request("tweede");
  const Talk third = request("derde");
  present(first, "visitor", true);
  present(second, "visitor", true);
  ASSERT_TRUE(take(from(anna)));
  at(21, 0);
  look();
  EXPECT_EQ(state_of(second), "waiting") << "who waits is taken in the run-out";
  EXPECT_EQ(events().back().event, "line.changed");
  ASSERT_TRUE(take(from(bert)));
  at(21, 19);
  look();
  EXPECT_EQ(heard(third), (std::vector<std::string>{"conversation.requested"}));
  at(21, 20);
  look();
  look();
  EXPECT_EQ(heard(third), (std::vector<std::string>{"conversation.requested", "conversation.warned"})) << "once";
  at(21, 30);
  look();
  EXPECT_EQ(state_of(third), "refused");
  EXPECT_EQ(heard(third).back(), "conversation.ended");
  EXPECT_EQ(state_of(first), "active") << "no clock ends a talk";
  EXPECT_EQ(duty_of(anna), duty::State::online);
  ASSERT_TRUE(end(anna, first.uuid));
  look();
  EXPECT_EQ(duty_of(anna), duty::State::off);
  EXPECT_EQ(duty_of(bert), duty::State::online) << "the talk goes on";
  ASSERT_TRUE(end(bert, second.uuid));
  look();
  EXPECT_EQ(duty_of(bert), duty::State::off);
  EXPECT_EQ(now().why, Opening::Why::hours);
}

TEST_P(ClosingTest, WhoWillBeReachedIsNotWarned) {
  at(21, 25);
  const Talk talk = request("vlinder");
  look();
  EXPECT_EQ(heard(talk), (std::vector<std::string>{"conversation.requested"}));
  change("delete from duty");
  look();
  EXPECT_EQ(heard(talk).back(), "conversation.warned");
}

TEST_P(ClosingTest, WhileEverybodyPausesTheWaitCountsAsOneUsualTalk) {
  change("update duty set state = 'paused'");
  at(20, 40);
  EXPECT_FALSE(now().is_full) << "20 minutes, and so long it is open";
  at(20, 41);
  EXPECT_TRUE(now().is_full);
  change("update duty set state = 'online' where staff = (select id from staff where login = 'anna')");
  EXPECT_FALSE(now().is_full) << "anna is free";
}

TEST_P(ClosingTest, ATalkThatHadBegunWaitsForWhoIsThereAndHearsItWhenNobodyIs) {
  at(21, 24);
  const Talk talk = request("vlinder");
  present(talk, "visitor", true);
  ASSERT_TRUE(take(from(anna)));
  pass(4min);  // her page is gone
  at(21, 30);
  look();
  EXPECT_EQ(state_of(talk), "waiting") << "no clock ends a talk";
  EXPECT_EQ(duty_of(bert), duty::State::online) << "he can go on with it";
  const auto told = [&] { return std::ranges::count(heard(talk), "conversation.unattended"); };
  ASSERT_TRUE(go(bert, "off"));
  EXPECT_EQ(told(), 0);
  ASSERT_TRUE(go(anna, "off"));
  look();
  look();
  EXPECT_EQ(told(), 1);
  const auto noticed = [&] {
    const auto rows = db().run({"test.noticed", "select kind, seen_at from notice where conversation is not null"});
    return rows.size() == 1 && rows[0].text(0) == "nobody" ? rows[0].is_null(1) ? "unseen" : "seen" : "";
  };
  EXPECT_EQ(noticed(), "unseen");
  EXPECT_EQ(state_of(talk), "waiting");
  ASSERT_TRUE(go(bert, "online")) << "whatever the hours say";
  EXPECT_EQ(told(), 2) << "somebody is there";
  EXPECT_EQ(noticed(), "seen");
  EXPECT_EQ(now().why, Opening::Why::hours) << "and nobody else is let in";
  ASSERT_TRUE(take(from(bert)));
  ASSERT_TRUE(end(bert, talk.uuid));
  look();
  EXPECT_EQ(duty_of(bert), duty::State::off);
}

// Who pauses, or has had no page for two minutes, answers nobody: visitor and coordinators hear it by the same rule.
TEST_P(ClosingTest, AVisitorHearsThatNobodyAnswersWhileTheyPauseOrTheirPagesAreGone) {
  const Talk talk = request("vlinder");
  present(talk, "visitor", true);
  ASSERT_TRUE(take(from(anna)));
  ASSERT_TRUE(go(bert, "online"));
  ASSERT_TRUE(go(anna, "paused"));
  pass(4min);  // her page is gone from the talk
  const auto told = [&] { return std::ranges::count(heard(talk), "conversation.unattended"); };
  const auto unseen = [&] {
    return db()
        .run({"test.unseen", "select count(*) from notice where kind = 'nobody' and seen_at is null"})[0]
        .integer(0);
  };
  ASSERT_EQ(state_of(talk), "waiting");
  EXPECT_EQ(told(), 0) << "bert is there";
  ASSERT_TRUE(go(bert, "paused"));
  EXPECT_EQ(told(), 1);
  EXPECT_EQ(unseen(), 1);
  ASSERT_TRUE(go(bert, "online"));
  EXPECT_EQ(told(), 2);
  EXPECT_EQ(unseen(), 0) << "somebody is back";
  const auto bert_present = [&](bool is_there) {
    world.act([&](Tx& tx) { duty.present(tx, std::get<Staff>(bert).staff, is_there); });
  };
  bert_present(false);
  pass(1min);
  EXPECT_EQ(told(), 2) << "a reload is no leaving";
  pass(1min);
  EXPECT_EQ(told(), 3);
  EXPECT_EQ(unseen(), 1);
  bert_present(true);
  EXPECT_EQ(told(), 4);
  ASSERT_TRUE(go(bert, "off"));
  EXPECT_EQ(unseen(), 1);
  ASSERT_TRUE(end(talk.visitor, talk.uuid));
  EXPECT_EQ(unseen(), 0) << "the visitor left";
}

// One of the two is first, whichever the database hears first; the other changes nothing.
TEST_P(ClosingTest, ClosingAgainstTakingAndAgainstLeaving) {
  const Talk taken = request("genomen");
  const Talk left = request("vertrokken");
  const Talk late = request("te laat");
  at(21, 30);
  ASSERT_TRUE(take(from(anna)));
  ASSERT_TRUE(end(left.visitor, left.uuid));
  look();
  EXPECT_EQ(state_of(taken), "active");
  EXPECT_EQ(state_of(left), "left");
  EXPECT_EQ(state_of(late), "refused");
  EXPECT_FALSE(take_chosen(bert, late.uuid, "urgent"));
  const auto again = end(late.visitor, late.uuid);
  EXPECT_TRUE(again);
  EXPECT_EQ(state_of(late), "refused");
}

TEST_P(ClosingTest, OneGoesOnDutyFromHalfAnHourBefore) {
  change("delete from duty");
  at(21, 30);
  EXPECT_EQ(go(anna, "online").error().code, Code::closed);
  EXPECT_EQ(duty_of(anna), duty::State::off);
  world.clock.advance(std::chrono::milliseconds(7 * kDay - 5 * kHour - kMinute));  // 16.29, a week later
  EXPECT_EQ(go(anna, "paused").error().code, Code::closed);
  world.clock.advance(1min);
  ASSERT_TRUE(go(anna, "online"));
  look();
  EXPECT_EQ(duty_of(anna), duty::State::online) << "who is early stays";
  EXPECT_EQ(now().why, Opening::Why::hours) << "and opens nothing";
}

}  // namespace
}  // namespace onthaal::queue
