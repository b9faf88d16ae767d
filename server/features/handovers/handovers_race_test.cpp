#include <future>
#include <thread>

#include "features/handovers/handovers_world.h"
#include "support/racing.h"

namespace onthaal::handovers {
namespace {

// Two acts at once, over a real engine: whoever comes first decides, the other one hears it, and the rows agree.
class HandoversRaceTest : public HandoversWorld {
 protected:
  void TearDown() override {
    engine.stop();
    HandoversWorld::TearDown();
  }
  std::future<Result<Reply>> given(std::string_view name, const Actor& actor, const std::string& data) {
    auto answer = std::make_shared<std::promise<Result<Reply>>>();
    for (const live::Commands& table : {talks.commands(), queue::commands(talks), commands(talks)})
      for (const live::Command& each : table)
        if (each.name == name)
          engine.run(each.parse(from(actor), json::parse(data).value()).value(),
                     [answer](Result<Reply> reply) { answer->set_value(std::move(reply)); });
    return answer->get_future();
  }
  // Both are sent by a thread of their own; which of them was done.
  template <class One, class Other>
  std::pair<bool, bool> at_once(const One& one, const Other& other) {
    std::future<Result<Reply>> second;
    std::thread thread([&] { second = other(); });
    auto first = one();
    thread.join();
    const bool is_first = first.get().has_value();
    return {is_first, second.get().has_value()};
  }
  std::string yes(const Uuid& handover) {
    return json::Out().uuid("handover", handover).boolean("yes", true).boolean("with_summary", false).str();
  }
  static std::string on(const char* field, const Uuid& uuid) { return json::Out().uuid(field, uuid).str(); }
  std::string wish(const Uuid& talk) {
    return json::Out()
        .uuid("conversation", talk)
        .uuid("partner", partner)
        .raw("theme", "null")
        .raw("summary", "null")
        .str();
  }
  std::string text(const Uuid& talk) { return json::Out().uuid("conversation", talk).text("text", "dag").str(); }
  // The jobs that are due have run.
  void settle() {
    for (int round = 0; jobs::find_due(db(), world.clock.now()); ++round) {
      ASSERT_LT(round, 1000);
      std::promise<void> done;
      engine.run(Act{"test.wake", [](Tx&) -> Result<Reply> { return Reply{}; }},
                 [&](const Result<Reply>&) { done.set_value(); });
      done.get_future().get();
    }
  }

