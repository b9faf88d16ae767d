#include <latch>

#include "platform/act/engine_world.h"

namespace onthaal {
namespace {

class EnginePostgresTest : public EngineWorld {};
INSTANTIATE_TEST_SUITE_P(Engines, EnginePostgresTest, testing::Values(db::Engine::postgres), support::engine_name);

TEST_P(EnginePostgresTest, ALostConnectionIsMadeAnew) {
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

TEST_P(EnginePostgresTest, GivesUpWhenAnotherServerHasTakenOver) {
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

TEST_P(EnginePostgresTest, ASecondEngineIsRefused) {
  start();
  EXPECT_THROW(Engine(settings, world.clock, world.random, world.keys, {}, [](std::vector<Finished>) {}), db::DbError);
}

}  // namespace
}  // namespace onthaal
