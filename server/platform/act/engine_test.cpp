#include <latch>

#include "platform/act/engine_world.h"

namespace onthaal {
namespace {

class EngineTest : public EngineWorld {};
ONTHAAL_ON_BOTH_ENGINES(EngineTest);

TEST_P(EngineTest, AnswersAtOnceWhatIsKnownAtOnce) {
  start();
  run("reply", Reply{.body = "x"});
  EXPECT_EQ(answers, (Answers{{"reply", "kept x"}}));
}

TEST_P(EngineTest, FollowsWorkFromReadToPreparationToAct) {
  start();
  run("chain", Read{.name = "note.read", .run = [](const Snapshot& snapshot) -> Result<Work> {
                      const std::int64_t seen = snapshot.db.run(kCount)[0].integer(0);
                      return Prepare{.name = "note.prepare",
                                     .run = [seen]() -> Result<Work> { return add(seen + 41); }};
                    }});
  wait_for_answers(1);
  EXPECT_EQ(answers, (Answers{{"chain", "kept 41"}}));
  EXPECT_EQ(count(), 1);
}

TEST_P(EngineTest, AReadOrAPreparationThatFailsIsAnswered) {
  start();
  run("read", Read{.name = "r", .run = [](const Snapshot& snapshot) -> Result<Work> {
                     snapshot.db.run({"note.nonsense", "select nothing from note"}, {});
                     return Reply{};
                   }});
  wait_for_answers(1);
  run("read refuses",
      Read{.name = "r", .run = [](const Snapshot&) -> Result<Work> { return fail(Code::not_found, ""); }});
  wait_for_answers(2);
  run("prepare", Prepare{.name = "p", .run = []() -> Result<Work> { throw std::runtime_error("a mistake"); }});
  wait_for_answers(3);
  run("read again", Read{.name = "r", .run = [](const Snapshot& snapshot) -> Result<Work> {
                           return Reply{.body = std::to_string(snapshot.db.run(kCount)[0].integer(0))};
                         }});
  wait_for_answers(4);
  EXPECT_EQ(
      answers,
      (Answers{
          {"read", "internal"}, {"read refuses", "not_found"}, {"prepare", "internal"}, {"read again", "kept 0"}}));
}

TEST_P(EngineTest, AnswersInTheOrderOfTheCommits) {
  start();
  constexpr std::int64_t kActs = 500;
  for (std::int64_t index = 0; index < kActs; ++index) run("act", add(index));
  wait_for_answers(kActs);
  for (std::int64_t index = 0; index < kActs; ++index) {
    EXPECT_EQ(answers[static_cast<std::size_t>(index)].second, "kept " + std::to_string(index));
  }
  EXPECT_EQ(count(), kActs);
  EXPECT_EQ(engine->counts().acts, static_cast<std::uint64_t>(kActs));
  EXPECT_LE(engine->counts().commits, static_cast<std::uint64_t>(kActs));
}

TEST_P(EngineTest, WhatDoesNotFitInTheQueueIsBusyAtOnce) {
  settings.write_queue = 2;
  start();
  std::latch started(1);
  std::latch released(1);
  run("first", Act{.name = "note.hold", .run = [&](Tx&) {
                     started.count_down();
                     released.wait();
                     return Reply{};
                   }});
  started.wait();
  run("second", add(2));
  run("third", add(3));
  run("fourth", add(4));
  EXPECT_EQ(answers, (Answers{{"fourth", "busy"}}));
  EXPECT_EQ(engine->counts().busy, 1U);
  released.count_down();
  wait_for_answers(4);
  EXPECT_EQ(count(), 2);
}

TEST_P(EngineTest, WhoFloodsTheQueueDelaysNobodyElse) {
  settings.write_queue = 128;
  start();
  std::latch started(1);
  std::latch released(1);
  run("held", Act{.name = "note.hold", .run = [&](Tx&) {
                    started.count_down();
                    released.wait();
                    return Reply{};
                  }});
  started.wait();
  for (int i = 0; i < 100; ++i) run("robin", add(i), 100);
  EXPECT_EQ(answers, Answers(92, {"robin", "busy"})) << "all but a share";
  run("sam", add(1000), 101);
  answers.clear();
  released.count_down();
  wait_for_answers(10);
  ASSERT_EQ(answers.size(), 10U);
  EXPECT_EQ(answers[1].second, "kept 0");
  EXPECT_EQ(answers[2].second, "kept 1000");
  EXPECT_EQ(answers[9].second, "kept 7");
}

TEST_P(EngineTest, AReadSeesOneState) {
  start();
  std::latch counted(1);
  std::latch added(1);
  run("read", Read{.name = "note.twice", .run = [&](const Snapshot& snapshot) -> Result<Work> {
                     const std::int64_t before = snapshot.db.run(kCount)[0].integer(0);
                     counted.count_down();
                     added.wait();
                     const std::int64_t after = snapshot.db.run(kCount)[0].integer(0);
                     return Reply{.body = std::to_string(before) + std::to_string(after)};
                   }});
  counted.wait();
  run("act", add(1));
  wait_for_answers(1);
  added.count_down();
  wait_for_answers(2);
  EXPECT_EQ(answers, (Answers{{"act", "kept 1"}, {"read", "kept 00"}}));
}

TEST_P(EngineTest, AJobRunsWithoutBeingAskedFor) {
  std::latch ran(1);
  kinds.push_back({"note.job", [&](Tx& tx, const jobs::Job&) {
                     tx.db.run(kAdd, {{"size", 7}});
                     ran.count_down();
                   }});
  start();
  run("asks", Act{.name = "note.ask", .run = [](Tx& tx) {
                    jobs::later(tx, "note.job", "k", tx.now);
                    return Reply{};
                  }});
  ran.wait();
  engine->stop();
  EXPECT_EQ(count(), 1);
}

}  // namespace
}  // namespace onthaal
