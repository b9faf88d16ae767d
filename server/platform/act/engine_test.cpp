#include "platform/act/engine.h"

#include <gtest/gtest.h>
#include <sched.h>
#include <sys/resource.h>
#include <unistd.h>

#include <condition_variable>
#include <latch>
#include <mutex>
#include <thread>

#include "support/world.h"

namespace onthaal {
namespace {

constexpr db::Sql kAdd{"note.add", "insert into note (size) values (:size)"};
constexpr db::Sql kCount{"note.count", "select count(*) from note"};

class EngineTest : public support::StoreTest {
 protected:
  EngineTest() {
    world.database.connection().run_script("create table note (id {id}, size {int} not null) {strict}");
    settings.url = world.database.url();
  }

  void start() {
    engine.emplace(settings, world.clock, world.random, world.keys, kinds, [this](std::vector<Finished> finished) {
      const std::scoped_lock lock(mutex);
      for (Finished& one : finished) one.done(std::move(one.reply));
      changed.notify_all();
    });
  }

  void run(std::string name, Work work, Asker asker = kHouse) {
    auto done = [this, name](Result<Reply> reply) {
      answers.emplace_back(name, reply ? "kept " + reply->body : error_row(reply.error().code).name);
    };
    engine->run(std::move(work), std::move(done), asker);
  }

  void wait_for_answers(std::size_t count) {
    std::unique_lock lock(mutex);
    changed.wait(lock, [&] { return answers.size() >= count; });
  }

  static Act add(std::int64_t size) {
    return {.name = "note.add", .run = [size](Tx& tx) {
              tx.db.run(kAdd, {{"size", size}});
              return Reply{.body = std::to_string(size)};
            }};
  }

  std::int64_t count() { return world.database.connect(db::Access::read)->run(kCount)[0].integer(0); }

  using Answers = std::vector<std::pair<std::string, std::string>>;

  EngineSettings settings{.act_limit = std::chrono::seconds(10), .act_patience = std::chrono::seconds(20)};
  std::vector<jobs::JobKind> kinds;
  std::mutex mutex;
  std::condition_variable changed;
  Answers answers;
  std::optional<Engine> engine;
};
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

TEST_P(EngineTest, AChoreHoldsUpNothingAndEndsWhenTheServerStops) {
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
TEST_P(EngineTest, NoLaneHoldsUpAnother) {
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

TEST_P(EngineTest, APageDoesNotWaitBehindFigures) {
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

TEST_P(EngineTest, AStopDoesNotWaitForFigures) {
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

TEST_P(EngineTest, StoppingFinishesWhatWasTaken) {
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

TEST_P(EngineTest, PreparationsRunAtLowPriority) {
  start();
  run("prepare", Prepare{.name = "note.prepare", .run = []() -> Result<Work> {
                           const auto thread = static_cast<id_t>(gettid());
                           return Reply{.body = std::to_string(getpriority(PRIO_PROCESS, thread))};
                         }});
  wait_for_answers(1);
  EXPECT_EQ(answers, (Answers{{"prepare", "kept 19"}}));
}

TEST_P(EngineTest, FiguresLeaveTheirCoreToAnythingElse) {
  start();
  run("figures", Read{.name = "note.figures",
                      .run = [](const Snapshot&) -> Result<Work> {
                        return Reply{.body = sched_getscheduler(0) == SCHED_IDLE ? "last" : "not last"};
                      },
                      .lane = ReadLane::figures});
  wait_for_answers(1);
  EXPECT_EQ(answers, (Answers{{"figures", "kept last"}}));
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

class PostgresEngineTest : public EngineTest {};
INSTANTIATE_TEST_SUITE_P(Engines, PostgresEngineTest, testing::Values(db::Engine::postgres), support::engine_name);

TEST_P(PostgresEngineTest, ALostConnectionIsMadeAnew) {
  settings.readers = 1;
  start();
  const auto count_notes = Read{.name = "note.read", .run = [](const Snapshot& snapshot) -> Result<Work> {
                                  return Reply{.body = std::to_string(snapshot.db.run(kCount)[0].integer(0))};
                                }};
  run("read", count_notes);
  wait_for_answers(1);
  run("cuts", Act{.name = "note.cut", .run = [this](Tx& tx) {
                    tx.db.run(kAdd, {{"size", 1}});
                    world.database.cut_connections();
                    return Reply{};
                  }});
  wait_for_answers(2);
  run("act", add(2));
  wait_for_answers(3);
  run("read", count_notes);
  wait_for_answers(4);
  run("read", count_notes);
  wait_for_answers(5);
  EXPECT_EQ(
      answers,
      (Answers{{"read", "kept 0"}, {"cuts", "timeout"}, {"act", "kept 2"}, {"read", "busy"}, {"read", "kept 1"}}));
}

TEST_P(PostgresEngineTest, GivesUpWhenAnotherServerHasTakenOver) {
  std::latch given_up(1);
  settings.claim_wait = std::chrono::milliseconds(0);
  settings.give_up = [&] { given_up.count_down(); };
  start();
  std::unique_ptr<db::Connection> other;
  run("cuts", Act{.name = "note.cut", .run = [&](Tx&) {
                    world.database.cut_connections();
                    other = world.database.connect(db::Access::write);
                    EXPECT_TRUE(other->claim_writing());
                    return Reply{};
                  }});
  wait_for_answers(1);
  run("act", add(2));
  given_up.wait();
  wait_for_answers(2);
  EXPECT_EQ(answers, (Answers{{"cuts", "timeout"}, {"act", "restart"}}));
  EXPECT_EQ(other->run(kCount)[0].integer(0), 0);
}

TEST_P(PostgresEngineTest, ASecondEngineIsRefused) {
  start();
  EXPECT_THROW(Engine(settings, world.clock, world.random, world.keys, {}, [](std::vector<Finished>) {}), db::DbError);
}

}  // namespace
}  // namespace onthaal
