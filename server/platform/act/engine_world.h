#pragma once

#include <gtest/gtest.h>

#include <condition_variable>
#include <mutex>

#include "platform/act/engine.h"
#include "support/world.h"

namespace onthaal {

// An engine over a table of notes, and what it answered.
class EngineWorld : public support::StoreTest {
 protected:
  static constexpr db::Sql kAdd{"note.add", "insert into note (size) values (:size)"};
  static constexpr db::Sql kCount{"note.count", "select count(*) from note"};

  EngineWorld() {
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

}  // namespace onthaal
