#include "features/appointments/appointments_world.h"

namespace onthaal::appointments {
namespace {

// Its hours are none at all: only who keeps an appointment is there.
class OutsideHoursTest : public AppointmentsWorld {
 protected:
  OutsideHoursTest() {
    change(
        "insert into opening_regime (uuid, line, days, week, valid_from) select uuid, id, 'school', '{\"mon\":[],"
        "\"tue\":[],\"wed\":[],\"thu\":[],\"fri\":[],\"sat\":[],\"sun\":[]}', '2026-01-01' from line where slug ="
        " 'clbchat'");
    code = book(open_slot(24));
    end(talk, anna);
    on_duty(anna, false);
  }
  Result<Reply> go_online(const Actor& who) {
    return world.act(
        [&](Tx& tx) { return duty.set(tx, from(who), {.line = line.uuid, .state = duty::State::online}); });
  }
  bool is_online(const Actor& who) {
    return duty::state_of(db(), line.id, std::get<Staff>(who).staff) == duty::State::online;
  }
  std::string talk_state() {
    return db().run({"test.state", "select state from conversation where is_second = 1"})[0].text(0);
  }
  std::size_t overdue(bool about_talk) {
    const auto rows = db().run({"test.overdue", "select conversation from notice where kind = 'overdue'"});
    std::size_t count = 0;
    for (const db::Row row : rows) count += row.is_null(0) ? !about_talk : about_talk;
    return count;
  }
  std::string code;
};
ONTHAAL_ON_BOTH_ENGINES(OutsideHoursTest);

TEST_P(OutsideHoursTest, WhoKeepsAnAppointmentMayBeOnDutyAndTheLineStaysClosed) {
  pass(24h - 31min);
  EXPECT_EQ(go_online(anna).error().code, Code::closed);
  pass(1min);
  ASSERT_TRUE(go_online(anna));
  const auto opening = world.view([&](const Snapshot& snapshot) { return queue::opening(snapshot, line.id); });
  EXPECT_EQ(opening.why, queue::Opening::Why::hours);
  pass(25min);
  EXPECT_EQ(overdue(false), 0u) << "anna is there";
  ASSERT_EQ(status_of(open_with(code, make_token())), 201);
  world.act([&](Tx& tx) { queue::on_hours(tx, talks, duty, line.id); });
  EXPECT_EQ(talk_state(), "waiting") << "its time is its own";
  EXPECT_TRUE(is_online(anna));
  const Uuid second = conversations::waiting({db(), world.clock.now(), world.keys}, line.id).at(0).uuid;
  accept(second, anna);
  pass(2h);
  EXPECT_TRUE(is_online(anna)) << "no clock ends a talk";
  EXPECT_EQ(overdue(true), 0u);
  end(second, anna);
  world.act([&](Tx& tx) { duty.close(tx, line.id); });
  EXPECT_FALSE(is_online(anna));
}

TEST_P(OutsideHoursTest, WhoIsTakenByNobodyIsToldOfAndRefusedAfterTheRunOutAndMayMove) {
  pass(24h - 5min);
  EXPECT_EQ(overdue(false), 1u) << "it can be opened, and nobody is there";
  ASSERT_TRUE(go_online(bert));
  ASSERT_EQ(status_of(open_with(code, make_token())), 201);
  pass(14min);
  EXPECT_EQ(overdue(true), 0u);
  pass(1min);
  EXPECT_EQ(overdue(true), 1u);
  pass(64min);
  EXPECT_EQ(talk_state(), "waiting");
  EXPECT_TRUE(is_online(bert));
  pass(1min);
  EXPECT_EQ(talk_state(), "refused");
  EXPECT_FALSE(is_online(bert));
  EXPECT_EQ(page(code).at("state"), "missed");
  EXPECT_EQ(status_of(move_to(code, open_slot(4))), 200);
}

TEST_P(OutsideHoursTest, AMoveThatIsAskedAgainTellsNobodyAgain) {
  const Uuid slot = open_slot(25);
  ASSERT_EQ(status_of(move_to(code, slot)), 200);
  pass(25h - 5min);
  ASSERT_EQ(overdue(false), 1u);
  change("update notice set seen_at = 1");
  ASSERT_EQ(status_of(move_to(code, slot)), 200) << "a lost answer";
  pass(1min);
  EXPECT_EQ(overdue(false), 1u);
}

TEST_P(OutsideHoursTest, WhoMissedItOrCalledItOffIsWaitedForNoLonger) {
  pass(24h - 5min);
  ASSERT_TRUE(go_online(anna));
  pass(24min);
  EXPECT_TRUE(is_online(anna));
  pass(1min);
  EXPECT_FALSE(is_online(anna)) << "it was missed";
  ASSERT_EQ(status_of(move_to(code, open_slot(1))), 200);
  pass(40min);
  ASSERT_TRUE(go_online(anna));
  ASSERT_EQ(status_of(with_code("/cancel", code)), 204);
  EXPECT_FALSE(is_online(anna));
}

}  // namespace
}  // namespace onthaal::appointments
