#include "platform/act/writer.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <stdexcept>

#include "support/world.h"

namespace onthaal {
namespace {

using std::chrono::milliseconds;

constexpr db::Sql kAdd{"note.add", "insert into note (name, size) values (:name, :size)"};
constexpr db::Sql kForEver{
    "note.for_ever",
    "with recursive c(x) as (select 1 union all select x + 1 from c where x > 0) select count(*) from c"};
constexpr db::Sql kWriteForEver{"note.write_for_ever",
                                "insert into note (size) with recursive c(x) as (select 1 union all select x + 1 from "
                                "c where x > 0) select x from c"};

class WriterTest : public support::StoreTest {
 protected:
  WriterTest() {
    world.database.connection().run_script(
        "create table note (id {id}, name text unique, size {int} not null) {strict}");
    settings.url = world.database.url();
    EXPECT_TRUE(writer.open());
  }

  static Result<Reply> add(Tx& tx, std::string_view name) {
    tx.db.run(kAdd, {{"name", name}, {"size", 1}});
    tx.effects.push_back(Touched{"note", static_cast<std::int64_t>(name.size())});
    return Reply{.body = std::string(name)};
  }

  // Asks for an act; what it was answered is found under its name.
  void ask(const char* name, std::function<Result<Reply>(Tx&)> run) {
    waiting.push_back({.act = {.name = name, .run = std::move(run)}, .done = [this, name](Result<Reply> reply) {
                         answers.emplace_back(name, reply ? "kept " + reply->body : error_row(reply.error().code).name);
                       }});
  }
  void ask_add(const char* name) {
    ask(name, [name](Tx& tx) { return add(tx, name); });
  }

  void run_all() {
    do writer.run_group(waiting);
    while (!waiting.empty());
  }

  std::vector<std::string> notes() {
    std::vector<std::string> names;
    const auto reader = world.database.connect(db::Access::read);
    for (const db::Row row : reader->run({"note.names", "select name from note order by name"}, {})) {
      names.push_back(row.text(0));
    }
    return names;
  }

  using Answers = std::vector<std::pair<std::string, std::string>>;
  using Names = std::vector<std::string>;