  std::vector<jobs::JobKind> all_jobs() {
    auto all = talks.jobs();
    for (const jobs::JobKind& kind : jobs(talks)) all.push_back(kind);
    return all;
  }
  Engine engine = support::racing_engine(world, all_jobs());
};
ONTHAAL_ON_BOTH_ENGINES(HandoversRaceTest);

TEST_P(HandoversRaceTest, TwoHandOversAtOnceAreOne) {
  for (int round = 0; round < 10; ++round) {
    visitor = make_visitor();
    const Uuid first = begins(visitor);
    const auto [one, other] = at_once([&] { return given("handover.ask", anna, wish(first)); },
                                      [&] { return given("handover.ask", anna, wish(first)); });
    EXPECT_NE(one, other);
    EXPECT_EQ(handover_state(first), "asked");
    ends(anna, first).value();
  }
}

TEST_P(HandoversRaceTest, TwoDevicesSayYesAndThereIsOneSecondTalk) {
  for (int round = 0; round < 10; ++round) {
    visitor = make_visitor();
    const Uuid first = begins(visitor);
    asks(anna, first).value();
    const std::string answer = yes(handover_of(first));
    const auto [one, other] = at_once([&] { return given("handover.answer", visitor, answer); },
                                      [&] { return given("handover.answer", visitor, answer); });
    EXPECT_NE(one, other);
    EXPECT_EQ(world.view([&](const Snapshot& s) { return conversations::count_waiting(s.db, there.id); }), 1);
    ends(visitor, first).value();
  }
}

TEST_P(HandoversRaceTest, AYesAgainstTheEndOfTheTalk) {
  for (int round = 0; round < 10; ++round) {
    visitor = make_visitor();
    const Uuid first = begins(visitor);
    asks(anna, first).value();
    const Uuid handover = handover_of(first);
    const auto [agreed, ended] = at_once([&] { return given("handover.answer", visitor, yes(handover)); },
                                         [&] { return given("conversation.end", anna, on("conversation", first)); });
    EXPECT_NE(agreed, ended);
    EXPECT_EQ(handover_state(first), agreed ? "agreed" : "withdrawn");
    ends(visitor, first).value();
    EXPECT_EQ(world.view([&](const Snapshot& s) { return conversations::count_waiting(s.db, there.id); }), 0);
  }
}

// Whoever asks first is answered: the talk goes to the other line, or to the colleague, never to both.
TEST_P(HandoversRaceTest, AskedAgainstGivenToAColleague) {
  const Actor bert = make_staff("bert", {{"clbchat", Role::operator_}});
  goes_online(bert);
  for (int round = 0; round < 10; ++round) {
    visitor = make_visitor();
    const Uuid first = begins(visitor);
    const auto [asked, given_away] = at_once([&] { return given("handover.ask", anna, wish(first)); },
                                             [&] { return given("conversation.pass", anna, pass_of(first, bert)); });
    EXPECT_NE(asked, given_away);
    EXPECT_EQ(state_of(first), asked ? "active" : "waiting");
    ends(visitor, first).value();
  }
}

TEST_P(HandoversRaceTest, AYesAgainstWithdrawn) {
  for (int round = 0; round < 10; ++round) {
    visitor = make_visitor();
    const Uuid first = begins(visitor);
    asks(anna, first).value();
    const Uuid handover = handover_of(first);
    const auto [agreed, withdrawn] =
        at_once([&] { return given("handover.answer", visitor, yes(handover)); },
                [&] { return given("handover.withdraw", anna, on("handover", handover)); });
    EXPECT_TRUE(withdrawn);  // before the yes or after it: a place in a queue can be taken back, too
    EXPECT_EQ(handover_state(first), "withdrawn");
    EXPECT_EQ(state_of(first), "active");
    EXPECT_EQ(world.view([&](const Snapshot& s) { return conversations::count_waiting(s.db, there.id); }), 0);
    if (agreed) {
      EXPECT_EQ(state_of(second_of(first)), "refused");
    }
    ends(visitor, first).value();
  }
}

// The first operator ends it while the other one greets: the talk ends once, and the visitor is with somebody.
TEST_P(HandoversRaceTest, GreetedAgainstTheEndOfTheFirst) {
  for (int round = 0; round < 10; ++round) {
    visitor = make_visitor();
    const auto [first, handover, second] = agreed();
    takes(vera, there).value();
    const auto [greeted, ended] = at_once([&] { return given("message.post", vera, text(second)); },
                                          [&] { return given("conversation.end", anna, on("conversation", first)); });
    EXPECT_TRUE(greeted);
    EXPECT_EQ(handover_state(first), "greeted");
    EXPECT_EQ(state(visitor, first).at("ended_by").as_string(), "handed_over");
    EXPECT_EQ(state_of(second), "active");
    ends(visitor, second).value();
  }
}

TEST_P(HandoversRaceTest, WithdrawnAgainstTaken) {
  for (int round = 0; round < 10; ++round) {
    visitor = make_visitor();
    const auto [first, handover, second] = agreed();
    const auto [taken, withdrawn] =
        at_once([&] { return given("queue.take", vera, on("line", there.uuid)); },
                [&] { return given("handover.withdraw", visitor, on("handover", handover)); });
    EXPECT_NE(taken, withdrawn);
    EXPECT_EQ(handover_state(first), taken ? "taken" : "withdrawn");
    ends(visitor, first).value();
  }
}

TEST_P(HandoversRaceTest, GreetedAgainstWithdrawn) {
  for (int round = 0; round < 10; ++round) {
    visitor = make_visitor();
    const auto [first, handover, second] = agreed();
    takes(vera, there).value();
    const auto [greeted, withdrawn] =
        at_once([&] { return given("message.post", vera, text(second)); },
                [&] { return given("handover.withdraw", anna, on("handover", handover)); });
    EXPECT_NE(greeted, withdrawn);
    EXPECT_EQ(handover_state(first), greeted ? "greeted" : "withdrawn");
    EXPECT_EQ(state_of(first), greeted ? "ended" : "active");
    EXPECT_EQ(state_of(second), greeted ? "active" : "ended");
    ends(visitor, greeted ? second : first).value();
  }
}

TEST_P(HandoversRaceTest, TheTimeIsOverAgainstTaken) {
  for (int round = 0; round < 10; ++round) {
    visitor = make_visitor();
    const Uuid first = begins(visitor);
    asks(anna, first).value();
    given("handover.answer", visitor, yes(handover_of(first))).get().value();
    const Uuid second = second_of(first);
    present(second, "visitor", true);
    world.clock.advance(10min);
    auto take = given("queue.take", vera, on("line", there.uuid));
    settle();
    const bool taken = take.get().has_value();
    EXPECT_EQ(handover_state(first), taken ? "taken" : "not_taken");
    EXPECT_EQ(state_of(second), taken ? "active" : "refused");
    EXPECT_EQ(state_of(first), "active");
    ends(visitor, first).value();
  }
}

}  // namespace
}  // namespace onthaal::handovers
