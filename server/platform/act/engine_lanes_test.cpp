#include <sched.h>
#include <sys/resource.h>
#include <unistd.h>

#include <latch>
#include <thread>

#include "platform/act/engine_world.h"

namespace onthaal {
namespace {

class EngineLanesTest : public EngineWorld {};
ONTHAAL_ON_BOTH_ENGINES(EngineLanesTest);

TEST_P(EngineLanesTest, AChoreHoldsUpNothingAndEndsWhenTheServerStops) {
  start();
  run("chore", Chore{.name = "note.long", .run = [](const std::stop_token& stop) -> Result<Work> {
                       while (!stop.stop_requested()) std::this_thread::yield();
                       return add(1);
                     }});
  run("prepare", Prepare{.name = "note.prepare", .run = []() -> Result<Work> { return add(2); }});
  wait_for_answers(1);
  EXPECT_EQ(answers, (Answers{{"prepare", "kept 2"}}));
  engine->stop();
  EXPECT_EQ(answers, (Answers{{"prepare", "kept 2"}, {"chore", "kept 1"}}));
  EXPECT_EQ(count(), 2);
}

// A backup of hours holds up no mail, and a provider that hangs no vault.
TEST_P(EngineLanesTest, NoLaneHoldsUpAnother) {
  start();
  const auto hangs = [](ChoreLane lane) {
    return Chore{.name = "note.long",
                 .run = [](const std::stop_token& stop) -> Result<Work> {
                   while (!stop.stop_requested()) std::this_thread::yield();
                   return Reply{.body = "stopped"};
                 },
                 .lane = lane};
  };
  run("backup", hangs(ChoreLane::slow));
  run("mail", Chore{.name = "note.mail",
                    .run = [](const std::stop_token&) -> Result<Work> { return add(1); },
                    .lane = ChoreLane::mail});
  wait_for_answers(1);
  for (int asked = 0; asked < 20; ++asked) run("ask", hangs(ChoreLane::ask));
  run("vault", Prepare{.name = "note.vault", .run = []() -> Result<Work> { return add(2); }, .lane = Lane::waits});
  wait_for_answers(2);
  run("extract", Chore{.name = "note.extract",
                       .run = [](const std::stop_token&) -> Result<Work> { return add(3); },
                       .lane = ChoreLane::file});
  wait_for_answers(3);
  EXPECT_EQ(answers, (Answers{{"mail", "kept 1"}, {"vault", "kept 2"}, {"extract", "kept 3"}}));
  engine->stop();
  EXPECT_EQ(answers.size(), 24u) << "and all end at a stop";
}

TEST_P(EngineLanesTest, APageDoesNotWaitBehindFigures) {
  start();
  std::latch let(1);
  for (int index = 0; index < 5; ++index)
    run("figures", Read{.name = "note.figures",
                        .run = [&](const Snapshot&) -> Result<Work> {
                          let.wait();
                          return Reply{.body = "figures"};
                        },
                        .lane = ReadLane::figures});
  for (int index = 0; index < 5; ++index)
    run("page",
        Read{.name = "note.page", .run = [](const Snapshot&) -> Result<Work> { return Reply{.body = "page"}; }});
  wait_for_answers(5);
  EXPECT_EQ(answers, Answers(5, Answers::value_type{"page", "kept page"}));
  let.count_down();
  wait_for_answers(10);
  EXPECT_EQ(answers.back(), (Answers::value_type{"figures", "kept figures"}));
}

TEST_P(EngineLanesTest, AStopDoesNotWaitForFigures) {
  start();
  std::latch began(1);
  std::latch let(1);
  const auto figures = [&](const char* name) {
    run(name, Read{.name = "note.figures",
                   .run = [&](const Snapshot&) -> Result<Work> {
                     began.count_down();
                     let.wait();
                     return Reply{.body = "figures"};
                   },
                   .lane = ReadLane::figures});
  };
  figures("begun");
  began.wait();
  figures("waiting");
  std::jthread stopping([this] { engine->stop(); });
  do {
    const std::scoped_lock lock(mutex);
    answers.clear();
  } while (run("late", Work(Reply{})), answers.back().second != "restart");
  answers.clear();
  let.count_down();
  stopping.join();
  EXPECT_EQ(answers, (Answers{{"begun", "kept figures"}, {"waiting", "restart"}}));
}

TEST_P(EngineLanesTest, StoppingFinishesWhatWasTaken) {
  start();
  for (int index = 0; index < 50; ++index) {
    run("read", Read{.name = "note.read", .run = [](const Snapshot&) -> Result<Work> {
                       return Prepare{.name = "note.prepare", .run = []() -> Result<Work> { return add(1); }};
                     }});
    run("act", add(2));
  }
  engine->stop();
  run("late", add(3));
  engine->stop();
  ASSERT_EQ(answers.size(), 101U);
  EXPECT_EQ(answers.back(), (std::pair<std::string, std::string>{"late", "restart"}));
  EXPECT_EQ(count(), 100);
}

TEST_P(EngineLanesTest, PreparationsRunAtLowPriority) {
  start();
  run("prepare", Prepare{.name = "note.prepare", .run = []() -> Result<Work> {
                           const auto thread = static_cast<id_t>(gettid());
                           return Reply{.body = std::to_string(getpriority(PRIO_PROCESS, thread))};
                         }});
  wait_for_answers(1);
  EXPECT_EQ(answers, (Answers{{"prepare", "kept 19"}}));
}

TEST_P(EngineLanesTest, FiguresLeaveTheirCoreToAnythingElse) {
  start();
  run("figures", Read{.name = "note.figures",
                      .run = [](const Snapshot&) -> Result<Work> {
                        return Reply{.body = sched_getscheduler(0) == SCHED_IDLE ? "last" : "not last"};
                      },
                      .lane = ReadLane::figures});
  wait_for_answers(1);
  EXPECT_EQ(answers, (Answers{{"figures", "kept last"}}));
}

}  // namespace
}  // namespace onthaal
