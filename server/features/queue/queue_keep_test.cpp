#include "features/queue/queue_world.h"

// A talk that is kept for one operator: the plan of its visitor says so.
namespace onthaal::queue {
namespace {

class QueueKeepTest : public QueueWorld {
 protected:
  static StaffId id_of_staff(const Actor& who) { return std::get<Staff>(who).staff; }
  void keep(const Talk& talk, const Actor& who) {
    world.act([&](Tx& tx) { keep_for(tx, conversations::find_subject(tx.db, talk.uuid).value(), id_of_staff(who)); });
  }
  std::string kept_for(const Talk& talk) {
    const auto waiting =
        world.view([&](const Snapshot& snapshot) { return conversations::find_waiting(snapshot, id_of(talk.uuid)); });
    return waiting && waiting->kept_for ? waiting->kept_for->text() : "nobody";
  }
  void pass_with_jobs(std::chrono::milliseconds time) {
    world.clock.advance(time);
    auto kinds = jobs(talks, duty);
    for (const jobs::JobKind& kind : talks.jobs()) kinds.push_back(kind);
    while (const auto due = jobs::find_due(db(), world.clock.now()))
      world.act([&](Tx& tx) {
        const auto job = jobs::take(tx.db, due->id);
        for (const jobs::JobKind& kind : kinds)
          if (kind.name == due->kind) kind.run(tx, job.value());
      });
  }
  boost::json::object told() {
    const auto all = events();
    const auto last = std::ranges::find(all.rbegin(), all.rend(), "conversation.waiting", &streams::Event::event);
    return json::parse(last->data.value()).value();
  }
  void set_duty(const Actor& who, const std::string& state) {
    const std::string data = json::Out().uuid("line", line.uuid).text("state", state).str();
    command(duty.commands(), "duty.set", from(who), data).value();
  }
};
ONTHAAL_ON_BOTH_ENGINES(QueueKeepTest);

TEST_P(QueueKeepTest, OthersPassItOverAndItKeepsItsPlace) {
  const Talk kept = request("kept"), other = request("other");
  keep(kept, bert);
  EXPECT_EQ(told().at("kept_for").as_string(), uuid_text(bert));
  EXPECT_EQ(told().at("front").as_bool(), false);
  EXPECT_EQ(places().at(0).data.substr(0, 10), R"({"place":1)");
  const auto chosen = take_chosen(anna, kept.uuid, "urgent");
  EXPECT_EQ(chosen.error().code, Code::conflict);
  EXPECT_EQ(chosen.error().detail, "it is kept for a colleague");
  EXPECT_EQ(take(from(anna))->body, answer(other.uuid));
  EXPECT_EQ(take(from(anna)).error().code, Code::conflict);
  EXPECT_EQ(take(from(bert))->body, answer(kept.uuid));
}

TEST_P(QueueKeepTest, WhoCameFirstIsNotPassedOverForIt) {
  const Talk first = request("first"), kept = request("kept");
  keep(kept, bert);
  EXPECT_EQ(take(from(bert))->body, answer(first.uuid));
  EXPECT_EQ(take_chosen(bert, kept.uuid, "mine")->body, answer(kept.uuid));
}

TEST_P(QueueKeepTest, ForThreeMinutesThenForAnybody) {
  const Talk kept = request("kept");
  present(kept, "visitor", true);
  keep(kept, bert);
  pass_with_jobs(3min - 1ms);
  EXPECT_EQ(kept_for(kept), uuid_text(bert));
  pass_with_jobs(1ms);
  EXPECT_EQ(kept_for(kept), "nobody");
  EXPECT_EQ(told().at("kept_for"), nullptr);
  EXPECT_EQ(take(from(anna))->body, answer(kept.uuid));
}

TEST_P(QueueKeepTest, NotForWhoCannotTakeIt) {
  const Talk talk = request("talk");
  keep(talk, carla);  // on another line
  EXPECT_EQ(kept_for(talk), "nobody");
  change("update duty set lost_at = 1");
  keep(talk, bert);
  EXPECT_EQ(kept_for(talk), "nobody");
  change("update duty set lost_at = null, state = 'paused'");
  keep(talk, bert);
  EXPECT_EQ(kept_for(talk), "nobody");
  change("update duty set state = 'online'");
  change("update staff_role set capacity = 1");
  const Talk first = request("first");
  take_chosen(bert, first.uuid, "urgent").value();
  keep(talk, bert);
  EXPECT_EQ(kept_for(talk), "nobody");
}

TEST_P(QueueKeepTest, UntilThatPersonHasNoRoomOrGoes) {
  change("update staff_role set capacity = 1");
  request("first");
  const Talk kept = request("kept");
  keep(kept, bert);
  take(from(bert)).value();
  EXPECT_EQ(kept_for(kept), "nobody");
  EXPECT_EQ(told().at("kept_for"), nullptr);

  const Talk other = request("other");
  keep(other, anna);
  EXPECT_EQ(kept_for(other), uuid_text(anna));
  set_duty(anna, "paused");
  EXPECT_EQ(kept_for(other), "nobody");
}

TEST_P(QueueKeepTest, SomebodyMedicalGoesBeforeIt) {
  const Talk talk = request("talk");
  change("update conversation set wants = 'medical'");
  keep(talk, bert);
  EXPECT_EQ(kept_for(talk), "nobody");
  change("update conversation set wants = null");
  keep(talk, bert);
  change("update conversation set wants = 'medical'");
  EXPECT_EQ(take(from(anna))->body, answer(talk.uuid));
}

TEST_P(QueueKeepTest, WhatWasATalkIsKeptForNobody) {
  const Talk talk = request("talk");
  keep(talk, bert);
  take(from(bert)).value();
  present(talk, "operator", true);
  keep(talk, bert);
  present(talk, "operator", false);
  pass_with_jobs(4min);
  keep(talk, bert);
  EXPECT_EQ(kept_for(talk), "nobody");
  EXPECT_EQ(take(from(anna))->body, answer(talk.uuid));
  end(anna, talk.uuid).value();
  const Talk leaves = request("leaves");
  keep(leaves, bert);
  end(leaves.visitor, leaves.uuid).value();
  pass_with_jobs(3min);
}

// Two take at once, in either order: the database gives it to who it is kept for, and to nobody twice.
TEST_P(QueueKeepTest, TwoTakeAtOnce) {
  for (const bool is_kept_first : {true, false}) {
    const Talk kept = request("kept");
    keep(kept, bert);
    const auto [one, two] = is_kept_first ? std::pair(from(bert), from(anna)) : std::pair(from(anna), from(bert));
    const auto replies = {take(one), take(two)};
    EXPECT_EQ(std::ranges::count_if(replies, [](const Result<Reply>& each) { return each.has_value(); }), 1);
    EXPECT_EQ(db().run({"test.taker", "select operator from conversation where uuid = :uuid"}, {{"uuid", kept.uuid}})[0]
                  .integer(0),
              id_of_staff(bert).value);
  }
}

}  // namespace
}  // namespace onthaal::queue