  EngineSettings settings{.act_limit = std::chrono::seconds(5), .act_patience = std::chrono::seconds(10)};
  std::vector<std::size_t> deliveries;  // how many were finished by each commit
  std::vector<Effect> effects;
  Answers answers;
  WriterDeliver deliver = [this](std::vector<Finished> finished, std::size_t) {
    deliveries.push_back(finished.size());
    for (Finished& one : finished) {
      for (Effect& effect : one.effects) effects.push_back(std::move(effect));
      one.done(std::move(one.reply));
    }
  };
  std::vector<std::string> job_runs;
  std::function<void(Tx&, const jobs::Job&)> on_job = [](Tx&, const jobs::Job&) {};
  std::vector<jobs::JobKind> kinds{{"note.job", [this](Tx& tx, const jobs::Job& job) {
                                      job_runs.push_back(job.key + ":" + job.data);
                                      on_job(tx, job);
                                    }}};
  Counters counters;
  Writer writer{settings, world.clock, world.random, world.keys, kinds, deliver, counters};
  std::vector<Pending> waiting;
};
ONTHAAL_ON_BOTH_ENGINES(WriterTest);

TEST_P(WriterTest, OneCommitForAllThatWaitAndAnswersInOrder) {
  ask_add("a");
  ask_add("bb");
  ask_add("ccc");
  run_all();
  EXPECT_EQ(answers, (Answers{{"a", "kept a"}, {"bb", "kept bb"}, {"ccc", "kept ccc"}}));
  EXPECT_EQ(deliveries, (std::vector<std::size_t>{3}));
  EXPECT_EQ(counters.commits, 1U);
  ASSERT_EQ(effects.size(), 3U);
  for (std::size_t index = 0; index < 3; ++index) {
    EXPECT_EQ(std::get<Touched>(effects[index]).id, static_cast<std::int64_t>(index + 1));
  }
  EXPECT_EQ(notes(), (Names{"a", "bb", "ccc"}));
}

TEST_P(WriterTest, AGroupHasALimit) {
  settings.group = 2;
  for (const char* name : {"a", "b", "c", "d", "e"}) ask_add(name);
  run_all();
  EXPECT_EQ(deliveries, (std::vector<std::size_t>{2, 2, 1}));
  EXPECT_EQ(notes().size(), 5U);
}

TEST_P(WriterTest, AGroupHasATimeLimit) {
  for (const char* name : {"a", "b", "c", "d", "e"}) {
    ask(name, [this, name](Tx& tx) {
      world.clock.advance(milliseconds(1));
      return add(tx, name);
    });
  }
  run_all();
  EXPECT_EQ(deliveries, (std::vector<std::size_t>{2, 2, 1}));
}

TEST_P(WriterTest, AnActThatThrowsIsUndoneAndTheOthersAreKept) {
  ask_add("a");
  ask("throws", [](Tx& tx) -> Result<Reply> {
    add(tx, "thrown").value();
    throw std::runtime_error("a mistake");
  });
  ask("throws a number", [](Tx& tx) -> Result<Reply> {
    add(tx, "thrown").value();
    throw 7;
  });
  ask_add("b");
  run_all();
  EXPECT_EQ(answers,
            (Answers{{"a", "kept a"}, {"throws", "internal"}, {"throws a number", "internal"}, {"b", "kept b"}}));
  EXPECT_EQ(effects.size(), 2U);
  EXPECT_EQ(counters.commits, 1U);
  EXPECT_EQ(notes(), (Names{"a", "b"}));
}

TEST_P(WriterTest, AnActThatThrowsAloneIsUndone) {
  ask("throws", [](Tx& tx) -> Result<Reply> {
    add(tx, "thrown").value();
    throw std::runtime_error("a mistake");
  });
  run_all();
  ask_add("a");
  run_all();
  EXPECT_EQ(answers, (Answers{{"throws", "internal"}, {"a", "kept a"}}));
  EXPECT_EQ(notes(), Names{"a"});
}

TEST_P(WriterTest, AnActThatRefusesChangesNothing) {
  ask_add("a");
  ask("refuses", [](Tx& tx) -> Result<Reply> {
    add(tx, "refused").value();
    return fail(Code::conflict, "somebody was first");
  });
  run_all();
  ask("refuses alone", [](Tx& tx) -> Result<Reply> {
    add(tx, "refused").value();
    return fail(Code::closed, "it has ended");
  });
  run_all();
  EXPECT_EQ(answers, (Answers{{"a", "kept a"}, {"refuses", "conflict"}, {"refuses alone", "closed"}}));
  EXPECT_EQ(effects.size(), 1U);
  EXPECT_EQ(notes(), Names{"a"});
}

TEST_P(WriterTest, AnActThatBreaksAConstraintIsUndoneAndTheOthersAreKept) {
  ask_add("a");
  ask("breaks", [](Tx& tx) {
    add(tx, "broken").value();
    return add(tx, "a");
  });
  ask_add("b");
  run_all();
  EXPECT_EQ(answers, (Answers{{"a", "kept a"}, {"breaks", "internal"}, {"b", "kept b"}}));
  EXPECT_EQ(notes(), (Names{"a", "b"}));
}

TEST_P(WriterTest, ASlowActIsCountedAndKept) {
  ask("slow", [this](Tx& tx) {
    world.clock.advance(milliseconds(6));
    return add(tx, "slow");
  });
  run_all();
  EXPECT_EQ(answers, (Answers{{"slow", "kept slow"}}));
  EXPECT_EQ(counters.slow, 1U);
  EXPECT_EQ(counters.interrupted, 0U);
}

TEST_P(WriterTest, AnActOverTheLimitIsUndoneAndTheOthersAreKept) {
  settings.group_time = std::chrono::minutes(1);
  ask_add("a");
  ask("slow", [this](Tx& tx) {
    world.clock.advance(settings.act_patience + milliseconds(1));
    return add(tx, "slow");
  });
  ask_add("b");
  run_all();
  EXPECT_EQ(answers, (Answers{{"a", "kept a"}, {"slow", "busy"}, {"b", "kept b"}}));
  EXPECT_EQ(counters.commits, 1U);
  EXPECT_EQ(counters.interrupted, 1U);
  EXPECT_EQ(notes(), (Names{"a", "b"}));
}

TEST_P(WriterTest, AnActThatWaitedForTheProcessorIsKept) {
  settings.act_limit = milliseconds(50);
  ask("starved", [this](Tx& tx) {
    world.clock.advance(milliseconds(400));
    return add(tx, "starved");
  });
  run_all();
  EXPECT_EQ(answers, (Answers{{"starved", "kept starved"}}));
}

TEST_P(WriterTest, AnActThatWorksForLongerThanTheLimitIsUndone) {
  settings.act_limit = milliseconds(50);
  ask("busy", [](Tx& tx) {
    const auto until = db::ThreadClock::now() + milliseconds(51);
    auto reply = add(tx, "busy");
    while (db::ThreadClock::now() < until) {
    }
    return reply;
  });
  run_all();
  EXPECT_EQ(answers, (Answers{{"busy", "busy"}}));
  EXPECT_TRUE(notes().empty());
}

TEST_P(WriterTest, AStatementOverTheLimitIsInterruptedAndTheOthersAreKept) {
  settings.act_limit = settings.act_patience = milliseconds(250);
  ask_add("a");
  ask("slow", [](Tx& tx) {
    add(tx, "slow").value();
    return Reply{.body = std::to_string(tx.db.run(kForEver).size())};
  });
  ask_add("b");
  run_all();
  EXPECT_EQ(answers, (Answers{{"a", "kept a"}, {"slow", "busy"}, {"b", "kept b"}}));
  EXPECT_EQ(counters.interrupted, 1U);
  EXPECT_EQ(notes(), (Names{"a", "b"}));
}

// SQLite ends the whole transaction when a write is interrupted.
TEST_P(WriterTest, AWriteOverTheLimitIsInterruptedAndTheOthersAreRunAgain) {
  settings.act_limit = settings.act_patience = milliseconds(250);
  int runs = 0;
  ask("a", [&runs](Tx& tx) {
    ++runs;
    return add(tx, "a");
  });
  ask("slow", [](Tx& tx) {
    tx.db.run(kWriteForEver);
    return Reply{};
  });
  ask_add("b");
  run_all();
  EXPECT_EQ(answers, (Answers{{"a", "kept a"}, {"slow", "busy"}, {"b", "kept b"}}));
  EXPECT_EQ(runs, GetParam() == db::Engine::sqlite ? 2 : 1);
  EXPECT_EQ(effects.size(), 2U);
  EXPECT_EQ(notes(), (Names{"a", "b"}));
}

TEST_P(WriterTest, ASlowWriteAtTheFrontDoesNotStopTheWriter) {
  settings.act_limit = settings.act_patience = milliseconds(250);
  for (const char* name : {"slow", "slow too"}) {
    ask(name, [](Tx& tx) {
      tx.db.run(kWriteForEver);
      return Reply{};
    });
  }
  ask_add("a");
  run_all();
  EXPECT_EQ(answers, (Answers{{"slow", "busy"}, {"slow too", "busy"}, {"a", "kept a"}}));
  EXPECT_EQ(notes(), Names{"a"});
}

TEST_P(WriterTest, AFullDiskIsToldOnceASecond) {
  const auto ask_all = [this] {
    for (const char* name : {"a", "b"}) ask(name, [](Tx&) -> Result<Reply> { throw db::FullError("disk is full"); });
    run_all();
  };
  testing::internal::CaptureStderr();
  ask_all();
  ask_all();
  world.clock.advance(milliseconds(1000));
  ask_all();
  const std::string log = testing::internal::GetCapturedStderr();
  EXPECT_EQ(std::ranges::count(log, '\n'), 2) << log;
  EXPECT_EQ(answers.size(), 6u);
}

TEST_P(WriterTest, AJobRunsOnceWhenItIsDue) {
  world.act([&](Tx& tx) {
    jobs::later(tx, "note.job", "k", tx.now + 1000, "first");
    jobs::later(tx, "note.job", "k", tx.now + 500, "earlier");
    jobs::later(tx, "note.job", "k", tx.now + 2000, "later");
  });
  writer.run_group(waiting);
  EXPECT_TRUE(job_runs.empty());
  EXPECT_EQ(writer.next_job(), world.clock.now() + 500);
  world.clock.advance(milliseconds(500));
  writer.run_group(waiting);
  writer.run_group(waiting);
  EXPECT_EQ(job_runs, (Names{"k:earlier"}));
  EXPECT_EQ(writer.next_job(), std::nullopt);
}

TEST_P(WriterTest, AnActMovesTheTimeOfTheNextJobForward) {
  writer.run_group(waiting);
  EXPECT_EQ(writer.next_job(), std::nullopt);
  ask("asks", [](Tx& tx) {
    jobs::later(tx, "note.job", "k", tx.now + 300);
    return Reply{};
  });
  run_all();
  EXPECT_EQ(writer.next_job(), world.clock.now() + 300);
}

TEST_P(WriterTest, AJobComesBackWhenItAsksForItself) {
  on_job = [](Tx& tx, const jobs::Job& job) {
    add(tx, "slice " + job.data).value();
    if (job.data == "1") jobs::later(tx, "note.job", job.key, tx.now + 10, "2");
  };
  world.act([](Tx& tx) { jobs::later(tx, "note.job", "k", tx.now, "1"); });
  for (int round = 0; round < 3; ++round) {
    writer.run_group(waiting);
    world.clock.advance(milliseconds(10));
  }
  EXPECT_EQ(notes(), (Names{"slice 1", "slice 2"}));
  EXPECT_EQ(effects.size(), 2U);
}

TEST_P(WriterTest, AGroupHasAtMostOneSlice) {
  world.act([](Tx& tx) {
    for (const char* key : {"k1", "k2"}) jobs::later(tx, "note.job", key, tx.now);
  });
  ask_add("a");
  ask_add("b");
  writer.run_group(waiting);
  EXPECT_EQ(job_runs, (Names{"k1:"}));
  EXPECT_EQ(deliveries, (std::vector<std::size_t>{3}));
  writer.run_group(waiting);
  EXPECT_EQ(job_runs, (Names{"k1:", "k2:"}));
  EXPECT_EQ(answers, (Answers{{"a", "kept a"}, {"b", "kept b"}}));
}

TEST_P(WriterTest, AJobThatFailsIsUndoneAndTriedAgainMuchLater) {
  on_job = [](Tx& tx, const jobs::Job& job) {
    add(tx, "undone").value();
    if (job.tries < 8) throw std::runtime_error("not yet");
  };
  world.act([](Tx& tx) { jobs::later(tx, "note.job", "k", tx.now); });
  ask_add("a");
  for (const int minutes : {1, 2, 4, 8, 16, 32, 60, 60}) {
    writer.run_group(waiting);
    EXPECT_EQ(writer.next_job(), world.clock.now() + minutes * 60'000);
    EXPECT_EQ(notes(), Names{"a"});
    world.clock.advance(std::chrono::minutes(minutes));
  }
  writer.run_group(waiting);
  EXPECT_EQ(writer.next_job(), std::nullopt);
  EXPECT_EQ(notes(), (Names{"a", "undone"}));
  EXPECT_EQ(job_runs.size(), 9U);
}

TEST_P(WriterTest, AJobOfAnUnknownKindWaits) {
  world.act([](Tx& tx) { jobs::later(tx, "note.newer", "k", tx.now, "kept"); });
  writer.run_group(waiting);
  EXPECT_EQ(writer.next_job(), world.clock.now() + 60'000);
}

TEST_P(WriterTest, JobsSurviveAClosedDatabase) {
  ask("asks", [](Tx& tx) {
    jobs::later(tx, "note.job", "k", tx.now + 100, "data");
    return Reply{};
  });
  run_all();
  world.clock.advance(milliseconds(100));
  Writer next{settings, world.clock, world.random, world.keys, kinds, deliver, counters};
  if (GetParam() == db::Engine::postgres) {
    EXPECT_FALSE(next.open()) << "two writers at once";
    world.database.cut_connections();
  }
  ASSERT_TRUE(next.open());
  next.run_group(waiting);
  EXPECT_EQ(job_runs, (Names{"k:data"}));
}

class SqliteWriterTest : public WriterTest {
 protected:
  // Leaves room for so many pages more.
  void limit_pages(std::int64_t more) {
    ask("limits", [more](Tx& tx) {
      const std::int64_t pages = tx.db.run({"test.pages", "pragma page_count"}, {})[0].integer(0);
      tx.db.run_script("pragma max_page_count = " + std::to_string(pages + more));
      return Reply{};
    });
    run_all();
    answers.clear();
    effects.clear();
  }
};
INSTANTIATE_TEST_SUITE_P(Engines, SqliteWriterTest, testing::Values(db::Engine::sqlite), support::engine_name);

TEST_P(SqliteWriterTest, OnAFullDiskWhatWasAcknowledgedIsThereAndNothingElse) {
  limit_pages(12);
  const std::string large(9000, 'x');
  for (const char* name : {"a", "b", "c", "d", "e", "f", "g", "h", "i", "j"}) {
    ask(name, [&large, name](Tx& tx) {
      add(tx, name + large).value();
      return Reply{.body = name};
    });
  }
  ask("small", [](Tx&) { return Reply{}; });
  run_all();
  Names kept;
  for (const auto& [name, answer] : answers) {
    if (answer == "kept " + name) kept.push_back(name + large);
  }
  ASSERT_EQ(answers.size(), 11U);
  EXPECT_EQ(answers.back(), (std::pair<std::string, std::string>{"small", "kept "}));
  EXPECT_FALSE(kept.empty());
  EXPECT_LT(kept.size(), 10U);
  EXPECT_EQ(effects.size(), kept.size());
  EXPECT_EQ(notes(), kept);
}

TEST_P(SqliteWriterTest, WhenThereIsRoomAgainItGoesOn) {
  limit_pages(0);
  const std::string large(9000, 'x');
  ask("full", [&](Tx& tx) { return add(tx, large); });
  ask("full too", [&](Tx& tx) { return add(tx, large); });
  run_all();
  EXPECT_EQ(answers, (Answers{{"full", "busy"}, {"full too", "busy"}}));
  limit_pages(100);
  ask_add("a");
  run_all();
  EXPECT_EQ(notes(), Names{"a"});
}

class PostgresWriterTest : public WriterTest {};
INSTANTIATE_TEST_SUITE_P(Engines, PostgresWriterTest, testing::Values(db::Engine::postgres), support::engine_name);

TEST_P(PostgresWriterTest, AConnectionLostInTheCommitLeavesEverybodyUnsure) {
  ask_add("a");
  ask("cuts", [this](Tx& tx) {
    auto reply = add(tx, "cut");
    world.database.cut_connections();
    return reply;
  });
  run_all();
  EXPECT_EQ(answers, (Answers{{"a", "timeout"}, {"cuts", "timeout"}}));
  EXPECT_TRUE(effects.empty());
  EXPECT_TRUE(writer.is_lost());
}

TEST_P(PostgresWriterTest, AConnectionLostBeforeTheCommitChangedNothing) {
  ask_add("a");
  ask("cuts", [this](Tx& tx) {
    world.database.cut_connections();
    return add(tx, "cut");
  });
  ask_add("b");
  run_all();
  EXPECT_EQ(answers, (Answers{{"a", "busy"}, {"cuts", "busy"}, {"b", "busy"}}));
  ASSERT_TRUE(writer.is_lost());
  ASSERT_TRUE(writer.open());
  ask_add("c");
  run_all();
  EXPECT_EQ(notes(), Names{"c"});
}

TEST_P(PostgresWriterTest, AnActThatHidesAnErrorIsUndone) {
  ask_add("a");
  ask("hides", [](Tx& tx) -> Result<Reply> {
    try {
      return add(tx, "a");
    } catch (const db::DbError&) {
      return Reply{};
    }
  });
  ask_add("b");
  run_all();
  EXPECT_EQ(answers, (Answers{{"a", "kept a"}, {"hides", "internal"}, {"b", "kept b"}}));
  EXPECT_EQ(notes(), (Names{"a", "b"}));
}

}  // namespace
}  // namespace onthaal
